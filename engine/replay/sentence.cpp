#include "replay/sentence.h"

#include <algorithm>
#include <cmath>

#include "replay/causes.h"
#include "replay/cursor.h"
#include "replay/fields.h"

namespace loopscope::replay {

using trace::Event;
using trace::Kind;
using trace::Outcome;

std::string task_phrase(const std::string& name) {
    if (name.rfind("Task", 0) == 0 || name.rfind("task", 0) == 0) return name;
    return "Task " + name;
}

std::string seconds_text(double t) {
    std::string text = trace::time_text(t);
    if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
    return text;
}

namespace {

std::string clip(std::string text, size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most) + "\u2026";
}

// Speaks of one event; `decoder` and `fold` are those just after it.
class Speaker {
public:
    Speaker(const Event& event, const trace::Decoder& decoder, const Fold& fold)
        : e_(event), d_(decoder), f_(fold), n_{decoder.tables(), decoder.names(), decoder.offset()} {}

    std::string say() const;
    std::string label() const;
    std::string clause(bool passes) const;  // MicroPython's loop makes passes, not turns
    bool resumes_task() const;

private:
    std::string task(uint32_t number) const { return task_phrase(n_.task(number)); }
    std::string thing(trace::Awaitable a) const {
        return a.kind == trace::Awaitable::Kind::Task ? task(a.number) : n_.awaitable(a);
    }
    std::string function() const {
        std::string name = e_.function == trace::kNoFunction ? "the loop" : n_.function(e_.function);
        return name == "<module>" ? "the program" : name;
    }
    std::string value() const { return clip(n_.value(e_.value), 60); }
    std::string string(int i) const { return trace::strict_utf8(d_.tables().string(e_.names[i])); }
    std::string thread() const { return thread_name(d_, e_.thread); }
    std::string who() const;
    // Only of the program: who reads a library's line numbers?
    std::string at_line() const {
        const bool of_library = e_.function != trace::kNoFunction && d_.tables().function(e_.function).library;
        return e_.line && !of_library ? ", line " + std::to_string(e_.line) : "";
    }
    std::string flavor() const;
    std::string callback() const;
    std::string callback_runs() const;
    std::string job(int64_t number) const;
    std::string peer() const;
    std::string command() const;
    const TaskFold* task_fold(uint32_t slot, uint32_t number) const {
        return slot < f_.tasks.size() && f_.tasks[slot].number == number ? &f_.tasks[slot] : nullptr;
    }

    std::string say_code() const;
    std::string say_generator() const;
    std::string say_send() const;
    std::string say_task() const;
    std::string library_await(const TaskFold& fold) const;
    std::string say_lock() const;
    std::string say_suspended() const;
    std::string say_queued(const TaskFold& fold) const;
    std::string say_future() const;
    std::string say_handle() const;
    bool queues_coroutine() const;
    std::string say_queue(const std::string& name) const;
    std::string say_loop() const;
    std::string say_cancel() const;
    std::string shield_depth() const;
    std::string say_thread() const;
    std::string say_world() const;

    const Event& e_;
    const trace::Decoder& d_;
    const Fold& f_;
    trace::Namer n_;
};

std::string Speaker::who() const {
    if (e_.task) return task(e_.task);
    const trace::ThreadState& t = d_.threads()[e_.thread];
    if (t.running_handle && t.running_callback.code != trace::CallbackCode::Count) return n_.callback(t.running_callback);
    if (e_.thread) return thread();
    return "The program";
}

std::string Speaker::flavor() const {
    switch (d_.tables().function(e_.function).flavor) {
        case trace::Flavor::Function: return "function";
        case trace::Flavor::Generator: return "generator";
        case trace::Flavor::Coroutine: return "coroutine";
        case trace::Flavor::AsyncGenerator: return "asynchronous generator";
    }
    return "";
}

// "the wake-up of Task B"
std::string Speaker::callback() const {
    switch (e_.callback.code) {
        case trace::CallbackCode::TaskStep: return "a step of " + task(e_.callback.about.number);
        case trace::CallbackCode::TaskWakeup: return "the wake-up of " + task(e_.callback.about.number);
        case trace::CallbackCode::FutureSetResult: {
            const trace::Awaitable& about = e_.callback.about;
            if (about.slot < f_.futures.size() && f_.futures[about.slot].number == about.number) {
                for (const trace::CallbackRef& c : f_.futures[about.slot].callbacks.all) {
                    if (c.code == trace::CallbackCode::TaskWakeup) return "the end of " + task(c.about.number) + "'s sleep";
                }
            }
            return "the end of " + n_.awaitable(about);
        }
        case trace::CallbackCode::Count: return "a callback";
        default: return n_.callback(e_.callback);
    }
}

std::string Speaker::callback_runs() const {
    switch (e_.callback.code) {
        case trace::CallbackCode::TaskStep: return "runs a step of " + task(e_.callback.about.number);
        case trace::CallbackCode::TaskWakeup: return "wakes " + task(e_.callback.about.number);
        case trace::CallbackCode::FutureSetResult:
            return "finishes " + n_.awaitable(e_.callback.about) + ", whose time has come";
        case trace::CallbackCode::Count: return "runs a callback";
        default: return "calls " + n_.callback(e_.callback);
    }
}

std::string Speaker::job(int64_t number) const {
    for (const JobFold& j : f_.jobs) {
        if (static_cast<int64_t>(j.number) == number) return trace::strict_utf8(d_.tables().string(j.function));
    }
    return "its job";
}

std::string Speaker::peer() const {
    for (size_t i = 0; i < f_.connections.size(); ++i) {
        if (static_cast<int64_t>(f_.connections[i].number) != e_.number) continue;
        return trace::strict_utf8(d_.tables().string(f_.connection_names[2 * i]));
    }
    return "the peer";
}

std::string Speaker::command() const {
    for (size_t i = 0; i < f_.processes.size(); ++i) {
        if (static_cast<int64_t>(f_.processes[i].number) != e_.number) continue;
        return trace::strict_utf8(d_.tables().string(f_.process_names[i]));
    }
    return "";
}

// The outermost frame of the running task is entered.
bool Speaker::resumes_task() const {
    if (e_.kind != Kind::GeneratorSend || e_.awaited || !e_.task) return false;
    const trace::ThreadState& t = d_.threads()[e_.thread];
    if (t.tasks.empty()) return false;
    const TaskFold* fold = task_fold(t.tasks.back().slot, e_.task);
    return fold && fold->coroutine_number == e_.generator;
}

std::string Speaker::say_code() const {
    switch (e_.kind) {
        case Kind::Line: {
            std::string runs = who() + " runs line " + std::to_string(e_.line);
            return function() == "the program" ? runs : runs + " of " + function();
        }
        case Kind::Call:
            if (d_.threads()[e_.thread].frames.size() <= 1 && function() == "the program") return "The program starts";
            return who() + " calls " + function();
        case Kind::Return: return function() + " returns " + value();
        case Kind::Unwind: return value() + " leaves " + function();
        case Kind::ExceptionRaised: return value() + " is raised in " + function() + at_line();
        case Kind::ExceptionCaught: return function() + " catches " + value() + at_line();
        default: break;
    }
    std::string text(e_.text);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    // In the quotes of repr(), but as the console has it: what is printed may hold a repr() itself.
    std::string quoted = trace::python_str(text);
    const bool plain = std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (plain) quoted = quoted[0] + text + quoted[0];
    const std::string shown = clip(std::move(quoted), 70);
    return who() + (e_.number == 2 ? " writes " + shown + " to stderr" : " prints " + shown);
}

std::string Speaker::say_send() const {
    if (resumes_task()) {
        if (e_.first) return task(e_.task) + " starts: the loop sends None into " + function();
        return task(e_.task) + " resumes with send(" + value() + ")";
    }
    const std::vector<trace::Frame>& frames = d_.threads()[e_.thread].frames;
    std::string outer;
    if (frames.size() >= 2) outer = n_.function(frames[frames.size() - 2].function);
    if (outer == "<module>") outer = "The program";
    bool coroutine = e_.function != trace::kNoFunction && d_.tables().function(e_.function).flavor != trace::Flavor::Generator;
    if (outer.empty()) return function() + (e_.first ? " starts to run" : " resumes with send(" + value() + ")");
    if (e_.awaited && e_.first)
        return outer + (coroutine ? " awaits " : " yields from ") + function() + ", which starts to run";
    if (e_.awaited) {
        bool last = !d_.delegate_of(d_.generators()[e_.generator_slot]);
        std::string resumes = last ? ", which resumes at line " + std::to_string(e_.line) : "";
        return outer + " hands send(" + value() + ") on to " + function() + resumes;
    }
    if (e_.first) return outer + " starts " + function() + ": it runs to its first yield";
    return outer + " resumes " + function() + " with send(" + value() + ")";
}

std::string Speaker::say_generator() const {
    switch (e_.kind) {
        case Kind::GeneratorCreated: return "Calling " + function() + " makes a " + flavor() + "; none of its code runs yet";
        case Kind::GeneratorSend: return say_send();
        case Kind::GeneratorThrow:
            if (e_.delegated) {
                bool generator = d_.tables().function(e_.function).flavor == trace::Flavor::Generator;
                return function() + " hands " + value() + " on to what it " + (generator ? "yields from" : "awaits") +
                       "; it does not run itself";
            }
            return value() + " is thrown into " + function() + at_line();
        case Kind::GeneratorYield:
            if (e_.tag == trace::Tag::GeneratorYieldSame) return function() + " yields " + value() + " on outwards and pauses";
            return function() + " yields " + value() + " and pauses" + at_line();
        case Kind::GeneratorReturn: return function() + " returns " + value() + " and is finished";
        case Kind::GeneratorRaise: return value() + " leaves " + function() + ", which is finished";
        case Kind::GeneratorClose: return function() + " is closed";
        default: return function() + " passes " + value() + " outwards without running";
    }
}

// uasyncio has put the coroutine where it will be found again.
std::string Speaker::say_queued(const TaskFold& fold) const {
    if (fold.timed) return " pauses until t = " + seconds_text(fold.due) + " s";
    if (fold.parked) return " pauses, and is in no queue";
    return " pauses, at the end of the run queue";
}

std::string Speaker::say_suspended() const {
    std::string name = task(e_.subject);
    const TaskFold* fold = task_fold(e_.subject_slot, e_.subject);
    if (!e_.target && fold && (fold->timed || fold->requeued || fold->parked)) return name + say_queued(*fold);
    const trace::ValueCode yielded =
        e_.thread < d_.threads().size() ? d_.threads()[e_.thread].passed_out.code : trace::ValueCode::None;
    if (!e_.target && yielded != trace::ValueCode::None && yielded != trace::ValueCode::Nothing)
        return name + " has yielded what it cannot wait for: its next step throws a RuntimeError";
    if (!e_.target) return name + " gives way: its next step joins the end of the ready queue";
    // A shielded task that is to be cancelled sleeps on.
    const FutureFold* future = e_.target.kind == trace::Awaitable::Kind::Future && e_.target.slot < f_.futures.size()
                                   ? &f_.futures[e_.target.slot]
                                   : nullptr;
    if (fold && future && future->timer && future->number == e_.target.number) {
        return name + " sleeps until t = " + seconds_text(future->due) + " s (" + n_.awaitable(e_.target) + ")";
    }
    if (fold && !fold->waits_for.empty() && fold->waits_for != std::vector<trace::Awaitable>{e_.target}) {
        std::string all;
        for (size_t i = 0; i < fold->waits_for.size() && i < 4; ++i) all += (i ? ", " : "") + n_.awaitable(fold->waits_for[i]);
        if (fold->waits_for.size() > 4) all += " and others";
        return name + " waits for " + all + " (" + n_.awaitable(e_.target) + ")";
    }
    if (const trace::LockSlot* lock = d_.lock_waited_for(e_.subject))
        return name + " waits for " + n_.lock(lock->number) + " (" + n_.awaitable(e_.target) + ")";
    if (fold && fold->waits_for_job)
        return name + " waits for " + job(fold->waits_for_job) + " (" + n_.awaitable(e_.target) + ")";
    const std::string function = fold ? library_await(*fold) : std::string();
    if (e_.target.kind == trace::Awaitable::Kind::Future && !function.empty())
        return name + " waits for " + function + " (" + n_.awaitable(e_.target) + ")";
    return name + " waits for " + thing(e_.target);
}

// The function of the library that the program's own code awaits: "StreamReader.readline". Empty: none, or the task is the
// library's own.
std::string Speaker::library_await(const TaskFold& fold) const {
    const std::vector<trace::GeneratorSlot>& all = d_.generators();
    const trace::GeneratorSlot* g = fold.coroutine && fold.coroutine <= all.size() ? &all[fold.coroutine - 1] : nullptr;
    if (!g || g->number != fold.coroutine_number || d_.tables().function(g->function).library) return {};
    for (size_t depth = 0; g && depth <= all.size(); ++depth, g = d_.delegate_of(*g)) {
        if (g->status == trace::GeneratorStatus::Closed) return {};
        if (d_.tables().function(g->function).library) return n_.function(g->function);
    }
    return {};
}

std::string Speaker::say_lock() const {
    const std::string name = n_.lock(e_.number);
    const trace::LockSlot* lock = d_.lock(e_.number);
    const size_t queue = lock ? lock->waiting.size() : 0;
    switch (e_.kind) {
        case Kind::LockWaits: {
            std::string text = who() + " waits for " + name;
            if (!lock || !lock->owner) return text + ", which is free but promised to another";
            if (lock->owner == e_.task) return text + ", which it holds itself";
            text += ", which " + task(lock->owner) + " holds";
            return queue > 1 ? text + ", behind " + task(lock->waiting[queue - 2]) : text;
        }
        case Kind::LockAcquired:
            return e_.status > 1 ? who() + " takes " + name + " again, depth " + std::to_string(e_.status)
                                 : who() + " takes " + name;
        case Kind::LockReleased:
            if (e_.status > 0)
                return who() + " releases " + name + " once, and holds it at depth " + std::to_string(e_.status) + " still";
            return who() + " releases " + name + (queue ? ": " + task(lock->waiting[0]) + " is the next" : ": it is free");
        default: return who() + " leaves the queue of " + name;
    }
}

std::string Speaker::say_task() const {
    switch (e_.kind) {
        case Kind::TaskCreated: {
            std::string runs = e_.generator ? " to run " + n_.function(d_.generators()[e_.generator_slot].function) : "";
            return (e_.parent ? task(e_.parent) : std::string("The program")) + " creates " + task(e_.subject) + runs;
        }
        case Kind::TaskStep: return "The loop runs a step of " + task(e_.subject);
        case Kind::TaskSuspended: return say_suspended();
        case Kind::TaskParked:
            return "The loop forgets " + task(e_.subject) + " until somebody queues it: it waits for " + string(0);
        case Kind::LockWaits:
        case Kind::LockAcquired:
        case Kind::LockReleased:
        case Kind::LockLeft: return say_lock();
        default: break;
    }
    if (e_.outcome == Outcome::Cancelled) return task(e_.subject) + " ends CANCELLED";
    if (e_.outcome == Outcome::Exception) return task(e_.subject) + " ends FAILED with " + value();
    return task(e_.subject) + " is done; its result is " + value();
}

std::string Speaker::say_future() const {
    std::string name = thing(e_.target);
    switch (e_.kind) {
        case Kind::FutureCreated: return name + " is created, PENDING";
        case Kind::FutureDone:
            if (e_.outcome == Outcome::Cancelled) return name + " is CANCELLED";
            if (e_.outcome == Outcome::Exception) return name + " is finished with " + value();
            return name + " is finished; its result is " + value();
        case Kind::FutureCallbackAdded:
            if (e_.callback.code == trace::CallbackCode::TaskWakeup)
                return name + " will wake " + task(e_.callback.about.number) + " when it is done";
            return name + " will call " + callback() + " when it is done";
        case Kind::FutureCallbackRemoved: return callback() + " no longer waits for " + name;
        default: return name + " is done, so " + callback() + " is scheduled";
    }
}

// uasyncio's queues hold the coroutines themselves.
bool Speaker::queues_coroutine() const { return e_.callback.code == trace::CallbackCode::TaskStep && !e_.own_handle; }

std::string Speaker::say_queue(const std::string& name) const {
    switch (e_.kind) {
        case Kind::HandleScheduled: return name + " joins the run queue";
        case Kind::HandleRun: return "The loop takes " + name + " from the run queue";
        case Kind::HandleCancelled: return name + " leaves its queue";
        case Kind::TimerScheduled: return name + " goes into the wait queue, due at t = " + seconds_text(e_.when) + " s";
        default: return "The pause of " + name + " is over: it joins the run queue";
    }
}

std::string Speaker::say_handle() const {
    std::string name = n_.handle(e_.handle);
    if (queues_coroutine()) return say_queue(task(e_.callback.about.number));
    switch (e_.kind) {
        case Kind::HandleScheduled: return callback() + " joins the ready queue as " + name;
        case Kind::HandleRun: return "The loop takes " + name + " and " + callback_runs();
        case Kind::HandleCancelled: return name + " (" + callback() + ") is cancelled and will not run";
        case Kind::TimerScheduled:
            return callback() + " goes onto the timer heap as " + name + ", due at t = " + seconds_text(e_.when) + " s";
        default: return "The timer " + name + " is due: " + callback() + " joins the ready queue";
    }
}

std::string Speaker::say_loop() const {
    switch (e_.kind) {
        case Kind::LoopStarted: return "The event loop starts to run in " + thread();
        case Kind::LoopIteration: return "The loop begins turn " + std::to_string(e_.iteration);
        case Kind::LoopPoll: {
            std::string until = e_.has_when ? " until t = " + seconds_text(e_.when) + " s" : "";
            std::string what = string(0);
            return "Nothing is ready, so the loop waits" + until + (what.empty() || what == "?" ? "" : " for " + what);
        }
        case Kind::LoopAdvance:
            return "Nothing can run before t = " + seconds_text(e_.when) +
                   " s, so the clock jumps there from t = " + seconds_text(e_.from) + " s";
        case Kind::LoopBlocked:
            return string(0) + " in " + function() + at_line() + " blocks the loop until t = " + seconds_text(e_.when) + " s";
        default: return "The event loop stops";
    }
}

// How deep it is nested, from 2 on.
std::string Speaker::shield_depth() const { return e_.number > 1 ? ", depth " + std::to_string(e_.number) : ""; }

std::string Speaker::say_cancel() const {
    switch (e_.kind) {
        case Kind::CancelRequested: return who() + " asks " + thing(e_.target) + " to cancel" + at_line();
        case Kind::CancelForwarded:
            return task(e_.subject) + " waits for " + thing(e_.target) + ", so the cancellation goes on to it";
        case Kind::CancelDelivered: return "CancelledError is thrown into " + task(e_.subject);
        case Kind::CancelCaught: return task(e_.subject) + " handles the CancelledError in " + function() + at_line();
        case Kind::CancelCompleted: return "The cancellation of " + thing(e_.target) + " is complete";
        case Kind::CancelHeld: return "The request to cancel " + task(e_.subject) + " is held back until its shield scope ends";
        case Kind::CancelArmed:
            return "The request that was held back will be thrown into " + task(e_.subject) + " at its next await";
        case Kind::ShieldEntered: return task(e_.subject) + " enters a shield scope" + shield_depth() + at_line();
        case Kind::ShieldLeft: return task(e_.subject) + " leaves a shield scope" + shield_depth() + at_line();
        default: return task(e_.subject) + " takes one request to cancel back";
    }
}

std::string Speaker::say_thread() const {
    switch (e_.kind) {
        case Kind::ExecutorSubmitted: return who() + " hands " + string(0) + " to the executor";
        case Kind::ExecutorStarted: return thread() + " begins " + job(e_.number);
        case Kind::ExecutorFinished:
            if (e_.outcome == Outcome::Exception) return thread() + " ends " + job(e_.number) + " with " + value();
            return thread() + " finishes " + job(e_.number) + "; its result is " + value();
        case Kind::ThreadStarted: return "The thread " + string(0) + " starts";
        case Kind::ThreadBlocked:
            return thread() + " waits for " + string(0) + (e_.has_when ? " until t = " + seconds_text(e_.when) + " s" : "");
        default: return "The thread " + string(0) + " ends";
    }
}

std::string Speaker::say_world() const {
    switch (e_.kind) {
        case Kind::IoListening: return "The program listens at " + string(0);
        case Kind::IoConnected: return string(0) + " is connected at " + string(1);
        case Kind::IoReceived: return value() + " arrives from " + peer();
        case Kind::IoSent: return value() + " is sent to " + peer();
        case Kind::IoClosed: return "The connection with " + peer() + " is closed";
        case Kind::SignalReceived: return "The signal " + string(0) + " arrives";
        case Kind::ProcessStarted: return "The process " + string(0) + " starts";
        default: return "The process " + command() + " ends with status " + std::to_string(e_.status);
    }
}

std::string capital(std::string text) {
    if (!text.empty() && text.rfind("the ", 0) == 0) text[0] = 'T';
    if (!text.empty() && text.rfind("a ", 0) == 0) text[0] = 'A';
    return text;
}

std::string Speaker::say() const {
    switch (trace::kind_info(e_.kind).category) {
        case trace::Category::Code:
        case trace::Category::Output: return capital(say_code());
        case trace::Category::Generator: return capital(say_generator());
        case trace::Category::Task: return capital(say_task());
        case trace::Category::Future: return capital(say_future());
        case trace::Category::Handle: return capital(say_handle());
        case trace::Category::Loop: return capital(say_loop());
        case trace::Category::Cancel: return capital(say_cancel());
        case trace::Category::Thread: return capital(say_thread());
        case trace::Category::World: return capital(say_world());
    }
    return {};
}

std::string Speaker::label() const {
    auto arg = [&](const char* verb) { return std::string(verb) + "(" + clip(n_.value(e_.value), 24) + ")"; };
    switch (e_.kind) {
        case Kind::Line: return "line " + std::to_string(e_.line);
        case Kind::Call: return "call " + function();
        case Kind::Return:
        case Kind::GeneratorReturn: return "return " + clip(n_.value(e_.value), 24);
        case Kind::Unwind:
        case Kind::GeneratorRaise:
        case Kind::ExceptionRaised: return "raise " + clip(n_.value(e_.value), 24);
        case Kind::ExceptionCaught: return "except";
        case Kind::Print: return "print";
        case Kind::GeneratorCreated: return "create " + function();
        case Kind::GeneratorSend: return arg("send");
        case Kind::GeneratorThrow: return arg("throw");
        case Kind::GeneratorYield: return "yield " + clip(n_.value(e_.value), 24);
        case Kind::GeneratorPasses: return "passes " + clip(n_.value(e_.value), 24);
        case Kind::GeneratorClose: return "close";
        case Kind::TaskDone:
            return e_.outcome == Outcome::Cancelled ? "cancelled" : e_.outcome == Outcome::Exception ? "failed" : "done";
        case Kind::TaskSuspended: return e_.target ? "waits" : "gives way";
        case Kind::LoopIteration: return "turn " + std::to_string(e_.iteration);
        case Kind::LoopAdvance: return "+" + seconds_text(e_.when - e_.from) + " s";
        default: break;
    }
    if (e_.kind == Kind::FutureCallbackScheduled && e_.callback.code == trace::CallbackCode::TaskWakeup) return "wake-up";
    const std::string_view name = trace::kind_info(e_.kind).name;
    std::string words(name.substr(name.find('.') + 1));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string Speaker::clause(bool passes) const {
    std::string in_turn = e_.iteration ? (passes ? " in pass " : " in turn ") + std::to_string(e_.iteration) : "";
    std::string at_time = " at t = " + seconds_text(e_.t) + " s";
    switch (e_.kind) {
        case Kind::FutureDone:
            if (e_.outcome == Outcome::Cancelled) return n_.awaitable(e_.target) + " was cancelled" + in_turn;
            return n_.awaitable(e_.target) + " finished" + in_turn;
        case Kind::TaskDone:
            return task(e_.subject) +
                   (e_.outcome == Outcome::Cancelled   ? " was cancelled"
                    : e_.outcome == Outcome::Exception ? " failed"
                                                       : " finished") +
                   in_turn;
        case Kind::TimerDue: return "its timer was due" + at_time;
        case Kind::TimerScheduled: return function() + " set the timer" + at_time;
        case Kind::TaskCreated:
            return (e_.parent ? task(e_.parent) : std::string("the program")) + " created " + task(e_.subject) + in_turn;
        case Kind::Line: return who() + " ran line " + std::to_string(e_.line) + (e_.iteration ? in_turn : at_time);
        case Kind::TaskSuspended:
            return e_.target ? task(e_.subject) + " waited for " + thing(e_.target) + " since t = " + seconds_text(e_.t) + " s"
                             : task(e_.subject) + " gave way" + in_turn;
        case Kind::CancelRequested: return who() + " called cancel() on " + thing(e_.target) + at_line();
        case Kind::CancelForwarded: return task(e_.subject) + " waits for " + thing(e_.target) + ", so that is cancelled";
        case Kind::CancelDelivered: return "CancelledError was thrown into " + task(e_.subject) + in_turn;
        case Kind::CancelCaught: return function() + " handled the CancelledError" + at_line();
        case Kind::CancelHeld: return task(e_.subject) + " was shielded, so the request was held back" + in_turn;
        case Kind::CancelArmed: return "the shield scope of " + task(e_.subject) + " had ended" + in_turn;
        case Kind::ExecutorFinished: return thread() + " finished " + job(e_.number) + at_time;
        case Kind::ExecutorStarted: return thread() + " began " + job(e_.number) + at_time;
        case Kind::ExecutorSubmitted: return who() + " handed " + string(0) + " to the executor" + at_time;
        default: return say();
    }
}

// "because its timer fired"
std::string because(const Recording& r, const Event& e) {
    Backward reader(r);
    std::optional<uint64_t> step = telling_cause(reader, e);
    if (!step) return {};
    Cursor cursor(r);
    cursor.seek(*step);
    const Event& cause = cursor.event();
    trace::Namer namer{r.tables(), r.names(), cause.offset};
    switch (cause.kind) {
        case Kind::TimerDue: return " because its timer fired";
        case Kind::FutureDone: {
            std::optional<uint64_t> before = telling_cause(reader, cause);
            Event deeper = before ? reader.event(*before) : Event{};
            if (deeper.kind == Kind::TimerDue && before) return " because its timer fired";
            return " because " + namer.awaitable(cause.target) +
                   (cause.outcome == Outcome::Cancelled ? " was cancelled" : " is done");
        }
        case Kind::TaskDone: return " because " + task_phrase(namer.task(cause.subject)) + " is done";
        case Kind::TaskCreated:
        case Kind::TaskSuspended:
            return e.kind == Kind::GeneratorSend && !e.first ? " because it only gave way for a turn" : std::string();
        default: return {};
    }
}

}  // namespace

std::string sentence_at(const Recording& recording, const Cursor& cursor, bool with_cause) {
    if (cursor.step() == trace::kNoStep) return "Nothing has happened yet.";
    Speaker speaker(cursor.event(), cursor.decoder(), cursor.fold());
    std::string text = speaker.say();
    bool has_cause = speaker.resumes_task() || cursor.event().kind == Kind::TaskStep;
    if (with_cause && has_cause) text += because(recording, cursor.event());
    return text + ".";
}

std::string sentence(const Recording& recording, uint64_t step) {
    Cursor cursor(recording);
    cursor.seek(step);
    return sentence_at(recording, cursor, true);
}

std::string short_label_at(const Cursor& cursor) {
    if (cursor.step() == trace::kNoStep) return "start";
    return Speaker(cursor.event(), cursor.decoder(), cursor.fold()).label();
}

std::string short_label(const Recording& recording, uint64_t step) {
    Cursor cursor(recording);
    cursor.seek(step);
    return short_label_at(cursor);
}

std::string cause_clause(const Recording& recording, uint64_t step) {
    Cursor cursor(recording);
    if (!cursor.seek(step)) return {};
    return Speaker(cursor.event(), cursor.decoder(), cursor.fold()).clause(recording.raw().python == "micropython");
}

std::vector<FieldText> field_texts_at(const Cursor& cursor) {
    std::vector<FieldText> texts;
    if (cursor.step() == trace::kNoStep) return texts;
    trace::Namer namer{cursor.decoder().tables(), cursor.decoder().names(), cursor.event().offset};
    for (const EventField& field : event_fields(cursor.event(), namer, cursor.decoder())) {
        std::string value = field.text;
        if (field.form == FieldForm::Number) value = std::to_string(field.number);
        if (field.form == FieldForm::Seconds) value = seconds_text(field.seconds) + " s";
        if (field.form == FieldForm::Null) value = "None";
        if (field.form == FieldForm::True) value = "True";
        texts.push_back({std::string(field.name), value});
    }
    return texts;
}

std::vector<FieldText> field_texts(const Recording& recording, uint64_t step) {
    Cursor cursor(recording);
    cursor.seek(step);
    return field_texts_at(cursor);
}

Mood mood(const Recording& recording, uint64_t step) { return mood(recording.event(step)); }

Mood mood(const Event& e) {
    switch (e.kind) {
        case Kind::GeneratorSend: return Mood::Send;
        case Kind::GeneratorThrow: return Mood::Throw;
        case Kind::GeneratorYield:
        case Kind::GeneratorPasses: return Mood::Yield;
        case Kind::GeneratorReturn:
        case Kind::Return: return Mood::Return;
        case Kind::GeneratorRaise:
        case Kind::Unwind:
        case Kind::ExceptionRaised: return Mood::Failed;
        case Kind::TaskStep: return Mood::Run;
        case Kind::LockWaits:
        case Kind::TaskSuspended: return Mood::Wait;
        case Kind::TaskDone:
            return e.outcome == Outcome::Cancelled ? Mood::Cancel : e.outcome == Outcome::Exception ? Mood::Failed : Mood::Done;
        case Kind::FutureDone: return e.outcome == Outcome::Cancelled ? Mood::Cancel : Mood::Done;
        case Kind::FutureCallbackScheduled:
        case Kind::HandleScheduled:
        case Kind::HandleRun: return Mood::Wake;
        case Kind::TimerDue:
        case Kind::TimerScheduled:
        case Kind::LoopAdvance: return Mood::Timer;
        case Kind::LoopBlocked: return Mood::Blocked;
        case Kind::Print: return Mood::Print;
        default: break;
    }
    switch (trace::kind_info(e.kind).category) {
        case trace::Category::Cancel: return Mood::Cancel;
        case trace::Category::Loop: return Mood::Loop;
        case trace::Category::Thread:
        case trace::Category::World: return Mood::World;
        default: return Mood::Code;
    }
}

}  // namespace loopscope::replay
