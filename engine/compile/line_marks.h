// Line marks: which instructions are line events. CPython's rule is dynamic: going on to an instruction of another line than
// that of the instruction before is an event. Here it is static: where the same instruction is reached both ways, one
// of the ways leads over a marked NOP.
#pragma once

#include "compile/flow_graph.h"

namespace loopscope::compile {

void mark_lines(FlowGraph& graph);

}  // namespace loopscope::compile
