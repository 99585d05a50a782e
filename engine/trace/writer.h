// Writer: appends records to the trace. The interpreter's hot paths and the loop call it; nobody reads through it.
//
// Invariants: between two records p < limit holds unless the run is to stop; behind `limit` there is always room for
// one more record (kSlack), so a record is written first and the limit tested after. A record never straddles two
// chunks. Every function that records returns true when the run is to stop here (see stop_reason); the record that
// reached the limit is the last one kept, whatever is still recorded before the VM notices goes nowhere.
//
// `limit` is the only check: it is the end of the chunk, or as many bytes ahead as events remain up to the event limit
// or the stop step (a record is a byte at least, so the count cannot be overrun; the slow path measures and sets it
// anew). The count of steps costs one addition a record that is not a single byte: steps = bytes - extra.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "trace/events.h"
#include "trace/tables.h"
#include "trace/values.h"

namespace loopscope::trace {

struct Chunk {
    std::unique_ptr<uint8_t[]> data;
    size_t capacity = 0;
    size_t used = 0;
};

enum class StopReason : uint8_t { None, EventLimit, ByteLimit, Step, Offset, Asked };

// Keep: everything is kept, the recording of a run. Scratch: the bytes are thrown away and only counted, for `run` and
// for re-running up to a step (tables are shared with the recording then).
enum class WriterMode : uint8_t { Keep, Scratch };

class Writer {
public:
    static constexpr size_t kChunkSize = 1 << 20;
    static constexpr size_t kScratchSize = 1 << 16;
    static constexpr size_t kSlack = 4096;
    static constexpr uint64_t kNever = ~uint64_t(0);

    // `spare`: chunks of an earlier recording, to be used again (their pages are there already).
    explicit Writer(Tables& tables, WriterMode mode = WriterMode::Keep, std::vector<Chunk> spare = {});
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // --- limits ----------------------------------------------------------------------------------------------------
    void set_event_limit(uint64_t events);     // stop after that many steps
    void set_byte_limit(uint64_t bytes);       // a guard for the machine's memory; print texts can be long
    void set_stop_at_step(uint64_t step);      // stop when step number `step` has been written
    void set_stop_at_offset(uint64_t offset);  // stop after the record that reaches this trace offset
    void ask_to_stop();                        // on the VM's own thread: the next record stops
    void go_on();                              // after a stop: limits as they now are (raise them first)
    StopReason stop_reason() const { return stop_; }

    // A re-run from a checkpoint goes on counting where the checkpoint was taken.
    void set_position(uint64_t offset, uint64_t steps);
    uint64_t offset() const {
        return done_bytes_ + static_cast<uint64_t>((stop_ == StopReason::None ? p : stopped_p_) - base_);
    }
    // Steps written so far; the next one has this number.
    uint64_t steps() const { return offset() - (stop_ == StopReason::None ? extra_ : stopped_extra_); }

    Tables& tables() { return tables_; }
    uint32_t intern(std::string_view text) { return tables_.intern(text); }
    uint32_t add_function(const FunctionInfo& info) { return tables_.add_function(info); }

    // The finished chunks, in order; the writer is empty afterwards.
    std::vector<Chunk> take_chunks();

    // --- code ------------------------------------------------------------------------------------------------------
    bool line(uint32_t delta) {  // line minus the function's first line, < 127
        *p++ = static_cast<uint8_t>(kLineBit | delta);
        return check();
    }
    bool line_far(uint64_t delta) { return one(kFarLine, delta); }
    bool call(uint32_t fn) { return one(Tag::Call, fn); }
    template <class Put>
    bool ret(Put&& put) {
        return value(Tag::Return, put);
    }  // put(ValueWriter&)
    bool ret_none() { return code(Tag::Return, ValueCode::None); }
    bool unwind() { return bare(Tag::Unwind); }  // a plain frame is left by an exception
    template <class Put>
    bool raised(Put&& put) {
        return value(Tag::ExceptionRaised, put);
    }
    bool caught() { return bare(Tag::ExceptionCaught); }
    bool print(uint32_t stream, std::string_view text);  // stream 1 stdout, 2 stderr

    // --- generators ------------------------------------------------------------------------------------------------
    // `awaited`: entered by an await or yield from of the frame on top, not by a call of send(), next() or the loop.
    bool gen_created(uint32_t slot, uint32_t fn) { return two(Tag::GeneratorCreated, slot, fn); }
    bool gen_start(uint32_t slot, bool awaited) {  // first entry, send(None)
        return one(awaited ? Tag::GeneratorStartAwaited : Tag::GeneratorStart, slot);
    }
    template <class Put>
    bool gen_send(uint32_t slot, bool awaited, Put&& put) {
        return slot_value(awaited ? Tag::GeneratorSendAwaited : Tag::GeneratorSend, slot, put);
    }
    bool gen_send_next() { return bare(Tag::GeneratorSendNext); }  // see events.def
    template <class Put>
    bool gen_throw(uint32_t slot, Put&& put) {
        return slot_value(Tag::GeneratorThrow, slot, put);
    }
    template <class Put>
    bool gen_throw_delegated(uint32_t slot, Put&& put) {
        return slot_value(Tag::GeneratorThrowDelegated, slot, put);
    }
    template <class Put>
    bool gen_yield(Put&& put) {
        return value(Tag::GeneratorYield, put);
    }
    bool gen_yield_same() { return bare(Tag::GeneratorYieldSame); }
    template <class Put>
    bool gen_return(Put&& put) {
        return value(Tag::GeneratorReturn, put);
    }
    template <class Put>
    bool gen_raise(Put&& put) {
        return value(Tag::GeneratorRaise, put);
    }
    bool gen_raise_same() { return bare(Tag::GeneratorRaiseSame); }
    bool gen_close(uint32_t slot) { return one(Tag::GeneratorClose, slot); }
    template <class Put>
    bool gen_passes(uint32_t slot, Put&& put) {
        return slot_value(Tag::GeneratorPasses, slot, put);
    }
    bool gen_freed(uint32_t slot) { return meta_one(Tag::GeneratorFreed, slot); }

    // --- tasks and futures -----------------------------------------------------------------------------------------
    // name: interned; coroutine: generator slot + 1, or 0 where it is none of ours.
    bool task_created(uint32_t slot, uint32_t name, uint32_t coroutine) {
        return three(Tag::TaskCreated, slot, name, coroutine);
    }
    bool task_step(uint32_t slot) { return one(Tag::TaskStep, slot); }
    bool task_suspended(uint32_t aw) { return one(Tag::TaskSuspended, uint64_t(aw) + 1); }
    bool task_suspended_bare() { return one(Tag::TaskSuspended, 0); }  // a bare yield: asyncio.sleep(0)
    // uasyncio: it is in no queue until somebody puts it there.
    bool task_parked(uint32_t slot, uint32_t waits_for) { return two(Tag::TaskParked, slot, waits_for); }
    template <class Put>
    bool task_done(uint32_t slot, Outcome outcome, Put&& put) {
        return slot_outcome_value(Tag::TaskDone, slot, outcome, put);
    }
    // Locks are numbered from 1. What is recorded is of the running task; depth: how often it holds the lock now.
    bool lock_waits(uint32_t lock) { return one(Tag::LockWaits, lock); }
    bool lock_acquired(uint32_t lock, int64_t depth) { return two(Tag::LockAcquired, lock, zigzag(depth)); }
    bool lock_released(uint32_t lock, int64_t depth) { return two(Tag::LockReleased, lock, zigzag(depth)); }
    bool lock_left(uint32_t lock) { return one(Tag::LockLeft, lock); }
    bool task_renamed(uint32_t slot, uint32_t name) { return meta_two(Tag::TaskRenamed, slot, name); }
    bool task_freed(uint32_t slot) { return meta_one(Tag::TaskFreed, slot); }
    bool future_created(uint32_t slot) { return one(Tag::FutureCreated, slot); }
    template <class Put>
    bool future_done(uint32_t slot, Outcome outcome, Put&& put) {
        return slot_outcome_value(Tag::FutureDone, slot, outcome, put);
    }
    bool callback_added(uint32_t aw, Callback cb) { return slot_callback(Tag::FutureCallbackAdded, aw, cb); }
    bool callback_removed(uint32_t aw, Callback cb) { return slot_callback(Tag::FutureCallbackRemoved, aw, cb); }
    bool callback_scheduled(uint32_t aw, Callback cb) { return slot_callback(Tag::FutureCallbackScheduled, aw, cb); }
    bool future_freed(uint32_t slot) { return meta_one(Tag::FutureFreed, slot); }

    // --- handles and timers ----------------------------------------------------------------------------------------
    bool handle_scheduled(uint32_t slot, Callback cb) { return slot_callback(Tag::HandleScheduled, slot, cb); }
    bool handle_run(uint32_t slot) { return one(Tag::HandleRun, slot); }
    bool handle_cancelled(uint32_t slot) { return one(Tag::HandleCancelled, slot); }
    bool handle_freed(uint32_t slot) { return meta_one(Tag::HandleFreed, slot); }
    bool timer_scheduled(uint32_t slot, double when, Callback cb);
    bool timer_due(uint32_t slot) { return one(Tag::TimerDue, slot); }
    // A task's own step or wake-up in the ready queue: no handle object and no handle slot.
    bool step_scheduled(uint32_t task) { return one(Tag::StepScheduled, task); }
    bool wakeup_scheduled(uint32_t task) { return one(Tag::WakeupScheduled, task); }
    bool step_run(uint32_t task) { return one(Tag::StepRun, task); }

    // --- the loop and the clock ------------------------------------------------------------------------------------
    bool loop_started(uint32_t loop) { return one(Tag::LoopStarted, loop); }  // run_forever begins; loops count from 1
    bool loop_iteration() { return bare(Tag::LoopIteration); }                // start of _run_once
    bool loop_poll(const double* until, uint32_t waits_for);                  // select() is entered and waits; null: for ever
    bool loop_advance(double to);                                             // the clock becomes `to` (whoever waited)
    bool loop_blocked(double to, uint32_t call);                              // before the clock moves; `call`: "time.sleep(4)"
    bool loop_stopped() { return bare(Tag::LoopStopped); }

    // --- cancellation ----------------------------------------------------------------------------------------------
    template <class Put>
    bool cancel_requested(uint32_t aw, Put&& message) {  // message: nothing() where there is none
        return slot_value(Tag::CancelRequested, aw, message);
    }
    bool cancel_forwarded(uint32_t task, uint32_t to_aw) { return two(Tag::CancelForwarded, task, to_aw); }
    bool cancel_delivered(uint32_t task) { return one(Tag::CancelDelivered, task); }
    bool cancel_caught(uint32_t task) { return one(Tag::CancelCaught, task); }
    bool cancel_completed(uint32_t aw) { return one(Tag::CancelCompleted, aw); }
    bool cancel_held(uint32_t task) { return one(Tag::CancelHeld, task); }    // a shield scope keeps the request back ...
    bool cancel_armed(uint32_t task) { return one(Tag::CancelArmed, task); }  // ... and at its end lets it go on
    bool shield_entered(uint32_t task, uint32_t depth) { return two(Tag::ShieldEntered, task, depth); }
    bool shield_left(uint32_t task, uint32_t depth) { return two(Tag::ShieldLeft, task, depth); }
    bool cancel_uncancelled(uint32_t task) { return one(Tag::CancelUncancelled, task); }

    // --- threads and executors -------------------------------------------------------------------------------------
    // Thread 0, "main", is there from the start and runs first. Jobs, connections and processes are numbered in the
    // order in which they begin, from 1.
    bool thread_started(uint32_t id, uint32_t name) { return two(Tag::ThreadStarted, id, name); }
    bool thread_switched(uint32_t id) { return meta_one(Tag::ThreadSwitched, id); }
    bool thread_blocked(const double* until, uint32_t waits_for);  // null: until somebody wakes it
    bool thread_ended(uint32_t id) { return one(Tag::ThreadEnded, id); }
    bool executor_submitted(uint32_t job, uint32_t function) { return two(Tag::ExecutorSubmitted, job, function); }
    bool executor_started(uint32_t job) { return one(Tag::ExecutorStarted, job); }  // in the worker's thread
    template <class Put>
    bool executor_finished(uint32_t job, Outcome outcome, Put&& put) {
        return slot_outcome_value(Tag::ExecutorFinished, job, outcome, put);
    }

    // --- the outside world: all names are interned strings ---------------------------------------------------------
    bool io_listening(uint32_t address) { return one(Tag::IoListening, address); }
    bool io_connected(uint32_t connection, uint32_t peer, uint32_t address) {
        return three(Tag::IoConnected, connection, peer, address);
    }
    template <class Put>
    bool io_received(uint32_t connection, Put&& data) {
        return slot_value(Tag::IoReceived, connection, data);
    }
    template <class Put>
    bool io_sent(uint32_t connection, Put&& data) {
        return slot_value(Tag::IoSent, connection, data);
    }
    bool io_closed(uint32_t connection) { return one(Tag::IoClosed, connection); }
    bool signal_received(uint32_t signal) { return one(Tag::SignalReceived, signal); }
    bool process_started(uint32_t process, uint32_t command) { return two(Tag::ProcessStarted, process, command); }
    bool process_exited(uint32_t process, int64_t status) { return two(Tag::ProcessExited, process, zigzag(status)); }

    // The interpreter's dispatch may write a line byte itself: *w.p++ = 0x80 | n; if (w.p >= w.limit && w.full()) stop.
    uint8_t* p = nullptr;
    uint8_t* limit = nullptr;
    bool full();  // the slow path of the check; true: stop

private:
    bool check() { return __builtin_expect(p >= limit, 0) ? full() : false; }
    bool commit(uint8_t* q) {  // a step whose record ends at q
        extra_ += static_cast<uint64_t>(q - p) - 1;
        p = q;
        return check();
    }
    bool commit_meta(uint8_t* q) {
        extra_ += static_cast<uint64_t>(q - p);
        p = q;
        return check();
    }
    bool bare(Tag tag) {
        *p++ = static_cast<uint8_t>(tag);
        return check();
    }
    bool code(Tag tag, ValueCode value) {
        p[0] = static_cast<uint8_t>(tag);
        p[1] = static_cast<uint8_t>(value);
        return commit(p + 2);
    }
    uint8_t* put(Tag tag) {
        *p = static_cast<uint8_t>(tag);
        return p + 1;
    }
    bool one(uint8_t tag, uint64_t a) {
        *p = tag;
        return commit(put_varint(p + 1, a));
    }
    bool one(Tag tag, uint64_t a) { return commit(put_varint(put(tag), a)); }
    bool two(Tag tag, uint64_t a, uint64_t b) { return commit(put_varint(put_varint(put(tag), a), b)); }
    bool three(Tag tag, uint64_t a, uint64_t b, uint64_t c) {
        return commit(put_varint(put_varint(put_varint(put(tag), a), b), c));
    }
    bool meta_one(Tag tag, uint64_t a) { return commit_meta(put_varint(put(tag), a)); }
    bool meta_two(Tag tag, uint64_t a, uint64_t b) { return commit_meta(put_varint(put_varint(put(tag), a), b)); }
    bool slot_callback(Tag tag, uint64_t slot, Callback cb);
    template <class Put>
    bool value(Tag tag, Put&& write) {
        ValueWriter w(put(tag));
        write(w);
        return commit(w.end());
    }
    template <class Put>
    bool slot_value(Tag tag, uint64_t slot, Put&& write) {
        ValueWriter w(put_varint(put(tag), slot));
        write(w);
        return commit(w.end());
    }
    template <class Put>
    bool slot_outcome_value(Tag tag, uint64_t slot, Outcome outcome, Put&& write) {
        uint8_t* q = put_varint(put(tag), slot);
        *q++ = static_cast<uint8_t>(outcome);
        ValueWriter w(q);
        write(w);
        return commit(w.end());
    }

    bool stop(StopReason reason);
    void aim();  // set limit from the chunk and all the limits
    void next_chunk(size_t room);

    uint8_t* base_ = nullptr;
    uint64_t done_bytes_ = 0;  // bytes in the chunks before this one
    uint64_t extra_ = 0;       // bytes that are not the first of a step
    Tables& tables_;
    WriterMode mode_;
    StopReason stop_ = StopReason::None;
    bool asked_ = false;
    uint8_t* stopped_p_ = nullptr;  // where the trace ends after a stop
    uint64_t stopped_extra_ = 0;
    uint64_t event_limit_ = kNever, byte_limit_ = kNever, stop_step_ = kNever, stop_offset_ = kNever;
    std::vector<Chunk> chunks_, spare_;
    Chunk sink_;  // what is recorded after a stop
};

}  // namespace loopscope::trace
