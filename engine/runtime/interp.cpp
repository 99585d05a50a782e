// The interpreter: one function, run(), that dispatches instructions and knows the ways between frames. How a frame was entered
// (How) says what its return, yield and unwinding do; these ways are the labels below the instructions:
//   do_call  take_call  deliver  do_resume  do_throw  yield_out  gen_done  unwind  raise_in_caller  resume_native  park
// Invariants: fr is the running frame and vm.frame == fr whenever other C++ code runs; pc, sp cache it; every value on the
// stack is owned; vm.exc holds an exception exactly while one is on its way.
#include <cstring>

#include "runtime/container_iter.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/operators.h"
#include "runtime/trace_ids.h"
#include "trace/writer.h"

namespace loopscope::runtime {

using compile::Ins;
using compile::Op;

namespace {

constexpr uint32_t kCallRoom = 26;

StopReason stop_reason_of(trace::StopReason r) {
    switch (r) {
        case trace::StopReason::EventLimit: return StopReason::EventLimit;
        case trace::StopReason::ByteLimit: return StopReason::ByteLimit;
        case trace::StopReason::Step:
        case trace::StopReason::Offset: return StopReason::StepReached;
        default: return StopReason::StopRequested;
    }
}

// Is a call of it more than a call of its __call__?
bool calls_itself(Kind kind) { return kind == kFunction || kind == kNative || kind == kBoundMethod || kind == kClass; }

bool recorded(const Code* c) { return !(c->flags & compile::kHidden); }

// Is the generator suspended in an await or yield from? Then what it waits for lies on top of its stack.
bool is_delegating(const Generator* g) {
    const Frame* f = g->frame;
    if (!f || g->state != GenState::Suspended) return false;
    const Ins& last = f->pc[-1];
    return static_cast<Op>(last.op & 0x7f) == Op::YIELD_VALUE && last.b == 2;
}

// Does the call that a look-up on o asks for go to __getattr__, behind which there is nothing left to ask?
bool asks_getattr(VM& vm, Cell o) {
    Cell hook = is_kind(o, kModule) ? dict_get_str(as<Module>(o)->dict, vm.names.getattr)
                                    : class_lookup(vm, class_of(vm, o), vm.names.getattr);
    return is_obj(hook) && is_obj(vm.call.callee) && obj_of(hook) == obj_of(vm.call.callee);
}

// An AttributeError that Python code has raised learns what was looked for, where it does not know.
void note_missing(VM& vm, Cell o, Str* name) {
    if (!is_kind(vm.exc, kException)) return;
    Cell* known = as<Exception>(vm.exc)->extra;
    if ((!is_empty(known[0]) && !is_none(known[0])) || (!is_empty(known[1]) && !is_none(known[1]))) return;
    assign(vm, &known[0], new_obj_ref(name));
    assign(vm, &known[1], newref(o));
}

bool guarded(const Code* c, uint32_t at) {
    for (const auto& e : c->spec->exceptions)
        if (at >= e.start && at < e.end) return true;
    return false;
}

bool same_line(const Code* c, uint32_t a, uint32_t b) {
    const auto& places = c->spec->positions;
    return a < places.size() && b < places.size() && places[a].line > 0 && places[a].line == places[b].line;
}

// Where the exception was raised that the instruction `at` passes on: a handler that did not take it names its first place.
uint32_t raised_at(const Frame* f, Cell exc, uint32_t at) {
    const Ins& last = f->code->ins[at];
    if (static_cast<Op>(last.op & 0x7f) != Op::RERAISE || last.b == 0) return at;
    Cell tb = as<Exception>(exc)->traceback;
    return is_kind(tb, kTraceback) && as<Traceback>(tb)->frame == f ? as<Traceback>(tb)->ins : at;
}

void link_generator(VM& vm, Generator* g, Frame* back, How how) {
    g->frame->back = back;
    g->frame->how = how;
    g->state = GenState::Running;
    g->awaited = 1;
    g->exc.previous = vm.exc_top;
    vm.exc_top = &g->exc;
    vm.depth++;
    incref(g);
}

// For a frame that a throw passes through: what it handles is not seen from further in, until the exception reaches it.
void link_delegating(VM& vm, Generator* g, Frame* back, How how) {
    link_generator(vm, g, back, how);
    vm.exc_top = g->exc.previous;
}

// The pending exception goes into g, which runs from here on: its context is what g itself was handling.
void chain_thrown(VM& vm, Generator* g) {
    vm.exc_top = &g->exc;
    if (is_kind(g->exc.handled, kException)) link_context(vm, as<Exception>(vm.exc));
}

// The opposite; the caller lets go of the reference that link_generator took.
Frame* unlink_generator(VM& vm, Generator* g, GenState state) {
    Frame* back = g->frame->back;
    g->frame->back = nullptr;
    g->state = state;
    vm.exc_top = g->exc.previous;
    vm.depth--;
    return back;
}

constexpr uint32_t kMostSpare = 32;  // of one code object

// A frame for a call of `code`: one that has ended already where there is one. The caller fills fn, globals, builtins, slots,
// sp, pc, how.
inline Frame* new_frame(VM& vm, Code* code) {
    Frame* f = code->spare;
    const uint32_t counted = recorded(code);
    if (LS_UNLIKELY(!f || vm.depth + counted > vm.limits.recursion)) return push_frame(vm, code);
    code->spare = f->back;
    code->n_spare--;
    incref(code);
    f->kind = kFrame;
    f->back = nullptr;
    f->how_arg = 0;
    vm.depth += counted;
    vm.live_objects++;
    return f;
}

void free_frame(VM& vm, Frame* f, Code* code) {
    give_small(vm, f, f->bytes);
    decref(vm, code);
}

// A frame that has ended and that nobody else holds: its values go, then itself.
inline void end_frame(VM& vm, Frame* f) {
    Cell* end = f->sp;
    const uint32_t nslots = f->nslots;
    f->sp = f->slots;
    f->nslots = 0;
    for (Cell* c = f->slots; c < end; c++) decref(vm, *c);
    if (LS_UNLIKELY(f->rc != 1 || f->flags || f->names || f->line || !is_empty(f->trace_locals) || f->bytes > 1024)) {
        decref(vm, f);
        return;
    }
    Code* code = f->code;
    Function* fn = f->fn;
    vm.live_objects--;
    if (LS_LIKELY(code->n_spare < kMostSpare && code->rc > 1)) {
        f->kind = kFree;
        f->fn = nullptr;
        f->nslots = nslots;
        f->state = 0;
        f->thrown = 0;
        f->back = code->spare;
        code->spare = f;
        code->n_spare++;
        code->rc--;
    } else {
        free_frame(vm, f, code);
    }
    if (fn) decref(vm, fn);
}

// An async generator gave its awaitable back: that is used up. Gives the awaitable's mode, 0 where there is none.
uint8_t forget_item(VM& vm, Generator* g) {
    AsyncGenItem* item = g->item;
    if (!item) return 0;
    uint8_t mode = item->mode;
    g->item = nullptr;
    g->running_async = 0;
    item->state = 2;
    decref(vm, item);
    return mode;
}

// Lets the frame of a finished generator go.
void drop_generator_frame(VM& vm, Generator* g) {
    Frame* f = g->frame;
    g->frame = nullptr;
    g->state = GenState::Closed;
    f->gen = nullptr;
    if (LS_LIKELY(f->rc == 1))
        end_frame(vm, f);
    else {
        f->line = frame_line(f);
        decref(vm, f);
    }
    assign(vm, &g->exc.handled, empty_cell());
}

// Where a frame stood that an exception leaves. One that a handler has only passed on was raised elsewhere in the frame.
void note_last_line(Frame* f, Cell exc) {
    const Ins& last = f->pc[-1];
    Cell tb = is_kind(exc, kException) ? as<Exception>(exc)->traceback : empty_cell();
    bool passed_on = static_cast<Op>(last.op & 0x7f) == Op::RERAISE && last.b == 1 && is_kind(tb, kTraceback) &&
                     as<Traceback>(tb)->frame == f;
    f->line = passed_on ? as<Traceback>(tb)->line : frame_line(f);
}

// Position behind the loop SEND; YIELD_VALUE; JUMP_BACK for a frame suspended in it: where its END_SEND is.
const Ins* after_send(const Ins* pc) {
    const Ins* send = pc + 1 + pc->a;
    return send + 1 + send->a;
}

}  // namespace

// ---------------------------------------------------------------------------------------------------------------------------------
RunResult run(VM& vm, Cell callee, CallFrom from, Cell* result) {
#define OP(name, effect, sentence) &&DO_##name,
    static const void* const kPlain[] = {
#include "compile/opcodes.def"
    };
#undef OP
#define OP(name, effect, sentence) &&LINE_##name,
    static const void* const kMarked[] = {
#include "compile/opcodes.def"
    };
#undef OP
    const void* labels[256];
    memset(labels, 0, sizeof labels);
    const bool rec = vm.recording != 0;
    for (size_t i = 0; i < std::size(kPlain); i++) {
        labels[i] = kPlain[i];
        labels[i | compile::kLineMark] = rec ? kMarked[i] : kPlain[i];
    }
    trace::Writer& w = *vm.trace;

    Frame* fr = vm.frame;
    Frame* const outer_frame = vm.frame;
    const Ins* pc = nullptr;
    Cell* sp = nullptr;
    Cell r = empty_cell(), q = empty_cell();
    Cache spare_cache;
    Cell cbuf[kCallRoom];
    Cell* av = nullptr;
    uint32_t n = 0, nkw = 0;
    Tuple* kwn = nullptr;
    Obj* holder = nullptr;    // List that owns spread arguments
    Obj* kwholder = nullptr;  // owned tuple of keyword names of a spread call
    How how = How::Entry;
    uint16_t how_arg = 0;
    Generator* g = nullptr;
    Outcome outcome = Outcome::Start;
    Status st = Status::Ok;
    uint32_t next_stage = 0;
    uint16_t yield_kind = 0;
    bool fresh_frame = false;  // the exception in flight was thrown into a generator that had not begun
    Cell* base = nullptr;
    Cell held = empty_cell();  // keeps a generator (or its awaitable) alive until it is linked
#define RELEASE_HELD()                      \
    do {                                    \
        if (LS_UNLIKELY(!is_empty(held))) { \
            Cell h_ = held;                 \
            held = empty_cell();            \
            decref(vm, h_);                 \
        }                                   \
    } while (0)

#define SYNC() (fr->pc = pc, fr->sp = sp)
#define L (fr->slots)
#define ENTER_FRAME() (vm.frame = fr, pc = fr->pc, sp = fr->sp)
// The parts of the instruction that runs; pc is behind it.
#define A() (pc[-1].a)
#define B() (pc[-1].b)
#define OPCODE() static_cast<Op>(pc[-1].op & 0x7f)
#define NEXT                     \
    do {                         \
        pc++;                    \
        goto* labels[pc[-1].op]; \
    } while (0)
#define EVENT(call)                                   \
    do {                                              \
        if (rec && LS_UNLIKELY(w.call)) goto stopped; \
    } while (0)
// An event with one value at its end: the usual values are written here, the others by describe().
#define VALUE_EVENT(method, cell, ...)                                                                  \
    do {                                                                                                \
        if (is_none(cell))                                                                              \
            EVENT(method(__VA_ARGS__ __VA_OPT__(, )[](trace::ValueWriter & vw) { vw.none(); }));        \
        else if (is_small_int(cell)) {                                                                  \
            const int64_t i_ = int_of(cell);                                                            \
            EVENT(method(__VA_ARGS__ __VA_OPT__(, )[i_](trace::ValueWriter & vw) { vw.integer(i_); })); \
        } else                                                                                          \
            EVENT(method(__VA_ARGS__ __VA_OPT__(, ) DESCRIBE(cell)));                                   \
    } while (0)
// Generators of hidden code leave no trace.
#define GEN_EVENT(code, call)                                           \
    do {                                                                \
        if (rec && recorded(code) && LS_UNLIKELY(w.call)) goto stopped; \
    } while (0)
// An exception comes to fr where that awaits: the await is told as a line once more, before any handler. CPython does so
// only where no await there has been resumed by a send before (its RESUME is specialized then): YIELD_VALUE's a, free in the
// code object's own copy of the instruction, says that.
#define RESUMED_BEFORE() (const_cast<Ins*>(pc)[-1].a)
#define AWAIT_LINE()                                                                                                       \
    do {                                                                                                                   \
        if (rec && recorded(fr->code) && static_cast<Op>(pc[-1].op & 0x7f) == Op::YIELD_VALUE && pc[-1].b == 2 &&          \
            !RESUMED_BEFORE()) {                                                                                           \
            uint32_t line_ = code_line(fr->code, uint32_t(pc - 1 - fr->code->ins)) - uint32_t(fr->code->spec->first_line); \
            if (LS_UNLIKELY(line_ < 127 ? w.line(line_) : w.line_far(line_))) goto stopped;                                \
        }                                                                                                                  \
    } while (0)
#define DESCRIBE(cell) [&](trace::ValueWriter& vw) { describe(vm, vw, cell); }
// A jump back costs what the code that lies between may have run: half of its instructions, and one.
#define TICK_BACK(jump)                                         \
    do {                                                        \
        if (LS_UNLIKELY((vm.budget -= 1 - ((jump) / 2)) < 0)) { \
            SYNC();                                             \
            if (!check_budget(vm)) goto unwind;                 \
        }                                                       \
    } while (0)
#define TICK()                                  \
    do {                                        \
        if (LS_UNLIKELY(--vm.budget < 0)) {     \
            SYNC();                             \
            if (!check_budget(vm)) goto unwind; \
        }                                       \
    } while (0)
#define LINE_EVENT()                                                                                            \
    do {                                                                                                        \
        const uint8_t line_ = pc[-1].line;                                                                      \
        if (LS_LIKELY(line_ != compile::kFarLine)) *w.p++ = uint8_t(0x80 | line_);                              \
        if (LS_UNLIKELY(line_ == compile::kFarLine)) {                                                          \
            if (w.line_far(code_line(fr->code, uint32_t(pc - 1 - fr->code->ins)) - fr->code->spec->first_line)) \
                goto stopped_at_line;                                                                           \
        } else if (LS_UNLIKELY(w.p >= w.limit) && w.full())                                                     \
            goto stopped_at_line;                                                                               \
    } while (0)
#define OPC(name)               \
    LINE_##name : LINE_EVENT(); \
    DO_##name:
#define CACHE() (fr->code->caches[B()])
#define FILLED_CACHE() (B() == kNoCache ? &spare_cache.attr : &CACHE().attr)
#define NAME_ARG() (fr->code->names[A()])
// After a helper: Ok goes on, Fail unwinds, Call makes the call with this How.
#define AFTER(helper, how_)                  \
    do {                                     \
        SYNC();                              \
        st = (helper);                       \
        if (LS_UNLIKELY(st != Status::Ok)) { \
            how = (how_);                    \
            how_arg = 0;                     \
            goto not_ok;                     \
        }                                    \
    } while (0)
#define AFTER_ARG(helper, how_, arg_)        \
    do {                                     \
        SYNC();                              \
        st = (helper);                       \
        if (LS_UNLIKELY(st != Status::Ok)) { \
            how = (how_);                    \
            how_arg = (arg_);                \
            goto not_ok;                     \
        }                                    \
    } while (0)
// For attributes: how_arg says that nothing is left to ask where an AttributeError comes back.
#define AFTER_LOOK_UP(helper, o_, how_)                           \
    do {                                                          \
        SYNC();                                                   \
        st = (helper);                                            \
        if (LS_UNLIKELY(st != Status::Ok)) {                      \
            how = (how_);                                         \
            how_arg = st == Status::Call && asks_getattr(vm, o_); \
            goto not_ok;                                          \
        }                                                         \
    } while (0)
#define PUSH(c) (*sp++ = (c))
#define POP() (*--sp)

    if (fr && fr->code) ENTER_FRAME();  // a nested run must not lose where the frame below it stands
    if (from == CallFrom::Request) goto take_call;
    // The first call: arguments lie in vm.call, the callee is ours.
    goto take_call;
    (void)callee;

    // ---- constants, variables
    OPC(NOP) { NEXT; }
    OPC(LOAD_CONST) {
        Cell c = fr->code->consts[A()];
        incref(c);
        PUSH(c);
        NEXT;
    }
    OPC(LOAD_FAST) {
        Cell c = L[A()];
        if (LS_UNLIKELY(is_empty(c))) {
            SYNC();
            (void)unbound_local(vm, fr, A());
            goto unwind;
        }
        incref(c);
        PUSH(c);
        NEXT;
    }
    OPC(STORE_FAST) {
        Cell old = L[A()];
        L[A()] = POP();
        if (is_obj(old)) {
            SYNC();
            decref(vm, old);
        }
        NEXT;
    }
    OPC(DELETE_FAST) {
        Cell old = L[A()];
        if (is_empty(old)) {
            SYNC();
            (void)unbound_local(vm, fr, A());
            goto unwind;
        }
        L[A()] = empty_cell();
        SYNC();
        decref(vm, old);
        NEXT;
    }
    OPC(LOAD_FAST_AND_CLEAR) {
        PUSH(L[A()]);
        L[A()] = empty_cell();
        NEXT;
    }
    OPC(STORE_FAST_MAYBE_NULL) {
        Cell old = L[A()];
        L[A()] = POP();
        SYNC();
        decref(vm, old);
        NEXT;
    }
    OPC(MAKE_CELL) {
        auto* box = make<CellBox>(vm, kCellBox, C::Cell);
        if (!box) {
            SYNC();
            goto unwind;
        }
        box->v = L[A()];
        L[A()] = obj_cell(box);
        NEXT;
    }
    OPC(LOAD_CLOSURE) {
        Cell c = L[A()];
        incref(c);
        PUSH(c);
        NEXT;
    }
    OPC(LOAD_DEREF) {
        Cell c = as<CellBox>(L[A()])->v;
        if (LS_UNLIKELY(is_empty(c))) {
            SYNC();
            (void)unbound_local(vm, fr, A());
            goto unwind;
        }
        incref(c);
        PUSH(c);
        NEXT;
    }
    OPC(STORE_DEREF) {
        Cell* place = &as<CellBox>(L[A()])->v;
        Cell old = *place;
        *place = POP();
        SYNC();
        decref(vm, old);
        NEXT;
    }
    OPC(DELETE_DEREF) {
        Cell* place = &as<CellBox>(L[A()])->v;
        Cell old = *place;
        if (is_empty(old)) {
            SYNC();
            (void)unbound_local(vm, fr, A());
            goto unwind;
        }
        *place = empty_cell();
        SYNC();
        decref(vm, old);
        NEXT;
    }
    OPC(LOAD_GLOBAL) {
        Str* name = NAME_ARG();
        GlobalCache& cache = CACHE().global;
        if (LS_LIKELY(cache.where == 1 && cache.globals_version == fr->globals->key_version)) {
            r = fr->globals->entries[cache.entry].value;
        } else if (LS_LIKELY(cache.where == 2 && cache.globals_version == fr->globals->key_version &&
                             cache.builtins_version == fr->builtins->key_version)) {
            r = fr->builtins->entries[cache.entry].value;
        } else {
            SYNC();
            if (load_global_cached(vm, fr, name, B() == kNoCache ? &spare_cache.global : &cache, &r) != Status::Ok) goto unwind;
        }
        incref(r);
        PUSH(r);
        NEXT;
    }
    OPC(STORE_GLOBAL) {
        SYNC();
        r = POP();
        bool ok = dict_set_str(vm, fr->globals, NAME_ARG(), r);
        decref(vm, r);
        if (!ok) goto unwind;
        NEXT;
    }
    OPC(DELETE_GLOBAL) {
        SYNC();
        if (!dict_delete_str(vm, fr->globals, NAME_ARG())) {
            if (is_empty(vm.exc)) (void)raise(vm, C::NameError, "name '%s' is not defined", to_utf8(NAME_ARG()).c_str());
            goto unwind;
        }
        NEXT;
    }
    OPC(LOAD_NAME) {
        AFTER(load_name(vm, fr, NAME_ARG(), &q), How::Call);
        PUSH(q);
        NEXT;
    }
    OPC(STORE_NAME) {
        r = POP();
        SYNC();
        st = store_name(vm, fr, NAME_ARG(), r);
        decref(vm, r);
        if (st != Status::Ok) {
            how = How::Discard;
            goto not_ok;
        }
        NEXT;
    }
    OPC(DELETE_NAME) {
        AFTER(delete_name(vm, fr, NAME_ARG()), How::Discard);
        NEXT;
    }
    OPC(LOAD_FROM_DICT_OR_DEREF) {
        SYNC();
        Str* name = as<Str>(fr->code->slot_names->v[A()]);
        if (fr->names && fr->names->kind == kDict && !is_empty(r = dict_get_str(static_cast<Dict*>(fr->names), name))) {
            incref(r);
            PUSH(r);
            NEXT;
        }
        r = as<CellBox>(L[A()])->v;
        if (is_empty(r)) {
            (void)unbound_local(vm, fr, A());
            goto unwind;
        }
        incref(r);
        PUSH(r);
        NEXT;
    }
    OPC(LOAD_LOCALS) {
        incref(fr->names);
        PUSH(obj_cell(fr->names));
        NEXT;
    }
    OPC(POP_TOP) {
        Cell c = POP();
        if (is_obj(c)) {
            SYNC();
            decref(vm, c);
        }
        NEXT;
    }
    OPC(PUSH_NULL) {
        PUSH(empty_cell());
        NEXT;
    }
    OPC(COPY) {
        Cell c = sp[-A()];
        incref(c);
        PUSH(c);
        NEXT;
    }
    OPC(SWAP) {
        Cell c = sp[-1];
        sp[-1] = sp[-A()];
        sp[-A()] = c;
        NEXT;
    }

    // ---- attributes and items
    OPC(LOAD_ATTR) {
        Cell o = sp[-1];
        AttrCache& cache = CACHE().attr;
        if (LS_LIKELY(is_obj(o))) {
            Obj* object = obj_of(o);
            if (LS_LIKELY(object->kind == kInstance)) {
                auto* i = static_cast<Instance*>(object);
                if (LS_LIKELY(i->shape && cache.shape == i->shape && cache.version == i->cls->version)) {
                    if (LS_LIKELY(cache.slot < kCachedLast))
                        r = i->slots[cache.slot];
                    else if (cache.slot == kCachedValue)
                        r = cache.value;
                    else if (cache.slot == kCachedMember)
                        r = i->members[int_of(cache.value)];
                    else {  // a property
                        SYNC();
                        callee = newref(cache.value);
                        cbuf[2] = newref(o);
                        av = cbuf + 2;
                        n = 1;
                        nkw = 0;
                        kwn = nullptr;
                        holder = kwholder = nullptr;
                        how = How::Attr;
                        how_arg = 0;
                        goto do_call;
                    }
                    if (LS_LIKELY(!is_empty(r))) {
                        incref(r);
                        sp[-1] = r;
                        if (--i->rc == 0) {
                            SYNC();
                            destroy(vm, i);
                        }
                        NEXT;
                    }
                }
            } else if (object->kind == kModule) {
                Dict* d = static_cast<Module*>(object)->dict;
                if (LS_LIKELY(cache.next_shape == reinterpret_cast<Shape*>(d) && cache.version == d->key_version)) {
                    r = d->entries[int_of(cache.value)].value;
                    goto attr_found;
                }
            } else if (object->kind == kClass && cache.cls == object && !cache.shape && cache.version == cache.cls->version) {
                r = cache.value;
            attr_found:
                incref(r);
                sp[-1] = r;
                SYNC();
                decref(vm, o);
                NEXT;
            }
        }
        AFTER_LOOK_UP(load_attr_cached(vm, o, NAME_ARG(), FILLED_CACHE(), &q), o, How::Attr);
        sp[-1] = q;
        decref(vm, o);
        NEXT;
    }
    OPC(LOAD_METHOD) {
        Cell o = sp[-1];
        AttrCache& cache = CACHE().attr;
        if (LS_LIKELY(is_obj(o))) {
            Obj* object = obj_of(o);
            if (object->kind == kInstance) {
                auto* i = static_cast<Instance*>(object);
                if (LS_LIKELY(i->shape && cache.shape == i->shape && cache.version == i->cls->version)) goto method_found;
            } else if (cache.cls == object->cls && !cache.shape && cache.version == cache.cls->version) {
            method_found:
                incref(cache.value);
                sp[-1] = cache.value;
                PUSH(o);
                NEXT;
            } else if (object->kind == kModule) {
                Dict* d = static_cast<Module*>(object)->dict;
                if (LS_LIKELY(cache.next_shape == reinterpret_cast<Shape*>(d) && cache.version == d->key_version)) {
                    r = d->entries[int_of(cache.value)].value;
                    goto function_found;
                }
            } else if (object->kind == kClass && cache.cls == object && !cache.shape && cache.version == cache.cls->version) {
                r = cache.value;
            function_found:
                incref(r);
                sp[-1] = r;
                PUSH(empty_cell());
                SYNC();
                decref(vm, o);
                NEXT;
            }
        }
        Cell self = empty_cell();
        AFTER_LOOK_UP(load_method_cached(vm, o, NAME_ARG(), FILLED_CACHE(), &q, &self), o, How::MethodAttr);
        sp[-1] = q;
        PUSH(self);
        SYNC();
        decref(vm, o);
        NEXT;
    }
    OPC(STORE_ATTR) {
        Cell o = sp[-1], v = sp[-2];
        if (LS_LIKELY(is_kind(o, kInstance))) {
            auto* i = as<Instance>(o);
            AttrCache& cache = CACHE().attr;
            if (LS_LIKELY(i->shape && cache.shape == i->shape && cache.version == i->cls->version)) {
                if (LS_UNLIKELY(cache.next_shape != nullptr)) {  // a new attribute: into the next slot
                    if (LS_LIKELY(cache.slot < i->cap)) {
                        sp -= 2;
                        i->slots[cache.slot] = v;
                        i->shape = cache.next_shape;
                        SYNC();
                        decref(vm, o);
                        NEXT;
                    }
                } else {
                    Cell* place = cache.slot == kCachedMember ? &i->members[int_of(cache.value)] : &i->slots[cache.slot];
                    sp -= 2;
                    SYNC();
                    assign(vm, place, v);
                    decref(vm, o);
                    NEXT;
                }
            }
        }
        SYNC();
        st = set_attr_cached(vm, o, NAME_ARG(), v, FILLED_CACHE());
        sp -= 2;
        SYNC();
        decref(vm, v);
        decref(vm, o);
        if (LS_UNLIKELY(st != Status::Ok)) {
            how = How::Discard;
            goto not_ok;
        }
        NEXT;
    }
    OPC(DELETE_ATTR) {
        Cell o = sp[-1];
        SYNC();
        st = set_attr(vm, o, NAME_ARG(), empty_cell());
        sp--;
        SYNC();
        decref(vm, o);
        if (LS_UNLIKELY(st != Status::Ok)) {
            how = How::Discard;
            goto not_ok;
        }
        NEXT;
    }
    OPC(BINARY_SUBSCR) {
        Cell o = sp[-2], k = sp[-1];
        if (LS_LIKELY(is_kind(o, kList) && is_small_int(k) && uint64_t(int_of(k)) < as<List>(o)->n &&
                      obj_of(o)->cls == vm.cls(C::List))) {
            r = as<List>(o)->v[int_of(k)];
            incref(r);
            sp--;
            sp[-1] = r;
            SYNC();
            decref(vm, o);
            NEXT;
        }
        AFTER_ARG(get_item(vm, o, k, &q), How::Binary, 0xffff);
        sp--;
        sp[-1] = q;
        SYNC();
        decref(vm, o);
        decref(vm, k);
        NEXT;
    }
    OPC(STORE_SUBSCR) {
        Cell v = sp[-3], o = sp[-2], k = sp[-1];
        if (LS_LIKELY(is_kind(o, kList) && is_small_int(k) && uint64_t(int_of(k)) < as<List>(o)->n &&
                      obj_of(o)->cls == vm.cls(C::List))) {
            sp -= 3;
            SYNC();
            assign(vm, &as<List>(o)->v[int_of(k)], v);
            decref(vm, o);
            NEXT;
        }
        SYNC();
        st = set_item(vm, o, k, v);
        sp -= 3;
        SYNC();
        decref(vm, v);
        decref(vm, o);
        decref(vm, k);
        if (LS_UNLIKELY(st != Status::Ok)) {
            how = How::Discard;
            goto not_ok;
        }
        NEXT;
    }
    OPC(DELETE_SUBSCR) {
        Cell o = sp[-2], k = sp[-1];
        SYNC();
        st = delete_item(vm, o, k);
        sp -= 2;
        SYNC();
        decref(vm, o);
        decref(vm, k);
        if (LS_UNLIKELY(st != Status::Ok)) {
            how = How::Discard;
            goto not_ok;
        }
        NEXT;
    }
    OPC(BUILD_SLICE) {
        auto* s = make<Slice>(vm, kSlice, C::Slice);
        if (!s) {
            SYNC();
            goto unwind;
        }
        s->step = A() == 3 ? POP() : none_cell();
        s->stop = POP();
        s->start = POP();
        PUSH(obj_cell(s));
        NEXT;
    }

    // ---- operators
#define BINARY(NAME, BINOP, INT_TRY, FLOAT_EXPR)     \
    OPC(NAME) {                                      \
        Cell a = sp[-2], b = sp[-1];                 \
        if (LS_LIKELY(both_small_int(a, b))) {       \
            int64_t x = int_of(a), y = int_of(b), z; \
            (void)x;                                 \
            (void)y;                                 \
            (void)z;                                 \
            if (LS_LIKELY(INT_TRY)) {                \
                sp--;                                \
                sp[-1] = int_cell(z);                \
                NEXT;                                \
            }                                        \
        } else if (both_inline_float(a, b)) {        \
            double x = float_of(a), y = float_of(b); \
            (void)x;                                 \
            (void)y;                                 \
            FLOAT_EXPR                               \
        }                                            \
        n = static_cast<uint32_t>(BinOp::BINOP);     \
        goto binary_slow;                            \
    }
#define FLOAT_RESULT(e)         \
    {                           \
        sp--;                   \
        sp[-1] = float_cell(e); \
        NEXT;                   \
    }
    BINARY(BINARY_ADD, Add, !__builtin_add_overflow(x, y, &z), FLOAT_RESULT(x + y))
    BINARY(BINARY_SUBTRACT, Sub, !__builtin_sub_overflow(x, y, &z), FLOAT_RESULT(x - y))
    BINARY(BINARY_MULTIPLY, Mul, !__builtin_mul_overflow(x, y, &z), FLOAT_RESULT(x * y))
    BINARY(BINARY_MATRIX_MULTIPLY, MatMul, false, )
    BINARY(BINARY_TRUE_DIVIDE, TrueDiv, false, if (y != 0) FLOAT_RESULT(x / y))
    BINARY(BINARY_FLOOR_DIVIDE, FloorDiv, y > 0 && (z = x / y - (x % y < 0), true), )
    BINARY(BINARY_REMAINDER, Mod, y > 0 && (z = x % y, z += z < 0 ? y : 0, true), )
    BINARY(BINARY_POWER, Pow, false, )
    BINARY(BINARY_LSHIFT, LShift, x >= 0 && y >= 0 && y < 62 && x < (int64_t(1) << (62 - y)) && (z = x << y, true), )
    BINARY(BINARY_RSHIFT, RShift, y >= 0 && (z = x >> (y > 63 ? 63 : y), true), )
    BINARY(BINARY_AND, And, (z = x & y, true), )
    BINARY(BINARY_OR, Or, (z = x | y, true), )
    BINARY(BINARY_XOR, Xor, (z = x ^ y, true), )

    // The result of a comparison: a conditional jump that follows is taken at once.
#define DECIDE(t)                                                               \
    do {                                                                        \
        if (LS_LIKELY(pc->op == static_cast<uint8_t>(Op::POP_JUMP_IF_FALSE))) { \
            const int32_t to = pc->a;                                           \
            pc++;                                                               \
            if (!(t)) pc += to;                                                 \
            NEXT;                                                               \
        }                                                                       \
        if (LS_LIKELY(pc->op == static_cast<uint8_t>(Op::POP_JUMP_IF_TRUE))) {  \
            const int32_t to = pc->a;                                           \
            pc++;                                                               \
            if (t) {                                                            \
                pc += to;                                                       \
                if (to < 0) TICK_BACK(to);                                      \
            }                                                                   \
            NEXT;                                                               \
        }                                                                       \
        PUSH(bool_cell(t));                                                     \
        NEXT;                                                                   \
    } while (0)
#define COMPARE(NAME, CMPOP, OPER)                 \
    OPC(NAME) {                                    \
        Cell a = sp[-2], b = sp[-1];               \
        if (LS_LIKELY(both_small_int(a, b))) {     \
            bool t = int_of(a) OPER int_of(b);     \
            sp -= 2;                               \
            DECIDE(t);                             \
        }                                          \
        if (both_inline_float(a, b)) {             \
            bool t = float_of(a) OPER float_of(b); \
            sp -= 2;                               \
            DECIDE(t);                             \
        }                                          \
        n = static_cast<uint32_t>(CmpOp::CMPOP);   \
        goto compare_slow;                         \
    }
    COMPARE(COMPARE_LT, Lt, <)
    COMPARE(COMPARE_LE, Le, <=)
    COMPARE(COMPARE_EQ, Eq, ==)
    COMPARE(COMPARE_NE, Ne, !=)
    COMPARE(COMPARE_GT, Gt, >)
    COMPARE(COMPARE_GE, Ge, >=)
    OPC(IS_OP) {
        Cell a = sp[-2], b = sp[-1];
        bool t = same(a, b) != (B() != 0);
        sp -= 2;
        PUSH(bool_cell(t));
        SYNC();
        decref(vm, a);
        decref(vm, b);
        NEXT;
    }
    OPC(CONTAINS_OP) {
        Cell item = sp[-2], container = sp[-1];
        AFTER(contains(vm, container, item, &q), How::Contains);
        bool t = is_true(q) != (B() != 0);
        sp -= 2;
        PUSH(bool_cell(t));
        SYNC();
        decref(vm, item);
        decref(vm, container);
        NEXT;
    }
#define UNARY(NAME, WHICH)                                           \
    OPC(NAME) {                                                      \
        Cell a = sp[-1];                                             \
        AFTER(unary_op(vm, UnaryOp::WHICH, a, &q), How::ReplaceTop); \
        sp[-1] = q;                                                  \
        SYNC();                                                      \
        decref(vm, a);                                               \
        NEXT;                                                        \
    }
    UNARY(UNARY_NEGATIVE, Negative)
    UNARY(UNARY_POSITIVE, Positive)
    UNARY(UNARY_INVERT, Invert)

    // ---- fused: what they cannot do at once they leave to the instructions that follow, as LOAD_FAST or LOAD_CONST
#define ON_INTS(x, y, RESULT, DECISION)                                                \
    {                                                                                  \
        int64_t z;                                                                     \
        switch (static_cast<Op>(word)) {                                               \
            case Op::BINARY_ADD:                                                       \
                if (LS_LIKELY(!__builtin_add_overflow(x, y, &z))) RESULT(int_cell(z)); \
                break;                                                                 \
            case Op::BINARY_SUBTRACT:                                                  \
                if (LS_LIKELY(!__builtin_sub_overflow(x, y, &z))) RESULT(int_cell(z)); \
                break;                                                                 \
            case Op::BINARY_MULTIPLY:                                                  \
                if (LS_LIKELY(!__builtin_mul_overflow(x, y, &z))) RESULT(int_cell(z)); \
                break;                                                                 \
            case Op::BINARY_FLOOR_DIVIDE:                                              \
                if (y > 0) {                                                           \
                    z = x / y - (x % y < 0);                                           \
                    RESULT(int_cell(z));                                               \
                }                                                                      \
                break;                                                                 \
            case Op::BINARY_REMAINDER:                                                 \
                if (y > 0) {                                                           \
                    z = x % y;                                                         \
                    z += z < 0 ? y : 0;                                                \
                    RESULT(int_cell(z));                                               \
                }                                                                      \
                break;                                                                 \
            case Op::BINARY_LSHIFT:                                                    \
                if (x >= 0 && y >= 0 && y < 62 && x < (int64_t(1) << (62 - y))) {      \
                    z = x << y;                                                        \
                    RESULT(int_cell(z));                                               \
                }                                                                      \
                break;                                                                 \
            case Op::BINARY_RSHIFT:                                                    \
                if (y >= 0) {                                                          \
                    z = x >> (y > 63 ? 63 : y);                                        \
                    RESULT(int_cell(z));                                               \
                }                                                                      \
                break;                                                                 \
            case Op::BINARY_AND: z = x & y; RESULT(int_cell(z));                       \
            case Op::BINARY_OR: z = x | y; RESULT(int_cell(z));                        \
            case Op::BINARY_XOR:                                                       \
                z = x ^ y;                                                             \
                RESULT(int_cell(z));                                                   \
                ORDERINGS(x, y, DECISION)                                              \
            default: break;                                                            \
        }                                                                              \
    }
#define ON_FLOATS(x, y, RESULT, DECISION)                    \
    switch (static_cast<Op>(word)) {                         \
        case Op::BINARY_ADD: RESULT(float_cell(x + y));      \
        case Op::BINARY_SUBTRACT: RESULT(float_cell(x - y)); \
        case Op::BINARY_MULTIPLY: RESULT(float_cell(x* y));  \
        case Op::BINARY_TRUE_DIVIDE:                         \
            if (y != 0) RESULT(float_cell(x / y));           \
            break;                                           \
            ORDERINGS(x, y, DECISION)                        \
        default: break;                                      \
    }
#define ORDERINGS(x, y, DECISION)          \
    case Op::COMPARE_LT: DECISION(x < y);  \
    case Op::COMPARE_LE: DECISION(x <= y); \
    case Op::COMPARE_EQ: DECISION(x == y); \
    case Op::COMPARE_NE: DECISION(x != y); \
    case Op::COMPARE_GT: DECISION(x > y);  \
    case Op::COMPARE_GE: DECISION(x >= y);
    // The operator lies `AHEAD` instructions ahead; the result takes the place of `DROP` values of the stack.
#define OPERATE(AHEAD, DROP)                                         \
    const uint8_t word = pc[(AHEAD) - 1].op;                         \
    if (LS_LIKELY(both_small_int(a, b))) {                           \
        const int64_t x = int_of(a), y = int_of(b);                  \
        ON_INTS(x, y, PUT_##AHEAD##_##DROP, JUMP_##AHEAD##_##DROP)   \
    } else if (both_inline_float(a, b)) {                            \
        const double x = float_of(a), y = float_of(b);               \
        ON_FLOATS(x, y, PUT_##AHEAD##_##DROP, JUMP_##AHEAD##_##DROP) \
    }
#define PUT_2_0(c)           \
    {                        \
        const Cell c_ = (c); \
        pc += 2;             \
        PUSH(c_);            \
        NEXT;                \
    }
#define PUT_1_1(c)           \
    {                        \
        const Cell c_ = (c); \
        pc += 1;             \
        sp[-1] = c_;         \
        NEXT;                \
    }
#define JUMP_2_0(t)          \
    {                        \
        const bool t_ = (t); \
        pc += 2;             \
        DECIDE(t_);          \
    }
#define JUMP_1_1(t)          \
    {                        \
        const bool t_ = (t); \
        pc += 1;             \
        sp--;                \
        DECIDE(t_);          \
    }
    OPC(FAST_FAST_OP) {
        const Cell a = L[A()], b = L[pc->a];
        OPERATE(2, 0) goto DO_LOAD_FAST;
    }
    OPC(FAST_CONST_OP) {
        const Cell a = L[A()], b = fr->code->consts[pc->a];
        OPERATE(2, 0) goto DO_LOAD_FAST;
    }
    OPC(STACK_FAST_OP) {
        const Cell a = sp[-1], b = L[A()];
        OPERATE(1, 1) goto DO_LOAD_FAST;
    }
    OPC(STACK_CONST_OP) {
        const Cell a = sp[-1], b = fr->code->consts[A()];
        OPERATE(1, 1) goto DO_LOAD_CONST;
    }
    OPC(FAST_ATTR) {
        const Cell o = L[A()];
        if (LS_LIKELY(is_kind(o, kInstance))) {
            auto* i = as<Instance>(o);
            const AttrCache& cache = fr->code->caches[pc->b].attr;
            if (LS_LIKELY(i->shape && cache.shape == i->shape && cache.version == i->cls->version &&
                          cache.slot < kCachedLast)) {
                r = i->slots[cache.slot];
                incref(r);
                PUSH(r);
                pc++;
                NEXT;
            }
        }
        goto DO_LOAD_FAST;
    }
    OPC(FAST_METHOD) {
        const Cell o = L[A()];
        if (LS_LIKELY(is_obj(o))) {
            const Obj* object = obj_of(o);
            const AttrCache& cache = fr->code->caches[pc->b].attr;
            const bool instance = object->kind == kInstance;
            Shape* shape = instance ? static_cast<const Instance*>(object)->shape : nullptr;
            if (LS_LIKELY(cache.cls == object->cls && cache.shape == shape && (shape || !instance) &&
                          cache.version == cache.cls->version)) {
                incref(cache.value);
                PUSH(cache.value);
                incref(o);
                PUSH(o);
                pc++;
                NEXT;
            }
        }
        goto DO_LOAD_FAST;
    }
    OPC(FAST_FAST) {
        const Cell a = L[A()], b = L[pc->a];
        if (LS_UNLIKELY(is_empty(a) || is_empty(b))) goto DO_LOAD_FAST;
        incref(a);
        incref(b);
        PUSH(a);
        PUSH(b);
        pc++;
        NEXT;
    }

    // ---- conditions: decided at once where the value is a built-in, else after __bool__ or __len__ came back (How::Truth)
#define CONDITION()                                         \
    Cell a = sp[-1];                                        \
    bool t;                                                 \
    if (LS_LIKELY(is_bool(a)))                              \
        t = bool_of(a);                                     \
    else {                                                  \
        SYNC();                                             \
        int known = truth_of(vm, a);                        \
        if (LS_UNLIKELY(known < 0)) {                       \
            if (known == -1) goto unwind;                   \
            how = known == -2 ? How::Truth : How::TruthLen; \
            goto take_call;                                 \
        }                                                   \
        t = known != 0;                                     \
    }
    OPC(UNARY_NOT) {
        CONDITION() sp[-1] = bool_cell(!t);
        if (is_obj(a)) {
            SYNC();
            decref(vm, a);
        }
        NEXT;
    }
    OPC(POP_JUMP_IF_FALSE) {
        CONDITION() const int32_t to = A();
        sp--;
        if (!t) pc += to;
        if (is_obj(a)) {
            SYNC();
            decref(vm, a);
        }
        if (to < 0) TICK_BACK(to);
        NEXT;
    }
    OPC(POP_JUMP_IF_TRUE) {
        CONDITION() const int32_t to = A();
        sp--;
        if (t) pc += to;
        if (is_obj(a)) {
            SYNC();
            decref(vm, a);
        }
        if (to < 0) TICK_BACK(to);
        NEXT;
    }
    OPC(JUMP_IF_FALSE_OR_POP) {
        CONDITION() if (!t) {
            pc += A();
            NEXT;
        }
        sp--;
        if (is_obj(a)) {
            SYNC();
            decref(vm, a);
        }
        NEXT;
    }
    OPC(JUMP_IF_TRUE_OR_POP) {
        CONDITION() if (t) {
            pc += A();
            NEXT;
        }
        sp--;
        if (is_obj(a)) {
            SYNC();
            decref(vm, a);
        }
        NEXT;
    }
    OPC(POP_JUMP_IF_NONE) {
        Cell a = POP();
        if (is_none(a)) pc += A();
        SYNC();
        decref(vm, a);
        NEXT;
    }
    OPC(POP_JUMP_IF_NOT_NONE) {
        Cell a = POP();
        if (!is_none(a)) pc += A();
        SYNC();
        decref(vm, a);
        NEXT;
    }
    OPC(JUMP) {
        pc += A();
        NEXT;
    }
    OPC(JUMP_BACK) {
        const int32_t to = A();
        pc += to;
        TICK_BACK(to);
        NEXT;
    }

    // ---- iteration
    OPC(GET_ITER) {
        Cell o = sp[-1];
        AFTER(iter_of(vm, o, &q), How::Iter);
        sp[-1] = q;
        SYNC();
        decref(vm, o);
        NEXT;
    }
    OPC(FOR_ITER) {
    for_step:
        Cell it = sp[-1];
        TICK();
        if (is_kind(it, kIterator)) {
            auto* i = as<Iter>(it);
            if (i->aux == uint16_t(IterType::Range)) {
                if (i->left <= 0) goto for_end;
                PUSH(int_cell(i->index));
                i->index = int64_t(uint64_t(i->index) + uint64_t(i->step));
                i->left--;
                if (OPCODE() == Op::FOR_NEXT) pc += A();
                NEXT;
            }
            if (i->aux == uint16_t(IterType::List) && !is_empty(i->source)) {
                auto* l = as<List>(i->source);
                if (i->index < int64_t(l->n)) {
                    r = l->v[i->index++];
                    incref(r);
                    PUSH(r);
                    if (OPCODE() == Op::FOR_NEXT) pc += A();
                    NEXT;
                }
            }
        } else if (is_kind(it, kGenerator) && as<Generator>(it)->flavor == 0) {
            g = as<Generator>(it);
            if (g->state == GenState::Closed) goto for_end;
            r = none_cell();
            how = How::For;
            SYNC();
            goto do_resume;
        }
        AFTER(iter_next(vm, it, &q), How::For);
        if (is_empty(q)) goto for_end;
        PUSH(q);
        if (OPCODE() == Op::FOR_NEXT) pc += A();
        NEXT;
    for_end:
        it = POP();
        if (OPCODE() == Op::FOR_ITER) pc += A();
        SYNC();
        decref(vm, it);
        NEXT;
    }
    OPC(FOR_NEXT) {
        TICK_BACK(A());  // as every jump back: else a long body would count as little as a short one
        goto for_step;
    }
    OPC(GET_YIELD_FROM_ITER) {
        Cell o = sp[-1];
        AFTER(get_yield_from_iter(vm, fr->code, o, &q), How::Iter);
        sp[-1] = q;
        SYNC();
        decref(vm, o);
        NEXT;
    }
    OPC(GET_AWAITABLE) {
        Cell o = sp[-1];
        AFTER(get_awaitable(vm, o, B(), &q), How::Await);
        sp[-1] = q;
        SYNC();
        decref(vm, o);
        NEXT;
    }
    OPC(SEND) {
        Cell d = sp[-2];
        r = POP();
        SYNC();
        if (LS_LIKELY(is_obj(d))) {
            Obj* o = obj_of(d);
            if (o->kind == kAwaitIter) o = as<AwaitIter>(d)->coro;
            if (LS_LIKELY(o->kind == kGenerator && static_cast<Generator*>(o)->flavor != 2)) {
                g = static_cast<Generator*>(o);
                how = How::Delegate;
                goto do_resume;
            }
            if (o->kind == kFutureIter && hooks().future_iter_next) {
                decref(vm, r);
                bool finished = false;
                st = hooks().future_iter_next(vm, o, &finished, &q);
                if (st != Status::Ok) goto unwind;
                PUSH(q);
                if (finished) pc += A();
                NEXT;
            }
            if (o->kind == kAsyncGenItem) {
                how = How::AsyncItem;
                goto item_send;
            }
        }
        // Any other iterator: its own __next__ or send().
        bool plain = is_none(r);
        if (plain && (is_kind(d, kIterator) || is_kind(d, kCompound))) {
            st = iter_next(vm, d, &q);
            if (st == Status::Ok) {
                bool finished = is_empty(q);
                PUSH(finished ? none_cell() : q);
                if (finished) pc += A();
                NEXT;
            }
        } else {
            st = plain ? call_method(vm, d, vm.names.next, {}) : call_method_dynamic(vm, d, vm.names.send, r);
            decref(vm, r);
        }
        how = How::DelegateCall;
        goto not_ok;
    }
    OPC(END_SEND) {
        r = POP();
        Cell d = sp[-1];
        sp[-1] = r;
        SYNC();
        decref(vm, d);
        NEXT;
    }
    OPC(YIELD_VALUE) {
        r = POP();
        yield_kind = B();
        SYNC();
        goto yield_out;
    }
    OPC(GET_AITER) {
        Cell o = sp[-1];
        AFTER(get_aiter(vm, o, &q), How::ReplaceTop);
        sp[-1] = q;
        SYNC();
        decref(vm, o);
        NEXT;
    }
    OPC(GET_ANEXT) {
        AFTER(get_anext(vm, sp[-1], &q), How::Call);
        PUSH(q);
        NEXT;
    }
    OPC(END_ASYNC_FOR) {
        r = POP();
        if (exception_matches(vm, r, obj_cell(vm.cls(C::StopAsyncIteration)))) {
            Cell it = POP();
            SYNC();
            decref(vm, r);
            decref(vm, it);
            NEXT;
        }
        vm.exc = r;
        SYNC();
        goto unwind_again;
    }

    // ---- building
    OPC(BUILD_TUPLE) {
        uint32_t count = uint32_t(A());
        if (count == 0) {
            incref(vm.empty_tuple);
            PUSH(obj_cell(vm.empty_tuple));
            NEXT;
        }
        Tuple* t = new_tuple(vm, count);
        if (!t) {
            SYNC();
            goto unwind;
        }
        sp -= count;
        for (uint32_t i = 0; i < count; i++) t->v[i] = sp[i];
        PUSH(obj_cell(t));
        NEXT;
    }
    OPC(BUILD_LIST) {
        uint32_t count = uint32_t(A());
        List* l = new_list(vm, count);
        if (!l) {
            SYNC();
            goto unwind;
        }
        sp -= count;
        for (uint32_t i = 0; i < count; i++) l->v[i] = sp[i];
        l->n = count;
        PUSH(obj_cell(l));
        NEXT;
    }
    OPC(BUILD_SET) {
        uint32_t count = uint32_t(A());
        Set* s = new_set(vm, false);
        SYNC();
        if (!s) goto unwind;
        st = Status::Ok;
        for (uint32_t i = 0; i < count && st == Status::Ok; i++) st = set_add(vm, s, sp[int64_t(i) - count]);
        for (uint32_t i = 0; i < count; i++) {
            r = POP();
            decref(vm, r);
        }
        PUSH(obj_cell(s));
        SYNC();
        if (st != Status::Ok) goto unwind;
        NEXT;
    }
    OPC(BUILD_MAP) {
        uint32_t count = uint32_t(A());
        Dict* d = new_dict(vm);
        SYNC();
        if (!d) goto unwind;
        st = Status::Ok;
        Cell* first = sp - 2 * size_t(count);
        for (uint32_t i = 0; i < count && st == Status::Ok; i++) st = dict_set(vm, d, first[2 * i], first[2 * i + 1]);
        while (sp > first) {
            r = POP();
            decref(vm, r);
        }
        PUSH(obj_cell(d));
        SYNC();
        if (st != Status::Ok) goto unwind;
        NEXT;
    }
    OPC(BUILD_STRING) {
        SYNC();
        if (!build_string(vm, sp - A(), uint32_t(A()), &q)) goto unwind;
        for (int32_t i = 0; i < A(); i++) {
            r = POP();
            decref(vm, r);
        }
        PUSH(q);
        NEXT;
    }
    OPC(LIST_APPEND) {
        r = POP();
        SYNC();
        if (!list_append(vm, as<List>(sp[-A()]), r)) goto unwind;
        NEXT;
    }
    OPC(SET_ADD) {
        r = POP();
        SYNC();
        st = set_add(vm, as<Set>(sp[-A()]), r);
        decref(vm, r);
        if (st != Status::Ok) goto unwind;
        NEXT;
    }
    OPC(MAP_ADD) {
        r = POP();
        Cell k = POP();
        SYNC();
        st = dict_set(vm, as<Dict>(sp[-A()]), k, r);
        decref(vm, k);
        decref(vm, r);
        if (st != Status::Ok) goto unwind;
        NEXT;
    }
    OPC(LIST_EXTEND) {
        Cell it = sp[-1];
        SYNC();
        st = list_extend_op(vm, as<List>(sp[-1 - A()]), it, B());
        if (st != Status::Ok) {
            how = How::Replace;
            how_arg = 0;
            goto not_ok;
        }
        sp--;
        SYNC();
        decref(vm, it);
        NEXT;
    }
    OPC(SET_UPDATE) {
        Cell it = sp[-1];
        SYNC();
        st = set_update_op(vm, as<Set>(sp[-1 - A()]), it);
        if (st != Status::Ok) {
            how = How::Replace;
            how_arg = 0;
            goto not_ok;
        }
        sp--;
        SYNC();
        decref(vm, it);
        NEXT;
    }
    OPC(DICT_UPDATE) {
        Cell m = sp[-1];
        SYNC();
        st = dict_update_op(vm, as<Dict>(sp[-1 - A()]), m);
        if (st != Status::Ok) {
            how = How::Replace;
            how_arg = 0;
            goto not_ok;
        }
        sp--;
        SYNC();
        decref(vm, m);
        NEXT;
    }
    OPC(DICT_MERGE) {
        Cell m = sp[-1];
        SYNC();
        st = dict_merge_op(vm, as<Dict>(sp[-1 - A()]), m, sp[-1 - A() - B()]);
        if (st != Status::Ok) {
            how = How::Replace;
            how_arg = 0;
            goto not_ok;
        }
        sp--;
        SYNC();
        decref(vm, m);
        NEXT;
    }
    OPC(LIST_TO_TUPLE) {
        auto* l = as<List>(sp[-1]);
        Tuple* t = new_tuple(vm, l->n);
        SYNC();
        if (!t) goto unwind;
        for (uint32_t i = 0; i < l->n; i++) t->v[i] = newref(l->v[i]);
        sp[-1] = obj_cell(t);
        decref(vm, l);
        NEXT;
    }
    OPC(UNPACK_SEQUENCE) {
        Cell o = sp[-1];
        uint32_t count = uint32_t(A());
        if (is_kind(o, kTuple) && as<Tuple>(o)->n == count) {
            sp--;
            for (uint32_t i = count; i-- > 0;) PUSH(newref(as<Tuple>(o)->v[i]));
            SYNC();
            decref(vm, o);
            NEXT;
        }
        if (is_kind(o, kList) && as<List>(o)->n == count) {
            sp--;
            for (uint32_t i = count; i-- > 0;) PUSH(newref(as<List>(o)->v[i]));
            SYNC();
            decref(vm, o);
            NEXT;
        }
        AFTER(unpack_to_tuple(vm, o, count, &q), How::Replace);
        sp[-1] = q;
        SYNC();
        decref(vm, o);
        pc--;
        NEXT;
    }
    OPC(UNPACK_EX) {
        Cell o = sp[-1];
        uint32_t before = uint32_t(A()), after = B();
        if (!is_kind(o, kTuple) && !is_kind(o, kList)) {
            AFTER(unpack_to_list(vm, o, &q), How::Replace);
            sp[-1] = q;
            SYNC();
            decref(vm, o);
            o = q;
        }
        SYNC();
        uint32_t count = is_kind(o, kList) ? as<List>(o)->n : as<Tuple>(o)->n;
        Cell* items = is_kind(o, kList) ? as<List>(o)->v : as<Tuple>(o)->v;
        if (count < before + after) {
            (void)raise(vm, C::ValueError, "not enough values to unpack (expected at least %u, got %u)", before + after, count);
            goto unwind;
        }
        List* middle = new_list(vm, count - before - after);
        if (!middle) goto unwind;
        for (uint32_t i = before; i < count - after; i++) middle->v[middle->n++] = newref(items[i]);
        sp--;
        for (uint32_t i = count; i-- > count - after;) PUSH(newref(items[i]));
        PUSH(obj_cell(middle));
        for (uint32_t i = before; i-- > 0;) PUSH(newref(items[i]));
        SYNC();
        decref(vm, o);
        NEXT;
    }
    OPC(FORMAT_VALUE) {
        Cell spec = B() & 4 ? sp[-1] : empty_cell();
        Cell v = B() & 4 ? sp[-2] : sp[-1];
        SYNC();
        st = format_value(vm, v, spec, B() & 3u, &q);
        if (LS_UNLIKELY(st == Status::Fail)) goto unwind;
        sp -= B() & 4 ? 2 : 1;
        SYNC();
        decref(vm, v);
        decref(vm, spec);
        if (LS_UNLIKELY(st != Status::Ok)) {
            how = How::StrResult;
            goto not_ok;
        }
        PUSH(q);
        NEXT;
    }

    // ---- functions, classes, calls
    OPC(MAKE_FUNCTION) {
        uint32_t parts = uint32_t(__builtin_popcount(B() & 15));
        SYNC();
        sp -= parts;
        st = make_function(vm, fr, uint32_t(A()), B(), sp, &q);
        SYNC();
        if (st != Status::Ok) goto unwind;
        PUSH(q);
        NEXT;
    }
    OPC(LOAD_BUILD_CLASS) {
        SYNC();
        r = dict_get_str(fr->builtins, vm.names.build_class);
        if (is_empty(r)) {
            (void)raise(vm, C::NameError, "__build_class__ not found");
            goto unwind;
        }
        incref(r);
        PUSH(r);
        NEXT;
    }
    OPC(CALL) {
        n = uint32_t(A());
        base = sp - n - 2;
        if (LS_LIKELY(is_kind(base[0], kFunction))) {
            auto* fn = as<Function>(base[0]);
            Code* c = fn->code;
            Cell* from_ = base + 2;
            uint32_t count = n;
            if (!is_empty(base[1])) {
                from_--;
                count++;
            }
            if (LS_LIKELY((c->flags & compile::kSimpleCall) && count == c->arg_count && (vm.budget -= c->call_ticks) >= 0)) {
                sp = base;
                SYNC();
                Frame* nf = new_frame(vm, c);
                if (LS_LIKELY(nf != nullptr)) {
                    nf->fn = fn;
                    nf->globals = fn->globals;
                    nf->builtins = vm.builtins;
                    Cell* s = nf->slots;
                    uint32_t i = 0;
                    for (; i < count; i++) s[i] = from_[i];
                    for (const uint32_t end = c->nslots; i < end; i++) s[i] = empty_cell();
                    for (i = 0; LS_UNLIKELY(i < c->nfree); i++) s[c->free_base + i] = newref(fn->closure->v[i]);
                    nf->sp = s + c->nslots;
                    nf->pc = c->ins;
                    nf->back = fr;
                    nf->how = How::Call;
                    fr = nf;
                    ENTER_FRAME();
                    if (rec && recorded(c)) EVENT(call(trace_id(vm, c)));
                    NEXT;
                }
                clear_exception(vm);  // raised again where everything is put in order
                sp = base + 2 + n;
            }
        }
        nkw = 0;
        kwn = nullptr;
    call_on_stack:
        base = sp - n - nkw - 2;
        callee = base[0];
        av = base + 2;
        if (!is_empty(base[1])) {
            av--;
            n++;
        }
        holder = nullptr;
        how = How::Call;
        how_arg = 0;
        sp = base;
        goto do_call;
    }
    OPC(CALL_KW) {
        Cell names = POP();
        kwn = as<Tuple>(names);  // a constant of the code: alive as long as the frame
        nkw = kwn->n;
        n = uint32_t(A()) - nkw;
        decref(vm, names);
        goto call_on_stack;
    }
    OPC(CALL_FUNCTION_EX) {
        SYNC();
        Cell kwargs = B() ? sp[-1] : empty_cell();
        Cell args = B() ? sp[-2] : sp[-1];
        if (!is_kind(args, kTuple)) {
            AFTER_ARG(spread_argument(vm, args, &q), How::Replace, uint16_t(B() ? 1 : 0));
            sp[B() ? -2 : -1] = q;
            decref(vm, args);
            pc--;
            NEXT;
        }
        List* all = nullptr;
        kwn = nullptr;
        if (!spread_call(vm, as<Tuple>(args), is_empty(kwargs) ? nullptr : as<Dict>(kwargs), &all, &kwn)) goto unwind;
        sp -= B() ? 2 : 1;
        decref(vm, args);
        decref(vm, kwargs);
        callee = sp[-2];
        sp -= 2;
        nkw = kwn ? kwn->n : 0;
        kwholder = kwn;
        n = all->n - 1 - nkw;
        av = all->v + 1;
        holder = all;
        how = How::Call;
        how_arg = 0;
        goto do_call;
    }
    OPC(CALL_INTRINSIC) {
        uint32_t consumed = 0;
        SYNC();
        st = intrinsic(vm, fr, A(), sp, &consumed, &q);
        if (st == Status::Fail) goto unwind;
        for (; consumed > 0; consumed--) {
            r = POP();
            SYNC();
            decref(vm, r);
        }
        if (st != Status::Ok) {
            how = How::Call;
            goto not_ok;
        }
        PUSH(q);
        NEXT;
    }
    OPC(RETURN_VALUE) {
        r = POP();
        if (LS_UNLIKELY(fr->gen != nullptr)) {
            SYNC();
            goto gen_done;
        }
        if (rec && recorded(fr->code)) VALUE_EVENT(ret, r);
        how = fr->how;
        how_arg = fr->how_arg;
        Frame* f = fr;
        f->pc = pc;
        f->sp = sp;
        fr = f->back;
        vm.frame = fr;
        vm.depth -= recorded(f->code);
        if (LS_LIKELY(f->rc == 1))
            end_frame(vm, f);
        else {
            f->back = nullptr;
            decref(vm, f);
        }
        if (LS_LIKELY(how == How::Call)) {
            ENTER_FRAME();
            PUSH(r);
            NEXT;
        }
        if (how == How::Entry) {
            *result = r;
            vm.frame = outer_frame;
            return RunResult::Returned;
        }
        if (LS_LIKELY(fr && fr->code)) ENTER_FRAME();
        goto deliver;
    }
    OPC(SETUP_ANNOTATIONS) {
        SYNC();
        if (!setup_annotations(vm, fr)) goto unwind;
        NEXT;
    }

    // ---- exceptions
    OPC(RAISE_VARARGS) {
        SYNC();
        if (A() == 0) {
            r = topmost_handled(vm);
            if (is_empty(r)) {
                (void)raise(vm, C::RuntimeError, "No active exception to reraise");
                goto unwind;
            }
            incref(r);
            vm.exc = r;
            goto unwind_again;  // where it was raised first is in its traceback already
        }
        Cell exc = sp[-A()], cause = A() == 2 ? sp[-1] : empty_cell(), which = empty_cell();
        st = raise_from_op(vm, exc, cause, &which);
        if (st == Status::Call) {
            how = How::Replace;
            how_arg = uint16_t(A() == 2 && !is_true(which) ? 1 : 0);
            if (A() == 1) how_arg = 0;
            goto not_ok;
        }
        goto unwind;  // raised, or a TypeError
    }
    OPC(PUSH_EXC_INFO) {
        r = sp[-1];
        Cell before = vm.exc_top->handled;
        vm.exc_top->handled = newref(r);
        sp[-1] = before;
        PUSH(r);
        if (rec && static_cast<Op>(pc->op & 0x7f) == Op::POP_TOP && recorded(fr->code)) {  // a bare except:
            SYNC();
            if (hooks().exception_caught) hooks().exception_caught(vm, as<Exception>(r));
            EVENT(caught());
        }
        NEXT;
    }
    OPC(POP_EXCEPT) {
        Cell before = POP();
        Cell now = vm.exc_top->handled;
        vm.exc_top->handled = before;
        SYNC();
        decref(vm, now);
        NEXT;
    }
    OPC(RERAISE) {
        vm.exc = POP();
        SYNC();
        goto unwind_again;
    }
    OPC(CHECK_EXC_MATCH) {
        Cell type = sp[-1];
        SYNC();
        if (check_except_type(vm, type) != Status::Ok) goto unwind;
        bool t = exception_matches(vm, sp[-2], type);
        sp[-1] = bool_cell(t);
        decref(vm, type);
        if (t && rec && recorded(fr->code)) {
            if (hooks().exception_caught) hooks().exception_caught(vm, as<Exception>(sp[-2]));
            EVENT(caught());
        }
        NEXT;
    }
    OPC(CHECK_EG_MATCH) {
        SYNC();
        Cell rest = none_cell(), match = none_cell();
        st = except_star_match(vm, sp[-2], sp[-1], &rest, &match);
        if (st == Status::Fail) goto unwind;
        if (st == Status::Call) {
            how = How::Call;
            how_arg = 1;
            sp -= 0;
            goto eg_call;
        }
        {  // nothing is left to match
            Cell e = sp[-2], type = sp[-1];
            sp[-2] = rest;
            sp[-1] = match;
            decref(vm, e);
            decref(vm, type);
        }
        NEXT;
    eg_call:
        // The split runs in a hidden helper that returns (match, rest): replace the two operands by it and unpack.
        how = How::Binary;
        how_arg = 0xfffe;
        goto not_ok;
    }
    OPC(LOAD_ASSERTION_ERROR) {
        PUSH(new_obj_ref(vm.cls(C::AssertionError)));
        NEXT;
    }

    // ---- with
    OPC(BEFORE_WITH) {
        Cell m = sp[-1], exit = empty_cell();
        SYNC();
        if (before_with(vm, m, false, &exit) != Status::Ok) goto unwind;
        sp[-1] = exit;
        st = call_method(vm, m, vm.names.enter, {});
        SYNC();
        decref(vm, m);
        how = How::Call;
        how_arg = 0;
        goto not_ok;
    }
    OPC(BEFORE_ASYNC_WITH) {
        Cell m = sp[-1], exit = empty_cell();
        SYNC();
        if (before_with(vm, m, true, &exit) != Status::Ok) goto unwind;
        sp[-1] = exit;
        st = call_method(vm, m, vm.names.aenter, {});
        SYNC();
        decref(vm, m);
        how = How::Call;
        how_arg = 0;
        goto not_ok;
    }
    OPC(WITH_EXCEPT_START) {
        Cell exc = sp[-1], exit = sp[-3];
        SYNC();
        st = call_later(vm, exit, {obj_cell(obj_of(exc)->cls), exc, as<Exception>(exc)->traceback});
        how = How::Call;
        how_arg = 0;
        goto not_ok;
    }

    // ---- imports, match
    OPC(IMPORT_NAME) {
        Cell fromlist = sp[-1], level = sp[-2];
        SYNC();
        st = import_name(vm, fr, NAME_ARG(), fromlist, level, &q);
        if (st == Status::Fail) goto unwind;
        sp -= 2;
        SYNC();
        decref(vm, fromlist);
        decref(vm, level);
        if (st != Status::Ok) {
            how = How::Call;
            how_arg = 0;
            goto not_ok;
        }
        PUSH(q);
        NEXT;
    }
    OPC(IMPORT_FROM) {
        AFTER(import_from(vm, sp[-1], NAME_ARG(), &q), How::Call);
        PUSH(q);
        NEXT;
    }
    OPC(MATCH_MAPPING) {
        bool t = is_mapping_pattern(vm, sp[-1]);
        PUSH(bool_cell(t));
        NEXT;
    }
    OPC(MATCH_SEQUENCE) {
        bool t = is_sequence_pattern(vm, sp[-1]);
        PUSH(bool_cell(t));
        NEXT;
    }
    OPC(MATCH_KEYS) {
        AFTER(match_keys(vm, sp[-2], sp[-1], &q), How::Call);
        PUSH(q);
        NEXT;
    }
    OPC(MATCH_CLASS) {
        Cell names = sp[-1], cls = sp[-2], subject = sp[-3];
        SYNC();
        st = match_class(vm, subject, cls, uint32_t(A()), names, &q);
        if (st == Status::Fail) goto unwind;
        sp -= 3;
        SYNC();
        decref(vm, names);
        decref(vm, cls);
        decref(vm, subject);
        if (st != Status::Ok) {
            how = How::Call;
            how_arg = 0;
            goto not_ok;
        }
        PUSH(q);
        NEXT;
    }
    OPC(GET_LEN) {
        SYNC();
        st = length_of(vm, sp[-1], &q);
        if (st != Status::Ok) {
            how = How::Call;
            how_arg = 0;
            goto not_ok;
        }
        PUSH(q);
        NEXT;
    }

    // =============================================================================================================================
    // Operators with a slow path: both operands stay on the stack while candidates are tried.
binary_slow:
    SYNC();
    st = binary_step(vm, static_cast<BinOp>(n), B() != 0, sp[-2], sp[-1], 0, &next_stage, &q);
    if (LS_UNLIKELY(st != Status::Ok)) {
        how = How::Binary;
        how_arg = uint16_t(next_stage);
        goto not_ok;
    }
    {
        Cell a = sp[-2], b = sp[-1];
        sp--;
        sp[-1] = q;
        SYNC();
        decref(vm, a);
        decref(vm, b);
    }
    NEXT;
compare_slow:
    SYNC();
    st = compare_step(vm, static_cast<CmpOp>(n), sp[-2], sp[-1], 0, &next_stage, &q);
    if (LS_UNLIKELY(st != Status::Ok)) {
        how = How::Compare;
        how_arg = uint16_t(next_stage);
        goto not_ok;
    }
    {
        Cell a = sp[-2], b = sp[-1];
        sp--;
        sp[-1] = q;
        SYNC();
        decref(vm, a);
        decref(vm, b);
    }
    NEXT;

    // =============================================================================================================================
    // A helper did not answer Ok. `how` and how_arg say what its result is for.
not_ok:
    switch (st) {
        case Status::Ok: r = q; goto deliver;
        case Status::Fail: goto raise_here;
        case Status::Call: goto take_call;
        case Status::Resume: goto take_resume;
        case Status::Park: goto park;
    }
    goto unwind;

raise_here:  // a native failed that was called with `how`
    RELEASE_HELD();
    if (vm.stop_reason != StopReason::None) goto stopped_quietly;
    goto raise_in_caller;

    // A call asked for by C++ code: arguments move from vm.call into our own buffer, so that the next native may ask again.
take_call: {
    CallRequest& c = vm.call;
    callee = c.callee;
    n = c.n;
    nkw = c.nkw;
    kwn = c.kwnames;
    holder = c.spread;
    if (kwholder != kwn) kwholder = nullptr;
    c.callee = empty_cell();
    c.spread = nullptr;
    if (holder)
        av = static_cast<List*>(holder)->v + 1;
    else {
        for (uint32_t i = 0; i < n + nkw; i++) cbuf[i + 2] = c.args[i];
        av = cbuf + 2;
    }
    goto do_call;
}

    // =============================================================================================================================
    // callee (owned) with av[0..n+nkw) (owned; the cell before av is free), for `how`. sp is where a result would be pushed.
do_call: {
    if (LS_UNLIKELY(!is_obj(callee))) goto not_callable;
    Obj* o = obj_of(callee);
    if (LS_LIKELY(o->kind == kFunction)) {
        auto* fn = static_cast<Function*>(o);
        Code* c = fn->code;
        if (fr && fr->code) SYNC();
        if (LS_UNLIKELY((vm.budget -= c->call_ticks) < 0) && !check_budget(vm)) goto call_failed;
        Frame* nf = new_frame(vm, c);
        if (LS_UNLIKELY(!nf)) goto call_failed;
        nf->fn = fn;  // takes the callee's reference
        nf->globals = fn->globals;
        nf->builtins = vm.builtins;
        Cell* s = nf->slots;
        constexpr uint32_t kComplex = compile::kVarArgs | compile::kVarKeywords;
        if (LS_LIKELY(c->flags & compile::kOptimized)) {
            if (LS_LIKELY(nkw == 0 && n == c->arg_count && c->kwonly_count == 0 && !(c->flags & kComplex))) {
                for (uint32_t i = 0; i < n; i++) s[i] = av[i];
                for (uint32_t i = n; i < c->nslots; i++) s[i] = empty_cell();
                if (holder) static_cast<List*>(holder)->n = 0;
            } else {
                for (uint32_t i = 0; i < c->nslots; i++) s[i] = empty_cell();
                bool bound = bind_arguments(vm, fn, av, n, nkw, kwn, s);  // moves or lets go of all arguments
                if (holder) static_cast<List*>(holder)->n = 0;
                if (LS_UNLIKELY(!bound)) {
                    nf->sp = s + c->nslots;
                    vm.depth -= recorded(c);
                    decref(vm, nf);
                    callee = empty_cell();
                    n = nkw = 0;
                    goto call_failed;
                }
            }
        } else {  // a module, class or exec body: its one argument is the namespace it runs in
            for (uint32_t i = 0; i < c->nslots; i++) s[i] = empty_cell();
            nf->names = n ? obj_of(av[0]) : nullptr;
            if (!nf->names) {
                nf->names = fn->globals;
                incref(nf->names);
            }
        }
        if (c->nfree)
            for (uint32_t i = 0; i < c->nfree; i++) s[c->free_base + i] = newref(fn->closure->v[i]);
        if (holder) {
            decref(vm, holder);
            holder = nullptr;
        }
        if (kwholder) {
            decref(vm, kwholder);
            kwholder = nullptr;
        }
        nf->sp = s + c->nslots;
        nf->pc = c->ins;
        if (LS_UNLIKELY(c->flags & (compile::kGenerator | compile::kCoroutine | compile::kAsyncGenerator))) {
            vm.depth -= recorded(c);
            auto* gen = static_cast<Generator*>(new_generator_object(vm, fn, nf));
            if (!gen) {
                decref(vm, nf);
                goto raise_here;
            }
            r = obj_cell(gen);
            if (rec && recorded(c)) EVENT(gen_created(gen->slot, trace_id(vm, c)));
            goto deliver;
        }
        nf->back = fr;
        nf->how = how;
        nf->how_arg = how_arg;
        fr = nf;
        ENTER_FRAME();
        if (rec && recorded(c)) EVENT(call(trace_id(vm, c)));
        NEXT;
    }
    if (LS_LIKELY(o->kind == kNative)) {
        auto* f = static_cast<Native*>(o);
        if (fr && fr->code) SYNC();
        if (LS_UNLIKELY(f->special)) goto call_special;
        // The usual: as many arguments as it takes, and self of just its class.
        const bool fits = int(n) >= f->min_args && (int(n) <= f->max_args || f->max_args < 0) && nkw == 0;
        const bool owned_self = !f->owner || (n > 0 && is_obj(av[0]) && obj_of(av[0])->cls == f->owner);
        if (LS_UNLIKELY(!(fits && owned_self) && !check_native_call(vm, f, av, n, nkw))) goto call_failed;
        st = f->fn(vm, Args{av, n, nkw, kwn}, &q);
        if (LS_UNLIKELY(st == Status::Call && !holder && av != cbuf + 2 && av != cbuf + 1)) {
            // arguments on the value stack: let go of them before the call that takes this one's place
        }
        goto call_done;
    }
    if (o->kind == kBoundMethod) {
        auto* b = static_cast<BoundMethod*>(o);
        Cell fn = newref(b->fn), self = newref(b->self);
        if (is_kind(fn, kBoundMethod) || av == cbuf + 1 || (!holder && av != cbuf + 2 && av == base + 1)) {
            // No free place before the arguments: pass on through a list.
            List* all = arguments_to_list(vm, av, n + nkw, holder);
            if (!all) {
                decref(vm, fn);
                decref(vm, self);
                goto call_failed_moved;
            }
            holder = all;
            av = all->v + 1;
        }
        *--av = self;
        if (holder) static_cast<List*>(holder)->v[0] = self;
        n++;
        callee = fn;
        decref(vm, o);
        if (holder && av == static_cast<List*>(holder)->v) {
            // the list's first place is now the argument: keep its count right
            if (is_kind(callee, kBoundMethod)) {
                List* all = arguments_to_list(vm, av, n + nkw, holder);
                if (!all) goto call_failed_moved;
                holder = all;
                av = all->v + 1;
            }
        }
        goto do_call;
    }
    if (o->kind == kClass) {
        auto* cls = static_cast<Class*>(o);
        if (fr && fr->code) SYNC();
        // [instance] stays on the stack below the call of __init__; only possible where the result is pushed.
        if (how == How::Call && fr && fr->code && plain_instance_class(vm, cls)) {
            Cell init = class_lookup(vm, cls, vm.names.init);
            if (is_kind(init, kFunction)) {
                Obj* inst = new_instance(vm, cls);
                if (!inst) goto call_failed;
                if (holder || av == base + 1 || av == cbuf + 2 || av == cbuf + 1) {
                    List* all = arguments_to_list(vm, av, n + nkw, holder);
                    if (!all) {
                        decref(vm, inst);
                        goto call_failed_moved;
                    }
                    holder = all;
                    av = all->v + 1;
                    static_cast<List*>(holder)->v[0] = new_obj_ref(inst);
                    av--;
                } else {
                    // [class, EMPTY, args...]: the instance goes to base[0], its second reference before the arguments
                    av--;
                    av[0] = new_obj_ref(inst);
                }
                n++;
                PUSH(obj_cell(inst));
                callee = newref(init);
                decref(vm, o);
                how = How::Init;
                goto do_call;
            }
        }
        st = call_class(vm, cls, Args{av, n, nkw, kwn}, &q);
        goto call_done;
    }
    if (o->kind == kFrame && static_cast<Frame*>(o)->native) {
        auto* nf = static_cast<Frame*>(o);
        if (holder) {
            decref(vm, holder);
            holder = nullptr;
        }
        if (fr && fr->code) SYNC();
        nf->back = fr;
        nf->how = how;
        nf->how_arg = how_arg;
        fr = nf;
        vm.frame = fr;
        outcome = Outcome::Start;
        r = empty_cell();
        goto resume_native;
    }
    // Anything else with __call__
    {
        if (fr && fr->code) SYNC();
        for (uint32_t hops = 0; is_obj(callee) && !calls_itself(obj_of(callee)->kind); hops++) {
            Cell method = empty_cell();
            if (special_method(vm, callee, vm.names.call, &method) != Status::Ok) goto call_failed;
            if (is_empty(method)) goto not_callable;
            decref(vm, callee);
            callee = method;
            if (LS_UNLIKELY(hops >= vm.limits.recursion)) {
                (void)recursion_error(vm);
                goto call_failed;
            }
        }
        goto do_call;
    }
}
not_callable:
    if (fr && fr->code) SYNC();
    (void)raise(vm, C::TypeError, "'%s' object is not callable", type_name(vm, callee));
    goto call_failed;

call_done:  // a native answered st, q: let go of callee and arguments, then go on
    if (LS_UNLIKELY(st == Status::Resume)) held = new_obj_ref(vm.resume.gen);  // the arguments may be all that holds it
    if (LS_LIKELY(!holder)) {
        for (uint32_t i = 0; i < n + nkw; i++) decref(vm, av[i]);
    } else {
        release_arguments(vm, av, n + nkw, holder);
        holder = nullptr;
    }
    // A call that the native asks for may pass the same keywords on.
    if (LS_UNLIKELY(kwholder != nullptr) && !(st == Status::Call && vm.call.kwnames == kwholder)) {
        decref(vm, kwholder);
        kwholder = nullptr;
    }
    decref(vm, callee);
    if (LS_UNLIKELY(st != Status::Ok)) goto not_ok;
    r = q;
    goto deliver;

call_failed:
    if (!holder) {
        for (uint32_t i = 0; i < n + nkw; i++) decref(vm, av[i]);
    } else {
        release_arguments(vm, av, n + nkw, holder);
        holder = nullptr;
    }
call_failed_moved:
    holder = nullptr;
    if (kwholder) {
        decref(vm, kwholder);
        kwholder = nullptr;
    }
    decref(vm, callee);
    goto raise_here;

    // =============================================================================================================================
    // r (owned) is the result of a call made for `how` by the frame fr.
deliver:
    if (LS_LIKELY(how == How::Call)) {
        PUSH(r);
        NEXT;
    }
    if (LS_UNLIKELY(how == How::Native)) {
        outcome = Outcome::Returned;
        goto resume_native;
    }
    switch (how) {
        case How::Call:
        case How::Send:
        case How::SendClose: PUSH(r); NEXT;
        case How::Discard:
            SYNC();
            decref(vm, r);
            NEXT;
        case How::Init:
            if (LS_UNLIKELY(!is_none(r))) {
                SYNC();
                (void)raise(vm, C::TypeError, "__init__() should return None, not '%s'", type_name(vm, r));
                decref(vm, r);
                goto unwind;
            }
            NEXT;
        case How::Entry:
            *result = r;
            vm.frame = outer_frame;
            return RunResult::Returned;
        case How::StrandEntry:
            if (!hooks().strand_ended(vm, r)) goto stopped_quietly;
            goto strand_goes_on;
        case How::For:
            PUSH(r);
            if (OPCODE() == Op::FOR_NEXT) pc += A();
            NEXT;
        case How::DelegateCall: PUSH(r); NEXT;
        case How::Truth:
        case How::TruthLen: {
            SYNC();
            int t = truth_result(vm, r, how == How::TruthLen);
            decref(vm, r);
            if (t < 0) goto unwind;
            Cell a = sp[-1];
            switch (OPCODE()) {
                case Op::UNARY_NOT: sp[-1] = bool_cell(!t); break;
                case Op::POP_JUMP_IF_FALSE:
                    sp--;
                    if (!t) pc += A();
                    break;
                case Op::POP_JUMP_IF_TRUE:
                    sp--;
                    if (t) pc += A();
                    break;
                case Op::JUMP_IF_FALSE_OR_POP:
                    if (!t) {
                        pc += A();
                        NEXT;
                    }
                    sp--;
                    break;
                default:
                    if (t) {
                        pc += A();
                        NEXT;
                    }
                    sp--;
                    break;
            }
            SYNC();
            decref(vm, a);
            NEXT;
        }
        case How::Binary:
        case How::Compare: {
            SYNC();
            if (LS_UNLIKELY(how_arg == 0xfffe)) {  // except*: (rest, match) of a group
                Cell e = sp[-2], type = sp[-1];
                sp[-2] = newref(as<Tuple>(r)->v[0]);
                sp[-1] = newref(as<Tuple>(r)->v[1]);
                if (!is_none(sp[-1])) assign(vm, &vm.exc_top->handled, newref(sp[-1]));
                decref(vm, r);
                decref(vm, e);
                decref(vm, type);
                NEXT;
            }
            if (LS_UNLIKELY(how_arg != 0xffff && is_obj(r) && obj_of(r) == vm.not_implemented)) {
                decref(vm, r);
                unsigned op = pc[-1].op & 0x7fu;
                if (how == How::Binary)
                    st = binary_step(vm, static_cast<BinOp>(op - unsigned(Op::BINARY_ADD)), B() != 0, sp[-2], sp[-1], how_arg,
                                     &next_stage, &q);
                else
                    st = compare_step(vm, static_cast<CmpOp>(op - unsigned(Op::COMPARE_LT)), sp[-2], sp[-1], how_arg,
                                      &next_stage, &q);
                if (st != Status::Ok) {
                    how_arg = uint16_t(next_stage);
                    goto not_ok;
                }
                r = q;
            }
            Cell a = sp[-2], b = sp[-1];
            sp--;
            sp[-1] = r;
            SYNC();
            decref(vm, a);
            decref(vm, b);
            NEXT;
        }
        case How::Contains: {
            SYNC();
            int t = truth_native(r);
            if (t < 0) t = 1;
            decref(vm, r);
            Cell a = sp[-2], b = sp[-1];
            sp--;
            sp[-1] = bool_cell((t != 0) != (B() != 0));
            decref(vm, a);
            decref(vm, b);
            NEXT;
        }
        case How::Replace: {
            Cell* place = &sp[-1 - int(how_arg)];
            Cell old = *place;
            *place = r;
            SYNC();
            decref(vm, old);
            pc--;
            pc++;
            goto* kPlain[pc[-1].op & 0x7f];  // its line event is out already
        }
        case How::Iter:
            if (!is_iterator(vm, r)) {
                SYNC();
                (void)raise(vm, C::TypeError, "iter() returned non-iterator of type '%s'", type_name(vm, r));
                decref(vm, r);
                goto unwind;
            }
            goto replace_top;
        case How::Await:
            if (!check_await_result(vm, r)) {
                SYNC();
                decref(vm, r);
                goto unwind;
            }
            goto replace_top;
        case How::Attr:
        case How::ReplaceTop:
        replace_top: {
            Cell old = sp[-1];
            sp[-1] = r;
            SYNC();
            decref(vm, old);
            NEXT;
        }
        case How::MethodAttr: {
            Cell old = sp[-1];
            sp[-1] = r;
            PUSH(empty_cell());
            SYNC();
            decref(vm, old);
            NEXT;
        }
        case How::StrResult:
            if (!is_str(r)) {
                SYNC();
                (void)raise(vm, C::TypeError, "__format__ must return a str, not %s", type_name(vm, r));
                decref(vm, r);
                goto unwind;
            }
            PUSH(r);
            NEXT;
        case How::CloseCall: decref(vm, r); goto close_called;
        case How::DelegateThrow:  // throw() of an object that is no generator returned: that is a yield
            yield_kind = 2;
            goto passes_out;
        case How::DelegateClose:
        case How::Delegate:
        case How::AsyncItem:
        case How::AsyncItemSend:
        case How::Native: break;
    }
    __builtin_unreachable();

    // =============================================================================================================================
    // Generators. g is resumed with r (owned) for `how`; fr (synced) is who resumes it.
take_resume:
    g = vm.resume.gen;
    if (vm.resume.is_throw) goto do_throw;
    r = vm.resume.value;

do_resume:
    if (LS_UNLIKELY(g->state == GenState::Running)) {
        decref(vm, r);
        (void)raise(vm, C::ValueError, "%s already executing",
                    g->flavor == 0   ? "generator"
                    : g->flavor == 1 ? "coroutine"
                                     : "async generator");
        goto raise_here;
    }
    if (LS_UNLIKELY(g->state == GenState::Closed)) {
        decref(vm, r);
        if (g->flavor == 1) {
            (void)raise(vm, C::RuntimeError, "cannot reuse already awaited coroutine");
            goto raise_here;
        }
        if (how == How::Delegate) {
            PUSH(none_cell());
            pc += pc[-1].a;
            NEXT;
        }
        if (g->flavor == 2)
            (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
        else
            (void)raise_stop_iteration(vm, none_cell());
        goto raise_here;
    }
    if (LS_UNLIKELY(vm.depth >= vm.limits.recursion)) {
        decref(vm, r);
        (void)recursion_error(vm);
        goto raise_here;
    }
    {
        if (LS_UNLIKELY(g->aux) && take_pended(vm, g)) {
            decref(vm, r);
            goto do_throw;
        }
        bool first = g->state == GenState::Created, awaited = how == How::Delegate || how == How::AsyncItem;
        if (LS_UNLIKELY(first && !is_none(r))) {
            decref(vm, r);
            if (g->item) forget_item(vm, g);
            (void)raise(vm, C::TypeError, "can't send non-None value to a just-started %s",
                        g->flavor == 0   ? "generator"
                        : g->flavor == 1 ? "coroutine"
                                         : "async generator");
            goto raise_here;
        }
        link_generator(vm, g, fr, how);
        RELEASE_HELD();
        fr = g->frame;
        ENTER_FRAME();
        if (first)
            GEN_EVENT(g->code, gen_start(g->slot, awaited));
        else {
            PUSH(r);
            if (OPCODE() == Op::YIELD_VALUE) RESUMED_BEFORE() = 1;
            if (rec && recorded(g->code)) VALUE_EVENT(gen_send, r, g->slot, awaited);
        }
    }
    NEXT;

    // The pending exception goes into g for `how`.
do_throw: {
    if (g->state == GenState::Running) {
        clear_exception(vm);
        (void)raise(vm, C::ValueError, "%s already executing",
                    g->flavor == 0   ? "generator"
                    : g->flavor == 1 ? "coroutine"
                                     : "async generator");
        goto raise_here;
    }
    if (g->state == GenState::Closed) {
        if (g->flavor == 1) {
            clear_exception(vm);
            (void)raise(vm, C::RuntimeError, "cannot reuse already awaited coroutine");
        }
        goto raise_here;
    }
    if (is_delegating(g)) {
        Cell d = g->frame->sp[-1];
        bool closing = pending_is(vm, C::GeneratorExit);
        Obj* o = is_obj(d) ? obj_of(d) : nullptr;
        if (o && o->kind == kAwaitIter) o = static_cast<AwaitIter*>(o)->coro;
        Generator* inner = nullptr;
        AsyncGenItem* item = nullptr;
        if (o && o->kind == kGenerator) inner = static_cast<Generator*>(o);
        if (o && o->kind == kAsyncGenItem) {
            item = static_cast<AsyncGenItem*>(o);
            inner = item->gen;
        }
        if (inner && inner->state == GenState::Suspended) {
            // An awaited one that is closed where no try guards it just ends.
            if (closing && !is_delegating(inner) && !item &&
                !guarded(inner->frame->code, uint32_t(inner->frame->pc - 1 - inner->frame->code->ins))) {
                GEN_EVENT(inner->code, gen_close(inner->slot));
                drop_generator_frame(vm, inner);
            } else {
                Cell exc = vm.exc;
                link_delegating(vm, g, fr, how);
                RELEASE_HELD();
                fr = g->frame;
                ENTER_FRAME();
                GEN_EVENT(g->code, gen_throw_delegated(g->slot, DESCRIBE(exc)));
                if (closing) {  // the awaited one gets an exception of its own; this one waits on the stack
                    PUSH(exc);
                    SYNC();
                    vm.exc = empty_cell();
                    (void)raise_cell(vm, C::GeneratorExit, empty_cell());
                }
                how = closing ? How::DelegateClose : How::DelegateThrow;
                g = inner;
                goto do_throw;
            }
        } else if (o && !inner && o->kind != kFutureIter && o->kind != kIterator && o->kind != kCompound) {
            // An object of the program: its own throw() or close(), if it has one.
            Cell method = empty_cell(), exc = vm.exc;
            vm.exc = empty_cell();
            const bool asks = o->cls->class_flags & (kClassHasGetattr | kClassHasGetattribute);
            if (asks)
                method = newref(hidden_function(vm, closing ? "_close_delegate" : "_throw_into_delegate"));
            else if (get_attr_plain(vm, d, closing ? vm.names.close : vm.names.throw_, &method) != Status::Ok) {
                decref(vm, exc);
                goto raise_here;
            }
            if (!is_empty(method)) {
                link_delegating(vm, g, fr, how);
                RELEASE_HELD();
                fr = g->frame;
                ENTER_FRAME();
                GEN_EVENT(g->code, gen_throw_delegated(g->slot, DESCRIBE(exc)));
                if (asks)
                    st = closing ? call_later(vm, method, {d}) : call_later(vm, method, {d, as_thrown(exc)});
                else
                    st = closing ? call_later(vm, method, {}) : call_later(vm, method, {as_thrown(exc)});
                decref(vm, method);
                how = closing ? How::CloseCall : How::DelegateThrow;
                if (closing)
                    PUSH(exc);
                else
                    decref(vm, exc);
                SYNC();
                goto not_ok;
            }
            vm.exc = exc;
        }
    }
    if (is_delegating(g) && pending_is(vm, C::StopIteration)) {  // thrown at a delegate that takes no throw: as if it had ended
        link_delegating(vm, g, fr, how);
        RELEASE_HELD();
        fr = g->frame;
        ENTER_FRAME();
        vm.exc_top = &g->exc;
        GEN_EVENT(g->code, gen_throw(g->slot, DESCRIBE(vm.exc)));
        r = stop_iteration_value(vm);
        goto delegate_ended;
    }
    bool fresh = g->state == GenState::Created;
    link_generator(vm, g, fr, how);
    RELEASE_HELD();
    fr = g->frame;
    ENTER_FRAME();
    chain_thrown(vm, g);
    GEN_EVENT(g->code, gen_throw(g->slot, DESCRIBE(vm.exc)));
    if (!fresh) AWAIT_LINE();
    if (fresh) pc++;  // as if at its first instruction: nothing guards it
    if (fresh) {
        SYNC();
        goto unwind_unguarded;
    }
    goto unwind;
}

close_called:  // the awaited object is closed: now the GeneratorExit that waits goes into the frame that awaited it
    vm.exc = POP();
    SYNC();
    goto throw_outwards;
close_failed:
    q = POP();
    SYNC();
    decref(vm, q);
throw_outwards:  // what left the inner frame goes into fr, which awaited it
    chain_thrown(vm, fr->gen);
    GEN_EVENT(fr->code, gen_throw(fr->gen->slot, DESCRIBE(vm.exc)));
    AWAIT_LINE();
    goto unwind;

    // The generator frame fr (synced) gives r out.
yield_out: {
    g = fr->gen;
    bool same_value = yield_kind == 2 && is_kind(sp[-1], kGenerator);
    how = fr->how;
    fr = unlink_generator(vm, g, GenState::Suspended);
    vm.frame = fr;
    if (rec && recorded(g->code)) {
        if (same_value)
            EVENT(gen_yield_same());
        else
            VALUE_EVENT(gen_yield, r);
    }
}
yielded_to_caller: {
    Generator* yielder = g;
    AsyncGenItem* item = yielder->item;
    bool item_done = item && yield_kind == 1;  // an async generator's own yield: the awaitable that drove it is done
    bool closing = item && item->mode == 2;
    if (item_done) forget_item(vm, yielder);
    if (how == How::Native) {
        decref(vm, yielder);
        outcome = Outcome::Yielded;
        goto resume_native;
    }
    if (how == How::Entry) {
        decref(vm, yielder);
        *result = r;
        vm.frame = outer_frame;
        return RunResult::Returned;
    }
    ENTER_FRAME();
    switch (how) {
        case How::Delegate:
            decref(vm, yielder);
            PUSH(r);
            NEXT;
        case How::For:
            decref(vm, yielder);
            PUSH(r);
            if (OPCODE() == Op::FOR_NEXT) pc += A();
            NEXT;
        case How::Send:
            decref(vm, yielder);
            PUSH(r);
            NEXT;
        case How::AsyncItem: {
            decref(vm, yielder);
            if (item_done && closing) {
                decref(vm, r);
                (void)raise(vm, C::RuntimeError, "async generator ignored GeneratorExit");
                goto unwind;
            }
            PUSH(r);
            if (item_done) pc += pc[-1].a;
            NEXT;
        }
        case How::AsyncItemSend: {
            decref(vm, yielder);
            if (item_done && closing) {
                decref(vm, r);
                (void)raise(vm, C::RuntimeError, "async generator ignored GeneratorExit");
                goto unwind;
            }
            if (item_done) {
                (void)raise_stop_iteration(vm, r);
                goto unwind;
            }
            PUSH(r);
            NEXT;
        }
        case How::SendClose:
            decref(vm, yielder);
            decref(vm, r);
            (void)raise(vm, C::RuntimeError, "%s ignored GeneratorExit",
                        yielder->flavor == 0   ? "generator"
                        : yielder->flavor == 1 ? "coroutine"
                                               : "async generator");
            goto unwind;
        case How::DelegateClose:
            decref(vm, yielder);
            decref(vm, r);
            (void)raise(vm, C::RuntimeError, "%s ignored GeneratorExit",
                        yielder->flavor == 0   ? "generator"
                        : yielder->flavor == 1 ? "coroutine"
                                               : "async generator");
            goto close_failed;
        case How::DelegateThrow:
            decref(vm, yielder);
            if (item_done) goto throw_returned;
            goto passes_out;
        default:  // a native answered Resume: what is yielded is its result, whatever that is for
            decref(vm, yielder);
            goto deliver;
    }
}
passes_out:  // fr, whose delegate answered a throw with a yield, hands it on without running
    g = fr->gen;
    how = fr->how;
    SYNC();
    fr = unlink_generator(vm, g, GenState::Suspended);
    vm.frame = fr;
    GEN_EVENT(g->code, gen_passes(g->slot, DESCRIBE(r)));
    yield_kind = 2;
    goto yielded_to_caller;
throw_returned:  // what fr awaits answered a throw with a result: fr goes on behind its await
    vm.exc_top = &fr->gen->exc;
    GEN_EVENT(fr->code, gen_send(fr->gen->slot, false, DESCRIBE(r)));
delegate_ended:
    AWAIT_LINE();
    pc = after_send(pc);
    PUSH(r);
    NEXT;

    // The generator frame fr returns r.
gen_done: {
    g = fr->gen;
    how = fr->how;
    Frame* back = unlink_generator(vm, g, GenState::Closed);
    vm.frame = back;
    if (rec && recorded(g->code)) VALUE_EVENT(gen_return, r);
    bool closing_item = forget_item(vm, g) == 2;
    vm.frame = fr = back;
    drop_generator_frame(vm, g);
    bool async = g->flavor == 2;
    uint8_t flavor = g->flavor;
    decref(vm, g);
    if (how == How::Native) {
        if (async) {
            decref(vm, r);
            (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
            outcome = Outcome::Raised;
            r = empty_cell();
            goto resume_native;
        }
        outcome = Outcome::Returned;
        goto resume_native;
    }
    if (how == How::Entry) {
        if (async) {
            decref(vm, r);
            (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
        } else
            (void)raise_stop_iteration(vm, r);
        goto raise_in_caller;
    }
    ENTER_FRAME();
    (void)flavor;
    switch (how) {
        case How::Delegate:
            PUSH(r);
            pc += pc[-1].a;
            NEXT;
        case How::For: {
            Cell it = POP();
            if (OPCODE() == Op::FOR_ITER) pc += A();
            SYNC();
            decref(vm, it);
            decref(vm, r);
            NEXT;
        }
        case How::Send:
            if (async) {
                decref(vm, r);
                (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
            } else
                (void)raise_stop_iteration(vm, r);
            goto unwind;
        case How::SendClose: PUSH(r); NEXT;
        case How::AsyncItem:
            if (closing_item) {
                PUSH(r);
                pc += pc[-1].a;
                NEXT;
            }
            decref(vm, r);
            (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
            goto unwind;
        case How::AsyncItemSend:
            decref(vm, r);
            if (closing_item)
                (void)raise_stop_iteration(vm, none_cell());
            else
                (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
            goto unwind;
        case How::DelegateThrow:
            if (async) {
                if (closing_item) goto throw_returned;
                decref(vm, r);
                (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
                goto throw_outwards;
            }
            goto throw_returned;
        case How::DelegateClose: decref(vm, r); goto close_called;
        default:
            if (async) {
                decref(vm, r);
                (void)raise_cell(vm, C::StopAsyncIteration, empty_cell());
            } else
                (void)raise_stop_iteration(vm, r);
            goto raise_in_caller;
    }
}

    // The awaitable of asend(), athrow(), aclose() or __anext__() is driven: r (owned) is sent. SEND: [item] on the stack.
item_send: {
    AsyncGenItem* item = as<AsyncGenItem>(how == How::AsyncItem ? sp[-1] : held);
    Generator* ag = item->gen;
    st = start_item(vm, item, &r);  // picks the value of the first send; Fail: nothing to resume
    if (st == Status::Fail) {
        decref(vm, r);
        goto raise_here;
    }
    g = ag;
    if (st == Status::Resume) {  // athrow, aclose: an exception is pending
        if (is_empty(vm.exc)) {  // closing what never ran or has ended: done at once
            decref(vm, r);
            if (how == How::AsyncItem) {
                PUSH(none_cell());
                pc += pc[-1].a;
                NEXT;
            }
            (void)raise_stop_iteration(vm, none_cell());
            goto raise_here;
        }
        decref(vm, r);
        goto do_throw;
    }
    goto do_resume;
}

    // ---- natives that switch frames: methods of generators and their like. Arguments: av[0] self ...
call_special: {
    auto* f = as<Native>(callee);
    uint32_t special = f->special;
    if (!check_native_call(vm, f, av, n, nkw)) goto call_failed;
    if (how != How::Call && how != How::Native && how != How::Entry) {
        // Their result is pushed; made for something else, the call goes through a hidden helper.
        st = call_hidden_args(vm, "_call", Args{av, n, nkw, kwn});
        if (st == Status::Call) insert_callee(vm, callee);
        goto call_done;
    }
    if (how == How::Entry || (how == How::Native) || !fr || !fr->code) {
        st = call_hidden_args(vm, "_call", Args{av, n, nkw, kwn});
        if (st == Status::Call) insert_callee(vm, callee);
        goto call_done;
    }
    Cell self = newref(av[0]);
    r = n > 1 ? newref(av[1]) : none_cell();
    Cell exc = empty_cell();
    st = Status::Ok;
    if (special == kGenThrow || special == kItemThrow || special == kAwaitThrow) {
        decref(vm, r);
        r = empty_cell();
        st = exception_to_throw(vm, Args{av, n, nkw, kwn}, &exc);  // may need Python: a class is called
    }
    if (st == Status::Call || st == Status::Fail) {
        decref(vm, self);
        goto call_done;
    }
    // arguments and callee go; self stays alive through the resumed generator's own reference
    if (!holder)
        for (uint32_t i = 0; i < n + nkw; i++) decref(vm, av[i]);
    else {
        release_arguments(vm, av, n + nkw, holder);
        holder = nullptr;
    }
    if (kwholder) {
        decref(vm, kwholder);
        kwholder = nullptr;
    }
    decref(vm, callee);
    how = How::Send;
    how_arg = 0;
    SYNC();
    switch (special) {
        case kAwaitSend:
        case kAwaitThrow:
        case kAwaitClose:
        case kAwaitNext: {
            Cell coro = new_obj_ref(as<AwaitIter>(self)->coro);
            decref(vm, self);
            self = coro;
            special = special == kAwaitSend    ? kGenSend
                      : special == kAwaitThrow ? kGenThrow
                      : special == kAwaitClose ? kGenClose
                                               : kGenNext;
            break;
        }
        default: break;
    }
    if (special == kItemSend || special == kItemNext || special == kItemThrow || special == kItemClose) {
        how = How::AsyncItemSend;
        AsyncGenItem* item = as<AsyncGenItem>(self);
        if (special == kItemClose) {
            item->state = 2;
            decref(vm, self);
            decref(vm, r);
            PUSH(none_cell());
            NEXT;
        }
        if (special == kItemThrow) {
            g = item->gen;
            if (item->state == 2) {
                decref(vm, exc);
                decref(vm, self);
                (void)raise(vm, C::RuntimeError, "cannot reuse already awaited __anext__()/asend()");
                goto unwind;
            }
            item->state = 1;
            g->item = item;
            g->running_async = 1;
            incref(item);
            held = self;
            vm.exc = exc;
            goto do_throw;
        }
        held = self;
        goto item_send;
    }
    g = as<Generator>(self);
    held = self;
    if (special == kGenSend || special == kGenNext) goto do_resume;
    if (special == kGenThrow) {
        vm.exc = exc;
        goto do_throw;
    }
    // close()
    if (g->state == GenState::Running) {
        (void)raise(vm, C::ValueError, "%s already executing", g->flavor == 1 ? "coroutine" : "generator");
        goto raise_here;
    }
    if (g->state == GenState::Closed) {
        RELEASE_HELD();
        PUSH(none_cell());
        NEXT;
    }
    if (g->state == GenState::Created ||
        (!is_delegating(g) && !guarded(g->frame->code, uint32_t(g->frame->pc - 1 - g->frame->code->ins)))) {
        g->awaited = 1;
        GEN_EVENT(g->code, gen_close(g->slot));
        drop_generator_frame(vm, g);
        RELEASE_HELD();
        PUSH(none_cell());
        NEXT;
    }
    (void)raise_cell(vm, C::GeneratorExit, empty_cell());
    how = How::SendClose;
    goto do_throw;
}

    // =============================================================================================================================
    // An exception (vm.exc) is on its way in the frame fr; pc is behind the instruction that failed.
unwind:
    if (LS_UNLIKELY(vm.stop_reason != StopReason::None)) goto stopped_quietly;
    if (recorded(fr->code)) {
        if (rec && is_none(as<Exception>(vm.exc)->traceback)) EVENT(raised(DESCRIBE(vm.exc)));
        add_traceback(vm, fr, uint32_t(pc - 1 - fr->code->ins));
    }
unwind_again: {
    uint32_t at = uint32_t(pc - 1 - fr->code->ins);
    const auto& table = fr->code->spec->exceptions;
    const compile::ExceptionEntry* found = nullptr;
    for (const auto& e : table)
        if (at >= e.start && at < e.end) {
            found = &e;
            break;
        }
    // What lies on the stack goes now: a frame that a traceback keeps holds its variables only.
    Cell* to = L + fr->code->nslots + (found ? found->depth : 0);
    while (sp > to) {
        Cell c = POP();
        SYNC();
        decref(vm, c);
    }
    if (found) {
        PUSH(vm.exc);
        vm.exc = empty_cell();
        pc = fr->code->ins + found->target;
        if (rec && same_line(fr->code, raised_at(fr, sp[-1], at), found->target)) {  // of one line already told
            pc++;
            goto* kPlain[pc[-1].op & 0x7f];
        }
        NEXT;
    }
    goto pop_frame;
}
unwind_unguarded:  // before its first instruction: a StopIteration leaves a generator as it is
    fresh_frame = true;
    if (rec && is_none(as<Exception>(vm.exc)->traceback) && recorded(fr->code)) EVENT(raised(DESCRIBE(vm.exc)));
    add_traceback(vm, fr, 0);
pop_frame: {
    SYNC();
    Frame* f = fr;
    how = f->how;
    how_arg = f->how_arg;
    note_last_line(f, vm.exc);
    if (f->gen) {
        g = f->gen;
        const bool begun = !fresh_frame;
        fresh_frame = false;
        if (LS_UNLIKELY(vm.dialect == 1) && g->flavor == 0 &&
            pending_is(vm, C::StopIteration)) {  // until 3.6 that is an end like any other
            r = stop_iteration_value(vm);
            goto gen_done;
        }
        bool stops = pending_is(vm, C::StopIteration) || (g->flavor == 2 && pending_is(vm, C::StopAsyncIteration));
        if (stops && begun) (void)generator_stop_error(vm, g);
        Frame* back = unlink_generator(vm, g, GenState::Closed);
        vm.frame = back;
        GEN_EVENT(f->code, gen_raise(DESCRIBE(vm.exc)));
        Cell exc = vm.exc;
        vm.exc = empty_cell();
        uint8_t item_mode = forget_item(vm, g);
        vm.frame = fr = back;
        drop_generator_frame(vm, g);
        decref(vm, g);
        vm.exc = exc;
        if (item_mode == 2 &&
            (pending_is(vm, C::GeneratorExit) || pending_is(vm, C::StopAsyncIteration))) {  // aclose(): the good end
            clear_exception(vm);
            if (how == How::AsyncItem) {
                ENTER_FRAME();
                PUSH(none_cell());
                pc += pc[-1].a;
                NEXT;
            }
            if (how == How::DelegateThrow) {
                ENTER_FRAME();
                r = none_cell();
                goto throw_returned;
            }
            if (how == How::AsyncItemSend) {
                ENTER_FRAME();
                (void)raise_stop_iteration(vm, none_cell());
                goto unwind;
            }
        }
    } else {
        if (rec && recorded(f->code)) EVENT(unwind());
        fr = f->back;
        vm.frame = fr;
        vm.depth -= recorded(f->code);
        Cell exc = vm.exc;
        vm.exc = empty_cell();
        if (f->rc == 1)
            clear_frame(vm, f);
        else
            f->back = nullptr;
        decref(vm, f);
        vm.exc = exc;
    }
}
    // The exception leaves a call made for `how` by the frame fr.
raise_in_caller:
    if (how == How::Entry) {
        vm.frame = outer_frame;
        return RunResult::Raised;
    }
    if (how == How::StrandEntry) {
        if (!hooks().strand_ended(vm, empty_cell())) goto stopped_quietly;
        goto strand_goes_on;
    }
    if (how == How::Native) {
        outcome = Outcome::Raised;
        r = empty_cell();
        goto resume_native;
    }
    ENTER_FRAME();
    switch (how) {
        case How::For:
            if (!pending_is(vm, C::StopIteration)) break;
            clear_exception(vm);
            {
                Cell it = POP();
                if (OPCODE() == Op::FOR_ITER) pc += A();
                SYNC();
                decref(vm, it);
            }
            NEXT;
        case How::DelegateCall:
            if (!pending_is(vm, C::StopIteration)) break;
            PUSH(stop_iteration_value(vm));
            pc += pc[-1].a;
            NEXT;
        case How::DelegateThrow:
            if (pending_is(vm, C::StopIteration)) {
                r = stop_iteration_value(vm);
                goto throw_returned;
            }
            goto throw_outwards;
        case How::DelegateClose:
            if (pending_is(vm, C::StopIteration) || pending_is(vm, C::GeneratorExit)) {
                clear_exception(vm);
                goto close_called;
            }
            goto close_failed;
        case How::CloseCall: goto close_failed;
        case How::SendClose:
            if (!pending_is(vm, C::GeneratorExit) && !pending_is(vm, C::StopIteration)) break;
            r = pending_is(vm, C::StopIteration) ? stop_iteration_value(vm) : none_cell();
            if (!is_empty(vm.exc)) clear_exception(vm);
            PUSH(r);
            NEXT;
        case How::Attr:
        case How::MethodAttr:
            if (!pending_is(vm, C::AttributeError)) break;
            if (how_arg) {
                note_missing(vm, sp[-1], fr->code->names[pc[-1].a]);
                break;
            }
            st = getattr_fallback(vm, sp[-1], fr->code->names[pc[-1].a]);  // Fail where there is no __getattr__
            if (st == Status::Call) {
                how_arg = 1;
                goto not_ok;
            }
            note_missing(vm, sp[-1], fr->code->names[pc[-1].a]);
            break;
        default: break;
    }
    goto unwind;

    // =============================================================================================================================
    // fr is a native frame; outcome and r (owned) go into it.
resume_native: {
    vm.frame = fr;
    st = fr->native->resume(vm, fr, outcome, r, &q);
    if (st == Status::Call) {
        how = How::Native;
        how_arg = 0;
        goto take_call;
    }
    if (st == Status::Resume) {
        how = How::Native;
        how_arg = 0;
        goto take_resume;
    }
    if (st == Status::Park) {
        how = How::Native;
        how_arg = 0;
        goto park;
    }
    if (st == Status::Fail && vm.stop_reason != StopReason::None) goto stopped_quietly;
    Frame* f = fr;
    how = f->how;
    how_arg = f->how_arg;
    fr = f->back;
    vm.frame = fr;
    {
        Cell exc = vm.exc;
        vm.exc = empty_cell();
        clear_frame(vm, f);
        f->back = nullptr;
        decref(vm, f);
        vm.exc = exc;
    }
    if (st == Status::Fail) goto raise_in_caller;
    r = q;
    if (how == How::Entry) {
        *result = r;
        vm.frame = outer_frame;
        return RunResult::Returned;
    }
    if (fr && fr->code) ENTER_FRAME();
    goto deliver;
}

    // =============================================================================================================================
    // A native gave up the baton: another thread of the program runs on.
park:
    if (vm.run_depth > 1) {
        (void)raise(vm, C::RuntimeError, "cannot block inside __hash__, __eq__, __repr__ or __del__ called by a container");
        goto raise_here;
    }
    if (fr) {
        fr->park_how = how;
        fr->park_arg = how_arg;
    }
    if (!hooks().switch_strand || !hooks().switch_strand(vm)) goto stopped_quietly;
strand_goes_on:
    if (vm.stop_reason != StopReason::None) goto stopped_quietly;
    fr = vm.frame;
    if (!fr) {
        how = How::StrandEntry;
        how_arg = 0;
        goto take_call;
    }
    how = fr->park_how;
    how_arg = fr->park_arg;
    if (!is_empty(vm.call.callee)) {  // a signal's handlers go first
        if (fr->code) ENTER_FRAME();
        goto take_call;
    }
    r = vm.park_result;
    vm.park_result = empty_cell();
    if (fr->code) ENTER_FRAME();
    if (is_empty(r)) goto raise_in_caller;
    goto deliver;

    // =============================================================================================================================
stopped_at_line:
    if (fr && fr->code) SYNC();
stopped:
    if (fr && fr->code && fr == vm.frame) SYNC();
    vm.stop_reason = vm.stop_reason != StopReason::None ? vm.stop_reason : stop_reason_of(w.stop_reason());
stopped_quietly:
    return RunResult::Stopped;
}

}  // namespace loopscope::runtime
