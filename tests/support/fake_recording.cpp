#include "support/fake_recording.h"

#include "support/fake_loop.h"

namespace loopscope::fake {

using trace::Flavor;
using trace::Outcome;
using trace::ValueWriter;

namespace {

using Raw = std::shared_ptr<const replay::RawRecording>;

struct Library {
    explicit Library(FakeLoop& loop)
        : sleep(loop.fn("sleep", 700, Flavor::Coroutine, true)),
          wait(loop.fn("wait", 400, Flavor::Coroutine, true)),
          wait_inner(loop.fn("_wait", 500, Flavor::Coroutine, true)),
          on_completion(loop.fn("_wait.<locals>._on_completion", 520, Flavor::Function, true)) {}
    uint32_t sleep, wait, wait_inner, on_completion;
};

// await asyncio.sleep(seconds); true: cancelled. A macro, because only the script itself can suspend.
#define FAKE_SLEEP(loop, task, lib, seconds, cancelled)                   \
    (loop).enter((task), (lib).sleep);                                    \
    (loop).line((lib).sleep, 708);                                        \
    cancelled = co_await (loop).wait((task), (loop).call_later(seconds)); \
    (loop).leave((task), cancelled)

Script countdown_script(FakeLoop& loop, FakeTask& task, const Library& lib, uint32_t me, std::string name, int n) {
    bool cancelled = false;
    for (;;) {
        loop.line(me, 4);
        if (n <= 0) break;
        loop.line(me, 5);
        loop.print("T-minus " + std::to_string(n) + " (" + name + ")");
        loop.line(me, 6);
        FAKE_SLEEP(loop, task, lib, 1, cancelled);
        loop.line(me, 7);
        --n;
    }
    loop.leave(task);
}

Script countdown_main(FakeLoop& loop, FakeTask& task, const Library& lib, uint32_t me, uint32_t worker) {
    std::vector<std::shared_ptr<FakeTask>> made;
    for (int i = 0; i < 2; ++i) {
        std::string name(1, static_cast<char>('A' + i));
        loop.line(me, 10 + static_cast<uint32_t>(i));
        made.push_back(loop.create_task(name, worker, [&loop, &lib, worker, name, i](FakeTask& t) {
            return countdown_script(loop, t, lib, worker, name, 2 + i);
        }));
    }
    loop.line(me, 12);
    loop.enter(task, lib.wait);
    loop.line(lib.wait, 420);
    loop.enter(task, lib.wait_inner);
    loop.line(lib.wait_inner, 510);
    auto waiter = loop.new_future();
    auto left = std::make_shared<int>(2);
    for (auto& t : made) {
        loop.add_callback(t->self, "_on_completion", waiter, [&loop, &lib, waiter, left] {
            loop.w().call(lib.on_completion);
            loop.line(lib.on_completion, 522);
            if (--*left == 0) loop.finish(waiter);
            loop.w().ret_none();
        });
    }
    co_await loop.wait(task, waiter);
    loop.leave(task);
    loop.leave(task);
    loop.leave(task);
}

const char* const kCountdown = R"py(import asyncio

async def countdown(name, n):
    while n > 0:
        print(f"T-minus {n} ({name})")
        await asyncio.sleep(1)
        n -= 1

async def main():
    a = asyncio.create_task(countdown("A", 2))
    b = asyncio.create_task(countdown("B", 3))
    await asyncio.wait([a, b])

asyncio.run(main())
)py";

const char* const kChain = R"py(def bottom():
    try:
        got = yield 42
    except ValueError:
        got = yield 7
    return got

def middle():
    value = yield from bottom()
    return value

def top():
    value = yield from middle()
    return value

gen = top()
value = next(gen)
gen.throw(ValueError)
gen.send(value * 2)
)py";

const char* const kCancellation = R"py(import asyncio

async def worker():
    try:
        print("worker: sleeps")
        await asyncio.sleep(10)
    finally:
        print("worker: cleans up")

async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main: worker was cancelled")

asyncio.run(main())
)py";

Script cancelled_worker(FakeLoop& loop, FakeTask& task, const Library& lib, uint32_t me) {
    bool cancelled = false;
    loop.line(me, 4);
    loop.line(me, 5);
    loop.print("worker: sleeps");
    loop.line(me, 6);
    FAKE_SLEEP(loop, task, lib, 10, cancelled);
    loop.w().caught();
    loop.w().cancel_caught(task.slot);
    loop.line(me, 8);
    loop.print("worker: cleans up");
    loop.w().gen_raise_same();
    task.frames.clear();
}

Script cancelling_main(FakeLoop& loop, FakeTask& task, const Library& lib, uint32_t me, uint32_t worker) {
    bool cancelled = false;
    loop.line(me, 11);
    auto made = loop.create_task("worker", worker,
                                 [&loop, &lib, worker](FakeTask& t) { return cancelled_worker(loop, t, lib, worker); });
    loop.line(me, 12);
    FAKE_SLEEP(loop, task, lib, 1, cancelled);
    loop.line(me, 13);
    loop.cancel(*made);
    loop.line(me, 14);
    loop.line(me, 15);
    co_await loop.wait(task, made->self);
    uint32_t error = loop.str("CancelledError");
    loop.w().raised([&](ValueWriter& v) {
        v.exception(error);
        v.nothing();
    });
    loop.line(me, 16);
    loop.w().caught();
    loop.line(me, 17);
    loop.print("main: worker was cancelled");
    loop.leave(task);
}

const char* const kBlocking = R"py(import asyncio, time

async def nonblocking():
    await asyncio.sleep(2)
    print("Nonblocking done")

async def blocking():
    time.sleep(4)
    print("Blocking done")

async def main():
    await asyncio.wait([asyncio.create_task(nonblocking()), asyncio.create_task(blocking())])

asyncio.run(main())
)py";

Script nonblocking_script(FakeLoop& loop, FakeTask& task, const Library& lib, uint32_t me) {
    bool cancelled = false;
    loop.line(me, 4);
    FAKE_SLEEP(loop, task, lib, 2, cancelled);
    loop.line(me, 5);
    loop.print("Nonblocking done");
    loop.leave(task);
}

Script blocking_script(FakeLoop& loop, FakeTask& task, uint32_t me) {
    loop.line(me, 8);
    loop.w().loop_blocked(loop.time + 4, loop.str("time.sleep(4)"));
    loop.w().loop_advance(loop.time += 4);
    loop.line(me, 9);
    loop.print("Blocking done");
    loop.leave(task);
    co_return;
}

// The job's future is finished by the worker's thread at its time.
Script executor_script(FakeLoop& loop, FakeTask& task, uint32_t me, uint32_t crunch) {
    loop.line(me, 8);
    auto future = loop.new_future();
    uint32_t job = loop.next_job++;
    loop.w().executor_submitted(job, loop.str("crunch"));
    loop.w().thread_started(1, loop.str("worker-1"));
    auto phase = std::make_shared<int>(0);
    loop.idle = [&loop, phase, crunch, job, future] {
        double until = 4;
        if (*phase == 0) {
            loop.w().thread_switched(1);
            loop.w().executor_started(job);
            loop.w().call(crunch);
            loop.line(crunch, 21);
            loop.w().thread_blocked(&until, loop.str("time.sleep(4)"));
            loop.w().thread_switched(0);
        } else if (*phase == 1) {
            loop.w().loop_advance(loop.time = until);
            loop.w().thread_switched(1);
            loop.line(crunch, 22);
            loop.w().ret([](ValueWriter& v) { v.integer(42); });
            loop.w().executor_finished(job, Outcome::Result, [](ValueWriter& v) { v.integer(42); });
            loop.w().thread_switched(0);
            loop.finish(future, "42");
        } else {
            return false;
        }
        ++*phase;
        return true;
    };
    co_await loop.wait(task, future);
    loop.line(me, 9);
    loop.print("Blocking done");
    loop.leave(task);
}

Raw blocked_or_not(bool in_thread) {
    FakeLoop loop(in_thread ? "Not blocking the loop" : "Blocking the loop");
    loop.source(kBlocking);
    Library lib(loop);
    uint32_t nonblocking = loop.fn("nonblocking", 3, Flavor::Coroutine), blocking = loop.fn("blocking", 7, Flavor::Coroutine);
    uint32_t main = loop.fn("main", 11, Flavor::Coroutine), crunch = loop.fn("crunch", 20);
    loop.begin_program(14);
    loop.create_task("Task-1", main, [&](FakeTask& task) -> Script {
        return [](FakeLoop& loop, FakeTask& task, const Library& lib, uint32_t me, uint32_t one, uint32_t two, uint32_t crunch,
                  bool in_thread) -> Script {
            loop.line(me, 12);
            auto a = loop.create_task("nonblocking", one,
                                      [&loop, &lib, one](FakeTask& t) { return nonblocking_script(loop, t, lib, one); });
            auto b = loop.create_task("blocking", two, [&loop, two, crunch, in_thread](FakeTask& t) {
                return in_thread ? executor_script(loop, t, two, crunch) : blocking_script(loop, t, two);
            });
            auto waiter = loop.new_future();
            auto left = std::make_shared<int>(2);
            for (auto& t : {a, b}) {
                loop.add_callback(t->self, "_on_completion", waiter, [&loop, waiter, left] {
                    if (--*left == 0) loop.finish(waiter);
                });
            }
            co_await loop.wait(task, waiter);
            loop.leave(task);
        }(loop, task, lib, main, nonblocking, blocking, crunch, in_thread);
    });
    loop.run();
    loop.end_program();
    return loop.done();
}

}  // namespace

Raw countdown() {
    FakeLoop loop("Countdown, concurrent");
    loop.source(kCountdown);
    Library lib(loop);
    uint32_t worker = loop.fn("countdown", 3, Flavor::Coroutine), main = loop.fn("main", 9, Flavor::Coroutine);
    loop.begin_program(14);
    loop.create_task("Task-1", main, [&](FakeTask& task) { return countdown_main(loop, task, lib, main, worker); });
    loop.run();
    loop.end_program();
    return loop.done();
}

Raw chain() {
    FakeLoop loop("Bottom, middle, top");
    loop.source(kChain);
    trace::Writer& w = loop.w();
    uint32_t bottom = loop.fn("bottom", 1, Flavor::Generator), middle = loop.fn("middle", 8, Flavor::Generator);
    uint32_t top = loop.fn("top", 12, Flavor::Generator);
    auto integer = [](int64_t n) { return [n](ValueWriter& v) { v.integer(n); }; };
    uint32_t value_error = loop.str("ValueError");
    auto error = [&](ValueWriter& v) {
        v.exception(value_error);
        v.nothing();
    };
    w.call(loop.module);
    for (uint32_t n : {1u, 8u, 12u, 16u}) loop.line(loop.module, n);
    uint32_t t = loop.new_generator(top);
    loop.line(loop.module, 17);
    w.gen_start(t, false);
    loop.line(top, 13);
    uint32_t m = loop.new_generator(middle);
    w.gen_start(m, true);
    loop.line(middle, 9);
    uint32_t b = loop.new_generator(bottom);
    w.gen_start(b, true);
    loop.line(bottom, 2);
    loop.line(bottom, 3);
    w.gen_yield(integer(42));
    w.gen_yield_same();
    w.gen_yield_same();
    loop.line(loop.module, 18);
    w.gen_throw_delegated(t, error);
    w.gen_throw_delegated(m, error);
    w.gen_throw(b, error);
    loop.line(bottom, 4);
    w.caught();
    loop.line(bottom, 5);
    w.gen_yield(integer(7));
    w.gen_passes(m, integer(7));
    w.gen_passes(t, integer(7));
    loop.line(loop.module, 19);
    w.gen_send(t, false, integer(84));
    w.gen_send_next();
    w.gen_send_next();
    loop.line(bottom, 6);
    w.gen_return(integer(84));
    loop.line(middle, 10);
    w.gen_return(integer(84));
    loop.line(top, 14);
    w.gen_return(integer(84));
    uint32_t stop = loop.str("StopIteration");
    w.raised([&](ValueWriter& v) {
        v.exception(stop);
        v.integer(84);
    });
    w.unwind();
    return loop.done();
}

Raw cancellation() {
    FakeLoop loop("Cancelling a sleeper");
    loop.source(kCancellation);
    Library lib(loop);
    uint32_t worker = loop.fn("worker", 3, Flavor::Coroutine), main = loop.fn("main", 10, Flavor::Coroutine);
    loop.begin_program(19);
    loop.create_task("Task-1", main, [&](FakeTask& task) { return cancelling_main(loop, task, lib, main, worker); });
    loop.run();
    loop.end_program();
    return loop.done();
}

Raw blocking() { return blocked_or_not(false); }
Raw executor() { return blocked_or_not(true); }

Raw crowd(int tasks, int turns) {
    FakeLoop loop("A crowd");
    loop.source("");
    Library lib(loop);
    uint32_t one = loop.fn("one", 3, Flavor::Coroutine);
    loop.begin_program(14);
    auto script = [](FakeLoop& l, FakeTask& task, const Library& library, uint32_t me, int left) -> Script {
        while (left-- > 0) {
            l.line(me, 4);
            l.enter(task, library.sleep);
            l.line(library.sleep, 703);
            co_await l.wait(task, nullptr);
            l.leave(task);
        }
        l.leave(task);
    };
    for (int i = 0; i < tasks; ++i) {
        // The first one ends last: the loop stops with it.
        loop.create_task("Task-" + std::to_string(i + 1), one,
                         [&](FakeTask& t) { return script(loop, t, lib, one, turns + (i == 0)); });
    }
    loop.run();
    loop.end_program();
    return loop.done();
}

Raw failure() {
    FakeLoop loop("A failure");
    loop.source("def inner():\n    raise KeyError('x')\n\ndef outer():\n    inner()\n\nouter()\n");
    trace::Writer& w = loop.w();
    uint32_t inner = loop.fn("inner", 1), outer = loop.fn("outer", 4);
    w.call(loop.module);
    for (uint32_t n : {1u, 4u, 7u}) loop.line(loop.module, n);
    w.call(outer);
    loop.line(outer, 5);
    w.call(inner);
    loop.line(inner, 2);
    uint32_t key_error = loop.str("KeyError");
    w.raised([&](ValueWriter& v) {
        v.exception(key_error);
        v.str("x");
    });
    w.unwind();
    w.unwind();
    w.unwind();
    w.print(2, "KeyError: 'x'\n");
    return loop.done();
}

std::vector<Raw> one_of_each() { return {countdown(), chain(), cancellation(), blocking(), executor(), failure()}; }

}  // namespace loopscope::fake
