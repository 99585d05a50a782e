// What is looked at and how: level, selection, panes, timeline, marks, modes, screens.
#include <algorithm>
#include <cmath>

#include "app/layout/axis.h"
#include "app/model/app.h"
#include "app/model/questions.h"
#include "app/model/search.h"

namespace loopscope::app {
namespace {

constexpr float kLeastScale = 0.6f, kMostScale = 3.0f;
constexpr double kMostZoom = 1e6;

float scale_step(float scale, bool up) {
    static constexpr float kSteps[] = {0.6f, 0.75f, 0.9f, 1, 1.1f, 1.25f, 1.5f, 1.75f, 2, 2.5f, 3};
    float chosen = scale;
    for (float s : kSteps) {
        if (up && s > scale + 0.01f) return s;
        if (!up && s < scale - 0.01f) chosen = s;
    }
    return chosen;
}

}  // namespace

std::vector<uint64_t> App::task_order() {
    std::vector<uint64_t> order;
    for (const replay::Lane& lane : run()->timeline->lanes) {
        if (lane.kind == replay::LaneKind::Task) order.push_back(lane.number);
    }
    return order;
}

void App::select_task_by(int direction) {
    const std::vector<uint64_t> order = task_order();
    if (order.empty()) return;
    const auto it = std::find(order.begin(), order.end(), shown_task());
    const int count = static_cast<int>(order.size());
    const int at = it == order.end() ? 0 : static_cast<int>(it - order.begin()) + direction;
    ui_.place().task = static_cast<uint32_t>(order[static_cast<size_t>(std::clamp(at, 0, count - 1))]);
    ui_.inspected.clear();
    ui_.frame = 0;
}

bool App::apply_look(const Action& action) {
    switch (action.id) {
        case ActionId::LevelMore:
        case ActionId::LevelLess:
        case ActionId::SetLevel: {
            int level = ui_.level + (action.id == ActionId::LevelMore ? 1 : -1);
            if (action.id == ActionId::SetLevel) level = static_cast<int>(action.n);
            // L goes round, so that one key reaches all levels; Shift+L ends at the headlines.
            if (action.id == ActionId::LevelMore && level > replay::Recording::kLevels) level = 1;
            ui_.level = ui_.saved.level = std::clamp(level, 1, replay::Recording::kLevels);
            return true;
        }
        case ActionId::TaskNext: select_task_by(1); return true;
        case ActionId::TaskPrevious: select_task_by(-1); return true;
        case ActionId::Follow: ui_.place().task = 0; return true;
        case ActionId::SelectTask:
            ui_.place().task = static_cast<uint32_t>(action.n);
            ui_.inspected.clear();
            ui_.frame = 0;
            return true;
        case ActionId::Inspect:
            ui_.inspected = action.text;
            ui_.panes.set(static_cast<size_t>(Pane::Inspector));
            return true;
        case ActionId::Unfold:
            if (ui_.unfolded.erase(action.text) == 0) ui_.unfolded.insert(action.text);
            return true;
        case ActionId::SelectFrame: ui_.frame = static_cast<uint32_t>(std::max<int64_t>(0, action.n)); return true;
        case ActionId::RunNext:
        case ActionId::RunPrevious:
        case ActionId::SelectRun: {
            const int64_t count = static_cast<int64_t>(document_->runs.size());
            const int64_t now = static_cast<int64_t>(ui_.run);
            int64_t to = action.id == ActionId::SelectRun ? action.n : now + (action.id == ActionId::RunNext ? 1 : -1);
            to = ((to % count) + count) % count;
            if (to == now) return true;
            if (ui_.mode == Mode::Compare && static_cast<size_t>(to) == ui_.other_run) ui_.other_run = ui_.run;
            ui_.run = static_cast<size_t>(to);
            {
                const bool by_time = ui_.timeline.by_time;
                ui_.timeline = {};
                ui_.timeline.by_time = by_time;
            }
            ui_.playing = false;
            ui_.inspected.clear();
            if (hides_future(ui_.mode)) enter_mode(ui_.mode);
            return true;
        }
        case ActionId::TogglePane: {
            const auto pane = static_cast<Pane>(std::clamp<int64_t>(action.n, 0, kPaneCount - 1));
            ui_.panes.flip(static_cast<size_t>(pane));
            if (shows(ui_.panes, pane)) ui_.focus = pane;
            if (ui_.alone != Pane::Count) ui_.alone = Pane::Count;
            keep_layout();
            return true;
        }
        case ActionId::FocusPane: ui_.focus = static_cast<Pane>(std::clamp<int64_t>(action.n, 0, kPaneCount - 1)); return true;
        case ActionId::ChooseTab:
            ui_.tabs[action.text] = static_cast<Pane>(std::clamp<int64_t>(action.n, 0, kPaneCount - 1));
            ui_.focus = ui_.tabs[action.text];
            return true;
        case ActionId::SetShare:
            ui_.saved.shares[action.text] = static_cast<float>(std::clamp(action.x, 0.05, 0.95));
            return true;
        case ActionId::Maximise: ui_.alone = ui_.alone == Pane::Count ? ui_.focus : Pane::Count; return true;
        case ActionId::Letters: ui_.saved.letters = !ui_.saved.letters; return true;
        default: return false;
    }
}

void App::set_zoom(double zoom, double centre) {
    TimelineView& view = ui_.timeline;
    zoom = std::clamp(zoom, 1.0, kMostZoom);
    const double width = 1 / view.zoom, new_width = 1 / zoom;
    const double at = view.left + width * centre;
    view.zoom = zoom;
    view.left = std::clamp(at - new_width * centre, 0.0, 1 - new_width);
}

bool App::apply_timeline(const Action& action) {
    TimelineView& view = ui_.timeline;
    const double width = 1 / view.zoom;
    switch (action.id) {
        case ActionId::ZoomIn: set_zoom(view.zoom * 1.5, 0.5); return true;
        case ActionId::ZoomOut: set_zoom(view.zoom / 1.5, 0.5); return true;
        case ActionId::PanLeft: view.left = std::max(0.0, view.left - width * 0.2); return true;
        case ActionId::PanRight: view.left = std::min(1 - width, view.left + width * 0.2); return true;
        case ActionId::FrameAll:
            view.zoom = 1;
            view.left = 0;
            return true;
        case ActionId::FrameSelection: frame_wanted = true; return true;
        case ActionId::SetTimeline:
            view.zoom = std::clamp(action.x, 1.0, kMostZoom);
            view.left = std::clamp(action.y, 0.0, 1 - 1 / view.zoom);
            return true;
        case ActionId::Measure:
            view.measures = true;
            view.measure_from = static_cast<uint64_t>(std::max<int64_t>(0, action.n));
            view.measure_to = static_cast<uint64_t>(std::max(0.0, action.x));
            return true;
        case ActionId::FilterLanes:
            view.filters = !view.filters;
            view.filter.clear();
            return true;
        case ActionId::SetLaneOffset: view.lane_offset = static_cast<float>(std::max(0.0, action.x)); return true;
        case ActionId::TimeAxis:
        case ActionId::SetTimeAxis:
            view.by_time = action.id == ActionId::TimeAxis ? !view.by_time : action.n != 0;
            view.zoom = 1;
            view.left = 0;
            return true;
        default: return false;
    }
}

bool App::apply_marks(const Action& action) {
    switch (action.id) {
        case ActionId::Bookmark: {
            std::set<uint64_t>& marks = ui_.place().bookmarks;
            if (marks.erase(step()) == 0) {
                marks.insert(step());
                notice("Bookmark set. Ctrl and an arrow go from one to the next.");
            } else {
                notice("Bookmark removed.");
            }
            return true;
        }
        case ActionId::Breakpoint: {
            const Moment& now = moment();
            const replay::Place& place = now.state.last_line;
            if (!now.any || place.line == 0) {
                notice("No line has run yet.");
                return true;
            }
            const std::pair<std::string, uint32_t> at{place.file, place.line};
            if (ui_.breakpoints.erase(at) == 0) ui_.breakpoints.insert(at);
            return true;
        }
        case ActionId::ToggleBreakpoint: {
            const std::pair<std::string, uint32_t> at{action.text, static_cast<uint32_t>(action.n)};
            if (ui_.breakpoints.erase(at) == 0) ui_.breakpoints.insert(at);
            return true;
        }
        case ActionId::ClearBreakpoints: ui_.breakpoints.clear(); return true;
        default: return false;
    }
}

// --- the lesson ------------------------------------------------------------------------------------------------------------
// The teacher's questions may be about another run: there one is taken. Without any the app asks by itself.
bool App::make_questions() {
    for (size_t i = 0; i < document_->runs.size(); ++i) {
        if (!document_->runs[i].asks()) continue;
        notice("The questions are about the run " + document_->runs[i].name + ".");
        ui_.run = i;
        return true;
    }
    std::vector<Stop> made = questions_about(*recording(), *run()->timeline);
    if (made.empty()) return false;
    auto changed = std::make_shared<Document>(*document_);
    std::vector<Stop>& stops = changed->runs[ui_.run].stops;
    for (Stop& stop : made) stops.push_back(std::move(stop));
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) { return a.step < b.step; });
    document_ = std::move(changed);
    notice("The teacher asks nothing here, so the app does.");
    return true;
}

void App::drop_questions() {
    const auto made = [](const Stop& stop) { return stop.made; };
    const auto any_made = [&](const RunData& data) { return std::any_of(data.stops.begin(), data.stops.end(), made); };
    if (std::none_of(document_->runs.begin(), document_->runs.end(), any_made)) return;
    auto changed = std::make_shared<Document>(*document_);
    for (RunData& data : changed->runs) std::erase_if(data.stops, made);
    document_ = std::move(changed);
}

void App::enter_mode(Mode mode) {
    if (mode == Mode::Predict) {
        if (!run()->asks() && !make_questions()) {
            notice("There is nothing to predict: neither do tasks take turns, nor is anything printed.");
            return;
        }
        std::vector<int>& answers = ui_.place().answers;
        if (ui_.mode != Mode::Predict || answers.size() != run()->stops.size()) answers.assign(run()->stops.size(), 0);
        ui_.panes.set(static_cast<size_t>(Pane::Lesson));
    }
    if (mode == Mode::Compare) {
        if (document_->runs.size() < 2) {
            notice("This scenario has one run only: there is nothing to compare it with.");
            return;
        }
        if (ui_.other_run == ui_.run) ui_.other_run = ui_.run == 0 ? 1 : 0;
    }
    if (mode == Mode::Loop && !first_decision(*recording(), *run()->timeline)) {
        notice("No event loop runs in this program: there is nothing to decide.");
        return;
    }
    if (mode == Mode::Loop) ui_.panes.set(static_cast<size_t>(Pane::Lesson));
    if (mode != Mode::Predict) drop_questions();
    if (hides_future(ui_.mode) && !hides_future(mode)) ui_.panes.reset(static_cast<size_t>(Pane::Lesson));
    ui_.mode = mode;
    decision_.reset();
    ui_.playing = false;
    ui_.timeline.zoom = 1;
    ui_.timeline.left = 0;
    if (mode == Mode::Predict) go(step());
    if (mode == Mode::Loop) {
        ui_.timeline.by_time = false;  // most of what is decided happens at one time
        begin_game();
    }
    if (mode == Mode::Compare) follow_leader();
}

bool App::apply_lesson(const Action& action) {
    switch (action.id) {
        case ActionId::StepMode: enter_mode(Mode::Step); return true;
        case ActionId::PredictMode: enter_mode(Mode::Predict); return true;
        case ActionId::CompareMode: enter_mode(Mode::Compare); return true;
        case ActionId::LoopMode: enter_mode(Mode::Loop); return true;
        case ActionId::Pick:
            if (ui_.mode == Mode::Loop) pick(static_cast<int>(action.n) - 1);
            return true;
        case ActionId::Answer: {
            const int at = stop_index_here();
            if (at < 0 || ui_.mode != Mode::Predict) return true;
            const Stop& stop = run()->stops[static_cast<size_t>(at)];
            std::vector<int>& answers = ui_.place().answers;
            answers.resize(run()->stops.size(), 0);
            if (action.n >= 1 && action.n <= static_cast<int64_t>(stop.choices.size())) {
                answers[static_cast<size_t>(at)] = static_cast<int>(action.n);
            }
            return true;
        }
        case ActionId::Reveal: {
            const int at = stop_index_here();
            if (at < 0 || ui_.mode != Mode::Predict) return true;
            std::vector<int>& answers = ui_.place().answers;
            answers.resize(run()->stops.size(), 0);
            if (answers[static_cast<size_t>(at)] == 0) answers[static_cast<size_t>(at)] = -1;  // shown without an answer
            by(replay::Unit::Event, true);
            return true;
        }
        default: return false;
    }
}

// --- you are the loop ---------------------------------------------------------------------------------------------------
void App::begin_game() {
    ui_.game = {};
    decision_ = first_decision(*recording(), *run()->timeline);
    go(last_visible_step());
}

// A right pick lets the program run to the next decision; a wrong one says which rule it breaks.
void App::pick(int choice) {
    LoopGame& game = ui_.game;
    if (!decision_ || choice < 0 || static_cast<size_t>(choice) >= decision_->choices.size()) return;
    game.says = verdict(*decision_, choice);
    game.said_right = is_right(*decision_, choice);
    if (!game.said_right) {
        if (std::find(game.tried.begin(), game.tried.end(), choice) == game.tried.end()) game.tried.push_back(choice);
        return;
    }
    ++game.asked;
    game.right += game.tried.empty();
    game.tried.clear();
    decision_ = next_decision(*recording(), *run()->timeline, decision_->step);
    go(last_visible_step());
}

// --- compare -----------------------------------------------------------------------------------------------------------------
// Where a step lies for two runs alike: its time in seconds, and the how-manieth event of the level it is there.
App::LockstepPlace App::lockstep_place(size_t run, uint64_t step) const {
    const replay::Recording& rec = *run_at(run)->recording;
    LockstepPlace place;
    place.t = rec.time_of(step);
    const uint64_t first = place.t > 0 ? rec.step_at_time(std::nextafter(place.t, 0.0)) + 1 : 0;
    const auto count_to = [&](uint64_t to) {
        const auto index = rec.level_index(ui_.level, to);
        return index ? *index + 1 : 0;
    };
    place.before = first > 0 ? count_to(first - 1) : 0;
    const uint64_t upto = count_to(step);
    place.rank = upto > place.before ? upto - place.before : 0;
    return place;
}

// Negative: a comes before b, and 0: they are the same to both runs, on whatever way they came to that time.
int App::lockstep_order(const LockstepPlace& a, const LockstepPlace& b) {
    if (!same_instant(a.t, b.t)) return a.t < b.t ? -1 : 1;
    return a.rank == b.rank ? 0 : a.rank < b.rank ? -1 : 1;
}

// The other run stands at its last event that is not behind the one of the run that leads.
void App::follow_leader() {
    const RunData *from = run_at(ui_.run), *to = run_at(ui_.other_run);
    if (!from || !to || to->recording->step_count() == 0 || from->recording->step_count() == 0) return;
    const LockstepPlace place = lockstep_place(ui_.run, step());
    const replay::Recording& rec = *to->recording;
    const uint64_t last = rec.step_at_time(place.t + same_instant_within(place.t));
    const LockstepPlace its = lockstep_place(ui_.other_run, last);
    uint64_t at = last;
    if (same_instant(its.t, place.t) && its.rank > place.rank) {
        const uint64_t index = its.before + place.rank;
        at = index > 0 ? rec.level_step(ui_.level, index - 1) : 0;
    }
    ui_.places[ui_.other_run].step = std::min(at, rec.step_count() - 1);
}

// One event on or back in whichever run it is the turn of; in both where they stand alike.
void App::lockstep(bool forward) {
    const size_t runs[2] = {ui_.run, ui_.other_run};
    std::optional<uint64_t> to[2];
    LockstepPlace at[2];
    for (int i = 0; i < 2; ++i) {
        const replay::Recording& rec = *run_at(runs[i])->recording;
        const uint64_t here = ui_.places[runs[i]].step;
        const replay::Navigation how{replay::Unit::Event, ui_.level, 0};
        to[i] = forward ? rec.next(here, how) : rec.previous(here, how);
        if (to[i]) at[i] = lockstep_place(runs[i], forward ? *to[i] : here);
    }
    const int order = to[0] && to[1] ? lockstep_order(at[0], at[1]) : to[0] ? (forward ? -1 : 1) : (forward ? 1 : -1);
    const bool first = forward ? order <= 0 : order >= 0, second = forward ? order >= 0 : order <= 0;
    if (first && to[0]) ui_.places[runs[0]].step = *to[0];
    if (second && to[1]) ui_.places[runs[1]].step = *to[1];
    ui_.frame = 0;
}

uint64_t App::first_difference() {
    if (difference_) return *difference_;
    const RunData *a = run_at(ui_.run), *b = run_at(ui_.other_run);
    uint64_t found = trace::kNoStep;
    if (a && b && a != b) {
        constexpr uint64_t kMostEvents = 200'000;
        const auto first = first_difference_of(*a->recording, *b->recording, std::min(ui_.level, 2), kMostEvents);
        if (first) found = *first;
    }
    difference_ = found;
    return found;
}

// --- screens, size, theme -------------------------------------------------------------------------------------------------
void App::leave() {
    if (ui_.overlay != Overlay::None) {
        ui_.overlay = Overlay::None;
    } else if (ui_.screen == Screen::Refused) {
        if (ui_.refused_editing) {
            ui_.refused_editing = false;
        } else {
            emit(ActionId::Gallery);
        }
    } else if (ui_.edit.on) {
        emit(ActionId::Edit);
    } else if (ui_.blank) {
        ui_.blank = false;
    } else if (ui_.screen == Screen::Run && (ui_.timeline.measures || ui_.timeline.filters)) {
        ui_.timeline.measures = ui_.timeline.filters = false;
        ui_.timeline.filter.clear();
    } else if (ui_.alone != Pane::Count) {
        ui_.alone = Pane::Count;
    } else if (ui_.mode != Mode::Step && ui_.screen == Screen::Run) {
        enter_mode(Mode::Step);
    } else if (ui_.presenter) {
        ui_.presenter = false;
    }
}

bool App::apply_screen(const Action& action) {
    switch (action.id) {
        case ActionId::Leave:
            // A presenter's remote sends Esc too.
            if (!(ui_.presenter && ui_.overlay == Overlay::None && ui_.screen == Screen::Run)) leave();
            return true;
        case ActionId::Theme:
        case ActionId::GalleryTheme:
            ui_.saved.theme = static_cast<ThemeName>((static_cast<int>(ui_.saved.theme) + 1) % kThemeCount);
            return true;
        case ActionId::SetTheme:
            ui_.saved.theme = static_cast<ThemeName>(std::clamp<int64_t>(action.n, 0, kThemeCount - 1));
            return true;
        case ActionId::LessMotion: ui_.saved.less_motion = !ui_.saved.less_motion; return true;
        case ActionId::ScaleUp: ui_.saved.scale = scale_step(ui_.saved.scale, true); return true;
        case ActionId::ScaleDown: ui_.saved.scale = scale_step(ui_.saved.scale, false); return true;
        case ActionId::ScaleReset: ui_.saved.scale = 1; return true;
        case ActionId::SetScale:
            ui_.saved.scale = std::clamp(static_cast<float>(action.x), kLeastScale, kMostScale);
            return true;
        case ActionId::FullScreen: ui_.full_screen = !ui_.full_screen; return true;
        case ActionId::Presenter:
            ui_.presenter = !ui_.presenter && ui_.screen == Screen::Run;
            ui_.blank = false;
            return true;
        case ActionId::Blank: ui_.blank = !ui_.blank; return true;
        case ActionId::Help: ui_.overlay = ui_.overlay == Overlay::Help ? Overlay::None : Overlay::Help; return true;
        case ActionId::Quit: ui_.quit = true; return true;
        case ActionId::Copy: copy_wanted = true; return true;
        case ActionId::DismissNotice: ui_.notice.clear(); return true;
        case ActionId::StopRun: services_.stop(); return true;
        default: return false;
    }
}

bool App::apply_text(const Action& action) {
    if (action.id != ActionId::SetText) return false;
    switch (static_cast<Field>(action.n)) {
        case Field::GallerySearch:
            ui_.gallery.search = action.text;
            ui_.gallery.entry = 0;
            break;
        case Field::EventsFilter: ui_.events_filter = action.text; break;
        case Field::Palette:
            ui_.palette = action.text;
            ui_.palette_row = 0;
            break;
        case Field::GoTo: ui_.go_to = action.text; break;
        case Field::BrowserPath:
            ui_.browser.typed = action.text;
            ui_.browser.chosen = 0;
            ui_.browser.over.clear();
            break;
        case Field::RefusedText:
            ui_.refused_text = action.text;
            if (refusal_) services_.keep_draft(Draft{refusal_->path, "", action.text, true});
            break;
        case Field::LaneFilter:
            ui_.timeline.filter = action.text;
            ui_.timeline.lane_offset = 0;
            break;
        case Field::StopSay: ui_.stop.say = action.text; break;
        case Field::StopAsk: ui_.stop.ask = action.text; break;
        case Field::StopChoices: ui_.stop.choices = action.text; break;
        case Field::StopAnswer: ui_.stop.answer = action.text; break;
    }
    return true;
}

}  // namespace loopscope::app
