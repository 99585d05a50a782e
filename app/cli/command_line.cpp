// From the words of the command line to the call.
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/files.h"
#include "app/cli/output.h"

namespace loopscope::cli {

namespace {

base::Diagnostic not_in_this_build(const char* what) {
    base::Diagnostic diagnostic;
    diagnostic.file = "loopscope";
    diagnostic.message = std::string("this build has no ") + what;
    diagnostic.hint = "configure with -DLOOPSCOPE_APP=ON";
    return diagnostic;
}

int print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return std::fflush(stdout) == 0 ? 0 : kUnusable;
}

}  // namespace

int app_call(const Arguments& arguments, const Frontend& frontend) {
    AppArguments app;
    app.run = arguments.run;
    app.says = arguments.says;
    for (const std::string& word : arguments.files) {
        const base::Result<OpenFile> open = parse_open_file(word, file_exists(word));
        if (!open) {
            print_error(open.error());
            return kUnusable;
        }
        if (!file_exists(open->file)) {
            base::Diagnostic missing;
            missing.file = open->file;
            missing.line = missing.column = 1;
            missing.message = "no such file";
            missing.hint = "loopscope --help lists the calls";
            print_error(missing);
            return kUnusable;
        }
        app.files.push_back(*open);
    }
    if (frontend.open_app) return frontend.open_app(app);
    print_error(not_in_this_build("window"));
    return kUnusable;
}

int shot_call(const Arguments& arguments, const Frontend& frontend) {
    ShotArguments shot = arguments.shot;
    shot.file = arguments.files[0];
    shot.output = arguments.output;
    shot.run = arguments.run;
    shot.at = arguments.at;
    base::Result<void> drawn = frontend.render_shot ? frontend.render_shot(shot) : not_in_this_build("pictures");
    if (drawn) return 0;
    print_error(drawn.error());
    return kUnusable;
}

int handout_call(const Arguments& arguments, const Frontend& frontend) {
    const HandoutArguments handout{arguments.files[0], arguments.output, arguments.run, arguments.answers};
    base::Result<void> written = frontend.write_handout ? frontend.write_handout(handout) : not_in_this_build("pictures");
    if (written) return 0;
    print_error(written.error());
    return kUnusable;
}

int run_command_line(const std::vector<std::string>& words, const Frontend& frontend) {
    const base::Result<Arguments> parsed = parse_arguments(words);
    if (!parsed) {
        print_error(parsed.error());
        return kUnusable;
    }
    const Arguments& arguments = *parsed;
    switch (arguments.call) {
        case Call::App: return app_call(arguments, frontend);
        case Call::Run: return run_call(arguments);
        case Call::Trace: return trace_call(arguments);
        case Call::Show: return show_call(arguments);
        case Call::Check: return check_call(arguments);
        case Call::Shot: return shot_call(arguments, frontend);
        case Call::Handout: return handout_call(arguments, frontend);
        case Call::Help: return print(help_text(arguments.help_about));
        case Call::Version: return print("loopscope " LOOPSCOPE_VERSION "\n");
    }
    return kUnusable;
}

}  // namespace loopscope::cli
