#include "loop/handles.h"

#include <cmath>

#include "loop/loop_core.h"
#include "loop/record.h"
#include "loop/strands.h"

namespace loopscope::loop {

namespace {

#define HANDLE(var) SELF(HandleObj, var, is_kind(a[0], kHandle), C::Handle)

bool fill(VM& vm, HandleObj* h, Cell callback, Cell args, Cell loop, Cell context) {
    Cell ctx;
    if (is_empty(context) || is_none(context)) {
        ContextObj* copy = copy_current_context(vm);
        if (!copy) return false;
        ctx = obj_cell(copy);
    } else {
        ctx = newref(context);
    }
    assign(vm, &h->context, ctx);
    assign(vm, &h->callback, newref(callback));
    assign(vm, &h->args, newref(args));
    assign(vm, &h->loop, newref(loop));
    h->cancelled = 0;
    return true;
}

bool set_when(VM& vm, HandleObj* h, Cell when) {
    double due = 0;
    if (!plain_number(when, &due)) {
        if (!is_number(when)) {
            (void)raise_type_arg(vm, "TimerHandle()", "a number", when);
            return false;
        }
        due = is_float(when) ? float_value(when) : as_double(when);
    }
    assign(vm, &h->when, newref(when));
    h->due = due;
    h->age = ++state(vm).timer_age;
    return true;
}

Status handle_new(VM& vm, Args a, Cell* out) {
    return ok_obj(out, make_object(vm, kHandle, static_cast<Class*>(obj_of(a[0])), sizeof(HandleObj)));
}

// The end of __init__: where the loop is in debug mode (one of the program's own is asked), library Python notes the place.
Status made(VM& vm, HandleObj* h, Cell* out) {
    LoopObj* loop = is_kind(h->loop, kLoop) ? loop_of(h->loop) : nullptr;
    if (loop && !loop->debug && !(own_methods(vm, loop) & kOwnGetDebug)) return ok_none(out);
    return ask(vm, "handle_made", {obj_cell(h)});
}

Status handle_init(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    static const char* const kNames[] = {"callback", "args", "loop", "context", nullptr};
    Cell v[4];
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (Status s = bind_native(vm, rest, "Handle.__init__", kNames, 3, 4, v); s != Status::Ok) return s;
    if (!fill(vm, self, v[0], v[1], v[2], v[3])) return Status::Fail;
    return made(vm, self, out);
}

Status timer_init(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    static const char* const kNames[] = {"when", "callback", "args", "loop", "context", nullptr};
    Cell v[5];
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (Status s = bind_native(vm, rest, "TimerHandle.__init__", kNames, 4, 5, v); s != Status::Ok) return s;
    if (!set_when(vm, self, v[0]) || !fill(vm, self, v[1], v[2], v[3], v[4])) return Status::Fail;
    return made(vm, self, out);
}

Status get_context(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    return ok_or_none(out, self->context);
}

// In debug mode the handle's repr is kept, by library Python, before the callback goes.
Status cancel(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    if (self->cancelled) return ok_none(out);
    LoopObj* loop = is_kind(self->loop, kLoop) ? loop_of(self->loop) : nullptr;
    if (!loop || loop->debug || (own_methods(vm, loop) & (kOwnGetDebug | kOwnTimerCancelled))) {
        return ask(vm, "handle_cancel_by_methods", {a[0]});
    }
    if (self->scheduled) loop->timers_cancelled++;
    cancel_handle(vm, self);
    return ok_none(out);
}

Status drop(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    if (!self->cancelled) cancel_handle(vm, self);
    return ok_none(out);
}

Status cancelled(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    return ok_bool(out, self->cancelled != 0);
}

Status run(VM& vm, Args a, Cell*) {
    HANDLE(self);
    (void)self;
    return ask_args(vm, "handle_run", a);
}
Status repr(VM& vm, Args a, Cell*) {
    HANDLE(self);
    (void)self;
    return ask_args(vm, "handle_repr", a);
}
Status repr_info(VM& vm, Args a, Cell*) {
    HANDLE(self);
    (void)self;
    return ask_args(vm, "handle_repr_info", a);
}

Status when(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    return ok_or_none(out, self->when);
}

bool is_timer(VM& vm, Cell c) { return is_kind(c, kHandle) && is_instance(vm, c, C::TimerHandle); }

template <CmpOp op>
Status order(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    if (!is_timer(vm, a[1])) return ok(out, new_obj_ref(vm.not_implemented));
    int c = compare_timers(self, handle_of(a[1]));
    switch (op) {
        case CmpOp::Lt: return ok_bool(out, c < 0);
        case CmpOp::Le: return ok_bool(out, c <= 0);
        case CmpOp::Gt: return ok_bool(out, c > 0);
        default: return ok_bool(out, c >= 0);
    }
}

Status equal(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    (void)self;
    if (!is_timer(vm, a[1])) return ok(out, new_obj_ref(vm.not_implemented));
    if (same(a[0], a[1])) return ok_bool(out, true);
    return ask_args(vm, "timer_equal", a);
}

Status hash(VM& vm, Args a, Cell* out) {
    HANDLE(self);
    int64_t h;
    if (Status s = hash_of(vm, self->when, &h); s != Status::Ok) return s;
    return ok(out, int_cell(h));
}

// ---- fields

HandleObj* self_of(Cell c) { return handle_of(c); }
Status get_callback(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->callback); }
Status get_args(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->args); }
Status get_context_field(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->context); }
Status get_loop(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->loop); }
Status get_cancelled(VM&, Cell self, Cell* out) { return ok_bool(out, self_of(self)->cancelled != 0); }
Status get_source(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->source_traceback); }
Status get_shown(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->shown); }
Status get_when(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->when); }
Status get_scheduled(VM&, Cell self, Cell* out) { return ok_bool(out, self_of(self)->scheduled != 0); }

Status put(VM& vm, Cell* place, Cell value) {
    assign(vm, place, is_empty(value) || is_none(value) ? empty_cell() : newref(value));
    return Status::Ok;
}
Status set_source(VM& vm, Cell self, Cell value) { return put(vm, &self_of(self)->source_traceback, value); }
Status set_shown(VM& vm, Cell self, Cell value) { return put(vm, &self_of(self)->shown, value); }
Status set_callback(VM& vm, Cell self, Cell value) { return put(vm, &self_of(self)->callback, value); }
Status set_args(VM& vm, Cell self, Cell value) { return put(vm, &self_of(self)->args, value); }
Status set_scheduled(VM&, Cell self, Cell value) {
    self_of(self)->scheduled = is_true(value);
    return Status::Ok;
}
Status set_cancelled(VM&, Cell self, Cell value) {
    self_of(self)->cancelled = is_true(value);
    return Status::Ok;
}

const GetSetDef kFields[] = {
    {"_callback", get_callback, set_callback, nullptr},
    {"_args", get_args, set_args, nullptr},
    {"_context", get_context_field, nullptr, nullptr},
    {"_loop", get_loop, nullptr, nullptr},
    {"_cancelled", get_cancelled, set_cancelled, nullptr},
    {"_source_traceback", get_source, set_source, nullptr},
    {"_repr", get_shown, set_shown, nullptr},
    LS_NO_MORE_FIELDS,
};
const GetSetDef kTimerFields[] = {
    {"_when", get_when, nullptr, nullptr},
    {"_scheduled", get_scheduled, set_scheduled, nullptr},
    LS_NO_MORE_FIELDS,
};
const NativeDef kMethods[] = {
    {"__new__", handle_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
    {"__init__", handle_init, 1, -1, kMethodKw, nullptr, nullptr},
    {"__repr__", repr, 1, 1, kMethod | kNativeSpecial, nullptr, nullptr},
    {"_repr_info", repr_info, 1, 1, kMethod, nullptr, nullptr},
    {"_run", run, 1, 1, kMethod, nullptr, nullptr},
    {"_drop", drop, 1, 1, kMethod, nullptr, nullptr},
    {"cancel", cancel, 1, 1, kMethod, "Take the callback back: it will not be called.", nullptr},
    {"cancelled", cancelled, 1, 1, kMethod, "Was cancel() called?", nullptr},
    {"get_context", get_context, 1, 1, kMethod, "The context that the callback runs in.", nullptr},
    LS_NO_MORE,
};
const NativeDef kTimerMethods[] = {
    {"__init__", timer_init, 1, -1, kMethodKw, nullptr, nullptr},
    {"when", when, 1, 1, kMethod, "Return a scheduled callback time.", nullptr},
    {"__lt__", order<CmpOp::Lt>, 2, 2, kMethod | kNativeSpecial, nullptr, nullptr},
    {"__le__", order<CmpOp::Le>, 2, 2, kMethod | kNativeSpecial, nullptr, nullptr},
    {"__gt__", order<CmpOp::Gt>, 2, 2, kMethod | kNativeSpecial, nullptr, nullptr},
    {"__ge__", order<CmpOp::Ge>, 2, 2, kMethod | kNativeSpecial, nullptr, nullptr},
    {"__eq__", equal, 2, 2, kMethod | kNativeSpecial, nullptr, nullptr},
    {"__hash__", hash, 1, 1, kMethod | kNativeSpecial, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

HandleObj* new_handle(VM& vm, Class* cls, Cell callback, Cell args, Cell loop, Cell context) {
    auto* h = static_cast<HandleObj*>(make_object(vm, kHandle, cls, sizeof(HandleObj)));
    if (!h) return nullptr;
    if (!fill(vm, h, callback, args, loop, context)) {
        decref(vm, h);
        return nullptr;
    }
    return h;
}

void cancel_handle(VM& vm, HandleObj* h) {
    h->cancelled = 1;
    note_handle_cancelled(vm, h);
    assign(vm, &h->callback, empty_cell());
    assign(vm, &h->args, empty_cell());
}

int compare_timers(const HandleObj* a, const HandleObj* b) {
    if (a->due != b->due) return a->due < b->due ? -1 : 1;
    return a->age < b->age ? -1 : a->age > b->age;
}

void setup_handles(VM& vm) {
    for (C cls : {C::Handle, C::TimerHandle}) vm.cls(cls)->class_flags |= kClassWeakrefable;
    add_methods(vm, vm.cls(C::Handle), kMethods);
    add_getsets(vm, vm.cls(C::Handle), kFields);
    add_methods(vm, vm.cls(C::TimerHandle), kTimerMethods);
    add_getsets(vm, vm.cls(C::TimerHandle), kTimerFields);
}

}  // namespace loopscope::loop
