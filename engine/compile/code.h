// What the compiler makes of a program: code objects as plain values, outside of any VM. Made by compile/compiler.cpp, loaded
// into a VM's arena by runtime/code_object.cpp; never changed after it is made, so one CodeSpec serves any number of VMs.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace loopscope::compile {

enum class Op : uint8_t {
#define OP(name, effect, sentence) name,
#include "compile/opcodes.def"
#undef OP
    kCount
};
static_assert(static_cast<int>(Op::kCount) <= 128, "bit 7 of an opcode is the line mark");

constexpr uint8_t kLineMark = 0x80;  // set in Ins::op: running this instruction is a line event
constexpr uint8_t kFarLine = 127;    // Ins::line: look the line up in CodeSpec::positions

// One instruction. `line` is the line minus the function's first line if that is below kFarLine.
struct Ins {
    uint8_t op;
    uint8_t line;
    uint16_t b;
    int32_t a;
};
static_assert(sizeof(Ins) == 8);

// Operands of CALL_INTRINSIC. Stack: as written, replaced by the result.
enum class Intrinsic : int32_t {
    ImportStar,              // [module] -> [None]; copies the public names into the frame's namespace
    PrepReraiseStar,         // [original, list of raised] -> [exception to raise or None] (except*)
    TypeVar,                 // [name] -> [type variable]
    TypeVarWithBound,        // [name, function giving the bound, to be called when it is asked for] -> [type variable]
    TypeVarTuple,            // [name] -> [..]
    ParamSpec,               // [name] -> [..]
    TypeAlias,               // [name, type params or None, function giving the value] -> [alias]
    SubscriptGeneric,        // [tuple of type params] -> [Generic[...]]
    SetTypeParams,           // [function or class, tuple of type params] -> [function or class]
    AsyncGenWrap,            // reserved
    TypeVarWithConstraints,  // [name, function giving the tuple of constraints] -> [type variable]
    SetTypeParamDefault,     // [type parameter, function giving the default] -> [type parameter]
    Spend,  // [(name, seconds)] -> [None]; the clock goes on while this thread is blocked (CompileOptions::costs)
};

// Where an instruction stands in the source. Lines from 1; columns are 0-based UTF-8 byte offsets, as in CPython's
// co_positions.
struct Position {
    int32_t line = 0, end_line = 0, column = 0, end_column = 0;
};

// Instructions [start, end) are guarded: an exception there cuts the stack to `depth` values above the locals, pushes the
// exception and goes on at `target`. The first entry that covers an instruction holds: inner entries come first.
struct ExceptionEntry {
    uint32_t start, end, target, depth;
};

enum CodeFlags : uint32_t {
    kVarArgs = 1,
    kVarKeywords = 2,
    kGenerator = 4,
    kCoroutine = 8,
    kAsyncGenerator = 16,
    kOptimized = 32,  // has fast locals only (a function); else it runs in a namespace dict (module, class, exec)
    kClassBody = 64,
    kNested = 128,
    kIterableCoroutine = 256,  // set at run time by types.coroutine
    kLibrary = 512,            // code of the modules that the engine brings
    kHidden = 1024,            // builtin helper in Python: stands for C code, in no traceback, not counted as a frame
    kSimpleCall = 4096,        // set at run time: a plain function whose arguments go straight into its first slots
    kHasDocstring = 2048,      // constant 0 is the docstring
};

struct CodeSpec;

// A constant of a program. Tuples and frozensets hold constants.
struct Constant {
    enum class Kind : uint8_t { None, True, False, Ellipsis, Int, BigInt, Float, Complex, Str, Bytes, Tuple, FrozenSet, Code };
    Kind kind = Kind::None;
    int64_t i = 0;                // Int; FrozenSet: how often it is made anew in its own order
    double f = 0;                 // Float; Complex: the imaginary part
    std::string text;             // Str (WTF-8), Bytes, BigInt (decimal digits, or with 0x)
    std::vector<Constant> items;  // Tuple, FrozenSet
    std::shared_ptr<const CodeSpec> code;
};

struct CodeSpec {
    std::string name, qualname, file;
    int32_t first_line = 1;  // of the first decorator, the def, or 1 for a module (CPython's co_firstlineno)
    uint32_t arg_count = 0;  // positional parameters, positional-only ones included
    uint32_t posonly_count = 0, kwonly_count = 0;
    uint32_t flags = 0;
    std::vector<std::string> varnames;  // locals: parameters first (positional, keyword-only, *args, **kwargs), then the others
    std::vector<std::string> cellvars;  // captured by inner functions; one that is also a local lives in the local's slot
    std::vector<std::string> freevars;
    std::vector<std::string> slot_names;  // of every locals-plus slot: varnames, cell variables that are no local, freevars
    uint32_t free_base = 0;               // slot of the first free variable
    std::vector<std::string> names;       // attribute and global names, operand `a` of the name instructions
    std::vector<Constant> consts;
    std::vector<Ins> ins;
    std::vector<Position> positions;  // one an instruction
    std::vector<ExceptionEntry> exceptions;
    uint32_t stack_size = 0;  // most values at once, above the locals
};

const char* op_name(Op op);
const char* op_sentence(Op op);
int stack_effect(const Ins& ins, bool jump);  // net change of the stack's height, on falling through or on jumping
std::string disassemble(const CodeSpec& code);

}  // namespace loopscope::compile
