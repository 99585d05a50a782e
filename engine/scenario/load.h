// The way in: the text of a scenario file or of a bare program -> Scenario, or the Diagnostic that says what is wrong.
//
// Callers: the command line, the app, tests. Invariants: reads no file itself (`read_file` does); any bytes at all
// may be given; the same bytes give the same Scenario.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "scenario/scenario.h"

namespace loopscope::scenario {

struct FileText {
    std::optional<std::string> text;
    std::string problem;  // where there is no text: "no such file", "a folder, not a file"
};

// The text of a file beside the scenario. The path is relative to the scenario's folder and has no "..": that no link
// leads out of the folder is for the reader to see to.
using FileReader = std::function<FileText(const std::string& relative_path)>;

struct LoadOptions {
    FileReader read_file;                           // empty: no program may stand in a file
    std::span<const std::string_view> event_kinds;  // that a lesson may stop at; empty: not checked
};

// A program where `file` ends in .py, else a scenario.
base::Result<Scenario> load_scenario(std::string_view text, std::string_view file, const LoadOptions& options);

// A scenario with defaults around a program: its title is the file's name.
Scenario scenario_of_program(std::string_view text, std::string_view file);

// "dir/name.py" -> "dir/" and "name.py".
std::string folder_of(std::string_view path);
std::string name_of(std::string_view path);

}  // namespace loopscope::scenario
