// Exceptions: raising, their attributes, matching, groups' instructions, tracebacks being built.
#include <cstring>

#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/exception_types.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

Cell topmost_handled(VM& vm) {
    for (ExcItem* i = vm.exc_top; i; i = i->previous)
        if (!is_empty(i->handled) && !is_none(i->handled)) return i->handled;
    return empty_cell();
}

// The exception being handled becomes the context of a new one; a cycle is cut where it would close. A chain that the program
// has made a cycle of already is left as it is (the second pointer goes half as fast and is met there).
void link_context(VM& vm, Exception* e) {
    Cell handled = topmost_handled(vm);
    if (!is_kind(handled, kException) || as<Exception>(handled) == e) return;
    bool slow_moves = false;
    vm.budget -= 20;
    for (auto *x = as<Exception>(handled), *slow = x;;) {
        if (!is_kind(x->context, kException)) break;
        if (as<Exception>(x->context) == e) {
            assign(vm, &x->context, none_cell());
            break;
        }
        x = as<Exception>(x->context);
        vm.budget -= 8;  // a chain may be as long as the heap is large, and is walked at every raise: each link from far memory
        if (x == slow) break;
        if (slow_moves) slow = as<Exception>(slow->context);
        slow_moves = !slow_moves;
    }
    assign(vm, &e->context, newref(handled));
}

Status raise_exception(VM& vm, Cell owned) {
    link_context(vm, as<Exception>(owned));
    if (!is_empty(vm.exc)) decref(vm, vm.exc);
    vm.exc = owned;
    return Status::Fail;
}

Exception* make_exception(VM& vm, Class* cls, Cell arg) {
    Exception* e = bare_exception(vm, cls);
    if (!e) return nullptr;
    if (!is_empty(arg)) {
        bool spread =
            is_kind(arg, kTuple) && !is_subclass(cls, vm.cls(C::StopIteration)) && !is_subclass(cls, vm.cls(C::KeyError));
        Cell args = spread ? newref(arg) : tuple_of(vm, {arg});
        if (is_empty(args)) return nullptr;
        assign(vm, &e->args, args);
    }
    if (take_arguments(vm, e) != Status::Ok) {
        decref(vm, e);
        return nullptr;
    }
    return e;
}

Status raise_cell(VM& vm, C id, Cell arg) {
    Exception* e = make_exception(vm, vm.cls(id), arg);
    return e ? raise_exception(vm, obj_cell(e)) : Status::Fail;
}

Status raise(VM& vm, C id, const char* format, ...) {
    // Out of memory: a reserve is opened so that the error can be raised and handled.
    bool memory = id == C::MemoryError;
    if (memory) {
        if (vm.in_finalize & 2) {
            vm.stop_reason = StopReason::HeapLimit;
            return Status::Fail;
        }
        vm.in_finalize |= 2;
        vm.heap_limit += 1 << 20;
    }
    char small[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    std::string large;
    if (n >= int(sizeof small)) {
        large.resize(size_t(n));
        vsnprintf(large.data(), size_t(n) + 1, format, again);
    }
    va_end(again);
    va_end(args);
    std::string_view text = large.empty() ? std::string_view(small, size_t(n < 0 ? 0 : n)) : std::string_view(large);
    Cell message = text.empty() && memory ? empty_cell() : new_str_cell(vm, text);
    Exception* e = make_exception(vm, vm.cls(id), message);
    decref(vm, message);
    if (memory) {
        vm.heap_limit -= 1 << 20;
        vm.in_finalize &= uint8_t(~2);
    }
    return e ? raise_exception(vm, obj_cell(e)) : Status::Fail;
}

Status raise_key_error(VM& vm, Cell key) {
    Cell args = tuple_of(vm, {key});
    if (is_empty(args)) return Status::Fail;
    Exception* e = bare_exception(vm, vm.cls(C::KeyError));
    if (!e) {
        decref(vm, args);
        return Status::Fail;
    }
    assign(vm, &e->args, args);
    return raise_exception(vm, obj_cell(e));
}

Status raise_stop_iteration(VM& vm, Cell value) {
    Exception* e = bare_exception(vm, vm.cls(C::StopIteration));
    if (!e) {
        decref(vm, value);
        return Status::Fail;
    }
    if (!is_none(value)) {
        Cell args = tuple_of(vm, {value});
        if (!is_empty(args)) assign(vm, &e->args, args);
    }
    assign(vm, &e->extra[0], value);
    return raise_exception(vm, obj_cell(e));
}

Status raise_type_arg(VM& vm, const char* function, const char* expected, Cell got) {
    return raise(vm, C::TypeError, "%s argument must be %s, not %s", function, expected, type_name(vm, got));
}

bool pending_is(VM& vm, C id) { return is_kind(vm.exc, kException) && is_subclass(obj_of(vm.exc)->cls, vm.cls(id)); }
Cell take_exception(VM& vm) {
    Cell e = vm.exc;
    vm.exc = empty_cell();
    return e;
}
void clear_exception(VM& vm) { decref(vm, take_exception(vm)); }
bool is_exception_class(Cell c) { return is_kind(c, kClass) && as<Class>(c)->instance_kind == kException; }

bool exception_matches(VM& vm, Cell exc, Cell type) {
    if (is_kind(type, kTuple)) {
        for (uint32_t i = 0; i < as<Tuple>(type)->n; i++)
            if (exception_matches(vm, exc, as<Tuple>(type)->v[i])) return true;
        return false;
    }
    return is_kind(type, kClass) && is_obj(exc) && is_subclass(obj_of(exc)->cls, as<Class>(type));
}

Status check_except_type(VM& vm, Cell type) {
    if (is_exception_class(type)) return Status::Ok;
    if (is_kind(type, kTuple)) {
        for (uint32_t i = 0; i < as<Tuple>(type)->n; i++) {
            Cell t = as<Tuple>(type)->v[i];
            if (!is_exception_class(t) && !is_kind(t, kTuple))
                return raise(vm, C::TypeError, "catching classes that do not inherit from BaseException is not allowed");
        }
        return Status::Ok;
    }
    return raise(vm, C::TypeError, "catching classes that do not inherit from BaseException is not allowed");
}

Status raise_from_op(VM& vm, Cell exc, Cell cause, Cell* again) {
    *again = bool_cell(false);
    if (is_exception_class(exc)) {
        auto* cls = as<Class>(exc);
        if (is_kind(class_lookup(vm, cls, vm.names.init), kNative) && is_kind(class_lookup(vm, cls, vm.names.new_), kNative) &&
            !(cls->cls->class_flags & kClassHasCall) && !is_subclass(cls, vm.cls(C::BaseExceptionGroup))) {
            Exception* e = make_exception(vm, cls, empty_cell());
            if (!e) return Status::Fail;
            Owned keep(vm, obj_cell(e));
            return raise_from_op(vm, obj_cell(e), cause, again);
        }
        return call_later(vm, exc, {});
    }
    if (!is_kind(exc, kException)) return raise(vm, C::TypeError, "exceptions must derive from BaseException");
    if (!is_empty(cause)) {
        if (is_exception_class(cause)) {
            *again = bool_cell(true);
            return call_later(vm, cause, {});
        }
        if (!is_none(cause) && !is_kind(cause, kException))
            return raise(vm, C::TypeError, "exception causes must derive from BaseException");
        assign(vm, &as<Exception>(exc)->cause, newref(cause));
        as<Exception>(exc)->suppress_context = 1;
    }
    return raise_exception(vm, newref(exc));
}

void add_traceback(VM& vm, Frame* f, uint32_t ins) {
    if (!is_kind(vm.exc, kException) || !f->code || (f->code->flags & compile::kHidden)) return;
    Cell pending = vm.exc;
    vm.exc = empty_cell();
    auto* tb = make<Traceback>(vm, kTraceback, C::Traceback);
    if (!tb) {
        clear_exception(vm);
        vm.exc = pending;
        return;
    }
    vm.exc = pending;
    auto* e = as<Exception>(pending);
    tb->next = is_kind(e->traceback, kTraceback) ? as<Traceback>(e->traceback) : nullptr;  // takes the reference
    tb->frame = newref(f);
    tb->ins = ins;
    tb->line = code_line(f->code, ins);
    e->traceback = obj_cell(tb);
}

// except*: exact groups and plain exceptions natively; a group with split() of its own through the helper.
Status except_star_match(VM& vm, Cell exc, Cell type, Cell* rest, Cell* match) {
    Cell types = type;
    if (check_except_type(vm, types) != Status::Ok) return Status::Fail;
    auto is_group = [&](Cell t) { return is_kind(t, kClass) && is_subclass(as<Class>(t), vm.cls(C::BaseExceptionGroup)); };
    bool group = is_group(type);
    if (is_kind(type, kTuple))
        for (uint32_t i = 0; i < as<Tuple>(type)->n; i++) group = group || is_group(as<Tuple>(type)->v[i]);
    if (group) return raise(vm, C::TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    if (is_none(exc)) {
        *rest = none_cell();
        *match = none_cell();
        return Status::Ok;
    }
    return call_hidden(vm, "_except_star", {exc, type});
}

// ---- natives of BaseException
static Status exc_repr(VM& vm, Args a, Cell*) {
    auto* e = as<Exception>(a[0]);
    auto* args = as<Tuple>(e->args);
    if (vm.dialect != 0 && args->n == 1) return call_hidden(vm, "_exception_repr36", {obj_cell(e->cls), e->args});
    return call_hidden(vm, "_exception_repr", {obj_cell(e->cls), e->args});
}

static Status exc_with_traceback(VM& vm, Args a, Cell* out) {
    if (!is_none(a[1]) && !is_kind(a[1], kTraceback))
        return raise(vm, C::TypeError, "__traceback__ must be a traceback or None");
    assign(vm, &as<Exception>(a[0])->traceback, newref(a[1]));
    *out = newref(a[0]);
    return Status::Ok;
}

static Status exc_add_note(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "note must be a str, not '%s'", type_name(vm, a[1]));
    auto* e = as<Exception>(a[0]);
    if (!e->dict && !(e->dict = new_dict(vm))) return Status::Fail;
    Cell notes = dict_get_str(e->dict, vm.names.notes);
    if (is_empty(notes)) {
        List* l = new_list(vm, 1);
        if (!l) return Status::Fail;
        bool ok = dict_set_str(vm, e->dict, vm.names.notes, obj_cell(l));
        decref(vm, l);
        if (!ok) return Status::Fail;
        notes = obj_cell(l);
    }
    if (!is_kind(notes, kList)) return raise(vm, C::TypeError, "Cannot add note: __notes__ is not a list");
    *out = none_cell();
    return list_append(vm, as<List>(notes), newref(a[1])) ? Status::Ok : Status::Fail;
}

template <Cell Exception::* field>
static Status get_field(VM&, Cell self, Cell* out) {
    *out = newref(as<Exception>(self)->*field);
    return Status::Ok;
}

static Status set_args(VM& vm, Cell self, Cell value) {
    Cell t = empty_cell();
    Status s = is_empty(value) ? raise(vm, C::TypeError, "args may not be deleted") : tuple_from_iterable(vm, value, &t);
    if (s == Status::Ok) assign(vm, &as<Exception>(self)->args, t);
    return s;
}
static Status set_traceback(VM& vm, Cell self, Cell value) {
    if (is_empty(value)) return raise(vm, C::TypeError, "__traceback__ may not be deleted");
    if (!is_none(value) && !is_kind(value, kTraceback))
        return raise(vm, C::TypeError, "__traceback__ must be a traceback or None");
    assign(vm, &as<Exception>(self)->traceback, newref(value));
    return Status::Ok;
}
static Status set_cause(VM& vm, Cell self, Cell value) {
    if (is_empty(value)) return raise(vm, C::TypeError, "__cause__ may not be deleted");
    if (!is_none(value) && !is_kind(value, kException))
        return raise(vm, C::TypeError, "exception cause must be None or derive from BaseException");
    assign(vm, &as<Exception>(self)->cause, newref(value));
    as<Exception>(self)->suppress_context = 1;
    return Status::Ok;
}
static Status set_context(VM& vm, Cell self, Cell value) {
    if (is_empty(value)) return raise(vm, C::TypeError, "__context__ may not be deleted");
    if (!is_none(value) && !is_kind(value, kException))
        return raise(vm, C::TypeError, "exception context must be None or derive from BaseException");
    assign(vm, &as<Exception>(self)->context, newref(value));
    return Status::Ok;
}
static Status get_suppress(VM&, Cell self, Cell* out) {
    *out = bool_cell(as<Exception>(self)->suppress_context);
    return Status::Ok;
}
static Status set_suppress(VM& vm, Cell self, Cell value) {
    if (!is_bool(value)) return raise(vm, C::TypeError, "attribute value type must be bool");
    as<Exception>(self)->suppress_context = bool_of(value);
    return Status::Ok;
}

static Status tb_next(VM&, Cell self, Cell* out) {
    auto* t = as<Traceback>(self);
    *out = t->next ? new_obj_ref(t->next) : none_cell();
    return Status::Ok;
}
static Status set_tb_next(VM& vm, Cell self, Cell v) {
    auto* t = as<Traceback>(self);
    if (!is_none(v) && !is_kind(v, kTraceback))
        return raise(vm, C::TypeError, "expected traceback object, got '%s'", type_name(vm, v));
    for (auto* x = is_none(v) ? nullptr : as<Traceback>(v); x; x = x->next)
        if (x == t) return raise(vm, C::ValueError, "traceback loop detected");
    Traceback* old = t->next;
    t->next = is_none(v) ? nullptr : newref(as<Traceback>(v));
    if (old) decref(vm, old);
    return Status::Ok;
}
static Status tb_frame(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Traceback>(self)->frame);
    return Status::Ok;
}
static Status tb_lineno(VM&, Cell self, Cell* out) {
    *out = int_cell(as<Traceback>(self)->line);
    return Status::Ok;
}
static Status tb_lasti(VM&, Cell self, Cell* out) {
    *out = int_cell(as<Traceback>(self)->ins * 2 + as<Traceback>(self)->aux);
    return Status::Ok;
}

static Status tb_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno", nullptr};
    Cell v[4];
    int64_t at = 0, line = 0;
    if (Status s = bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "traceback", kNames, 4, 4, v); s != Status::Ok)
        return s;
    if (!is_kind(v[1], kFrame))
        return raise(vm, C::TypeError, "traceback() argument 'tb_frame' must be frame, not %s", type_name(vm, v[1]));
    if (!is_none(v[0]) && !is_kind(v[0], kTraceback))
        return raise(vm, C::TypeError, "expected traceback object or None, got '%s'", type_name(vm, v[0]));
    if (Status s = index_of(vm, v[2], &at, "int"); s != Status::Ok) return s;
    if (Status s = index_of(vm, v[3], &line, "int"); s != Status::Ok) return s;
    auto* t = make<Traceback>(vm, kTraceback, C::Traceback);
    if (!t) return Status::Fail;
    t->next = is_none(v[0]) ? nullptr : newref(as<Traceback>(v[0]));
    t->frame = newref(as<Frame>(v[1]));
    t->ins = static_cast<uint32_t>(at / 2);
    t->aux = static_cast<uint16_t>(at & 1);  // no instruction of ours has an odd place: kept for whoever asks
    t->line = static_cast<uint32_t>(line);
    *out = obj_cell(t);
    return Status::Ok;
}

void setup_exception_natives(VM& vm) {
    setup_exception_types(vm);
    static const NativeDef methods[] = {
        {"__repr__", exc_repr, 1, 1, kNativeMethod, "Return repr(self).", nullptr},
        {"with_traceback", exc_with_traceback, 2, 2, kNativeMethod, "Set self.__traceback__ to tb and return self.", nullptr},
        {"add_note", exc_add_note, 2, 2, kNativeMethod, "Add a note to the exception", nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef fields[] = {{"args", get_field<&Exception::args>, set_args, nullptr},
                                       {"__traceback__", get_field<&Exception::traceback>, set_traceback, nullptr},
                                       {"__cause__", get_field<&Exception::cause>, set_cause, nullptr},
                                       {"__context__", get_field<&Exception::context>, set_context, nullptr},
                                       {"__suppress_context__", get_suppress, set_suppress, nullptr},
                                       {nullptr, nullptr, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::BaseException), methods);
    add_getsets(vm, vm.cls(C::BaseException), fields);
    static const GetSetDef traceback[] = {{"tb_next", tb_next, set_tb_next, nullptr},
                                          {"tb_frame", tb_frame, nullptr, nullptr},
                                          {"tb_lineno", tb_lineno, nullptr, nullptr},
                                          {"tb_lasti", tb_lasti, nullptr, nullptr},
                                          {nullptr, nullptr, nullptr, nullptr}};
    add_getsets(vm, vm.cls(C::Traceback), traceback);
    static const NativeDef traceback_methods[] = {
        {"__new__", tb_new, 1, -1, kNativeStatic | kNativeKeywords, "Create a new traceback object.", nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Traceback), traceback_methods);
}

}  // namespace loopscope::runtime
