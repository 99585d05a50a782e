// Machines (machine.h): natives that go on after Python code has run, and consumers of iterables built on them.
#include "runtime/machine.h"

#include "runtime/memory.h"
#include "runtime/operators.h"

namespace loopscope::runtime {

namespace {

enum Wait : uint8_t {
    kWaitNothing,
    kWaitItem,
    kWaitYield,
    kWaitCall,
    kWaitIter,
    kWaitBool,
    kWaitLen,
    kWaitTail,
    kWaitIndexed,
    kWaitCaught,
    kWaitCaughtYield
};
constexpr uint32_t kMaxCells = 32;

uint8_t packed(const Machine& m) { return static_cast<uint8_t>(m.state | m.waiting << 4); }

}  // namespace

void drop_call(VM& vm) {
    decref(vm, vm.call.callee);
    for (uint32_t i = 0; i < vm.call.n + vm.call.nkw && !vm.call.spread; i++) decref(vm, vm.call.args[i]);
    decref_null(vm, vm.call.spread);
    vm.call.callee = empty_cell();
    vm.call.n = vm.call.nkw = 0;
    vm.call.kwnames = nullptr;
    vm.call.spread = nullptr;
}

// The call that lies in vm.call as a tuple: callee, names of keywords or None, their number, arguments. EMPTY: no memory.
static Cell save_call(VM& vm) {
    CallRequest& c = vm.call;
    uint32_t n = c.n + c.nkw;
    const Cell* args = c.spread ? static_cast<List*>(c.spread)->v + 1 : c.args;
    Tuple* t = new_tuple(vm, 3 + n);
    if (t) {
        t->v[0] = newref(c.callee);
        t->v[1] = c.kwnames ? new_obj_ref(c.kwnames) : none_cell();
        t->v[2] = int_cell(c.nkw);
        for (uint32_t i = 0; i < n; i++) t->v[3 + i] = newref(args[i]);
    }
    drop_call(vm);
    return t ? obj_cell(t) : empty_cell();
}

static Status restore_call(VM& vm, Cell saved) {
    auto* t = as<Tuple>(saved);
    auto nkw = static_cast<uint32_t>(int_of(t->v[2]));
    return call_with(vm, t->v[0], t->v + 3, t->n - 3 - nkw, nkw, is_none(t->v[1]) ? nullptr : as<Tuple>(t->v[1]));
}

static Frame* to_frame(Machine& m) {  // the cells move; one more slot is kept for a call to be made first
    Frame* f = new_native_frame(m.vm, m.type, m.n + 1);
    if (!f) return nullptr;
    for (uint32_t i = 0; i < m.n; i++) {
        f->slots[i] = m.cells[i];
        m.cells[i] = empty_cell();
    }
    return f;
}

Status Machine::promote(uint8_t at) {
    Frame* f = to_frame(*this);
    if (!f) return Status::Fail;
    f->state = at;
    return enter_native_frame(vm, f);
}

Status Machine::promote_calling(uint8_t after, uint8_t wait) {
    Cell call = save_call(vm);
    if (is_empty(call)) return Status::Fail;
    Frame* f = to_frame(*this);
    if (!f) {
        decref(vm, call);
        return Status::Fail;
    }
    f->slots[n] = call;
    f->state = static_cast<uint8_t>(after | wait << 4);
    return enter_native_frame(vm, f);
}

// The result of an operation into `value`, or what is to be waited for.
static Status settled(Machine& m, Status s, Cell result, uint8_t after, uint8_t on_call) {
    m.state = after;
    if (s == Status::Ok)
        assign(m.vm, &m.value, result);
    else if (s == Status::Call)
        m.waiting = on_call;
    else if (s == Status::Resume)
        m.waiting = kWaitYield;
    return s;
}

Status Machine::pull(Cell iterator, uint8_t before, uint8_t after) {
    // An iterator may never end, and nobody else counts here: an item costs what a loop's body of eight instructions does,
    // and thrice that where each goes through a frame.
    if (LS_UNLIKELY((vm.budget -= frame ? 24 : 8) < 0) && !check_budget(vm)) return Status::Fail;
    if (!frame && !next_is_native(vm, iterator)) return promote(before);
    Cell item = empty_cell();
    return settled(*this, iter_next(vm, iterator, &item), item, after, kWaitItem);
}

Status Machine::make_iter(Cell iterable, uint8_t after) {
    Cell iterator = empty_cell();
    Status s = iter_of(vm, iterable, &iterator);
    if (s == Status::Call && !frame) return promote_calling(after, kWaitIter);
    return settled(*this, s, iterator, after, kWaitIter);
}

Status Machine::item_at(Cell sequence, int64_t i, uint8_t after) {
    Cell item = empty_cell();
    Status s = get_item(vm, sequence, int_cell(i), &item);
    if (s == Status::Call && !frame) return promote_calling(after, kWaitIndexed);
    if (s == Status::Fail && (pending_is(vm, C::IndexError) || pending_is(vm, C::StopIteration))) {
        clear_exception(vm);
        s = Status::Ok;
    }
    return settled(*this, s, item, after, kWaitIndexed);
}

Status Machine::call_for_item(Cell callee, uint8_t before, uint8_t after) {
    if (!frame) return promote(before);
    state = after;
    waiting = kWaitItem;
    return call_with(vm, callee, nullptr, 0);
}

Status Machine::call_array(Cell callee, const Cell* args, uint32_t n_args, uint8_t before, uint8_t after) {
    if (!frame) return promote(before);
    state = after;
    waiting = kWaitCall;
    return call_with(vm, callee, args, n_args);
}

Status Machine::call(Cell callee, std::initializer_list<Cell> args, uint8_t before, uint8_t after) {
    return call_array(callee, args.begin(), static_cast<uint32_t>(args.size()), before, after);
}

Status Machine::call_special(Cell self, Str* name, std::initializer_list<Cell> args, uint8_t before, uint8_t after) {
    if (!frame) return promote(before);
    state = after;
    waiting = kWaitCall;
    return call_method(vm, self, name, args);
}

Status Machine::try_special(Cell self, Str* name, uint8_t before, uint8_t after) {
    if (!frame) return promote(before);
    state = after;
    waiting = kWaitCaught;
    return call_method(vm, self, name, {});
}

Status Machine::pass(Status s, uint8_t after) {
    if (s == Status::Call && !frame) return promote_calling(after, kWaitCall);
    state = after;
    if (s == Status::Call) waiting = kWaitCall;
    if (s == Status::Resume) waiting = kWaitYield;
    return s;
}

Status Machine::pass_caught(Status s, uint8_t after) {
    if (s == Status::Call && !frame) return promote_calling(after, kWaitCaught);
    state = after;
    if (s == Status::Call) waiting = kWaitCaught;
    if (s == Status::Resume) waiting = kWaitCaughtYield;
    if (s != Status::Fail) return s;
    drop();
    return Status::Ok;
}

Status Machine::truth(Cell c, uint8_t before, uint8_t after) {
    int t = truth_native(c);
    if (t < 0 && !frame) return promote(before);
    if (t < 0) t = truth_of(vm, c);
    state = after;
    if (t == -1) return Status::Fail;
    if (t >= 0) {
        assign(vm, &value, bool_cell(t != 0));
        return Status::Ok;
    }
    waiting = t == -2 ? kWaitBool : kWaitLen;
    return Status::Call;
}

Status Machine::tail_array(Cell callee, const Cell* args, uint32_t n_args) {
    return tail_status(call_with(vm, callee, args, n_args));
}

Status Machine::tail(Cell callee, std::initializer_list<Cell> args) {
    return tail_array(callee, args.begin(), static_cast<uint32_t>(args.size()));
}

Status Machine::tail_status(Status s) {
    if (frame && (s == Status::Call || s == Status::Resume)) waiting = kWaitTail;
    return s;
}

namespace {

Status bool_of_len(VM& vm, Cell owned, Cell* out) {
    Owned v(vm, owned);
    int64_t n;
    if (Status s = index_of(vm, v, &n, "__len__"); s != Status::Ok) return s;
    if (n < 0) return raise(vm, C::ValueError, "__len__() should return >= 0");
    *out = bool_cell(n != 0);
    return Status::Ok;
}

// Turns the outcome of what a machine waited for into its `value`.
Status settle(Machine& m, Outcome outcome) {
    VM& vm = m.vm;
    uint8_t wait = m.waiting;
    m.waiting = kWaitNothing;
    if (outcome == Outcome::Raised && (wait == kWaitCaught || wait == kWaitCaughtYield)) {
        m.value = empty_cell();
        return Status::Ok;
    }
    if (outcome == Outcome::Raised) {
        bool over = pending_is(vm, C::StopIteration) ? wait == kWaitItem || wait == kWaitIndexed
                                                     : wait == kWaitIndexed && pending_is(vm, C::IndexError);
        if (!over) return Status::Fail;
        clear_exception(vm);
        m.value = empty_cell();
        return Status::Ok;
    }
    switch (wait) {
        case kWaitYield:
        case kWaitCaughtYield:
            if (outcome == Outcome::Returned) m.drop();
            return Status::Ok;
        case kWaitIter:
            if (is_empty(class_lookup(vm, class_of(vm, m.value), vm.names.next))) {
                Owned v(vm, m.take());
                return raise(vm, C::TypeError, "iter() returned non-iterator of type '%s'", type_name(vm, v));
            }
            return Status::Ok;
        case kWaitBool:
            if (!is_bool(m.value)) {
                Owned v(vm, m.take());
                return raise(vm, C::TypeError, "__bool__ should return bool, returned %s", type_name(vm, v));
            }
            return Status::Ok;
        case kWaitLen: return bool_of_len(vm, m.take(), &m.value);
        default: return Status::Ok;
    }
}

}  // namespace

Status machine_resume(VM& vm, Frame* f, MachineFn fn, bool end_is_stop, Outcome outcome, Cell value, Cell* out) {
    Machine m{
        vm,   f, f->slots, f->nslots - 1, f->native, static_cast<uint8_t>(f->state & 15), static_cast<uint8_t>(f->state >> 4),
        value};
    if (outcome == Outcome::Start && !is_empty(f->slots[m.n])) {
        Owned call(vm, f->slots[m.n]);
        f->slots[m.n] = empty_cell();
        return restore_call(vm, call);  // f->state says what comes then
    }
    f->state &= 15;
    if (outcome == Outcome::Start) {
        m.value = empty_cell();
    } else {
        if (m.waiting == kWaitTail) {
            *out = value;
            return outcome == Outcome::Raised ? Status::Fail : Status::Ok;
        }
        if (settle(m, outcome) != Status::Ok) return Status::Fail;
    }
    Status s = fn(m, out);
    m.drop();
    if (s == Status::Call || s == Status::Resume) {
        f->state = packed(m);
        return s;
    }
    if (s == Status::Ok && end_is_stop && is_empty(*out)) return raise_stop_iteration(vm, none_cell());
    return s;
}

Status machine_run(VM& vm, const NativeFrameType* type, MachineFn fn, uint32_t n_cells, const Cell* borrowed, uint32_t n_given,
                   bool, Cell* out) {
    Cell cells[kMaxCells];
    for (uint32_t i = 0; i < n_cells; i++) cells[i] = i < n_given ? newref(borrowed[i]) : empty_cell();
    Machine m{vm, nullptr, cells, n_cells, type, 0, kWaitNothing, empty_cell()};
    Status s = fn(m, out);
    m.drop();
    for (uint32_t i = 0; i < n_cells; i++) decref(vm, cells[i]);
    return s;
}

// ---- consumers

namespace {

enum : uint8_t { kStart, kHaveIter, kPull, kItem, kAnswer };
enum : uint32_t { kSource = 0, kPending = 8, kTable = 9, kConsumerCells = 10 };  // slots 1 to 7 are the consumer's

Status consumer_step(Machine& m, Cell* out) {
    auto* consumer = reinterpret_cast<const Consumer*>(int_of(m.cells[kTable]));
    Cell* pending = &m.cells[kPending];
    for (;;) {
        Next next;
        switch (m.state) {
            case kStart:
                if (Status s = m.make_iter(m.cells[kSource], kHaveIter); s != Status::Ok) return s;
                [[fallthrough]];
            case kHaveIter: m.keep(kSource); [[fallthrough]];
            case kPull:
                if (Status s = m.pull(m.cells[kSource], kPull, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return m.tail_status(consumer->end(m.vm, m.cells, out));
                *pending = m.take();
                next = consumer->item(m.vm, m.cells, pending, out);
                break;
            default: next = consumer->answer(m.vm, m.cells, m.take(), pending, out); break;
        }
        if (next == Next::Fail) return Status::Fail;
        if (next == Next::Done) return Status::Ok;
        if (next == Next::Call) return m.pass(Status::Call, kAnswer);
        if (next == Next::Tail) return m.tail_status(Status::Call);
        if (!is_empty(*pending)) assign(m.vm, pending, empty_cell());
        m.state = kPull;
    }
}

constexpr NativeFrameType kConsumerFrame = {"consumer", &machine_frame<consumer_step, false>};

}  // namespace

Status consume(VM& vm, const Consumer& consumer, Cell iterable, std::initializer_list<Cell> slots, Cell* out) {
    Cell cells[kConsumerCells];
    for (Cell& c : cells) c = empty_cell();
    cells[kSource] = iterable;
    cells[kTable] = int_cell(reinterpret_cast<int64_t>(&consumer));
    uint32_t i = 1;
    for (Cell c : slots) cells[i++] = c;
    return machine_run(vm, &kConsumerFrame, consumer_step, kConsumerCells, cells, kConsumerCells, false, out);
}

// ---- a call first, then a result that is there already

static Status give_after(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    if (outcome == Outcome::Start) return restore_call(vm, f->slots[1]);
    if (outcome == Outcome::Raised) return Status::Fail;
    decref(vm, value);
    *out = newref(f->slots[0]);
    return Status::Ok;
}

Status then_give(VM& vm, Cell owned) {
    static constexpr NativeFrameType kType = {"result after a call", &give_after};
    Owned result(vm, owned);
    Cell call = save_call(vm);
    if (is_empty(call)) return Status::Fail;
    Frame* f = new_native_frame(vm, &kType, 2);
    if (!f) {
        decref(vm, call);
        return Status::Fail;
    }
    f->slots[0] = result.take();
    f->slots[1] = call;
    return enter_native_frame(vm, f);
}

// ---- calls whose result is checked

namespace {

Status checked_step(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    if (outcome == Outcome::Start) return call_with(vm, f->slots[1], f->slots + 2, f->nslots - 2);
    if (outcome == Outcome::Raised) return Status::Fail;
    auto check = reinterpret_cast<ResultCheck>(int_of(f->slots[0]));
    return check(vm, f->slots + 2, value, out);
}
constexpr NativeFrameType kCheckedFrame = {"checked call", &checked_step};

Status method_checked_step(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    if (outcome == Outcome::Start) {
        // The name's place was counted as a cell; the arguments follow self.
        Cell* v = f->slots + 2;
        Str* name = as<Str>(f->slots[1]);
        switch (f->nslots - 3) {
            case 0: return call_method(vm, v[0], name, {});
            case 1: return call_method(vm, v[0], name, {v[1]});
            default: return call_method(vm, v[0], name, {v[1], v[2]});
        }
    }
    if (outcome == Outcome::Raised) return Status::Fail;
    auto check = reinterpret_cast<ResultCheck>(int_of(f->slots[0]));
    return check(vm, f->slots + 2, value, out);
}
constexpr NativeFrameType kMethodCheckedFrame = {"checked method", &method_checked_step};

Status enter_checked(VM& vm, const NativeFrameType* type, ResultCheck check, Cell first, const Cell* args, uint32_t n) {
    Frame* f = new_native_frame(vm, type, 2 + n);
    if (!f) return Status::Fail;
    f->slots[0] = int_cell(reinterpret_cast<int64_t>(check));
    f->slots[1] = newref(first);
    for (uint32_t i = 0; i < n; i++) f->slots[2 + i] = newref(args[i]);
    return enter_native_frame(vm, f);
}

}  // namespace

Status call_checked(VM& vm, ResultCheck check, Cell callee, std::initializer_list<Cell> args) {
    return enter_checked(vm, &kCheckedFrame, check, callee, args.begin(), static_cast<uint32_t>(args.size()));
}

Status call_method_checked(VM& vm, ResultCheck check, Cell self, Str* name, std::initializer_list<Cell> args) {
    Cell all[4] = {self};
    uint32_t n = 1;
    for (Cell c : args) all[n++] = c;
    return enter_checked(vm, &kMethodCheckedFrame, check, obj_cell(name), all, n);
}

}  // namespace loopscope::runtime
