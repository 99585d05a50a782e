// App: the state of the app and the one place that changes it.
//
// Callers: the frame function reads it and gives it actions; the shell feeds it keys, files and time. It knows nothing
// of windows, ImGui or the VM. Invariants: `ui.places` has one entry a run of the document; a place's step lies inside
// of its recording (or is 0 where it is empty); actions are applied between frames, in the order in which they came.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/actions.h"
#include "app/model/document.h"
#include "app/model/loop_game.h"
#include "app/model/moment.h"
#include "app/model/services.h"
#include "app/ui_state.h"

namespace loopscope::app {

// Text fields, for ActionId::SetText.
enum class Field : uint8_t {
    GallerySearch,
    EventsFilter,
    Palette,
    GoTo,
    BrowserPath,
    RefusedText,
    LaneFilter,
    StopSay,
    StopAsk,
    StopChoices,
    StopAnswer
};

// A row of the palette.
struct Command {
    Action action;
    std::string name, help, keys;
};

class App {
public:
    explicit App(Services& services) : services_(services) { ui_.panes = ui_.saved.panes; }

    // --- reading ------------------------------------------------------------------------------------------------------
    const UiState& ui() const { return ui_; }
    UiState& ui_for_setup() { return ui_; }  // settings and tests, before the first frame
    const std::shared_ptr<const Document>& document() const { return document_; }
    const std::optional<Refusal>& refusal() const { return refusal_; }  // the file, or the text being edited
    const RunData* run() const { return run_at(ui_.run); }
    const RunData* run_at(size_t index) const;
    const replay::Recording* recording() const { return run() ? run()->recording.get() : nullptr; }
    const Moment& moment() { return moment_at(ui_.run); }
    const Moment& moment_at(size_t run);
    uint64_t step() const { return ui_.places.empty() ? 0 : ui_.place().step; }
    uint32_t shown_task();  // the selected one, else the one that runs or ran last
    uint32_t shown_task_at(size_t run);
    uint64_t last_visible_step() const;  // predict mode hides what comes after
    const Stop* stop_here() const;       // the teacher's, in predict mode the question asked here
    int stop_index_here() const;
    bool answered(int stop) const;
    const std::optional<LoopDecision>& decision() const { return decision_; }  // you are the loop: the open one
    std::vector<Command> commands() const;                                     // the rows of the palette
    std::vector<uint64_t> marks() const;                                       // bookmarks and stops of the run, by step
    uint64_t first_difference();                                               // compare: step in the first run; kNoStep: alike
    Services& services() { return services_; }
    unsigned where() const;

    // "77 of 166": the number of the event of the level, from 1; 0: none yet.
    uint64_t shown_number() const;
    uint64_t shown_count() const;

    // --- telling ------------------------------------------------------------------------------------------------------
    void emit(Action action) { pending_.push_back(std::move(action)); }
    void emit(ActionId id) { pending_.push_back({id}); }
    bool key(const KeyPress& press);   // false: nothing is bound to it
    void text(std::string_view utf8);  // typed; for the editor, where it has the focus
    bool editor_has_focus() const;
    void apply_pending();
    void tick(double now);  // plays, collects finished work
    void open(OpenRequest request) { request_open(std::move(request)); }
    void show(std::shared_ptr<const Document> document, const OpenRequest& request = {});
    void set_typing(std::string_view field) { typing_ = !field.empty(), field_ = field; }  // that text field has the focus
    void notice(std::string text);
    double next_wake() const;  // seconds until something changes by itself; large: nothing

    // What only the shell can do.
    std::function<void(const std::string&)> copy_text;  // to the clipboard; the frame function sets the text
    bool copy_wanted = false;                           // Ctrl+C: the frame function has the text
    std::string copy_now;                               // text for the clipboard
    bool cut_wanted = false, paste_wanted = false;      // the same of the editor
    size_t editor_rows = 20;                            // lines of it that are seen, for Page Up and Down
    bool search_wanted = false;                         // the search field is to get the focus
    bool accept_wanted = false;                         // Enter in the file browser, whose rows are sorted there
    bool frame_wanted = false;                          // the timeline knows how wide the selection is

private:
    void apply(const Action& action);
    bool apply_move(const Action& action);
    bool apply_line_move(const Action& action);
    bool apply_play(const Action& action);
    bool apply_look(const Action& action);
    bool apply_timeline(const Action& action);
    bool apply_marks(const Action& action);
    bool apply_lesson(const Action& action);
    bool apply_files(const Action& action);
    bool apply_edit(const Action& action);
    bool apply_lists(const Action& action);
    bool apply_gallery(const Action& action);
    bool apply_screen(const Action& action);
    bool apply_export(const Action& action);
    bool apply_text(const Action& action);

    void go(std::optional<uint64_t> step, bool jump = false);
    void by(replay::Unit unit, bool forward, uint32_t task = 0);
    void next_match(bool forward);
    void go_to_typed(const std::string& text);
    void to_mark(bool forward, bool stops_only);
    void to_breakpoint(bool forward);
    void select_task_by(int direction);
    void set_zoom(double zoom, double centre);
    void accept_palette();
    void play(double seconds);
    void leave();
    void enter_mode(Mode mode);
    bool make_questions();  // of its own, where the teacher has none; false: there is nothing to ask
    void drop_questions();
    void begin_game();
    void pick(int choice);
    struct LockstepPlace {
        double t = 0;
        uint64_t before = 0, rank = 0;  // events of the level before that time, and of them up to the step
    };
    LockstepPlace lockstep_place(size_t run, uint64_t step) const;
    static int lockstep_order(const LockstepPlace& a, const LockstepPlace& b);
    void follow_leader();  // compare: the other run to the same place
    void lockstep(bool forward);
    void request_open(OpenRequest request);
    void choose_panes();
    void choose_level();
    uint64_t first_step(const RunData& run, const OpenRequest& request) const;
    void take(Opened opened);
    void begin_edit();
    void run_edited();
    void set_delay(uint64_t step, uint32_t task, double seconds);
    void refresh_browser(const std::string& folder);
    void remember_place();
    void save_file();
    void save_as(const std::string& path);
    void save_from_browser(const std::string& path);
    std::vector<std::string> watched_files() const;
    void apply_writing(const Action& action);
    std::string text_to_save(const std::string& path) const;
    void edited();  // the editor's text has changed
    void add_stop();
    void export_picture(bool svg);
    void export_trace();
    void write_handout(bool answers);
    void copy_link();
    bool write_or_say(const std::string& path, const std::string& bytes);
    std::string beside(const std::string& suffix) const;
    void keep_layout();
    void restore_layout();
    void take_wanted_draft();
    void take_draft();
    void take_whole_draft();
    void want_draft();
    void forget_draft();
    void put_drafts_aside(const std::string* run);
    void save_draft_beside();
    void follow_file();  // that was changed by somebody else
    void edit_refused(bool fix);
    void save_refused();
    std::vector<uint64_t> task_order();

    Services& services_;
    UiState ui_;
    std::shared_ptr<const Document> document_;
    std::optional<Refusal> refusal_;
    std::vector<Action> pending_;
    std::vector<Moment> moments_;
    std::string field_;
    bool typing_ = false, draft_wanted_ = false;
    std::optional<uint64_t> difference_;
    std::optional<LoopDecision> decision_;

public:
    const FolderList& folder() const { return folder_; }

private:
    FolderList folder_;
};

// Which entries of the gallery the search and the filters leave: indexes into the talk's entries.
std::vector<int> gallery_entries(const std::vector<GalleryTalk>& gallery, int talk, const GalleryState& state,
                                 const Saved& saved);
// The refused file with the change that its hint suggests; nothing where it suggests none.
std::optional<std::string> suggested_change(const Refusal& refusal);
// The word that the change writes: program.
std::string suggested_word(const Refusal& refusal);
std::string lower_case(std::string_view text);
std::string parent_of(const std::string& path);  // its folder
// "1.000 s": as the readouts show it.
std::string clock_text(double seconds);
std::string short_seconds(double seconds);  // "1 s", "2.5 s"

}  // namespace loopscope::app
