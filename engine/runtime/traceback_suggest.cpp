#include "runtime/traceback_suggest.h"

#include <algorithm>
#include <cctype>

#include "runtime/classes.h"
#include "runtime/frames.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

namespace {

constexpr size_t kMove = 2, kCaseChange = 1;  // what a change of a name costs
constexpr size_t kMaxNames = 750, kMaxLength = 40;

using Names = std::vector<std::string>;

size_t edit_distance(const std::string& a, const std::string& b, size_t limit) {
    std::vector<size_t> row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); j++) row[j] = j * kMove;
    for (size_t i = 1; i <= a.size(); i++) {
        size_t diagonal = row[0], least = row[0] = i * kMove;
        for (size_t j = 1; j <= b.size(); j++) {
            bool alike =
                std::tolower(static_cast<unsigned char>(a[i - 1])) == std::tolower(static_cast<unsigned char>(b[j - 1]));
            size_t change = a[i - 1] == b[j - 1] ? 0 : alike ? kCaseChange : kMove;
            size_t next = std::min({row[j] + kMove, row[j - 1] + kMove, diagonal + change});
            diagonal = row[j];
            row[j] = next;
            least = std::min(least, next);
        }
        if (least > limit) return limit + 1;
    }
    return row[b.size()];
}

// The nearest name; of several that are as near, the first.
std::string best_match(const std::string& wrong, const Names& names) {
    std::string best;
    size_t best_distance = ~size_t(0);
    if (names.size() > kMaxNames || wrong.size() > kMaxLength) return best;
    for (const auto& name : names) {
        if (name == wrong || name.empty()) continue;
        size_t limit = (name.size() + wrong.size() + 3) * kMove / 6;
        if (best_distance != ~size_t(0)) limit = std::min(limit, best_distance - 1);
        size_t distance = edit_distance(wrong, name, limit);
        if (distance > limit) continue;
        if (best.empty() || distance < best_distance) {
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

void add_keys(Dict* d, Names* names) {
    uint32_t pos = 0;
    Cell k, v;
    while (d && dict_next(d, &pos, &k, &v))
        if (is_str(k)) names->push_back(str_utf8(k));
}

// What dir() would find, without running anything of the program's.
Names names_in(VM& vm, Cell o) {
    Names names;
    if (is_kind(o, kModule)) {
        add_keys(as<Module>(o)->dict, &names);
        std::sort(names.begin(), names.end());
        return names;
    }
    Class* cls = is_kind(o, kClass) ? as<Class>(o) : class_of(vm, o);
    for (uint32_t i = 0; i < cls->mro->n; i++) add_keys(as<Class>(cls->mro->v[i])->dict, &names);
    if (is_kind(o, kInstance)) {
        auto* inst = as<Instance>(o);
        for (Shape* s = inst->shape; s && s->key; s = s->parent) names.push_back(to_utf8(s->key));
        add_keys(inst->dict, &names);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

const Frame* innermost(const Exception* e) {
    auto* t = is_kind(e->traceback, kTraceback) ? as<Traceback>(e->traceback) : nullptr;
    while (t && t->next) t = t->next;
    return t ? t->frame : nullptr;
}

// A local variable of a frame, borrowed; EMPTY: there is none.
Cell local(const Frame* f, const char* wanted) {
    for (uint32_t i = 0; f && f->code && i < f->nslots; i++) {
        if (!str_is(as<Str>(f->code->slot_names->v[i]), wanted)) continue;
        Cell v = f->slots[i];
        return is_kind(v, kCellBox) ? as<CellBox>(v)->v : v;
    }
    return empty_cell();
}

void drop_private(Names* names, const std::string& wrong, bool keep) {
    if (keep || (!wrong.empty() && wrong[0] == '_')) return;
    names->erase(std::remove_if(names->begin(), names->end(), [](const std::string& n) { return n.empty() || n[0] == '_'; }),
                 names->end());
}

std::string for_attribute(VM& vm, Exception* e, const std::string& wrong) {
    Cell o = e->extra[1];
    if (is_empty(o)) return "";
    Names names = names_in(vm, o);
    Cell self = local(innermost(e), "self");
    drop_private(&names, wrong, is_obj(self) && same(self, o));
    return best_match(wrong, names);
}

std::string for_name(VM& vm, Exception* e, const std::string& wrong) {
    const Frame* f = innermost(e);
    if (!f) return "";
    Cell self = local(f, "self");
    if (!is_empty(self)) {
        Names own = names_in(vm, self);
        if (std::binary_search(own.begin(), own.end(), wrong)) return "self." + wrong;
    }
    Names names;
    for (uint32_t i = 0; f->code && i < f->nslots; i++)
        if (!is_empty(f->slots[i])) names.push_back(to_utf8(as<Str>(f->code->slot_names->v[i])));
    if (f->names && is_kind(obj_cell(f->names), kDict)) add_keys(static_cast<Dict*>(f->names), &names);
    add_keys(f->globals, &names);
    add_keys(vm.builtins, &names);
    return best_match(wrong, names);
}

std::string for_import(VM& vm, Exception* e, const std::string& wrong) {
    Cell module = empty_cell();
    if (!is_str(e->extra[0]) || dict_get(vm, vm.modules, e->extra[0], &module) != Status::Ok || !is_kind(module, kModule))
        return "";
    Names names = names_in(vm, module);
    drop_private(&names, wrong, false);
    return best_match(wrong, names);
}

}  // namespace

bool is_standard_module(VM& vm, Cell name) {
    Cell sys = empty_cell(), key = obj_cell(vm.names.sys);
    if (dict_get(vm, vm.modules, key, &sys) != Status::Ok || !is_kind(sys, kModule)) return false;
    Str* attribute = intern(vm, "stdlib_module_names");
    Cell all = dict_get_str(as<Module>(sys)->dict, attribute);
    decref(vm, attribute);
    bool found = false;
    return is_kind(all, kFrozenSet) && set_contains(vm, as<Set>(all), name, &found) == Status::Ok && found;
}

std::string suggestion_for(VM& vm, Exception* e) {
    if (vm.dialect != 0) return "";  // came with 3.10
    if (is_subclass(e->cls, vm.cls(C::ImportError))) {
        if (!is_str(e->extra[3])) return "";
        std::string best = for_import(vm, e, str_utf8(e->extra[3]));
        return best.empty() ? "" : ". Did you mean: '" + best + "'?";
    }
    const bool attribute = is_subclass(e->cls, vm.cls(C::AttributeError)), name = is_subclass(e->cls, vm.cls(C::NameError));
    if (!(attribute || name) || !is_str(e->extra[0])) return "";
    const std::string wrong = str_utf8(e->extra[0]);
    const std::string best = attribute ? for_attribute(vm, e, wrong) : for_name(vm, e, wrong);
    std::string text = best.empty() ? "" : ". Did you mean: '" + best + "'?";
    if (name && is_standard_module(vm, e->extra[0]))
        text += (best.empty() ? ". Did you forget to import '" : " Or did you forget to import '") + wrong + "'?";
    return text;
}

}  // namespace loopscope::runtime
