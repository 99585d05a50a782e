// The classes bytes and bytearray: constructors and the tables of their methods.
#include "runtime/argument_name.h"
#include "runtime/container_iter.h"
#include "runtime/machine.h"
#include "runtime/text_bytes_methods.h"
#include "runtime/text_slots.h"

namespace loopscope::runtime {

namespace {

// ---- what bytes(x) and bytearray(x) hold. The result goes to `into`: a class (bytes is made of it) or a bytearray (it is
// filled).

bool makes_bytes(Cell into) { return is_kind(into, kClass); }

Status result(VM& vm, Cell into, const void* data, size_t n, Cell* out) {
    if (!makes_bytes(into)) {
        if (!bytearray_resize(vm, as<ByteArray>(into), n)) return Status::Fail;
        if (n && data)
            memcpy(as<ByteArray>(into)->data, data, n);
        else if (n)
            memset(as<ByteArray>(into)->data, 0, n);
        return give(out, none_cell());
    }
    auto* cls = as<Class>(into);
    Bytes* b;
    if (cls == vm.cls(C::Bytes)) {
        b = data ? new_bytes(vm, data, n) : new_bytes_raw(vm, static_cast<uint32_t>(n));
    } else {
        b = static_cast<Bytes*>(make_object(vm, kBytes, cls, bytes_bytes(static_cast<uint32_t>(n))));
        if (b) b->len = static_cast<uint32_t>(n);
        if (b && n && data) memcpy(b->data, data, n);
    }
    return give_obj(out, b);
}

enum : uint32_t { kInto = 1, kGathered = 2 };

Next take_byte(VM& vm, Cell* slots, Cell value) {
    int64_t v;
    if (!is_int(value)) {
        (void)raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, value));
        return Next::Fail;
    }
    if (!fits_int64(value, &v) || v < 0 || v > 255) {
        (void)raise(vm, C::ValueError, "%s must be in range(0, 256)", makes_bytes(slots[kInto]) ? "bytes" : "byte");
        return Next::Fail;
    }
    auto* b = as<ByteArray>(slots[kGathered]);
    if (!bytearray_resize(vm, b, size_t(b->len) + 1)) return Next::Fail;
    b->data[b->len - 1] = static_cast<char>(v);
    return Next::Go;
}

Next gather_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    if (!wants_index(vm, *item)) return take_byte(vm, slots, *item);
    return call_method(vm, *item, vm.names.index, {}) == Status::Call ? Next::Call : Next::Fail;
}

Next gather_answer(VM& vm, Cell* slots, Cell owned, Cell*, Cell*) {
    Owned hold(vm, owned);
    return take_byte(vm, slots, owned);
}

Status gather_end(VM& vm, Cell* slots, Cell* out) {
    auto* b = as<ByteArray>(slots[kGathered]);
    return result(vm, slots[kInto], b->data ? b->data : "", b->len, out);
}

constexpr Consumer kGather = {"bytes", gather_item, gather_answer, gather_end};

Status from_iterable(VM& vm, Cell into, Cell x, Cell* out) {
    Class* cls = class_of(vm, x);
    bool can = is_native_iterable(vm, x) || !is_empty(class_lookup(vm, cls, vm.names.iter)) ||
               !is_empty(class_lookup(vm, cls, vm.names.getitem));
    if (!can)
        return raise(vm, C::TypeError, "cannot convert '%s' object to %s", type_name(vm, x),
                     makes_bytes(into) ? "bytes" : "bytearray");
    ByteArray* gathered = new_bytearray(vm, nullptr, 0);
    if (!gathered) return Status::Fail;
    Owned hold(vm, obj_cell(gathered));
    return consume(vm, kGather, x, {into, hold}, out);
}

Status zeros(VM& vm, Cell into, Cell count, Cell* out) {
    int64_t n;
    if (Status s = index_of(vm, count, &n, "bytes"); s != Status::Ok) return s;
    if (n < 0) return raise(vm, C::ValueError, "negative count");
    if (n > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, static_cast<uint64_t>(n)) || !reserve_heap(vm, static_cast<uint64_t>(n))) return Status::Fail;
    return result(vm, into, nullptr, static_cast<size_t>(n), out);
}

Status encoded(VM& vm, Cell into, const Cell* v, Cell* out) {
    const char* name = makes_bytes(into) ? "bytes" : "bytearray";
    std::string encoding, errors;
    if (Status s = codec_argument(vm, v[1], name, "encoding", "utf-8", &encoding); s != Status::Ok) return s;
    if (Status s = codec_argument(vm, v[2], name, "errors", "strict", &errors); s != Status::Ok) return s;
    if (is_empty(v[0]) || !is_str(v[0]))
        return raise(vm, C::TypeError, "%s without a string argument", is_empty(v[1]) ? "errors" : "encoding");
    if (is_empty(v[1])) return raise(vm, C::TypeError, "string argument without an encoding");
    Cell bytes;
    if (Status s = encode_str(vm, v[0], encoding, errors, &bytes); s != Status::Ok) return s;
    Owned hold(vm, bytes);
    if (makes_bytes(into) && as<Class>(into) == vm.cls(C::Bytes)) return give(out, hold.take());
    return result(vm, into, as<Bytes>(bytes)->data, as<Bytes>(bytes)->len, out);
}

// Cells: what to make, the object, which method: 0 __bytes__, 1 __index__.
Status convert_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    bool count = int_of(m.cells[2]) == 1;
    if (m.state == 0) {
        Status s = Status::Ok;
        if (count) {
            s = m.call_special(m.cells[1], vm.names.index, {}, 0, 1);
        } else {
            s = m.call_special(m.cells[1], vm.names.bytes, {}, 0, 1);
        }
        if (s != Status::Ok) return s;
    }
    if (count) {
        if (!is_int(m.value)) return raise(vm, C::TypeError, "__index__ returned non-int (type %s)", type_name(vm, m.value));
        return zeros(vm, m.cells[0], m.value, out);
    }
    if (!is_bytes(m.value)) return raise(vm, C::TypeError, "__bytes__ returned non-bytes (type %s)", type_name(vm, m.value));
    if (makes_bytes(m.cells[0]) && as<Class>(m.cells[0]) == vm.cls(C::Bytes)) return give(out, m.take());
    return result(vm, m.cells[0], as<Bytes>(m.value)->data, as<Bytes>(m.value)->len, out);
}

Status fill(VM& vm, Cell into, Args arguments, Cell* out) {
    static const char* const kNames[] = {"source", "encoding", "errors", nullptr};
    Cell v[3];
    if (Status s = bind_native(vm, arguments, makes_bytes(into) ? "bytes" : "bytearray", kNames, 0, 3, v); s != Status::Ok)
        return s;
    if (!is_empty(v[1]) || !is_empty(v[2])) return encoded(vm, into, v, out);
    if (is_empty(v[0])) return result(vm, into, "", 0, out);
    Cell x = v[0];
    Class* cls = class_of(vm, x);
    bool native_bytes = is_bytes_like(x) && !(cls->class_flags & kClassHeap);
    if (native_bytes) {
        if (makes_bytes(into) && as<Class>(into) == vm.cls(C::Bytes) && is_exact(vm, x, C::Bytes)) return give(out, newref(x));
        std::string copy(reinterpret_cast<const char*>(ByteView(x).p), ByteView(x).n);  // it may be the bytearray itself
        return result(vm, into, copy.data(), copy.size(), out);
    }
    if (is_int(x)) return zeros(vm, into, x, out);
    bool heap = (cls->class_flags & kClassHeap) != 0;
    if (makes_bytes(into) && heap && !is_empty(class_lookup(vm, cls, vm.names.bytes)) &&
        !is_kind(class_lookup(vm, cls, vm.names.bytes), kNative))
        return run_machine<convert_step, 3>(vm, {into, x, int_cell(0)}, out);
    if (is_str(x)) return raise(vm, C::TypeError, "string argument without an encoding");
    if (wants_index(vm, x)) return run_machine<convert_step, 3>(vm, {into, x, int_cell(1)}, out);
    if (is_bytes_like(x)) return result(vm, into, ByteView(x).p, ByteView(x).n, out);
    return from_iterable(vm, into, x, out);
}

Status bytes_new(VM& vm, Args a, Cell* out) { return fill(vm, a[0], behind_self(a), out); }
Status bytearray_init(VM& vm, Args a, Cell* out) { return fill(vm, a[0], behind_self(a), out); }
Status bytearray_new(VM& vm, Args a, Cell* out) { return give_obj(out, new_bytearray(vm, nullptr, 0, as<Class>(a[0]))); }

// ---- class methods and the like

int hex_digit(uint32_t c) {
    if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? static_cast<int>((c | 32) - 'a' + 10) : -1;
}

Status fromhex(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "fromhex() argument must be str, not %s", argument_name(vm, a[1]));
    auto* s = as<Str>(a[1]);
    std::string r;
    for (uint32_t i = 0; i < s->len;) {
        uint32_t c = str_at(s, i);
        if (byte_space(c)) {
            i++;
            continue;
        }
        int high = hex_digit(c), low = -1;
        if (high >= 0) {
            i++;
            low = i < s->len ? hex_digit(str_at(s, i)) : -1;
        }
        if (low < 0) return raise(vm, C::ValueError, "non-hexadecimal number found in fromhex() arg at position %u", i);
        r += static_cast<char>(high << 4 | low);
        i++;
    }
    auto* cls = as<Class>(a[0]);
    if (cls == vm.cls(C::ByteArray)) return give_obj(out, new_bytearray(vm, r.data(), r.size()));
    Bytes* b = new_bytes(vm, r.data(), r.size());
    if (!b || cls == vm.cls(C::Bytes)) return give_obj(out, b);
    Owned hold(vm, obj_cell(b));
    return call_later(vm, a[0], {hold});
}

Status bytes_getnewargs(VM& vm, Args a, Cell* out) {
    ByteView s(a[0]);
    Owned plain(vm, obj_cell(new_bytes(vm, s.p, s.n)));
    return give(out, tuple_of(vm, {plain}));
}

Status bytes_bytes(VM& vm, Args a, Cell* out) {
    ByteView s(a[0]);
    return give_like(vm, a[0], s.p, s.n, out);
}

Status bytes_sizeof(VM&, Args a, Cell* out) { return give_int(out, 33 + int64_t(text_length(a[0]))); }
Status bytearray_sizeof(VM&, Args a, Cell* out) {
    return give_int(out, 56 + int64_t(text_length(a[0])) + (text_length(a[0]) ? 1 : 0));
}
Status bytearray_alloc(VM&, Args a, Cell* out) { return give_int(out, as<ByteArray>(a[0])->cap); }

Status bytearray_setitem(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    return text_store_subscript(vm, a[0], a[1], a[2]);
}

Status bytearray_delitem(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    return text_store_subscript(vm, a[0], a[1], empty_cell());
}

Status bytearray_iadd(VM& vm, Args a, Cell* out) {
    if (!is_bytes_like(a[1]))
        return raise(vm, C::TypeError, "can't concat %s to %s", type_name_of(vm, a[1]).c_str(), type_name(vm, a[0]));
    return text_binary(vm, BinOp::Add, true, a[0], a[1], out);
}

Status bytearray_imul(VM& vm, Args a, Cell* out) {
    if (wants_index(vm, a[1])) return again_with_index(vm, bytearray_imul, a, out);
    if (!is_int(a[1])) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, a[1]));
    return text_binary(vm, BinOp::Mul, true, a[0], a[1], out);
}

#define LS_BYTES_METHODS                                                                                                      \
    LS_TEXT_SLOTS, native("capitalize", bytes_capitalize, 1, 1, kMethodFlags),                                                \
        native("center", bytes_center, 2, 3, kMethodFlags), native("count", bytes_count, 2, 4, kMethodFlags),                 \
        native("decode", bytes_decode, 1, -1, kKeywordMethod), native("endswith", bytes_endswith, 2, 4, kMethodFlags),        \
        native("expandtabs", bytes_expandtabs, 1, -1, kKeywordMethod), native("find", bytes_find, 2, 4, kMethodFlags),        \
        native("fromhex", fromhex, 2, 2, kClassMethodFlags), native("hex", bytes_hex, 1, -1, kKeywordMethod),                 \
        native("index", bytes_index, 2, 4, kMethodFlags), native("isalnum", bytes_isalnum, 1, 1, kMethodFlags),               \
        native("isalpha", bytes_isalpha, 1, 1, kMethodFlags), native("isascii", bytes_isascii, 1, 1, kMethodFlags),           \
        native("isdigit", bytes_isdigit, 1, 1, kMethodFlags), native("islower", bytes_islower, 1, 1, kMethodFlags),           \
        native("isspace", bytes_isspace, 1, 1, kMethodFlags), native("istitle", bytes_istitle, 1, 1, kMethodFlags),           \
        native("isupper", bytes_isupper, 1, 1, kMethodFlags), native("join", bytes_join, 2, 2, kMethodFlags),                 \
        native("ljust", bytes_ljust, 2, 3, kMethodFlags), native("lower", bytes_lower, 1, 1, kMethodFlags),                   \
        native("lstrip", bytes_lstrip, 1, 2, kMethodFlags), native("maketrans", bytes_maketrans, 2, 2, kStaticFlags),         \
        native("partition", bytes_partition, 2, 2, kMethodFlags),                                                             \
        native("removeprefix", bytes_removeprefix, 2, 2, kMethodFlags),                                                       \
        native("removesuffix", bytes_removesuffix, 2, 2, kMethodFlags), native("replace", bytes_replace, 3, 4, kMethodFlags), \
        native("rfind", bytes_rfind, 2, 4, kMethodFlags), native("rindex", bytes_rindex, 2, 4, kMethodFlags),                 \
        native("rjust", bytes_rjust, 2, 3, kMethodFlags), native("rpartition", bytes_rpartition, 2, 2, kMethodFlags),         \
        native("rsplit", bytes_rsplit, 1, -1, kKeywordMethod), native("rstrip", bytes_rstrip, 1, 2, kMethodFlags),            \
        native("split", bytes_split, 1, -1, kKeywordMethod), native("splitlines", bytes_splitlines, 1, -1, kKeywordMethod),   \
        native("startswith", bytes_startswith, 2, 4, kMethodFlags), native("strip", bytes_strip, 1, 2, kMethodFlags),         \
        native("swapcase", bytes_swapcase, 1, 1, kMethodFlags), native("title", bytes_title, 1, 1, kMethodFlags),             \
        native("translate", bytes_translate, 1, -1, kKeywordMethod), native("upper", bytes_upper, 1, 1, kMethodFlags),        \
        native("zfill", bytes_zfill, 2, 2, kMethodFlags)

constexpr NativeDef kBytesMethods[] = {
    native("__new__", bytes_new, 1, -1, kNewFlags),
    LS_BYTES_METHODS,
    native("__hash__", text_hash_method, 1, 1, kSlotMethod),
    native("__getnewargs__", bytes_getnewargs, 1, 1, kMethodFlags),
    native("__bytes__", bytes_bytes, 1, 1, kMethodFlags),
    native("__sizeof__", bytes_sizeof, 1, 1, kMethodFlags),
    kEndOfNatives,
};
constexpr NativeDef kByteArrayMethods[] = {
    native("__new__", bytearray_new, 1, -1, kNewFlags),
    native("__init__", bytearray_init, 1, -1, kKeywordMethod),
    LS_BYTES_METHODS,
    native("__setitem__", bytearray_setitem, 3, 3, kSlotMethod),
    native("__delitem__", bytearray_delitem, 2, 2, kSlotMethod),
    native("__iadd__", bytearray_iadd, 2, 2, kSlotMethod),
    native("__imul__", bytearray_imul, 2, 2, kSlotMethod),
    native("__sizeof__", bytearray_sizeof, 1, 1, kMethodFlags),
    native("__alloc__", bytearray_alloc, 1, 1, kMethodFlags),
    native("append", bytearray_append, 2, 2, kMethodFlags),
    native("extend", bytearray_extend, 2, 2, kMethodFlags),
    native("insert", bytearray_insert, 3, 3, kMethodFlags),
    native("pop", bytearray_pop, 1, 2, kMethodFlags),
    native("remove", bytearray_remove, 2, 2, kMethodFlags),
    native("reverse", bytearray_reverse, 1, 1, kMethodFlags),
    native("clear", bytearray_clear, 1, 1, kMethodFlags),
    native("copy", bytearray_copy, 1, 1, kMethodFlags),
    kEndOfNatives,
};

}  // namespace

void setup_bytes_types(VM& vm) {
    add_methods(vm, vm.cls(C::Bytes), kBytesMethods);
    add_methods(vm, vm.cls(C::ByteArray), kByteArrayMethods);
    (void)dict_set_str(vm, vm.cls(C::ByteArray)->dict, vm.names.hash, none_cell());
}

}  // namespace loopscope::runtime
