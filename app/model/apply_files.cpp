// Files and runs: opening, the gallery, the file browser, saving, stops that are added.
#include <algorithm>
#include <cctype>
#include <charconv>

#include "app/model/app.h"
#include "base/utf8.h"
#include "scenario/scenario.h"

namespace loopscope::app {

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::string parent_of(const std::string& path) {
    const size_t cut = path.find_last_of('/');
    return cut == std::string::npos ? "." : cut == 0 ? "/" : path.substr(0, cut);
}

namespace {

std::string joined(const std::string& folder, const std::string& name) {
    return folder.empty() || folder.back() == '/' ? folder + name : folder + "/" + name;
}

// FILE#step=N&pane=NAME, as Ctrl+L copies it. A name that says something else stays as it is.
void read_link(OpenRequest& request) {
    const size_t hash = request.path.rfind('#');
    if (hash == std::string::npos || request.step) return;
    std::string_view rest = std::string_view(request.path).substr(hash + 1);
    OpenRequest read = request;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, std::min(rest.find('&'), rest.size()));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        Pane pane;
        uint64_t step = 0;
        if (part.starts_with("step=")) {
            const auto end = std::from_chars(part.data() + 5, part.data() + part.size(), step);
            if (end.ec != std::errc() || end.ptr != part.data() + part.size()) return;
            read.step = step;
        } else if (part.starts_with("pane=") && pane_from_name(part.substr(5), pane)) {
            read.pane = part.substr(5);
        } else {
            return;
        }
    }
    read.path.resize(hash);
    request = std::move(read);
}

}  // namespace

std::vector<int> gallery_entries(const std::vector<GalleryTalk>& gallery, int talk, const GalleryState& state,
                                 const Saved& saved) {
    std::vector<int> shown;
    if (talk < 0 || static_cast<size_t>(talk) >= gallery.size()) return shown;
    const std::string wanted = lower_case(state.search);
    const std::vector<std::string> words = split_keys(wanted);
    const auto& entries = gallery[static_cast<size_t>(talk)].entries;
    for (size_t i = 0; i < entries.size(); ++i) {
        const GalleryEntry& entry = entries[i];
        const bool dialect = entry.python == "micropython" ? state.want_micropython
                             : entry.python == "3.6"       ? state.want_36
                                                           : state.want_313;
        const bool seen = saved.seen.count(entry.path) != 0;
        const bool found = std::all_of(words.begin(), words.end(),
                                       [&](const std::string& word) { return entry.searched.find(word) != std::string::npos; });
        if (dialect && found && !(state.only_unseen && seen)) shown.push_back(static_cast<int>(i));
    }
    return shown;
}

// --- opening -----------------------------------------------------------------------------------------------------------------
void App::request_open(OpenRequest request) {
    read_link(request);
    remember_place();
    ui_.overlay = Overlay::None;
    services_.open(request);
}

void App::remember_place() {
    if (!document_ || document_->path.empty() || ui_.places.empty()) return;
    keep_layout();
    auto& recent = ui_.saved.recent;
    std::erase_if(recent, [&](const Saved::Recent& r) { return r.path == document_->path; });
    recent.insert(recent.begin(), {document_->path, step(), services_.today()});
    if (recent.size() > 12) recent.resize(12);
}

void App::take(Opened opened) {
    // Another file, or this one as it is on the disk: what was written and not saved waits.
    if (!opened.edited && (opened.document || opened.refusal)) put_drafts_aside(nullptr);
    if (opened.document) {
        refusal_.reset();
        OpenRequest request = opened.request;
        if (opened.edited) {
            request.keep_place = true;
            const EditState edit = ui_.edit;
            show(std::move(opened.document), request);
            ui_.edit = edit;
            return;
        }
        show(std::move(opened.document), request);
        services_.watch(watched_files());
        remember_place();
        take_wanted_draft();
        return;
    }
    refusal_ = std::move(opened.refusal);
    if (refusal_) take_wanted_draft();
    if (refusal_ && !opened.edited && !refusal_->path.empty()) services_.watch({refusal_->path});
    // While a program is being written, or the same file is read again, the last good picture stays.
    if (!opened.edited && !(opened.request.keep_place && document_)) ui_.screen = Screen::Refused;
}

bool App::apply_files(const Action& action) {
    switch (action.id) {
        case ActionId::OpenPath:
            if (ui_.overlay == Overlay::Browser && ui_.browser.saving) {
                save_from_browser(action.text);
            } else {
                request_open({action.text});
            }
            return true;
        case ActionId::TakeDraft: want_draft(); return true;
        case ActionId::DropDraft: forget_draft(); return true;
        case ActionId::AddStop:
            if (ui_.screen != Screen::Run || !run()) return true;
            if (!document_->scenario)
                notice("A saved trace has no lesson.");
            else
                ui_.overlay = Overlay::AddStop;
            return true;
        case ActionId::AddStopNow:
            if (ui_.screen == Screen::Run && run() && document_->scenario) add_stop();
            return true;
        case ActionId::Open:
            ui_.overlay = Overlay::Browser;
            ui_.browser.saving = false;
            ui_.browser.typed.clear();
            ui_.browser.chosen = 0;
            if (folder_.path.empty()) {
                refresh_browser(document_ && !document_->path.empty() ? parent_of(document_->path) : services_.home());
            }
            return true;
        case ActionId::BrowseTo: refresh_browser(action.text); return true;
        case ActionId::BrowseChoose: ui_.browser.chosen = static_cast<int>(action.n); return true;
        case ActionId::BrowseHidden: ui_.browser.show_hidden = !ui_.browser.show_hidden; return true;
        case ActionId::GoOn:
            if (document_ && document_->paused_at > 0 && !document_->path.empty()) {
                services_.open(
                    {.path = document_->path, .step = step(), .keep_place = true, .most_events = document_->paused_at * 10});
            }
            ui_.ask_go_on = false;
            return true;
        case ActionId::KeepPaused: ui_.ask_go_on = false; return true;
        case ActionId::RunAgain:
            if (document_ && !document_->path.empty()) {
                OpenRequest request{.path = document_->path, .step = step(), .keep_place = true};
                ui_.edit = {};
                refusal_.reset();
                services_.open(request);
            } else if (document_ && document_->scenario) {
                services_.run_text(document_, ui_.run, run()->main_source() ? run()->main_source()->text : "");
            }
            return true;
        case ActionId::RunEdited:
        case ActionId::SaveFile:
            if (ui_.screen != Screen::Refused || !ui_.refused_editing) return false;
            save_refused();
            return true;
        case ActionId::TryAgain:
            if (refusal_) services_.open({refusal_->path});
            return true;
        case ActionId::NewProgram: services_.open({kNewProgramPath}); return true;
        default: return false;
    }
}

// Over a file that is there already only when it is said twice.
void App::save_from_browser(const std::string& path) {
    const FolderList list = services_.list(parent_of(path));
    const std::string name = path.substr(path.find_last_of('/') + 1);
    const bool exists =
        std::any_of(list.rows.begin(), list.rows.end(), [&](const FolderRow& row) { return row.name == name && !row.folder; });
    if (exists && ui_.browser.over != path && (!document_ || document_->path != path)) {
        ui_.browser.over = path;
        return;
    }
    ui_.overlay = Overlay::None;
    save_as(path);
}

void App::refresh_browser(const std::string& folder) {
    FolderList list = services_.list(folder);
    if (!list.problem.empty() && !folder_.path.empty()) {
        notice(list.problem);
        return;
    }
    folder_ = std::move(list);
    ui_.browser.folder = folder_.path;
    if (!ui_.browser.saving) ui_.browser.typed.clear();
    ui_.browser.chosen = 0;
}

void App::follow_file() {
    if (ui_.screen == Screen::Refused && refusal_ && !ui_.refused_editing) {
        services_.open({refusal_->path});
        return;
    }
    if (ui_.screen != Screen::Run || !document_ || document_->path.empty()) return;
    if (document_->edited || (ui_.edit.on && ui_.edit.dirty)) {
        notice("The file was changed by another program. Ctrl+R reads it; what you wrote here is then offered again.");
        return;
    }
    ui_.edit.on = false;
    notice("The file was changed: it has been run again.");
    services_.open({.path = document_->path, .keep_place = true});
}

void App::save_file() {
    if (!document_->scenario) {
        notice("A saved trace is saved already.");
        return;
    }
    if (document_->path.empty()) {
        apply_edit({ActionId::SaveAs});
        ui_.browser.typed = "program.py";
        return;
    }
    save_as(document_->path);
}

// What is being written counts, also where it does not run.
std::string App::text_to_save(const std::string& path) const {
    scenario::Scenario scenario = *document_->scenario;
    size_t index = std::min(ui_.run, scenario.runs.size() - 1);
    for (size_t i = 0; i < scenario.runs.size(); ++i) {
        if (scenario.runs[i].name == run()->name) index = i;
    }
    if (ui_.edit.on) {
        scenario.runs[index].program.text = ui_.edit.editor.text();
        scenario.runs[index].program.file.clear();
        scenario.runs[index].program.json_lines.clear();
    }
    return path.ends_with(".py") ? scenario.runs[index].program.text : scenario::to_json(scenario);
}

void App::save_as(const std::string& where) {
    // A copy: it may stand in the document that is replaced here.
    const std::string path(where);  // NOLINT(performance-unnecessary-copy-initialization)
    std::string problem;
    if (path.ends_with(".py") && document_->scenario->several_runs()) {
        notice("A scenario of several runs is saved as .json.");
        return;
    }
    if (!services_.write(path, text_to_save(path), &problem)) {
        notice("Cannot be saved: " + problem);
        return;
    }
    services_.drafts_saved(document_->path);
    auto saved = std::make_shared<Document>(*document_);
    saved->path = path;
    saved->edited = false;
    document_ = std::move(saved);
    services_.watch(watched_files());
    remember_place();
    notice("Saved as " + path + ".");
}

// The file and the programs that it names.
std::vector<std::string> App::watched_files() const {
    std::vector<std::string> paths;
    if (!document_ || document_->path.empty()) return paths;
    paths.push_back(document_->path);
    if (!document_->scenario) return paths;
    for (const scenario::Run& run : document_->scenario->runs) {
        if (!run.program.file.empty()) paths.push_back(joined(parent_of(document_->path), run.program.file));
    }
    return paths;
}

// --- a stop where the class stands -------------------------------------------------------------------------------------------
void App::add_stop() {
    const RunData& data = *run();
    scenario::Stop stop;
    stop.at.kind = scenario::Place::Kind::Step;
    stop.at.number = step();
    if (document_->scenario->several_runs()) stop.run = data.name;
    stop.say = ui_.stop.say;
    stop.ask = ui_.stop.ask;
    stop.answer = ui_.stop.answer;
    for (size_t at = 0; at <= ui_.stop.choices.size() && !ui_.stop.choices.empty();) {
        const size_t end = std::min(ui_.stop.choices.find('|', at), ui_.stop.choices.size());
        std::string choice = ui_.stop.choices.substr(at, end - at);
        while (!choice.empty() && choice.front() == ' ') choice.erase(0, 1);
        while (!choice.empty() && choice.back() == ' ') choice.pop_back();
        if (!choice.empty()) stop.choices.push_back(choice);
        at = end + 1;
    }
    if (stop.say.empty() && stop.ask.empty()) {
        notice("A stop says something, or asks something.");
        return;
    }
    const bool answered = std::find(stop.choices.begin(), stop.choices.end(), stop.answer) != stop.choices.end();
    if (!stop.ask.empty() && (stop.choices.size() < 2 || !answered)) {
        notice("A question needs two choices or more, and one of them is the answer.");
        return;
    }
    auto changed = std::make_shared<Document>(*document_);
    auto scenario = std::make_shared<scenario::Scenario>(*document_->scenario);
    scenario->lesson.stops.push_back(stop);
    changed->scenario = std::move(scenario);
    changed->edited = true;
    auto& stops = changed->runs[ui_.run].stops;
    const auto place =
        std::upper_bound(stops.begin(), stops.end(), step(), [](uint64_t s, const Stop& other) { return s < other.step; });
    auto& answers = ui_.place().answers;
    answers.resize(stops.size(), 0);
    answers.insert(answers.begin() + (place - stops.begin()), 0);
    stops.insert(place, {step(), stop.say, "", stop.ask, stop.answer, stop.choices});
    document_ = std::move(changed);
    ui_.overlay = Overlay::None;
    ui_.stop = {};
    notice("The stop is there. Ctrl+S saves it in the scenario.");
}

// --- gallery ---------------------------------------------------------------------------------------------------------------
bool App::apply_gallery(const Action& action) {
    GalleryState& state = ui_.gallery;
    const auto& gallery = services_.gallery();
    const int talks = static_cast<int>(gallery.size());
    const auto entries = [&] { return gallery_entries(gallery, state.talk, state, ui_.saved); };
    switch (action.id) {
        case ActionId::Gallery:
            remember_place();
            ui_.screen = Screen::Gallery;
            ui_.overlay = Overlay::None;
            ui_.playing = false;
            ui_.presenter = false;
            refusal_.reset();
            return true;
        case ActionId::GalleryChoose:
            if (static_cast<int>(action.n) != state.talk) state.entry = 0;
            state.talk = static_cast<int>(std::clamp<int64_t>(action.n, 0, std::max(0, talks - 1)));
            state.entry = std::max(0, static_cast<int>(action.x));
            return true;
        case ActionId::GalleryDown:
            state.entry = std::min(state.entry + 1, std::max(0, static_cast<int>(entries().size()) - 1));
            return true;
        case ActionId::GalleryUp: state.entry = std::max(0, state.entry - 1); return true;
        case ActionId::GalleryTalk:
        case ActionId::GalleryTalkBack:
            if (talks > 0) state.talk = (state.talk + (action.id == ActionId::GalleryTalk ? 1 : talks - 1)) % talks;
            state.entry = 0;
            return true;
        case ActionId::GalleryOpen: {
            const std::vector<int> shown = entries();
            if (state.entry < 0 || static_cast<size_t>(state.entry) >= shown.size()) return true;
            const auto& entry =
                gallery[static_cast<size_t>(state.talk)].entries[static_cast<size_t>(shown[static_cast<size_t>(state.entry)])];
            request_open({entry.path});
            return true;
        }
        case ActionId::GalleryFilter: {
            bool* const filters[] = {&state.want_313, &state.want_36, &state.want_micropython, &state.only_unseen};
            if (action.n >= 0 && action.n < 4) *filters[action.n] = !*filters[action.n];
            state.entry = 0;
            return true;
        }
        case ActionId::Fix:
        case ActionId::EditFile: edit_refused(action.id == ActionId::Fix); return true;
        default: return false;
    }
}

// The refused file, changed as the hint says (`fix`), is written and read again; or it is opened as text.
void App::edit_refused(bool fix) {
    if (!refusal_ || ui_.refused_editing) return;
    if (!fix) {
        ui_.refused_editing = true;
        if (ui_.refused_path != refusal_->path) ui_.refused_text = refusal_->text;
        ui_.refused_path = refusal_->path;
        return;
    }
    const auto change = suggested_change(*refusal_);
    if (!change) return;
    ui_.refused_text = *change;
    save_refused();
}

void App::save_refused() {
    if (!refusal_) return;
    std::string problem;
    if (services_.write(refusal_->path, ui_.refused_text, &problem)) {
        services_.drafts_saved(refusal_->path);
        ui_.refused_editing = false;
        ui_.refused_path.clear();
        services_.open({refusal_->path});
    } else {
        notice("Cannot be changed: " + problem);
    }
}

namespace {

// The word in quotation marks after "did you mean", and the one at fault at the diagnostic's place.
struct WordChange {
    size_t begin = 0, end = 0;
    std::string word;
};

std::optional<WordChange> word_change(const Refusal& refusal) {
    const std::string& hint = refusal.diagnostic.hint;
    const size_t mean = lower_case(hint).find("did you mean");
    if (mean == std::string::npos || refusal.diagnostic.line == 0 || refusal.diagnostic.column == 0) return std::nullopt;
    const size_t open = hint.find_first_of("\"'", mean);
    if (open == std::string::npos) return std::nullopt;
    const size_t close = hint.find(hint[open], open + 1);
    if (close == std::string::npos) return std::nullopt;
    WordChange change;
    change.word = hint.substr(open + 1, close - open - 1);
    size_t at = 0;
    for (uint32_t line = 1; line < refusal.diagnostic.line; ++line) {
        at = refusal.text.find('\n', at);
        if (at == std::string::npos) return std::nullopt;
        ++at;
    }
    const size_t end_of_line = std::min(refusal.text.find('\n', at), refusal.text.size());
    const std::string_view line = std::string_view(refusal.text).substr(at, end_of_line - at);
    change.begin = at + base::code_point_offset(line, refusal.diagnostic.column - 1);
    if (change.begin < refusal.text.size() && (refusal.text[change.begin] == '"' || refusal.text[change.begin] == '\'')) {
        const size_t quote = refusal.text.find(refusal.text[change.begin], change.begin + 1);
        if (quote == std::string::npos || quote > end_of_line) return std::nullopt;
        ++change.begin;
        change.end = quote;
        return change;
    }
    change.end = change.begin;
    while (change.end < end_of_line &&
           (std::isalnum(static_cast<unsigned char>(refusal.text[change.end])) || refusal.text[change.end] == '_')) {
        ++change.end;
    }
    if (change.end == change.begin) return std::nullopt;
    return change;
}

}  // namespace

std::optional<std::string> suggested_change(const Refusal& refusal) {
    const auto change = word_change(refusal);
    if (!change) return std::nullopt;
    return refusal.text.substr(0, change->begin) + change->word + refusal.text.substr(change->end);
}

std::string suggested_word(const Refusal& refusal) {
    const auto change = word_change(refusal);
    return change ? change->word : std::string();
}

}  // namespace loopscope::app
