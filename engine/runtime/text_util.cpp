// What the text files share (text_util.h).
#include "runtime/text_util.h"

namespace loopscope::runtime {

std::string type_name_of(VM& vm, Cell c) { return type_name(vm, c); }

Status clamped_int(VM& vm, Cell c, int64_t* out) {
    if (!is_int(c)) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, c));
    if (!fits_int64(c, out)) *out = int_sign(c) < 0 ? INT64_MIN : INT64_MAX;
    return Status::Ok;
}

namespace {

Status range_end(VM& vm, Cell c, int64_t absent, int64_t* out) {
    *out = absent;
    if (is_empty(c) || is_none(c)) return Status::Ok;
    if (!is_int(c)) return raise(vm, C::TypeError, "slice indices must be integers or None or have an __index__ method");
    return clamped_int(vm, c, out);
}

int64_t from_end(int64_t i, int64_t n) {
    if (i >= 0) return i;
    return i < -n ? 0 : i + n;
}

}  // namespace

Status range_args(VM& vm, Args a, uint32_t first, uint32_t len, int64_t* start, int64_t* end) {
    if (Status s = range_end(vm, a.n > first ? a[first] : empty_cell(), 0, start); s != Status::Ok) return s;
    if (Status s = range_end(vm, a.n > first + 1 ? a[first + 1] : empty_cell(), len, end); s != Status::Ok) return s;
    *end = *end > len ? len : from_end(*end, len);
    *start = from_end(*start, len);
    return Status::Ok;
}

Status no_keyword_args(VM& vm, Args a, const char* function) {
    if (a.nkw == 0) return Status::Ok;
    return raise(vm, C::TypeError, "%s() takes no keyword arguments", function);
}

}  // namespace loopscope::runtime
