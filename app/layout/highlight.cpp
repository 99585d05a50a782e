#include "app/layout/highlight.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"

namespace loopscope::app {
namespace {

constexpr std::string_view kKeywords[] = {"False",  "None",    "True",  "and",      "as",     "assert", "async",  "await",
                                          "break",  "case",    "class", "continue", "def",    "del",    "elif",   "else",
                                          "except", "finally", "for",   "from",     "global", "if",     "import", "in",
                                          "is",     "lambda",  "match", "nonlocal", "not",    "or",     "pass",   "raise",
                                          "return", "try",     "while", "with",     "yield"};

bool is_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (static_cast<unsigned char>(c) & 0x80);
}

// One text's state while its lines are read: an open string with three quotation marks.
class Reader {
public:
    Reader(std::string_view line, Language language, std::string& open) : line_(line), language_(language), open_(open) {}

    std::vector<Span> spans() {
        if (!open_.empty())
            rest_of_string(0, std::string(open_), open_.size() == 3);  // a copy: the end of the string clears it
        while (at_ < line_.size()) token();
        return std::move(spans_);
    }

private:
    void put(size_t begin, size_t end, Token token) {
        if (end > begin) spans_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), token});
        at_ = end;
    }

    void token() {
        const char c = line_[at_];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            ++at_;
        } else if (c == '#' && language_ == Language::Python) {
            put(at_, line_.size(), Token::Comment);
        } else if (c == '"' || (c == '\'' && language_ == Language::Python)) {
            string(at_);
        } else if (std::isdigit(static_cast<unsigned char>(c)) ||
                   (c == '.' && at_ + 1 < line_.size() && std::isdigit(static_cast<unsigned char>(line_[at_ + 1])))) {
            number();
        } else if (is_name(c)) {
            name();
        } else {
            put(at_, at_ + 1, Token::Mark);
            defines_ = false;
        }
    }

    void string(size_t begin) {
        std::string quote(1, line_[at_]);
        if (language_ == Language::Python && line_.substr(at_, 3) == std::string(3, quote[0])) quote = std::string(3, quote[0]);
        at_ += quote.size();
        rest_of_string(begin, quote, quote.size() == 3);
    }

    void rest_of_string(size_t begin, const std::string& quote, bool several_lines) {
        for (size_t i = at_; i < line_.size(); ++i) {
            if (line_[i] == '\\') {
                ++i;
            } else if (line_.substr(i, quote.size()) == quote) {
                open_.clear();
                put(begin, i + quote.size(), Token::String);
                return;
            }
        }
        put(begin, line_.size(), Token::String);
        open_ = several_lines ? quote : std::string();
    }

    void number() {
        size_t end = at_ + 1;
        while (end < line_.size() &&
               (is_name(line_[end]) || line_[end] == '.' ||
                ((line_[end] == '-' || line_[end] == '+') && (line_[end - 1] == 'e' || line_[end - 1] == 'E')))) {
            ++end;
        }
        put(at_, end, Token::Number);
    }

    void name() {
        size_t end = at_;
        while (end < line_.size() && is_name(line_[end])) ++end;
        const std::string_view word = line_.substr(at_, end - at_);
        // r"", f"", rb'' ...: the letters belong to the string.
        if (language_ == Language::Python && end < line_.size() && (line_[end] == '"' || line_[end] == '\'') &&
            word.size() <= 2) {
            const size_t begin = at_;
            at_ = end;
            string(begin);
            return;
        }
        const bool keyword = language_ == Language::Json
                                 ? word == "true" || word == "false" || word == "null"
                                 : std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords);
        const bool soft = (word == "match" || word == "case") && !spans_.empty();
        const Token token = keyword && !soft ? Token::Keyword : defines_ ? Token::Defined : Token::Name;
        put(at_, end, token);
        defines_ = word == "def" || word == "class";
    }

    std::string_view line_;
    Language language_;
    std::string& open_;
    size_t at_ = 0;
    bool defines_ = false;
    std::vector<Span> spans_;
};

}  // namespace

std::vector<CodeLine> highlight(std::string_view text, Language language) {
    std::vector<CodeLine> lines;
    std::string open;
    for (size_t at = 0; at <= text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (end == text.size() && line.empty() && !lines.empty()) break;
        lines.push_back({line, Reader(line, language, open).spans()});
        at = end + 1;
    }
    return lines;
}

uint32_t column_of(std::string_view line, size_t byte) {
    uint32_t column = 0;
    for (size_t at = 0; at < std::min(byte, line.size());) {
        if (line[at] == '\t') {
            column = (column / 8 + 1) * 8;
            ++at;
            continue;
        }
        at += base::decode_utf8(line, at).size;
        ++column;
    }
    return column;
}

std::string expand_tabs(std::string_view line) {
    std::string out;
    for (size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\t') {
            out.append(8 - out.size() % 8, ' ');
        } else {
            out += line[at];
        }
    }
    return out;
}

}  // namespace loopscope::app
