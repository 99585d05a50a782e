// Generators, coroutines and async generators outside of the interpreter's loop: making them, their attributes, what `await`
// accepts, the awaitables of asend() and its kin.
#include "runtime/classes.h"
#include "runtime/container_iter.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "trace/writer.h"

namespace loopscope::runtime {

static const char* const kFlavor[] = {"generator", "coroutine", "async_generator"};

static uint32_t take_gen_slot(VM& vm) {
    if (vm.n_free_gen_slots) return vm.free_gen_slots[--vm.n_free_gen_slots];
    return vm.next_gen_slot++;
}

void give_gen_slot(VM& vm, uint32_t slot) {
    if (vm.n_free_gen_slots == vm.cap_free_gen_slots) {
        uint32_t cap = vm.cap_free_gen_slots ? vm.cap_free_gen_slots * 2 : 64;
        auto* more = static_cast<uint32_t*>(alloc_raw(vm, cap * sizeof(uint32_t)));
        if (!more) {
            clear_exception(vm);
            return;
        }
        for (uint32_t i = 0; i < vm.n_free_gen_slots; i++) more[i] = vm.free_gen_slots[i];
        free_raw(vm, vm.free_gen_slots, vm.cap_free_gen_slots * sizeof(uint32_t));
        vm.free_gen_slots = more;
        vm.cap_free_gen_slots = cap;
    }
    vm.free_gen_slots[vm.n_free_gen_slots++] = slot;
}

// sys.set_coroutine_origin_tracking_depth(): where a coroutine was made, as ((file, line, function), ...), the innermost first.
static Cell coroutine_origin(VM& vm) {
    std::vector<Cell> places;
    for (Frame* f = vm.frame; f && places.size() < vm.coroutine_origin_depth; f = f->back) {
        if (!f->code || (f->code->flags & compile::kHidden)) continue;
        places.push_back(tuple_of(vm, {obj_cell(f->code->file), int_cell(frame_line(f)), obj_cell(f->code->name)}));
    }
    Tuple* all = new_tuple(vm, static_cast<uint32_t>(places.size()));
    for (size_t i = 0; i < places.size(); i++) {
        if (all && !is_empty(places[i]))
            all->v[i] = places[i];
        else
            decref(vm, places[i]);
    }
    return all ? obj_cell(all) : none_cell();
}

Obj* new_generator_object(VM& vm, Function* fn, Frame* frame) {
    uint32_t flags = frame->code->flags;
    C cls = flags & compile::kCoroutine ? C::Coroutine : flags & compile::kAsyncGenerator ? C::AsyncGenerator : C::Generator;
    auto* g = make<Generator>(vm, kGenerator, cls);
    if (!g) return nullptr;
    g->frame = frame;
    g->name = newref(fn->name);
    g->qualname = newref(fn->qualname);
    g->code = newref(frame->code);
    g->state = GenState::Created;
    g->flavor = flags & compile::kCoroutine ? 1 : flags & compile::kAsyncGenerator ? 2 : 0;
    g->slot = take_gen_slot(vm);
    g->origin = none_cell();
    if (LS_UNLIKELY(vm.coroutine_origin_depth) && g->flavor == 1) g->origin = coroutine_origin(vm);
    frame->gen = g;
    return g;
}

Cell stop_iteration_value(VM& vm) {
    Cell e = take_exception(vm);
    Cell v = is_kind(e, kException) ? newref(as<Exception>(e)->extra[0]) : none_cell();
    if (is_empty(v)) v = none_cell();
    decref(vm, e);
    return v;
}

Status generator_stop_error(VM& vm, Generator* g) {
    Cell stop = take_exception(vm);
    bool async_stop = exception_matches(vm, stop, obj_cell(vm.cls(C::StopAsyncIteration)));
    const char* what = g->flavor == 0 ? "generator" : g->flavor == 1 ? "coroutine" : "async generator";
    (void)raise(vm, C::RuntimeError, "%s raised %s", what, async_stop ? "StopAsyncIteration" : "StopIteration");
    if (is_kind(vm.exc, kException)) {
        auto* e = as<Exception>(vm.exc);
        assign(vm, &e->cause, newref(stop));
        assign(vm, &e->context, newref(stop));
        e->suppress_context = 1;
    }
    decref(vm, stop);
    return Status::Fail;
}

// ---- await, async for, async with
Status get_awaitable(VM& vm, Cell o, uint32_t where, Cell* out) {
    if (is_kind(o, kGenerator)) {
        auto* g = as<Generator>(o);
        if (g->flavor == 1) {
            if (g->state == GenState::Suspended || g->state == GenState::Running) {
                // Somebody awaits it already.
                if (g->frame && g->frame->sp > g->frame->slots &&
                    static_cast<compile::Op>(g->frame->pc[-1].op & 0x7f) == compile::Op::YIELD_VALUE && g->frame->pc[-1].b == 2)
                    return raise(vm, C::RuntimeError, "coroutine is being awaited already");
            }
            *out = newref(o);
            return Status::Ok;
        }
        if (g->flavor == 0 && (g->code->flags & compile::kIterableCoroutine)) {
            *out = newref(o);
            return Status::Ok;
        }
    }
    if (is_kind(o, kAsyncGenItem) || where == 3) {
        *out = newref(o);
        return Status::Ok;
    }  // (get_anext() has seen to what it is)
    Cell f = class_lookup(vm, class_of(vm, o), vm.names.await);
    if (is_kind(f, kNative)) {
        Cell args[2] = {o, empty_cell()};
        return as<Native>(f)->fn(vm, Args{args, 1, 0, nullptr}, out);
    }
    if (!is_empty(f)) return call_method(vm, o, vm.names.await, {});
    const char* name = type_name(vm, o);
    switch (where) {
        case 1:
            return raise(vm, C::TypeError,
                         "'async with' received an object from __aenter__ that does not implement __await__: %s", name);
        case 2:
            return raise(vm, C::TypeError,
                         "'async with' received an object from __aexit__ that does not implement __await__: %s", name);
        default: return raise(vm, C::TypeError, "object %s can't be used in 'await' expression", name);
    }
}

bool check_await_result(VM& vm, Cell r) {
    if (is_kind(r, kGenerator) &&
        (as<Generator>(r)->flavor == 1 || (as<Generator>(r)->code->flags & compile::kIterableCoroutine))) {
        (void)raise(vm, C::TypeError, "__await__() returned a coroutine");
        return false;
    }
    if (is_iterator(vm, r) || is_kind(r, kAwaitIter) || is_kind(r, kFutureIter) || is_kind(r, kAsyncGenItem)) return true;
    (void)raise(vm, C::TypeError, "__await__() returned non-iterator of type '%s'", type_name(vm, r));
    return false;
}

Status get_yield_from_iter(VM& vm, Code* code, Cell o, Cell* out) {
    if (is_kind(o, kGenerator)) {
        auto* g = as<Generator>(o);
        // (Until 3.6 the library's own coroutines were generators.)
        bool as_generator = vm.dialect == 1 && (g->code->flags & compile::kLibrary);
        if (g->flavor == 1 && !as_generator && !(code->flags & (compile::kCoroutine | compile::kIterableCoroutine)))
            return raise(vm, C::TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
        if (g->flavor != 2) {
            *out = newref(o);
            return Status::Ok;
        }
    }
    return iter_of(vm, o, out);
}

static AsyncGenItem* new_item(VM& vm, Generator* g, uint8_t mode, Cell value) {
    auto* item = make<AsyncGenItem>(vm, kAsyncGenItem, mode == 1 || mode == 2 ? C::AsyncGenAthrow : C::AsyncGenAsend);
    if (!item) return nullptr;
    item->gen = newref(g);
    item->mode = mode;
    item->value = newref(value);
    return item;
}

// The first use of an async generator tells the loop (sys.set_asyncgen_hooks); `then` makes the awaitable.
static Status first_use(VM& vm, Generator* g, const char* then, Cell argument, bool* asked) {
    *asked = false;
    if (g->hooks_inited) return Status::Ok;
    g->hooks_inited = 1;
    assign(vm, &g->origin, newref(vm.asyncgen_finalizer));
    if (is_empty(vm.asyncgen_firstiter) || is_none(vm.asyncgen_firstiter)) return Status::Ok;
    *asked = true;
    return call_hidden(vm, then, {vm.asyncgen_firstiter, obj_cell(g), argument});
}

Status get_aiter(VM& vm, Cell o, Cell* out) {
    if (is_kind(o, kGenerator) && as<Generator>(o)->flavor == 2) {
        *out = newref(o);
        return Status::Ok;
    }
    Cell f = class_lookup(vm, class_of(vm, o), vm.names.aiter);
    if (is_empty(f))
        return raise(vm, C::TypeError, "'async for' requires an object with __aiter__ method, got %s", type_name(vm, o));
    return call_hidden(vm, "_get_aiter", {o});
}

static Status anext_item(VM& vm, Generator* g, Cell* out) {
    bool asked = false;
    Status s = first_use(vm, g, "_asyncgen_first_anext", none_cell(), &asked);
    if (asked) return s;
    AsyncGenItem* item = new_item(vm, g, 3, none_cell());
    *out = obj_cell(item);
    return item ? Status::Ok : Status::Fail;
}

Status get_anext(VM& vm, Cell o, Cell* out) {
    if (is_kind(o, kGenerator) && as<Generator>(o)->flavor == 2) return anext_item(vm, as<Generator>(o), out);
    Cell f = class_lookup(vm, class_of(vm, o), vm.names.anext);
    if (is_empty(f))
        return raise(vm, C::TypeError, "'async for' requires an iterator with __anext__ method, got %s", type_name(vm, o));
    return call_hidden(vm, "_get_anext", {o});
}

Status start_item(VM& vm, AsyncGenItem* item, Cell* value) {
    Generator* g = item->gen;
    const char* reuse = item->mode == 1 || item->mode == 2 ? "cannot reuse already awaited aclose()/athrow()"
                                                           : "cannot reuse already awaited __anext__()/asend()";
    if (item->state == 2) return raise(vm, C::RuntimeError, "%s", reuse);
    if (item->state == 1) return Status::Ok;
    static const char* const kNames[] = {"asend()", "athrow()", "aclose()", "anext()"};
    if (g->running_async) {
        item->state = 2;
        return raise(vm, C::RuntimeError, "%s: asynchronous generator is already running", kNames[item->mode]);
    }
    if (g->state == GenState::Closed) {
        item->state = 2;
        if (item->mode == 1 || item->mode == 2) return Status::Resume;  // done, with None
        return raise_cell(vm, C::StopAsyncIteration, empty_cell());
    }
    if ((item->mode == 1 || item->mode == 2) && g->closed_flag) {
        item->state = 2;
        return raise_cell(vm, C::StopAsyncIteration, empty_cell());
    }
    item->state = 1;
    g->running_async = 1;
    g->item = newref(item);
    if (item->mode == 0 || item->mode == 3) {
        if (is_none(*value)) *value = newref(item->value);
        return Status::Ok;
    }
    if (item->mode == 2) {
        g->closed_flag = 1;
        (void)raise_cell(vm, C::GeneratorExit, empty_cell());
    } else
        vm.exc = newref(item->exc_value);
    return Status::Resume;
}

// Exception::aux of one that throw(CLASS) made: an object that is delegated to is given the class, as it was thrown.
constexpr uint16_t kThrownAsClass = 1;

Status exception_to_throw(VM& vm, Args a, Cell* owned_exc) {
    Cell type = a.n > 1 ? a[1] : none_cell(), value = a.n > 2 ? a[2] : none_cell(), tb = a.n > 3 ? a[3] : none_cell();
    if (a.n > 2 && vm.dialect == 0) return call_hidden(vm, "_throw_parts", {a[0], type, value, tb});
    if (is_kind(type, kException)) {
        if (!is_none(value)) return raise(vm, C::TypeError, "instance exception may not have a separate value");
        *owned_exc = newref(type);
        as<Exception>(type)->aux = 0;
        if (is_kind(tb, kTraceback)) assign(vm, &as<Exception>(type)->traceback, newref(tb));
        return Status::Ok;
    }
    if (!is_exception_class(type))
        return raise(vm, C::TypeError, "exceptions must be classes or instances deriving from BaseException, not %s",
                     type_name(vm, type));
    auto* cls = as<Class>(type);
    if (is_kind(value, kException) && is_instance(vm, value, cls)) {
        *owned_exc = newref(value);
        return Status::Ok;
    }
    Cell init = class_lookup(vm, cls, vm.names.init), make = class_lookup(vm, cls, vm.names.new_);
    if (!is_kind(init, kNative) || !is_kind(make, kNative)) return call_hidden(vm, "_throw_class", {a[0], type, value});
    Exception* e = make_exception(vm, cls, is_none(value) ? empty_cell() : value);
    if (!e) return Status::Fail;
    if (is_none(value)) e->aux = kThrownAsClass;
    *owned_exc = obj_cell(e);
    return Status::Ok;
}

Cell as_thrown(Cell exc) {
    auto* e = as<Exception>(exc);
    bool by_class = e->aux == kThrownAsClass;
    e->aux = 0;
    return by_class ? obj_cell(e->cls) : exc;
}

// ---- natives
static Status special(VM& vm, Args, Cell*) { return raise(vm, C::SystemError, "a generator's method was called from C++"); }

static Status gen_self(VM&, Args a, Cell* out) {
    *out = newref(a[0]);
    return Status::Ok;
}

static Status coro_await(VM& vm, Args a, Cell* out) {
    auto* w = make<AwaitIter>(vm, kAwaitIter, C::CoroutineWrapper);
    if (!w) return Status::Fail;
    w->coro = newref(as<Generator>(a[0]));
    *out = obj_cell(w);
    return Status::Ok;
}

static Status gen_frame(VM&, Cell self, Cell* out) {
    Frame* f = as<Generator>(self)->frame;
    *out = f ? new_obj_ref(f) : none_cell();
    return Status::Ok;
}
static Status gen_running(VM&, Cell self, Cell* out) {
    *out = bool_cell(as<Generator>(self)->state == GenState::Running);
    return Status::Ok;
}
static Status gen_running_async(VM&, Cell self, Cell* out) {
    *out = bool_cell(as<Generator>(self)->running_async);
    return Status::Ok;
}
static Status gen_suspended(VM&, Cell self, Cell* out) {
    *out = bool_cell(as<Generator>(self)->state == GenState::Suspended);
    return Status::Ok;
}
static Status gen_code(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Generator>(self)->code);
    return Status::Ok;
}
static Status gen_delegate(VM&, Cell self, Cell* out) {
    auto* g = as<Generator>(self);
    *out = none_cell();
    if (g->frame && g->state == GenState::Suspended) {
        const compile::Ins& last = g->frame->pc[-1];
        if (static_cast<compile::Op>(last.op & 0x7f) == compile::Op::YIELD_VALUE && last.b == 2) {
            Cell d = g->frame->sp[-1];
            *out = newref(is_kind(d, kAwaitIter) ? obj_cell(as<AwaitIter>(d)->coro) : d);
        }
    }
    return Status::Ok;
}
static Status gen_name(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Generator>(self)->name);
    return Status::Ok;
}
static Status gen_qualname(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Generator>(self)->qualname);
    return Status::Ok;
}
static Status set_text(VM& vm, Str** place, Cell value, const char* what) {
    if (!is_str(value)) return raise(vm, C::TypeError, "%s must be set to a string object", what);
    incref(value);
    decref(vm, *place);
    *place = as<Str>(value);
    return Status::Ok;
}
static Status set_gen_name(VM& vm, Cell self, Cell v) { return set_text(vm, &as<Generator>(self)->name, v, "__name__"); }
static Status set_gen_qualname(VM& vm, Cell self, Cell v) {
    return set_text(vm, &as<Generator>(self)->qualname, v, "__qualname__");
}
static Status coro_origin(VM&, Cell self, Cell* out) {
    *out = newref(as<Generator>(self)->origin);
    return Status::Ok;
}

static Status agen_anext(VM& vm, Args a, Cell* out) { return anext_item(vm, as<Generator>(a[0]), out); }
static Status agen_asend(VM& vm, Args a, Cell* out) {
    auto* g = as<Generator>(a[0]);
    bool asked = false;
    Status s = first_use(vm, g, "_asyncgen_first_asend", a[1], &asked);
    if (asked) return s;
    *out = obj_cell(new_item(vm, g, 0, a[1]));
    return obj_of(*out) ? Status::Ok : Status::Fail;
}
static Status agen_athrow(VM& vm, Args a, Cell* out) {
    auto* g = as<Generator>(a[0]);
    Cell exc = empty_cell();
    Status s = exception_to_throw(vm, a, &exc);
    if (s != Status::Ok) return s;
    bool asked = false;
    s = first_use(vm, g, "_asyncgen_first_athrow", exc, &asked);
    if (asked) {
        decref(vm, exc);
        return s;
    }
    AsyncGenItem* item = new_item(vm, g, 1, none_cell());
    if (!item) {
        decref(vm, exc);
        return Status::Fail;
    }
    item->exc_value = exc;
    *out = obj_cell(item);
    return Status::Ok;
}
static Status agen_aclose(VM& vm, Args a, Cell* out) {
    auto* g = as<Generator>(a[0]);
    bool asked = false;
    Status s = first_use(vm, g, "_asyncgen_first_aclose", none_cell(), &asked);
    if (asked) return s;
    *out = obj_cell(new_item(vm, g, 2, none_cell()));
    return obj_of(*out) ? Status::Ok : Status::Fail;
}

// MicroPython's pend_throw(value): an exception left in a generator is thrown when it is resumed next, in place of what would
// be sent. It lies in `origin`, which plain generators have no other use for; `aux` says that something lies there.
static Status gen_pend_throw(VM& vm, Args a, Cell* out) {
    auto* g = as<Generator>(a[0]);
    if (g->state == GenState::Running) return raise(vm, C::ValueError, "generator already executing");
    *out = g->origin;
    g->origin = newref(a[1]);
    g->aux = !is_none(a[1]);
    return Status::Ok;
}

bool take_pended(VM& vm, Generator* g) {
    if (!is_kind(g->origin, kException)) return false;
    vm.exc = g->origin;
    g->origin = none_cell();
    g->aux = 0;
    return true;
}

void setup_generator_natives(VM& vm) {
    static const NativeDef micropython[] = {
        {"pend_throw", gen_pend_throw, 2, 2, kNativeMethod,
         "pend_throw(value) -> what was pended before; value is thrown at the next resumption.", nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    if (vm.dialect == 2) add_methods(vm, vm.cls(C::Generator), micropython);
    static const NativeDef generator[] = {
        {"send", special, 2, 2, kNativeMethod,
         "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.", nullptr},
        {"throw", special, 2, 4, kNativeMethod,
         "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or "
         "raise\nStopIteration.",
         nullptr},
        {"close", special, 1, 1, kNativeMethod, "close() -> raise GeneratorExit inside generator.", nullptr},
        {"__next__", special, 1, 1, kNativeMethod, "Implement next(self).", nullptr},
        {"__iter__", gen_self, 1, 1, kNativeMethod, "Implement iter(self).", nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const NativeDef coroutine[] = {
        {"send", special, 2, 2, kNativeMethod,
         "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.", nullptr},
        {"throw", special, 2, 4, kNativeMethod,
         "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or "
         "raise\nStopIteration.",
         nullptr},
        {"close", special, 1, 1, kNativeMethod, "close() -> raise GeneratorExit inside coroutine.", nullptr},
        {"__await__", coro_await, 1, 1, kNativeMethod, "Return an iterator to be used in await expression.", nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const NativeDef wrapper[] = {{"send", special, 2, 2, kNativeMethod, nullptr, nullptr},
                                        {"throw", special, 2, 4, kNativeMethod, nullptr, nullptr},
                                        {"close", special, 1, 1, kNativeMethod, nullptr, nullptr},
                                        {"__next__", special, 1, 1, kNativeMethod, nullptr, nullptr},
                                        {"__iter__", gen_self, 1, 1, kNativeMethod, nullptr, nullptr},
                                        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const NativeDef item[] = {{"send", special, 2, 2, kNativeMethod, nullptr, nullptr},
                                     {"throw", special, 2, 4, kNativeMethod, nullptr, nullptr},
                                     {"close", special, 1, 1, kNativeMethod, nullptr, nullptr},
                                     {"__next__", special, 1, 1, kNativeMethod, nullptr, nullptr},
                                     {"__iter__", gen_self, 1, 1, kNativeMethod, nullptr, nullptr},
                                     {"__await__", gen_self, 1, 1, kNativeMethod, nullptr, nullptr},
                                     {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const NativeDef async_generator[] = {
        {"__aiter__", gen_self, 1, 1, kNativeMethod, "Return an awaitable, that resolves in asynchronous iterator.", nullptr},
        {"__anext__", agen_anext, 1, 1, kNativeMethod, "Return a value or raise StopAsyncIteration.", nullptr},
        {"asend", agen_asend, 2, 2, kNativeMethod, "asend(v) -> send 'v' in generator.", nullptr},
        {"athrow", agen_athrow, 2, 4, kNativeMethod,
         "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.", nullptr},
        {"aclose", agen_aclose, 1, 1, kNativeMethod, "aclose() -> raise GeneratorExit inside generator.", nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef gen_attrs[] = {
        {"gi_frame", gen_frame, nullptr, nullptr},
        {"gi_running", gen_running, nullptr, nullptr},
        {"gi_suspended", gen_suspended, nullptr, nullptr},
        {"gi_code", gen_code, nullptr, nullptr},
        {"gi_yieldfrom", gen_delegate, nullptr, "object being iterated by yield from, or None"},
        {"__name__", gen_name, set_gen_name, "name of the generator"},
        {"__qualname__", gen_qualname, set_gen_qualname, "qualified name of the generator"},
        {nullptr, nullptr, nullptr, nullptr}};
    static const GetSetDef coro_attrs[] = {{"cr_frame", gen_frame, nullptr, nullptr},
                                           {"cr_running", gen_running, nullptr, nullptr},
                                           {"cr_suspended", gen_suspended, nullptr, nullptr},
                                           {"cr_code", gen_code, nullptr, nullptr},
                                           {"cr_await", gen_delegate, nullptr, "object being awaited on, or None"},
                                           {"cr_origin", coro_origin, nullptr, nullptr},
                                           {"__name__", gen_name, set_gen_name, "name of the coroutine"},
                                           {"__qualname__", gen_qualname, set_gen_qualname, "qualified name of the coroutine"},
                                           {nullptr, nullptr, nullptr, nullptr}};
    static const GetSetDef agen_attrs[] = {
        {"ag_frame", gen_frame, nullptr, nullptr},
        {"ag_running", gen_running_async, nullptr, nullptr},
        {"ag_suspended", gen_suspended, nullptr, nullptr},
        {"ag_code", gen_code, nullptr, nullptr},
        {"ag_await", gen_delegate, nullptr, "object being awaited on, or None"},
        {"__name__", gen_name, set_gen_name, "name of the async generator"},
        {"__qualname__", gen_qualname, set_gen_qualname, "qualified name of the async generator"},
        {nullptr, nullptr, nullptr, nullptr}};
    struct Group {
        C cls;
        const NativeDef* methods;
        const GetSetDef* attrs;
        uint32_t send, throw_, close, next;
    };
    const Group groups[] = {
        {C::Generator, generator, gen_attrs, kGenSend, kGenThrow, kGenClose, kGenNext},
        {C::Coroutine, coroutine, coro_attrs, kGenSend, kGenThrow, kGenClose, kGenNext},
        {C::CoroutineWrapper, wrapper, nullptr, kAwaitSend, kAwaitThrow, kAwaitClose, kAwaitNext},
        {C::AsyncGenAsend, item, nullptr, kItemSend, kItemThrow, kItemClose, kItemNext},
        {C::AsyncGenAthrow, item, nullptr, kItemSend, kItemThrow, kItemClose, kItemNext},
        {C::AsyncGenerator, async_generator, agen_attrs, 0, 0, 0, 0},
    };
    for (const Group& g : groups) {
        add_methods(vm, vm.cls(g.cls), g.methods);
        if (g.attrs) add_getsets(vm, vm.cls(g.cls), g.attrs);
        if (!g.send) continue;
        auto mark = [&](Str* name, uint32_t which) {
            Cell f = dict_get_str(vm.cls(g.cls)->dict, name);
            if (is_kind(f, kNative)) as<Native>(f)->special = which;
        };
        mark(vm.names.send, g.send);
        mark(vm.names.throw_, g.throw_);
        mark(vm.names.close, g.close);
        mark(vm.names.next, g.next);
    }
}

// repr: <generator object f at 0x...>
std::string generator_repr(VM& vm, Generator* g) {
    return std::string("<") + kFlavor[g->flavor] + " object " + to_utf8(g->qualname) + " at " + address_of(vm, g) + ">";
}

}  // namespace loopscope::runtime
