// Every kind of wrong scenario file is refused with its place, its pointer, its value and, where there is one, a hint.
#include <doctest/doctest.h>

#include <set>

#include "scenario/load.h"
#include "support/broken_inputs.h"

using namespace loopscope;

namespace {

scenario::FileText read_test_file(const std::string& path) {
    if (path == "folder") return {std::nullopt, "a folder, not a file"};
    if (path == "good.py") return {"pass\n", ""};
    return {std::nullopt, "no such file"};
}

// The place of "... is VALUE: ..." is where the value begins, that of "unknown key" where the key does.
void check_place(const std::string& text, const base::Diagnostic& error) {
    char expected = 0;
    const std::size_t is = error.message.find(" is ");
    if (error.message.starts_with("unknown key "))
        expected = '"';
    else if (is != std::string::npos && error.message.starts_with('\''))
        expected = error.message[is + 4];
    if (error.message.find(" is missing, value") != std::string::npos) expected = '{';
    if (expected == 0 || error.line != 1) return;
    CHECK(text[error.column - 1] == expected);
}

constexpr std::string_view kEvents[] = {"task.done", "task.created", "print", "line"};

}  // namespace

TEST_CASE("broken scenarios are refused, and the message is exact") {
    const scenario::LoadOptions options{read_test_file, kEvents};
    std::set<std::string> names;
    for (const tests::BrokenInput& input : tests::broken_scenarios()) {
        CAPTURE(input.name);
        CHECK(names.insert(input.name).second);
        const auto loaded = scenario::load_scenario(input.text, "dir/x.json", options);
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.error().kind == base::DiagnosticKind::Input);
        const std::string message = base::format_diagnostic(loaded.error());
        CHECK(message.substr(0, message.find('\n')) == "dir/x.json:" + input.error);
        if (!input.hint.empty()) CHECK(loaded.error().hint == input.hint);
        check_place(input.text, loaded.error());
    }
    CHECK(names.size() >= 150);
}

TEST_CASE("no cut of a good scenario crashes the loader, and none but the whole is accepted") {
    const std::string good = R"({"title": "caf\u00e9 é", "runs": [{"name": "a", "program": ["x = [1.5e3, -2]", ""]}],
        "world": {"signals": [{"at": 2.0, "signal": "SIGINT"}], "files": {"a": "b"}}})";
    const scenario::LoadOptions options{read_test_file, kEvents};
    REQUIRE(scenario::load_scenario(good, "x.json", options).ok());
    for (std::size_t size = 0; size < good.size(); ++size) {
        CHECK_FALSE(scenario::load_scenario(std::string_view(good).substr(0, size), "x.json", options).ok());
    }
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (char c : {'\0', '"', '{', ']', '\\', '\xFF', '9'}) {
            std::string changed = good;
            changed[at] = c;
            const auto loaded = scenario::load_scenario(changed, "x.json", options);
            if (!loaded.ok()) CHECK(loaded.error().line > 0);
        }
    }
}
