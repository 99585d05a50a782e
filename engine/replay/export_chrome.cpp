// The trace as Chrome Trace Event JSON: one process a run; in it a track for the loop, one a task and one a thread.
// Durations are complete events ("X"), wake-ups and cancellations flows ("s" and "f"), prints and the like instants
// ("i"). Virtual time stands still while code runs, so many steps share an instant: to keep them apart and in order,
// each step is given one nanosecond inside of its instant.
#include <algorithm>
#include <cstdio>

#include "replay/export.h"
#include "replay/json_text.h"
#include "replay/sentence.h"
#include "replay/timeline.h"

namespace loopscope::replay {

namespace {

constexpr double kStep = 1e-3;  // microseconds on the axis

class ChromeWriter {
public:
    ChromeWriter(const Sink& write) : write_(write) {}
    bool ok = true;

    void begin() { text_ = "{\"displayTimeUnit\": \"ns\", \"traceEvents\": ["; }
    void end() {
        text_ += "\n]}\n";
        flush();
    }
    // Where the next event is written; then done().
    std::string& next() {
        text_ += first_ ? "\n" : ",\n";
        first_ = false;
        return text_;
    }
    void done() {
        if (text_.size() > 64 * 1024) flush();
    }

private:
    void flush() {
        ok = ok && write_(text_);
        text_.clear();
    }
    const Sink& write_;
    std::string text_;
    bool first_ = true;
};

class RunChart {
public:
    RunChart(ChromeWriter& out, const Recording& run, int process)
        : out_(out), r_(run), pid_(process), line_(make_timeline(run)) {
        begin_instants();
    }
    void write();

private:
    void begin_instants();
    double microseconds(uint64_t step) const;
    JsonObject base(const char* phase, const std::string& name, uint64_t step, int lane);
    void finish(JsonObject& object) {
        object.end();
        out_.done();
    }
    void metadata(const char* what, int lane, const std::string& name);
    void segment(int lane, const Segment& segment);
    void flow(const Arrow& arrow, int64_t id);
    void instant(const std::string& name, uint64_t step, int lane);

    ChromeWriter& out_;
    const Recording& r_;
    int pid_;
    Timeline line_;
    std::vector<uint64_t> instants_;  // steps at which the clock changes ...
    std::vector<double> starts_;      // ... and where on the axis, in microseconds, what happens from there on begins
    std::vector<int> task_lanes_;     // by task number
};

void RunChart::begin_instants() {
    instants_.push_back(0);
    starts_.push_back(0);
    for (const TimeJump& jump : line_.jumps) {
        double before = starts_.back() + static_cast<double>(jump.step - instants_.back()) * kStep;
        instants_.push_back(jump.step);
        starts_.push_back(std::max(jump.to * 1e6, before));
    }
    task_lanes_.assign(r_.tasks().size() + 1, -1);
    for (size_t i = 0; i < line_.lanes.size(); ++i) {
        if (line_.lanes[i].kind == LaneKind::Task && line_.lanes[i].number < task_lanes_.size()) {
            task_lanes_[line_.lanes[i].number] = static_cast<int>(i);
        }
    }
}

double RunChart::microseconds(uint64_t step) const {
    auto after = std::upper_bound(instants_.begin(), instants_.end(), step);
    uint64_t within = step - *(after - 1);
    return starts_[static_cast<size_t>(after - instants_.begin()) - 1] + static_cast<double>(within) * kStep;
}

std::string number(double us) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.3f", us);
    return buffer;
}

JsonObject RunChart::base(const char* phase, const std::string& name, uint64_t step, int lane) {
    JsonObject object(out_.next());
    object.text("ph", phase);
    object.text("name", name);
    object.number("pid", pid_);
    object.number("tid", lane + 1);
    object.raw("ts", number(microseconds(step)));
    return object;
}

void RunChart::metadata(const char* what, int lane, const std::string& name) {
    JsonObject object(out_.next());
    object.text("ph", "M");
    object.text("name", what);
    object.number("pid", pid_);
    object.number("tid", lane + 1);
    std::string inner;
    JsonObject args(inner);
    if (std::string_view(what) == "thread_sort_index")
        args.number("sort_index", lane);
    else
        args.text("name", name);
    args.end();
    object.raw("args", inner);
    finish(object);
}

void RunChart::segment(int lane, const Segment& segment) {
    bool over = is_finished(segment.status);
    std::string name = task_status_name(segment.status);
    if (line_.lanes[static_cast<size_t>(lane)].kind == LaneKind::Future) name = line_.label(segment);
    if (over) {
        instant(name, segment.step_begin, lane);
        return;
    }
    JsonObject object = base("X", name, segment.step_begin, lane);
    double length = microseconds(segment.step_end) - microseconds(segment.step_begin);
    object.raw("dur", number(length > 0 ? length : 0));
    object.text("cat", "state");
    std::string inner;
    JsonObject args(inner);
    args.number("step", static_cast<int64_t>(segment.step_begin));
    if (std::string label = line_.label(segment); !label.empty()) args.text("label", label);
    if (segment.first_line)
        args.text("lines",
                  std::to_string(segment.first_line) + " to " + std::to_string(segment.first_line + segment.more_lines));
    args.end();
    object.raw("args", inner);
    finish(object);
}

void RunChart::instant(const std::string& name, uint64_t step, int lane) {
    JsonObject object = base("i", name, step, lane);
    object.text("s", "t");
    std::string inner;
    JsonObject args(inner);
    args.number("step", static_cast<int64_t>(step));
    args.end();
    object.raw("args", inner);
    finish(object);
}

void RunChart::flow(const Arrow& arrow, int64_t id) {
    if (arrow.from_lane < 0 || arrow.to_lane < 0) return;
    const char* name = arrow.kind == ArrowKind::WakeUp ? "wake-up" : "cancel";
    for (bool start : {true, false}) {
        JsonObject object =
            base(start ? "s" : "f", name, start ? arrow.from_step : arrow.to_step, start ? arrow.from_lane : arrow.to_lane);
        object.text("cat", name);
        object.number("id", id);
        if (!start) object.text("bp", "e");
        finish(object);
    }
}

void RunChart::write() {
    std::string title = r_.raw().title.empty() ? r_.raw().file : r_.raw().title;
    if (!r_.raw().run_name.empty()) title += ": " + r_.raw().run_name;
    metadata("process_name", -1, title);
    for (size_t i = 0; i < line_.lanes.size(); ++i) {
        metadata("thread_name", static_cast<int>(i), line_.lanes[i].name);
        metadata("thread_sort_index", static_cast<int>(i), "");
    }
    for (const Turn& turn : line_.turns) {
        int lane = -1;
        for (size_t i = 0; i < line_.lanes.size() && lane < 0; ++i) {
            if (line_.lanes[i].kind == LaneKind::Loop && line_.lanes[i].number == turn.loop) lane = static_cast<int>(i);
        }
        JsonObject object = base("X", "turn " + std::to_string(turn.iteration), turn.step_begin, lane);
        double length = microseconds(turn.step_end) - microseconds(turn.step_begin);
        object.raw("dur", number(length > 0 ? length : 0));
        object.text("cat", "loop");
        finish(object);
    }
    for (size_t i = 0; i < line_.lanes.size(); ++i) {
        for (const Segment& s : line_.lanes[i].segments) segment(static_cast<int>(i), s);
    }
    int64_t id = int64_t(pid_) << 32;
    for (const Arrow& arrow : line_.arrows) {
        bool flows = arrow.kind == ArrowKind::WakeUp || arrow.kind >= ArrowKind::CancelRequest;
        if (flows) flow(arrow, ++id);
    }
    for (const BlockedBand& band : line_.blocked) {
        int lane = 0;
        JsonObject object = base("X", "LOOP BLOCKED by " + band.call, band.step_begin, lane);
        object.raw("dur", number(microseconds(band.step_end) - microseconds(band.step_begin)));
        object.text("cat", "blocked");
        finish(object);
    }
    for (const Recording::Output& output : r_.outputs()) {
        int lane = output.task && output.task < task_lanes_.size() ? task_lanes_[output.task] : 0;
        std::string text(output.text);
        while (!text.empty() && text.back() == '\n') text.pop_back();
        instant("print " + text, output.step, lane < 0 ? 0 : lane);
    }
}

}  // namespace

bool export_chrome(const std::vector<std::shared_ptr<const RawRecording>>& runs, const Sink& write) {
    ChromeWriter out(write);
    out.begin();
    int process = 0;
    for (const auto& raw : runs) {
        std::shared_ptr<const Recording> run = Recording::build(raw);
        if (run) RunChart(out, *run, ++process).write();
    }
    out.end();
    return out.ok;
}

}  // namespace loopscope::replay
