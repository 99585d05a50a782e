// The console: what the program printed, each line with the step at which it did; what comes later is only counted.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

struct Row {
    std::string text;
    uint64_t step = 0;
    bool first = true;  // of its output: the step's number stands before it
    bool error = false;
};

std::string step_text(const View& view, uint64_t step) {
    const auto index = view.recording().level_index(view.state().level, step);
    return std::to_string(index ? *index + 1 : 0);
}

// The last rows, wrapped; long outputs are only read as far as they can be scrolled to.
std::vector<Row> rows_of(const View& view, size_t count, float width) {
    constexpr size_t kMost = 4000;
    std::vector<Row> rows;
    const auto& outputs = view.recording().outputs();
    const float column = view.p().column(Face::Code);
    const size_t columns = static_cast<size_t>(std::max(8.0f, width / column));
    bool line_open = false;
    for (size_t i = count > kMost ? count - kMost : 0; i < count; ++i) {
        std::string_view text = outputs[i].text;
        bool first = true;
        while (!text.empty()) {
            const size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            const bool closed = end < text.size();
            text.remove_prefix(std::min(text.size(), end + 1));
            if (line_open && !rows.empty() && rows.back().text.size() + line.size() <= columns) {
                rows.back().text += line;  // print(..., end=""): goes on where the last one ended
            } else {
                for (size_t at = 0; at == 0 || at < line.size();) {
                    std::vector<std::string> parts = view.p().wrapped(Face::Code, line.substr(at), width);
                    const std::string part = line.size() - at <= columns ? std::string(line.substr(at)) : parts.front();
                    rows.push_back({part, outputs[i].step, first && at == 0, outputs[i].stream == 2});
                    at += std::max<size_t>(1, part.size());
                    while (at < line.size() && line[at] == ' ' && part.size() < line.size()) ++at;
                }
            }
            first = false;
            line_open = !closed;
        }
    }
    return rows;
}

}  // namespace

void draw_console(const View& view) {
    const PaneFrame frame = begin_pane(view, view.state().edit.on && view.app.refusal() ? "last run" : "");
    const Theme& th = view.th();
    const auto& outputs = view.recording().outputs();
    if (outputs.empty()) {
        empty_note(view.ui, frame.body, "This program prints nothing.");
        return;
    }
    const size_t count = view.recording().step_count() ? view.recording().outputs_until(view.step()) : 0;
    const float number = std::max(54.0f, 12 + 11 * static_cast<float>(step_text(view, outputs.back().step).size()) + 14);
    const std::vector<Row> rows = rows_of(view, count, frame.body.w - number - 26);
    constexpr float kPitch = 28;
    const std::string scroller = view.name("console");
    const float content = static_cast<float>(rows.size() + 1) * kPitch + 20;
    std::string& seen = view.ui.memory().remembered[scroller];
    if (seen != std::to_string(rows.size())) {
        seen = std::to_string(rows.size());
        reveal(view.ui, scroller, content - 2 * kPitch, content);
    }
    Scroller scroll(view.ui, scroller, frame.body, content, kPitch);
    float y = scroll.top() + 22;
    for (size_t i = 0; i < rows.size(); ++i, y += kPitch) {
        if (y < frame.body.y - kPitch || y > frame.body.bottom() + kPitch) continue;
        const Row& row = rows[i];
        const Box box{frame.body.x + 4, y - kPitch / 2, frame.body.w - 16, kPitch};
        const Touch touch = view.ui.region(view.name("output." + std::to_string(i)), box);
        if (touch.hovered) {
            view.p().fill(box, th.bg2, 3);
            view.ui.cursor(Ui::Cursor::Hand);
        }
        if (touch.clicked) view.jump(row.step);
        const bool now = row.step == view.step();
        if (row.first)
            view.p().text_right(Face::Code, frame.body.x + number, y, step_text(view, row.step), now ? th.okt : th.t2);
        view.p().text(Face::Code, frame.body.x + number + 12, y, row.text, now ? th.okt : row.error ? th.errt : th.t1);
    }
    if (hides_future(view.state().mode)) return;
    const size_t later = outputs.size() - count;
    const std::string more = later == 0 ? "" : std::to_string(later) + " more later";
    view.p().text(Face::Text, frame.body.x + number + 12, y, more, th.t2);
}

}  // namespace loopscope::app
