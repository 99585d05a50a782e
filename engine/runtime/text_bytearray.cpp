// Methods of bytearray that change it.
#include "runtime/container_iter.h"
#include "runtime/text_bytes_methods.h"

namespace loopscope::runtime {

namespace {

Status byte_value(VM& vm, Cell c, uint8_t* out) {
    int64_t v;
    if (!is_int(c)) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, c));
    if (!fits_int64(c, &v) || v < 0 || v > 255) return raise(vm, C::ValueError, "byte must be in range(0, 256)");
    *out = static_cast<uint8_t>(v);
    return Status::Ok;
}

Status done(Cell* out) { return give(out, none_cell()); }

bool append(VM& vm, ByteArray* b, uint8_t c) {
    if (!bytearray_resize(vm, b, size_t(b->len) + 1)) return false;
    b->data[b->len - 1] = static_cast<char>(c);
    return true;
}

// ---- extend: the new bytes are gathered apart, so that a failing iterable changes nothing

enum : uint32_t { kTarget = 1, kGathered = 2 };

Next take_byte(VM& vm, Cell* slots, Cell value) {
    uint8_t c;
    if (byte_value(vm, value, &c) != Status::Ok) return Next::Fail;
    return append(vm, as<ByteArray>(slots[kGathered]), c) ? Next::Go : Next::Fail;
}

Next extend_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    if (!wants_index(vm, *item)) return take_byte(vm, slots, *item);
    return call_method(vm, *item, vm.names.index, {}) == Status::Call ? Next::Call : Next::Fail;
}

Next extend_answer(VM& vm, Cell* slots, Cell owned, Cell*, Cell*) {
    Owned hold(vm, owned);
    return take_byte(vm, slots, owned);
}

Status extend_end(VM& vm, Cell* slots, Cell* out) {
    auto *b = as<ByteArray>(slots[kTarget]), *more = as<ByteArray>(slots[kGathered]);
    uint32_t n = b->len;
    if (!bytearray_resize(vm, b, size_t(n) + more->len)) return Status::Fail;
    if (more->len) memcpy(b->data + n, more->data, more->len);
    return done(out);
}

constexpr Consumer kExtend = {"extend", extend_item, extend_answer, extend_end};

}  // namespace

Status bytearray_append(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytearray_append, a, out);
    uint8_t c;
    if (Status s = byte_value(vm, a[1], &c); s != Status::Ok) return s;
    return append(vm, as<ByteArray>(a[0]), c) ? done(out) : Status::Fail;
}

Status bytearray_extend(VM& vm, Args a, Cell* out) {
    if (is_bytes_like(a[1])) {
        Cell ignored;
        if (Status s = text_binary(vm, BinOp::Add, true, a[0], a[1], &ignored); s != Status::Ok) return s;
        decref(vm, ignored);
        return done(out);
    }
    if (is_str(a[1])) return raise(vm, C::TypeError, "expected iterable of integers; got: 'str'");
    if (is_number(a[1]) || is_none(a[1])) return raise(vm, C::TypeError, "can't extend bytearray with %s", type_name(vm, a[1]));
    Class* cls = class_of(vm, a[1]);
    bool hints = !is_empty(class_lookup(vm, cls, vm.names.len)) || !is_empty(class_lookup(vm, cls, vm.names.length_hint));
    if ((cls->class_flags & kClassHeap) && hints) return call_hidden(vm, "_extend_bytes", {a[0], a[1]});
    ByteArray* more = new_bytearray(vm, nullptr, 0);
    if (!more) return Status::Fail;
    Owned hold(vm, obj_cell(more));
    return consume(vm, kExtend, a[1], {a[0], hold}, out);
}

Status bytearray_insert(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytearray_insert, a, out);
    auto* b = as<ByteArray>(a[0]);
    int64_t at, n = b->len;
    uint8_t c;
    if (Status s = index_of(vm, a[1], &at, "index"); s != Status::Ok) return s;
    if (Status s = byte_value(vm, a[2], &c); s != Status::Ok) return s;
    if (at < 0) at = at + n < 0 ? 0 : at + n;
    if (at > n) at = n;
    if (!append(vm, b, c)) return Status::Fail;
    memmove(b->data + at + 1, b->data + at, static_cast<size_t>(n - at));
    b->data[at] = static_cast<char>(c);
    return done(out);
}

Status bytearray_pop(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytearray_pop, a, out);
    auto* b = as<ByteArray>(a[0]);
    int64_t at = -1;
    if (a.n > 1)
        if (Status s = index_of(vm, a[1], &at, "index"); s != Status::Ok) return s;
    if (b->len == 0) return raise(vm, C::IndexError, "pop from empty bytearray");
    if (!sequence_index(&at, b->len)) return raise(vm, C::IndexError, "pop index out of range");
    auto value = static_cast<uint8_t>(b->data[at]);
    memmove(b->data + at, b->data + at + 1, size_t(b->len) - static_cast<size_t>(at) - 1);
    b->len--;
    return give_int(out, value);
}

Status bytearray_remove(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytearray_remove, a, out);
    auto* b = as<ByteArray>(a[0]);
    uint8_t c;
    if (Status s = byte_value(vm, a[1], &c); s != Status::Ok) return s;
    auto* p = static_cast<char*>(b->len ? memchr(b->data, c, b->len) : nullptr);
    if (!p) return raise(vm, C::ValueError, "value not found in bytearray");
    memmove(p, p + 1, static_cast<size_t>(b->data + b->len - p - 1));
    b->len--;
    return done(out);
}

Status bytearray_reverse(VM&, Args a, Cell* out) {
    auto* b = as<ByteArray>(a[0]);
    for (uint32_t i = 0; i < b->len / 2; i++) std::swap(b->data[i], b->data[b->len - 1 - i]);
    return done(out);
}

Status bytearray_clear(VM&, Args a, Cell* out) {
    as<ByteArray>(a[0])->len = 0;
    return done(out);
}

Status bytearray_copy(VM& vm, Args a, Cell* out) {
    ByteView s(a[0]);
    return give_obj(out, new_bytearray(vm, s.p, s.n));
}

}  // namespace loopscope::runtime
