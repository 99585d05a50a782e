#include <doctest/doctest.h>

#include "syntax/lexer.h"

using namespace loopscope::syntax;

namespace {

// The kinds of the tokens as text: "NAME = NUMBER NEWLINE ENDMARKER".
std::string kinds(std::string_view source) {
    std::string text;
    const LexResult result = lex(source, "x", {});
    for (const Token& token : result.tokens) {
        if (!text.empty()) text += ' ';
        text += token_text(token.kind);
    }
    return text;
}

}  // namespace

TEST_CASE("names, keywords, operators") {
    CHECK(kinds("x = y1\n") == "NAME = NAME NEWLINE ENDMARKER");
    CHECK(kinds("if in is None\n") == "if in is None NEWLINE ENDMARKER");
    CHECK(kinds("ifx None1 printe\n") == "NAME NAME NAME NEWLINE ENDMARKER");
    CHECK(kinds("a**=b//c<<=d->e:=f...g\n") == "NAME **= NAME // NAME <<= NAME -> NAME := NAME ... NAME NEWLINE ENDMARKER");
    CHECK(kinds("match case type _\n") == "NAME NAME NAME NAME NEWLINE ENDMARKER");
    CHECK(kinds("a.1.b\n") == "NAME NUMBER . NAME NEWLINE ENDMARKER");
    for (const char* keyword : {"async", "continue", "nonlocal", "lambda", "finally", "True"}) {
        CHECK(keyword_kind(keyword) != TokenKind::Name);
        CHECK(std::string(token_text(keyword_kind(keyword))) == keyword);
    }
}

TEST_CASE("lines and indentation") {
    CHECK(kinds("a:\n  b\n\n  # c\n  d\ne\n") ==
          "NAME : NEWLINE INDENT NAME NEWLINE NAME NEWLINE DEDENT NAME NEWLINE ENDMARKER");
    CHECK(kinds("(a\n\n  b\n)\n") == "( NAME NAME ) NEWLINE ENDMARKER");
    CHECK(kinds("a\\\n  b\n") == "NAME NAME NEWLINE ENDMARKER");
    CHECK(kinds("\n\n# c\n") == "ENDMARKER");
    CHECK(kinds("a:\n b:\n  c\n") == "NAME : NEWLINE INDENT NAME : NEWLINE INDENT NAME NEWLINE DEDENT DEDENT ENDMARKER");
    CHECK(kinds("a:\n b\n  c\n d\n e:\n   f\n  g\n").ends_with("ERRORTOKEN"));
}

TEST_CASE("strings and f-strings") {
    CHECK(kinds("'a' rb\"b\" U'''c\nd'''\n") == "STRING STRING STRING NEWLINE ENDMARKER");
    CHECK(kinds("ub'a'\n") == "NAME STRING NEWLINE ENDMARKER");
    CHECK(kinds("f'a{b}c'\n") == "FSTRING_START FSTRING_MIDDLE { NAME } FSTRING_MIDDLE FSTRING_END NEWLINE ENDMARKER");
    CHECK(kinds("f'{a:{b}}'\n") == "FSTRING_START { NAME : { NAME } FSTRING_MIDDLE } FSTRING_END NEWLINE ENDMARKER");
    CHECK(kinds("f'{a[':']:x}'\n") == "FSTRING_START { NAME [ STRING ] : FSTRING_MIDDLE } FSTRING_END NEWLINE ENDMARKER");
    CHECK(kinds("f'{{'\n") == "FSTRING_START FSTRING_MIDDLE FSTRING_END NEWLINE ENDMARKER");
}

TEST_CASE("tokens know where they stand, in characters") {
    const LexResult result = lex("é = '''ü\nx''' + 1\n", "x", {});
    const Token& text = result.tokens[2];
    CHECK(text.column == 4);
    CHECK(text.line == 1);
    CHECK(text.end_line == 2);
    CHECK(text.end_column == 4);
    CHECK(result.tokens[3].column == 5);
    CHECK(result.tokens[3].line == 2);
}

TEST_CASE("the line of a source is found") {
    CHECK(source_line("a\nbc\n\nd\n", 2, 0) == "bc");
    CHECK(source_line("a\nbc\n\nd\n", 12, 10) == "bc");
    CHECK(source_line("a\nbc\n\nd\n", 3, 0) == "");
    CHECK(source_line("a\n", 9, 0) == "");
}
