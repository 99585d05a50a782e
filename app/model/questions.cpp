#include "app/model/questions.h"

#include <algorithm>
#include <optional>
#include <string>

namespace loopscope::app {
namespace {

using replay::Lane;
using replay::LaneKind;
using replay::Recording;
using replay::TaskStatus;
using replay::Timeline;

constexpr size_t kMostChoices = 4;
constexpr size_t kMostLooked = 400;  // prints and steps of tasks: the beginning of a long run is enough to ask about

// The headline before a step: there the class stops.
std::optional<uint64_t> before(const Recording& recording, uint64_t step) {
    return recording.previous(step, {replay::Unit::Event, 1, 0});
}

void add_choice(Stop& stop, const std::string& text) {
    const bool known = std::find(stop.choices.begin(), stop.choices.end(), text) != stop.choices.end();
    if (!known && !text.empty() && stop.choices.size() < kMostChoices) stop.choices.push_back(text);
}

// The order of the choices must not tell which of them is right.
void take(std::vector<Stop>& stops, Stop stop) {
    if (stop.choices.size() < 2) return;
    std::sort(stop.choices.begin(), stop.choices.end());
    stop.made = true;
    stops.push_back(std::move(stop));
}

struct Printed {
    uint64_t step = 0;
    int lane = -1;
    std::string text;
};

std::vector<Printed> printed_lines(const Recording& recording, const Timeline& timeline) {
    std::vector<Printed> lines;
    for (const replay::PrintMark& mark : timeline.prints) {
        if (lines.size() == kMostLooked) break;
        std::string text(recording.event(mark.step).text);
        text.resize(std::min(text.size(), text.find('\n')));
        if (!text.empty()) lines.push_back({mark.step, mark.lane, std::move(text)});
    }
    return lines;
}

// Where another task prints than the one that printed last: else the next line of the text tells it.
void ask_about_prints(std::vector<Stop>& stops, const Recording& recording, const Timeline& timeline) {
    const std::vector<Printed> lines = printed_lines(recording, timeline);
    for (size_t i = 0; i < lines.size(); ++i) {
        const auto at = before(recording, lines[i].step);
        if (!at || *at == 0 || (i > 0 && lines[i].lane == lines[i - 1].lane)) continue;
        Stop stop;
        stop.step = *at;
        stop.ask = "What is printed next?";
        stop.answer = lines[i].text;
        add_choice(stop, stop.answer);
        for (size_t k = i + 1; k < lines.size() && stop.choices.size() + 1 < kMostChoices; ++k) add_choice(stop, lines[k].text);
        for (size_t k = i; k-- > 0 && stop.choices.size() < kMostChoices;) add_choice(stop, lines[k].text);
        take(stops, std::move(stop));
    }
}

bool is_alive(const Timeline& timeline, int lane, uint64_t step) {
    const replay::Segment* segment = timeline.segment_at(lane, step);
    return segment && !replay::is_finished(segment->status);
}

void ask_about_tasks(std::vector<Stop>& stops, const Recording& recording, const Timeline& timeline) {
    struct Run {
        uint64_t step;
        int lane;
    };
    std::vector<Run> runs;
    for (size_t i = 0; i < timeline.lanes.size() && i < kMostLooked; ++i) {
        const Lane& lane = timeline.lanes[i];
        if (lane.kind != LaneKind::Task || lane.quiet) continue;
        for (size_t k = 0; k < lane.segments.size() && k < kMostLooked; ++k) {
            if (lane.segments[k].status == TaskStatus::Running)
                runs.push_back({lane.segments[k].step_begin, static_cast<int>(i)});
        }
    }
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.step < b.step; });
    for (size_t i = 1; i < runs.size(); ++i) {
        const auto at = before(recording, runs[i].step);
        if (!at || *at == 0 || runs[i].lane == runs[i - 1].lane) continue;
        Stop stop;
        stop.step = *at;
        stop.ask = "Which task runs next?";
        stop.answer = timeline.lanes[static_cast<size_t>(runs[i].lane)].name;
        add_choice(stop, stop.answer);
        for (size_t k = 0; k < timeline.lanes.size() && k < kMostLooked; ++k) {
            const Lane& lane = timeline.lanes[k];
            if (lane.kind == LaneKind::Task && !lane.quiet && is_alive(timeline, static_cast<int>(k), *at))
                add_choice(stop, lane.name);
        }
        take(stops, std::move(stop));
    }
}

}  // namespace

std::vector<Stop> questions_about(const Recording& recording, const Timeline& timeline, size_t most) {
    std::vector<Stop> stops;
    ask_about_tasks(stops, recording, timeline);
    ask_about_prints(stops, recording, timeline);
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) { return a.step < b.step; });
    stops.erase(std::unique(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) { return a.step == b.step; }),
                stops.end());
    if (stops.size() <= most) return stops;
    std::vector<Stop> spread;
    for (size_t i = 0; i < most; ++i) spread.push_back(std::move(stops[i * stops.size() / most]));
    return spread;
}

}  // namespace loopscope::app
