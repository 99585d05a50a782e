// A code object's own copy of its instructions, made when it is loaded: caches are numbered, and where a common sequence
// begins, its first instruction becomes one that does the work of all of it (opcodes.def, "Fused"). The others stay where they
// are: jumps into the middle, exception tables and positions hold as before, and whatever the fused one cannot do at once it
// leaves to them.
#include "runtime/interp_parts.h"

namespace loopscope::runtime {

using compile::Ins;
using compile::Op;

namespace {

bool is_plain(const Ins& i, Op op) { return i.op == static_cast<uint8_t>(op); }  // and no line begins there

// An operator that has a way for operands which are not counted.
bool is_operator(const Ins& i) {
    return i.op >= static_cast<uint8_t>(Op::BINARY_ADD) && i.op <= static_cast<uint8_t>(Op::COMPARE_GE);
}

bool has_cache(Op op) { return op == Op::LOAD_GLOBAL || op == Op::LOAD_ATTR || op == Op::LOAD_METHOD || op == Op::STORE_ATTR; }

Op fused_fast(const Ins* i, size_t left) {
    if (left >= 3 && is_plain(i[1], Op::LOAD_FAST) && is_operator(i[2])) return Op::FAST_FAST_OP;
    if (left >= 3 && is_plain(i[1], Op::LOAD_CONST) && is_operator(i[2])) return Op::FAST_CONST_OP;
    if (is_operator(i[1])) return Op::STACK_FAST_OP;
    if (is_plain(i[1], Op::LOAD_ATTR)) return Op::FAST_ATTR;
    if (is_plain(i[1], Op::LOAD_METHOD)) return Op::FAST_METHOD;
    if (is_plain(i[1], Op::LOAD_FAST)) return Op::FAST_FAST;
    return Op::LOAD_FAST;
}

Op fused(const Ins* i, size_t left) {
    Op op = static_cast<Op>(i->op & 0x7f);
    if (left < 2) return op;
    if (op == Op::LOAD_FAST) return fused_fast(i, left);
    if (op == Op::LOAD_CONST && is_operator(i[1])) return Op::STACK_CONST_OP;
    return op;
}

}  // namespace

uint32_t prepare_instructions(const std::vector<Ins>& from, bool quiet, Ins* to) {
    uint32_t caches = 0;
    for (size_t i = 0; i < from.size(); i++) {
        to[i] = from[i];
        Op op = fused(&from[i], from.size() - i);
        if (has_cache(op)) to[i].b = static_cast<uint16_t>(caches < kNoCache ? caches++ : kNoCache);
        to[i].op = static_cast<uint8_t>(static_cast<uint8_t>(op) | (from[i].op & compile::kLineMark));
        if (quiet) to[i].op &= static_cast<uint8_t>(~compile::kLineMark);
    }
    return caches < kNoCache ? caches : kNoCache + 1;
}

}  // namespace loopscope::runtime
