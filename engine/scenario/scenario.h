// Scenario: what a scenario file says, as plain values, checked.
//
// Made by load_scenario (load.h) from a .json or .py file; read by the session (programs, world, limits), the app
// (lesson, gallery) and `check` (expect). Invariants: every number is within its range, every name that a lesson or a
// run uses exists, run names are unique, and there is at least one run. Programs are as read: whether they are
// Python, or even UTF-8, is the parser's business.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace loopscope::scenario {

// Python as which the program is read and run: "3.13", "3.6" (the dialect of 3.4 to 3.6), "micropython".
enum class Dialect : std::uint8_t { Py313, Py36, MicroPython };
std::string_view dialect_name(Dialect dialect);
std::optional<Dialect> dialect_from_name(std::string_view name);

struct Program {
    std::string text;
    // What __file__, sys.argv[0], tracebacks and diagnostics show: FILE, or FILE[run] where there are several runs,
    // or the path of the file that the scenario names.
    std::string path;
    // Where its modules are looked for first, as a folder beside which FILE was given ("" is the current one).
    std::string folder;
    // Relative to the scenario's folder; empty: the text stands in the scenario itself.
    std::string file;
    // For a text inside a scenario: the line of the .json where each line of the program stands. Empty: unknown.
    std::vector<std::uint32_t> json_lines;
};

// --- the outside world -----------------------------------------------------------------------------------------------

struct Address {
    std::string host;
    std::uint16_t port = 0;
    bool operator==(const Address&) const = default;
};

// What a peer does on a connection, one after the other.
struct ScriptStep {
    enum class Kind : std::uint8_t { Send, Receive, Wait, Close };
    Kind kind = Kind::Send;
    std::string text;    // Send, Receive
    double seconds = 0;  // Wait
};

struct Client {
    std::string name;
    Address connect;
    double at = 0;
    std::vector<ScriptStep> script;
};

struct HttpAnswer {
    int status = 200;
    std::string body;
    std::map<std::string, std::string> headers;  // more than those that every answer has, or in their place
    double delay = 0;
};

struct Server {
    Address listen;
    std::map<std::string, HttpAnswer> http;  // by "GET /path"; empty: the script decides
    std::vector<ScriptStep> script;
    bool speaks_http = false;
};

struct Signal {
    double at = 0;
    std::string name;  // "SIGINT"
    int number = 0;
};

struct Process {
    std::string command;
    std::string out, err;
    double takes = 0;
    int exit = 0;
};

struct Input {
    double at = 0;
    std::string text;
};

struct World {
    std::optional<std::uint32_t> executor_workers;
    double network_latency = 0;
    std::vector<Client> clients;
    std::vector<Server> servers;
    std::vector<Signal> signals;
    std::vector<Process> processes;
    std::vector<Input> stdin_texts;
    std::map<std::string, std::string> files;
};

// --- runs ------------------------------------------------------------------------------------------------------------

// An event that the recording must hold: its kind, and the fields that matter, as the JSON lines of a trace name them.
// A text with * at its end stands for every text that begins so.
struct Sight {
    struct Field {
        std::string name;
        std::string text;
        std::optional<double> number;  // in place of the text
    };
    std::string event;
    std::vector<Field> fields;
};

struct Expect {
    std::optional<std::vector<std::string>> out;  // standard output, line by line
    std::optional<std::string> err;               // a part of standard error
    std::optional<int> status;
    std::optional<double> seconds;  // of virtual time
    std::vector<Sight> events;      // seen in this order, others between them
    bool empty() const { return !out && !err && !status && !seconds && events.empty(); }
};

// What a run has of its own stands in place of what the scenario says; runs() of a loaded scenario are complete.
struct Run {
    std::string name;  // "main" where the file has but one program
    Program program;
    std::optional<Dialect> python;  // none: told from the program's imports
    std::optional<double> until;
    World world;
    Expect expect;
};

struct Limits {
    std::optional<std::uint64_t> events, heap, instructions, seconds;
};

inline constexpr std::uint64_t kDefaultEvents = 100'000'000;
inline constexpr std::uint64_t kDefaultHeap = 512ull * 1024 * 1024;
inline constexpr std::uint64_t kDefaultInstructions = 1'000'000'000;
inline constexpr std::uint64_t kMaxEvents = 1'000'000'000;
inline constexpr std::uint64_t kMaxHeap = 4ull * 1024 * 1024 * 1024;
inline constexpr std::uint64_t kMaxInstructions = 100'000'000'000;
inline constexpr std::uint64_t kMaxSeconds = 1'000'000'000'000;

// --- lesson ----------------------------------------------------------------------------------------------------------

struct Place {
    enum class Kind : std::uint8_t { Line, Step, Time, Event };
    Kind kind = Kind::Step;
    std::uint64_t number = 0;  // Line: the line; Step: the step
    double time = 0;
    std::string event;      // Event: the kind, as "task.done"
    std::uint64_t hit = 1;  // Line, Event: which of them
};

struct Bookmark {
    Place at;
    std::string run;  // empty: the first
    std::string say;
};

struct Stop {
    Place at;
    std::string run;  // empty: the first
    std::string say, notes, ask, answer;
    std::vector<std::string> choices;
};

struct Lesson {
    std::vector<std::string> views;
    std::vector<Bookmark> bookmarks;
    std::vector<Stop> stops;
};

struct Scenario {
    std::string file;  // as given
    std::string title, summary, talk;
    std::vector<Run> runs;
    Limits limits;
    double clock_read = 0;                // each reading of a clock takes so long
    std::map<std::string, double> costs;  // a call of that function takes so long and blocks
    Lesson lesson;

    bool several_runs() const { return runs.size() > 1; }
    const Run* find_run(std::string_view name) const;
};

// The scenario as the text of one file, programs inlined. Loading it again gives the same scenario.
std::string to_json(const Scenario& scenario);

// The words that files may use, for messages, completions and the schema.
const std::vector<std::string_view>& view_names();
const std::vector<std::pair<std::string_view, int>>& signal_names();

}  // namespace loopscope::scenario
