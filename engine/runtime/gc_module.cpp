// gc: cycles are found and let go by gc.collect() only. A walk over the heap subtracts from every container's count the
// references that come from containers; what keeps a count is reachable from outside, and so is all that it leads to; the rest
// is garbage.
#include "runtime/gc_module.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <vector>

#include "runtime/classes.h"
#include "runtime/container_iter.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/re_match.h"
#include "runtime/setup.h"

namespace loopscope::runtime {

using Each = void (*)(VM&, Cell, void*);

template <class T>
static void visit_obj(VM& vm, T* p, Each each, void* data) {
    if (p) each(vm, obj_cell(p), data);
}

void visit_object(VM& vm, Obj* o, Each each, void* data) {
    auto cell = [&](Cell c) {
        if (is_obj(c)) each(vm, c, data);
    };
    if (o->flags & kHasAttrs) visit_obj(vm, *attrs_place(o), each, data);
    if (o->cls && (o->cls->class_flags & kClassHeap)) visit_obj(vm, o->cls, each, data);
    switch (o->kind) {
        case kTuple:
        case kList:
        case kDict:
        case kSet:
        case kFrozenSet:
        case kRange:
        case kSlice:
        case kDictView:
        case kMappingProxy:
        case kIterator:
        case kCompound:
        case kDeque:
            if (o != vm.trash) visit_container(vm, o, each, data);
            break;
        case kFunction: {
            auto* f = static_cast<Function*>(o);
            visit_obj(vm, f->code, each, data);
            visit_obj(vm, f->globals, each, data);
            visit_obj(vm, f->closure, each, data);
            visit_obj(vm, f->defaults, each, data);
            visit_obj(vm, f->kwdefaults, each, data);
            visit_obj(vm, f->dict, each, data);
            cell(f->doc);
            cell(f->module);
            cell(f->annotations);
            break;
        }
        case kBoundMethod:
            cell(static_cast<BoundMethod*>(o)->fn);
            cell(static_cast<BoundMethod*>(o)->self);
            break;
        case kClass: {
            auto* c = static_cast<Class*>(o);
            visit_obj(vm, c->bases, each, data);
            visit_obj(vm, c->mro, each, data);
            visit_obj(vm, c->dict, each, data);
            visit_obj(vm, c->base, each, data);
            break;
        }
        case kInstance: {
            auto* i = static_cast<Instance*>(o);
            for (uint32_t k = 0; i->shape && k < i->shape->n; k++) cell(i->slots[k]);
            for (uint32_t k = 0; k < i->member_count; k++) cell(i->members[k]);
            visit_obj(vm, i->dict, each, data);
            break;
        }
        case kModule: visit_obj(vm, static_cast<Module*>(o)->dict, each, data); break;
        case kProperty: {
            auto* p = static_cast<Property*>(o);
            cell(p->get);
            cell(p->set);
            cell(p->del);
            cell(p->doc);
            break;
        }
        case kStaticMethod:
        case kClassMethod:
            cell(static_cast<StaticMethod*>(o)->fn);
            visit_obj(vm, static_cast<StaticMethod*>(o)->dict, each, data);
            break;
        case kSuper:
            cell(static_cast<Super*>(o)->self);
            visit_obj(vm, static_cast<Super*>(o)->start, each, data);
            break;
        case kCellBox: cell(static_cast<CellBox*>(o)->v); break;
        case kFrame: {
            auto* f = static_cast<Frame*>(o);
            uint32_t n = f->nslots;
            for (Cell* c = f->slots; c < f->slots + n && c < f->sp; c++) cell(*c);
            for (Cell* c = f->slots + n; c < f->sp; c++) cell(*c);
            visit_obj(vm, f->fn, each, data);
            visit_obj(vm, f->names, each, data);
            cell(f->trace_locals);
            visit_obj(vm, f->code, each, data);
            break;
        }
        case kTraceback:
            visit_obj(vm, static_cast<Traceback*>(o)->frame, each, data);
            visit_obj(vm, static_cast<Traceback*>(o)->next, each, data);
            break;
        case kGenerator: {
            auto* g = static_cast<Generator*>(o);
            visit_obj(vm, g->frame, each, data);
            visit_obj(vm, g->code, each, data);
            visit_obj(vm, g->item, each, data);
            cell(g->exc.handled);
            cell(g->origin);
            break;
        }
        case kAsyncGenItem: {
            auto* i = static_cast<AsyncGenItem*>(o);
            visit_obj(vm, i->gen, each, data);
            cell(i->value);
            cell(i->exc_type);
            cell(i->exc_value);
            cell(i->exc_tb);
            break;
        }
        case kAwaitIter: visit_obj(vm, static_cast<AwaitIter*>(o)->coro, each, data); break;
        case kException: {
            auto* e = static_cast<Exception*>(o);
            cell(e->args);
            cell(e->traceback);
            cell(e->cause);
            cell(e->context);
            for (Cell c : e->extra) cell(c);
            visit_obj(vm, e->dict, each, data);
            break;
        }
        case kWeakref: cell(static_cast<WeakrefObj*>(o)->callback); break;
        case kCode: {
            auto* c = static_cast<Code*>(o);
            for (size_t i = 0; i < c->spec->consts.size(); i++) cell(c->consts[i]);
            break;
        }
        case kPattern:
            cell(static_cast<re::Pattern*>(o)->pattern);
            visit_obj(vm, static_cast<re::Pattern*>(o)->group_index, each, data);
            break;
        case kMatch:
            cell(static_cast<re::Match*>(o)->string);
            visit_obj(vm, static_cast<re::Match*>(o)->pattern, each, data);
            break;
        default:
            if (hooks().visit && o->kind >= kContext && o->kind <= kStrand) hooks().visit(vm, o, each, data);
            break;
    }
}

namespace {

// The references to each of some objects that do not come from others of them. A table of its own, because the whole heap goes
// through it at the end of each run.
class Counts {
public:
    explicit Counts(size_t objects) {
        while (places_.size() < 2 * objects + 2) places_.resize(std::max<size_t>(64, 2 * places_.size()));
        shift_ = 64 - std::countr_zero(places_.size());
    }
    int64_t& add(Obj* o) {  // not there yet
        Place& place = at(o);
        place.o = o;
        return place.count;
    }
    int64_t* find(Obj* o) {  // null: not one of them
        Place& place = at(o);
        return place.o ? &place.count : nullptr;
    }

private:
    struct Place {
        Obj* o = nullptr;
        int64_t count = 0;
    };
    Place& at(Obj* o) {
        size_t i = static_cast<size_t>((reinterpret_cast<uintptr_t>(o) >> 4) * 0x9E3779B97F4A7C15ull >> shift_);
        while (places_[i].o && places_[i].o != o) i = (i + 1) & (places_.size() - 1);
        return places_[i];
    }
    std::vector<Place> places_;
    int shift_ = 64;
};

struct Census {
    std::vector<Obj*> objects;
    std::optional<Counts> outside;
};

bool can_be_garbage(const Obj* o) {
    if (o->rc == 0 || o->rc >= kImmortal / 2) return false;
    switch (o->kind) {
        case kBigInt:
        case kFloatObj:
        case kComplex:
        case kStr:
        case kBytes:
        case kByteArray:
        case kNative:
        case kGetSet:
        case kSingleton:
        case kNativeState:
        case kMember: return false;
        default: return true;
    }
}

void mark_reachable(VM& vm, Census& census, std::vector<Obj*>& work) {
    while (!work.empty()) {
        Obj* o = work.back();
        work.pop_back();
        struct Data {
            Census* census;
            std::vector<Obj*>* work;
        } data{&census, &work};
        visit_object(
            vm, o,
            [](VM&, Cell c, void* p) {
                auto* d = static_cast<Data*>(p);
                if (!is_obj(c)) return;
                Obj* child = obj_of(c);
                if ((child->flags & kMark) || !can_be_garbage(child) || !d->census->outside->find(child)) return;
                child->flags |= kMark;
                d->work->push_back(child);
            },
            &data);
    }
}

// Empties an object so that its cycle falls apart; it stays valid.
void clear_object(VM& vm, Obj* o) {
    switch (o->kind) {
        case kList: list_clear(vm, static_cast<List*>(o)); break;
        case kDict: dict_clear(vm, static_cast<Dict*>(o)); break;
        case kInstance: {
            auto* i = static_cast<Instance*>(o);
            if (Dict* d = instance_dict(vm, i)) dict_clear(vm, d);
            for (uint32_t k = 0; k < i->member_count; k++) assign(vm, &i->members[k], empty_cell());
            break;
        }
        case kCellBox: assign(vm, &static_cast<CellBox*>(o)->v, empty_cell()); break;
        case kException: {
            auto* e = static_cast<Exception*>(o);
            assign(vm, &e->traceback, none_cell());
            assign(vm, &e->context, none_cell());
            assign(vm, &e->cause, none_cell());
            if (e->dict) dict_clear(vm, e->dict);
            break;
        }
        case kFrame: clear_frame(vm, static_cast<Frame*>(o)); break;
        case kClass: dict_clear(vm, static_cast<Class*>(o)->dict); break;
        case kFunction: {
            auto* f = static_cast<Function*>(o);
            if (f->dict) dict_clear(vm, f->dict);
            break;
        }
        case kFuture:
        case kTask:
            if (hooks().let_go) hooks().let_go(vm, o);
            break;
        default:
            if (o->flags & kHasAttrs) {
                Dict* d = *attrs_place(o);
                if (d) dict_clear(vm, d);
            }
            break;
    }
}

bool is_running(Obj* o) {
    if (o->kind == kStrand) return true;
    if (o->kind != kFrame) return false;
    auto* f = static_cast<Frame*>(o);
    return f->back && !(f->gen && f->gen->state == GenState::Suspended);
}

// Those of census.objects that only each other refer to. `held`: how many references to each are the collector's own.
std::vector<Obj*> unreachable(VM& vm, Census& census, int64_t held) {
    census.outside.emplace(census.objects.size());
    for (Obj* o : census.objects) census.outside->add(o) = o->rc - held;
    for (Obj* o : census.objects)
        visit_object(
            vm, o,
            [](VM&, Cell c, void* p) {
                if (!is_obj(c)) return;  // also a class's list of subclasses, which holds no references
                Obj* child = obj_of(c);
                if (!can_be_garbage(child)) return;
                if (int64_t* outside = static_cast<Census*>(p)->outside->find(child)) --*outside;
            },
            &census);
    std::vector<Obj*> work;
    for (Obj* o : census.objects)
        if (*census.outside->find(o) != 0 || is_running(o)) {
            o->flags |= kMark;
            work.push_back(o);
        }
    mark_reachable(vm, census, work);
    std::vector<Obj*> garbage;
    for (Obj* o : census.objects) {
        if (o->flags & kMark)
            o->flags &= uint8_t(~kMark);
        else
            garbage.push_back(o);
    }
    return garbage;
}

// Nothing finds these objects any more: weak references to them are dead before the first finalizer runs.
void forget(VM& vm, const std::vector<Obj*>& garbage) {
    std::vector<Obj*> sorted = garbage;
    std::sort(sorted.begin(), sorted.end());
    for (Obj* o : garbage) {
        if (o->flags & kHasWeakrefs) clear_weakrefs_of(vm, o, sorted);
        if (o->kind == kTask && hooks().forget_task) hooks().forget_task(vm, o);
    }
}

}  // namespace

int64_t collect_cycles(VM& vm) {
    Census census;
    walk_objects(
        vm,
        [](VM&, Obj* o, void* p) {
            if (can_be_garbage(o)) static_cast<Census*>(p)->objects.push_back(o);
        },
        &census);
    const std::vector<Obj*> found = unreachable(vm, census, 0);
    if (found.empty()) return 0;
    for (Obj* o : found) incref(o);
    forget(vm, found);
    // Finalizers in order of age as the walk found them, while everything is still whole. What they let others see stays, with
    // all that it holds.
    for (Obj* o : found) run_finalizer_of(vm, o);
    Census again;
    again.objects = found;
    const std::vector<Obj*> garbage = unreachable(vm, again, 1);
    for (Obj* o : garbage)
        if (o->rc > 1) clear_object(vm, o);
    for (Obj* o : found) decref(vm, o);
    return static_cast<int64_t>(garbage.size());
}

static Status gc_collect(VM& vm, Args, Cell* out) {
    *out = int_cell(collect_cycles(vm));
    return Status::Ok;
}
static Status gc_nothing(VM&, Args, Cell* out) {
    *out = none_cell();
    return Status::Ok;
}
static Status gc_enabled(VM&, Args, Cell* out) {
    *out = bool_cell(true);
    return Status::Ok;
}
static Status gc_objects(VM& vm, Args, Cell* out) {
    std::vector<Obj*> all;
    walk_objects(
        vm,
        [](VM&, Obj* o, void* p) {
            if (can_be_garbage(o) && o->kind != kFrame && o->kind != kCode && o->kind != kCellBox)
                static_cast<std::vector<Obj*>*>(p)->push_back(o);
        },
        &all);
    List* l = new_list(vm, static_cast<uint32_t>(all.size()));
    if (!l) return Status::Fail;
    for (Obj* o : all) (void)list_append(vm, l, new_obj_ref(o));
    *out = obj_cell(l);
    return Status::Ok;
}
static Status gc_counts(VM& vm, Args, Cell* out) {
    *out = tuple_of(vm, {int_cell(0), int_cell(0), int_cell(0)});
    return Status::Ok;
}
static Status gc_referrers(VM& vm, Args a, Cell* out) {
    List* l = new_list(vm, 4);
    struct Data {
        List* l;
        Args a;
    } data{l, a};
    walk_objects(
        vm,
        [](VM& v, Obj* o, void* p) {
            auto* d = static_cast<Data*>(p);
            if (!can_be_garbage(o) || o == d->l) return;
            struct Find {
                Args a;
                bool found;
            } find{d->a, false};
            visit_object(
                v, o,
                [](VM&, Cell c, void* q) {
                    auto* f = static_cast<Find*>(q);
                    for (uint32_t i = 0; i < f->a.n; i++) f->found = f->found || same(c, f->a[i]);
                },
                &find);
            if (find.found) (void)list_append(v, d->l, new_obj_ref(o));
        },
        &data);
    *out = obj_cell(l);
    return Status::Ok;
}

void setup_gc_module(VM& vm) {
    Dict* m = new_module(vm, "gc");
    static const NativeDef functions[] = {{"collect", gc_collect, 0, 1, kNativeKeywords, nullptr, nullptr},
                                          {"enable", gc_nothing, 0, 0, 0, nullptr, nullptr},
                                          {"disable", gc_nothing, 0, 0, 0, nullptr, nullptr},
                                          {"isenabled", gc_enabled, 0, 0, 0, nullptr, nullptr},
                                          {"get_objects", gc_objects, 0, 1, kNativeKeywords, nullptr, nullptr},
                                          {"freeze", gc_nothing, 0, 0, 0, nullptr, nullptr},
                                          {"get_count", gc_counts, 0, 0, 0, nullptr, nullptr},
                                          {"get_threshold", gc_counts, 0, 0, 0, nullptr, nullptr},
                                          {"set_threshold", gc_nothing, 1, 3, 0, nullptr, nullptr},
                                          {"set_debug", gc_nothing, 1, 1, 0, nullptr, nullptr},
                                          {"get_referrers", gc_referrers, 0, -1, 0, nullptr, nullptr},
                                          {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, m, "gc", functions);
    Str* key = intern(vm, "garbage");
    List* l = new_list(vm, 0);
    (void)dict_set_str(vm, m, key, obj_cell(l));
    decref(vm, key);
    decref(vm, l);
}

}  // namespace loopscope::runtime
