// What a VM keeps outside of its arena: shared code and source texts. Append only, so checkpoints need not know of it.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compile/code.h"
#include "runtime/re_cache.h"

namespace loopscope::runtime {

struct SourceText {
    std::string text;
    std::vector<size_t> line_starts;  // made on first use
};

struct UnrecordedFunction {  // what its entry in the trace's function table is to be
    const compile::CodeSpec* code;
    std::string module;
    bool library;
};

// For tests: allocations number first, first + 1 ... (from 1, counted from where the plan was set) of `count` fail.
struct FaultPlan {
    uint64_t first = 0, count = 0;
    uint64_t seen = 0;        // allocations asked for so far
    uint64_t heap_limit = 0;  // the real one meanwhile
};

struct Outside {
    std::vector<UnrecordedFunction> functions;                    // of all code that was loaded, see trace_ids.h
    std::vector<std::shared_ptr<const compile::CodeSpec>> specs;  // kept alive for the VM's life
    std::map<std::string, SourceText, std::less<>> sources;       // by the file name shown in tracebacks
    FaultPlan faults;
    re::PatternCache patterns;  // may forget; what is in it never changes
};

struct VM;
void fail_allocations(VM& vm, const FaultPlan& plan);  // from now on; the heap's limit as it is stays

}  // namespace loopscope::runtime
