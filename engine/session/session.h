// Session: runs one run of a scenario, from source text to exit status and recording.
//
// Callers: the command line, the app's worker thread, tests. Invariants: touches no file, clock, thread or environment:
// sources come from `find_module`, "go on?" from `keep_going`, and output goes to the sink, flushed when the program
// flushes. The same scenario and options give the same output and the same recording, byte for byte.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "replay/recording.h"
#include "scenario/scenario.h"

namespace loopscope::runtime {
struct VM;
}

namespace loopscope::session {

// Where the program's output goes, as it writes.
class OutputSink {
public:
    virtual ~OutputSink() = default;
    virtual void write_stdout(std::string_view text) = 0;
    virtual void write_stderr(std::string_view text) = 0;
    virtual void flush() = 0;
};

// To be looked at.
class CapturingSink final : public OutputSink {
public:
    void write_stdout(std::string_view text) override { out.append(text); }
    void write_stderr(std::string_view text) override { err.append(text); }
    void flush() override {}

    std::string out, err;
};

// For callers who look at the recording, which has it too.
class SilentSink final : public OutputSink {
public:
    void write_stdout(std::string_view) override {}
    void write_stderr(std::string_view) override {}
    void flush() override {}
};

// A module of the program's own, found beside it or in a --path folder.
struct ModuleSource {
    std::string text;
    std::string path;          // its __file__
    bool package = false;      // a folder: text is that of its __init__.py
    bool bare_folder = false;  // ... which has none (a namespace package)
    std::string problem;       // not empty: it is there but cannot be read, and why
};

// "pkg.module" to its source, or nothing. Confinement to the program's folders lives in there.
using ModuleFinder = std::function<std::optional<ModuleSource>(std::string_view dotted_name)>;

struct RunOptions {
    std::optional<scenario::Dialect> python;  // --python
    std::optional<double> until;              // --until
    std::vector<std::string> argv;            // sys.argv[1:]
    ModuleFinder find_module;                 // may be empty
    std::function<bool()> keep_going;         // polled; false stops the run. May be empty
    bool record = false;
    bool trace_off = false;                     // --no-record: not even the events are made; for measuring only
    std::optional<std::uint64_t> stop_at_step;  // stop when this step's event has happened
    std::uint64_t fail_first = 0;               // tests: allocations of the program that fail, from this one on (1: the first)
    std::uint64_t fail_count = 0;               // ... so many of them; 0: none
    std::function<void(runtime::VM&)> at_end;   // looks at the VM before it goes (values at a step). May be empty
};

struct RunResult {
    replay::RunEnd end;                                     // end.status is what `run` exits with
    std::optional<base::Diagnostic> refused;                // the program cannot be used (status 2); nothing ran
    double seconds = 0;                                     // the virtual clock at the end
    std::uint64_t allocations = 0;                          // asked for, where some were to fail
    std::shared_ptr<const replay::RawRecording> recording;  // null unless asked for, or refused
};

// run_index < scenario.runs.size(). Tracebacks of uncaught exceptions go to the sink's stderr, as CPython writes them;
// end.message ("deadlock: ...") and `refused` are for the caller to print.
RunResult run_scenario_run(const scenario::Scenario& scenario, std::size_t run_index, const RunOptions& options,
                           OutputSink& sink);

}  // namespace loopscope::session
