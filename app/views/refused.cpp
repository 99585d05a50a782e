// The page about a file that cannot be used: what is wrong, where, what to write instead, and four ways on.
#include <algorithm>

#include "app/views/frame.h"
#include "app/widgets/code.h"
#include "base/utf8.h"

namespace loopscope::app {
namespace {

constexpr const char* kScenarioKeys[] = {"format", "title", "summary", "talk",  "python", "program", "runs",
                                         "until",  "world", "clock",   "costs", "limits", "lesson",  "expect"};

std::string short_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// One line of the excerpt and, under the one at fault, the mark and the message.
float draw_excerpt_row(Ui& ui, const Box& box, float y, size_t number, const CodeLine& line, const base::Diagnostic& wrong,
                       float pitch) {
    const Theme& th = ui.th();
    const bool here = number == wrong.line;
    const float code = box.x + 104, column = ui.p.column(Face::Code);
    float height = pitch;
    if (here) {
        const std::vector<std::string> message = ui.p.wrapped(Face::Head, wrong.message, box.right() - code - 30);
        const std::vector<std::string> hint =
            wrong.hint.empty() ? std::vector<std::string>() : ui.p.wrapped(Face::Text, wrong.hint, box.right() - code - 80);
        height += 18 + 26 * static_cast<float>(message.size() + hint.size()) + 4;
        ui.p.fill({box.x + 1, y, box.w - 2, height}, th.err);
        ui.p.fill({box.x + 1, y, 4, height}, kFailed);
        const uint32_t begin = wrong.column > 0 ? wrong.column - 1 : 0;
        uint32_t end = wrong.end_line == wrong.line && wrong.end_column > wrong.column ? wrong.end_column - 1 : begin + 1;
        for (const Span& span : line.spans) {
            if (wrong.end_column == 0 && column_of(line.text, span.begin) == begin) end = column_of(line.text, span.end);
        }
        const float x0 = code + column * static_cast<float>(begin),
                    x1 = code + column * static_cast<float>(std::max(end, begin + 1));
        if (wrong.column > 0) {
            ui.p.hline(x0 - 1, x1 + 1, y + pitch + 6, th.errt, 2);
            ui.p.vline(x0 - 1, y + pitch, y + pitch + 8, th.errt, 2);
            ui.p.vline(x1, y + pitch, y + pitch + 8, th.errt, 2);
        }
        float row = y + pitch + 30;
        for (const std::string& text : message) {
            ui.p.text(Face::Head, code, row, text, th.errt);
            row += 26;
        }
        for (size_t i = 0; i < hint.size(); ++i) {
            if (i == 0) ui.p.text(Face::Head, code, row, "hint", th.link);
            ui.p.text(Face::Text, code + 46, row, hint[i], th.t0);
            row += 26;
        }
    }
    ui.p.text_right(Face::Code, box.x + 60, y + pitch / 2, std::to_string(number), here ? th.t0 : th.t2);
    ui.push_clip({code - 4, y, box.right() - code, pitch});
    draw_code_line(ui.p, line, code, y + pitch / 2);
    ui.pop_clip();
    return height;
}

float draw_excerpt(Ui& ui, const Refusal& refusal, Box box) {
    const Theme& th = ui.th();
    const base::Diagnostic& wrong = refusal.diagnostic;
    const bool json = refusal.path.ends_with(".json");
    const std::vector<CodeLine> lines = highlight(refusal.text, json ? Language::Json : Language::Python);
    constexpr float kPitch = 32;
    const size_t first = wrong.line > 3 ? wrong.line - 2 : 1,
                 last = std::min(lines.size(), static_cast<size_t>(wrong.line) + 2);
    float height = 44 + 12;
    for (size_t n = first; n <= last; ++n) height += kPitch;
    const size_t messages = ui.p.wrapped(Face::Head, wrong.message, box.w - 134).size() +
                            (wrong.hint.empty() ? 0 : ui.p.wrapped(Face::Text, wrong.hint, box.w - 184).size());
    height += 22 + 26 * static_cast<float>(messages) + 8;
    box.h = height;
    ui.p.fill(box, th.bg0, 6);
    ui.p.outline(box, th.line, 1, 6);
    ui.mark("refused.excerpt", box);
    const std::string place = wrong.line == 0 ? ""
                                              : "line " + std::to_string(wrong.line) +
                                                    (wrong.column ? ", column " + std::to_string(wrong.column) : "");
    ui.p.text_right(Face::Text, box.right() - 20, box.y + 22, place, th.t2);
    const std::string file = wrong.file.empty() ? refusal.path : wrong.file;
    ui.p.text_fit(Face::Code, box.x + 20, box.y + 22, box.w - 60 - ui.p.width(Face::Text, place), file, th.t1);
    ui.p.hline(box.x, box.right(), box.y + 43, th.line);
    float y = box.y + 50;
    for (size_t n = first; n <= last; ++n) y += draw_excerpt_row(ui, box, y, n, lines[n - 1], wrong, kPitch);
    return height;
}

float draw_plain_message(Ui& ui, const Refusal& refusal, const Box& box) {
    const Theme& th = ui.th();
    const float height = refusal.diagnostic.hint.empty() ? 66.0f : 96.0f;
    ui.p.fill({box.x, box.y, box.w, height}, th.bg0, 6);
    ui.p.outline({box.x, box.y, box.w, height}, th.line, 1, 6);
    ui.p.text_fit(Face::Code, box.x + 20, box.y + 33, box.w - 40, refusal.path, th.t1);
    if (!refusal.diagnostic.hint.empty()) {
        const float x = box.x + 20 + ui.p.text(Face::Head, box.x + 20, box.y + 65, "hint", th.link) + 12;
        ui.p.text_fit(Face::Text, x, box.y + 65, box.right() - x - 20, refusal.diagnostic.hint, th.t0);
    }
    return height;
}

float draw_ways_on(Ui& ui, App& app, const Refusal& refusal, float x, float y, float room) {
    struct Way {
        std::string name, label, key;
        ActionId action;
        bool accent;
    };
    std::vector<Way> ways;
    const std::string word = suggested_word(refusal);
    if (!word.empty()) ways.push_back({"refused.fix", "Change it to \"" + word + "\"", "Enter", ActionId::Fix, true});
    if (!refusal.text.empty()) ways.push_back({"refused.edit", "Edit the file", "E", ActionId::EditFile, false});
    ways.push_back({"refused.again", "Try again", "R", ActionId::TryAgain, ways.empty()});
    ways.push_back({"refused.gallery", "Back to the gallery", "Esc", ActionId::Gallery, false});
    float at = x;
    for (const Way& way : ways) {
        Button look{.label = way.label, .look = way.accent ? ButtonLook::Accent : ButtonLook::Quiet, .key = way.key};
        const float width = button_width(ui, look) + 16;
        if (at + width > x + room && at > x) {
            at = x;
            y += 56;
        }
        if (button(ui, way.name, {at, y, width, 48}, look)) app.emit({way.action});
        at += width + 12;
    }
    return y + 48;
}

void draw_keys(Ui& ui, const Refusal& refusal, float x, float y, float room) {
    const Theme& th = ui.th();
    ui.p.text(Face::Head, x, y, "The keys a scenario may have", th.t1);
    const std::string word = suggested_word(refusal);
    float at = x;
    y += 22;
    for (const char* key : kScenarioKeys) {
        const float width = ui.p.width(Face::Code, key) + 22;
        if (at + width > x + room) {
            at = x;
            y += 40;
        }
        const bool meant = word == key;
        ui.p.fill({at, y, width, 32}, th.bg2, 3);
        if (meant) ui.p.outline({at, y, width, 32}, th.okt, 2, 3);
        ui.p.text(Face::Code, at + 11, y + 16, key, meant ? th.okt : th.t1);
        at += width + 8;
    }
    ui.p.text(Face::Text, x, y + 68, "Nothing was run and nothing was changed.", th.t2);
}

void draw_refused_editor(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    ui.p.fill(box, th.bg0, 6);
    ui.p.outline(box, th.link, 2, 6);
    std::string text = app.ui().refused_text;
    EditorPlace place;
    if (ui.memory().focused_field.empty()) ui.memory().focus_field = "refused.editor";
    if (app.ui().overlay == Overlay::None && text_editor(ui, "refused.editor", box.inset(10), text, 26, place)) {
        app.emit({ActionId::SetText, static_cast<int64_t>(Field::RefusedText), 0, 0, text});
    }
    const float y = box.bottom() + 14;
    if (button(ui, "refused.save", {box.x, y, 220, 44},
               {.label = "Save and open", .look = ButtonLook::Accent, .key = "Ctrl S"})) {
        app.emit({ActionId::SaveFile});
    }
    if (button(ui, "refused.cancel", {box.x + 232, y, 150, 44}, {.label = "Cancel", .key = "Esc"})) app.emit({ActionId::Leave});
}

}  // namespace

void draw_refused(Ui& ui, App& app, const PaneLayout& layout) {
    const Theme& th = ui.th();
    const Vec size = ui.size();
    ui.p.fill({0, 52, size.x, size.y - 52 - 36}, th.bg1);
    draw_top_bar(ui, app, layout);
    draw_hint_line(ui, app, {0, size.y - 32, size.x, 32});
    if (!app.refusal()) return;
    const Refusal& refusal = *app.refusal();
    const float width = std::min(1040.0f, size.x - 80), x = (size.x - width) / 2;
    if (app.ui().refused_editing) {
        draw_refused_editor(ui, app, {x, 70, width, size.y - 70 - 36 - 80});
        return;
    }
    float y = size.y > 800 ? 128 : 74;
    ui.p.fill({x, y, 72, 72}, kFailed, 8);
    draw_glyph(ui.p, Glyph::Bang, {x + 36, y + 36}, kBlack, 3.4f);
    ui.p.text_fit(Face::Question, x + 100, y + 20, width - 100, short_name(refusal.path) + " cannot be opened", th.t0);
    const std::vector<std::string> lines = ui.p.wrapped(Face::Large, refusal.diagnostic.message, width - 100);
    ui.p.text(Face::Large, x + 100, y + 59, lines.size() > 1 ? lines[0] + " \xe2\x80\xa6" : lines[0], th.t1);
    y += size.y > 800 ? 112 : 92;
    const bool excerpt = !refusal.text.empty() && refusal.diagnostic.line > 0;
    y += excerpt ? draw_excerpt(ui, refusal, {x, y, width, 0}) : draw_plain_message(ui, refusal, {x, y, width, 0});
    y = draw_ways_on(ui, app, refusal, x, y + 28, width);
    if (refusal.path.ends_with(".json") && !refusal.text.empty() && y + 150 < size.y - 40) {
        ui.p.hline(x, x + width, y + 40, th.line);
        draw_keys(ui, refusal, x, y + 76, width);
    }
}

}  // namespace loopscope::app
