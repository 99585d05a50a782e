#include "gui/driver.h"

#include "app/shell/pictures.h"
#include "scenario/scenario.h"

namespace loopscope::tests {

void ScriptedServices::open(const OpenRequest& request) {
    opened.push_back(request.path);
    Opened result;
    result.request = request;
    if (const auto it = files.find(request.path); it != files.end()) {
        result.document = it->second;
    } else if (const auto wrong = broken.find(request.path); wrong != broken.end()) {
        result.refusal = wrong->second;
        // What was written meanwhile makes it right.
        if (written.count(request.path) != 0) {
            result.refusal.reset();
            result.document = sample(Sample::Countdown);
        }
    } else {
        base::Diagnostic missing;
        missing.message = "no such file";
        result.refusal = Refusal{request.path, {}, missing};
    }
    pending_ = std::move(result);
}

void ScriptedServices::run_text(std::shared_ptr<const Document> document, size_t, const std::string& text) {
    texts.push_back(text);
    Opened result;
    result.edited = true;
    result.request.keep_place = true;
    if (refuse_text) {
        base::Diagnostic wrong;
        wrong.line = 6;
        wrong.column = 28;
        wrong.message = "'(' was never closed";
        wrong.hint = "asyncio.sleep( opens it; add a ) at the end";
        result.refusal = Refusal{"", text, wrong};
    } else {
        auto changed = std::make_shared<Document>(*document);
        changed->edited = true;
        result.document = changed;
    }
    pending_ = std::move(result);
}

std::optional<Opened> ScriptedServices::poll() {
    std::optional<Opened> result = std::move(pending_);
    pending_.reset();
    return result;
}

FolderList ScriptedServices::list(const std::string& folder) {
    FolderList list;
    list.path = folder;
    if (folder == "/home/ada") list.rows = {{"lessons", true, 0}, {"countdown.py", false, 300}, {"notes.txt", false, 10}};
    if (folder == "/home/ada/lessons") list.rows = {{"server.json", false, 4000}, {".hidden.py", false, 10}};
    if (folder == "/nowhere") list.problem = "/nowhere cannot be read: no such folder";
    return list;
}

std::optional<std::string> ScriptedServices::picture(const std::shared_ptr<const Document>& document,
                                                     const PictureOrder& order) {
    return make_picture(document, order, {});
}

bool ScriptedServices::write(const std::string& path, const std::string& text, std::string*) {
    written[path] = text;
    return true;
}

namespace {

std::shared_ptr<const replay::Recording> built(std::shared_ptr<const replay::RawRecording> raw) {
    return replay::Recording::build(std::move(raw));
}

}  // namespace

std::shared_ptr<const Document> sample(Sample which) {
    std::vector<std::shared_ptr<const replay::Recording>> runs;
    switch (which) {
        case Sample::Countdown: runs = {built(fake::countdown())}; break;
        case Sample::Chain: runs = {built(fake::chain())}; break;
        case Sample::Cancellation: runs = {built(fake::cancellation())}; break;
        case Sample::Blocking: runs = {built(fake::blocking()), built(fake::executor())}; break;
        case Sample::Crowd: runs = {built(fake::crowd(20, 200))}; break;
        case Sample::Failure: runs = {built(fake::failure())}; break;
    }
    auto document = std::make_shared<Document>(*document_of(std::move(runs), "/home/ada/sample.json"));
    document->scenario = std::make_shared<scenario::Scenario>();
    const replay::Recording& recording = *document->runs[0].recording;
    if (which == Sample::Countdown) {
        const auto step = [&](uint64_t index) { return recording.level_step(1, index); };
        document->runs[0].stops = {{step(6), "The first stop.", "", "", "", {}},
                                   {step(20), "Look at the timers.", "", "Which task runs next?", "B", {"A", "B", "main"}},
                                   {step(30), "", "", "And then?", "A", {"A", "B"}}};
        document->runs[0].bookmarks = {{step(12), "here"}};
    }
    return document;
}

Driver::Driver(int width, int height) : headless(app, width, height, find_font_files()) { frame(2); }

void Driver::show(Sample which) {
    app.show(sample(which));
    frame(3);
}

void Driver::frame(int count) {
    for (int i = 0; i < count; ++i) headless.frame();
}

Box Driver::box(const std::string& name) {
    const Box* found = headless.regions.find(name);
    REQUIRE_MESSAGE(found != nullptr, "nothing on the picture is called " << name);
    return *found;
}

void Driver::move_to(const std::string& name) {
    const Box at = box(name);
    headless.pointer.at = {at.cx(), at.cy()};
    frame(2);
}

void Driver::click(const std::string& name) {
    move_to(name);
    headless.pointer.down[0] = true;
    frame();
    headless.pointer.down[0] = false;
    frame(3);
}

void Driver::double_click(const std::string& name) {
    click(name);
    headless.pointer.down[0] = true;
    frame();
    headless.pointer.down[0] = false;
    frame(3);
}

void Driver::press(const std::string& chord) {
    const KeyPress press = parse_key(chord);
    REQUIRE_MESSAGE(press.key != kKeyNone, "no key is called " << chord);
    app.key(press);
    frame(3);
}

void Driver::type(const std::string& text) {
    frame(3);  // the focus takes a frame or two
    headless.type(text);
    frame(2);
}

void Driver::wheel(const std::string& name, float clicks) {
    move_to(name);
    headless.pointer.wheel = clicks;
    frame(2);
}

void Driver::drag(const std::string& name, float dx, float dy) {
    move_to(name);
    headless.pointer.down[0] = true;
    frame();
    for (int i = 0; i < 4; ++i) {
        headless.pointer.at = headless.pointer.at + Vec{dx / 4, dy / 4};
        frame();
    }
    headless.pointer.down[0] = false;
    frame(2);
}

}  // namespace loopscope::tests
