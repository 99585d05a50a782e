#include "app/cli/output.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include "app/cli/files.h"

namespace loopscope::cli {

base::Result<Output> Output::open(const std::string& path, const std::string& input) {
    if (path.empty()) return Output(stdout, "standard output");
    base::Diagnostic refused;
    refused.file = path;
    refused.kind = base::DiagnosticKind::Input;
    if (same_file(path, input)) {
        refused.message = "cannot be written: it is the file that is read";
        return refused;
    }
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file) return Output(file, path);
    refused.message = std::string("cannot be written: ") + std::strerror(errno);
    return refused;
}

Output::Output(Output&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)), path_(std::move(other.path_)), error_(other.error_) {}

Output::~Output() {
    if (file_ && file_ != stdout) std::fclose(file_);
}

bool Output::write(std::string_view text) {
    if (error_ == 0 && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) error_ = errno ? errno : EIO;
    return error_ == 0;
}

base::Result<void> Output::finish() {
    if (error_ == 0 && std::fflush(file_) != 0) error_ = errno;
    if (error_ == 0) return {};
    return failure();
}

base::Diagnostic Output::failure() const {
    base::Diagnostic diagnostic;
    diagnostic.file = path_;
    diagnostic.message = std::string("cannot be written: ") + std::strerror(error_);
    diagnostic.kind = base::DiagnosticKind::Input;
    return diagnostic;
}

void StandardSink::write_stdout(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) failed_ = true;
}

// Standard error is not buffered, so what was printed before it goes out first: the order that a terminal shows.
void StandardSink::write_stderr(std::string_view text) {
    flush();
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void StandardSink::flush() {
    if (std::fflush(stdout) != 0) failed_ = true;
}

std::string end_line(const replay::RunEnd& end) {
    return end.kind == replay::EndKind::Finished || end.message.empty() ? std::string() : "loopscope: " + end.message + "\n";
}

void print_error(const base::Diagnostic& diagnostic) {
    std::fflush(stdout);
    const std::string text = base::format_diagnostic(diagnostic) + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace loopscope::cli
