// Nothing that a source holds may crash, hang or use up the stack: it is parsed or refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "syntax/limits.h"
#include "syntax/parser.h"

using namespace loopscope;
using namespace loopscope::syntax;

namespace {

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
}

std::string message(const std::string& source) {
    ParseResult result = parse_module(source, "x");
    return result ? "ok" : result.error().message;
}

constexpr const char* kTooManyBrackets = "too many nested parentheses";

// A chain of so many links; one that is refused must be refused with these words.
struct Chain {
    const char* name;
    std::function<std::string(std::size_t)> make;
    const char* refusal;
};

const Chain kChains[] = {
    {"sum", [](std::size_t n) { return repeated("1+", n) + "1\n"; }, "too complex"},
    {"power", [](std::size_t n) { return repeated("1**", n) + "1\n"; }, "too complex"},
    {"attributes", [](std::size_t n) { return "a" + repeated(".a", n) + "\n"; }, "too complex"},
    {"calls", [](std::size_t n) { return "a" + repeated("()", n) + "\n"; }, "too complex"},
    {"subscripts", [](std::size_t n) { return "a" + repeated("[0]", n) + "\n"; }, "too complex"},
    {"not", [](std::size_t n) { return repeated("not ", n) + "a\n"; }, "too complex"},
    {"minus", [](std::size_t n) { return repeated("-", n) + "a\n"; }, "too complex"},
    {"await", [](std::size_t n) { return repeated("await ", n) + "a\n"; }, "invalid syntax"},
    {"lambda", [](std::size_t n) { return repeated("lambda: ", n) + "a\n"; }, "too complex"},
    {"conditional", [](std::size_t n) { return repeated("a if b else ", n) + "c\n"; }, "too complex"},
    {"elif", [](std::size_t n) { return "if a: b\n" + repeated("elif a: b\n", n); }, "too complex"},
    {"parentheses", [](std::size_t n) { return repeated("(", n) + repeated(")", n) + "\n"; }, kTooManyBrackets},
    {"lists", [](std::size_t n) { return repeated("[", n) + repeated("]", n) + "\n"; }, kTooManyBrackets},
    {"dicts", [](std::size_t n) { return repeated("{1:", n) + "1" + repeated("}", n) + "\n"; }, kTooManyBrackets},
    {"nested calls", [](std::size_t n) { return repeated("f(", n) + repeated(")", n) + "\n"; }, kTooManyBrackets},
    {"nested patterns", [](std::size_t n) { return "match x:\n case " + repeated("[", n) + repeated("]", n) + ": pass\n"; },
     kTooManyBrackets},
    {"walrus", [](std::size_t n) { return repeated("(a:=", n) + "1" + repeated(")", n) + "\n"; }, kTooManyBrackets},
    {"blocks",
     [](std::size_t n) {
         n = std::min<std::size_t>(n, 1000);  // the text grows with the square
         std::string text;
         for (std::size_t i = 0; i < n; ++i) text += std::string(i, ' ') + "if a:\n";
         return text + std::string(n, ' ') + "b\n";
     },
     "too many levels of indentation"},
    {"f-strings", [](std::size_t n) { return repeated("f'{", n) + "a" + repeated("}'", n) + "\n"; }, "too many nested"},
    {"format specs", [](std::size_t n) { return "f'" + repeated("{a:", n) + repeated("}", n) + "'\n"; },
     "f-string: expressions nested too deeply"},
};

}  // namespace

TEST_CASE("chains are parsed, or refused with words, however long they are") {
    for (const Chain& chain : kChains) {
        CAPTURE(chain.name);
        CHECK(message(chain.make(1)) == "ok");
        for (std::size_t length : {90, 150, 999, 1001, 5000, 50000}) {
            const std::string source = chain.make(length);
            if (source.size() > kMaxSourceBytes) continue;
            const std::string answer = message(source);
            CAPTURE(length);
            CHECK((answer == "ok" || answer.starts_with(chain.refusal)));
            if (length >= 5000) CHECK(answer != "ok");
        }
    }
}

TEST_CASE("the tree is never deeper than its limit") {
    CHECK(message(repeated("1+", kMaxTreeDepth - 3) + "1\n") == "ok");
    CHECK(message(repeated("1+", kMaxTreeDepth) + "1\n") != "ok");
    ParseResult result = parse_module(repeated("-", 300) + "(" + repeated("a.", 300) + "b)\n", "x");
    REQUIRE(result);
    CHECK((*result)->body[0]->height == 602);
}

TEST_CASE("long flat things are fine") {
    CHECK(message("x = [" + repeated("1, ", 100000) + "]\n") == "ok");
    CHECK(message(repeated("x = 1\n", 100000)) == "ok");
    CHECK(message("a" + repeated(" and a", 100000) + "\n") == "ok");
    CHECK(message("a" + repeated(" < a", 100000) + "\n") == "ok");
    CHECK(message("x = '" + repeated("text ", 200000) + "'\n") == "ok");
    CHECK(message("x = " + repeated("'text' ", 100000) + "\n") == "ok");
    CHECK(message("f(" + repeated("a=1, ", 100000) + ")\n") == "ok");
    CHECK(message(repeated("a = ", 100000) + "1\n") == "ok");
    CHECK(message(repeated("#\n", 400000)) == "ok");
    CHECK(message(repeated("\\\n", 400000) + "x\n") == "ok");
}

TEST_CASE("long broken things are refused in time") {
    // Each would be slow if the search for words looked at the same text again and again.
    for (const std::string& source : {
             repeated("a ", 100000) + "\n",
             "(" + repeated("a ", 100000) + ")\n",
             repeated("print ", 50000) + "\n",
             repeated("f(a, ", 190) + "b c" + repeated(")", 190) + "\n",
             repeated("f(a=1, ", 190) + "b c" + repeated(")", 190) + "\n",
             repeated("[x for x in ", 190) + "y z" + repeated("]", 190) + "\n",
             repeated("{a: ", 190) + "y z" + repeated("}", 190) + "\n",
             repeated("(a, ", 190) + "y z" + repeated(")", 190) + "\n",
             repeated("*(", 190) + "y z" + repeated(")", 190) + "\n",
             "f(" + repeated("*(", 190) + "y z" + repeated(")", 190) + ")\n",
             repeated("lambda x=(", 190) + "y z" + repeated("): 1", 190) + "\n",
             repeated("x[", 190) + "y z" + repeated("]", 190) + "\n",
             repeated("f'{", 140) + "y z" + repeated("}'", 140) + "\n",
             repeated("(yield ", 190) + "y z" + repeated(")", 190) + "\n",
             repeated("(a:=", 190) + "y z" + repeated(")", 190) + "\n",
             repeated("x = 1\n", 100000) + "y z\n",
             "def f(" + repeated("a=(", 190) + "y z" + repeated(")", 190) + "): pass\n",
             "with (" + repeated("f(", 190) + "y z" + repeated(")", 190) + " as b): pass\n",
             "match " + repeated("f(", 190) + "y z" + repeated(")", 190) + ":\n",
             repeated("a = ", 50000) + "b c\n",
             repeated("a, ", 50000) + "b c\n",
             repeated("[", 150) + "y z",
             repeated("[", 150) + "y z" + repeated(")", 150) + "\n",
             repeated("{a: [", 80) + "=\n",
             repeated("lambda x=", 300) + "y z\n",
             repeated("lambda x=lambda *a, b=", 150) + "y z\n",
             "match x:\n case " + repeated("A(x=1, ", 150) + "y z\n",
             "match x:\n case " + repeated("A(x=1, b=[", 80) + "y=\n",
             repeated("f(*[", 80) + "y z\n",
             repeated("(yield [", 80) + "y z\n",
             repeated("f'{[", 80) + "y z\n",
             "with " + repeated("(a[", 80) + "y z\n",
             "for " + repeated("(a[", 80) + "y z\n",
             repeated("[x for x in (", 80) + "y z\n",
         }) {
        CAPTURE(source.substr(0, 40));
        CHECK(message(source) != "ok");
    }
}

TEST_CASE("sources and numbers have a size") {
    ParseResult result = parse_module(std::string(kMaxSourceBytes + 1, '\n'), "x");
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == base::DiagnosticKind::Limit);
    CHECK(message("x = " + std::string(kMaxDecimalDigits, '9') + "\n") == "ok");
    const std::string too_long = "x = " + std::string(kMaxDecimalDigits + 1, '9') + "\n";
    CHECK(message(too_long).starts_with("Exceeds the limit (4300 digits)"));
    CHECK(message("x = 0x" + std::string(100000, 'f') + "\n") == "ok");
}
