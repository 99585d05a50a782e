// Threads of the program ("strands"): separate frame stacks on one VM, of which one runs at a time, and the virtual clock,
// which moves only when none can run. A strand runs until it parks: until a time, or until somebody wakes it.
//
// One schedule, a heap by (time, kind, sequence). Kind 0: strands that sleep, were just started or just woken; kind 1: event
// loops that poll, and time.sleep(0). So at any one instant all ordinary threads run before a polling loop goes on. Callers:
// time.sleep, _strands (locks and threads in library Python), the loop's poll, the interpreter (Hooks::switch_strand).
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

double round6(double x);  // Python's round(x, 6)

bool setup_strands(VM& vm);                    // the main strand, the hooks, module _strands
bool switch_strand(VM& vm);                    // Hooks::switch_strand
bool strand_ended(VM& vm, Cell owned_result);  // Hooks::strand_ended

// The running strand gives up the baton: until `until` (null: until woken). The native returns Status::Park; its result will be
// None, or with `answers_woken` whether somebody woke it. `waits_for` says for what, in a few words.
Status park(VM& vm, const double* until, uint32_t kind, bool answers_woken, const char* waits_for);
void wake(VM& vm, Strand* strand, uint32_t kind);

// May the running strand go on at time t (as a schedule entry of that kind would) without anybody else running before?
bool alone_until(VM& vm, double t, uint32_t kind);
void advance_clock(VM& vm, double t);  // forwards only; records loop.advance

Status sleep_until(VM& vm, double t, uint32_t kind, const char* what,
                   Cell* out);  // parks, or moves the clock at once where it can
void read_clock(VM& vm);        // a clock has been read: takes as long as the scenario says

}  // namespace loopscope::loop
