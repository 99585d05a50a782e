// Where the command line writes: standard output or a file, with an error that is never overlooked.
//
// Callers: the calls. Invariant: a write that fails is known at the latest when finish() is asked.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "session/session.h"

namespace loopscope::cli {

class Output {
public:
    // An empty path: standard output. `input` is what is read: it is not overwritten.
    static base::Result<Output> open(const std::string& path, const std::string& input);
    Output(Output&& other) noexcept;
    Output& operator=(Output&&) = delete;
    ~Output();

    bool write(std::string_view text);  // false: no use in going on
    base::Result<void> finish();

private:
    Output(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
    base::Diagnostic failure() const;

    std::FILE* file_;
    std::string path_;
    int error_ = 0;
};

// The program's output, straight to the terminal or the pipe.
class StandardSink final : public session::OutputSink {
public:
    void write_stdout(std::string_view text) override;
    void write_stderr(std::string_view text) override;
    void flush() override;
    bool failed() const { return failed_; }

private:
    bool failed_ = false;
};

using session::CapturingSink;
using session::SilentSink;

// "loopscope: WHY" of what stopped a run, as a line. Of a run that ended by itself there is nothing to tell: standard error is
// as CPython writes it.
std::string end_line(const replay::RunEnd& end);

void print_error(const base::Diagnostic& diagnostic);

}  // namespace loopscope::cli
