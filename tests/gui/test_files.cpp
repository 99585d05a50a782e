// Gallery, file browser, files that cannot be used, settings.
#include <filesystem>
#include <fstream>

#include "app/shell/gallery_scan.h"
#include "app/shell/settings.h"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

Refusal misspelt() {
    Refusal refusal;
    refusal.path = "/home/ada/goodbye.json";
    refusal.text = "{\n  \"format\": \"loopscope-scenario/1\",\n  \"proggram\": {\"file\": \"goodbye.py\"}\n}\n";
    refusal.diagnostic.file = refusal.path;
    refusal.diagnostic.line = 3;
    refusal.diagnostic.column = 3;
    refusal.diagnostic.message = "unknown key \"proggram\"";
    refusal.diagnostic.hint = "did you mean \"program\"?";
    return refusal;
}

std::vector<GalleryTalk> talks() {
    const auto entry = [](const char* path, const char* title, const char* python) {
        GalleryEntry e;
        e.path = path;
        e.title = title;
        e.python = python;
        e.searched = title;
        return e;
    };
    return {
        {"Cancellation",
         "two scenarios",
         {entry("/s/a.json", "a simple server", "3.13"), entry("/s/b.json", "saying goodbye", "3.13")}},
        {"Deep dive", "two scenarios", {entry("/s/c.json", "countdown", "3.6"), entry("/s/d.json", "latency", "micropython")}}};
}

struct Folder {
    Folder()
        : path(std::filesystem::temp_directory_path() /
               ("loopscope-gui-" + std::to_string(reinterpret_cast<uintptr_t>(this)))) {
        std::filesystem::create_directories(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
    std::filesystem::path path;
};

}  // namespace

TEST_CASE("the gallery is walked by keys and opened by Enter") {
    Driver d;
    d.services.talks = talks();
    d.services.files["/s/b.json"] = sample(Sample::Countdown);
    d.frame(2);
    CHECK(d.has("entry.1"));
    d.press("Down");
    CHECK(d.app.ui().gallery.entry == 1);
    d.press("Enter");
    d.frame(2);
    CHECK(d.app.ui().screen == Screen::Run);
    CHECK(d.services.opened.back() == "/s/b.json");
    d.press("Ctrl+G");
    CHECK(d.app.ui().screen == Screen::Gallery);
    CHECK(d.app.ui().saved.recent.size() == 1);
    d.press("Tab");
    CHECK(d.app.ui().gallery.talk == 1);
}

TEST_CASE("the gallery is opened by the mouse, filtered and searched") {
    Driver d;
    d.services.talks = talks();
    d.services.files["/s/c.json"] = sample(Sample::Chain);
    d.frame(2);
    d.click("talk.1");
    CHECK(d.app.ui().gallery.talk == 1);
    d.click("filter.uasyncio");
    CHECK_FALSE(d.has("entry.1"));
    d.click("filter.uasyncio");
    CHECK(d.has("entry.1"));
    d.press("Ctrl+F");
    d.type("count");
    d.frame(2);
    CHECK_FALSE(d.has("entry.1"));
    d.click("gallery.open");
    d.frame(2);
    CHECK(d.services.opened.back() == "/s/c.json");
    CHECK(d.app.ui().screen == Screen::Run);
}

TEST_CASE("a file that cannot be used leaves the app running and says what is wrong") {
    Driver d;
    d.services.broken["/home/ada/goodbye.json"] = misspelt();
    d.app.open({"/home/ada/goodbye.json"});
    d.frame(3);
    REQUIRE(d.app.ui().screen == Screen::Refused);
    CHECK(d.has("refused.excerpt"));
    CHECK(d.has("refused.fix"));
    d.press("Esc");
    CHECK(d.app.ui().screen == Screen::Gallery);
    d.app.open({"/home/ada/not-there.py"});
    d.frame(3);
    CHECK(d.app.ui().screen == Screen::Refused);
    d.press("R");
    d.frame(2);
    CHECK(d.services.opened.size() == 3);
}

TEST_CASE("the suggested change is made by Enter, and the file opens") {
    Driver d;
    d.services.broken["/home/ada/goodbye.json"] = misspelt();
    d.app.open({"/home/ada/goodbye.json"});
    d.frame(3);
    d.press("Enter");
    d.frame(3);
    CHECK(d.services.written["/home/ada/goodbye.json"].find("\"program\": {\"file\"") != std::string::npos);
    CHECK(d.app.ui().screen == Screen::Run);
}

TEST_CASE("a refused file can be edited where it stands") {
    Driver d;
    d.services.broken["/home/ada/goodbye.json"] = misspelt();
    d.app.open({"/home/ada/goodbye.json"});
    d.frame(3);
    d.press("E");
    d.frame(3);
    CHECK(d.has("refused.editor"));
    d.type("#");
    d.click("refused.save");
    d.frame(3);
    CHECK(d.services.written.count("/home/ada/goodbye.json") == 1);
}

TEST_CASE("the file browser: folders, a part of a name, Enter, a click, Esc") {
    Driver d;
    d.services.files["/home/ada/countdown.py"] = sample(Sample::Countdown);
    d.services.files["/home/ada/lessons/server.json"] = sample(Sample::Cancellation);
    d.press("Ctrl+O");
    d.frame(2);
    REQUIRE(d.app.ui().overlay == Overlay::Browser);
    CHECK(d.has("file.lessons"));
    d.press("Esc");
    CHECK(d.app.ui().overlay == Overlay::None);
    d.press("Ctrl+O");
    d.type("count");
    d.frame(2);
    CHECK_FALSE(d.has("file.lessons"));
    d.press("Enter");
    d.frame(3);
    CHECK(d.app.ui().screen == Screen::Run);
    d.press("Ctrl+O");
    d.frame(2);
    d.click("file.lessons");
    CHECK(d.app.folder().path == "/home/ada/lessons");
    CHECK_FALSE(d.has("file..hidden.py"));
    d.click("browser.hidden");
    CHECK(d.has("file..hidden.py"));
    d.click("file.server.json");
    d.frame(3);
    CHECK(d.services.opened.back() == "/home/ada/lessons/server.json");
}

TEST_CASE("read again keeps the place; a broken file meanwhile keeps the picture") {
    Driver d;
    d.services.files["/home/ada/sample.json"] = sample(Sample::Countdown);
    d.app.open({"/home/ada/sample.json"});
    d.frame(3);
    for (int i = 0; i < 5; ++i) d.press("Right");
    const uint64_t here = d.step();
    d.press("Ctrl+R");
    d.frame(3);
    CHECK(d.step() == here);
    d.services.files.clear();
    d.press("Ctrl+R");
    d.frame(3);
    CHECK(d.app.ui().screen == Screen::Run);
    CHECK(d.step() == here);
}

TEST_CASE("a run that the app pauses asks whether to go on") {
    Driver d;
    auto paused = std::make_shared<Document>(*sample(Sample::Countdown));
    paused->paused_at = 1000000;
    d.app.show(paused);
    d.frame(3);
    REQUIRE(d.has("go-on"));
    d.services.files["/home/ada/sample.json"] = sample(Sample::Countdown);
    d.click("go-on");
    d.frame(2);
    CHECK(d.services.opened.back() == "/home/ada/sample.json");
    CHECK_FALSE(d.has("go-on"));
}

TEST_CASE("while a long run is made it can be stopped") {
    Driver d;
    d.show(Sample::Countdown);
    d.services.is_busy = true;
    d.frame(2);
    d.click("notice.stop");
    CHECK(d.services.stops == 1);
}

TEST_CASE("settings are kept; what was written by hand and is wrong keeps its default") {
    Folder folder;
    const std::string path = (folder.path / "deep" / "settings.json").string();
    Saved saved;
    saved.theme = ThemeName::Light;
    saved.scale = 1.5f;
    saved.level = 3;
    saved.panes.reset();
    saved.panes.set(static_cast<size_t>(Pane::Events));
    saved.shares["left"] = 0.4f;
    saved.recent = {{"/x/y.json", 7, 19000}};
    saved.seen = {"/x/y.json"};
    REQUIRE(save_settings(path, saved, {1000, 700, true}));
    Saved read;
    WindowPlace place;
    REQUIRE(load_settings(path, read, place));
    CHECK(read.theme == ThemeName::Light);
    CHECK(read.scale == 1.5f);
    CHECK(read.level == 3);
    CHECK(read.panes == saved.panes);
    CHECK(read.shares == saved.shares);
    CHECK(read.recent.size() == 1);
    CHECK(read.seen == saved.seen);
    CHECK(place.width == 1000);
    CHECK(place.maximised);
    folder.write(
        "bad.json",
        "{\"theme\": 7, \"scale\": 900, \"panes\": \"all\", \"recent\": [1, {\"path\": 2}], \"shares\": {\"left\": \"x\"}}");
    Saved untouched;
    CHECK(load_settings((folder.path / "bad.json").string(), untouched, place));
    CHECK(untouched.scale == 1);
    CHECK(untouched.theme == ThemeName::Dark);
    CHECK(untouched.recent.empty());
    folder.write("worse.json", "{\"theme\": ");
    CHECK_FALSE(load_settings((folder.path / "worse.json").string(), untouched, place));
}

TEST_CASE("the gallery's scan: a folder a talk, in the talk's order, broken files marked") {
    Folder folder;
    const auto scenario = [](const std::string& title, const std::string& talk) {
        return "{\"format\": \"loopscope-scenario/1\", \"title\": \"" + title + "\", \"talk\": \"" + talk +
               "\", \"program\": [\"print(1)\"]}";
    };
    folder.write("dive/b.json", scenario("Ten", "asyncio - deep dive, 1.10"));
    folder.write("dive/c.json", scenario("Two", "asyncio - deep dive, 1.2"));
    folder.write("other/x.json", "{\"title\": ");
    folder.write("other/readme.txt", "no scenario");
    const std::vector<GalleryTalk> found = scan_gallery(folder.path.string());
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "asyncio - deep dive");
    REQUIRE(found[0].entries.size() == 2);
    CHECK(found[0].entries[0].title == "Two");
    CHECK(found[0].entries[1].number == "1.10");
    REQUIRE(found[1].entries.size() == 1);
    CHECK(found[1].entries[0].broken);
    folder.write("talks.txt", "nowhere\nother\n");
    CHECK(scan_gallery(folder.path.string())[0].entries[0].broken);
    CHECK(scan_gallery((folder.path / "nowhere").string()).empty());
}
