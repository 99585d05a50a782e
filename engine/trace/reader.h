// Decoder: turns the packed bytes back into events, and fills in all that the bytes leave implied.
//
// Callers: replay (fold, index, exports) and tests. It is table-driven by events.def and robust: whatever the bytes
// are, it never reads outside of them, never crashes and always ends. A record that cannot be read ends the trace
// (`broken()`); a slot that was never created gets a number of its own.
//
// Invariants: references in an Event are running numbers (1, 2, 3 ... in the run; 0 = none), never slots: they stay
// valid when slots are used again. Views into text point into the chunks and live as long as they. A Decoder is a
// value: a copy of it is a keyframe.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "trace/events.h"
#include "trace/tables.h"
#include "trace/values.h"

namespace loopscope::trace {

struct Chunk;
class FieldReader;

constexpr uint32_t kNoFunction = ~uint32_t(0);
constexpr uint64_t kNoStep = ~uint64_t(0);

// A future or a task, by running number. The slot is for folds, which keep what is alive in arrays.
struct Awaitable {
    enum class Kind : uint8_t { None, Future, Task };
    Kind kind = Kind::None;
    uint32_t number = 0;
    uint32_t slot = 0;
    bool operator==(const Awaitable&) const = default;
    explicit operator bool() const { return kind != Kind::None; }
};

// A value as it was recorded; text_of_value() in describe.h makes it readable.
struct PlainValue {
    ValueCode code = ValueCode::Nothing;
    uint32_t name = 0;  // string id: Object, Exception, Class, Function
    int64_t n = 0;      // Int; the running number of Object, Task, Future, Handle, Generator
    double real = 0;
    std::string_view bytes;  // Str, Bytes, Text
};
struct Value : PlainValue {
    PlainValue argument;  // of an Exception
};

struct CallbackRef {
    CallbackCode code = CallbackCode::Count;  // Count: none
    Awaitable about;                          // the task, the future, or what NamedFor is about
    uint32_t name = 0;                        // string id: Named, NamedFor
    bool operator==(const CallbackRef&) const = default;
};

struct Event {
    uint64_t step = kNoStep;  // kNoStep: a meta record
    uint64_t offset = 0;      // in the trace, of its first byte
    double t = 0;
    uint32_t loop = 0;       // the loop that runs in this thread, 0: none
    uint32_t iteration = 0;  // its turn, 0: null
    uint32_t task = 0;       // the task that runs, 0: none
    uint32_t thread = 0;     // 0 is "main"
    Kind kind = Kind::Line;
    Tag tag = Tag::Line;
    uint32_t function = kNoFunction;
    uint32_t line = 0;  // 0: none

    // The record's own fields, as its row of events.def has them:
    uint32_t called = kNoFunction;  // fn
    uint32_t generator = 0;         // gen, ogen; of yield, return and raise too
    uint32_t subject = 0;           // task
    Awaitable target;               // fut, aw, oaw
    uint32_t handle = 0;            // handle
    CallbackRef callback;           // cb; of handle.run and timer.due too
    uint32_t names[2] = {0, 0};     // str, in order
    int64_t number = 0;             // uint, int (process.exited: `status`)
    int64_t status = 0;
    double when = 0;  // time, otime
    bool has_when = false;
    double from = 0;  // loop.advance, loop.blocked: the time before
    Outcome outcome = Outcome::Result;
    Value value;             // val; of caught and unwind: the exception in flight
    std::string_view text;   // text
    bool first = false;      // generator.send: the first entry
    bool delegated = false;  // generator.throw: only handed on
    bool awaited = false;    // generator.send: by await or yield from of the frame above
    uint32_t parent = 0;     // task.created: the task that created it
    uint32_t generator_slot = 0, subject_slot = 0, handle_slot = 0;
    bool own_handle = false;  // a task's own step or wake-up, which has no handle slot
    bool detailed = false;    // more is set than a line event has: what clear() looks at

    void clear();  // as it was made
};

inline constexpr Event kBlankEvent{};
// Most events are lines, and reading one writes all that an event before it of that kind has set.
inline void Event::clear() {
    if (!detailed) return;
    // In pieces that fit into registers: as a whole it would become a string instruction, which is slow to start.
    constexpr size_t kPiece = 32;
    char* to = reinterpret_cast<char*>(this);
    const char* from = reinterpret_cast<const char*>(&kBlankEvent);
    for (size_t at = 0; at + kPiece <= sizeof(Event); at += kPiece) std::memcpy(to + at, from + at, kPiece);
    std::memcpy(to + sizeof(Event) - kPiece, from + sizeof(Event) - kPiece, kPiece);
}
static_assert(std::is_trivially_copyable_v<Event>);

// One frame of a thread's stack.
struct Frame {
    uint32_t function = kNoFunction;
    uint32_t generator = 0;  // running number, 0: a plain call
    uint32_t slot = 0;       // of the generator
    uint32_t line = 0;
    bool delegating = false;  // a generator that has entered another by await or yield from
    bool operator==(const Frame&) const = default;
};

enum class GeneratorStatus : uint8_t { Created, Running, Suspended, Closed };

struct GeneratorSlot {
    uint32_t number = 0;  // 0: free
    uint32_t function = kNoFunction;
    uint32_t line = 0;             // where it is parked, 0: not begun
    uint32_t delegate = 0;         // slot + 1 of the generator that it entered by await or yield from ...
    uint32_t delegate_number = 0;  // ... and which one that was
    GeneratorStatus status = GeneratorStatus::Created;
    bool operator==(const GeneratorSlot&) const = default;
};

// What a task slot stands for; the loop's fold keeps the rest.
struct TaskSlot {
    uint32_t number = 0;
    uint32_t coroutine = 0;       // generator slot + 1
    uint32_t pending_handle = 0;  // of its own step or wake-up
    bool wakeup = false;          // ... which of the two
    bool operator==(const TaskSlot&) const = default;
};

struct HandleSlot {
    uint32_t number = 0;
    CallbackRef callback;
    bool operator==(const HandleSlot&) const = default;
};

// A lock that is held or waited for.
struct LockSlot {
    uint32_t number = 0;
    uint32_t owner = 0;             // the task that holds it, 0: nobody
    int64_t depth = 0;              // how often; 0: it is free
    std::vector<uint32_t> waiting;  // tasks, in the order in which they came
};

struct RunningTask {
    uint32_t number = 0, slot = 0;
};

struct ThreadState {
    uint32_t name = 0;  // string id + 1; 0 for thread 0: "main"
    bool alive = false;
    std::vector<Frame> frames;
    std::vector<RunningTask> tasks;  // more than one where a step began eagerly inside another
    bool leaving = false;            // the top task is done: only what it still schedules belongs to it
    uint32_t loop = 0;               // that runs in it, 0: none
    size_t loop_base = 0;            // frames that stood when it began to run
    uint32_t running_handle = 0;
    CallbackRef running_callback;
    Value in_flight;              // the last exception raised or thrown
    Value passed_in, passed_out;  // the last value sent, the last value yielded
};

// Tables::function without a call, for what is done once an event.
inline const FunctionInfo& quick_function(const Tables& tables, uint32_t id) {
    const std::vector<FunctionInfo>& all = tables.functions();
    return id < all.size() ? all[id] : tables.function(id);
}

// Task names by running number, with renamings; filled in order as records are met, and the same however often they
// are. Numbers that are there already are left alone, so that decoders of a finished recording may share it.
class NameBook {
public:
    void created(uint32_t task, std::string_view title, uint64_t offset);
    void renamed(uint32_t task, std::string_view title, uint64_t offset);
    // The name at that offset of the trace: unique in the run.
    std::string_view name(uint32_t task, uint64_t offset) const;
    size_t size() const { return tasks_.size(); }

private:
    struct Entry {
        uint64_t offset;
        std::string name;
    };
    std::string unique(std::string_view title);
    std::vector<std::vector<Entry>> tasks_;
    std::unordered_map<std::string, uint32_t> taken_;
};

class Decoder {
public:
    // The chunks, tables and names must outlive the decoder and its copies. A decoder of a finished recording gets a
    // const NameBook that knows all the names already.
    Decoder(const std::vector<Chunk>& chunks, const Tables& tables, NameBook& names);
    Decoder(const std::vector<Chunk>& chunks, const Tables& tables, const NameBook& names);
    // A copy that reads on with names that are complete.
    Decoder with_names(const NameBook& names) const;

    // The next record, meta records included. False at the end.
    bool next(Event& event);
    bool broken() const { return problem_ != nullptr; }
    const char* problem() const { return problem_ ? problem_ : ""; }

    uint64_t offset() const { return offset_; }
    uint64_t steps() const { return steps_; }  // of the records read so far
    double time() const { return time_; }
    uint32_t thread() const { return thread_; }

    const std::vector<ThreadState>& threads() const { return threads_; }
    const std::vector<GeneratorSlot>& generators() const { return generators_; }
    const std::vector<TaskSlot>& tasks() const { return tasks_; }
    const std::vector<uint32_t>& futures() const { return futures_; }
    const std::vector<HandleSlot>& handles() const { return handles_; }
    const std::vector<LockSlot>& locks() const { return locks_; }  // by number; those that are held or waited for
    const LockSlot* lock(int64_t number) const;
    const LockSlot* lock_waited_for(uint32_t task) const;  // in whose queue it stands
    uint32_t iteration(uint32_t loop) const { return loop < iterations_.size() ? iterations_[loop] : 0; }
    // The generator that this one awaits or yields from (its slot), or none.
    const GeneratorSlot* delegate_of(const GeneratorSlot& generator) const;

    const Tables& tables() const { return *tables_; }
    const NameBook& names() const { return *names_; }
    size_t bytes() const;  // about how much a copy takes

private:
    friend class DecoderSteps;
    friend class CodeReader;
    static void forget_delegate(GeneratorSlot& generator) { generator.delegate = generator.delegate_number = 0; }
    void stop_delegating(Frame& frame) {
        frame.delegating = false;
        GeneratorSlot& generator = generators_[frame.slot];
        if (generator.number == frame.generator) forget_delegate(generator);
    }
    bool read_line(Event& event, FieldReader& in, uint8_t tag);
    bool read_other(Event& event, FieldReader& in, uint8_t tag);
    const std::vector<Chunk>* chunks_;
    const Tables* tables_;
    const NameBook* names_;
    NameBook* filling_;  // the same book where it is still to be filled, else null
    size_t chunk_ = 0, at_ = 0;
    uint64_t offset_ = 0, steps_ = 0;
    double time_ = 0;
    uint32_t thread_ = 0;
    const char* problem_ = nullptr;
    uint32_t generator_count_ = 0, task_count_ = 0, future_count_ = 0, handle_count_ = 0;
    std::vector<ThreadState> threads_;
    std::vector<GeneratorSlot> generators_;
    std::vector<TaskSlot> tasks_;
    std::vector<uint32_t> futures_;
    std::vector<HandleSlot> handles_;
    std::vector<LockSlot> locks_;
    std::vector<uint32_t> iterations_;  // by loop number
};

}  // namespace loopscope::trace
