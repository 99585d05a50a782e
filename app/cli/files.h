// Files for the engine, which touches none itself: FILE, the programs beside a scenario, the modules beside a program.
//
// Callers: the command line and the app's worker. Invariants: only regular files are read, and only so many bytes of
// them: a folder, a pipe or a device is a problem with a name, never a hang.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/load.h"
#include "session/session.h"

namespace loopscope::cli {

inline constexpr std::size_t kMaxTraceBytes = std::size_t(8) * 1024 * 1024 * 1024;
inline constexpr std::size_t kMaxTextBytes = 32 * 1024 * 1024;

// The bytes of a file, or why there are none: "no such file", "a folder, not a file" ...
scenario::FileText read_file(const std::string& path, std::size_t limit);

// Reads the programs that a scenario names; what leads out of the scenario's folder is refused.
scenario::FileReader scenario_reader(const std::string& scenario_file);

// Looks for modules as CPython does: in `folder` ("" is the current one), then in each of `paths`.
session::ModuleFinder module_finder(const std::string& folder, const std::vector<std::string>& paths);

// Whether both name the same file, by whatever way.
bool same_file(const std::string& a, const std::string& b);

bool file_exists(const std::string& path);

}  // namespace loopscope::cli
