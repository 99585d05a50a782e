// The table behind set and frozenset: the same probing, growing and copying as CPython 3.13's, because programs see the order.
// Entries: never used (key EMPTY, hash 0), dummy (key EMPTY, hash -1; no real hash is -1), active.
// Invariants: table is null only while the set is new and empty (mask is then 7 all the same); fill counts active and dummy
// entries.
#include "runtime/set_table.h"

namespace loopscope::runtime {

namespace {

constexpr uint32_t kLeastTable = 8, kLinearProbes = 9;
constexpr uint64_t kMaxTable = 1u << 30;

bool is_unused(const SetEntry& e) { return is_empty(e.key) && e.hash == 0; }
void make_dummy(SetEntry& e) {
    e.key = empty_cell();
    e.hash = -1;
}

SetEntry* new_table(VM& vm, uint64_t size) {
    auto* t = static_cast<SetEntry*>(alloc_raw(vm, size * sizeof(SetEntry)));
    if (t) memset(static_cast<void*>(t), 0, size * sizeof(SetEntry));
    return t;
}

bool have_table(VM& vm, Set* s) {
    if (s->table) return true;
    s->table = new_table(vm, kLeastTable);
    s->mask = kLeastTable - 1;
    return s->table != nullptr;
}

// Into a table that has no dummies and not this key.
void insert_clean(SetEntry* table, uint64_t mask, Cell key, int64_t hash) {
    uint64_t perturb = static_cast<uint64_t>(hash), i = perturb & mask;
    for (;;) {
        uint32_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
        for (uint64_t j = i; j <= i + probes; j++) {
            if (!is_empty(table[j].key)) continue;
            table[j].key = key;
            table[j].hash = hash;
            return;
        }
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

// Is the entry's key equal? 1, 0; -1 failed; -2: the table changed while == ran, begin again.
int entry_equals(VM& vm, Set* s, SetEntry* e, Cell key) {
    if (same(e->key, key)) return 1;
    if (is_str(e->key) && is_str(key) && obj_of(key)->cls == vm.cls(C::Str)) return str_equal(as<Str>(e->key), as<Str>(key));
    if (both_small_int(e->key, key)) return 0;
    SetEntry* table = s->table;
    Owned held(vm, newref(e->key));
    bool eq;
    if (item_equals(vm, held, key, &eq) != Status::Ok) return -1;
    if (s->table != table || !same(e->key, held)) return -2;
    return eq;
}

// The entry of the key, or the never used one where it would go; null: an exception is pending.
SetEntry* look_up(VM& vm, Set* s, Cell key, int64_t hash) {
again:  // == may have cleared the set
    if (!have_table(vm, s)) return nullptr;
    uint64_t mask = s->mask, perturb = static_cast<uint64_t>(hash), i = perturb & mask;
    for (;;) {
        uint32_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
        for (uint64_t j = i; j <= i + probes; j++) {
            SetEntry* e = &s->table[j];
            if (is_unused(*e)) return e;
            if (e->hash != hash || is_empty(e->key)) continue;
            int eq = entry_equals(vm, s, e, key);
            if (eq == 1) return e;
            if (eq == -1) return nullptr;
            if (eq == -2) goto again;
        }
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

uint64_t grown(const Set* s) { return s->used > 50000 ? uint64_t(s->used) * 2 : uint64_t(s->used) * 4; }

}  // namespace

bool is_anyset(Cell c) { return is_obj(c) && (obj_of(c)->kind == kSet || obj_of(c)->kind == kFrozenSet); }

Set* new_set_of(VM& vm, Class* cls) {
    auto* s = static_cast<Set*>(make_object(vm, cls->instance_kind, cls, sizeof(Set)));
    if (s) {
        s->mask = kLeastTable - 1;
        s->hash = -1;
    }
    return s;
}

Set* new_set(VM& vm, bool frozen) { return new_set_of(vm, vm.cls(frozen ? C::FrozenSet : C::Set)); }

bool set_resize(VM& vm, Set* s, uint64_t more_than) {
    uint64_t size = kLeastTable;
    while (size <= more_than) size <<= 1;
    if (size > kMaxTable) {
        (void)raise_cell(vm, C::MemoryError, empty_cell());
        return false;
    }
    if (size == kLeastTable && s->mask + 1 == kLeastTable && s->fill == s->used) return have_table(vm, s);
    SetEntry* table = new_table(vm, size);
    if (!table) return false;
    SetEntry* old = s->table;
    uint32_t old_size = s->mask + 1;
    s->table = table;
    s->mask = static_cast<uint32_t>(size - 1);
    s->fill = s->used;
    if (!old) return true;
    for (uint32_t i = 0; i < old_size; i++)
        if (!is_empty(old[i].key)) insert_clean(table, s->mask, old[i].key, old[i].hash);
    free_raw(vm, old, old_size * sizeof(SetEntry));
    return true;
}

Status set_add_hashed(VM& vm, Set* s, Cell key, int64_t hash) {
    SetEntry* e = look_up(vm, s, key, hash);
    if (!e) return Status::Fail;
    if (!is_empty(e->key)) return Status::Ok;
    e->key = newref(key);
    e->hash = hash;
    s->fill++;
    s->used++;
    if (uint64_t(s->fill) * 5 < uint64_t(s->mask) * 3) return Status::Ok;
    return set_resize(vm, s, grown(s)) ? Status::Ok : Status::Fail;
}

Status set_contains_hashed(VM& vm, Set* s, Cell key, int64_t hash, bool* out) {
    *out = false;
    if (s->used == 0) return Status::Ok;
    SetEntry* e = look_up(vm, s, key, hash);
    if (!e) return Status::Fail;
    *out = !is_empty(e->key);
    return Status::Ok;
}

Status set_discard_hashed(VM& vm, Set* s, Cell key, int64_t hash, bool* found) {
    *found = false;
    if (s->used == 0) return Status::Ok;
    SetEntry* e = look_up(vm, s, key, hash);
    if (!e) return Status::Fail;
    if (is_empty(e->key)) return Status::Ok;
    *found = true;
    Cell old = e->key;
    make_dummy(*e);
    s->used--;
    decref(vm, old);
    return Status::Ok;
}

Status set_add(VM& vm, Set* s, Cell key) {
    int64_t hash;
    if (Status st = hash_of(vm, key, &hash); st != Status::Ok) return st;
    return set_add_hashed(vm, s, key, hash);
}

Status set_contains(VM& vm, Set* s, Cell key, bool* out) {
    int64_t hash;
    if (Status st = hash_of(vm, key, &hash); st != Status::Ok) return st;
    return set_contains_hashed(vm, s, key, hash, out);
}

Status set_discard(VM& vm, Set* s, Cell key, bool* found) {
    int64_t hash;
    if (Status st = hash_of(vm, key, &hash); st != Status::Ok) return st;
    return set_discard_hashed(vm, s, key, hash, found);
}

bool set_next(const Set* s, uint32_t* pos, Cell* key) {
    if (!s->table) return false;
    for (uint32_t i = *pos; i <= s->mask; i++) {
        if (is_empty(s->table[i].key)) continue;
        *key = s->table[i].key;
        *pos = i + 1;
        return true;
    }
    *pos = s->mask + 1;
    return false;
}

void set_free_table(VM& vm, Set* s) {
    SetEntry* table = s->table;
    uint32_t size = s->mask + 1;
    s->table = nullptr;
    s->fill = s->used = 0;
    s->mask = kLeastTable - 1;
    if (!table) return;
    for (uint32_t i = 0; i < size; i++) decref(vm, table[i].key);
    free_raw(vm, table, size * sizeof(SetEntry));
}

void set_clear(VM& vm, Set* s) { set_free_table(vm, s); }

bool set_pop(VM& vm, Set* s, Cell* owned_key) {
    (void)vm;
    if (s->used == 0) return false;
    uint32_t i = s->finger & s->mask;
    while (is_empty(s->table[i].key)) i = i == s->mask ? 0 : i + 1;
    *owned_key = s->table[i].key;
    make_dummy(s->table[i]);
    s->used--;
    s->finger = i + 1;
    return true;
}

Status set_merge(VM& vm, Set* s, Set* other) {
    if (s == other || other->used == 0) return Status::Ok;
    if (!charge(vm, other->mask)) return Status::Fail;
    if ((uint64_t(s->fill) + other->used) * 5 >= uint64_t(s->mask) * 3 &&
        !set_resize(vm, s, (uint64_t(s->used) + other->used) * 2))
        return Status::Fail;
    if (!have_table(vm, s)) return Status::Fail;
    if (s->fill == 0) {  // nothing to compare with
        bool alike = s->mask == other->mask && other->fill == other->used;
        for (uint32_t i = 0; i <= other->mask; i++) {
            const SetEntry& e = other->table[i];
            if (is_empty(e.key)) continue;
            incref(e.key);
            if (alike)
                s->table[i] = e;
            else
                insert_clean(s->table, s->mask, e.key, e.hash);
        }
        s->fill = s->used = other->used;
        return Status::Ok;
    }
    Owned hold(vm, new_obj_ref(other));
    for (uint32_t i = 0; i <= other->mask && other->table; i++) {
        SetEntry e = other->table[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key));
        if (Status st = set_add_hashed(vm, s, e.key, e.hash); st != Status::Ok) return st;
    }
    return Status::Ok;
}

Status set_add_dict_keys(VM& vm, Set* s, Dict* d) {
    if (!charge(vm, d->n)) return Status::Fail;
    if ((uint64_t(s->fill) + d->n) * 5 >= uint64_t(s->mask) * 3 && !set_resize(vm, s, (uint64_t(s->used) + d->n) * 2))
        return Status::Fail;
    for (uint32_t i = 0; i < d->used; i++) {
        DictEntry e = d->entries[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key));
        if (Status st = set_add_hashed(vm, s, e.key, e.hash); st != Status::Ok) return st;
    }
    return Status::Ok;
}

Set* set_copy(VM& vm, Set* s, Class* cls) {
    Set* copy = new_set_of(vm, cls);
    if (!copy) return nullptr;
    if (set_merge(vm, copy, s) == Status::Ok) return copy;
    decref(vm, copy);
    return nullptr;
}

void set_swap(Set* a, Set* b) {
    std::swap(a->fill, b->fill);
    std::swap(a->used, b->used);
    std::swap(a->mask, b->mask);
    std::swap(a->table, b->table);
    if (a->kind == kFrozenSet && b->kind == kFrozenSet)
        std::swap(a->hash, b->hash);
    else
        a->hash = b->hash = -1;
}

int64_t frozenset_hash(const Set* s) {
    auto shuffled = [](uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; };
    uint64_t hash = 0;
    for (uint32_t i = 0; s->table && i <= s->mask; i++) {
        if (!is_empty(s->table[i].key)) hash ^= shuffled(static_cast<uint64_t>(s->table[i].hash));
    }
    hash ^= (uint64_t(s->used) + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    return hash == UINT64_MAX ? 590923713 : static_cast<int64_t>(hash);
}

Status set_is_subset(VM& vm, Set* a, Set* b, bool* out) {
    *out = false;
    if (a->used > b->used) return Status::Ok;
    for (uint32_t i = 0; a->table && i <= a->mask; i++) {
        SetEntry e = a->table[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key));
        if (Status st = set_contains_hashed(vm, b, e.key, e.hash, out); st != Status::Ok || !*out) return st;
    }
    *out = true;
    return Status::Ok;
}

// ---- with another set or a dict's keys

namespace {

Class* base_class_of(VM& vm, const Set* s) { return vm.cls(s->kind == kFrozenSet ? C::FrozenSet : C::Set); }

// Does the other set or dict have this key?
Status other_contains(VM& vm, Cell other, Cell key, int64_t hash, bool* out) {
    if (!is_kind(other, kDict)) return set_contains_hashed(vm, as<Set>(other), key, hash, out);
    Cell v;
    Status st = dict_get_hashed(vm, as<Dict>(other), key, hash, &v);
    *out = st == Status::Ok && !is_empty(v);
    return st;
}

// Adds the keys of s that `other` has (or has not) to a new set.
Status filtered(VM& vm, Set* s, Cell other, bool keep_common, Class* cls, Set** owned) {
    Set* result = new_set_of(vm, cls);
    if (!result) return Status::Fail;
    Owned hold(vm, obj_cell(result));
    for (uint32_t i = 0; s->table && i <= s->mask; i++) {
        SetEntry e = s->table[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key));
        bool there;
        if (Status st = other_contains(vm, other, e.key, e.hash, &there); st != Status::Ok) return st;
        if (there != keep_common) continue;
        if (Status st = set_add_hashed(vm, result, e.key, e.hash); st != Status::Ok) return st;
    }
    hold.take();
    *owned = result;
    return Status::Ok;
}

}  // namespace

Status set_intersection_with(VM& vm, Set* s, Set* other, Set** owned) {
    if (s == other) {
        *owned = set_copy(vm, s, base_class_of(vm, s));
        return *owned ? Status::Ok : Status::Fail;
    }
    Class* cls = base_class_of(vm, s);
    if (other->used > s->used) std::swap(s, other);
    return filtered(vm, other, obj_cell(s), true, cls, owned);
}

Status set_difference_update_with(VM& vm, Set* s, Cell other) {
    if (obj_of(other) == s) {
        set_clear(vm, s);
        return Status::Ok;
    }
    Owned smaller(vm);
    if (is_anyset(other) && (as<Set>(other)->used >> 3) > s->used) {  // only what both have needs to be looked at
        Set* common;
        if (Status st = set_intersection_with(vm, s, as<Set>(other), &common); st != Status::Ok) return st;
        smaller.reset(obj_cell(common));
        other = smaller;
    }
    bool found;
    if (is_kind(other, kDict)) {
        auto* d = as<Dict>(other);
        for (uint32_t i = 0; i < d->used; i++) {
            DictEntry e = d->entries[i];
            if (is_empty(e.key)) continue;
            Owned key(vm, newref(e.key));
            if (Status st = set_discard_hashed(vm, s, e.key, e.hash, &found); st != Status::Ok) return st;
        }
    } else {
        auto* o = as<Set>(other);
        for (uint32_t i = 0; o->table && i <= o->mask; i++) {
            SetEntry e = o->table[i];
            if (is_empty(e.key)) continue;
            Owned key(vm, newref(e.key));
            if (Status st = set_discard_hashed(vm, s, e.key, e.hash, &found); st != Status::Ok) return st;
        }
    }
    return set_drop_dummies(vm, s) ? Status::Ok : Status::Fail;
}

bool set_drop_dummies(VM& vm, Set* s) { return s->fill - s->used <= s->mask / 4 || set_resize(vm, s, grown(s)); }

Status set_difference_with(VM& vm, Set* s, Cell other, Set** owned) {
    uint64_t other_size = is_kind(other, kDict) ? as<Dict>(other)->n : as<Set>(other)->used;
    if ((s->used >> 2) > other_size) {
        Set* copy = set_copy(vm, s, base_class_of(vm, s));
        if (!copy) return Status::Fail;
        Owned hold(vm, obj_cell(copy));
        if (Status st = set_difference_update_with(vm, copy, other); st != Status::Ok) return st;
        hold.take();
        *owned = copy;
        return Status::Ok;
    }
    return filtered(vm, s, other, false, base_class_of(vm, s), owned);
}

Status set_symmetric_update_with(VM& vm, Set* s, Cell other) {
    if (obj_of(other) == s) {
        set_clear(vm, s);
        return Status::Ok;
    }
    auto toggle = [&](Cell k, int64_t hash) {
        Owned key(vm, newref(k));
        bool found;
        Status st = set_discard_hashed(vm, s, k, hash, &found);
        return st != Status::Ok || found ? st : set_add_hashed(vm, s, k, hash);
    };
    if (is_kind(other, kDict)) {
        auto* d = as<Dict>(other);
        for (uint32_t i = 0; i < d->used; i++)
            if (!is_empty(d->entries[i].key))
                if (Status st = toggle(d->entries[i].key, d->entries[i].hash); st != Status::Ok) return st;
        return Status::Ok;
    }
    auto* o = as<Set>(other);
    for (uint32_t i = 0; o->table && i <= o->mask; i++)
        if (!is_empty(o->table[i].key))
            if (Status st = toggle(o->table[i].key, o->table[i].hash); st != Status::Ok) return st;
    return Status::Ok;
}

}  // namespace loopscope::runtime
