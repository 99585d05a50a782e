#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace loopscope::tests {

namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
    int ends[2] = {-1, -1};
    Pipe() {
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    void close_end(int which) {
        if (ends[which] >= 0) close(ends[which]);
        ends[which] = -1;
    }
};

[[noreturn]] void become(const std::vector<std::string>& words, const std::filesystem::path& folder, int out, int err) {
    const int nothing = open("/dev/null", O_RDONLY);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(folder.c_str()) != 0) _exit(127);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    signal(SIGPIPE, SIG_DFL);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

// Reads both pipes until both are closed. False where the time is over first.
bool read_all(Pipe& out, Pipe& err, Finished& finished, Clock::time_point deadline) {
    char piece[64 * 1024];
    while (out.ends[0] >= 0 || err.ends[0] >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return false;
        pollfd wanted[2] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}};
        if (poll(wanted, 2, static_cast<int>(left)) < 0 && errno != EINTR) return false;
        for (int i = 0; i < 2; ++i) {
            if (wanted[i].fd < 0 || !(wanted[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
            const ssize_t size = read(wanted[i].fd, piece, sizeof piece);
            if (size > 0)
                (i == 0 ? finished.out : finished.err).append(piece, static_cast<std::size_t>(size));
            else
                (i == 0 ? out : err).close_end(0);
        }
    }
    return true;
}

}  // namespace

Finished run_process(const std::vector<std::string>& words, const std::filesystem::path& folder, double timeout_seconds) {
    Finished finished;
    Pipe out, err;
    const auto started = Clock::now();
    const auto deadline = started + std::chrono::milliseconds(static_cast<long>(timeout_seconds * 1000));
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) become(words, folder, out.ends[1], err.ends[1]);
    out.close_end(1);
    err.close_end(1);
    if (!read_all(out, err, finished, deadline)) {
        finished.killed = true;
        kill(child, SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    finished.seconds = std::chrono::duration<double>(Clock::now() - started).count();
    if (finished.killed) return finished;
    finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "loopscope-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp failed");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(const std::string& name, std::string_view content) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
    return path;
}

std::string TemporaryFolder::read(const std::string& name) const { return read_whole_file(path_ / name); }

}  // namespace loopscope::tests
