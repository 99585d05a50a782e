// str's methods that pad: center, ljust, rjust, zfill, expandtabs.
#include "runtime/text_str_methods.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

Status padded(VM& vm, Str* s, int64_t left, int64_t right, uint32_t fill, Cell* out) {
    if (left < 0) left = 0;
    if (right < 0) right = 0;
    if (left == 0 && right == 0) return give_obj(out, substring(vm, s, 0, s->len));
    if (left > kMaxTextLength || right > kMaxTextLength || s->len + uint64_t(left) + uint64_t(right) > kMaxTextLength)
        return too_long(vm);
    auto n = static_cast<uint32_t>(s->len + left + right);
    if (!charge_text(vm, n) || !reserve_heap(vm, n)) return Status::Fail;
    if (is_ascii(s) && fill < 0x80 && n > 1) {
        Str* r = new_str_raw(vm, n, 1);
        if (!r) return Status::Fail;
        r->flags |= kAscii;
        memset(r->data, static_cast<int>(fill), static_cast<size_t>(left));
        memcpy(r->data + left, s->data, s->len);
        memset(r->data + left + s->len, static_cast<int>(fill), static_cast<size_t>(right));
        return give_obj(out, r);
    }
    if (!reserve_heap(vm, uint64_t(n) * 4)) return Status::Fail;
    StrBuilder b;
    b.fill(fill, static_cast<size_t>(left));
    b.add(s);
    b.fill(fill, static_cast<size_t>(right));
    return b.finish(vm, out);
}

enum class Side : uint8_t { Center, Left, Right };

Status pad_method(VM& vm, Args a, Cell* out, Side side, NativeFn self) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, self, a, out);
    auto* s = as<Str>(a[0]);
    int64_t width;
    uint32_t fill = ' ';
    if (Status st = index_of(vm, a[1], &width, "width"); st != Status::Ok) return st;
    if (a.n > 2) {
        if (!is_str(a[2]))
            return raise(vm, C::TypeError, "The fill character must be a unicode character, not %s", type_name(vm, a[2]));
        if (as<Str>(a[2])->len != 1) return raise(vm, C::TypeError, "The fill character must be exactly one character long");
        fill = str_at(as<Str>(a[2]), 0);
    }
    int64_t room = width > int64_t(s->len) ? width - s->len : 0;
    if (side == Side::Left) return padded(vm, s, 0, room, fill, out);
    if (side == Side::Right) return padded(vm, s, room, 0, fill, out);
    int64_t left = room / 2 + (room & width & 1);
    return padded(vm, s, left, room - left, fill, out);
}

}  // namespace

Status str_center(VM& vm, Args a, Cell* out) { return pad_method(vm, a, out, Side::Center, str_center); }
Status str_ljust(VM& vm, Args a, Cell* out) { return pad_method(vm, a, out, Side::Left, str_ljust); }
Status str_rjust(VM& vm, Args a, Cell* out) { return pad_method(vm, a, out, Side::Right, str_rjust); }

Status str_zfill(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, str_zfill, a, out);
    auto* s = as<Str>(a[0]);
    int64_t width;
    if (Status st = index_of(vm, a[1], &width, "width"); st != Status::Ok) return st;
    if (width <= int64_t(s->len)) return give_obj(out, substring(vm, s, 0, s->len));
    if (width > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, static_cast<uint64_t>(width)) || !reserve_heap(vm, uint64_t(width) * 4)) return Status::Fail;
    uint32_t first = s->len ? str_at(s, 0) : 0;
    bool sign = first == '+' || first == '-';
    StrBuilder b;
    if (sign) b.add(first);
    b.fill('0', static_cast<size_t>(width - s->len));
    b.add(s, sign, s->len);
    return b.finish(vm, out);
}

Status str_expandtabs(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, str_expandtabs, a, out);
    static const char* const kNames[] = {"tabsize", nullptr};
    Cell v;
    int64_t size = 8, column = 0;
    if (Status s = bind_native(vm, behind_self(a), "expandtabs", kNames, 0, 1, &v); s != Status::Ok) return s;
    if (!is_empty(v))
        if (Status s = index_of(vm, v, &size, "tabsize"); s != Status::Ok) return s;
    if (size > INT32_MAX || size < INT32_MIN) return raise(vm, C::OverflowError, "Python int too large to convert to C int");
    auto* s = as<Str>(a[0]);
    StrBuilder b;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        if (c != '\t') {
            b.add(c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        } else if (size > 0) {
            int64_t room = size - column % size;
            if (b.text.size() + static_cast<uint64_t>(room) > kMaxTextLength)
                return raise(vm, C::OverflowError, "new string is too long");
            if (room > 4096 && (!charge_text(vm, uint64_t(room)) || !reserve_heap(vm, (b.text.size() + uint64_t(room)) * 4)))
                return Status::Fail;
            b.fill(' ', static_cast<size_t>(room));
            column += room;
        }
    }
    return b.finish(vm, out);
}

}  // namespace loopscope::runtime
