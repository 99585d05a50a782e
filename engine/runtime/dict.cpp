// The table behind dict: entries in order of insertion and an index of their places by hash.
// Invariants: index_cap is a power of two (or 0: nothing allocated); cap is two thirds of it and spent <= cap, so that
// a free place always ends a search;
// entries and index lie in one block; key_version changes whenever a key comes, goes or moves.
#include "runtime/container_util.h"

namespace loopscope::runtime {

namespace {

constexpr uint32_t kFreePlace = 0xffffffff, kDeletedPlace = 0xfffffffe;
constexpr uint32_t kLeastIndex = 8, kMaxIndex = 1u << 27;

uint32_t entries_for(uint32_t index_cap) { return static_cast<uint32_t>((uint64_t(index_cap) << 1) / 3); }
size_t block_bytes(uint32_t cap, uint32_t index_cap) { return cap * sizeof(DictEntry) + index_cap * sizeof(uint32_t); }

void changed_keys(VM& vm, Dict* d) { d->key_version = vm.next_key_version++; }

struct Probe {  // the places of the index that a hash visits, in CPython's order
    uint64_t i, perturb, mask;
    Probe(const Dict* d, int64_t hash)
        : i(static_cast<uint64_t>(hash) & (d->index_cap - 1)), perturb(static_cast<uint64_t>(hash)), mask(d->index_cap - 1) {}
    void next() {
        perturb >>= 5;
        i = (i * 5 + perturb + 1) & mask;
    }
};

struct Found {
    uint32_t entry = kFreePlace, place = 0;
};  // entry kFreePlace: not there

// Without Python: by identity, and str by text. *unsure: a key of the same hash was met that may be equal by its own __eq__.
Found find_plain(const Dict* d, Cell key, int64_t hash, bool* unsure) {
    *unsure = false;
    if (d->index_cap == 0) return {};
    bool str = is_str(key);
    for (Probe p(d, hash);; p.next()) {
        uint32_t at = d->index[p.i];
        if (at == kFreePlace) return {};
        if (at == kDeletedPlace) continue;
        const DictEntry& e = d->entries[at];
        if (same(e.key, key)) return {at, static_cast<uint32_t>(p.i)};
        if (e.hash != hash) continue;
        if (str && is_str(e.key)) {
            if (str_equal(as<Str>(e.key), as<Str>(key))) return {at, static_cast<uint32_t>(p.i)};
        } else if (!both_small_int(e.key, key)) {
            *unsure = true;
            return {};
        }
    }
}

// With ==, which may change the dict: then the search begins again.
Status find_by_equality(VM& vm, Dict* d, Cell key, int64_t hash, Found* found) {
again:
    *found = Found{};
    if (d->index_cap == 0) return Status::Ok;
    for (Probe p(d, hash);; p.next()) {
        uint32_t at = d->index[p.i];
        if (at == kFreePlace) return Status::Ok;
        if (at == kDeletedPlace || (d->entries[at].hash != hash && !same(d->entries[at].key, key))) continue;
        const DictEntry* entries = d->entries;
        Owned held(vm, newref(entries[at].key));
        bool eq;
        if (Status s = item_equals(vm, held, key, &eq); s != Status::Ok) return s;
        if (d->entries != entries || at >= d->used || !same(d->entries[at].key, held)) goto again;
        if (!eq) continue;
        *found = {at, static_cast<uint32_t>(p.i)};
        return Status::Ok;
    }
}

Status find(VM& vm, Dict* d, Cell key, int64_t hash, Found* found) {
    bool unsure;
    *found = find_plain(d, key, hash, &unsure);
    return unsure ? find_by_equality(vm, d, key, hash, found) : Status::Ok;
}

void put_in_index(Dict* d, int64_t hash, uint32_t entry) {
    for (Probe p(d, hash);; p.next())
        if (d->index[p.i] >= kDeletedPlace) {
            d->spent += d->index[p.i] == kFreePlace;
            d->index[p.i] = entry;
            return;
        }
}

// A new table with room for `live` keys; closes the gaps of deleted entries.
bool rebuild(VM& vm, Dict* d, uint64_t live) {
    uint32_t index_cap = kLeastIndex;
    while (entries_for(index_cap) < live) {
        index_cap <<= 1;
        if (index_cap > kMaxIndex) {
            (void)raise_cell(vm, C::MemoryError, empty_cell());
            return false;
        }
    }
    uint32_t cap = entries_for(index_cap);
    auto* entries = static_cast<DictEntry*>(alloc_raw(vm, block_bytes(cap, index_cap)));
    if (!entries) return false;
    DictEntry* old = d->entries;
    uint32_t old_used = d->used, old_cap = d->cap, old_index = d->index_cap;
    d->entries = entries;
    d->index = reinterpret_cast<uint32_t*>(entries + cap);
    d->cap = cap;
    d->index_cap = index_cap;
    memset(d->index, 0xff, index_cap * sizeof(uint32_t));
    d->used = d->spent = 0;
    for (uint32_t i = 0; i < old_used; i++) {
        if (is_empty(old[i].key)) continue;
        entries[d->used] = old[i];
        put_in_index(d, old[i].hash, d->used++);
    }
    if (old) free_raw(vm, old, block_bytes(old_cap, old_index));
    changed_keys(vm, d);
    return true;
}

bool add_entry(VM& vm, Dict* d, Cell key, int64_t hash, Cell value) {
    if ((d->used == d->cap || d->spent == d->cap) && !rebuild(vm, d, std::max<uint64_t>(uint64_t(d->n) * 2 + 1, 5)))
        return false;
    DictEntry& e = d->entries[d->used];
    e.key = newref(key);
    e.value = newref(value);
    e.hash = hash;
    put_in_index(d, hash, d->used++);
    d->n++;
    changed_keys(vm, d);
    return true;
}

// `give_back`: an entry at the end is used again for the next key (popitem). Else its place stays empty until the table is
// built anew, so that an iterator that stands behind it meets what is stored meanwhile.
void remove_entry(VM& vm, Dict* d, Found f, bool give_back, Cell* key, Cell* value) {
    DictEntry& e = d->entries[f.entry];
    *key = e.key;
    *value = e.value;
    e.key = e.value = empty_cell();
    e.hash = 0;
    d->index[f.place] = kDeletedPlace;
    d->n--;
    if (give_back)
        while (d->used > 0 && is_empty(d->entries[d->used - 1].key)) d->used--;
    if (d->used == 0) {
        memset(d->index, 0xff, d->index_cap * sizeof(uint32_t));
        d->spent = 0;
    }
    changed_keys(vm, d);
}

}  // namespace

Dict* new_dict(VM& vm, Class* cls) {
    auto* d = static_cast<Dict*>(make_object(vm, kDict, cls ? cls : vm.cls(C::Dict), sizeof(Dict)));
    if (d) changed_keys(vm, d);
    return d;
}

Status dict_find_place(VM& vm, Dict* d, Cell key, int64_t hash, uint32_t* place) {
    Found f;
    Status s = find(vm, d, key, hash, &f);
    *place = f.entry;
    return s;
}

Status dict_get_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell* out) {
    Found f;
    if (Status s = find(vm, d, key, hash, &f); s != Status::Ok) return s;
    *out = f.entry == kFreePlace ? empty_cell() : d->entries[f.entry].value;
    return Status::Ok;
}

Status dict_add_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell value) {
    return add_entry(vm, d, key, hash, value) ? Status::Ok : Status::Fail;
}

Status dict_set_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell value) {
    Found f;
    if (Status s = find(vm, d, key, hash, &f); s != Status::Ok) return s;
    if (f.entry == kFreePlace) return add_entry(vm, d, key, hash, value) ? Status::Ok : Status::Fail;
    assign(vm, &d->entries[f.entry].value, newref(value));
    return Status::Ok;
}

Status dict_take_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell* owned_value) {
    Found f;
    *owned_value = empty_cell();
    if (Status s = find(vm, d, key, hash, &f); s != Status::Ok) return s;
    if (f.entry == kFreePlace) return Status::Ok;
    Cell old_key;
    remove_entry(vm, d, f, false, &old_key, owned_value);
    decref(vm, old_key);
    return Status::Ok;
}

Status dict_delete_hashed(VM& vm, Dict* d, Cell key, int64_t hash, bool* found) {
    Cell value;
    if (Status s = dict_take_hashed(vm, d, key, hash, &value); s != Status::Ok) return s;
    *found = !is_empty(value);
    decref(vm, value);
    return Status::Ok;
}

static inline Status key_hash(VM& vm, Cell key, int64_t* hash) {
    if (is_str(key) && obj_of(key)->cls == vm.cls(C::Str)) {
        *hash = str_hash(as<Str>(key));
        return Status::Ok;
    }
    return hash_of(vm, key, hash);
}

Status dict_get(VM& vm, Dict* d, Cell key, Cell* out) {
    int64_t hash;
    if (Status s = key_hash(vm, key, &hash); s != Status::Ok) return s;
    return dict_get_hashed(vm, d, key, hash, out);
}

Status dict_set(VM& vm, Dict* d, Cell key, Cell value) {
    int64_t hash;
    if (Status s = key_hash(vm, key, &hash); s != Status::Ok) return s;
    return dict_set_hashed(vm, d, key, hash, value);
}

Status dict_delete(VM& vm, Dict* d, Cell key, bool* found) {
    int64_t hash;
    if (Status s = key_hash(vm, key, &hash); s != Status::Ok) return s;
    return dict_delete_hashed(vm, d, key, hash, found);
}

static inline uint32_t find_str(const Dict* d, const Str* key, uint32_t* place) {
    if (d->n == 0) return kFreePlace;
    int64_t hash = key->hash ? key->hash : str_hash(const_cast<Str*>(key));
    for (Probe p(d, hash);; p.next()) {
        uint32_t at = d->index[p.i];
        if (at == kFreePlace) return kFreePlace;
        if (at == kDeletedPlace) continue;
        const DictEntry& e = d->entries[at];
        if (is_obj(e.key) && (obj_of(e.key) == key || (e.hash == hash && is_str(e.key) && str_equal(as<Str>(e.key), key)))) {
            *place = static_cast<uint32_t>(p.i);
            return at;
        }
    }
}

Cell dict_get_str(Dict* d, const Str* interned_key) {
    uint32_t place, at = find_str(d, interned_key, &place);
    return at == kFreePlace ? empty_cell() : d->entries[at].value;
}

int64_t dict_entry_of(Dict* d, const Str* interned_key) {
    uint32_t place, at = find_str(d, interned_key, &place);
    return at == kFreePlace ? -1 : int64_t(at);
}

bool dict_set_str(VM& vm, Dict* d, Str* key, Cell borrowed_value) {
    uint32_t place, at = find_str(d, key, &place);
    if (at == kFreePlace) return add_entry(vm, d, obj_cell(key), str_hash(key), borrowed_value);
    assign(vm, &d->entries[at].value, newref(borrowed_value));
    return true;
}

bool dict_delete_str(VM& vm, Dict* d, Str* key) {
    Found f;
    f.entry = find_str(d, key, &f.place);
    if (f.entry == kFreePlace) return false;
    Cell old_key, value;
    remove_entry(vm, d, f, false, &old_key, &value);
    decref(vm, old_key);
    decref(vm, value);
    return true;
}

// Where the first live entry can be. Entries taken from the front leave a note in the first one (whose hash is free then), so
// that a dict used as a queue is not searched through again and again.
uint32_t dict_first(const Dict* d) {
    if (d->used == 0 || !is_empty(d->entries[0].key)) return 0;
    DictEntry* e = d->entries;
    auto i = static_cast<uint32_t>(e->hash);
    while (i < d->used && is_empty(e[i].key)) i++;
    e->hash = i;
    return i;
}

bool dict_next(const Dict* d, uint32_t* pos, Cell* key, Cell* value) {
    for (uint32_t i = *pos ? *pos : dict_first(d); i < d->used; i++) {
        const DictEntry& e = d->entries[i];
        if (is_empty(e.key)) continue;
        *pos = i + 1;
        *key = e.key;
        *value = e.value;
        return true;
    }
    return false;
}

void dict_free_block(VM& vm, Dict* d) {
    DictEntry* entries = d->entries;
    uint32_t used = d->used, cap = d->cap, index_cap = d->index_cap;
    d->entries = nullptr;
    d->index = nullptr;
    d->n = d->used = d->cap = d->index_cap = d->spent = 0;
    if (!entries) return;
    for (uint32_t i = 0; i < used; i++) {
        decref(vm, entries[i].key);
        decref(vm, entries[i].value);
    }
    free_raw(vm, entries, block_bytes(cap, index_cap));
}

void dict_clear(VM& vm, Dict* d) {
    changed_keys(vm, d);
    dict_free_block(vm, d);
}

bool dict_reserve(VM& vm, Dict* d, uint64_t keys) { return keys <= d->cap || rebuild(vm, d, keys); }

Dict* dict_copy(VM& vm, const Dict* from) {
    Dict* d = new_dict(vm);
    if (!d || from->n == 0) return d;
    if (!charge(vm, from->n) || !rebuild(vm, d, from->n)) {
        decref(vm, d);
        return nullptr;
    }
    for (uint32_t i = 0; i < from->used; i++) {
        const DictEntry& e = from->entries[i];
        if (is_empty(e.key)) continue;
        incref(e.key);
        incref(e.value);
        d->entries[d->used] = e;
        put_in_index(d, e.hash, d->used++);
    }
    d->n = from->n;
    return d;
}

bool dict_merge(VM& vm, Dict* to, Dict* from, bool overwrite) {
    if (to == from || from->n == 0) return true;
    if (!charge(vm, from->n)) return false;
    Owned hold(vm, new_obj_ref(from));
    if (to->n == 0 && !dict_reserve(vm, to, from->n)) return false;
    for (uint32_t i = 0; i < from->used; i++) {
        DictEntry e = from->entries[i];
        if (is_empty(e.key)) continue;
        uint32_t before = from->n;
        Owned key(vm, newref(e.key)), value(vm, newref(e.value));
        if (!overwrite) {
            Cell there;
            if (dict_get_hashed(vm, to, e.key, e.hash, &there) != Status::Ok) return false;
            if (!is_empty(there)) continue;
        }
        if (dict_set_hashed(vm, to, e.key, e.hash, e.value) != Status::Ok) return false;
        if (from->n != before) {
            (void)raise(vm, C::RuntimeError, "dict mutated during update");
            return false;
        }
    }
    return true;
}

bool dict_rotate_to_front(VM& vm, Dict* d, uint32_t place) {
    DictEntry first = d->entries[place];
    for (uint32_t i = place; i > 0; i--) d->entries[i] = d->entries[i - 1];
    d->entries[0] = first;
    return rebuild(vm, d, d->n);  // the index follows
}

// Takes out the last entry. False: the dict is empty.
bool dict_pop_last(VM& vm, Dict* d, Cell* owned_key, Cell* owned_value) {
    if (d->n == 0) return false;
    uint32_t last = d->used - 1;
    while (is_empty(d->entries[last].key)) last--;
    Found f{last, 0};
    for (Probe p(d, d->entries[last].hash);; p.next())
        if (d->index[p.i] == last) {
            f.place = static_cast<uint32_t>(p.i);
            break;
        }
    remove_entry(vm, d, f, true, owned_key, owned_value);
    return true;
}

}  // namespace loopscope::runtime
