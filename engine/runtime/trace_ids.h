// The numbers that code objects have in the trace's function table. They are given out when code is first recorded, so that the
// functions that run have the small ones, and the table holds no others. Used by the interpreter and loop/record.cpp.
#pragma once
#include "runtime/object.h"

namespace loopscope::runtime {

constexpr uint32_t kNoTraceId = 0x80000000;  // this bit: none yet, the rest is a place in Outside::functions

uint32_t give_trace_id(VM& vm, Code* code);
inline uint32_t trace_id(VM& vm, Code* code) {
    return LS_LIKELY(!(code->trace_id & kNoTraceId)) ? code->trace_id : give_trace_id(vm, code);
}

}  // namespace loopscope::runtime
