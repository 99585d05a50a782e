// bytes and bytearray objects: making, growing, looking inside; items of a bytearray.
#include <algorithm>

#include "runtime/container_util.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

Bytes* new_bytes_raw(VM& vm, uint32_t n) {
    if (n == 0) {
        if (LS_UNLIKELY(!vm.empty_bytes)) {
            vm.empty_bytes = make<Bytes>(vm, kBytes, C::Bytes);
            if (!vm.empty_bytes) return nullptr;
            vm.empty_bytes->rc = kImmortal;
        }
        return newref(vm.empty_bytes);
    }
    if (n > kMaxTextLength) {
        (void)too_long(vm);
        return nullptr;
    }
    auto* b = make<Bytes>(vm, kBytes, C::Bytes, bytes_bytes(n));
    if (b) b->len = n;
    return b;
}

Bytes* new_bytes(VM& vm, const void* data, size_t n) {
    if (n > kMaxTextLength) {
        (void)too_long(vm);
        return nullptr;
    }
    Bytes* b = new_bytes_raw(vm, static_cast<uint32_t>(n));
    if (b && n) memcpy(b->data, data, n);
    return b;
}

ByteArray* new_bytearray(VM& vm, const void* data, size_t n, Class* cls) {
    auto* b = static_cast<ByteArray*>(make_object(vm, kByteArray, cls ? cls : vm.cls(C::ByteArray), sizeof(ByteArray)));
    if (!b) return nullptr;
    if (!bytearray_resize(vm, b, n)) {
        decref(vm, b);
        return nullptr;
    }
    if (n && data)
        memcpy(b->data, data, n);
    else if (n)
        memset(b->data, 0, n);
    return b;
}

bool bytearray_resize(VM& vm, ByteArray* b, size_t n) {
    if (n > kMaxTextLength) {
        (void)too_long(vm);
        return false;
    }
    if (n > b->cap) {
        size_t cap = std::max<size_t>(std::max<size_t>(n, 16), b->cap + b->cap / 4u);
        auto* data = static_cast<char*>(alloc_raw(vm, cap));
        if (!data) return false;
        if (b->len) memcpy(data, b->data, b->len);
        free_raw(vm, b->data, b->cap);
        b->data = data;
        b->cap = static_cast<uint32_t>(cap);
    }
    b->len = static_cast<uint32_t>(n);
    return true;
}

void free_bytearray(VM& vm, ByteArray* b) {
    if (b->data) free_raw(vm, b->data, b->cap);
    b->data = nullptr;
    b->len = b->cap = 0;
}

bool bytes_view(Cell c, const uint8_t** data, uint32_t* n) {
    if (!is_obj(c)) return false;
    if (obj_of(c)->kind == kBytes) {
        *data = reinterpret_cast<const uint8_t*>(as<Bytes>(c)->data);
        *n = as<Bytes>(c)->len;
        return true;
    }
    if (obj_of(c)->kind == kByteArray) {
        static const uint8_t nothing = 0;
        auto* b = as<ByteArray>(c);
        *data = b->data ? reinterpret_cast<const uint8_t*>(b->data) : &nothing;
        *n = b->len;
        return true;
    }
    return false;
}

// ---- bytearray[...] = and del

namespace {

Status store_again(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    return text_store_subscript(vm, a[0], a[1], a.n > 2 ? a[2] : empty_cell());
}

Status store_item(VM& vm, ByteArray* b, Cell key, Cell value) {
    int64_t i, v;
    if (!fits_int64(key, &i))
        return raise(vm, C::IndexError, "cannot fit '%s' into an index-sized integer", type_name(vm, key));
    if (!sequence_index(&i, b->len)) return raise(vm, C::IndexError, "bytearray index out of range");
    if (is_empty(value)) {
        memmove(b->data + i, b->data + i + 1, size_t(b->len) - size_t(i) - 1);
        b->len--;
        return Status::Ok;
    }
    if (!is_int(value)) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, value));
    if (!fits_int64(value, &v) || v < 0 || v > 255) return raise(vm, C::ValueError, "byte must be in range(0, 256)");
    b->data[i] = static_cast<char>(v);
    return Status::Ok;
}

Status splice(VM& vm, ByteArray* b, int64_t start, int64_t stop, const std::string& with) {
    if (stop < start) stop = start;
    size_t tail = b->len - static_cast<size_t>(stop), n = static_cast<size_t>(start) + with.size() + tail;
    std::string rest = tail ? std::string(b->data + stop, tail) : std::string();
    if (!bytearray_resize(vm, b, n)) return Status::Fail;
    if (!with.empty()) memcpy(b->data + start, with.data(), with.size());
    if (tail) memcpy(b->data + static_cast<size_t>(start) + with.size(), rest.data(), tail);
    return Status::Ok;
}

// The bytes that are assigned: a bytes-like object, or a list or tuple of ints.
Status assigned_bytes(VM& vm, Cell value, std::string* out) {
    const uint8_t* p;
    uint32_t n;
    if (is_empty(value)) return Status::Ok;
    if (bytes_view(value, &p, &n)) {
        out->assign(reinterpret_cast<const char*>(p), n);
        return Status::Ok;
    }
    if (is_str(value) || is_int(value) || !is_native_iterable(vm, value))
        return raise(vm, C::TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    Cell list;
    if (Status s = to_list(vm, value, &list); s != Status::Ok) return s;
    Owned hold(vm, list);
    for (uint32_t i = 0; i < as<List>(list)->n; i++) {
        int64_t v;
        Cell item = as<List>(list)->v[i];
        if (!is_int(item))
            return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, item));
        if (!fits_int64(item, &v) || v < 0 || v > 255) return raise(vm, C::ValueError, "byte must be in range(0, 256)");
        *out += static_cast<char>(v);
    }
    return Status::Ok;
}

Status store_slice(VM& vm, ByteArray* b, Cell key, Cell value) {
    int64_t start, stop, step, n;
    std::string bytes;
    if (Status s = assigned_bytes(vm, value, &bytes); s != Status::Ok) return s;
    if (Status s = slice_indices(vm, as<Slice>(key), b->len, &start, &stop, &step, &n); s != Status::Ok) return s;
    if (step == 1) return splice(vm, b, start, stop, bytes);
    if (is_empty(value)) {
        std::string kept;
        std::vector<bool> gone(b->len);
        for (int64_t i = 0, at = start; i < n; i++, at += step) gone[static_cast<size_t>(at)] = true;
        for (uint32_t i = 0; i < b->len; i++)
            if (!gone[i]) kept += b->data[i];
        return splice(vm, b, 0, b->len, kept);
    }
    if (int64_t(bytes.size()) != n)
        return raise(vm, C::ValueError, "attempt to assign bytes of size %zu to extended slice of size %lld", bytes.size(),
                     static_cast<long long>(n));
    for (int64_t i = 0, at = start; i < n; i++, at += step) b->data[at] = bytes[static_cast<size_t>(i)];
    return Status::Ok;
}

}  // namespace

Status text_store_subscript(VM& vm, Cell o, Cell key, Cell value) {
    auto* b = as<ByteArray>(o);
    Cell args[3] = {o, key, value}, ignored = empty_cell();
    Args all{args, is_empty(value) ? 2u : 3u, 0, nullptr};
    if (is_kind(key, kSlice)) {
        if (slice_needs_python(vm, key)) return retry_index_at(vm, store_again, all, 1, &ignored);
        return store_slice(vm, b, key, value);
    }
    if (wants_index(vm, key) || (!is_empty(value) && wants_index(vm, value)))
        return again_with_index(vm, store_again, all, &ignored);
    if (!is_int(key))
        return raise(vm, C::TypeError, "bytearray indices must be integers or slices, not %s", type_name(vm, key));
    return store_item(vm, b, key, value);
}

}  // namespace loopscope::runtime
