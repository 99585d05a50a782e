// repr() of the containers. A machine: elements with a __repr__ of Python run as frames, so that they can be stepped into.
#include "runtime/container_util.h"

namespace loopscope::runtime {

// ---- what is being shown: pairs (object, strand) on a stack, so that [...] stands for a list inside itself

static Cell strand_mark(VM& vm) { return int_cell(reinterpret_cast<int64_t>(vm.strand)); }

bool repr_enter(VM& vm, Obj* o) {
    if (!vm.showing && !(vm.showing = new_list(vm, 8))) return false;
    List* l = vm.showing;
    Cell mark = int_cell(reinterpret_cast<int64_t>(o)), strand = strand_mark(vm);
    for (uint32_t i = 0; i + 1 < l->n; i += 2)
        if (same(l->v[i], mark) && same(l->v[i + 1], strand)) return false;
    return list_append(vm, l, mark) && list_append(vm, l, strand);
}

void repr_leave(VM& vm, Obj* o) {
    List* l = vm.showing;
    Cell mark = int_cell(reinterpret_cast<int64_t>(o)), strand = strand_mark(vm);
    for (uint32_t i = l ? l->n : 0; i >= 2; i -= 2) {
        if (!same(l->v[i - 2], mark) || !same(l->v[i - 1], strand)) continue;
        memmove(static_cast<void*>(l->v + i - 2), l->v + i, (l->n - i) * sizeof(Cell));
        l->n -= 2;
        return;
    }
}

namespace {

struct Brackets {
    std::string open, close, inside_itself, empty;
};

std::string class_name(Cell o) { return to_utf8(obj_of(o)->cls->name); }

Brackets brackets_of(VM& vm, Cell o) {
    switch (obj_of(o)->kind) {
        case kList: return {"[", "]", "[...]", "[]"};
        case kTuple: return {"(", as<Tuple>(o)->n == 1 ? ",)" : ")", "(...)", "()"};
        case kDict: return {"{", "}", "{...}", "{}"};
        case kSet:
        case kFrozenSet: {
            std::string name = class_name(o);
            if (is_exact_kind(vm, o, kSet, C::Set)) return {"{", "}", "set(...)", "set()"};
            return {name + "({", "})", name + "(...)", name + "()"};
        }
        case kMappingProxy: return {"mappingproxy(", ")", "mappingproxy(...)", ""};
        case kSlice: return {"slice(", ")", "slice(...)", ""};
        default: {
            std::string name = class_name(o);
            int64_t maxlen = as<Deque>(o)->maxlen;
            std::string tail = maxlen < 0 ? "])" : "], maxlen=" + std::to_string(maxlen) + ")";
            return {name + "([", tail, "[...]", name + "([" + tail};
        }
    }
}

// The i-th thing to show (borrowed), EMPTY at the end. Of a dict: key, value, key ... by place of the entry.
Cell part_at(Cell o, int64_t* place) {
    int64_t i = *place;
    switch (obj_of(o)->kind) {
        case kList: return i < as<List>(o)->n ? as<List>(o)->v[i] : empty_cell();
        case kTuple: return i < as<Tuple>(o)->n ? as<Tuple>(o)->v[i] : empty_cell();
        case kSet:
        case kFrozenSet: {
            auto pos = static_cast<uint32_t>(i);
            Cell key = empty_cell();
            if (!set_next(as<Set>(o), &pos, &key)) return empty_cell();
            *place = pos - 1;
            return key;
        }
        case kDict: {
            auto* d = as<Dict>(o);
            auto pos = static_cast<uint32_t>(i / 2);
            Cell key, value;
            if (i & 1) return pos < d->used && !is_empty(d->entries[pos].key) ? d->entries[pos].value : empty_cell();
            if (!dict_next(d, &pos, &key, &value)) return empty_cell();
            *place = int64_t(pos - 1) * 2;
            return key;
        }
        case kSlice: return i < 3 ? (&as<Slice>(o)->start)[i] : empty_cell();
        case kMappingProxy: return i == 0 ? as<MappingProxy>(o)->mapping : empty_cell();
        default: {
            auto* d = as<Deque>(o);
            return i < d->n ? d->v[(d->head + static_cast<uint32_t>(i)) & (d->cap - 1)] : empty_cell();
        }
    }
}

Status finish(Machine& m, Cell* out) {
    Cell o = m.cells[0];
    auto* parts = as<List>(m.cells[2]);
    Brackets b = brackets_of(m.vm, o);
    if (parts->n == 0 && !b.empty.empty()) return ok_cell(out, new_str_cell(m.vm, b.empty));
    uint64_t size = b.open.size() + b.close.size();
    for (uint32_t i = 0; i < parts->n; i++) size += as<Str>(parts->v[i])->len + 2;
    if (!reserve_heap(m.vm, size) || !charge(m.vm, size)) return Status::Fail;
    std::string text = b.open;
    for (uint32_t i = 0; i < parts->n; i++) {
        if (i) text += is_kind(o, kDict) && (i & 1) ? ": " : ", ";
        text += str_utf8(parts->v[i]);
    }
    return ok_cell(out, new_str_cell(m.vm, text + b.close));
}

// Cells: the container, place of the next part, parts shown so far (a list of str).
Status repr_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kNext, kShown };
    VM& vm = m.vm;
    Cell o = m.cells[0];
    if (m.state == kStart) {
        List* parts = new_list(vm, 0);
        if (!parts) return Status::Fail;
        m.cells[2] = obj_cell(parts);
        m.cells[1] = int_cell(0);
        if (!repr_enter(vm, obj_of(o))) {
            if (!is_empty(vm.exc)) return Status::Fail;
            return ok_cell(out, new_str_cell(vm, brackets_of(vm, o).inside_itself));
        }
        m.state = kNext;
    }
    for (;;) {
        if (m.state == kNext) {
            int64_t place = int_of(m.cells[1]);
            Owned part(vm, newref(part_at(o, &place)));
            if (is_empty(part)) break;
            m.cells[1] = int_cell(place + 1);
            Cell text = empty_cell();
            Status s;
            {
                Nesting deeper(vm, " while getting the repr of an object");
                s = deeper.ok ? repr_of(vm, part, &text) : Status::Fail;
            }
            if (s == Status::Ok) assign(vm, &m.value, text);
            if (Status p = m.pass_caught(s, kShown); p != Status::Ok) return p;
        }
        if (!is_str(m.value)) {
            repr_leave(vm, obj_of(o));
            return is_empty(m.value)
                       ? Status::Fail
                       : raise(vm, C::TypeError, "__repr__ returned non-string (type %s)", type_name(vm, m.value));
        }
        if (!list_append(vm, as<List>(m.cells[2]), m.take())) {
            repr_leave(vm, obj_of(o));
            return Status::Fail;
        }
        m.state = kNext;
    }
    repr_leave(vm, obj_of(o));
    return finish(m, out);
}

// Lists and tuples of plain numbers, without a part for each.
bool numbers_only(VM& vm, Cell o, Cell* out, Status* status) {
    Cell* v;
    uint32_t n;
    if (!sequence_cells(o, &v, &n) || n == 0) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!is_small_int(v[i])) return false;
    Brackets b = brackets_of(vm, o);
    std::string text = b.open;
    for (uint32_t i = 0; i < n; i++) {
        if (i) text += ", ";
        text += std::to_string(int_of(v[i]));
        if ((i & 0xffff) == 0xffff && !reserve_heap(vm, text.size())) {
            *status = Status::Fail;
            return true;
        }
    }
    *status = charge(vm, text.size()) ? ok_cell(out, new_str_cell(vm, text + b.close)) : Status::Fail;
    return true;
}

Status range_repr(VM& vm, Range* r, Cell* out) {
    std::string text = "range(" + int_to_decimal(vm, r->start) + ", " + int_to_decimal(vm, r->stop);
    if (int_compare(r->step, int_cell(1)) != 0) text += ", " + int_to_decimal(vm, r->step);
    return ok_cell(out, new_str_cell(vm, text + ")"));
}

}  // namespace

// A view shows its items: as a list of them, in other brackets. Cells: the view, the list.
static Status view_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    Obj* o = obj_of(m.cells[0]);
    if (m.state == 0) {
        if (!repr_enter(vm, o)) return is_empty(vm.exc) ? ok_cell(out, new_str_cell(vm, "...")) : Status::Fail;
        Cell text = empty_cell();
        Status s = to_list(vm, m.cells[0], &m.cells[1]);
        if (s == Status::Ok) s = container_repr(vm, m.cells[1], &text);
        if (s == Status::Ok) assign(vm, &m.value, text);
        if (Status p = m.pass_caught(s, 1); p != Status::Ok) return p;
    }
    repr_leave(vm, o);
    if (is_empty(m.value)) return Status::Fail;
    return ok_cell(out, new_str_cell(vm, class_name(m.cells[0]) + "(" + str_utf8(m.value) + ")"));
}

Status container_repr(VM& vm, Cell o, Cell* out) {
    if (is_kind(o, kRange)) return range_repr(vm, as<Range>(o), out);
    if (is_kind(o, kDictView)) return run_machine<view_step, 2>(vm, {o}, out);
    Status s;
    if (numbers_only(vm, o, out, &s)) return s;
    return run_machine<repr_step, 3>(vm, {o}, out);
}

}  // namespace loopscope::runtime
