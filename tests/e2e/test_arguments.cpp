// What is typed wrongly is refused with status 2 and a message that names it; help and version go to standard output.
#include <doctest/doctest.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

struct Refusal {
    std::vector<std::string> words;
    std::string message;
};

}  // namespace

TEST_CASE("--help and --version") {
    const TemporaryFolder folder;
    const Finished help = loopscope_call({"--help"}, folder.path());
    CHECK(help.status == 0);
    CHECK(help.err.empty());
    for (const char* call : {"run", "trace", "show", "check", "shot"}) {
        CAPTURE(call);
        CHECK(help.out.find(std::string("loopscope ") + call + " FILE") != std::string::npos);
        const Finished about = loopscope_call({call, "--help"}, folder.path());
        CHECK(about.status == 0);
        CHECK(about.err.empty());
        CHECK(first_line(about.out).starts_with(std::string("usage: loopscope ") + call + " FILE"));
        CHECK(about.out.find("--path DIR") != std::string::npos);
        CHECK(loopscope_call({call, "-h"}, folder.path()).out == about.out);
    }
    CHECK(loopscope_call({"-h"}, folder.path()).out == help.out);
    const Finished version = loopscope_call({"--version"}, folder.path());
    CHECK(version.status == 0);
    CHECK(version.out.starts_with("loopscope "));
    CHECK(version.err.empty());
}

TEST_CASE("wrong arguments") {
    const TemporaryFolder folder;
    folder.write("good.py", "print(1)\n");
    const std::vector<Refusal> refusals = {
        {{"run"}, "loopscope: error: loopscope run needs a FILE"},
        {{"trace"}, "loopscope: error: loopscope trace needs a FILE"},
        {{"show"}, "loopscope: error: loopscope show needs a FILE"},
        {{"check"}, "loopscope: error: loopscope check needs a FILE"},
        {{"shot", "good.py"}, "loopscope: error: loopscope shot needs -o PNG"},
        {{"run", "good.py", "good.py"}, "loopscope: error: loopscope run takes one FILE; 'good.py' is a second one"},
        {{"run", "--colour", "good.py"}, "loopscope: error: unknown option --colour"},
        {{"run", "-x", "good.py"}, "loopscope: error: unknown option -x"},
        {{"--colour"}, "loopscope: error: unknown option --colour"},
        {{"run", "good.py", "--format", "jsonl"}, "loopscope: error: the option --format is not one of loopscope run"},
        {{"run", "good.py", "--until"}, "loopscope: error: the option --until needs a value: SECONDS"},
        {{"run", "good.py", "--until", "soon"}, "loopscope: error: not a time: 'soon'"},
        {{"run", "good.py", "--until", "-1"}, "loopscope: error: not a time: '-1'"},
        {{"run", "good.py", "--until", "inf"}, "loopscope: error: not a time: 'inf'"},
        {{"run", "good.py", "--until", "nan"}, "loopscope: error: not a time: 'nan'"},
        {{"run", "good.py", "--until", ""}, "loopscope: error: not a time: ''"},
        {{"run", "good.py", "--python", "2.7"}, "loopscope: error: unknown dialect '2.7' after --python"},
        {{"run", "good.py", "--no-record=yes"}, "loopscope: error: the option --no-record takes no value: --no-record=yes"},
        {{"run", "good.py", "--run", ""}, "loopscope: error: the name of the run is empty"},
        {{"run", "good.py", "--run", "other"}, "good.py:1:1: error: there is no run 'other'"},
        {{"trace", "good.py", "--format", "xml"}, "loopscope: error: unknown format 'xml'"},
        {{"trace", "good.py", "-o", "good.py"}, "good.py: error: cannot be written: it is the file that is read"},
        {{"trace", "good.py", "-o", "./good.py"}, "./good.py: error: cannot be written: it is the file that is read"},
        {{"trace", "good.py", "-o", "no/such/folder"}, "no/such/folder: error: cannot be written: No such file or directory"},
        {{"trace", "good.py", "-o", "."}, ".: error: cannot be written: Is a directory"},
        {{"show", "good.py", "--at", "soon"}, "loopscope: error: not a step: 'soon'"},
        {{"show", "good.py", "--at", "-1"}, "loopscope: error: not a step: '-1'"},
        {{"show", "good.py", "--at", "99999999999999999999"}, "loopscope: error: not a step: '99999999999999999999'"},
        {{"shot", "good.py", "-o", "x.png", "--size", "10x10"}, "loopscope: error: not a size: '10x10'"},
        {{"shot", "good.py", "-o", "x.png", "--size", "1600"}, "loopscope: error: not a size: '1600'"},
        {{"shot", "good.py", "-o", "x.png", "--size", "99999x99999"}, "loopscope: error: not a size: '99999x99999'"},
        {{"shot", "good.py", "-o", "x.png", "--theme", "blue"}, "loopscope: error: unknown theme 'blue'"},
        {{"shot", "good.py", "-o", "x.png", "--view", "kitchen"}, "loopscope: error: unknown view 'kitchen'"},
        {{"absent.json"}, "absent.json:1:1: error: no such file"},
        {{"rnu", "good.py"}, "rnu:1:1: error: no such file"},
        {{"good.py#step=x"}, "loopscope: error: cannot understand 'step=x' in good.py#step=x"},
        {{"good.py#pane=kitchen"}, "loopscope: error: cannot understand 'pane=kitchen' in good.py#pane=kitchen"},
    };
    for (const Refusal& refusal : refusals) {
        CAPTURE(refusal.message);
        const Finished finished = loopscope_call(refusal.words, folder.path());
        CHECK(finished.status == 2);
        CHECK(finished.out.empty());
        CHECK(first_line(finished.err) == refusal.message);
    }
    CHECK(folder.read("good.py") == "print(1)\n");
    CHECK(loopscope_call({"run", "--pth", "x", "good.py"}, folder.path()).err.find("hint: did you mean --path?") !=
          std::string::npos);
}
