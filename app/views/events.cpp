// The events list: every event of the level, with a filter; the present one in the middle.
#include <algorithm>
#include <memory>
#include <unordered_map>

#include "app/model/search.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kEventPitch = 28;

// The filtered steps, kept while run, level and filter stay the same. A long run is searched a piece a frame.
struct Found {
    std::shared_ptr<const replay::RawRecording> raw;  // keeps what the cursor reads
    const replay::Recording* recording = nullptr;
    int level = 0;
    std::string filter;
    std::vector<uint64_t> steps;
    std::unique_ptr<replay::Cursor> cursor;  // null: all has been searched
};

const Found& find(const View& view) {
    constexpr int kMostSteps = 40'000, kMostSentences = 1'500;
    static thread_local Found found;
    const std::string& filter = view.state().events_filter;
    const replay::Recording& rec = view.recording();
    const int level = view.state().level;
    if (found.recording != &rec || found.raw != rec.share_raw() || found.level != level || found.filter != filter) {
        found = {rec.share_raw(), &rec, level, filter, {}, std::make_unique<replay::Cursor>(rec)};
    }
    const std::vector<std::string> words = split_keys(lower_case(filter));
    int sentences = 0;
    for (int steps = 0; found.cursor && steps < kMostSteps && sentences < kMostSentences; ++steps) {
        if (!found.cursor->forward()) {
            found.cursor.reset();
            break;
        }
        const uint64_t step = found.cursor->step();
        if (!rec.in_level(level, step)) continue;
        ++sentences;
        if (cursor_matches(rec, *found.cursor, words)) found.steps.push_back(step);
    }
    if (found.cursor) view.ui.wake_in(0);
    return found;
}

// What the rows say, kept from frame to frame: each asks for a place in the recording.
struct Told {
    trace::Event event;
    std::string label;
};

const Told& told(const replay::Recording& rec, uint64_t step) {
    constexpr size_t kMost = 4000;
    struct Kept {
        std::shared_ptr<const replay::RawRecording> raw;
        const replay::Recording* recording = nullptr;
        std::unique_ptr<replay::Cursor> cursor;  // stands at the row asked for last: the next one is near
        std::unordered_map<uint64_t, Told> rows;
    };
    static thread_local Kept kept;
    if (kept.recording != &rec || kept.raw != rec.share_raw() || kept.rows.size() > kMost)
        kept = {rec.share_raw(), &rec, std::make_unique<replay::Cursor>(rec), {}};
    const auto [row, fresh] = kept.rows.try_emplace(step);
    if (fresh && kept.cursor->seek(step)) row->second = {kept.cursor->event(), replay::short_label_at(*kept.cursor)};
    return row->second;
}

void draw_row(const View& view, const Box& row, uint64_t step, uint64_t number) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Told& row_told = told(view.recording(), step);
    const trace::Event& event = row_told.event;
    const bool now = step == view.step(), after = step > view.step();
    const Touch touch = view.ui.region(view.name("event." + std::to_string(step)), row);
    if (now) {
        p.fill(row, mix(th.bg1, th.curline, view.ui.settled()));
        view.ui.mark(view.name("event-now"), row);
    } else if (touch.hovered) {
        p.fill(row, th.bg2);
    }
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.jump(step);
    const Colour ink = now ? th.t0 : after ? th.t2 : th.t1;
    const std::string count = std::to_string(number);
    p.text_right(Face::Code, row.x + 66, row.cy(), count, now ? th.t0 : th.t2);
    const std::string name(trace::kind_info(event.kind).name);
    p.text(now ? Face::CodeBold : Face::Code, row.x + 80, row.cy(), name, ink);
    const std::string task = task_name(view, event.task);
    const float letter = task.empty() ? 0 : p.width(Face::Text, identity_letter(task));
    if (!task.empty()) p.text_right(Face::Text, row.right() - 14, row.cy(), identity_letter(task), ink);
    const float x = row.x + 80 + p.width(Face::Code, name) + 16, room = row.right() - 28 - letter - x;
    if (room > 70) {
        std::string text = event.kind == trace::Kind::Print ? std::string(event.text) : row_told.label;
        while (!text.empty() && text.back() == '\n') text.pop_back();
        p.text_fit(Face::Text, x, row.cy(), room, text, after ? th.t2 : th.t1);
    }
    if (touch.hovered) view.ui.tip(touch, replay::sentence(view.recording(), step));
}

}  // namespace

void draw_events(const View& view) {
    const std::string filter = view.state().events_filter;
    const PaneFrame frame = begin_pane(view, filter.empty() ? "level " + std::to_string(view.state().level) : "");
    const replay::Recording& rec = view.recording();
    const Box field{frame.body.x + 10, frame.body.y + 8, frame.body.w - 20, 36};
    if (view.app.search_wanted && view.state().screen == Screen::Run) {
        view.app.search_wanted = false;
        view.ui.memory().focus_field = "events.filter";
    }
    std::string text = filter;
    if (view.state().overlay == Overlay::None &&
        text_field(view.ui, "events.filter", field, text, {.hint = "Filter: send, Task B, timer", .face = Face::Text})) {
        view.emit({ActionId::SetText, static_cast<int64_t>(Field::EventsFilter), 0, 0, text});
    }
    const Box body = box_between(frame.body.x, field.bottom() + 6, frame.body.right(), frame.body.bottom());
    const int level = view.state().level;
    const bool filtered = !filter.empty();
    const Found* found = filtered ? &find(view) : nullptr;
    uint64_t count = filtered ? found->steps.size() : rec.level_count(level);
    if (hides_future(view.state().mode)) {
        const uint64_t last = std::max(view.step(), view.app.last_visible_step());
        const auto index = rec.level_index(level, last);
        if (filtered)
            count =
                static_cast<uint64_t>(std::upper_bound(found->steps.begin(), found->steps.end(), last) - found->steps.begin());
        else
            count = std::min(count, index ? *index + 1 : 0);
    }
    if (count == 0) {
        empty_note(view.ui, body, filtered ? "No event of this level has these words." : "Nothing happens at this level.");
        return;
    }
    uint64_t at = 0;
    if (filtered) {
        const auto it = std::upper_bound(found->steps.begin(), found->steps.end(), view.step());
        at = it == found->steps.begin() ? 0 : static_cast<uint64_t>(it - found->steps.begin()) - 1;
    } else if (const auto index = rec.level_index(level, view.step())) {
        at = *index;
    }
    // A float does not count rows beyond some millions: the list is a window of the run.
    constexpr uint64_t kWindow = 100'000;
    const uint64_t base = at > kWindow / 2 ? at - kWindow / 2 : 0;
    const uint64_t shown = std::min(count - base, kWindow);
    const std::string scroller = view.name("events");
    std::string& seen = view.ui.memory().remembered[scroller];
    const std::string now = std::to_string(at) + "/" + std::to_string(count) + "/" + std::to_string(level);
    if (seen != now)
        reveal(view.ui, scroller, static_cast<float>(at - base) * kEventPitch, static_cast<float>(at - base + 1) * kEventPitch);
    seen = now;
    Scroller scroll(view.ui, scroller, body, static_cast<float>(shown) * kEventPitch + 8, kEventPitch);
    for (size_t i = scroll.first_row(kEventPitch); i < scroll.last_row(kEventPitch, static_cast<size_t>(shown)); ++i) {
        const uint64_t index = base + i;
        const uint64_t step = filtered ? found->steps[index] : rec.level_step(level, index);
        uint64_t number = index + 1;
        if (filtered) {
            const auto n = rec.level_index(level, step);
            number = n ? *n + 1 : 0;
        }
        draw_row(view, {body.x, scroll.top() + static_cast<float>(i) * kEventPitch, body.w - 8, kEventPitch}, step, number);
    }
}

}  // namespace loopscope::app
