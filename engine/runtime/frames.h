// Frames and the interpreter as seen from C++: running code, native frames, hooks for the loop. Used by runtime, loop and
// session.
#pragma once
#include <string>

#include "runtime/vm.h"
#include "trace/values.h"

namespace loopscope::runtime {

enum class RunResult : uint8_t {
    Returned,
    Raised,
    Stopped
};  // Raised: vm.exc pending; Stopped: see vm.stop_reason, the VM is only good for looking

// Runs `callee(args...)` until it returns. The outermost run() of a program; nested ones go through run_nested.
RunResult run_call(VM& vm, Cell callee, const Cell* args, uint32_t n, Cell* out);

// ---- native frames: C++ state machines on the frame stack.
// A native becomes one by `Frame* f = new_native_frame(vm, &kType, nslots)`, filling f->slots (owned cells; f->state is free
// for use), and `return enter_native_frame(vm, f)`. The interpreter then calls kType.resume(vm, f, Outcome::Start, EMPTY, out),
// and after each Call (or Resume) that it returns again with Returned, Yielded (only after Resume) or Raised (vm.exc pending;
// take_exception clears it). Returning Ok ends the frame with *out as the result of the native that entered it; Fail ends it
// with vm.exc.
Frame* new_native_frame(VM& vm, const NativeFrameType* type, uint32_t nslots);
Status enter_native_frame(VM& vm, Frame* owned);
// For Status::Resume: send `value` (owned) into g, or throw vm's pending exception into it (value EMPTY).
Status resume_generator(VM& vm, Generator* g, Cell owned_value);
Status throw_into_generator(VM& vm, Generator* g, Cell owned_exception);

// ---- threads. A native that returns Park gives up the baton: the interpreter saves where it is and calls hooks.switch_strand,
// which saves vm.frame, vm.exc_top and vm.depth in the strand, picks the next one and installs its; the native's result is
// vm.park_result when its strand goes on (set by whoever wakes it; an owned cell; EMPTY means: an exception is pending in
// vm.exc). A new strand begins with vm.frame == null and a call waiting in vm.call (callee and arguments): the interpreter
// makes that call, and calls hooks.strand_ended with its result (or EMPTY and vm.exc pending) when it returns.
struct Hooks {
    bool (*switch_strand)(VM& vm) = nullptr;                     // false: vm.stop_reason says why nothing can run
    bool (*strand_ended)(VM& vm, Cell owned_result) = nullptr;   // also picks the next; false as above
    void (*exception_caught)(VM& vm, Exception* exc) = nullptr;  // a handler of the program took it (cancel.caught)
    size_t (*destroy)(VM& vm, Obj* o) =
        nullptr;  // lets go of what loop's own kinds hold (kContext ... kMatch but kDeque); returns sizeof
    void (*visit)(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data) = nullptr;  // the same objects, for gc.collect
    void (*forget_task)(VM& vm, Obj* task) = nullptr;  // it is garbage: all_tasks() must not find it any more
    void (*let_go)(VM& vm, Obj* o) = nullptr;  // a future or task that is garbage: of whom it would wake, of what it waits for
    // A step of what `await future` waits with. *finished: *out is the await's result; else *out is yielded (the future).
    Status (*future_iter_next)(VM& vm, Obj* iterator, bool* finished, Cell* out) = nullptr;
    Status (*spend)(VM& vm, double seconds, const char* what,
                    Cell* out) = nullptr;  // a call that takes so long; the result is None
    bool (*describe)(VM& vm, trace::ValueWriter& w,
                     Obj* o) = nullptr;  // writes kFuture, kTask, kHandle; false: not one of them
};
Hooks& hooks();  // process-wide constants, set by loop's set-up

// ---- the engine's own description of a value for the trace. Never runs the program's code.
void describe(VM& vm, trace::ValueWriter& w, Cell value);
std::string describe_text(VM& vm, Cell value, size_t limit = 120);  // the same as text

// ---- code objects and functions
Code* load_code(VM& vm, const std::shared_ptr<const compile::CodeSpec>& spec, std::string_view module, bool library);  // owned
Function* new_function(VM& vm, Code* code, Dict* globals);  // owned; code is counted
uint32_t frame_line(const Frame* f);                        // the line it stands at
uint32_t code_line(const Code* c, uint32_t ins);
Frame* caller_frame(VM& vm);         // the innermost Python frame that is not hidden
void clear_frame(VM& vm, Frame* f);  // lets go of locals and stack

// ---- tracebacks
std::string format_exception(
    VM& vm, Cell exc);  // as 3.13 writes it to stderr, ends with a newline; never runs Python but __str__/__repr__ nested
void print_unraisable(VM& vm, const char* where, Cell obj);  // "Exception ignored in: ..." with the pending exception
void vm_print(VM& vm, int fd, std::string_view utf8);        // the program's output: print event and Host::write
// The source line of a file, for tracebacks (files of the program and of the library); empty where it is not known.
std::string_view source_line(VM& vm, std::string_view file, uint32_t line);

}  // namespace loopscope::runtime
