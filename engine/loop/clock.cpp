#include "loop/clock.h"

#include <cmath>

#include "loop/strands.h"
#include "runtime/container_ops.h"

namespace loopscope::loop {

namespace {

constexpr double kEpoch = 1700000000.0;  // time.time() when the virtual clock is 0

double monotonic_now(VM& vm) {
    read_clock(vm);
    return vm.now;
}

Status monotonic(VM& vm, Args, Cell* out) { return ok(out, float_cell(monotonic_now(vm))); }
Status wall(VM& vm, Args, Cell* out) { return ok(out, float_cell(kEpoch + monotonic_now(vm))); }
Status nothing_used(VM&, Args, Cell* out) { return ok(out, float_cell(0.0)); }  // code costs no time
Status nothing_used_ns(VM&, Args, Cell* out) { return ok(out, int_cell(0)); }

// round(seconds * 1e9): ties to even, as Python's round.
Status nanoseconds(VM& vm, double seconds, Cell* out) {
    return ok(out, make_int(vm, static_cast<__int128>(std::nearbyint(seconds * 1e9))));
}
Status monotonic_ns(VM& vm, Args, Cell* out) { return nanoseconds(vm, monotonic_now(vm), out); }
Status wall_ns(VM& vm, Args, Cell* out) { return nanoseconds(vm, kEpoch + monotonic_now(vm), out); }

Status sleep_seconds(VM& vm, double seconds, Cell* out) {
    if (std::isnan(seconds)) return raise(vm, C::ValueError, "Invalid value NaN (not a number)");
    if (seconds < 0) return raise(vm, C::ValueError, "sleep length must be non-negative");
    std::string what = "time.sleep(" + float_repr(seconds) + ")";
    if (what.ends_with(".0)")) what.replace(what.size() - 3, 3, ")");
    // A sleep of 0 lets everybody else go first.
    return sleep_until(vm, vm.now + seconds, seconds == 0 ? 1 : 0, what.c_str(), out);
}

Status sleep(VM& vm, Args a, Cell* out) {
    double seconds;
    if (plain_number(a[0], &seconds)) return sleep_seconds(vm, seconds, out);
    if (is_number(a[0])) return sleep_seconds(vm, is_float(a[0]) ? float_value(a[0]) : as_double(a[0]), out);
    Class* cls = class_of(vm, a[0]);
    bool convertible = !is_empty(class_lookup(vm, cls, vm.names.float_)) || !is_empty(class_lookup(vm, cls, vm.names.index));
    if (!convertible) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, a[0]));
    Cell args[2] = {obj_cell(vm.cls(C::Float)), a[0]};  // a Fraction or Decimal: float() of it, then once more
    Cell again = empty_cell();
    Str* name = intern(vm, "sleep");
    Cell module = dict_get_str(vm.modules, names(vm).time);
    if (!name || !is_kind(module, kModule)) return Status::Fail;
    again = dict_get_str(static_cast<Module*>(obj_of(module))->dict, name);
    decref(vm, name);
    return call_hidden(vm, "_call_with_converted", {again, args[0], args[1]});
}

Status clock_gettime(VM& vm, Args a, Cell* out) {
    int64_t id;
    if (Status s = index_of(vm, a[0], &id, "clock_gettime"); s != Status::Ok) return s;
    return ok(out, float_cell(id == 0 ? kEpoch + monotonic_now(vm) : monotonic_now(vm)));
}

// ---- what library Python has: imported at first use, then kept in the module

const char* const kCalendarNames[] = {"struct_time", "gmtime",  "localtime", "mktime",         "strftime",
                                      "strptime",    "asctime", "ctime",     "get_clock_info", "tzset"};

// Slots: [name]. Imports _calendar_time, takes the name out of it, keeps it in `time`.
Status later_frame(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    if (outcome == Outcome::Raised) return Status::Fail;
    if (outcome == Outcome::Start) {
        Cell import = dict_get_str(vm.builtins, vm.names.import_);
        Owned module(vm, new_str_cell(vm, "_calendar_time"));
        if (is_empty(module)) return Status::Fail;
        return call_later(vm, import, {module});
    }
    Owned module(vm, value);
    Cell found = empty_cell();
    if (Status s = get_attr_plain(vm, module, static_cast<Str*>(obj_of(f->slots[0])), &found); s != Status::Ok) return s;
    Owned keep(vm, found);
    Cell time = dict_get_str(vm.modules, names(vm).time);
    if (is_kind(time, kModule)) (void)dict_set(vm, static_cast<Module*>(obj_of(time))->dict, f->slots[0], keep);
    return ok(out, keep.take());
}
constexpr NativeFrameType kLaterFrame = {"time.__getattr__", &later_frame};

Status module_getattr(VM& vm, Args a, Cell*) {
    if (is_str(a[0])) {
        for (const char* name : kCalendarNames) {
            if (!str_is(static_cast<Str*>(obj_of(a[0])), name)) continue;
            Frame* f = new_native_frame(vm, &kLaterFrame, 1);
            if (!f) return Status::Fail;
            f->slots[0] = newref(a[0]);
            return enter_native_frame(vm, f);
        }
    }
    return raise(vm, C::AttributeError, "module 'time' has no attribute '%s'", is_str(a[0]) ? str_utf8(a[0]).c_str() : "?");
}

Status module_dir(VM& vm, Args, Cell* out) {
    Cell time = dict_get_str(vm.modules, names(vm).time);
    List* l = new_list(vm, 32);
    if (!l || !is_kind(time, kModule)) return Status::Fail;
    Owned keep(vm, obj_cell(l));
    Dict* d = static_cast<Module*>(obj_of(time))->dict;
    uint32_t pos = 0;
    Cell k, v;
    while (dict_next(d, &pos, &k, &v))
        if (!list_append(vm, l, newref(k))) return Status::Fail;
    for (const char* name : kCalendarNames) {
        Cell text = new_str_cell(vm, name);
        bool there = false;
        for (uint32_t i = 0; i < l->n; i++)
            there = there || (is_str(l->v[i]) && str_is(static_cast<Str*>(obj_of(l->v[i])), name));
        if (there)
            decref(vm, text);
        else if (!list_append(vm, l, text))
            return Status::Fail;
    }
    return ok(out, keep.take());
}

const NativeDef kFunctions[] = {
    {"time", wall, 0, 0, kPlain, "time() -> floating-point number\n\nReturn the current time in seconds since the Epoch.",
     nullptr},
    {"time_ns", wall_ns, 0, 0, kPlain, "Return the current time in nanoseconds since the Epoch.", nullptr},
    {"monotonic", monotonic, 0, 0, kPlain, "Monotonic clock, cannot go backward.", nullptr},
    {"monotonic_ns", monotonic_ns, 0, 0, kPlain, "Monotonic clock, cannot go backward, as nanoseconds.", nullptr},
    {"perf_counter", monotonic, 0, 0, kPlain, "Performance counter for benchmarking.", nullptr},
    {"perf_counter_ns", monotonic_ns, 0, 0, kPlain, "Performance counter for benchmarking as nanoseconds.", nullptr},
    {"process_time", nothing_used, 0, 0, kPlain, "Process time for profiling.", nullptr},
    {"process_time_ns", nothing_used_ns, 0, 0, kPlain, "Process time for profiling as nanoseconds.", nullptr},
    {"thread_time", nothing_used, 0, 0, kPlain, "Thread time for profiling.", nullptr},
    {"thread_time_ns", nothing_used_ns, 0, 0, kPlain, "Thread time for profiling as nanoseconds.", nullptr},
    {"sleep", sleep, 1, 1, kPlain, "Delay execution for a given number of seconds.", nullptr},
    {"clock_gettime", clock_gettime, 1, 1, kPlain, "Return the time of the specified clock clk_id as a float.", nullptr},
    {"__getattr__", module_getattr, 1, 1, kPlain, nullptr, nullptr},
    {"__dir__", module_dir, 0, 0, kPlain, nullptr, nullptr},
    LS_NO_MORE,
};

bool put(VM& vm, Dict* ns, const char* name, Cell owned) {
    Str* key = is_empty(owned) ? nullptr : intern(vm, name);
    bool done = key && dict_set_str(vm, ns, key, owned);
    decref(vm, owned);
    if (key) decref(vm, key);
    return done;
}

}  // namespace

bool setup_clock(VM& vm) {
    Dict* ns = new_module(vm, "time");
    if (!ns) return false;
    add_functions(vm, ns, "time", kFunctions);
    Owned utc(vm, new_str_cell(vm, "UTC"));
    return put(vm, ns, "timezone", int_cell(0)) && put(vm, ns, "altzone", int_cell(0)) &&
           put(vm, ns, "daylight", int_cell(0)) && put(vm, ns, "CLOCK_REALTIME", int_cell(0)) &&
           put(vm, ns, "CLOCK_MONOTONIC", int_cell(1)) && put(vm, ns, "CLOCK_PROCESS_CPUTIME_ID", int_cell(2)) &&
           put(vm, ns, "tzname", tuple_of(vm, {utc, utc}));
}

}  // namespace loopscope::loop
