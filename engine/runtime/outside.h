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
    std::vector<size_t> line_starts;   // made on first use
};

struct UnrecordedFunction {   // what its entry in the trace's function table is to be
    const compile::CodeSpec* code;
    std::string module;
    bool library;
};

struct Outside {
    std::vector<UnrecordedFunction> functions;                    // of all code that was loaded, see trace_ids.h
    std::vector<std::shared_ptr<const compile::CodeSpec>> specs;  // kept alive for the VM's life
    std::map<std::string, SourceText, std::less<>> sources;       // by the file name shown in tracebacks
    re::PatternCache patterns;                                    // may forget; what is in it never changes
};

}  // namespace loopscope::runtime
