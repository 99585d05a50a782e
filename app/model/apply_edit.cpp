// Editing with immediate re-run: the text, what is kept of it, a delay that is dragged.
#include <algorithm>
#include <utility>

#include "app/model/app.h"
#include "app/model/delay.h"
#include "scenario/scenario.h"

namespace loopscope::app {

void App::begin_edit() {
    const replay::SourceText* source = run()->main_source();
    if (!document_->scenario || !source) {
        notice("A saved trace has no program that could be changed.");
        return;
    }
    ui_.panes.set(static_cast<size_t>(Pane::Source));
    ui_.focus = Pane::Source;
    ui_.edit.on = true;
    if (ui_.edit.kept && ui_.edit.run == ui_.run) {
        edited();
        return;
    }
    // What was written of another run, and does not run yet.
    if (ui_.edit.kept && ui_.edit.run < document_->runs.size()) put_drafts_aside(&document_->runs[ui_.edit.run].name);
    ui_.edit.run = ui_.run;
    ui_.edit.kept = false;
    ui_.edit.editor.set_text(source->text);
    ui_.edit.original = source->text;
    ui_.edit.dirty = false;
    // Where the program stands, so that one need not look for it.
    if (const uint32_t line = moment().state.last_line.line; line > 0 && moment().state.last_line.file == run()->main_file) {
        ui_.edit.editor.place_caret(ui_.edit.editor.line_end(line - 1), false);
    }
}

void App::run_edited() {
    ui_.edit.dirty = false;
    services_.run_text(document_, ui_.run, ui_.edit.editor.text());
}

// A sleep is made as long as that: the number in the text is changed, and it runs again.
void App::set_delay(uint64_t step, uint32_t task, double seconds) {
    const RunData& data = *run();
    const replay::SourceText* source = data.main_source();
    const int lane = data.timeline->lane_of_task(task);
    const replay::Segment* segment = lane < 0 ? nullptr : data.timeline->segment_at(lane, step);
    if (!document_->scenario || !source || !segment || services_.busy()) return;
    const auto its_line = [&](const trace::Event& e) {
        return e.kind == trace::Kind::Line && e.task == task && e.function != trace::kNoFunction &&
               data.recording->tables().function(e.function).file == data.main_file;
    };
    const auto at = data.recording->find_previous(step + 1, its_line);
    const uint32_t line = at ? data.recording->event(*at).line : 0;
    const std::string text = ui_.edit.on ? ui_.edit.editor.text() : source->text;
    const auto place = line > 0 && text == source->text ? delay_on_line(text, line) : std::nullopt;
    if (!place) {
        notice(line > 0 ? "Line " + std::to_string(line) + " has no number for its delay: E changes the text."
                        : "No line says it.");
        return;
    }
    if (!ui_.edit.on) begin_edit();
    const double lasted = data.recording->time_of(segment->step_end) - data.recording->time_of(segment->step_begin);
    ui_.edit.editor.place_caret(place->begin, false);
    ui_.edit.editor.place_caret(place->end, true);
    ui_.edit.editor.type(delay_text(*place, place->seconds + seconds - lasted));
    ui_.focus = Pane::Timeline;
    edited();
    run_edited();
}

void App::edited() {
    ui_.edit.dirty = true;
    ui_.edit.changed_at = ui_.last_frame;
    services_.keep_draft(Draft{document_->path, run()->name, ui_.edit.editor.text()});
}

// What was wanted of the file that has just been opened, or refused: a program's text fits the one, a file's text the other.
void App::take_wanted_draft() {
    if (!std::exchange(draft_wanted_, false) || !ui_.draft) return;
    if (ui_.draft->whole_file != refusal_.has_value()) {
        save_draft_beside();
    } else if (refusal_) {
        take_whole_draft();
    } else {
        take_draft();
    }
}

// The program of the document that is shown.
void App::take_draft() {
    if (services_.busy()) return;
    if (!document_ || document_->path != ui_.draft->path) return;
    for (size_t i = 0; i < document_->runs.size(); ++i) {
        if (document_->runs[i].name == ui_.draft->run) ui_.run = i;
    }
    services_.put_drafts_aside(&run()->name);  // what stands there now is offered next
    begin_edit();
    if (!ui_.edit.on) return;
    ui_.edit.editor.select_all();
    ui_.edit.editor.type(ui_.draft->text);
    edited();
    forget_draft();
}

// The text of a file that was refused, and is again.
void App::take_whole_draft() {
    if (refusal_->path != ui_.draft->path) return;
    ui_.refused_editing = true;
    ui_.refused_path = refusal_->path;
    ui_.refused_text = ui_.draft->text;
    services_.keep_draft(*ui_.draft);
    forget_draft();
}

void App::forget_draft() {
    services_.forget_offered_draft();
    ui_.draft = services_.offered_draft();
}

void App::put_drafts_aside(const std::string* run) {
    services_.put_drafts_aside(run);
    ui_.draft = services_.offered_draft();
}

// Where what was written belongs to is opened for it; where that cannot be any more, the text is not lost.
void App::want_draft() {
    if (!ui_.draft) return;
    const bool here = ui_.screen == Screen::Run && document_ && !document_->path.empty() && document_->path == ui_.draft->path;
    if (here && !ui_.draft->whole_file) {
        take_draft();
    } else {
        draft_wanted_ = true;
        services_.open({ui_.draft->path.empty() ? kNewProgramPath : ui_.draft->path});
    }
}

// The file that the draft belongs to is gone, or says something else by now.
void App::save_draft_beside() {
    const std::string path = ui_.draft->path + ".unsaved";
    std::string problem;
    if (services_.write(path, ui_.draft->text, &problem)) {
        notice("The text does not fit the file any more: it is in " + path + ".");
        forget_draft();
    } else {
        notice("The text does not fit the file any more, and cannot be written beside it: " + problem);
    }
}

bool App::apply_edit(const Action& action) {
    switch (action.id) {
        case ActionId::Edit:
            if (ui_.edit.on) {
                ui_.edit.on = false;
                ui_.edit.kept = refusal_.has_value() || ui_.edit.dirty;
                if (ui_.edit.kept) notice("It does not run yet. E goes on with it.");
                refusal_.reset();
            } else {
                begin_edit();
            }
            return true;
        case ActionId::EditTyped:
        case ActionId::EditKey:
        case ActionId::EditPlace:
        case ActionId::EditSelectWord:
            if (ui_.edit.on) apply_writing(action);
            return true;
        case ActionId::RunEdited:
            if (ui_.edit.on) run_edited();
            return true;
        case ActionId::SetDelay:
            set_delay(static_cast<uint64_t>(std::max<int64_t>(0, action.n)), static_cast<uint32_t>(action.y), action.x);
            return true;
        case ActionId::SaveFile: save_file(); return true;
        case ActionId::SaveAs:
            if (!document_->scenario) {
                notice("A saved trace is saved already.");
                return true;
            }
            refresh_browser(document_->path.empty() ? services_.home() : parent_of(document_->path));
            ui_.overlay = Overlay::Browser;
            ui_.browser.saving = true;
            ui_.browser.over.clear();
            ui_.browser.typed =
                document_->path.empty() ? "program.json" : document_->path.substr(document_->path.find_last_of('/') + 1);
            if (ui_.browser.typed.ends_with(".py"))
                ui_.browser.typed = ui_.browser.typed.substr(0, ui_.browser.typed.size() - 3) + ".json";
            return true;
        default: return false;
    }
}

void App::apply_writing(const Action& action) {
    Editor& editor = ui_.edit.editor;
    const std::string before = editor.text();
    switch (action.id) {
        case ActionId::EditTyped: editor.type(action.text); break;
        case ActionId::EditPlace: editor.place_caret(static_cast<size_t>(std::max<int64_t>(0, action.n)), action.x > 0); break;
        case ActionId::EditSelectWord: editor.select_word(static_cast<size_t>(std::max<int64_t>(0, action.n))); break;
        default: {
            const unsigned held = static_cast<unsigned>(action.x);
            const KeyPress press{static_cast<uint16_t>(action.n), (held & 1) != 0, (held & 2) != 0, (held & 4) != 0};
            if (press.ctrl && press.key == 'C')
                copy_wanted = true;
            else if (press.ctrl && press.key == 'X')
                cut_wanted = true;
            else if (press.ctrl && press.key == 'V')
                paste_wanted = true;
            else
                editor.key(press, editor_rows);
        }
    }
    if (editor.text() != before) edited();
}

}  // namespace loopscope::app
