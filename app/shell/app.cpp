#include "app/shell/app.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

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
    void tell(App& app) {
        if (path_.empty()) return;
        std::string text = "screen " + std::to_string(static_cast<int>(app.ui().screen)) + "\nstep " + std::to_string(app.step()) + "\nlevel " +
                           std::to_string(app.ui().level) + "\ntheme " + std::to_string(static_cast<int>(app.ui().saved.theme)) +
                           "\nplaying " + std::to_string(app.ui().playing) + "\nsearch " + app.ui().gallery.search + "\n";
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
    Telltale telltale(std::getenv("LOOPSCOPE_TELLTALE"));
    while (!window.closing() && !app.ui().quit) {
        for (const KeyPress& press : window.presses) app.key(press);
        window.presses.clear();
        open_dropped(window, app);
        window.frame(app);
        telltale.tell(app);
        window.wait(window.wanted_wake());
    }
    desk.set_wake({});
    app.emit({ActionId::Gallery});       // remembers the place
    app.apply_pending();
    save_settings(settings, app.ui().saved, window.place());
    return 0;
}

}  // namespace loopscope::app
