#include "loop/asyncio_module.h"
#include "loop/clock.h"
#include "loop/lifetime.h"
#include "loop/loop.h"
#include "loop/outside.h"
#include "loop/record.h"
#include "loop/strands.h"
#include "loop/tasks.h"
#include "loop/uasyncio_module.h"

#include <cstring>

namespace loopscope::loop {

static bool intern_names(VM& vm) {
    LoopNames& n = names(vm);
#define NAME(id) \
    if (!(n.id = intern(vm, #id))) return false;
#include "loop/names.def"
#undef NAME
    return true;
}

bool install(VM& vm, const Settings& settings) {
    auto* s = static_cast<LoopState*>(alloc_raw(vm, sizeof(LoopState)));
    if (!s) return false;
    memset(static_cast<void*>(s), 0, sizeof *s);
    s->until = settings.until;
    s->workers = settings.workers;
    vm.loops = s;
    vm.context = empty_cell();
    s->world = empty_cell();
    s->helpers = new_dict(vm);
    s->waiting = new_dict(vm);
    if (!s->helpers || !s->waiting || !intern_names(vm)) return false;
    Hooks& h = hooks();
    h.destroy = destroy;
    h.visit = visit;
    h.let_go = let_go;
    h.forget_task = forget_task;
    h.describe = describe_object;
    h.exception_caught = exception_caught;
    h.spend = spend;
    if (!setup_strands(vm) || !setup_contextvars(vm) || !setup_clock(vm) || !setup_outside(vm)) return false;
    setup_handles(vm);
    return setup_futures(vm) && setup_tasks(vm) && setup_loop_core(vm) && setup_asyncio_module(vm) && setup_uasyncio_module(vm);
}

Cell program_end_calls(VM& vm) { return new_obj_ref(state(vm).at_end); }

// The thread in which the world outside moves: it always waits for what comes next.
static bool is_world(const Strand* strand) { return str_utf8(strand->name) == "world"; }

// Where in the program's own code a task stands: the innermost frame of its chain that is not library code.
static std::string place_of(const TaskObj* task) {
    const Frame* place = nullptr;
    Cell next = task->coro;
    while (is_kind(next, kGenerator)) {
        const auto* g = as<Generator>(next);
        if (!g->frame || g->state != GenState::Suspended) break;
        if (!(g->frame->code->flags & compile::kLibrary)) place = g->frame;
        const compile::Ins& last = g->frame->pc[-1];
        if (static_cast<compile::Op>(last.op & 0x7f) != compile::Op::YIELD_VALUE || last.b != 2) break;
        next = g->frame->sp[-1];
        if (is_kind(next, kAwaitIter)) next = obj_cell(as<AwaitIter>(next)->coro);
    }
    if (!place) return {};
    return " at " + str_utf8(obj_cell(place->code->file)) + ":" + std::to_string(frame_line(place)) + ", in " +
           str_utf8(obj_cell(place->code->name));
}

std::string who_waits(VM& vm) {
    std::string text;
    List* strands = state(vm).strands;
    for (uint32_t i = 0; i < strands->n; i++) {
        auto* strand = static_cast<Strand*>(obj_of(strands->v[i]));
        if (is_empty(strand->waits_for) || is_world(strand)) continue;
        if (!text.empty()) text += '\n';
        text += str_utf8(strand->name) + " waits for " + str_utf8(strand->waits_for);
    }
    for (TaskObj* t = state(vm).oldest_task; t; t = t->newer) {
        if (t->state != FutureState::Pending || is_empty(t->fut_waiter)) continue;
        Owned name(vm, task_name(vm, t));
        if (is_empty(name)) break;
        if (!text.empty()) text += '\n';
        text += str_utf8(name) + " waits for ";
        if (is_task(t->fut_waiter)) {
            Owned other(vm, task_name(vm, task_of(t->fut_waiter)));
            text += str_utf8(other);
        } else {
            text += describe_text(vm, t->fut_waiter);
        }
        text += place_of(t);
    }
    return text;
}

bool waits_busily(VM& vm) {
    constexpr uint64_t kManyReads = 1000;
    return state(vm).idle_clock_reads > kManyReads;
}

Status spend(VM& vm, double seconds, const char* what, Cell* out) { return sleep_until(vm, vm.now + seconds, 0, what, out); }

}  // namespace loopscope::loop
