// Natives that may need Python code in their middle: a Machine is a function written as a switch over its own states, whose
// variables are cells. It runs as a plain C++ call as long as all it meets is native; the first time that it must ask the
// interpreter, it moves onto a native frame and goes on there. Used by natives that go over iterables or call functions (map,
// sum, sorted, print ...).
//
// A machine function looks like this:
//     Status step(Machine& m, Cell* out) {
//         switch (m.state) {
//         case 0:
//             if (Status s = m.pull(m.cells[0], 0, 1); s != Status::Ok) return s;
//             [[fallthrough]];
//         case 1: ...    // m.value: the item, owned by the machine; EMPTY at the end
// Invariant: in state `before` the operation has not begun and all it needs is in the cells; in `after` m.value is its result.
#pragma once
#include "runtime/container_iter.h"
#include "runtime/frames.h"

namespace loopscope::runtime {

struct Machine {
    VM& vm;
    Frame* frame;  // null: running inside the native that began it
    Cell* cells;   // owned
    uint32_t n;
    const NativeFrameType* type;
    uint8_t state;    // 0 to 15
    uint8_t waiting;  // a Wait
    Cell value;       // owned: what the last operation gave

    // Each returns Ok when its result is in `value` already; otherwise return what it returned: the machine comes back in
    // `after`.
    Status pull(Cell iterator, uint8_t before, uint8_t after);  // EMPTY: at its end
    Status make_iter(Cell iterable, uint8_t after);
    Status call(Cell callee, std::initializer_list<Cell> args, uint8_t before, uint8_t after);
    Status call_array(Cell callee, const Cell* args, uint32_t n_args, uint8_t before, uint8_t after);
    Status call_special(Cell self, Str* name, std::initializer_list<Cell> args, uint8_t before, uint8_t after);
    Status call_for_item(Cell callee, uint8_t before, uint8_t after);         // as call, but StopIteration gives EMPTY
    Status item_at(Cell sequence, int64_t i, uint8_t after);                  // EMPTY: IndexError or StopIteration
    Status try_special(Cell self, Str* name, uint8_t before, uint8_t after);  // EMPTY: it raised; vm.exc is pending
    Status truth(Cell c, uint8_t before, uint8_t after);                      // value: a bool
    // Passes on what another native answered: Ok (it has put its result into `value`), Fail, or Call.
    Status pass(Status s, uint8_t after);
    Status pass_caught(Status s, uint8_t after);  // the same, but a failure comes back too: value EMPTY, vm.exc is pending
    // The callee's result is the machine's.
    Status tail(Cell callee, std::initializer_list<Cell> args);
    Status tail_array(Cell callee, const Cell* args, uint32_t n_args);
    Status tail_status(Status s);  // the same for what another native answered (Call or Resume)

    void keep(uint32_t i) { assign(vm, &cells[i], take()); }  // value into cell i
    Cell take() {
        Cell v = value;
        value = empty_cell();
        return v;
    }
    void drop() { assign(vm, &value, empty_cell()); }
    Status promote(uint8_t at);                           // onto a native frame, to go on there in state `at`
    Status promote_calling(uint8_t after, uint8_t wait);  // the same, with the call that lies in vm.call made first
};
using MachineFn = Status (*)(Machine& m, Cell* out);

Status machine_run(VM& vm, const NativeFrameType* type, MachineFn fn, uint32_t n_cells, const Cell* borrowed, uint32_t n_given,
                   bool end_is_stop, Cell* out);
Status machine_resume(VM& vm, Frame* f, MachineFn fn, bool end_is_stop, Outcome outcome, Cell value, Cell* out);

// EMPTY as result means the end of an iterator if `end_is_stop`: StopIteration when it comes from a frame.
template <MachineFn fn, bool end_is_stop>
Status machine_frame(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    return machine_resume(vm, f, fn, end_is_stop, outcome, value, out);
}
template <MachineFn fn, bool end_is_stop>
struct MachineTypeOf {
    static constexpr NativeFrameType kType = {"machine", &machine_frame<fn, end_is_stop>};
};
template <MachineFn fn, uint32_t n_cells, bool end_is_stop = false>
Status run_machine(VM& vm, std::initializer_list<Cell> borrowed, Cell* out) {
    return machine_run(vm, &MachineTypeOf<fn, end_is_stop>::kType, fn, n_cells, borrowed.begin(),
                       static_cast<uint32_t>(borrowed.size()), end_is_stop, out);
}

}  // namespace loopscope::runtime
