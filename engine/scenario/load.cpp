#include "scenario/load.h"

#include <algorithm>

#include "base/utf8.h"
#include "scenario/loader.h"

namespace loopscope::scenario {

namespace {

constexpr std::size_t kMaxRuns = 100;

class Loader {
public:
    Loader(std::string_view text, std::string_view file, const LoadOptions& options)
        : check_(text, file), file_(file), options_(options) {}

    base::Result<Scenario> load(const Json& json) {
        const Node root{&json, nullptr, {}, 0};
        if (check_.object(root, Shape::Scenario)) read_head(root);
        if (json.kind == Json::Kind::Object) {
            read_runs(root);
            if (auto lesson = check_.member(root, "lesson")) {
                read_lesson(check_, *lesson, scenario_, options_.event_kinds, scenario_.lesson);
            }
        }
        if (check_.error()) return *check_.error();
        return std::move(scenario_);
    }

private:
    void read_head(const Node& root) {
        scenario_.file = file_;
        scenario_.title = name_of(file_);
        if (auto format = check_.member(root, "format")) read_format(*format);
        if (auto title = check_.member(root, "title")) check_.non_empty(*title, scenario_.title);
        if (auto summary = check_.member(root, "summary")) check_.string(*summary, scenario_.summary);
        if (auto talk = check_.member(root, "talk")) check_.string(*talk, scenario_.talk);
        std::string ignored;
        if (auto schema = check_.member(root, "$schema")) check_.string(*schema, ignored);
        if (auto limits = check_.member(root, "limits")) read_limits(*limits);
        if (auto costs = check_.member(root, "costs")) read_costs(*costs);
        auto clock = check_.member(root, "clock");
        if (clock && check_.object(*clock, Shape::Clock)) {
            if (auto read = check_.member(*clock, "read")) check_.seconds(*read, scenario_.clock_read);
        }
    }

    void read_format(const Node& node) {
        std::string format;
        if (!check_.string(node, format) || format == kFormatName) return;
        if (format.starts_with("loopscope-trace/")) {
            check_.fail(node, "a trace as JSON lines, not a scenario",
                        "a trace can be opened again where it was written with --format bin");
        } else if (format.starts_with("loopscope-scenario/")) {
            check_.fail(node, "a version of the format that this program does not know",
                        "it knows \"" + std::string(kFormatName) + "\"");
        } else {
            check_.fail(node, "must be \"" + std::string(kFormatName) + "\"");
        }
    }

    void read_limits(const Node& node) {
        if (!check_.object(node, Shape::Limits)) return;
        const auto limit = [&](std::string_view key, std::uint64_t most, std::optional<std::uint64_t>& to) {
            auto value = check_.member(node, key);
            double number = 0;
            if (value && check_.whole(*value, 1, static_cast<double>(most), number)) to = static_cast<std::uint64_t>(number);
        };
        limit("events", kMaxEvents, scenario_.limits.events);
        limit("heap", kMaxHeap, scenario_.limits.heap);
        limit("instructions", kMaxInstructions, scenario_.limits.instructions);
        limit("seconds", kMaxSeconds, scenario_.limits.seconds);
    }

    void read_costs(const Node& node) {
        check_.members(node, [&](const Node& cost) {
            if (cost.key.empty()) check_.fail(cost, "the name of a function must not be empty");
            check_.seconds(cost, scenario_.costs[std::string(cost.key)]);
        });
    }

    // What the scenario says for all runs; each run may have its own of it.
    void read_defaults(const Node& node, Run& run) {
        if (auto python = check_.member(node, "python")) read_dialect(*python, run.python);
        if (auto until = check_.member(node, "until")) {
            double seconds = 0;
            if (check_.seconds(*until, seconds)) run.until = seconds;
        }
        if (auto world = check_.member(node, "world")) {
            run.world = {};
            read_world(check_, *world, run.world);
        }
        if (auto expect = check_.member(node, "expect")) {
            run.expect = {};
            read_expect(*expect, run.expect);
        }
    }

    void read_dialect(const Node& node, std::optional<Dialect>& to) {
        static constexpr std::string_view kNames[] = {"3.13", "3.6", "micropython"};
        std::string name;
        if (check_.word(node, kNames, "dialect", name)) to = dialect_from_name(name);
    }

    void read_expect(const Node& node, Expect& expect) {
        if (!check_.object(node, Shape::Expect)) return;
        double number = 0;
        if (auto out = check_.member(node, "stdout")) read_lines(check_, *out, expect.out.emplace());
        if (auto err = check_.member(node, "stderr")) check_.string(*err, expect.err.emplace());
        if (auto status = check_.member(node, "status")) {
            if (check_.whole(*status, 0, 255, number)) expect.status = static_cast<int>(number);
        }
        if (auto seconds = check_.member(node, "seconds")) {
            if (check_.seconds(*seconds, number)) expect.seconds = number;
        }
        if (auto events = check_.member(node, "events")) {
            check_.items(*events, [&](const Node& item) { read_sight(item, expect.events.emplace_back()); });
        }
    }

    void read_sight(const Node& node, Sight& sight) {
        if (!check_.object(node, Shape::Sight)) return;
        if (auto event = check_.member(node, "event"))
            read_event_kind(check_, *event, options_.event_kinds, sight.event);
        else
            check_.fail_missing(node, "event", "such as {\"event\": \"task.done\", \"name\": \"Task-2\"}");
        check_.members(node, [&](const Node& member) {
            if (member.key == "event") return;
            Sight::Field field{std::string(member.key), {}, {}};
            if (member.json->kind == Json::Kind::Number)
                field.number = member.json->number;
            else if (member.json->kind == Json::Kind::String)
                field.text = member.json->text;
            else
                check_.fail(member, "must be a string or a number");
            sight.fields.push_back(std::move(field));
        });
    }

    void read_runs(const Node& root) {
        Run defaults;
        defaults.name = "main";
        read_defaults(root, defaults);
        const auto program = check_.member(root, "program");
        const auto runs = check_.member(root, "runs");
        if (program && runs) {
            check_.fail(*runs, "beside 'program': a scenario has one program or a list of runs");
        } else if (runs) {
            read_run_list(*runs, defaults);
        } else if (program) {
            read_program(*program, defaults.program);
            scenario_.runs.push_back(std::move(defaults));
        } else {
            check_.fail_missing(root, "program", "a scenario has one 'program', or a list of 'runs'");
        }
    }

    void read_run_list(const Node& node, const Run& defaults) {
        if (!check_.array(node)) return;
        if (node.json->items.empty()) check_.fail(node, "must have at least one run");
        if (node.json->items.size() > kMaxRuns) check_.fail(node, "must have at most " + std::to_string(kMaxRuns) + " runs");
        check_.items(node, [&](const Node& item) {
            Run run = defaults;
            if (check_.object(item, Shape::Run)) read_run(item, run);
            scenario_.runs.push_back(std::move(run));
        });
        if (!scenario_.several_runs()) return;
        for (Run& run : scenario_.runs) {
            if (run.program.file.empty()) run.program.path = file_ + "[" + run.name + "]";
        }
    }

    void read_run(const Node& node, Run& run) {
        if (auto name = check_.member(node, "name")) {
            if (check_.non_empty(*name, run.name) && scenario_.find_run(run.name)) {
                check_.fail(*name, "another run has this name");
            }
        } else {
            check_.fail_missing(node, "name");
        }
        read_defaults(node, run);
        if (auto program = check_.member(node, "program"))
            read_program(*program, run.program);
        else
            check_.fail_missing(node, "program");
    }

    void read_program(const Node& node, Program& program) {
        program.path = file_;
        program.folder = folder_of(file_);
        switch (node.json->kind) {
            case Json::Kind::String: program.text = node.json->text; return;
            case Json::Kind::Array: read_program_lines(node, program); return;
            case Json::Kind::Object: read_program_file(node, program); return;
            default: check_.fail(node, "must be a string, a list of lines, or {\"file\": PATH}");
        }
    }

    void read_program_lines(const Node& node, Program& program) {
        check_.items(node, [&](const Node& item) {
            std::string line;
            if (!check_.string(item, line)) return;
            program.text += line + '\n';
            // An item may hold several lines; they all stand where the item stands.
            const auto lines = 1 + std::count(line.begin(), line.end(), '\n');
            program.json_lines.insert(program.json_lines.end(), static_cast<std::size_t>(lines),
                                      check_.line_of(item.json->begin));
        });
    }

    void read_program_file(const Node& node, Program& program) {
        if (!check_.object(node, Shape::ProgramFile)) return;
        auto file = check_.member(node, "file");
        if (!file) {
            check_.fail_missing(node, "file");
            return;
        }
        std::string path;
        if (!check_.non_empty(*file, path) || !check_path(*file, path)) return;
        FileText read = options_.read_file ? options_.read_file(path) : FileText{std::nullopt, "files cannot be read here"};
        if (!read.text) {
            check_.fail(*file, read.problem);
            return;
        }
        program.text = std::move(*read.text);
        program.file = path;
        program.path = folder_of(file_) + path;
        program.folder = folder_of(program.path);
    }

    bool check_path(const Node& node, std::string_view path) {
        const bool drive = path.size() > 1 && path[1] == ':';
        if (path.starts_with('/') || path.starts_with('\\') || drive) {
            return check_.fail(node, "an absolute path", "a program's file stands inside the scenario's folder");
        }
        if (path.find('\\') != std::string_view::npos) return check_.fail(node, "folders are separated by /");
        for (std::size_t begin = 0; begin <= path.size();) {
            const std::size_t end = std::min(path.find('/', begin), path.size());
            const std::string_view part = path.substr(begin, end - begin);
            if (part == "..") {
                return check_.fail(node, "a path with '..'", "a program's file stands inside the scenario's folder");
            }
            if (part.empty()) return check_.fail(node, "not the path of a file");
            begin = end + 1;
        }
        return true;
    }

    Checker check_;
    std::string file_;
    const LoadOptions& options_;
    Scenario scenario_;
};

}  // namespace

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

std::string name_of(std::string_view path) { return std::string(path.substr(folder_of(path).size())); }

void read_lines(Checker& check, const Node& node, std::vector<std::string>& lines) {
    lines.clear();
    const auto add = [&lines](std::string_view text) {
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            lines.emplace_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
    };
    if (node.json->kind == Json::Kind::String) {
        std::string_view text = node.json->text;
        if (text.ends_with('\n')) text.remove_suffix(1);
        if (!node.json->text.empty()) add(text);
    } else if (node.json->kind == Json::Kind::Array) {
        check.items(node, [&](const Node& item) {
            std::string line;
            if (check.string(item, line)) add(line);
        });
    } else {
        check.fail(node, "must be a list of lines or a string");
    }
}

Scenario scenario_of_program(std::string_view text, std::string_view file) {
    Scenario scenario;
    scenario.file = file;
    scenario.title = name_of(file);
    Run& run = scenario.runs.emplace_back();
    run.name = "main";
    run.program.text = text;
    run.program.path = file;
    run.program.folder = folder_of(file);
    return scenario;
}

base::Result<Scenario> load_scenario(std::string_view text, std::string_view file, const LoadOptions& options) {
    if (file.ends_with(".py")) return scenario_of_program(text, file);
    base::Result<Json> json = parse_json(text, file);
    if (!json) return json.error();
    return Loader(text, file, options).load(*json);
}

}  // namespace loopscope::scenario
