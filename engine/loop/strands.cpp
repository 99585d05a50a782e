#include "loop/strands.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "loop/record.h"
#include "runtime/container_ops.h"
#include "trace/writer.h"

namespace loopscope::loop {

double round6(double x) {
    if (!(std::fabs(x) < 1e9)) {
        if (!std::isfinite(x) || std::fabs(x) >= 1e16) return x;
    } else {
        // n / 1e6 is rounded correctly for a whole n; only n itself could be off, where x * 1e6 lies near a half.
        double scaled = x * 1e6, n = std::nearbyint(scaled);
        if (std::fabs(scaled - n) < 0.499) return n / 1e6;
    }
    char text[64];
    snprintf(text, sizeof text, "%.6f", x);
    return strtod(text, nullptr);
}

// ---- the schedule

namespace {

bool before(const ScheduleEntry& a, const ScheduleEntry& b) {
    if (a.time != b.time) return a.time < b.time;
    if (a.kind != b.kind) return a.kind < b.kind;
    return a.sequence < b.sequence;
}

bool schedule(VM& vm, Strand* strand, double when, uint32_t kind) {
    LoopState& s = state(vm);
    if (s.n_entries == s.cap_entries) {
        uint32_t cap = s.cap_entries ? s.cap_entries * 2 : 16;
        auto* more = static_cast<ScheduleEntry*>(alloc_raw(vm, cap * sizeof(ScheduleEntry)));
        if (!more) return false;
        if (s.n_entries) memcpy(more, s.entries, s.n_entries * sizeof(ScheduleEntry));
        free_raw(vm, s.entries, s.cap_entries * sizeof(ScheduleEntry));
        s.entries = more;
        s.cap_entries = cap;
    }
    strand->entry = ++s.sequence;
    incref(strand);
    ScheduleEntry e{round6(when), kind, s.sequence, strand};
    uint32_t i = s.n_entries++;
    for (; i > 0 && before(e, s.entries[(i - 1) / 2]); i = (i - 1) / 2) s.entries[i] = s.entries[(i - 1) / 2];
    s.entries[i] = e;
    return true;
}

ScheduleEntry take_first(LoopState& s) {
    ScheduleEntry first = s.entries[0], last = s.entries[--s.n_entries];
    uint32_t i = 0;
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= s.n_entries) break;
        if (child + 1 < s.n_entries && before(s.entries[child + 1], s.entries[child])) child++;
        if (!before(s.entries[child], last)) break;
        s.entries[i] = s.entries[child];
        i = child;
    }
    s.entries[i] = last;
    return first;
}

// Entries of strands that were woken meanwhile lie in the heap until they come to its top.
void drop_stale(VM& vm) {
    LoopState& s = state(vm);
    while (s.n_entries && s.entries[0].strand->entry != s.entries[0].sequence) decref(vm, take_first(s).strand);
}

}  // namespace

void advance_clock(VM& vm, double t) {
    state(vm).idle_clock_reads = 0;
    if (!(t > vm.now)) return;
    vm.now = t;
    if (vm.recording) (void)vm.trace->loop_advance(t);
}

bool alone_until(VM& vm, double t, uint32_t kind) {
    LoopState& s = state(vm);
    if (t > s.until) return false;
    if (!s.n_entries) return true;
    drop_stale(vm);
    if (!s.n_entries) return true;
    const ScheduleEntry& top = s.entries[0];
    return top.time > t || (top.time == t && top.kind > kind);
}

void read_clock(VM& vm) {
    state(vm).idle_clock_reads++;
    if (vm.clock_read_cost > 0) advance_clock(vm, round6(vm.now + vm.clock_read_cost));
}

// ---- parking and waking

Status park(VM& vm, const double* until, uint32_t kind, bool answers_woken, const char* waits_for) {
    Strand* me = vm.strand;
    me->woken = 0;
    me->answers_woken = answers_woken;
    me->entry = 0;
    me->timed = until != nullptr;
    me->until = until ? *until : 0;
    me->kind_parked = static_cast<uint8_t>(kind);
    if (waits_for) {
        Cell text = new_str_cell(vm, waits_for);
        if (is_empty(text)) return Status::Fail;
        assign(vm, &me->waits_for, text);
    }
    if (until && !schedule(vm, me, *until, kind)) return Status::Fail;
    return Status::Park;
}

void wake(VM& vm, Strand* strand, uint32_t kind) {
    if (strand->woken || strand->done) return;
    strand->woken = 1;
    (void)schedule(vm, strand, vm.now, kind);  // takes the place of a timed entry
}

Status sleep_until(VM& vm, double t, uint32_t kind, const char* what, Cell* out) {
    t = round6(t);
    if (vm.recording && !is_empty(vm.strand->running_loop) && t > vm.now) {
        (void)vm.trace->loop_blocked(t, vm.trace->intern(what));
    } else if (vm.recording && t > vm.now) {
        (void)vm.trace->thread_blocked(&t, vm.trace->intern(what));
    }
    if (alone_until(vm, t, kind)) {
        advance_clock(vm, t);
        return ok_none(out);
    }
    return park(vm, &t, kind, false, what);
}

// ---- switching

namespace {

// Processes are threads that see another sys.stdout, sys.argv ...: their values of these names and those in module sys change
// places.
void swap_sys(VM& vm, Dict* next) {
    LoopState& s = state(vm);
    if (s.sys_now == next) return;
    Str* key = intern(vm, "sys");
    Cell module = key ? dict_get_str(vm.modules, key) : empty_cell();
    if (key) decref(vm, key);
    if (!is_kind(module, kModule)) return;
    Dict* sys = static_cast<Module*>(obj_of(module))->dict;
    Dict* before = s.sys_now ? s.sys_now : s.sys_of_program;
    Dict* from = next ? next : s.sys_of_program;
    // Each counts its tasks for itself; the count lies beside the names, under 0.
    (void)dict_set(vm, before, int_cell(0), int_cell(static_cast<int64_t>(s.task_number)));
    Cell count = empty_cell();
    (void)dict_get(vm, from, int_cell(0), &count);
    s.task_number = is_empty(count) ? 0 : static_cast<uint64_t>(int_of(count));
    uint32_t pos = 0;
    Cell name, value;
    while (dict_next(from, &pos, &name, &value)) {
        if (!is_str(name)) continue;
        Cell current = dict_get_str(sys, static_cast<Str*>(obj_of(name)));
        if (!is_empty(current)) (void)dict_set(vm, before, name, current);
        (void)dict_set(vm, sys, name, value);
    }
    s.sys_now = next;
}

void save_running(VM& vm, Strand* me) {
    me->frame = vm.frame;
    me->exc_top = vm.exc_top;
    me->depth = vm.depth;
    me->origin_depth = vm.coroutine_origin_depth;
    me->current_task_slot = vm.current_task_slot;
    me->context = vm.context;
    me->asyncgen_firstiter = vm.asyncgen_firstiter;
    me->asyncgen_finalizer = vm.asyncgen_finalizer;
}

void install_running(VM& vm, Strand* next) {
    vm.strand = next;
    swap_sys(vm, next->own_sys);
    vm.frame = next->frame;
    vm.exc_top = next->exc_top;
    vm.depth = next->depth;
    vm.coroutine_origin_depth = next->origin_depth;
    vm.current_task_slot = next->current_task_slot;
    vm.context = next->context;
    vm.asyncgen_firstiter = next->asyncgen_firstiter;
    vm.asyncgen_finalizer = next->asyncgen_finalizer;
    next->context = next->asyncgen_firstiter = next->asyncgen_finalizer = empty_cell();  // they are the VM's now
}

// Before the clock moves: the loops of threads that wait for something in the middle of a turn are blocked until then, at
// least.
void note_blocked_loops(VM& vm, double to) {
    List* strands = state(vm).strands;
    uint32_t recorded_in = vm.strand ? vm.strand->number : 0;
    for (uint32_t i = 0; i < strands->n; i++) {
        auto* strand = static_cast<Strand*>(obj_of(strands->v[i]));
        if (!strand->blocks_loop || strand->done) continue;
        if (strand->number != recorded_in) (void)vm.trace->thread_switched(recorded_in = strand->number);
        (void)vm.trace->loop_blocked(to, vm.trace->intern("waiting for " + str_utf8(strand->waits_for)));
    }
    if (vm.strand && recorded_in != vm.strand->number) (void)vm.trace->thread_switched(vm.strand->number);
}

// The next strand of the schedule; null: nothing can run, vm.stop_reason says why. Owned.
Strand* next_strand(VM& vm) {
    LoopState& s = state(vm);
    drop_stale(vm);
    if (!s.n_entries) {
        vm.stop_reason = std::isfinite(s.until) ? StopReason::Until : s.waiting->n ? StopReason::Idle : StopReason::Deadlock;
        if (std::isfinite(s.until)) advance_clock(vm, s.until);
        return nullptr;
    }
    if (s.entries[0].time > s.until) {
        vm.stop_reason = StopReason::Until;
        advance_clock(vm, s.until);
        return nullptr;
    }
    ScheduleEntry e = take_first(s);
    e.strand->entry = 0;
    if (vm.recording && e.time > vm.now) note_blocked_loops(vm, e.time);
    advance_clock(vm, e.time);
    return e.strand;
}

void ask_for_call(VM& vm, Cell owned_callee) {
    vm.call.callee = owned_callee;
    vm.call.n = vm.call.nkw = 0;
    vm.call.kwnames = nullptr;
    vm.call.spread = nullptr;
}

// A strand that a signal interrupted goes on with the handlers; what they come to is the result of what it waited in.
void go_on_with_handlers(VM& vm, Strand* strand) {
    ask_for_call(vm, strand->interrupt);
    strand->interrupt = empty_cell();
    vm.call.n = 4;
    vm.call.args[0] = strand->timed ? float_cell(strand->until) : none_cell();
    vm.call.args[1] = int_cell(strand->kind_parked);
    vm.call.args[2] = bool_cell(strand->answers_woken != 0);
    vm.call.args[3] = is_empty(strand->waits_for) ? none_cell() : newref(strand->waits_for);
}

bool go_on_with_next(VM& vm) {
    Strand* running = vm.strand;
    Strand* next = next_strand(vm);
    if (!next) return false;
    next->blocks_loop = 0;
    bool other = next != running;
    if (other) {
        if (running) {
            save_running(vm, running);
            decref(vm, running);
        }
        install_running(vm, next);  // takes over the entry's reference
        if (vm.recording) (void)vm.trace->thread_switched(next->number);
    } else {
        decref(vm, next);
    }
    if (!is_empty(next->function)) {  // a new one: the interpreter makes this call
        ask_for_call(vm, next->function);
        next->function = empty_cell();
        return true;
    }
    if (!is_empty(next->interrupt)) {
        go_on_with_handlers(vm, next);
        assign(vm, &vm.strand->waits_for, empty_cell());
        return true;
    }
    assign(vm, &vm.strand->waits_for, empty_cell());
    vm.park_result = next->answers_woken ? bool_cell(next->woken != 0) : none_cell();
    return true;
}

}  // namespace

bool switch_strand(VM& vm) { return go_on_with_next(vm); }

bool strand_ended(VM& vm, Cell owned_result) {
    Strand* me = vm.strand;
    if (is_empty(owned_result))
        clear_exception(vm);  // library Python has reported what there was to report
    else
        decref(vm, owned_result);
    me->done = 1;
    if (vm.recording) (void)vm.trace->thread_ended(me->number);
    LoopState& s = state(vm);
    for (uint32_t i = 0; i < s.strands->n; i++) {
        if (obj_of(s.strands->v[i]) != me) continue;
        for (uint32_t k = i + 1; k < s.strands->n; k++) s.strands->v[k - 1] = s.strands->v[k];
        s.strands->n--;
        decref(vm, me);
        break;
    }
    assign(vm, &vm.context, empty_cell());
    assign(vm, &vm.asyncgen_firstiter, empty_cell());
    assign(vm, &vm.asyncgen_finalizer, empty_cell());
    return go_on_with_next(vm);
}

// ---- module _strands

namespace {

Strand* new_strand(VM& vm, const char* name) {
    LoopState& s = state(vm);
    auto* strand = make<Strand>(vm, kStrand, C::Strand);
    if (!strand) return nullptr;
    strand->number = s.next_thread++;
    strand->ident = s.next_ident++;
    strand->exc_top = &strand->exc_base;
    strand->data = new_dict(vm);
    strand->name = new_str_cell(vm, name);
    if (!strand->data || is_empty(strand->name) || !list_append(vm, s.strands, new_obj_ref(strand))) {
        decref(vm, strand);
        return nullptr;
    }
    return strand;
}

Status current(VM& vm, Args, Cell* out) { return ok_ref(out, obj_cell(vm.strand)); }
Status main_strand(VM& vm, Args, Cell* out) { return ok_ref(out, obj_cell(state(vm).main)); }
Status get_ident(VM& vm, Args, Cell* out) { return ok(out, int_cell(static_cast<int64_t>(vm.strand->ident))); }
Status is_main(VM& vm, Args, Cell* out) { return ok_bool(out, vm.strand == state(vm).main); }
Status now(VM& vm, Args, Cell* out) { return ok(out, float_cell(vm.now)); }

Status all_strands(VM& vm, Args, Cell* out) {
    List* strands = state(vm).strands;
    List* copy = new_list(vm, strands->n);
    if (!copy) return Status::Fail;
    for (uint32_t i = 0; i < strands->n; i++) copy->v[i] = newref(strands->v[i]);
    copy->n = strands->n;
    return ok(out, obj_cell(copy));
}

Status default_workers(VM& vm, Args, Cell* out) {
    uint32_t n = state(vm).workers;
    return ok(out, n ? int_cell(n) : none_cell());
}

// start(function): a new thread, which runs when the one that runs now gives up the baton.
Status start(VM& vm, Args a, Cell* out) {
    Strand* strand = new_strand(vm, "thread");
    if (!strand) return Status::Fail;
    strand->function = newref(a[0]);
    if (vm.strand->own_sys) strand->own_sys = newref(vm.strand->own_sys);
    strand->woken = 1;
    if (!schedule(vm, strand, vm.now, 0)) {
        decref(vm, strand);
        return Status::Fail;
    }
    return ok(out, obj_cell(strand));
}

// named(strand, name): its name is settled: threads are recorded from then on.
Status named(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kStrand)) return wrong_self(vm, a[0], "named", C::Strand);
    if (!is_str(a[1])) return raise_type_arg(vm, "named", "str", a[1]);
    auto* strand = static_cast<Strand*>(obj_of(a[0]));
    assign(vm, &strand->name, newref(a[1]));
    if (vm.recording) (void)vm.trace->thread_started(strand->number, vm.trace->intern(str_utf8(a[1])));
    return ok_none(out);
}

// park(until=None, kind=0, waits_for=None): True if somebody woke this thread, False if the time came first.
Status park_native(VM& vm, Args a, Cell*) {
    double until = 0;
    bool timed = a.n > 0 && !is_none(a[0]);
    if (timed && !plain_number(a[0], &until)) return raise_type_arg(vm, "park()", "a number", a[0]);
    uint32_t kind = a.n > 1 ? static_cast<uint32_t>(int_of(a[1])) : 0;
    std::string what = a.n > 2 && is_str(a[2]) ? str_utf8(a[2]) : "";
    if (vm.recording && (!timed || until > vm.now)) {
        double shown = round6(until);
        (void)vm.trace->thread_blocked(timed ? &shown : nullptr, vm.trace->intern(what));
    }
    vm.strand->blocks_loop = !is_empty(vm.strand->running_loop) && !what.empty();
    return park(vm, timed ? &until : nullptr, kind, true, what.empty() ? nullptr : what.c_str());
}

Status wake_native(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kStrand)) return wrong_self(vm, a[0], "wake", C::Strand);
    wake(vm, static_cast<Strand*>(obj_of(a[0])), a.n > 1 ? static_cast<uint32_t>(int_of(a[1])) : 0);
    return ok_none(out);
}

// interrupt(strand, handlers): a parked thread goes on now with handlers(until, kind, answers_woken, waits_for), which ends
// with park_again() of the same. False: it is not parked, or is to be interrupted already.
Status interrupt(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kStrand)) return wrong_self(vm, a[0], "interrupt", C::Strand);
    auto* strand = static_cast<Strand*>(obj_of(a[0]));
    if (strand == vm.strand || strand->done || !is_empty(strand->function) || !is_empty(strand->interrupt))
        return ok_bool(out, false);
    strand->interrupt = newref(a[1]);
    if (!strand->woken && !schedule(vm, strand, vm.now, 0)) return Status::Fail;
    return ok_bool(out, true);
}

// park_again(until, kind, answers_woken, waits_for): back to what a signal has interrupted, unless it has been woken meanwhile.
Status park_again(VM& vm, Args a, Cell* out) {
    Strand* me = vm.strand;
    bool answers = is_true(a[2]);
    if (me->woken) {
        me->entry = 0;
        return ok(out, answers ? bool_cell(true) : none_cell());
    }
    double until = 0;
    bool timed = plain_number(a[0], &until);
    std::string what = is_str(a[3]) ? str_utf8(a[3]) : "";
    return park(vm, timed ? &until : nullptr, static_cast<uint32_t>(int_of(a[1])), answers,
                what.empty() ? nullptr : what.c_str());
}

// own_sys(strand, names): what a process has of its own in module sys. The strand is the running one.
Status own_sys(VM& vm, Args a, Cell* out) {
    LoopState& s = state(vm);
    if (obj_of(a[0]) != vm.strand || !is_kind(a[1], kDict))
        return raise_type_arg(vm, "own_sys()", "the running thread and a dict", a[1]);
    if (!s.sys_of_program && !(s.sys_of_program = new_dict(vm))) return Status::Fail;
    vm.strand->own_sys = static_cast<Dict*>(obj_of(newref(a[1])));
    swap_sys(vm, vm.strand->own_sys);
    return ok_none(out);
}

// abandon(strand): a thread never runs again; its frames stay as they are.
Status abandon(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kStrand) || obj_of(a[0]) == vm.strand) return raise_type_arg(vm, "abandon()", "another thread", a[0]);
    auto* strand = static_cast<Strand*>(obj_of(a[0]));
    if (strand->done) return ok_none(out);
    strand->done = 1;
    strand->entry = 0;
    assign(vm, &strand->waits_for, empty_cell());
    if (vm.recording) (void)vm.trace->thread_ended(strand->number);
    return ok_none(out);
}

// exit_now(status): the program is over, without another word.
Status exit_now(VM& vm, Args a, Cell*) {
    state(vm).exit_status = static_cast<int>(int_of(a[0]) & 0xff);
    vm.stop_reason = StopReason::Until;
    return Status::Fail;
}

Status at_program_end(VM& vm, Args a, Cell* out) {
    if (!list_append(vm, state(vm).at_end, newref(a[0]))) return Status::Fail;
    return ok_none(out);
}

// Jobs of executors, for the trace: submitted(function) -> number, started(number), finished(number, outcome, value).
Status job_submitted(VM& vm, Args a, Cell* out) {
    uint32_t job = ++state(vm).jobs;
    if (vm.recording) (void)vm.trace->executor_submitted(job, vm.trace->intern(callable_name(vm, a[0])));
    return ok(out, int_cell(job));
}
Status job_started(VM& vm, Args a, Cell* out) {
    if (vm.recording) (void)vm.trace->executor_started(static_cast<uint32_t>(int_of(a[0])));
    return ok_none(out);
}
Status job_finished(VM& vm, Args a, Cell* out) {
    if (vm.recording) {
        Cell value = a[2];
        (void)vm.trace->executor_finished(static_cast<uint32_t>(int_of(a[0])), static_cast<trace::Outcome>(int_of(a[1])),
                                          [&](trace::ValueWriter& w) { describe(vm, w, value); });
    }
    return ok_none(out);
}

const NativeDef kFunctions[] = {
    {"current", current, 0, 0, kPlain, "The running thread.", nullptr},
    {"main", main_strand, 0, 0, kPlain, "The main thread.", nullptr},
    {"all", all_strands, 0, 0, kPlain, "The threads that have not ended, oldest first.", nullptr},
    {"get_ident", get_ident, 0, 0, kPlain, "The number of the running thread.", nullptr},
    {"is_main", is_main, 0, 0, kPlain, "Does the main thread run?", nullptr},
    {"now", now, 0, 0, kPlain, "The virtual clock.", nullptr},
    {"default_workers", default_workers, 0, 0, kPlain, "Threads of the default executor, or None.", nullptr},
    {"start", start, 1, 1, kPlain, "Make a thread that runs a function.", nullptr},
    {"named", named, 2, 2, kPlain, "Name a thread that was just made.", nullptr},
    {"park", park_native, 0, 3, kPlain, "Give up the baton until woken or until a time.", nullptr},
    {"wake", wake_native, 1, 2, kPlain, "Let a parked thread go on.", nullptr},
    {"interrupt", interrupt, 2, 2, kPlain, "Let a parked thread go on with a signal's handlers.", nullptr},
    {"park_again", park_again, 4, 4, kPlain, "Go on waiting after a signal's handlers.", nullptr},
    {"own_sys", own_sys, 2, 2, kPlain, "Give a process its own names in module sys.", nullptr},
    {"abandon", abandon, 1, 1, kPlain, "Let a thread never run again.", nullptr},
    {"exit_now", exit_now, 1, 1, kPlain, "End the program at once.", nullptr},
    {"at_program_end", at_program_end, 1, 1, kPlain, "Call a function when the main program has ended.", nullptr},
    {"job_submitted", job_submitted, 1, 1, kPlain, "An executor has taken a call.", nullptr},
    {"job_started", job_started, 1, 1, kPlain, "A worker begins a call.", nullptr},
    {"job_finished", job_finished, 3, 3, kPlain, "A worker has ended a call.", nullptr},
    LS_NO_MORE,
};

Strand* strand_of(Cell c) { return static_cast<Strand*>(obj_of(c)); }
Status get_name(VM&, Cell self, Cell* out) { return ok_ref(out, strand_of(self)->name); }
Status set_name(VM& vm, Cell self, Cell value) {
    if (!is_str(value)) return raise_type_arg(vm, "name", "str", value);
    assign(vm, &strand_of(self)->name, newref(value));
    return Status::Ok;
}
Status get_ident_field(VM&, Cell self, Cell* out) { return ok(out, int_cell(static_cast<int64_t>(strand_of(self)->ident))); }
Status get_done(VM&, Cell self, Cell* out) { return ok_bool(out, strand_of(self)->done != 0); }
Status get_data(VM&, Cell self, Cell* out) { return ok_ref(out, obj_cell(strand_of(self)->data)); }

const GetSetDef kFields[] = {
    {"name", get_name, set_name, nullptr},
    {"ident", get_ident_field, nullptr, nullptr},
    {"done", get_done, nullptr, nullptr},
    {"data", get_data, nullptr, nullptr},
    LS_NO_MORE_FIELDS,
};

}  // namespace

bool setup_strands(VM& vm) {
    LoopState& s = state(vm);
    s.next_ident = 1;
    s.next_thread = 0;
    s.strands = new_list(vm, 4);
    s.at_end = new_list(vm, 2);
    if (!s.strands || !s.at_end) return false;
    s.main = new_strand(vm, "MainThread");
    if (!s.main) return false;
    incref(s.main);
    vm.strand = s.main;
    hooks().switch_strand = switch_strand;
    hooks().strand_ended = strand_ended;
    add_getsets(vm, vm.cls(C::Strand), kFields);
    Dict* ns = new_module(vm, "_strands");
    if (!ns) return false;
    add_functions(vm, ns, "_strands", kFunctions);
    return true;
}

}  // namespace loopscope::loop
