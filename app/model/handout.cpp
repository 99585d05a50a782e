#include "app/model/handout.h"

#include <algorithm>

#include "replay/sentence.h"

namespace loopscope::app {
namespace {

constexpr int kWidth = 1280, kMostLanes = 9;

// Markdown's own characters in a sentence are meant as they stand.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

// As tall as the lanes that are there.
int picture_height(const RunData& run) {
    const int lanes = static_cast<int>(run.timeline->counting_lanes());
    const int each = run.timeline->cancels.empty() ? 46 : 60;
    return 34 + 66 + std::clamp(lanes, 2, kMostLanes) * each + 12;
}

Pane pane_of(const RunData& run) { return run.timeline->turns.empty() ? Pane::Conversation : Pane::Timeline; }

// A block of code that no line of the program can end.
void add_program(std::string& text, const RunData& run) {
    const replay::SourceText* source = run.main_source();
    if (!source) return;
    std::string fence = "```";
    while (source->text.find(fence) != std::string::npos) fence += '`';
    text += fence + "python\n";
    uint32_t number = 0;
    for (size_t at = 0; at < source->text.size();) {
        const size_t end = std::min(source->text.find('\n', at), source->text.size());
        const std::string digits = std::to_string(++number);
        text += std::string(digits.size() < 3 ? 3 - digits.size() : 0, ' ') + digits + "  " +
                source->text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    text += fence + "\n\n";
}

void add_question(std::string& text, const Stop& stop, bool answers) {
    if (stop.ask.empty()) return;
    text += "**" + plain(stop.ask) + "**\n\n";
    for (size_t i = 0; i < stop.choices.size(); ++i) {
        const bool right = answers && stop.choices[i] == stop.answer;
        text += std::to_string(i + 1) + ". " + (right ? "**" + plain(stop.choices[i]) + "**" : plain(stop.choices[i])) + "\n";
    }
    if (!stop.choices.empty()) text += "\n";
    text += answers ? "Answer: " + plain(stop.answer) + "\n\n" : "Answer: \\_\\_\\_\\_\\_\\_\n\n";
}

void add_stop_text(std::string& text, const Document& document, const HandoutPicture& picture, size_t number, bool answers) {
    const RunData& run = document.runs[picture.run];
    const Stop& stop = run.stops[picture.stop];
    text += "## " + std::to_string(number) + ". Step " + std::to_string(stop.step) +
            ", t = " + replay::seconds_text(run.recording->time_of(stop.step)) + " s\n\n";
    if (!stop.say.empty()) text += plain(stop.say) + "\n\n";
    text += "![Stop " + std::to_string(number) + "](" + picture.file + ")\n\n";
    text += plain(replay::sentence(*run.recording, stop.step)) + "\n\n";
    add_question(text, stop, answers);
}

}  // namespace

std::string folder_of(const std::string& path) { return path.substr(0, path.find_last_of('/') + 1); }

std::string stem_of(const std::string& path) {
    const std::string name = path.substr(folder_of(path).size());
    const size_t dot = name.find_last_of('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

std::vector<HandoutPicture> handout_pictures(const Document& document, const std::string& text_path, bool answers) {
    const std::string folder = folder_of(text_path), stem = stem_of(text_path);
    std::vector<HandoutPicture> pictures;
    for (size_t run = 0; run < document.runs.size(); ++run) {
        const RunData& data = document.runs[run];
        for (size_t stop = 0; stop < data.stops.size(); ++stop) {
            HandoutPicture picture;
            picture.run = run;
            picture.stop = stop;
            picture.file = stem + "-" + std::to_string(pictures.size() + 1) + ".png";
            picture.path = folder + picture.file;
            picture.order.run = run;
            picture.order.step = data.stops[stop].step;
            picture.order.pane = pane_of(data);
            picture.order.width = kWidth;
            picture.order.height = picture_height(data);
            picture.order.hides = !answers;
            pictures.push_back(std::move(picture));
        }
    }
    return pictures;
}

std::string handout_text(const Document& document, const std::vector<HandoutPicture>& pictures, bool answers) {
    std::string text = "# " + plain(document.title) + "\n\n";
    if (!document.talk.empty()) text += "*" + plain(document.talk) + "*\n\n";
    if (!document.summary.empty()) text += plain(document.summary) + "\n\n";
    size_t questions = 0, run = document.runs.size();
    for (size_t i = 0; i < pictures.size(); ++i) {
        const RunData& data = document.runs[pictures[i].run];
        if (pictures[i].run != run) {
            run = pictures[i].run;
            if (document.runs.size() > 1) text += "# " + plain(data.name) + "\n\n";
            add_program(text, data);
        }
        add_stop_text(text, document, pictures[i], i + 1, answers);
        questions += !data.stops[pictures[i].stop].ask.empty();
    }
    if (questions > 0 && !answers) text += "Right: \\_\\_\\_ of " + std::to_string(questions) + "\n";
    return text;
}

}  // namespace loopscope::app
