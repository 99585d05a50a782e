// The operator module's functions. Natively for built-in operands, else by hidden helpers that use the operator itself.
// itemgetter, attrgetter and methodcaller are hidden classes (library/_builtins_tools.py).
#include "runtime/builtins.h"

namespace loopscope::runtime {

namespace {

const char* const kBinaryNames[] = {"add", "sub",    "mul",    "matmul", "truediv", "floordiv", "mod",
                                    "pow", "lshift", "rshift", "and_",   "or_",     "xor"};
const char* const kBinaryHelpers[] = {"_add", "_sub",    "_mul",    "_matmul", "_truediv", "_floordiv", "_mod",
                                      "_pow", "_lshift", "_rshift", "_and",    "_or",      "_xor"};
const char* const kInplaceHelpers[] = {"_iadd", "_isub",    "_imul",    "_imatmul", "_itruediv", "_ifloordiv", "_imod",
                                       "_ipow", "_ilshift", "_irshift", "_iand",    "_ior",      "_ixor"};
const char* const kCompareNames[] = {"lt", "le", "eq", "ne", "gt", "ge"};

template <BinOp op>
Status op_binary(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, kBinaryNames[static_cast<int>(op)], a.n, 2, 2); s != Status::Ok) return s;
    if (!is_program_object(a[0]) && !is_program_object(a[1])) {
        Status s = binary_native(vm, op, a[0], a[1], out);
        if (s != Status::Ok || !is_not_implemented(vm, *out)) return s;
        decref(vm, *out);
    }
    return call_hidden(vm, kBinaryHelpers[static_cast<int>(op)], {a[0], a[1]});
}

template <BinOp op>
Status op_inplace(VM& vm, Args a, Cell*) {
    std::string name = std::string(kInplaceHelpers[static_cast<int>(op)]).substr(1);
    if (Status s = check_positional(vm, name.c_str(), a.n, 2, 2); s != Status::Ok) return s;
    return call_hidden(vm, kInplaceHelpers[static_cast<int>(op)], {a[0], a[1]});
}

template <CmpOp op>
Status op_compare(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, kCompareNames[static_cast<int>(op)], a.n, 2, 2); s != Status::Ok) return s;
    return ordered_by(vm, op, a[0], a[1], out);
}

template <UnaryOp op>
Status op_unary(VM& vm, Args a, Cell* out) {
    return unary_op(vm, op, a[0], out);
}

template <bool negate>
Status truth_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        if (Status s = m.truth(m.cells[0], 0, 1); s != Status::Ok) return s;
    }
    return ok_bool(out, is_true(m.value) != negate);
}
template <bool negate>
Status op_truth(VM& vm, Args a, Cell* out) {
    return run_machine<truth_step<negate>, 1>(vm, {a[0]}, out);
}

template <bool negate>
Status op_is(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, negate ? "is_not" : "is_", a.n, 2, 2); s != Status::Ok) return s;
    return ok_bool(out, same(a[0], a[1]) != negate);
}

Status op_getitem(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "getitem", a.n, 2, 2); s != Status::Ok) return s;
    return get_item(vm, a[0], a[1], out);
}

Status op_index(VM& vm, Args a, Cell* out) {
    if (is_int(a[0])) return ok(out, newref(a[0]));
    return wants_index(vm, a[0]) ? call_hidden(vm, "_index", {a[0]}) : not_an_index(vm, a[0]);
}

Status op_call(VM& vm, Args a, Cell*) {
    if (a.n == 0) return raise(vm, C::TypeError, "call expected at least 1 argument, got 0");
    return call_with(vm, a[0], a.v + 1, a.n - 1, a.nkw, a.kwnames);
}

// Functions that a hidden helper does as a whole.
struct Forwarded {
    const char *name, *helper;
    uint32_t min, max;
};
constexpr Forwarded kForwarded[] = {
    {"contains", "_op_contains", 2, 2}, {"countOf", "_op_count_of", 2, 2},        {"indexOf", "_op_index_of", 2, 2},
    {"concat", "_op_concat", 2, 2},     {"iconcat", "_op_iconcat", 2, 2},         {"setitem", "_op_setitem", 3, 3},
    {"delitem", "_op_delitem", 2, 2},   {"length_hint", "_op_length_hint", 1, 2},
};
template <int which>
Status op_forward(VM& vm, Args a, Cell*) {
    const Forwarded& f = kForwarded[which];
    if (Status s = check_positional(vm, f.name, a.n, f.min, f.max); s != Status::Ok) return s;
    return call_hidden_args(vm, f.helper, a);
}

Status op_abs(VM& vm, Args a, Cell* out) {
    Cell abs = dict_get_str(vm.builtins, vm.names.abs_plain);
    return is_kind(abs, kNative) ? as<Native>(abs)->fn(vm, a, out) : Status::Fail;
}

#define BINARY(fn, dunder, op, doc)                                  \
    {fn, op_binary<BinOp::op>, 0, -1, 0, doc, "($module, a, b, /)"}, \
        {dunder, op_binary<BinOp::op>, 0, -1, 0, doc, "($module, a, b, /)"}
#define INPLACE(fn, dunder, op, doc)                                  \
    {fn, op_inplace<BinOp::op>, 0, -1, 0, doc, "($module, a, b, /)"}, \
        {dunder, op_inplace<BinOp::op>, 0, -1, 0, doc, "($module, a, b, /)"}
#define COMPARE(fn, dunder, op, doc)                                  \
    {fn, op_compare<CmpOp::op>, 0, -1, 0, doc, "($module, a, b, /)"}, \
        {dunder, op_compare<CmpOp::op>, 0, -1, 0, doc, "($module, a, b, /)"}
#define ONE(fn, native, doc) {fn, native, 1, 1, 0, doc, "($module, a, /)"}
#define ANY(fn, native, doc) {fn, native, 0, -1, 0, doc, nullptr}
const NativeDef kOperatorFunctions[] = {
    BINARY("add", "__add__", Add, "Same as a + b."),
    BINARY("sub", "__sub__", Sub, "Same as a - b."),
    BINARY("mul", "__mul__", Mul, "Same as a * b."),
    BINARY("matmul", "__matmul__", MatMul, "Same as a @ b."),
    BINARY("truediv", "__truediv__", TrueDiv, "Same as a / b."),
    BINARY("floordiv", "__floordiv__", FloorDiv, "Same as a // b."),
    BINARY("mod", "__mod__", Mod, "Same as a % b."),
    BINARY("pow", "__pow__", Pow, "Same as a ** b."),
    BINARY("lshift", "__lshift__", LShift, "Same as a << b."),
    BINARY("rshift", "__rshift__", RShift, "Same as a >> b."),
    BINARY("and_", "__and__", And, "Same as a & b."),
    BINARY("or_", "__or__", Or, "Same as a | b."),
    BINARY("xor", "__xor__", Xor, "Same as a ^ b."),
    INPLACE("iadd", "__iadd__", Add, "Same as a += b."),
    INPLACE("isub", "__isub__", Sub, "Same as a -= b."),
    INPLACE("imul", "__imul__", Mul, "Same as a *= b."),
    INPLACE("imatmul", "__imatmul__", MatMul, "Same as a @= b."),
    INPLACE("itruediv", "__itruediv__", TrueDiv, "Same as a /= b."),
    INPLACE("ifloordiv", "__ifloordiv__", FloorDiv, "Same as a //= b."),
    INPLACE("imod", "__imod__", Mod, "Same as a %= b."),
    INPLACE("ipow", "__ipow__", Pow, "Same as a **= b."),
    INPLACE("ilshift", "__ilshift__", LShift, "Same as a <<= b."),
    INPLACE("irshift", "__irshift__", RShift, "Same as a >>= b."),
    INPLACE("iand", "__iand__", And, "Same as a &= b."),
    INPLACE("ior", "__ior__", Or, "Same as a |= b."),
    INPLACE("ixor", "__ixor__", Xor, "Same as a ^= b."),
    COMPARE("lt", "__lt__", Lt, "Same as a < b."),
    COMPARE("le", "__le__", Le, "Same as a <= b."),
    COMPARE("eq", "__eq__", Eq, "Same as a == b."),
    COMPARE("ne", "__ne__", Ne, "Same as a != b."),
    COMPARE("gt", "__gt__", Gt, "Same as a > b."),
    COMPARE("ge", "__ge__", Ge, "Same as a >= b."),
    ONE("neg", op_unary<UnaryOp::Negative>, "Same as -a."),
    ONE("__neg__", op_unary<UnaryOp::Negative>, "Same as -a."),
    ONE("pos", op_unary<UnaryOp::Positive>, "Same as +a."),
    ONE("__pos__", op_unary<UnaryOp::Positive>, "Same as +a."),
    ONE("inv", op_unary<UnaryOp::Invert>, "Same as ~a."),
    ONE("invert", op_unary<UnaryOp::Invert>, "Same as ~a."),
    ONE("__inv__", op_unary<UnaryOp::Invert>, "Same as ~a."),
    ONE("__invert__", op_unary<UnaryOp::Invert>, "Same as ~a."),
    ONE("abs", op_abs, "Same as abs(a)."),
    ONE("__abs__", op_abs, "Same as abs(a)."),
    ONE("index", op_index, "Same as a.__index__()"),
    ONE("__index__", op_index, "Same as a.__index__()"),
    ONE("truth", op_truth<false>, "Return True if a is true, False otherwise."),
    ONE("not_", op_truth<true>, "Same as not a."),
    ONE("__not__", op_truth<true>, "Same as not a."),
    ANY("is_", op_is<false>, "Same as a is b."),
    ANY("is_not", op_is<true>, "Same as a is not b."),
    ANY("getitem", op_getitem, "Same as a[b]."),
    ANY("__getitem__", op_getitem, "Same as a[b]."),
    ANY("contains", op_forward<0>, "Same as b in a (note reversed operands)."),
    ANY("__contains__", op_forward<0>, "Same as b in a (note reversed operands)."),
    ANY("countOf", op_forward<1>, "Return the number of items in a which are, or which equal, b."),
    ANY("indexOf", op_forward<2>, "Return the first index of b in a."),
    ANY("concat", op_forward<3>, "Same as a + b, for a and b sequences."),
    ANY("__concat__", op_forward<3>, "Same as a + b, for a and b sequences."),
    ANY("iconcat", op_forward<4>, "Same as a += b, for a and b sequences."),
    ANY("__iconcat__", op_forward<4>, "Same as a += b, for a and b sequences."),
    ANY("setitem", op_forward<5>, "Same as a[b] = c."),
    ANY("__setitem__", op_forward<5>, "Same as a[b] = c."),
    ANY("delitem", op_forward<6>, "Same as del a[b]."),
    ANY("__delitem__", op_forward<6>, "Same as del a[b]."),
    ANY("length_hint", op_forward<7>, "Return an estimate of the number of items in obj."),
    {"call", op_call, 0, -1, kNativeKeywords, "Same as obj(*args, **kwargs).", nullptr},
    {"__call__", op_call, 0, -1, kNativeKeywords, "Same as obj(*args, **kwargs).", nullptr},
    LS_NO_MORE,
};

}  // namespace

void setup_operator_module(VM& vm) { add_functions(vm, new_module(vm, "_operator"), "_operator", kOperatorFunctions); }

}  // namespace loopscope::runtime
