// The command line as typed -> what is asked for. Knows every call and option; reads no file.
//
// Callers: command_line.cpp, tests. Invariant: whatever cannot be understood is an error with a message that names it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/cli/frontend.h"
#include "base/diagnostic.h"

namespace loopscope::cli {

enum class Call : std::uint8_t { App, Run, Trace, Show, Check, Shot, Handout, Help, Version };
enum class TraceFormat : std::uint8_t { JsonLines, Chrome, Text, Binary };

struct Arguments {
    Call call = Call::App;
    Call help_about = Call::App;  // of Help
    std::vector<std::string> files;
    RunArguments run;
    TraceFormat format = TraceFormat::JsonLines;
    std::string output;  // -o; empty: standard output
    AtArgument at;
    ShotArguments shot;    // size, theme, view and bare alone
    bool answers = false;  // handout
    bool says = false;     // the app
};

base::Result<Arguments> parse_arguments(const std::vector<std::string>& words);

// FILE#step=N&pane=NAME into its parts, where there is no file of the whole name.
base::Result<OpenFile> parse_open_file(const std::string& word, bool file_of_that_name);

// What --help prints: about a call, or (App) about all of them.
std::string help_text(Call about);

}  // namespace loopscope::cli
