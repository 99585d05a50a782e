// re.Match.
#include "runtime/mod_re.h"

namespace loopscope::runtime::re {

namespace {

Match* self_of(Args a) { return as<Match>(a[0]); }

// The number of the group that an argument names; -1: IndexError is pending.
int64_t group_number(VM& vm, Match* m, Cell which) {
    int64_t i = -1;
    if (is_int(which)) {
        if (!fits_int64(which, &i)) i = -1;
    } else if (is_str(which)) {
        Cell found = empty_cell();
        if (dict_get(vm, m->pattern->group_index, which, &found) != Status::Ok) return -1;
        if (!is_empty(found)) i = int_of(found);
    }
    if (i >= 0 && i < m->n) return i;
    (void)raise(vm, C::IndexError, "no such group");
    return -1;
}

Status group_at(VM& vm, Match* m, int64_t i, Cell otherwise, Cell* out) {
    if (m->spans[2 * i] < 0) return give(out, newref(otherwise));
    return slice_of(vm, m->string, m->spans[2 * i], m->spans[2 * i + 1], out);
}

Status group_named(VM& vm, Match* m, Cell which, Cell* out) {
    int64_t i = group_number(vm, m, which);
    return i < 0 ? Status::Fail : group_at(vm, m, i, none_cell(), out);
}

Status match_group(VM& vm, Args a, Cell* out) {
    Match* m = self_of(a);
    if (must_convert(vm, a, 1)) return again_with_index(vm, match_group, a, out);
    if (a.n == 1) return group_at(vm, m, 0, none_cell(), out);
    if (a.n == 2) return group_named(vm, m, a[1], out);
    Tuple* t = new_tuple(vm, a.n - 1);
    if (!t) return Status::Fail;
    Owned hold(vm, obj_cell(t));
    for (uint32_t i = 1; i < a.n; i++)
        if (Status s = group_named(vm, m, a[i], &t->v[i - 1]); s != Status::Ok) return s;
    return give(out, hold.take());
}

Status match_getitem(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, match_getitem, a, out);
    return group_named(vm, self_of(a), a[1], out);
}

Status default_argument(VM& vm, Args a, const char* method, Cell* otherwise) {
    static const char* const kNames[] = {"default", nullptr};
    if (Status s = bind_native(vm, behind_self(a), method, kNames, 0, 1, otherwise); s != Status::Ok) return s;
    if (is_empty(*otherwise)) *otherwise = none_cell();
    return Status::Ok;
}

Status match_groups(VM& vm, Args a, Cell* out) {
    Match* m = self_of(a);
    Cell otherwise;
    if (Status s = default_argument(vm, a, "groups", &otherwise); s != Status::Ok) return s;
    if (m->n == 1) return give(out, new_obj_ref(vm.empty_tuple));
    Tuple* t = new_tuple(vm, m->n - 1);
    if (!t) return Status::Fail;
    Owned hold(vm, obj_cell(t));
    for (uint32_t i = 1; i < m->n; i++)
        if (Status s = group_at(vm, m, i, otherwise, &t->v[i - 1]); s != Status::Ok) return s;
    return give(out, hold.take());
}

Status match_groupdict(VM& vm, Args a, Cell* out) {
    Match* m = self_of(a);
    Cell otherwise, name, number;
    if (Status s = default_argument(vm, a, "groupdict", &otherwise); s != Status::Ok) return s;
    Dict* d = new_dict(vm);
    if (!d) return Status::Fail;
    Owned hold(vm, obj_cell(d));
    for (uint32_t at = 0; dict_next(m->pattern->group_index, &at, &name, &number);) {
        Owned value(vm);
        if (Status s = group_at(vm, m, int_of(number), otherwise, &value.c); s != Status::Ok) return s;
        if (Status s = dict_set(vm, d, name, value); s != Status::Ok) return s;
    }
    return give(out, hold.take());
}

enum class Edge : uint8_t { Start, End, Both };
template <Edge edge>
Status match_edge(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, match_edge<edge>, a, out);
    Match* m = self_of(a);
    int64_t i = a.n > 1 ? group_number(vm, m, a[1]) : 0;
    if (i < 0) return Status::Fail;
    if (edge == Edge::Both) return give(out, tuple_of(vm, {int_cell(m->spans[2 * i]), int_cell(m->spans[2 * i + 1])}));
    return give_int(out, m->spans[2 * i + (edge == Edge::End)]);
}

Status match_expand(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"template", nullptr};
    Cell text;
    if (Status s = bind_native(vm, behind_self(a), "expand", kNames, 1, 1, &text); s != Status::Ok) return s;
    Match* m = self_of(a);
    Template t;
    Subject subject;
    if (Status s = parse_template(vm, m->pattern, text, &t); s != Status::Ok) return s;
    if (Status s = subject_of(vm, m->pattern, m->string, &subject); s != Status::Ok) return s;
    Pieces pieces(vm, is_str(text));
    if (Status s = add_expanded(&pieces, t, subject, m->spans); s != Status::Ok) return s;
    return pieces.finish(out);
}

Status match_repr(VM& vm, Args a, Cell* out) {
    Match* m = self_of(a);
    Owned whole(vm);
    std::string text;
    if (Status s = group_at(vm, m, 0, none_cell(), &whole.c); s != Status::Ok) return s;
    if (Status s = repr_nested(vm, whole, &text); s != Status::Ok) return s;
    return give_text(vm, out,
                     "<re.Match object; span=(" + std::to_string(m->spans[0]) + ", " + std::to_string(m->spans[1]) +
                         "), match=" + text + ">");
}

Status give_self(VM&, Args a, Cell* out) { return give(out, newref(a[0])); }

Status get_string(VM&, Cell self, Cell* out) { return give(out, newref(as<Match>(self)->string)); }
Status get_re(VM&, Cell self, Cell* out) { return give(out, new_obj_ref(as<Match>(self)->pattern)); }
Status get_pos(VM&, Cell self, Cell* out) { return give_int(out, as<Match>(self)->begin); }
Status get_endpos(VM&, Cell self, Cell* out) { return give_int(out, as<Match>(self)->end); }
Status get_last_index(VM&, Cell self, Cell* out) {
    uint32_t last = as<Match>(self)->last_group;
    return give(out, last ? int_cell(last) : none_cell());
}
Status get_last_group(VM&, Cell self, Cell* out) {
    auto* m = as<Match>(self);
    Cell name, number;
    for (uint32_t at = 0; dict_next(m->pattern->group_index, &at, &name, &number);)
        if (m->last_group && int_of(number) == m->last_group) return give(out, newref(name));
    return give(out, none_cell());
}
Status get_regs(VM& vm, Cell self, Cell* out) {
    auto* m = as<Match>(self);
    Tuple* t = new_tuple(vm, m->n);
    if (!t) return Status::Fail;
    Owned hold(vm, obj_cell(t));
    for (uint32_t i = 0; i < m->n; i++)
        if (is_empty(t->v[i] = tuple_of(vm, {int_cell(m->spans[2 * i]), int_cell(m->spans[2 * i + 1])}))) return Status::Fail;
    return give(out, hold.take());
}

const NativeDef kMatchMethods[] = {
    {"group", match_group, 1, -1, kMethod, "Return one or more subgroups of the match.", nullptr},
    {"groups", match_groups, 1, -1, kMethodKw, "Return a tuple containing all the subgroups of the match, from 1.",
     "($self, /, default=None)"},
    {"groupdict", match_groupdict, 1, -1, kMethodKw,
     "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.",
     "($self, /, default=None)"},
    {"start", match_edge<Edge::Start>, 1, 2, kMethod, "Return index of the start of the substring matched by group.",
     "($self, group=0, /)"},
    {"end", match_edge<Edge::End>, 1, 2, kMethod, "Return index of the end of the substring matched by group.",
     "($self, group=0, /)"},
    {"span", match_edge<Edge::Both>, 1, 2, kMethod, "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
     "($self, group=0, /)"},
    {"expand", match_expand, 1, -1, kMethodKw,
     "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
     "($self, /, template)"},
    {"__getitem__", match_getitem, 2, 2, kSlot, "Return self[key].", "($self, key, /)"},
    {"__repr__", match_repr, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__copy__", give_self, 1, 1, kMethod, nullptr, "($self, /)"},
    {"__deepcopy__", give_self, 2, 2, kMethod, nullptr, "($self, memo, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_NO_MORE,
};
const GetSetDef kMatchAttributes[] = {
    {"string", get_string, nullptr, "The string passed to match() or search()."},
    {"re", get_re, nullptr, "The regular expression object."},
    {"pos", get_pos, nullptr, "The index into the string at which the RE engine started looking for a match."},
    {"endpos", get_endpos, nullptr, "The index into the string beyond which the RE engine will not go."},
    {"lastindex", get_last_index, nullptr, "The integer index of the last matched capturing group."},
    {"lastgroup", get_last_group, nullptr, "The name of the last matched capturing group."},
    {"regs", get_regs, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr}};

}  // namespace

void setup_match_class(VM& vm) {
    add_methods(vm, vm.cls(C::Match), kMatchMethods);
    add_getsets(vm, vm.cls(C::Match), kMatchAttributes);
}

}  // namespace loopscope::runtime::re
