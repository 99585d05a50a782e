#include "app/shell/app.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <tuple>

#include "app/shell/desk.h"
#include "app/shell/gallery_scan.h"
#include "app/shell/window.h"

namespace loopscope::app {
namespace {

std::string executable_path() {
    std::error_code error;
    const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::string() : path.string();
}

// For the tests of the window: after each frame, where everything is, in a file that they name.
class Telltale {
public:
    explicit Telltale(const char* path) : path_(path ? path : "") {}
    void tell(App& app, bool typing) {
        if (path_.empty()) return;
        std::string text;
        const auto line = [&](const char* name, const std::string& value) { text += std::string(name) + " " + value + "\n"; };
        const auto number = [&](const char* name, uint64_t value) { line(name, std::to_string(value)); };
        const UiState& ui = app.ui();
        number("screen", static_cast<uint64_t>(ui.screen));
        number("step", app.step());
        number("steps", app.recording() ? app.recording()->step_count() : 0);
        number("other_step", ui.places.size() > 1 ? ui.places[ui.other_run].step : 0);
        number("run", ui.run);
        number("level", static_cast<uint64_t>(ui.level));
        number("mode", static_cast<uint64_t>(ui.mode));
        number("picks", static_cast<uint64_t>(ui.game.asked));
        number("overlay", static_cast<uint64_t>(ui.overlay));
        number("theme", static_cast<uint64_t>(ui.saved.theme));
        number("scale", static_cast<uint64_t>(std::lround(ui.saved.scale * 100)));
        number("playing", ui.playing);
        number("presenter", ui.presenter);
        number("blank", ui.blank);
        number("typing", typing);
        number("editing", ui.edit.on);
        number("edited", app.document() && app.document()->edited);
        number("wrong", app.refusal().has_value());
        number("draft", ui.draft.has_value());
        number("breakpoints", ui.breakpoints.size());
        number("answers", ui.places.empty()
                              ? 0
                              : static_cast<uint64_t>(std::count_if(ui.place().answers.begin(), ui.place().answers.end(),
                                                                    [](int n) { return n > 0; })));
        line("search", ui.gallery.search);
        line("filter", ui.events_filter);
        line("folder", app.folder().path);
        line("path", app.document() ? app.document()->path : "");
        if (text == last_) return;
        last_ = text;
        const std::string beside = path_ + ".new";
        if (FILE* file = std::fopen(beside.c_str(), "w")) {
            std::fputs(text.c_str(), file);
            std::fclose(file);
            std::rename(beside.c_str(), path_.c_str());
        }
    }

private:
    std::string path_, last_;
};

// For a screen reader, or to follow from a terminal: the sentence about each step that is shown.
class Speaker {
public:
    explicit Speaker(bool on) : on_(on) {}
    void say(App& app) {
        if (!on_ || app.ui().screen != Screen::Run || !app.recording() || app.recording()->step_count() == 0) return;
        const auto shown = std::tuple(app.recording(), app.step(), app.ui().level);
        if (shown == said_) return;
        said_ = shown;
        const Moment& now = app.moment();
        const std::string count = hides_future(app.ui().mode) ? "?" : std::to_string(app.shown_count());
        const std::string turn = now.state.iteration > 0 ? ", turn " + std::to_string(now.state.iteration) : "";
        std::printf("%llu of %s%s, t = %s: %s\n", static_cast<unsigned long long>(app.shown_number()), count.c_str(),
                    turn.c_str(), short_seconds(now.state.t).c_str(), now.sentence.c_str());
        std::fflush(stdout);
    }

private:
    bool on_;
    std::tuple<const replay::Recording*, uint64_t, int> said_{};
};

void open_dropped(Window& window, App& app) {
    // Several files at once: the last one is what is looked at.
    if (!window.dropped.empty()) app.open({window.dropped.back()});
    window.dropped.clear();
}

}  // namespace

int open_app(const cli::AppArguments& arguments) {
    Desk desk(arguments.run, find_scenarios({}, executable_path()));
    App app(desk);
    WindowPlace place;
    const std::string settings = settings_path();
    load_settings(settings, app.ui_for_setup().saved, place);
    app.ui_for_setup().panes = app.ui().saved.panes;
    app.ui_for_setup().draft = desk.offered_draft();
    Window window;
    std::string problem;
    if (!window.create(place, problem)) {
        std::fprintf(stderr, "loopscope: there is no window: %s\n", problem.c_str());
        std::fprintf(stderr, "hint: loopscope show FILE, or loopscope shot FILE -o PNG, need no screen\n");
        return 2;
    }
    desk.set_wake([&window] { window.wake(); });
    if (!arguments.files.empty()) {
        const cli::OpenFile& file = arguments.files.back();
        app.open({file.file, file.step, file.pane});
    }
    std::shared_ptr<const Document> shown;
    Telltale telltale(std::getenv("LOOPSCOPE_TELLTALE"));
    Speaker speaker(arguments.says);
    while (!window.closing() && !app.ui().quit) {
        for (const Window::Input& input : window.inputs) {
            if (!input.typed.empty())
                app.text(input.typed);
            else
                app.key(input.press);
        }
        window.inputs.clear();
        open_dropped(window, app);
        window.frame(app);
        telltale.tell(app, window.typing());
        speaker.say(app);
        if (app.document() != shown) {
            // A crash loses nothing that was done before.
            shown = app.document();
            save_settings(settings, app.ui().saved, window.place());
        }
        window.wait(window.wanted_wake());
    }
    desk.set_wake({});
    app.emit({ActionId::Gallery});  // remembers the place
    app.apply_pending();
    save_settings(settings, app.ui().saved, window.place());
    return 0;
}

}  // namespace loopscope::app
