// Moving through a run: by events, lines, steps of tasks, turns, the clock; playing.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "app/model/app.h"
#include "app/model/search.h"
#include "replay/cursor.h"

namespace loopscope::app {
namespace {

using replay::Navigation;
using replay::Recording;
using replay::Unit;

constexpr uint64_t kLineSearch = 20'000'000;  // steps that a line command looks at before it gives up

bool is_own_line(const Recording& rec, const trace::Event& event) {
    return event.kind == trace::Kind::Line && event.function != trace::kNoFunction &&
           !rec.tables().function(event.function).library;
}

// The frame on top of a thread's stack, and how many lie under it.
struct FramePlace {
    uint32_t thread = 0, function = trace::kNoFunction, generator = 0;
    size_t depth = 0;
};

FramePlace top_frame(const replay::Cursor& cursor, uint32_t thread) {
    FramePlace place;
    place.thread = thread;
    const auto& threads = cursor.decoder().threads();
    if (thread >= threads.size() || threads[thread].frames.empty()) return place;
    place.depth = threads[thread].frames.size();
    place.function = threads[thread].frames.back().function;
    place.generator = threads[thread].frames.back().generator;
    return place;
}

bool frame_is_alive(const replay::Cursor& cursor, const FramePlace& frame) {
    const auto& threads = cursor.decoder().threads();
    if (frame.generator != 0) {
        for (const trace::GeneratorSlot& slot : cursor.decoder().generators()) {
            if (slot.number == frame.generator) return slot.status != trace::GeneratorStatus::Closed;
        }
        return false;
    }
    if (frame.thread >= threads.size() || threads[frame.thread].frames.size() < frame.depth) return false;
    return threads[frame.thread].frames[frame.depth - 1].function == frame.function;
}

// The next line of the same frame, or of whoever goes on once it has ended (`out`: only that).
std::optional<uint64_t> line_after(const Recording& rec, uint64_t step, bool out) {
    replay::Cursor cursor(rec);
    if (!cursor.seek(step)) return std::nullopt;
    const FramePlace frame = top_frame(cursor, cursor.event().thread);
    bool alive = frame.depth > 0;
    for (uint64_t looked = 0; looked < kLineSearch && cursor.forward(); ++looked) {
        if (alive && !frame_is_alive(cursor, frame)) alive = false;
        if (!is_own_line(rec, cursor.event())) continue;
        if (!alive) return cursor.step();
        if (out) continue;
        const FramePlace here = top_frame(cursor, cursor.event().thread);
        const bool same = frame.generator != 0
                              ? here.generator == frame.generator
                              : here.generator == 0 && here.thread == frame.thread && here.depth <= frame.depth;
        if (same) return cursor.step();
    }
    return std::nullopt;
}

}  // namespace

void App::go(std::optional<uint64_t> step, bool jump) {
    const RunData* data = run();
    if (!step || !data || data->recording->step_count() == 0) return;
    uint64_t to = std::min(*step, data->recording->step_count() - 1);
    const uint64_t limit = last_visible_step();
    if (to > limit) {
        to = limit;
        notice(ui_.mode == Mode::Loop ? "You are the loop: pick what runs next." : "The rest is hidden until you answer.");
        ui_.playing = false;
    }
    RunPlace& place = ui_.place();
    if (jump && to != place.step) {
        place.jumps.push_back(place.step);
        if (place.jumps.size() > 200) place.jumps.erase(place.jumps.begin());
    }
    place.step = to;
    ui_.frame = 0;
    if (ui_.mode == Mode::Compare) follow_leader();
    if (to + 1 == data->recording->step_count() && !document_->path.empty()) ui_.saved.seen.insert(document_->path);
}

void App::by(Unit unit, bool forward, uint32_t task) {
    if (unit == Unit::Event && ui_.mode == Mode::Compare && run_at(ui_.other_run)) return lockstep(forward);
    const Navigation how{unit, ui_.level, task};
    const Recording& rec = *recording();
    go(forward ? rec.next(step(), how) : rec.previous(step(), how));
}

bool App::apply_move(const Action& action) {
    const Recording& rec = *recording();
    const bool empty = rec.step_count() == 0;
    switch (action.id) {
        case ActionId::StepForward: by(Unit::Event, true); return true;
        case ActionId::StepBack: by(Unit::Event, false); return true;
        case ActionId::SameTaskForward: by(Unit::SameTask, true, shown_task()); return true;
        case ActionId::SameTaskBack: by(Unit::SameTask, false, shown_task()); return true;
        case ActionId::TurnForward: by(Unit::Iteration, true); return true;
        case ActionId::TurnBack: by(Unit::Iteration, false); return true;
        case ActionId::TaskStepForward: by(Unit::TaskStep, true); return true;
        case ActionId::TaskStepBack: by(Unit::TaskStep, false); return true;
        case ActionId::StateForward: by(Unit::StateChange, true, shown_task()); return true;
        case ActionId::StateBack: by(Unit::StateChange, false, shown_task()); return true;
        case ActionId::AnyStateForward: by(Unit::StateChange, true); return true;
        case ActionId::AnyStateBack: by(Unit::StateChange, false); return true;
        case ActionId::ClockForward: by(Unit::Advance, true); return true;
        case ActionId::ClockBack: by(Unit::Advance, false); return true;
        case ActionId::Problem: by(Unit::Problem, true); return true;
        case ActionId::Home: go(uint64_t(0), true); return true;
        case ActionId::End:
            if (!empty) go(last_visible_step(), true);
            if (const RunData* other = ui_.mode == Mode::Compare ? run_at(ui_.other_run) : nullptr)
                ui_.places[ui_.other_run].step = std::max<uint64_t>(1, other->recording->step_count()) - 1;
            return true;
        case ActionId::Seek: go(static_cast<uint64_t>(std::max<int64_t>(0, action.n))); return true;
        case ActionId::JumpTo: go(static_cast<uint64_t>(std::max<int64_t>(0, action.n)), true); return true;
        case ActionId::Cause:
            if (!empty) go(replay::cause_of(rec, step()), true);
            return true;
        case ActionId::Effect:
            if (!empty) go(replay::effect_of(rec, step()), true);
            return true;
        case ActionId::UndoJump:
            if (!ui_.place().jumps.empty()) {
                const uint64_t back = ui_.place().jumps.back();
                ui_.place().jumps.pop_back();
                go(back);
            }
            return true;
        case ActionId::MarkForward: to_mark(true, false); return true;
        case ActionId::MarkBack: to_mark(false, false); return true;
        case ActionId::StopForward: to_mark(true, true); return true;
        case ActionId::StopBack: to_mark(false, true); return true;
        case ActionId::RunOn: to_breakpoint(true); return true;
        case ActionId::RunBack: to_breakpoint(false); return true;
        case ActionId::NextMatch: next_match(action.n > 0); return true;
        case ActionId::FirstDifference:
            if (const uint64_t at = first_difference(); at != trace::kNoStep) {
                go(at, true);
            } else {
                notice(document_->runs.size() < 2 ? "This scenario has one run only." : "The two runs do the same.");
            }
            return true;
        default: return false;
    }
}

bool App::apply_line_move(const Action& action) {
    const Recording& rec = *recording();
    if (rec.step_count() == 0) return false;
    const trace::Event here = rec.event(step());
    const auto same_frame_line = [&](const trace::Event& e) {
        return is_own_line(rec, e) && e.function == here.function && e.thread == here.thread && e.task == here.task;
    };
    const auto entry = [&](const trace::Event& e) {
        if (e.thread != here.thread) return false;
        if (e.kind == trace::Kind::Call) return e.called == here.function;
        return e.kind == trace::Kind::GeneratorSend && e.function == here.function && e.first;
    };
    switch (action.id) {
        case ActionId::LineInto: by(Unit::Line, true); return true;
        case ActionId::LineIntoBack: by(Unit::Line, false); return true;
        case ActionId::LineOver: go(line_after(rec, step(), false)); return true;
        case ActionId::LineOut: go(line_after(rec, step(), true)); return true;
        case ActionId::LineOverBack: go(rec.find_previous(step(), same_frame_line)); return true;
        case ActionId::LineOutBack: go(rec.find_previous(step(), entry)); return true;
        default: return false;
    }
}

void App::to_mark(bool forward, bool stops_only) {
    std::vector<uint64_t> steps;
    if (stops_only) {
        for (const Stop& stop : run()->stops) steps.push_back(stop.step);
        std::sort(steps.begin(), steps.end());
    } else {
        steps = marks();
    }
    if (steps.empty()) {
        notice(stops_only ? "This scenario has no stops." : "There is no bookmark yet: M sets one.");
        return;
    }
    if (forward) {
        const auto it = std::upper_bound(steps.begin(), steps.end(), step());
        if (it != steps.end()) go(*it, true);
    } else {
        const auto it = std::lower_bound(steps.begin(), steps.end(), step());
        if (it != steps.begin()) go(*std::prev(it), true);
    }
}

void App::to_breakpoint(bool forward) {
    const Recording& rec = *recording();
    if (ui_.breakpoints.empty()) {
        notice("There is no breakpoint yet: F9, or a click beside a line's number, sets one.");
        return;
    }
    const auto wanted = [&](const trace::Event& e) {
        if (e.kind != trace::Kind::Line || e.function == trace::kNoFunction) return false;
        return ui_.breakpoints.count({rec.tables().function(e.function).file, e.line}) != 0;
    };
    const auto found = forward ? rec.find_next(step(), wanted) : rec.find_previous(step(), wanted);
    if (found) {
        go(found, true);
    } else {
        notice(forward ? "No breakpoint is reached after this step." : "No breakpoint was reached before this step.");
    }
}

void App::next_match(bool forward) {
    constexpr uint64_t kMostLooked = 1'000'000;
    const auto found =
        find_match(*recording(), ui_.level, step(), forward, split_keys(lower_case(ui_.events_filter)), kMostLooked);
    if (found && *found <= last_visible_step()) {
        go(found, true);
    } else {
        notice(forward ? "No event after this one has these words." : "No event before this one has these words.");
    }
}

// "120": the number that is shown. "#120": the trace's own. "1.5 s", "t=1.5": the clock. "line 7", ":7": a line's next run.
void App::go_to_typed(const std::string& typed) {
    const Recording& rec = *recording();
    std::string text;
    for (char c : typed) {
        if (c != ' ') text += c;
    }
    const bool seconds = !text.empty() && text.back() == 's';
    if (seconds) text.pop_back();
    const auto number_from = [&](size_t at, double& out) {
        if (at >= text.size()) return false;
        char* end = nullptr;
        out = std::strtod(text.c_str() + at, &end);
        return end == text.c_str() + text.size() && std::isfinite(out) && out >= 0 && out < 1e15;
    };
    double n = 0;
    if (text.starts_with("t=") ? number_from(2, n) : seconds && number_from(0, n)) {
        go(rec.step_at_time(n), true);
    } else if (text.starts_with("#") && number_from(1, n)) {
        go(static_cast<uint64_t>(n), true);
    } else if ((text.starts_with(":") && number_from(1, n)) || (text.starts_with("line") && number_from(4, n))) {
        const uint32_t line = static_cast<uint32_t>(n);
        const auto wanted = [&](const trace::Event& e) { return is_own_line(rec, e) && e.line == line; };
        auto found = rec.find_next(step(), wanted);
        if (!found) found = rec.find_previous(step(), wanted);
        if (found) {
            go(found, true);
        } else {
            notice("Line " + std::to_string(line) + " never runs.");
        }
    } else if (number_from(0, n) && rec.level_count(ui_.level) > 0) {
        const uint64_t count = rec.level_count(ui_.level);
        const uint64_t wanted = n < 1 ? 0 : std::min(count - 1, static_cast<uint64_t>(n) - 1);
        go(rec.level_step(ui_.level, wanted), true);
    } else {
        notice("Not a place: write a step (77), a time (1.5 s), a line (:7) or a step of the trace (#120).");
    }
}

// --- playing -------------------------------------------------------------------------------------------------------------
bool App::apply_play(const Action& action) {
    static constexpr float kSpeeds[] = {0.25f, 0.5f, 1, 2, 4, 10};
    switch (action.id) {
        case ActionId::Play:
        case ActionId::PlayBack: {
            const bool back = action.id == ActionId::PlayBack;
            ui_.playing = !(ui_.playing && ui_.play_back == back);
            ui_.play_back = back;
            ui_.play_rest = 0;
            // At its end Play begins anew.
            const Navigation how{Unit::Event, ui_.level, 0};
            if (ui_.playing && !back && !recording()->next(step(), how)) go(uint64_t(0));
            return true;
        }
        case ActionId::PlayByClock:
            ui_.saved.play_by = ui_.saved.play_by == PlayBy::Event ? PlayBy::Clock : PlayBy::Event;
            notice(ui_.saved.play_by == PlayBy::Clock ? "Play goes by the clock." : "Play goes by events.");
            return true;
        case ActionId::Faster:
        case ActionId::Slower: {
            const bool up = action.id == ActionId::Faster;
            float chosen = ui_.saved.speed;
            for (float speed : kSpeeds) {
                if (up && speed > ui_.saved.speed) {
                    chosen = speed;
                    break;
                }
                if (!up && speed < ui_.saved.speed) chosen = speed;
            }
            ui_.saved.speed = chosen;
            return true;
        }
        case ActionId::SetSpeed:
            ui_.saved.speed = static_cast<float>(std::clamp(action.x, 0.25, 10.0));
            ui_.overlay = Overlay::None;
            return true;
        case ActionId::SpeedMenu: ui_.overlay = ui_.overlay == Overlay::Speed ? Overlay::None : Overlay::Speed; return true;
        default: return false;
    }
}

// By events: two a second at 1x. By the clock: events of one instant eight a second, a virtual second takes one, but no
// gap more than three.
void App::play(double seconds) {
    const Recording& rec = *recording();
    const Navigation how{Unit::Event, ui_.level, 0};
    ui_.play_rest += seconds * static_cast<double>(ui_.saved.speed);
    for (int shown = 0; shown < 64; ++shown) {
        const auto next = ui_.play_back ? rec.previous(step(), how) : rec.next(step(), how);
        if (!next) {
            ui_.playing = false;
            break;
        }
        double cost = 0.5;
        if (ui_.saved.play_by == PlayBy::Clock) {
            const double gap = std::abs(rec.time_of(*next) - rec.time_of(step()));
            cost = gap > 0 ? std::min(gap, 3.0) : 0.125;
        }
        if (ui_.play_rest < cost) break;
        ui_.play_rest -= cost;
        const uint64_t before = step();
        go(*next);
        if (step() == before) break;
        // The teacher's stops stop.
        if (ui_.mode == Mode::Predict && stop_here() && !stop_here()->ask.empty()) ui_.playing = false;
    }
    if (!ui_.playing) ui_.play_rest = 0;
}

}  // namespace loopscope::app
