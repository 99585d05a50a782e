// Programs that are not Python: status 2 and the place, where CPython says the same of them with status 1.
#include <doctest/doctest.h>

#include "support/broken_inputs.h"
#include "support/loopscope.h"

using namespace loopscope::tests;

TEST_CASE("broken programs") {
    const TemporaryFolder folder;
    for (const BrokenInput& input : broken_programs()) {
        CAPTURE(input.name);
        folder.write("x.py", input.text);
        const Finished finished = loopscope_call({"run", "x.py"}, folder.path());
        CHECK(finished.status == 2);
        CHECK(finished.out.empty());
        CHECK(first_line(finished.err) == "x.py:" + input.error);
    }
}

TEST_CASE("inside a scenario the scenario's own line is told too") {
    const TemporaryFolder folder;
    folder.write("x.json", "{\n\"program\": [\n  \"x = 1\",\n  \"y = (\"\n]}");
    const Finished one = loopscope_call({"run", "x.json"}, folder.path());
    CHECK(one.status == 2);
    CHECK(one.err ==
          "x.json:2:5: error: '(' was never closed\n"
          "hint: close the bracket; everything behind it counts as its content\nnote: that is line 4 of x.json\n");

    folder.write("two.json",
                 R"JSON({"runs": [{"name": "good", "program": "print(1)\n"}, {"name": "bad", "program": "1 +"}]})JSON");
    const Finished two = loopscope_call({"run", "two.json"}, folder.path());
    CHECK(two.status == 2);
    CHECK(two.err == "two.json[bad]:1:4: error: invalid syntax\n");
    CHECK(loopscope_call({"run", "two.json", "--run", "good"}, folder.path()).status == 0);
}

TEST_CASE("a module that is not Python is the program's own SyntaxError") {
    const TemporaryFolder folder;
    folder.write("x.py",
                 "try:\n    import bad\nexcept SyntaxError as error:\n    print(error.lineno, error.msg)\nimport bad\n");
    folder.write("bad.py", "x = 1\ny = (\n");
    const Finished finished = loopscope_call({"run", "x.py"}, folder.path());
    CHECK(finished.status == 1);
    CHECK(finished.out == "2 '(' was never closed\n");
    CHECK(finished.err.find("SyntaxError: '(' was never closed") != std::string::npos);
}

TEST_CASE("odd programs that are Python") {
    const TemporaryFolder folder;
    folder.write("empty.py", "");
    folder.write("comment.py", "# nothing");
    folder.write("bom.py", "\xEF\xBB\xBFprint('bom')\r\n");
    folder.write("mac.py", "print(1)\rprint(2)\r");
    folder.write("latin.py", "# -*- coding: latin-1 -*-\nprint('\xE9')\n");
    CHECK(loopscope_call({"run", "empty.py"}, folder.path()).status == 0);
    CHECK(loopscope_call({"run", "comment.py"}, folder.path()).status == 0);
    CHECK(loopscope_call({"run", "bom.py"}, folder.path()).out == "bom\n");
    CHECK(loopscope_call({"run", "mac.py"}, folder.path()).out == "1\n2\n");
    CHECK(loopscope_call({"run", "latin.py"}, folder.path()).out == "\xC3\xA9\n");
}
