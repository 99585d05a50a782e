// str's methods that take apart and put together: split, rsplit, splitlines, join, strip.
#include "runtime/container_iter.h"
#include "runtime/text_search.h"
#include "runtime/text_str_methods.h"
#include "runtime/text_unicode.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

bool is_space(uint32_t c) { return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) : unicode::is_space(c); }
bool is_break(uint32_t c) { return c < 0x80 ? (c >= 10 && c <= 13) || (c >= 28 && c <= 30) : unicode::is_line_break(c); }

Status give_parts(VM& vm, Str* s, const search::Ranges& parts, Cell* out) {
    List* l = new_list(vm, static_cast<uint32_t>(parts.size()));
    if (!l) return Status::Fail;
    Owned hold(vm, obj_cell(l));
    for (search::Range r : parts) {
        Str* part = substring(vm, s, r.start, r.end);
        if (!part || !list_append(vm, l, obj_cell(part))) return Status::Fail;
    }
    return give(out, hold.take());
}

Status split_method(VM& vm, Args a, Cell* out, bool from_right) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, from_right ? str_rsplit : str_split, a, out);
    static const char* const kNames[] = {"sep", "maxsplit", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, behind_self(a), from_right ? "rsplit" : "split", kNames, 0, 2, v); s != Status::Ok) return s;
    int64_t most = -1;
    if (!is_empty(v[1]))
        if (Status s = index_of(vm, v[1], &most, "split"); s != Status::Ok) return s;
    auto* s = as<Str>(a[0]);
    if (!charge_text(vm, s->len)) return Status::Fail;
    if (is_empty(v[0]) || is_none(v[0])) {
        return give_parts(vm, s,
                          by_width(s,
                                   [&](auto* p) {
                                       return from_right ? search::rsplit_words(p, s->len, most, is_space)
                                                         : search::split_words(p, s->len, most, is_space);
                                   }),
                          out);
    }
    if (!is_str(v[0])) return raise(vm, C::TypeError, "must be str or None, not %s", type_name(vm, v[0]));
    auto* sep = as<Str>(v[0]);
    if (sep->len == 0) return raise(vm, C::ValueError, "empty separator");
    auto parts = with_needle<search::Ranges>(s, sep, search::Ranges{{0, s->len}}, [&](auto* p, auto* q) {
        return from_right ? search::rsplit(p, s->len, q, sep->len, most) : search::split(p, s->len, q, sep->len, most);
    });
    return give_parts(vm, s, parts, out);
}

}  // namespace

Status str_split(VM& vm, Args a, Cell* out) { return split_method(vm, a, out, false); }
Status str_rsplit(VM& vm, Args a, Cell* out) { return split_method(vm, a, out, true); }

Status str_splitlines(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"keepends", nullptr};
    Cell keep;
    if (Status s = bind_native(vm, behind_self(a), "splitlines", kNames, 0, 1, &keep); s != Status::Ok) return s;
    auto* s = as<Str>(a[0]);
    int truth = is_empty(keep) ? 0 : truth_native(keep);
    if (truth < 0) return call_hidden(vm, "_splitlines", {a[0], keep});
    if (!charge_text(vm, s->len)) return Status::Fail;
    return give_parts(vm, s, by_width(s, [&](auto* p) { return search::split_lines(p, s->len, truth == 1, is_break); }), out);
}

// ---- join

namespace {

enum : uint32_t { kSeparator = 1, kItems = 2 };

Next join_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    Cell c = *item;
    *item = empty_cell();
    return list_append(vm, as<List>(slots[kItems]), c) ? Next::Go : Next::Fail;
}

Status join_end(VM& vm, Cell* slots, Cell* out) {
    auto* l = as<List>(slots[kItems]);
    return join_strings(vm, as<Str>(slots[kSeparator]), l->v, l->n, out);
}

constexpr Consumer kJoin = {"join", join_item, nullptr, join_end};

bool can_iterate(VM& vm, Cell c) {
    Class* cls = class_of(vm, c);
    return !is_empty(class_lookup(vm, cls, vm.names.iter)) || !is_empty(class_lookup(vm, cls, vm.names.getitem)) ||
           is_native_iterable(vm, c);
}

}  // namespace

Status str_join(VM& vm, Args a, Cell* out) {
    auto* sep = as<Str>(a[0]);
    if (is_exact(vm, a[1], C::List)) return join_strings(vm, sep, as<List>(a[1])->v, as<List>(a[1])->n, out);
    if (is_exact(vm, a[1], C::Tuple)) return join_strings(vm, sep, as<Tuple>(a[1])->v, as<Tuple>(a[1])->n, out);
    if (!can_iterate(vm, a[1])) return raise(vm, C::TypeError, "can only join an iterable");
    List* l = new_list(vm, 0);
    if (!l) return Status::Fail;
    Owned hold(vm, obj_cell(l));
    return consume(vm, kJoin, a[1], {a[0], hold}, out);
}

// ---- strip

namespace {

template <class Drop>
Status strip_where(VM& vm, Str* s, bool left, bool right, Drop drop, Cell* out) {
    uint32_t start = 0, end = s->len;
    by_width(s, [&](auto* p) {
        if (left)
            while (start < end && drop(p[start])) start++;
        if (right)
            while (end > start && drop(p[end - 1])) end--;
    });
    return give_obj(out, substring(vm, s, start, end));
}

Status strip_method(VM& vm, Args a, Cell* out, const char* name, bool left, bool right) {
    auto* s = as<Str>(a[0]);
    if (a.n < 2 || is_none(a[1])) return strip_where(vm, s, left, right, is_space, out);
    if (!is_str(a[1])) return raise(vm, C::TypeError, "%s arg must be None or str", name);
    auto* set = as<Str>(a[1]);
    if (set->len > 16 && !charge_text(vm, uint64_t(s->len) * set->len / 8)) return Status::Fail;
    auto in_set = [&](uint32_t c) {
        return by_width(set, [&](auto* p) {
            for (uint32_t i = 0; i < set->len; i++)
                if (p[i] == c) return true;
            return false;
        });
    };
    return strip_where(vm, s, left, right, in_set, out);
}

}  // namespace

Status str_strip(VM& vm, Args a, Cell* out) { return strip_method(vm, a, out, "strip", true, true); }
Status str_lstrip(VM& vm, Args a, Cell* out) { return strip_method(vm, a, out, "lstrip", true, false); }
Status str_rstrip(VM& vm, Args a, Cell* out) { return strip_method(vm, a, out, "rstrip", false, true); }

}  // namespace loopscope::runtime
