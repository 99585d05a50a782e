// Messages word for word, with line and column: error_cases.txt holds CPython's.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "syntax/parser.h"

using namespace loopscope;

namespace {

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string brief(const syntax::ParseResult& result) {
    if (result) return "ok";
    const base::Diagnostic& error = result.error();
    return std::string(base::diagnostic_kind_name(error.kind)) + " " + std::to_string(error.line) + ":" +
           std::to_string(error.column) + " " + error.message;
}

base::Diagnostic error_of(std::string_view source) {
    syntax::ParseResult result = syntax::parse_module(source, "demo.py");
    REQUIRE_FALSE(result);
    return result.error();
}

}  // namespace

TEST_CASE("mistakes are told in CPython's words, at CPython's place") {
    const std::string text = read_file(LOOPSCOPE_SOURCE_DIR "/tests/unit/syntax/error_cases.txt");
    const std::string separator = "-----\n";
    std::size_t cases = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        const std::string block = text.substr(at, end - at);
        at = end + separator.size();
        const std::size_t answer = block.rfind("=> ");
        REQUIRE(answer != std::string::npos);
        const std::string source = block.substr(0, answer);
        const std::string expected = block.substr(answer + 3, block.size() - answer - 4);
        CAPTURE(source);
        CHECK(brief(syntax::parse_module(source, "x")) == expected);
        ++cases;
    }
    CHECK(cases > 600);
}

TEST_CASE("a diagnostic knows its file, its end, the line's text and a hint") {
    const base::Diagnostic error = error_of("x = 1\nif x = 3:\n    pass\n");
    CHECK(error.file == "demo.py");
    CHECK(error.line == 2);
    CHECK(error.column == 4);
    CHECK(error.end_line == 2);
    CHECK(error.end_column == 9);
    CHECK(error.text == "if x = 3:\n");
    CHECK(error.hint == "= assigns; == compares");
}

TEST_CASE("columns count characters, not bytes") {
    const base::Diagnostic error = error_of("é = 'ü' ö\n");
    CHECK(error.column == 9);
}

TEST_CASE("beginners get a hint") {
    for (std::string_view source : {"if x\n", "def f():\nx\n", "  x\n", "print 'a'\n", "f(\n", "'abc\n", "f() = 1\n",
                                    "f(a=1, b)\n", "x = 5a\n", "def f(a=1, b): pass\n", "1 = x\n"}) {
        CAPTURE(source);
        CHECK_FALSE(error_of(source).hint.empty());
    }
}

TEST_CASE("habits of other languages get a hint too") {
    const auto hint = [](std::string_view source) { return error_of(source).hint; };
    CHECK(hint("x++\n") == "write += 1 or -= 1");
    CHECK(hint("if a && b: pass\n") == "write `and`");
    CHECK(hint("if !a: pass\n").starts_with("write `not`"));
    CHECK(hint("a <> b\n") == "not equal is written !=");
    CHECK(hint("if a: b\nelse if c: d\n") == "write `elif`");
    CHECK(hint("x = a ? b : c\n").find("if condition else") != std::string::npos);
    CHECK(hint("else:\n    pass\n").find("`else` could belong to") != std::string::npos);
    CHECK(hint("class = 1\n") == "`class` is a word of the language and cannot be a name");
    CHECK(hint("x.None = 1\n") == "`None` is a word of the language and cannot be a name");
    CHECK(hint("async = 1\n") == "`async` is a word of the language and cannot be a name");
    CHECK(hint("x y\n").empty());
}

TEST_CASE("what is no text is refused") {
    CHECK(error_of(std::string_view("x = 1\n\0y", 8)).message == "source code cannot contain null bytes");
    CHECK(error_of(std::string_view("x = 1\n\0y", 8)).line == 2);
    const base::Diagnostic latin = error_of("x = 1\ny = '\xE9'\n");
    CHECK(latin.message.starts_with("Non-UTF-8 code starting with '\\xe9' in file demo.py on line 2, but no encoding"));
    CHECK(latin.line == 2);
    CHECK(error_of("\xFF\xFEx\x01=\x01").message.starts_with("Non-UTF-8"));
    CHECK(error_of("x = '\xED\xA0\x80'").message.starts_with("Non-UTF-8"));
}

TEST_CASE("a coding cookie must be UTF-8 or Latin-1, or change nothing") {
    const auto ok = [](std::string_view source) { return syntax::parse_module(source, "x").ok(); };
    CHECK(ok("# -*- coding: utf-8 -*-\nx = 'é'\n"));
    CHECK(ok("#!/usr/bin/python\n# vim: set fileencoding=UTF_8 :\nx = 'é'\n"));
    CHECK(ok("\xEF\xBB\xBF# coding: utf-8\nx = 'é'\n"));
    CHECK(ok("\xEF\xBB\xBFx = 1\n"));
    CHECK(ok("# coding: latin-1\nx = 1\n"));
    CHECK(ok("x = 1\n# coding: latin-1\ny = 'é'\n"));  // not in the first two lines' comments
    CHECK(ok("# coding: latin-1\nx = '\xE9'\n"));
    CHECK_FALSE(ok("# coding: koi8-r\nx = '\xE9'\n"));
    CHECK_FALSE(ok("\n# coding: utf-16\nx = 1\n"));
    CHECK_FALSE(ok("\xEF\xBB\xBF# coding: latin-1\nx = 1\n"));
    CHECK(error_of("# coding: foo\nx").message == "encoding problem: foo");
    CHECK(error_of("# coding: foo\nx").line == 1);
}

TEST_CASE("the line offset shifts every number") {
    syntax::ParseOptions options;
    options.line_offset = 10;
    syntax::ParseResult bad = syntax::parse_module("x = 1\ny = (\n", "x", options);
    CHECK(bad.error().line == 12);
    CHECK(bad.error().text == "y = (\n");
    bad = syntax::parse_module("if x:\ny\n", "x", options);
    CHECK(bad.error().message == "expected an indented block after 'if' statement on line 11");
    syntax::ParseResult good = syntax::parse_module("x = 1\n\ny\n", "x", options);
    REQUIRE(good);
    CHECK((*good)->body[1]->span.line == 13);
}

TEST_CASE("warnings are collected and refuse nothing") {
    syntax::ParseResult result = syntax::parse_module("a = 1if 2else 3\nb = '\\d \\e'\nc = f'\\{x}\\q'\n", "x");
    REQUIRE(result);
    const auto& warnings = (*result)->warnings;
    REQUIRE(warnings.size() == 5);
    CHECK(warnings[0].message == "invalid decimal literal");
    CHECK(warnings[2].line == 2);
    CHECK(warnings[2].message == "invalid escape sequence '\\d'");
    CHECK(warnings[2].text == "b = '\\d \\e'");
    CHECK(warnings[3].message == "invalid escape sequence '\\{'");
    CHECK(warnings[0].kind == base::DiagnosticKind::Warning);
}
