// The functions over the table of opcodes: names, sentences and what an instruction does to the stack's height.
#include "compile/code.h"

namespace loopscope::compile {

namespace {

constexpr int kVar = INT32_MIN;  // worked out below

constexpr const char* kNames[] = {
#define OP(name, effect, sentence) #name,
#include "compile/opcodes.def"
#undef OP
};

constexpr const char* kSentences[] = {
#define OP(name, effect, sentence) sentence,
#include "compile/opcodes.def"
#undef OP
};

constexpr int kEffects[] = {
#define OP(name, effect, sentence) effect,
#include "compile/opcodes.def"
#undef OP
};

int bit_count(uint32_t bits) {
    int count = 0;
    for (; bits; bits &= bits - 1) ++count;
    return count;
}

int intrinsic_effect(Intrinsic which) {
    switch (which) {
        case Intrinsic::ImportStar:
        case Intrinsic::TypeVar:
        case Intrinsic::TypeVarTuple:
        case Intrinsic::ParamSpec:
        case Intrinsic::SubscriptGeneric:
        case Intrinsic::AsyncGenWrap:
        case Intrinsic::Spend: return 0;
        case Intrinsic::PrepReraiseStar:
        case Intrinsic::TypeVarWithBound:
        case Intrinsic::SetTypeParams:
        case Intrinsic::TypeVarWithConstraints:
        case Intrinsic::SetTypeParamDefault: return -1;
        case Intrinsic::TypeAlias: return -2;
    }
    return 0;
}

}  // namespace

const char* op_name(Op op) { return kNames[static_cast<int>(op)]; }

const char* op_sentence(Op op) { return kSentences[static_cast<int>(op)]; }

int stack_effect(const Ins& ins, bool jump) {
    const Op op = static_cast<Op>(ins.op & ~kLineMark);
    const int effect = kEffects[static_cast<int>(op)];
    if (effect != kVar) return effect;
    switch (op) {
        case Op::BUILD_SLICE: return ins.a == 3 ? -2 : -1;
        case Op::JUMP_IF_FALSE_OR_POP:
        case Op::JUMP_IF_TRUE_OR_POP: return jump ? 0 : -1;
        case Op::FOR_ITER: return jump ? -1 : 1;
        case Op::FOR_NEXT: return jump ? 1 : -1;
        case Op::BUILD_TUPLE:
        case Op::BUILD_LIST:
        case Op::BUILD_SET:
        case Op::BUILD_STRING: return 1 - ins.a;
        case Op::BUILD_MAP: return 1 - 2 * ins.a;
        case Op::UNPACK_SEQUENCE: return ins.a - 1;
        case Op::UNPACK_EX: return ins.a + ins.b;
        case Op::FORMAT_VALUE: return ins.b & 4 ? -1 : 0;
        case Op::MAKE_FUNCTION: return 1 - bit_count(ins.b & 15u);
        case Op::CALL: return -1 - ins.a;
        case Op::CALL_KW: return -2 - ins.a;
        case Op::CALL_FUNCTION_EX: return -2 - (ins.b & 1);
        case Op::CALL_INTRINSIC: return intrinsic_effect(static_cast<Intrinsic>(ins.a));
        case Op::RAISE_VARARGS: return -ins.a;
        default: return 0;
    }
}

}  // namespace loopscope::compile
