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
    if (vm.clock_read_cost > 0) advance_clock(vm, round6(vm.now + vm.clock_read_cost));
}

// ---- parking and waking

Status park(VM& vm, const double* until, uint32_t kind, bool answers_woken, const char* waits_for) {
    Strand* me = vm.strand;
    me->woken = 0;
    me->answers_woken = answers_woken;
    me->entry = 0;
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
    (void)schedule(vm, strand, vm.now, kind);      // takes the place of a timed entry
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
    vm.frame = next->frame;
    vm.exc_top = next->exc_top;
    vm.depth = next->depth;
    vm.coroutine_origin_depth = next->origin_depth;
    vm.current_task_slot = next->current_task_slot;
    vm.context = next->context;
    vm.asyncgen_firstiter = next->asyncgen_firstiter;
    vm.asyncgen_finalizer = next->asyncgen_finalizer;
    next->context = next->asyncgen_firstiter = next->asyncgen_finalizer = empty_cell();   // they are the VM's now
}

// The next strand of the schedule; null: nothing can run, vm.stop_reason says why. Owned.
Strand* next_strand(VM& vm) {
    LoopState& s = state(vm);
    drop_stale(vm);
    if (!s.n_entries) {
        vm.stop_reason = std::isfinite(s.until) ? StopReason::Until : StopReason::Deadlock;
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
    advance_clock(vm, e.time);
    return e.strand;
}

bool go_on_with_next(VM& vm) {
    Strand* running = vm.strand;
    Strand* next = next_strand(vm);
    if (!next) return false;
    bool other = next != running;
    if (other) {
        if (running) {
            save_running(vm, running);
            decref(vm, running);
        }
        install_running(vm, next);     // takes over the entry's reference
        if (vm.recording) (void)vm.trace->thread_switched(next->number);
    } else {
        decref(vm, next);
    }
    assign(vm, &vm.strand->waits_for, empty_cell());
    if (!is_empty(next->function)) {   // a new one: the interpreter makes this call
        vm.call.callee = next->function;
        vm.call.n = vm.call.nkw = 0;
        vm.call.kwnames = nullptr;
        vm.call.spread = nullptr;
        next->function = empty_cell();
        return true;
    }
    vm.park_result = next->answers_woken ? bool_cell(next->woken != 0) : none_cell();
    return true;
}

}  // namespace

bool switch_strand(VM& vm) { return go_on_with_next(vm); }

bool strand_ended(VM& vm, Cell owned_result) {
    Strand* me = vm.strand;
    if (is_empty(owned_result)) clear_exception(vm);   // library Python has reported what there was to report
    else decref(vm, owned_result);
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
    return park(vm, timed ? &until : nullptr, kind, true, what.empty() ? nullptr : what.c_str());
}

Status wake_native(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kStrand)) return wrong_self(vm, a[0], "wake", C::Strand);
    wake(vm, static_cast<Strand*>(obj_of(a[0])), a.n > 1 ? static_cast<uint32_t>(int_of(a[1])) : 0);
    return ok_none(out);
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
