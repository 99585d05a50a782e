// What leaves the app as files or as text: pictures, the trace, the handout, a link.
#include <algorithm>

#include "app/model/app.h"
#include "app/model/handout.h"
#include "replay/export.h"

namespace loopscope::app {

// A file's name beside the document: "talks/lesson" + "-step77.png".
std::string App::beside(const std::string& suffix) const {
    const std::string& path = document_->path;
    return path.empty() ? services_.home() + "/program" + suffix : folder_of(path) + stem_of(path) + suffix;
}

bool App::write_or_say(const std::string& path, const std::string& bytes) {
    std::string problem;
    if (services_.write(path, bytes, &problem)) return true;
    notice("Cannot be saved: " + problem);
    return false;
}

void App::export_picture(bool svg) {
    PictureOrder order;
    order.run = ui_.run;
    order.step = step();
    order.theme = ui_.saved.theme;
    order.level = ui_.level;
    order.hides = hides_future(ui_.mode);
    order.by_time = ui_.timeline.by_time;
    order.svg = svg;
    const int lanes = static_cast<int>(run()->timeline->counting_lanes());
    order.height = 220 + std::clamp(lanes, 2, 24) * 52;
    const auto picture = services_.picture(document_, order);
    if (!picture || picture->empty()) {
        notice("There is no picture of this.");
        return;
    }
    const std::string path = beside("-step" + std::to_string(step()) + (svg ? ".svg" : ".png"));
    if (write_or_say(path, *picture)) notice("Saved as " + path + ".");
}

void App::export_trace() {
    std::vector<std::shared_ptr<const replay::RawRecording>> runs;
    for (const RunData& data : document_->runs) runs.push_back(data.recording->share_raw());
    std::string text;
    replay::export_chrome(runs, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    const std::string path = beside("-trace.json");
    if (write_or_say(path, text)) notice("Saved as " + path + ". Perfetto opens it.");
}

void App::write_handout(bool answers) {
    const std::string path = beside(answers ? "-answers.md" : "-handout.md");
    const std::vector<HandoutPicture> pictures = handout_pictures(*document_, path, answers);
    if (pictures.empty()) {
        notice("This scenario has no stops. Shift+M adds one here.");
        return;
    }
    for (const HandoutPicture& wanted : pictures) {
        const auto picture = services_.picture(document_, wanted.order);
        if (!picture) {
            notice("There is no picture of stop " + std::to_string(wanted.stop + 1) + ".");
            return;
        }
        if (!write_or_say(wanted.path, *picture)) return;
    }
    if (write_or_say(path, handout_text(*document_, pictures, answers))) notice("The handout is " + path + ".");
}

void App::copy_link() {
    if (document_->path.empty()) {
        notice("This program stands in no file yet: Ctrl+S saves it.");
        return;
    }
    copy_now = document_->path + "#step=" + std::to_string(step()) + "&pane=" + std::string(pane_info(ui_.focus).name);
    notice("Copied: " + copy_now);
}

bool App::apply_export(const Action& action) {
    switch (action.id) {
        case ActionId::ExportPng:
        case ActionId::ExportSvg: export_picture(action.id == ActionId::ExportSvg); return true;
        case ActionId::ExportTrace: export_trace(); return true;
        case ActionId::Handout:
        case ActionId::HandoutAnswers: write_handout(action.id == ActionId::HandoutAnswers); return true;
        case ActionId::CopyLink: copy_link(); return true;
        default: return false;
    }
}

}  // namespace loopscope::app
