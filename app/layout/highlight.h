// Highlighting: which part of a line is a keyword, a string, a number or a comment. For colour alone: any text is taken.
//
// Callers: the source pane, the machine room, the page about a refused file. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::app {

enum class Token : uint8_t { Name, Defined, Keyword, String, Number, Comment, Mark };

struct Span {
    uint32_t begin = 0, end = 0;  // bytes of the line
    Token token = Token::Name;
};

struct CodeLine {
    std::string_view text;    // without its newline
    std::vector<Span> spans;  // in order; what lies between is white
};

enum class Language : uint8_t { Python, Json };

// All lines of a text, which must live as long. Strings and comments over several lines are followed.
std::vector<CodeLine> highlight(std::string_view text, Language language = Language::Python);

// The column, in characters, of a byte of a line (a tab goes on to the next multiple of eight).
uint32_t column_of(std::string_view line, size_t byte);
std::string expand_tabs(std::string_view line);

}  // namespace loopscope::app
