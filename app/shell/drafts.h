// Text that is being written and was not saved, kept in files beside the settings: one for every program that is open, of
// every app that runs at the time. An app that begins is offered those which no living one holds.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ui_state.h"

namespace loopscope::app {

class Drafts {
public:
    // `folder`: made where it is missing; empty: nothing is kept. Claims the drafts that nobody holds.
    explicit Drafts(std::string folder);
    ~Drafts();
    Drafts(const Drafts&) = delete;
    Drafts& operator=(const Drafts&) = delete;

    // In place of what was kept of the same program (path, run, whole_file). False: it could not be written.
    bool keep(const Draft& draft);
    // The file was saved: nothing of it is kept any more.
    void saved(const std::string& path);
    // What is kept of that program, or of all where `run` is null, is not written on: it is offered.
    void put_aside(const std::string* run);

    std::optional<Draft> offered() const;  // that which waits longest
    void forget_offered();

private:
    struct Slot {
        std::string file;
        int lock = -1;  // a descriptor that holds the lock on file.lock; -1: where there are no locks
        Draft draft;
        uint64_t aside = 0;  // when it was put aside, counted; 0: it is written on
    };
    std::optional<Slot> claim(unsigned number, bool with_text);
    Slot* own(const Draft& draft);
    std::vector<Slot>::const_iterator first_aside() const;
    static void give_up(const Slot& slot);

    std::string folder_;
    std::vector<Slot> slots_;
    uint64_t put_aside_ = 0;
};

std::optional<Draft> load_draft(const std::string& file);
bool save_draft(const std::string& file, const Draft& draft);
std::string draft_folder();  // beside the settings; empty: nowhere

}  // namespace loopscope::app
