// sys, as far as it touches the VM. Its standard streams and version data are made in library/_builtins_core.py.
#include "runtime/argument_name.h"
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/setup.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

static Status sys_exc_info(VM& vm, Args, Cell* out) {
    Cell e = topmost_handled(vm);
    *out = is_kind(e, kException) ? tuple_of(vm, {obj_cell(obj_of(e)->cls), e, as<Exception>(e)->traceback})
                                  : tuple_of(vm, {none_cell(), none_cell(), none_cell()});
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status sys_exception(VM& vm, Args, Cell* out) {
    Cell e = topmost_handled(vm);
    *out = is_empty(e) ? none_cell() : newref(e);
    return Status::Ok;
}
static Status sys_getframe(VM& vm, Args a, Cell* out) {
    int64_t depth = 0;
    if (a.n && !(is_int(a[0]) && fits_int64(a[0], &depth)))
        return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, a[0]));
    Frame* f = caller_frame(vm);
    for (; depth > 0 && f; depth--) {
        f = f->back;
        while (f && (!f->code || (f->code->flags & compile::kHidden))) f = f->back;
    }
    if (!f) return raise(vm, C::ValueError, "call stack is not deep enough");
    *out = new_obj_ref(f);
    return Status::Ok;
}
static Status sys_getrefcount(VM&, Args a, Cell* out) {
    *out =
        int_cell(is_obj(a[0]) ? (obj_of(a[0])->rc >= kImmortal / 2 ? 4294967295ll : int64_t(obj_of(a[0])->rc)) : 4294967295ll);
    return Status::Ok;
}
static Status sys_intern(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise(vm, C::TypeError, "intern() argument must be str, not %s", argument_name(vm, a[0]));
    return give_obj(out, intern(vm, newref(as<Str>(a[0]))));
}
static Status sys_getrecursionlimit(VM& vm, Args, Cell* out) {
    *out = int_cell(vm.limits.recursion);
    return Status::Ok;
}
static Status sys_setrecursionlimit(VM& vm, Args a, Cell* out) {
    int64_t n = 0;
    if (!is_int(a[0])) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, a[0]));
    if (!fits_int64(a[0], &n) || n < 1) return raise(vm, C::ValueError, "recursion limit must be greater or equal than 1");
    if (n < vm.depth)
        return raise(vm, C::RecursionError,
                     "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                     static_cast<long long>(n), vm.depth);
    vm.limits.recursion = static_cast<uint32_t>(n > 1000000 ? 1000000 : n);
    *out = none_cell();
    return Status::Ok;
}
static Status sys_get_hooks(VM& vm, Args, Cell* out) {
    *out = tuple_of(vm, {is_empty(vm.asyncgen_firstiter) ? none_cell() : vm.asyncgen_firstiter,
                         is_empty(vm.asyncgen_finalizer) ? none_cell() : vm.asyncgen_finalizer});
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status sys_set_hooks(VM& vm, Args a, Cell* out) {
    static const char* const names[] = {"firstiter", "finalizer", nullptr};
    Cell v[2];
    if (bind_native(vm, a, "set_asyncgen_hooks", names, 0, 2, v) != Status::Ok) return Status::Fail;
    if (!is_empty(v[0])) assign(vm, &vm.asyncgen_firstiter, newref(v[0]));
    if (!is_empty(v[1])) assign(vm, &vm.asyncgen_finalizer, newref(v[1]));
    *out = none_cell();
    return Status::Ok;
}
static Status sys_origin_depth(VM& vm, Args a, Cell* out) {
    int64_t n = 0;
    if (a.n)
        if (Status s = index_of(vm, a[0], &n, "depth"); s != Status::Ok) return s;
    if (n < 0) return raise(vm, C::ValueError, "depth must be >= 0");
    if (a.n) vm.coroutine_origin_depth = static_cast<uint32_t>(std::min<int64_t>(n, INT32_MAX));
    *out = a.n ? none_cell() : int_cell(vm.coroutine_origin_depth);
    return Status::Ok;
}
static Status sys_max_digits(VM& vm, Args a, Cell* out) {
    int64_t n = 0;
    if (a.n) {
        if (!is_int(a[0]) || !fits_int64(a[0], &n) || (n != 0 && n < 640))
            return raise(vm, C::ValueError, "maxdigits must be 0 or larger than 640");
        vm.limits.int_digits = n == 0 ? 1u << 30 : static_cast<uint32_t>(n > (1 << 30) ? 1 << 30 : n);
    }
    *out = a.n ? none_cell() : int_cell(vm.limits.int_digits);
    return Status::Ok;
}
static Status sys_getsizeof(VM&, Args a, Cell* out) {
    int64_t n = 28;
    if (is_kind(a[0], kList))
        n = 56 + 8 * int64_t(as<List>(a[0])->n);
    else if (is_kind(a[0], kTuple))
        n = 40 + 8 * int64_t(as<Tuple>(a[0])->n);
    else if (is_kind(a[0], kStr))
        n = 41 + int64_t(as<Str>(a[0])->len) * obj_of(a[0])->aux;
    else if (is_kind(a[0], kBytes))
        n = 33 + int64_t(as<Bytes>(a[0])->len);
    else if (is_kind(a[0], kDict))
        n = as<Dict>(a[0])->n ? 184 + 24 * int64_t(as<Dict>(a[0])->n) : 64;
    else if (is_kind(a[0], kSet))
        n = 216;
    else if (is_kind(a[0], kGenerator))
        n = 200;
    else if (is_kind(a[0], kRange))
        n = 48;
    else if (is_inline_float(a[0]))
        n = 24;
    else if (is_none(a[0]))
        n = 16;
    else if (is_obj(a[0]) && obj_of(a[0])->kind != kBigInt)
        n = 48;
    *out = int_cell(n);
    return Status::Ok;
}

void setup_sys_module(VM& vm) {
    Dict* sys = new_module(vm, "sys");
    static const NativeDef functions[] = {{"exc_info", sys_exc_info, 0, 0, 0, nullptr, nullptr},
                                          {"exception", sys_exception, 0, 0, 0, nullptr, nullptr},
                                          {"_getframe", sys_getframe, 0, 1, 0, nullptr, nullptr},
                                          {"getrefcount", sys_getrefcount, 1, 1, 0, nullptr, nullptr},
                                          {"intern", sys_intern, 1, 1, 0, nullptr, nullptr},
                                          {"getrecursionlimit", sys_getrecursionlimit, 0, 0, 0, nullptr, nullptr},
                                          {"setrecursionlimit", sys_setrecursionlimit, 1, 1, 0, nullptr, nullptr},
                                          {"get_asyncgen_hooks", sys_get_hooks, 0, 0, 0, nullptr, nullptr},
                                          {"set_asyncgen_hooks", sys_set_hooks, 0, -1, kNativeKeywords, nullptr, nullptr},
                                          {"get_coroutine_origin_tracking_depth", sys_origin_depth, 0, 0, 0, nullptr, nullptr},
                                          {"set_coroutine_origin_tracking_depth", sys_origin_depth, 1, 1, 0, nullptr, nullptr},
                                          {"get_int_max_str_digits", sys_max_digits, 0, 0, 0, nullptr, nullptr},
                                          {"set_int_max_str_digits", sys_max_digits, 1, 1, 0, nullptr, nullptr},
                                          {"getsizeof", sys_getsizeof, 1, 2, 0, nullptr, nullptr},
                                          {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, sys, "sys", functions);
    Str* modules = intern(vm, "modules");
    (void)dict_set_str(vm, sys, modules, obj_cell(vm.modules));
    decref(vm, modules);
}

}  // namespace loopscope::runtime
