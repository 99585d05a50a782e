// The command line's words become arguments; the wrong ones are tested on the whole executable.
#include <doctest/doctest.h>

#include "app/cli/arguments.h"

using namespace loopscope;
using namespace loopscope::cli;

namespace {

Arguments parse(std::vector<std::string> words) {
    auto parsed = parse_arguments(words);
    INFO((parsed.ok() ? "" : base::format_diagnostic(parsed.error())));
    REQUIRE(parsed.ok());
    return std::move(parsed).value();
}

}  // namespace

TEST_CASE("calls") {
    CHECK(parse({}).call == Call::App);
    CHECK(parse({"a.json", "b.py"}).files == std::vector<std::string>{"a.json", "b.py"});
    CHECK(parse({"run", "x.py"}).call == Call::Run);
    CHECK(parse({"check", "a", "b"}).files.size() == 2);
    CHECK(parse({"run", "run"}).files == std::vector<std::string>{"run"});
    CHECK(parse({"--version"}).call == Call::Version);
    CHECK(parse({"show", "--help", "--nonsense"}).help_about == Call::Show);
}

TEST_CASE("options stand anywhere, and with = or a space") {
    const Arguments a = parse({"trace", "--path", "one", "--format=chrome", "x.json", "-o", "out", "--path=two", "--run",
                               "fast", "--python", "3.6", "--until=1.5", "--", "-o", "--run", "--"});
    CHECK(a.files == std::vector<std::string>{"x.json"});
    CHECK(a.format == TraceFormat::Chrome);
    CHECK(a.output == "out");
    CHECK(a.run.paths == std::vector<std::string>{"one", "two"});
    CHECK(a.run.run == "fast");
    CHECK(a.run.python == scenario::Dialect::Py36);
    CHECK(a.run.until == 1.5);
    CHECK(a.run.argv == std::vector<std::string>{"-o", "--run", "--"});
    CHECK(parse({"run", "x.py"}).run.record);
    CHECK_FALSE(parse({"run", "x.py", "--no-record"}).run.record);
    CHECK(parse({"run", "-"}).files == std::vector<std::string>{"-"});
}

TEST_CASE("steps, sizes, views") {
    CHECK_FALSE(parse({"show", "x"}).at.given);
    CHECK(parse({"show", "x", "--at", "40"}).at.step == 40);
    const Arguments end = parse({"show", "x", "--at", "end"});
    CHECK(end.at.given);
    CHECK_FALSE(end.at.step.has_value());
    const Arguments shot = parse({"shot", "x", "-o", "p.png", "--size", "640x480", "--theme", "light", "--view", "loop"});
    CHECK(shot.shot.width == 640);
    CHECK(shot.shot.height == 480);
    CHECK(shot.shot.theme == "light");
    CHECK(shot.shot.view == "loop");
}

TEST_CASE("pictures of one pane, handouts, the sentences of the app") {
    const Arguments bare = parse({"shot", "x", "-o", "p.svg", "--view", "timeline", "--bare", "--theme", "contrast"});
    CHECK(bare.shot.bare);
    CHECK(bare.shot.theme == "contrast");
    CHECK_FALSE(parse_arguments({"shot", "x", "-o", "p.svg", "--bare"}).ok());
    CHECK_FALSE(parse_arguments({"shot", "x", "-o", "p.svg", "--theme", "red"}).ok());
    const Arguments handout = parse({"handout", "x.json", "-o", "lesson.md", "--answers"});
    CHECK(handout.call == Call::Handout);
    CHECK(handout.answers);
    CHECK(handout.output == "lesson.md");
    CHECK_FALSE(parse({"handout", "x.json", "-o", "lesson.md"}).answers);
    CHECK_FALSE(parse_arguments({"handout", "x.json"}).ok());
    CHECK(parse({"x.json", "--say"}).says);
    CHECK_FALSE(parse_arguments({"run", "x.py", "--say"}).ok());
}

TEST_CASE("FILE#step=N&pane=NAME") {
    const auto open = parse_open_file("dir/x.json#step=40&pane=loop", false);
    REQUIRE(open.ok());
    CHECK(open->file == "dir/x.json");
    CHECK(open->step == 40);
    CHECK(open->pane == "loop");
    CHECK(parse_open_file("x#step=1", true)->file == "x#step=1");
    CHECK_FALSE(parse_open_file("x#step=1", true)->step.has_value());
    CHECK(parse_open_file("x", false)->file == "x");
    CHECK_FALSE(parse_open_file("x#nonsense", false).ok());
}
