// The calls of the command line, one function each: arguments in, exit status out.
//
// Callers: command_line.cpp. Statuses: contracts of `run` (the program's own, 2, 3, 4) and of the others (0, 1, 2).
#pragma once

#include <memory>
#include <string>

#include "app/cli/arguments.h"
#include "app/cli/input.h"

namespace loopscope::cli {

inline constexpr int kUnusable = 2;

int run_call(const Arguments& arguments);
int trace_call(const Arguments& arguments);
int show_call(const Arguments& arguments);
int check_call(const Arguments& arguments);
int handout_call(const Arguments& arguments, const Frontend& frontend);
int shot_call(const Arguments& arguments, const Frontend& frontend);
int app_call(const Arguments& arguments, const Frontend& frontend);

// Everything: the words after the program's name, and the exit status.
int run_command_line(const std::vector<std::string>& words, const Frontend& frontend);

// Runs what is asked for with the program's own output kept back; for the calls that show it in another way. A program
// that cannot be used is an error that has been printed: nothing.
std::optional<std::vector<std::shared_ptr<const replay::RawRecording>>> record_runs(const Input& input,
                                                                                    const RunArguments& arguments);

// Prints what is wrong with a program; where it stands inside a scenario, the scenario's line too.
void print_refusal(const base::Diagnostic& diagnostic, const scenario::Program& program);

}  // namespace loopscope::cli
