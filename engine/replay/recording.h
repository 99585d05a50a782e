// Recording: a finished run, ready to be asked anything about any of its steps.
//
// The session makes a RawRecording (bytes, tables, what the run was) and the app or the command line turns it into a
// Recording, whose one pass over the bytes lays keyframes and indexes. Both are immutable from then on and may be
// shared between threads as shared_ptr<const ...>. Nothing here ever sees the VM.
//
// "State at step k" is the state when event k has just happened, before any record after it. Steps count from 0; a run
// may have none.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "replay/rank_bits.h"
#include "replay/state.h"
#include "trace/reader.h"
#include "trace/tables.h"
#include "trace/writer.h"

namespace loopscope::replay {

struct Mistake;
struct Timeline;

// How the run came to its end.
enum class EndKind : uint8_t { Finished, Deadlock, Idle, Limit, Stopped };
struct RunEnd {
    EndKind kind = EndKind::Finished;
    int status = 0;       // the exit status of `run`
    std::string message;  // "deadlock: nothing left to run ..." as `run` prints it after "loopscope: "
};

struct SourceText {
    std::string file;    // as FunctionInfo::file has it
    std::string module;  // empty: the main program
    std::string text;
    bool library = false;
};

struct RawRecording {
    std::vector<trace::Chunk> chunks;
    std::unique_ptr<trace::Tables> tables = std::make_unique<trace::Tables>();
    std::string title, run_name, python = "3.13", file;
    std::vector<std::string> run_names;  // of all the runs of the scenario; empty or one: no "run" in events
    std::vector<SourceText> sources;
    RunEnd end;
    uint64_t byte_count() const;
    std::string main_file() const;  // of the main program, as the recording's functions name it; empty: it has none
};

// What to step by.
enum class Unit : uint8_t {
    Event,        // an event of the level
    Line,         // a line event of the program's own code (level 4: any)
    TaskStep,     // task.step
    StateChange,  // a task changes its state (of any task, or of `task`)
    Iteration,    // loop.iteration
    Advance,      // loop.advance that moves the clock
    SameTask,     // an event of the level with that task (`task`) running or meant
    Print,
    Problem,  // an exception that nobody catches, a blocked loop, the end by a limit
};

struct Navigation {
    Unit unit = Unit::Event;
    int level = 1;
    uint32_t task = 0;  // 0: any
};

class Recording {
public:
    // Reads it all once. `keep_going` (may be empty) is asked now and then; false gives up and returns null. Where `timeline`
    // and `mistakes` are given they are made in the same pass.
    static std::shared_ptr<const Recording> build(std::shared_ptr<const RawRecording> raw,
                                                  const std::function<bool()>& keep_going = {}, Timeline* timeline = nullptr,
                                                  std::vector<Mistake>* mistakes = nullptr);

    const RawRecording& raw() const { return *raw_; }
    std::shared_ptr<const RawRecording> share_raw() const { return raw_; }
    uint64_t step_count() const { return step_count_; }
    bool broken() const { return broken_; }  // the bytes could not be read to their end
    double end_time() const { return end_time_; }

    // --- levels: "77 of 166" ---------------------------------------------------------------------------------------
    static constexpr int kLevels = 4;
    uint64_t level_count(int level) const;  // events of that level and of the coarser ones
    // The number, from 0, of the last event of the level at or before `step`; none before the first.
    std::optional<uint64_t> level_index(int level, uint64_t step) const;
    uint64_t level_step(int level, uint64_t index) const;  // index < level_count
    bool in_level(int level, uint64_t step) const;

    // --- moving ----------------------------------------------------------------------------------------------------
    std::optional<uint64_t> next(uint64_t step, const Navigation& by) const { return go(step, by, true); }       // > step
    std::optional<uint64_t> previous(uint64_t step, const Navigation& by) const { return go(step, by, false); }  // < step
    // The first (last) step for which `wanted` holds, searched from after (before) `step`.
    std::optional<uint64_t> find_next(uint64_t step, const std::function<bool(const trace::Event&)>& wanted) const;
    std::optional<uint64_t> find_previous(uint64_t step, const std::function<bool(const trace::Event&)>& wanted) const;
    uint64_t step_at_time(double t) const;  // the last step with time <= t (0 where there is none)
    std::optional<uint64_t> step_at_line(std::string_view file, uint32_t line, uint64_t hit) const;  // hit from 1
    std::optional<uint64_t> step_at_event(trace::Kind kind, uint64_t hit) const;
    std::optional<uint64_t> first_problem() const;  // where a failed run is opened

    // --- one step --------------------------------------------------------------------------------------------------
    trace::Event event(uint64_t step) const;
    uint64_t offset_of(uint64_t step) const;  // of its first byte: the re-run's stop
    double time_of(uint64_t step) const;
    State state(uint64_t step) const;
    State state_at_end() const;
    State state_at_start() const;  // before step 0

    // --- facts of the whole run ------------------------------------------------------------------------------------
    struct TaskFacts {
        uint32_t number = 0;  // running number, from 1
        std::string name;     // its last name
        uint32_t parent = 0;
        uint32_t coroutine = trace::kNoFunction;
        uint64_t created_step = 0;
        uint64_t done_step = trace::kNoStep;
    };
    const std::vector<TaskFacts>& tasks() const { return tasks_; }  // in order of creation; [number - 1]
    const TaskFacts* task(uint32_t number) const { return number - 1 < tasks_.size() ? &tasks_[number - 1] : nullptr; }
    uint32_t task_by_name(std::string_view name) const;  // 0: none

    struct Output {
        uint64_t step = 0;
        double t = 0;
        uint32_t task = 0;
        uint32_t stream = 1;    // 1 stdout, 2 stderr
        std::string_view text;  // lives as long as the raw recording
    };
    const std::vector<Output>& outputs() const { return outputs_; }
    size_t outputs_until(uint64_t step) const;  // how many of them have been printed at that step

    const trace::NameBook& names() const { return *names_; }
    const trace::Tables& tables() const { return *raw_->tables; }

    // Where reading may begin near a step; see cursor.h.
    struct Keyframe;
    const Keyframe& keyframe_before(uint64_t step) const;
    size_t keyframe_count() const { return keyframes_.size(); }
    const Keyframe& keyframe(size_t index) const { return *keyframes_[index]; }
    ~Recording();

private:
    Recording() = default;
    friend class RecordingBuilder;

    std::shared_ptr<const RawRecording> raw_;
    std::unique_ptr<trace::NameBook> names_;
    uint64_t step_count_ = 0;
    double end_time_ = 0;
    bool broken_ = false;
    RankBits levels_[kLevels];
    RankBits lines_, task_steps_, state_changes_, iterations_, advances_, prints_, problems_;
    std::vector<uint32_t> changed_tasks_;  // one a state change
    std::vector<std::unique_ptr<Keyframe>> keyframes_;
    std::vector<TaskFacts> tasks_;
    std::vector<Output> outputs_;
    std::vector<std::pair<uint64_t, double>> advance_times_;  // step, time from there on
    std::optional<uint64_t> first_problem_;
    std::optional<uint64_t> step_of(const RankBits& bits, uint64_t step, bool forward) const;
    std::optional<uint64_t> change_of(uint32_t task, uint64_t step, bool forward) const;
    std::optional<uint64_t> go(uint64_t step, const Navigation& by, bool forward) const;
};

}  // namespace loopscope::replay
