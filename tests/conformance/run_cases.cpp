// Holds the engine against CPython 3.13, program by program.
//
//     run_cases LOOPSCOPE FOLDER AREA [CASE]     FOLDER: tests/conformance; AREA: a folder of cases/; CASE: one of its programs
//
// A case is cases/AREA/NAME.py. Its standard output must be NAME.out, its exit status that in NAME.status (0 without
// one); and, where they were recorded, its generator events must be those in expected/AREA/NAME.generators and its
// line events those in expected/AREA/NAME.lines. What is known to fail stands with its reason in known_failing.txt,
// and must fail. An area's options.txt holds options of both calls (another dialect).
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/process.h"

namespace {

namespace fs = std::filesystem;
using loopscope::tests::Finished;
using loopscope::tests::read_whole_file;
using loopscope::tests::run_process;

constexpr double kTimeout = 120;  // of wall time; sanitizers are slow

struct GeneratorEvent {
    std::string kind, function;
    long line = 0;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string quoted(const std::string& text) {
    return nlohmann::json(text.substr(0, 200)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// The last word of "function with spaces? 12" is the line.
void split_line(const std::string& text, std::string& function, long& line) {
    const std::size_t space = text.rfind(' ');
    function = text.substr(0, space);
    line = std::strtol(text.c_str() + space + 1, nullptr, 10);
}

std::string difference_of_output(const std::string& expected, const std::string& got) {
    if (expected == got) return {};
    const auto want = lines_of(expected), have = lines_of(got);
    for (std::size_t i = 0; i < std::max(want.size(), have.size()); ++i) {
        const std::string place = "line " + std::to_string(i + 1) + " of the output: ";
        if (i >= want.size()) return place + "one too many, " + quoted(have[i]);
        if (i >= have.size()) return place + "missing, " + quoted(want[i]);
        if (want[i] != have[i])
            return place + "expected " + quoted(want[i]) + "\n      " + std::string(place.size(), ' ') + "got      " +
                   quoted(have[i]);
    }
    return "only the line ends of the output differ";
}

std::string describe(const std::vector<GeneratorEvent>& events, std::size_t i) {
    if (i >= events.size()) return "nothing";
    return events[i].kind + " " + events[i].function + " " + std::to_string(events[i].line);
}

// One freedom: where an inner iterator has just returned because of a throw, CPython enters the outer frame with a
// throw of StopIteration, and the engine may call that a send. Lines are compared for yields.
std::string difference_of_generators(const std::vector<GeneratorEvent>& want, const std::vector<GeneratorEvent>& got) {
    for (std::size_t i = 0; i < std::max(want.size(), got.size()); ++i) {
        if (i < want.size() && i < got.size()) {
            const GeneratorEvent &a = want[i], &b = got[i];
            if (a.kind == b.kind && a.function == b.function && (a.kind != "yield" || a.line == b.line)) continue;
            const bool resumed =
                i > 0 && want[i - 1].kind == "return" && a.kind == "throw" && b.kind == "send" && a.function == b.function;
            if (resumed) continue;
        }
        return "generator event " + std::to_string(i) + ": expected " + describe(want, i) + ", got " + describe(got, i);
    }
    return {};
}

// Repeats of a line in a row count once.
std::vector<std::string> collapsed(std::vector<std::string> lines) {
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

std::string difference_of_lines(const std::vector<std::string>& expected, const std::vector<std::string>& got) {
    const auto want = collapsed(expected), have = collapsed(got);
    for (std::size_t i = 0; i < std::max(want.size(), have.size()); ++i) {
        const std::string a = i < want.size() ? want[i] : "nothing", b = i < have.size() ? have[i] : "nothing";
        if (a != b) return "line event " + std::to_string(i) + ": expected " + a + ", got " + b;
    }
    return {};
}

struct Trace {
    std::vector<GeneratorEvent> generators;
    std::vector<std::string> lines;
};

bool flagged(const nlohmann::json& event, const char* key) { return event.contains(key); }

Trace read_trace(const std::string& text) {
    Trace trace;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const auto event = nlohmann::json::parse(line, nullptr, false);
        if (!event.is_object() || !event.contains("kind") || flagged(event, "library")) continue;
        const std::string kind = event["kind"];
        const std::string function = event.contains("function") && event["function"].is_string() ? event["function"] : "";
        const long number = event.contains("line") && event["line"].is_number() ? event["line"].get<long>() : 0;
        static constexpr std::string_view kKinds[] = {"send", "throw", "yield", "return", "raise"};
        if (kind == "line" && !flagged(event, "module")) trace.lines.push_back(function + " " + std::to_string(number));
        if (!kind.starts_with("generator.") || flagged(event, "delegated")) continue;
        const std::string short_kind = kind.substr(10);
        if (std::find(std::begin(kKinds), std::end(kKinds), short_kind) == std::end(kKinds)) continue;
        trace.generators.push_back({short_kind, function, number});
    }
    return trace;
}

class Runner {
public:
    Runner(const fs::path& program, const fs::path& folder, std::string area)
        : program_(fs::absolute(program)), folder_(fs::absolute(folder)), area_(std::move(area)) {
        std::istringstream options(read_whole_file(folder_ / "cases" / area_ / "options.txt"));
        for (std::string word; options >> word;) options_.push_back(word);
        for (const std::string& line : lines_of(read_whole_file(folder_ / "known_failing.txt"))) {
            const std::size_t space = line.find(' ');
            if (!line.empty() && line[0] != '#' && line.starts_with(area_ + "/"))
                known_[line.substr(0, space)] = line.substr(std::min(space, line.size()));
        }
    }

    // The check's exit status.
    int run(const std::string& only) {
        std::vector<fs::path> cases;
        for (const auto& entry : fs::directory_iterator(folder_ / "cases" / area_)) {
            const fs::path& path = entry.path();
            const bool wanted = only.empty() || path.stem() == only;
            if (path.extension() == ".py" && wanted && fs::exists(with(path, ".out"))) cases.push_back(path);
        }
        std::sort(cases.begin(), cases.end());
        for (const fs::path& path : cases) check_case(path);
        if (only.empty()) {
            for (const auto& [name, reason] : known_)
                report(name, "known_failing.txt names it, but there is no such check", "");
        }
        std::printf("%s: %d checks hold, %d fail, %d fail as known\n", area_.c_str(), good_, bad_, known_bad_);
        return bad_ > 0 || good_ + known_bad_ == 0 ? 1 : 0;
    }

private:
    static std::string joined(const std::vector<std::string>& words) {
        std::string text;
        for (const std::string& word : words) text += word + " ";
        return text;
    }

    static fs::path with(fs::path path, const char* extension) { return path.replace_extension(extension); }

    // In the case's own folder, as the expectation was recorded.
    Finished call(const fs::path& path, std::vector<std::string> words) const {
        words.insert(words.begin(), program_.string());
        words.insert(words.end(), options_.begin(), options_.end());
        words.push_back(path.filename().string());
        return run_process(words, path.parent_path(), kTimeout);
    }

    void check_case(const fs::path& path) {
        const std::string name = area_ + "/" + path.stem().string();
        const Finished ran = call(path, {"run"});
        conclude(name, problem_of_run(path, ran), path, "run");
        const fs::path expected = folder_ / "expected" / area_ / path.stem();
        const fs::path generators = with(expected, ".generators"), lines = with(expected, ".lines");
        if (!fs::exists(generators) && !fs::exists(lines)) return;
        const Finished traced = call(path, {"trace", "--format", "jsonl"});
        std::string failure;
        if (traced.killed)
            failure = "trace did not end within " + std::to_string(static_cast<int>(kTimeout)) + " s";
        else if (traced.status != 0)
            failure = "trace ended with status " + std::to_string(traced.status) + ": " + tail(traced.err);
        const Trace trace = read_trace(traced.out);
        if (fs::exists(generators)) {
            const std::string difference = difference_of_generators(read_generators(generators), trace.generators);
            conclude(name + ":generators", failure.empty() ? difference : failure, path, "trace");
        }
        if (fs::exists(lines)) {
            const std::string difference = difference_of_lines(lines_of(read_whole_file(lines)), trace.lines);
            conclude(name + ":lines", failure.empty() ? difference : failure, path, "trace");
        }
    }

    static std::vector<GeneratorEvent> read_generators(const fs::path& path) {
        std::vector<GeneratorEvent> events;
        for (const std::string& line : lines_of(read_whole_file(path))) {
            GeneratorEvent& event = events.emplace_back();
            const std::size_t space = line.find(' ');
            event.kind = line.substr(0, space);
            split_line(line.substr(space + 1), event.function, event.line);
        }
        return events;
    }

    static std::string tail(const std::string& text) {
        const auto lines = lines_of(text);
        return lines.empty() ? "nothing on stderr" : "stderr ends " + quoted(lines.back());
    }

    static std::string problem_of_run(const fs::path& path, const Finished& ran) {
        if (ran.killed) return "did not end within " + std::to_string(static_cast<int>(kTimeout)) + " s";
        std::string problem = difference_of_output(read_whole_file(with(path, ".out")), ran.out);
        const fs::path status = with(path, ".status");
        const int expected = fs::exists(status) ? std::stoi(read_whole_file(status)) : 0;
        if (ran.status != expected) {
            problem += (problem.empty() ? "" : "\n      ") + ("status " + std::to_string(ran.status) + ", expected " +
                                                              std::to_string(expected) + "; " + tail(ran.err));
        }
        return problem;
    }

    void conclude(const std::string& name, const std::string& problem, const fs::path& path, const std::string& call) {
        const auto known = known_.find(name);
        const bool expected_to_fail = known != known_.end();
        if (expected_to_fail) known_.erase(known);
        if (problem.empty() && !expected_to_fail)
            ++good_;
        else if (!problem.empty() && expected_to_fail)
            ++known_bad_;
        else if (problem.empty())
            report(name, "holds now: take it off known_failing.txt", "");
        else
            report(name, problem,
                   "cd " + path.parent_path().string() + " && " + program_.string() + " " + call + " " + joined(options_) +
                       path.filename().string());
    }

    void report(const std::string& name, const std::string& problem, const std::string& again) {
        ++bad_;
        std::printf("FAIL %s\n      %s\n", name.c_str(), problem.c_str());
        if (!again.empty()) std::printf("      again: %s\n", again.c_str());
        std::fflush(stdout);
    }

    fs::path program_, folder_;
    std::string area_;
    std::vector<std::string> options_;
    std::map<std::string, std::string> known_;  // name of the check -> reason
    int good_ = 0, bad_ = 0, known_bad_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count != 4 && count != 5) {
        std::fprintf(stderr, "usage: run_cases LOOPSCOPE FOLDER AREA [CASE]\n");
        return 2;
    }
    return Runner(words[1], words[2], words[3]).run(count == 5 ? words[4] : "");
}
