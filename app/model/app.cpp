#include "app/model/app.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace loopscope::app {

using replay::Recording;

const RunData* App::run_at(size_t index) const {
    return document_ && index < document_->runs.size() ? &document_->runs[index] : nullptr;
}

const Moment& App::moment_at(size_t index) {
    if (moments_.size() <= index) moments_.resize(index + 1);
    Moment& moment = moments_[index];
    const RunData* data = run_at(index);
    if (!data) {
        moment = {};
        return moment;
    }
    const uint64_t step = index < ui_.places.size() ? ui_.places[index].step : 0;
    if (moment.recording != data->recording || moment.step != step) moment = make_moment(data->recording, step);
    return moment;
}

uint32_t App::shown_task() { return shown_task_at(ui_.run); }

uint32_t App::shown_task_at(size_t index) {
    const RunData* data = run_at(index);
    if (!data || index >= ui_.places.size()) return 0;
    if (ui_.places[index].task != 0) return ui_.places[index].task;
    const Moment& now = moment_at(index);
    if (!now.any) return 0;
    if (now.state.task != 0) return now.state.task;
    if (now.event.subject != 0) return now.event.subject;
    // The one that ran last; what the loop tidies up with is nobody's.
    uint64_t step = now.step;
    for (int looked = 0; looked < 4; ++looked) {
        const auto before = data->recording->previous(step, {replay::Unit::TaskStep, 1, 0});
        if (!before) break;
        step = *before;
        const uint32_t task = data->recording->event(step).subject;
        const int lane = data->timeline->lane_of_task(task);
        if (lane < 0 || !data->timeline->lanes[static_cast<size_t>(lane)].quiet) return task;
    }
    return now.state.tasks.empty() ? 0 : now.state.tasks.front().number;
}

uint64_t App::shown_number() const {
    const Recording* rec = recording();
    if (!rec || rec->step_count() == 0) return 0;
    const auto index = rec->level_index(ui_.level, step());
    return index ? *index + 1 : 0;
}

uint64_t App::shown_count() const { return recording() ? recording()->level_count(ui_.level) : 0; }

// --- predict mode ------------------------------------------------------------------------------------------------------
bool App::answered(int stop) const {
    if (ui_.places.empty() || stop < 0) return false;
    const std::vector<int>& answers = ui_.place().answers;
    return static_cast<size_t>(stop) < answers.size() && answers[static_cast<size_t>(stop)] != 0;
}

int App::stop_index_here() const {
    const RunData* data = run();
    if (!data || ui_.places.empty()) return -1;
    for (size_t i = 0; i < data->stops.size(); ++i) {
        if (data->stops[i].step == step()) return static_cast<int>(i);
    }
    return -1;
}

const Stop* App::stop_here() const {
    const int index = stop_index_here();
    return index < 0 ? nullptr : &run()->stops[static_cast<size_t>(index)];
}

uint64_t App::last_visible_step() const {
    const RunData* data = run();
    if (!data || data->recording->step_count() == 0) return 0;
    const uint64_t last = data->recording->step_count() - 1;
    if (ui_.mode == Mode::Loop && decision_) return decision_->step > 0 ? decision_->step - 1 : 0;
    if (ui_.mode != Mode::Predict) return last;
    for (size_t i = 0; i < data->stops.size(); ++i) {
        const Stop& stop = data->stops[i];
        if (!stop.ask.empty() && !answered(static_cast<int>(i))) return std::min(last, stop.step);
    }
    return last;
}

std::vector<uint64_t> App::marks() const {
    std::vector<uint64_t> steps;
    const RunData* data = run();
    if (!data) return steps;
    for (const Stop& stop : data->stops) steps.push_back(stop.step);
    for (const Mark& mark : data->bookmarks) steps.push_back(mark.step);
    if (!ui_.places.empty()) steps.insert(steps.end(), ui_.place().bookmarks.begin(), ui_.place().bookmarks.end());
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    return steps;
}

// --- where we are --------------------------------------------------------------------------------------------------------
unsigned App::where() const {
    unsigned where = 0;
    switch (ui_.screen) {
        case Screen::Gallery: where = kGallery; break;
        case Screen::Refused: where = kRefused; break;
        case Screen::Run: where = kRun; break;
    }
    if (where == kRun) {
        if (ui_.mode == Mode::Predict) where |= kPredict;
        if (ui_.mode == Mode::Loop) where |= kLoopGame;
        if (ui_.mode == Mode::Compare) where |= kCompare;
        if (ui_.presenter) where |= kPresenter;
        if (ui_.edit.on) where |= kEditing;
    }
    if (ui_.overlay != Overlay::None) where |= kList;
    if (typing_) where |= kTyping;
    return where;
}

bool App::editor_has_focus() const {
    return ui_.screen == Screen::Run && ui_.edit.on && ui_.focus == Pane::Source && ui_.overlay == Overlay::None &&
           !ui_.presenter && !typing_;
}

void App::text(std::string_view utf8) {
    if (editor_has_focus()) emit({ActionId::EditTyped, 0, 0, 0, std::string(utf8)});
}

bool App::key(const KeyPress& press) {
    if (field_ == "events.filter" && press.key == kKeyEnter && !press.ctrl && !press.alt && ui_.overlay == Overlay::None) {
        emit({ActionId::NextMatch, press.shift ? -1 : 1});
        return true;
    }
    const bool writing = editor_has_focus();
    const unsigned here = where() | (writing ? kTyping : 0u);
    // Presenter remotes send these keys for their own buttons.
    if ((here & kPresenter) != 0 && (here & kList) == 0) {
        if (press.key == 'B' || press.key == '.') {
            emit(ActionId::Blank);
            return true;
        }
        if (press.key == kKeyF5) return true;
    }
    const std::optional<Action> action = action_of_key(press, here);
    if (!action && writing) {
        emit({ActionId::EditKey, press.key,
              static_cast<double>((press.ctrl ? 1 : 0) + (press.shift ? 2 : 0) + (press.alt ? 4 : 0))});
        return true;
    }
    if (!action) return false;
    emit(*action);
    return true;
}

void App::apply_pending() {
    // An action may give another one (the palette does).
    for (size_t i = 0; i < pending_.size() && i < 1000; ++i) {
        const Action action = pending_[i];
        apply(action);
    }
    pending_.clear();
}

void App::apply(const Action& action) {
    if (action.id != ActionId::SetText && !ui_.notice.empty() && ui_.last_frame - ui_.notice_at > 0.3) ui_.notice.clear();
    if (apply_screen(action) || apply_text(action) || apply_lists(action) || apply_files(action) || apply_gallery(action))
        return;
    if (ui_.screen != Screen::Run || !run()) return;
    if (apply_export(action) || apply_edit(action) || apply_lesson(action) || apply_move(action) || apply_line_move(action) ||
        apply_play(action))
        return;
    if (apply_look(action) || apply_timeline(action)) return;
    apply_marks(action);
}

void App::notice(std::string text) {
    ui_.notice = std::move(text);
    ui_.notice_at = ui_.last_frame;
}

// The panes that the lesson asks for, else the usual ones: without a loop there is nothing on a timeline.
void App::choose_panes() {
    ui_.panes = ui_.saved.panes;
    if (!document_->views.empty()) {
        ui_.panes.reset();
        ui_.panes.set(static_cast<size_t>(Pane::Source));
        for (const std::string& name : document_->views) {
            Pane pane;
            if (pane_from_name(name, pane)) ui_.panes.set(static_cast<size_t>(pane));
        }
        return;
    }
    const bool loops = std::any_of(document_->runs.begin(), document_->runs.end(),
                                   [](const RunData& run) { return !run.timeline->turns.empty(); });
    if (!loops) {
        ui_.panes.reset(static_cast<size_t>(Pane::Timeline));
        ui_.panes.reset(static_cast<size_t>(Pane::Loop));
        const Recording& rec = *document_->runs.front().recording;
        if (rec.level_count(1) <= rec.outputs().size()) ui_.panes.reset(static_cast<size_t>(Pane::Conversation));
    }
    if (document_->python == "micropython" && loops) {
        ui_.panes.reset(static_cast<size_t>(Pane::Loop));
        ui_.panes.set(static_cast<size_t>(Pane::Uasyncio));
    }
}

// As this scenario was looked at last.
void App::restore_layout() {
    ui_.saved.shares.clear();
    for (const SavedLayout& layout : ui_.saved.layouts) {
        if (layout.path != document_->path || layout.path.empty()) continue;
        ui_.panes = layout.panes;
        ui_.saved.shares = layout.shares;
    }
}

void App::keep_layout() {
    constexpr size_t kMostLayouts = 100;
    if (!document_ || document_->path.empty() || hides_future(ui_.mode)) return;
    std::erase_if(ui_.saved.layouts, [&](const SavedLayout& l) { return l.path == document_->path; });
    ui_.saved.layouts.insert(ui_.saved.layouts.begin(), {document_->path, ui_.panes, ui_.saved.shares});
    if (ui_.saved.layouts.size() > kMostLayouts) ui_.saved.layouts.resize(kMostLayouts);
}

// A program without headlines (no task, no generator) is told line by line.
void App::choose_level() {
    ui_.level = ui_.saved.level;
    const Recording& rec = *document_->runs.front().recording;
    const bool plain =
        rec.tasks().empty() && rec.state_at_end().generators.empty() && rec.level_count(2) < rec.level_count(3) / 4;
    if (plain && ui_.level < 3) ui_.level = 3;
}

uint64_t App::first_step(const RunData& run, const OpenRequest& request) const {
    const Recording& rec = *run.recording;
    if (rec.step_count() == 0) return 0;
    if (request.step) {
        // Inside of the library, which this level does not show: the last step of the program or the loop before it.
        constexpr int kOwnLines = 3;
        const uint64_t wanted = std::min(*request.step, rec.step_count() - 1);
        const auto own = rec.level_index(std::max(ui_.level, kOwnLines), wanted);
        return own ? rec.level_step(std::max(ui_.level, kOwnLines), *own) : wanted;
    }
    // A failed run is opened where it fails.
    const auto problem = rec.first_problem();
    if (problem && rec.raw().end.status != 0 && rec.raw().end.kind != replay::EndKind::Limit) return *problem;
    return rec.level_count(ui_.level) > 0 ? rec.level_step(ui_.level, 0) : 0;
}

void App::show(std::shared_ptr<const Document> document, const OpenRequest& request) {
    const bool keep = request.keep_place && document_ && document_->runs.size() == document->runs.size();
    document_ = std::move(document);
    moments_.clear();
    difference_.reset();
    decision_.reset();
    ui_.screen = Screen::Run;
    ui_.overlay = Overlay::None;
    ui_.playing = false;
    ui_.ask_go_on = document_->paused_at > 0;
    if (!keep) {
        ui_.places.assign(document_->runs.size(), {});
        ui_.run = 0;
        ui_.other_run = document_->runs.size() > 1 ? 1 : 0;
        ui_.mode = Mode::Step;
        ui_.timeline = {};
        ui_.breakpoints.clear();
        ui_.edit = {};
        ui_.inspected.clear();
        ui_.frame = 0;
        ui_.alone = Pane::Count;
        choose_panes();
        choose_level();
        restore_layout();
    }
    for (size_t i = 0; i < document_->runs.size(); ++i) {
        const uint64_t count = document_->runs[i].recording->step_count();
        RunPlace& place = ui_.places[i];
        place.step = keep && count > 0 ? std::min(place.step, count - 1) : first_step(document_->runs[i], request);
        // What was remembered of a longer or another recording.
        std::erase_if(place.bookmarks, [&](uint64_t step) { return step >= count; });
        std::erase_if(place.jumps, [&](uint64_t step) { return step >= count; });
        if (!document_->runs[i].recording->task(place.task)) place.task = 0;
    }
    if (ui_.mode == Mode::Loop) begin_game();
    // What was asked of the text before it was changed is asked anew of this one.
    if (ui_.mode == Mode::Predict && !run()->asks()) enter_mode(make_questions() ? Mode::Predict : Mode::Step);
    if (Pane pane; !request.pane.empty() && pane_from_name(request.pane, pane)) {
        ui_.panes.set(static_cast<size_t>(pane));
        ui_.focus = pane;
        ui_.alone = Pane::Count;
    }
}

void App::tick(double now) {
    const double passed = std::clamp(now - ui_.last_frame, 0.0, 0.25);
    ui_.last_frame = now;
    for (auto opened = services_.poll(); opened; opened = services_.poll()) take(std::move(*opened));
    if (ui_.playing && ui_.screen == Screen::Run && run()) play(passed);
    // What is being written runs by itself once the fingers rest.
    if (ui_.edit.on && ui_.edit.dirty && now - ui_.edit.changed_at > 0.6) run_edited();
    if (!ui_.notice.empty() && now - ui_.notice_at > 6) ui_.notice.clear();
    if (services_.changed_outside()) follow_file();
}

double App::next_wake() const {
    if (services_.busy()) return 0.05;
    if (ui_.playing) return ui_.saved.speed > 2 ? 0.016 : 0.03;
    if (ui_.edit.on && ui_.edit.dirty) return 0.1;
    if (!ui_.notice.empty()) return 0.5;
    return 1e9;
}

std::string clock_text(double seconds) {
    char text[48];
    std::snprintf(text, sizeof text, "%.3f s", seconds);
    return text;
}

std::string short_seconds(double seconds) {
    char text[48];
    std::snprintf(text, sizeof text, "%.6f", seconds);
    std::string shown = text;
    while (shown.back() == '0') shown.pop_back();
    if (shown.back() == '.') shown.pop_back();
    return shown + " s";
}

}  // namespace loopscope::app
