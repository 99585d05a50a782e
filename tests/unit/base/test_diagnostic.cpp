#include <doctest/doctest.h>

#include "base/diagnostic.h"

using namespace loopscope::base;

TEST_CASE("a diagnostic is written as compilers write it") {
    Diagnostic diagnostic;
    diagnostic.file = "demo.py";
    diagnostic.line = 3;
    diagnostic.column = 7;
    diagnostic.message = "expected ':'";
    CHECK(format_diagnostic(diagnostic) == "demo.py:3:7: error: expected ':'");
    diagnostic.hint = "add it";
    CHECK(format_diagnostic(diagnostic) == "demo.py:3:7: error: expected ':'\nhint: add it");
    diagnostic.column = 0;
    diagnostic.hint.clear();
    CHECK(format_diagnostic(diagnostic) == "demo.py:3: error: expected ':'");
    diagnostic.line = 0;
    diagnostic.kind = DiagnosticKind::Warning;
    CHECK(format_diagnostic(diagnostic) == "demo.py: warning: expected ':'");
}

TEST_CASE("kinds have the names of Python's exceptions") {
    CHECK(std::string(diagnostic_kind_name(DiagnosticKind::TabError)) == "TabError");
    CHECK(std::string(diagnostic_kind_name(DiagnosticKind::IndentationError)) == "IndentationError");
    CHECK(std::string(diagnostic_kind_name(DiagnosticKind::Limit)) == "SyntaxError");
}

TEST_CASE("a result holds a value or says why not") {
    Result<std::string> good(std::string("value"));
    CHECK(good.ok());
    CHECK(*good == "value");
    CHECK(good->size() == 5);
    Diagnostic diagnostic;
    diagnostic.message = "no";
    Result<std::string> bad(diagnostic);
    CHECK_FALSE(bad);
    CHECK(bad.error().message == "no");
    Result<void> nothing;
    CHECK(nothing.ok());
    nothing = Result<void>(diagnostic);
    CHECK_FALSE(nothing.ok());
    CHECK(nothing.error().message == "no");
}
