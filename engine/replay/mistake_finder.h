// MistakeFinder: finds a run's mistakes in its events, one at a time and in order.
//
// Called by find_mistakes and by the recording's index, which reads all events anyway: then the recording is still being made,
// and only its tables are looked at before finish(), which is called once, when the recording is whole.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "replay/mistakes.h"

namespace loopscope::replay {

class MistakeFinder {
public:
    explicit MistakeFinder(const Recording& recording) : r_(recording) {}
    void note(const trace::Event& e, const trace::Decoder& decoder);
    // The last of some lines of the program's own code, which ran in a row: no other one of them is worth a note.
    void note_code(uint32_t thread, uint32_t function, uint32_t line) { at_[thread] = {function, line}; }
    std::vector<Mistake> finish();

private:
    struct Fresh {  // a coroutine of which no code has run
        uint64_t step = 0;
        uint32_t called = 0, caller = trace::kNoFunction, line = 0, task = 0;
    };
    struct Await {  // of a coroutine function of the program's, by one of the program's
        uint32_t parent = 0, function = 0, line = 0, called = 0, task = 0;
        uint64_t step = 0;
        double from = 0, to = 0;
    };
    struct Cancelled {  // a task into which CancelledError was thrown
        uint64_t caught_step = trace::kNoStep;
        uint32_t function = trace::kNoFunction, line = 0;
        bool went_on = false;  // it was suspended again afterwards
    };
    using Lines = std::map<std::pair<uint32_t, uint32_t>, size_t>;  // function and line -> its mistake

    struct Logged {  // "exception was never retrieved"
        uint64_t step = 0;
        std::string task;  // its name; empty: a future's
    };

    bool own(uint32_t function) const;
    const std::string& name(uint32_t function) const;
    std::string task_name(uint32_t number) const;  // at the end of the run
    std::string place(uint32_t function, uint32_t line) const;
    bool room() const { return found_.size() + logged_.size() < kMostMistakes; }
    // What the mistake found last says, where that takes the whole recording.
    void say_at_the_end(std::function<std::string()> says) { late_.emplace_back(found_.size() - 1, std::move(says)); }
    Mistake& add(MistakeKind kind, uint64_t step, uint32_t function, uint32_t line, uint32_t task);

    void note_coroutine(const trace::Event& e, const trace::Decoder& decoder);
    void note_await(const trace::Event& e, const trace::Decoder& decoder);
    void note_blocked(const trace::Event& e);
    void note_cancel(const trace::Event& e);
    void note_done(const trace::Event& e);
    void note_output(const trace::Event& e);
    void finish_awaits(uint32_t parent);
    void tell_awaits(const std::vector<Await>& row);
    bool independent(const Await& a, const Await& b) const;
    const SourceText* source(uint32_t function) const;
    void tell_logged();
    void find_never_awaited();
    void find_deadlock();
    std::string waiters(uint64_t step, uint32_t blocking, double until) const;

    const Recording& r_;
    std::vector<Mistake> found_;
    std::map<uint32_t, Fresh> fresh_;                       // by generator
    std::map<uint32_t, Await> awaits_;                      // under way, by the generator that is awaited
    std::map<uint32_t, std::vector<Await>> rows_;           // finished without a pause between them, by the awaiting generator
    std::map<uint32_t, Cancelled> cancelled_;               // by task
    std::set<uint32_t> requested_;                          // tasks that somebody asked to cancel
    std::map<uint32_t, std::pair<uint32_t, uint32_t>> at_;  // by thread: the program's own function and line that ran last
    std::map<uint32_t, uint64_t> failed_;                   // by task: the step at which it failed
    std::vector<Logged> logged_;
    std::vector<std::pair<size_t, std::function<std::string()>>> late_;
    Lines blocked_;
    std::set<std::pair<uint32_t, uint32_t>> sequential_;
    size_t looked_at_ = 0;
};

}  // namespace loopscope::replay
