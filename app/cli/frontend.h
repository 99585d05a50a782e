// What the command line hands over to the window and to the picture maker, without knowing either.
//
// Filled by main.cpp, so that the command line links neither Dear ImGui nor GLFW. A null function means that this build
// has no such part.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "scenario/scenario.h"

namespace loopscope::cli {

// How to run whatever FILE is: the options that run, trace, show, shot and the app have in common.
struct RunArguments {
    std::vector<std::string> paths;           // --path, in order
    std::string run;                          // --run; empty: all of them (pictures: the first)
    std::optional<scenario::Dialect> python;  // --python
    std::optional<double> until;              // --until
    std::vector<std::string> argv;            // after --
    bool record = true;                       // not --no-record
};

// A step, the end, or not said.
struct AtArgument {
    bool given = false;
    std::optional<std::uint64_t> step;  // none: the end
};

// FILE#step=N&pane=NAME
struct OpenFile {
    std::string file;
    std::optional<std::uint64_t> step;
    std::string pane;
};

struct AppArguments {
    std::vector<OpenFile> files;
    RunArguments run;
    bool says = false;  // --say
};

struct ShotArguments {
    std::string file, output;
    RunArguments run;
    AtArgument at;
    int width = 1600, height = 900;
    std::string theme = "dark";  // dark, light or contrast
    bool bare = false;           // the pane of `view` without the app around it
    std::string view;            // empty: as the scenario says
};

// A lesson's stops on paper.
struct HandoutArguments {
    std::string file, output;  // the Markdown file; its pictures stand beside it
    RunArguments run;
    bool answers = false;
};

struct Frontend {
    int (*open_app)(const AppArguments& arguments) = nullptr;  // the exit status
    base::Result<void> (*render_shot)(const ShotArguments& arguments) = nullptr;
    base::Result<void> (*write_handout)(const HandoutArguments& arguments) = nullptr;
};

}  // namespace loopscope::cli
