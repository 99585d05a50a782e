// The end of objects: finalizers first (run nested, from a whole object), then what it holds, then its memory. Deep structures
// are let go iteratively: beyond kMaxDepth levels objects wait on a list that the outermost call works off.
#include <algorithm>

#include "runtime/classes.h"
#include "runtime/container_iter.h"
#include "runtime/frames.h"
#include "runtime/gc_module.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/num_ops.h"
#include "runtime/re_match.h"
#include "runtime/text_ops.h"
#include "trace/writer.h"

namespace loopscope::runtime {

void give_gen_slot(VM& vm, uint32_t slot);

namespace {

constexpr uint32_t kMaxDepth = 40;

// Runs `callee(args)` for a dying object, whatever exception is on its way; what it raises is only reported.
void run_finalizer(VM& vm, Cell callee, std::initializer_list<Cell> args, const char* where, Cell about) {
    if (vm.stop_reason != StopReason::None || vm.finishing) return;
    Cell pending = take_exception(vm), out = empty_cell();
    // A finalizer runs as if called where the object died: it must not see that place's value stack change.
    Status s = run_nested(vm, callee, args, &out);
    if (s == Status::Ok)
        decref(vm, out);
    else if (vm.stop_reason == StopReason::None)
        print_unraisable(vm, where, about);
    vm.exc = pending;
}

bool has_finalizer(const Obj* o) {
    if (o->flags & kFinalized) return false;
    return (o->cls->class_flags & kClassHasDel) || o->kind == kFuture || o->kind == kTask || o->kind == kGenerator;
}

void finalize_generator(VM& vm, Generator* g) {
    bool suspended = g->frame && g->state == GenState::Suspended;
    if (g->flavor == 1 && g->state == GenState::Created && !g->awaited && vm.stop_reason == StopReason::None && !vm.finishing) {
        Str* key = intern(vm, "_warn_never_awaited");
        Cell f = dict_get_str(vm.hidden, key);
        decref(vm, key);
        if (!is_empty(f)) run_finalizer(vm, f, {obj_cell(g)}, "Exception ignored in: ", obj_cell(g));
    } else if (g->flavor == 2 && (suspended || g->state == GenState::Created) && is_obj(g->origin) && !g->closed_flag) {
        run_finalizer(vm, g->origin, {obj_cell(g)}, "Exception ignored in: ", obj_cell(g));
    } else if (suspended) {
        Cell f = class_lookup(vm, vm.cls(C::Generator), vm.names.close);
        run_finalizer(vm, f, {obj_cell(g)}, "Exception ignored in: ", obj_cell(g));
    }
}

void finalize_by_del(VM& vm, Obj* o) {
    Cell f = class_lookup(vm, o->cls, vm.names.del);
    if ((o->cls->class_flags & kClassHasDel) || is_kind(f, kNative))
        run_finalizer(vm, f, {obj_cell(o)}, "Exception ignored in: ", f);
}

// True where the object came back to life.
bool finalize(VM& vm, Obj* o) {
    if (!has_finalizer(o)) return false;
    o->rc = 1;
    run_finalizer_of(vm, o);
    return --o->rc > 0;
}

void drop(VM& vm, Cell* c) {
    Cell old = *c;
    *c = empty_cell();
    decref(vm, old);
}
template <class T>
void drop_obj(VM& vm, T** p) {
    T* old = *p;
    *p = nullptr;
    if (old) decref(vm, static_cast<Obj*>(old));
}

void free_class(VM& vm, Class* c) {
    for (uint32_t i = 0; c->bases && i < c->bases->n; i++) {
        List* l = as<Class>(c->bases->v[i])->subclasses;
        for (uint32_t k = 0; l && k < l->n; k++)
            if (l->v[k].i == reinterpret_cast<int64_t>(c)) {
                for (uint32_t m = k + 1; m < l->n; m++) l->v[m - 1] = l->v[m];
                l->n--;
                break;
            }
    }
    drop_obj(vm, &c->name);
    drop_obj(vm, &c->qualname);
    drop_obj(vm, &c->bases);
    drop_obj(vm, &c->dict);
    drop(vm, &c->module);
    drop_obj(vm, &c->base);
    drop_obj(vm, &c->subclasses);
    // The order lists the class itself, which is gone already.
    Tuple* mro = c->mro;
    c->mro = nullptr;
    if (mro && mro->rc == 1) {
        for (uint32_t i = 0; i < mro->n; i++)
            if (is_obj(mro->v[i]) && obj_of(mro->v[i]) == c) mro->v[i] = none_cell();
    }
    if (mro) decref(vm, mro);
}

// Lets go of what the object holds; returns its size.
size_t release_contents(VM& vm, Obj* o) {
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
        case kDeque: {
            size_t bytes = container_bytes(o);
            free_container(vm, o);
            return bytes;
        }
        case kBigInt: return bigint_bytes(static_cast<BigInt*>(o)->n);
        case kFloatObj: return sizeof(FloatObj);
        case kComplex: return sizeof(Complex);
        case kStr: {
            auto* s = static_cast<Str*>(o);
            if (s->flags & kInterned) {  // its place in the table of interned strings is borrowed: cannot be here (see intern)
            }
            return str_bytes(s->len, s->aux);
        }
        case kBytes: return bytes_bytes(static_cast<Bytes*>(o)->len);
        case kByteArray: free_bytearray(vm, static_cast<ByteArray*>(o)); return sizeof(ByteArray);
        case kNativeState: return native_state_bytes(static_cast<NativeState*>(o)->size);
        case kFunction: {
            auto* f = static_cast<Function*>(o);
            drop_obj(vm, &f->code);
            drop_obj(vm, &f->globals);
            drop_obj(vm, &f->closure);
            drop_obj(vm, &f->defaults);
            drop_obj(vm, &f->kwdefaults);
            drop_obj(vm, &f->name);
            drop_obj(vm, &f->qualname);
            drop(vm, &f->doc);
            drop(vm, &f->module);
            drop(vm, &f->annotations);
            drop_obj(vm, &f->dict);
            return sizeof(Function);
        }
        case kNative: drop(vm, &static_cast<Native*>(o)->module); return sizeof(Native);
        case kBoundMethod:
            drop(vm, &static_cast<BoundMethod*>(o)->fn);
            drop(vm, &static_cast<BoundMethod*>(o)->self);
            return sizeof(BoundMethod);
        case kClass: free_class(vm, static_cast<Class*>(o)); return sizeof(Class);
        case kInstance: {
            auto* i = static_cast<Instance*>(o);
            for (uint32_t k = 0; i->shape && k < i->shape->n; k++) drop(vm, &i->slots[k]);
            for (uint32_t k = 0; k < i->member_count; k++) drop(vm, &i->members[k]);
            drop_obj(vm, &i->dict);
            if (i->slots != i->inl) free_raw(vm, i->slots, i->cap * sizeof(Cell));
            return instance_bytes(i);
        }
        case kModule:
            drop_obj(vm, &static_cast<Module*>(o)->dict);
            drop_obj(vm, &static_cast<Module*>(o)->name);
            return sizeof(Module);
        case kProperty: {
            auto* p = static_cast<Property*>(o);
            drop(vm, &p->get);
            drop(vm, &p->set);
            drop(vm, &p->del);
            drop(vm, &p->doc);
            drop_obj(vm, &p->name);
            return sizeof(Property);
        }
        case kStaticMethod:
        case kClassMethod:
            drop(vm, &static_cast<StaticMethod*>(o)->fn);
            drop_obj(vm, &static_cast<StaticMethod*>(o)->dict);
            return sizeof(StaticMethod);
        case kSuper:
            drop(vm, &static_cast<Super*>(o)->self);
            drop_obj(vm, &static_cast<Super*>(o)->start);
            return sizeof(Super);
        case kMember: drop_obj(vm, &static_cast<Member*>(o)->name); return sizeof(Member);
        case kGetSet: return sizeof(GetSet);
        case kCellBox: drop(vm, &static_cast<CellBox*>(o)->v); return sizeof(CellBox);
        case kFrame: {
            auto* f = static_cast<Frame*>(o);
            clear_frame(vm, f);
            drop_obj(vm, &f->code);
            drop_obj(vm, &f->fn);
            drop_obj(vm, &f->names);
            drop(vm, &f->trace_locals);
            return f->bytes;
        }
        case kTraceback: {
            auto* t = static_cast<Traceback*>(o);
            drop_obj(vm, &t->frame);
            drop_obj(vm, &t->next);
            return sizeof(Traceback);
        }
        case kGenerator: {
            auto* g = static_cast<Generator*>(o);
            Frame* f = g->frame;
            g->frame = nullptr;
            if (f) {
                f->gen = nullptr;
                if (f->rc == 1) clear_frame(vm, f);
                decref(vm, f);
            }
            if (vm.recording && !vm.finishing && !(g->code->flags & compile::kHidden)) (void)vm.trace->gen_freed(g->slot);
            give_gen_slot(vm, g->slot);
            drop_obj(vm, &g->name);
            drop_obj(vm, &g->qualname);
            drop_obj(vm, &g->code);
            drop(vm, &g->exc.handled);
            drop(vm, &g->origin);
            drop_obj(vm, &g->item);
            return sizeof(Generator);
        }
        case kAsyncGenItem: {
            auto* i = static_cast<AsyncGenItem*>(o);
            drop_obj(vm, &i->gen);
            drop(vm, &i->value);
            drop(vm, &i->exc_type);
            drop(vm, &i->exc_value);
            drop(vm, &i->exc_tb);
            return sizeof(AsyncGenItem);
        }
        case kAwaitIter: drop_obj(vm, &static_cast<AwaitIter*>(o)->coro); return sizeof(AwaitIter);
        case kException: {
            auto* e = static_cast<Exception*>(o);
            drop(vm, &e->args);
            drop(vm, &e->traceback);
            drop(vm, &e->cause);
            drop(vm, &e->context);
            for (Cell& c : e->extra) drop(vm, &c);
            drop_obj(vm, &e->dict);
            return sizeof(Exception);
        }
        case kWeakref: {
            auto* w = static_cast<WeakrefObj*>(o);
            if (w->target) {
                if (uint64_t* place = side_find(vm.weakrefs, w->target)) {
                    auto** link = reinterpret_cast<WeakrefObj**>(place);
                    while (*link && *link != w) link = &(*link)->next;
                    if (*link) *link = w->next;
                    if (!*place) {
                        w->target->flags &= uint8_t(~kHasWeakrefs);
                        side_erase(vm.weakrefs, w->target);
                    }
                }
            }
            drop(vm, &w->callback);
            return sizeof(WeakrefObj);
        }
        case kCode: {
            auto* c = static_cast<Code*>(o);
            while (Frame* f = c->spare) {
                c->spare = f->back;
                give_small(vm, f, f->bytes);
            }
            for (size_t i = 0; i < c->spec->consts.size(); i++) drop(vm, &c->consts[i]);
            for (size_t i = 0; i < c->spec->names.size(); i++) decref(vm, c->names[i]);
            free_raw(vm, c->consts, c->spec->consts.size() * sizeof(Cell));
            free_raw(vm, c->names, c->spec->names.size() * sizeof(Str*));
            free_raw(vm, c->caches, c->n_caches * sizeof(Cache));
            free_raw(vm, const_cast<compile::Ins*>(c->ins), c->spec->ins.size() * sizeof(compile::Ins));
            drop_obj(vm, &c->name);
            drop_obj(vm, &c->qualname);
            drop_obj(vm, &c->file);
            drop_obj(vm, &c->varnames);
            drop_obj(vm, &c->slot_names);
            drop_obj(vm, &c->freevar_names);
            drop_obj(vm, &c->cellvar_names);
            drop_obj(vm, &c->names_tuple);
            return sizeof(Code);
        }
        case kPattern: {
            auto* p = static_cast<re::Pattern*>(o);
            drop(vm, &p->pattern);
            drop_obj(vm, &p->group_index);
            return sizeof(re::Pattern);
        }
        case kMatch: {
            auto* m = static_cast<re::Match*>(o);
            drop(vm, &m->string);
            drop_obj(vm, &m->pattern);
            return re::match_bytes(m->n);
        }
        default: return 0;
    }
}

void destroy_now(VM& vm, Obj* o) {
    if (finalize(vm, o)) return;
    if (o->flags & kHasWeakrefs) {
        o->rc = 1;
        clear_weakrefs_of(vm, o, {});
        if (--o->rc > 0) return;
    }
    if (o->flags & kHasAttrs) {
        Dict** attrs = attrs_place(o);
        Dict* d = *attrs;
        *attrs = nullptr;
        if (d) decref(vm, d);
    }
    size_t bytes;
    if (o->kind >= kContext && o->kind <= kStrand && o->kind != kDeque)
        bytes = hooks().destroy ? hooks().destroy(vm, o) : 64;
    else
        bytes = release_contents(vm, o);
    if (o->flags & kHasId) side_erase(vm.ids, o);
    if (bytes) release_object(vm, o, bytes);
}

}  // namespace

void clear_weakrefs_of(VM& vm, Obj* o, const std::vector<Obj*>& garbage) {
    uint64_t* place = side_find(vm.weakrefs, o);
    if (!place) return;
    auto* w = reinterpret_cast<WeakrefObj*>(*place);
    side_erase(vm.weakrefs, o);
    o->flags &= uint8_t(~kHasWeakrefs);
    std::vector<std::pair<WeakrefObj*, Cell>> callbacks;
    for (; w; w = w->next) {
        w->target = nullptr;
        bool called = !is_empty(w->callback) && !is_none(w->callback) &&
                      !std::binary_search(garbage.begin(), garbage.end(), static_cast<Obj*>(w));
        if (called) callbacks.push_back({newref(w), newref(w->callback)});
    }
    for (auto& [ref, callback] : callbacks) {
        run_finalizer(vm, callback, {obj_cell(ref)}, "Exception ignored in: ", callback);
        decref(vm, ref);
        decref(vm, callback);
    }
}

void run_finalizer_of(VM& vm, Obj* o) {
    if (!has_finalizer(o)) return;
    o->flags |= kFinalized;
    if (o->kind == kGenerator)
        finalize_generator(vm, static_cast<Generator*>(o));
    else
        finalize_by_del(vm, o);
}

void destroy(VM& vm, Obj* o) {
    if (LS_UNLIKELY(vm.destroy_depth >= kMaxDepth)) {
        // Waits: the count stays 0 and the list holds a plain pointer.
        if (vm.trash && list_append(vm, vm.trash, int_cell(reinterpret_cast<int64_t>(o)))) return;
        clear_exception(vm);
    }
    vm.destroy_depth++;
    destroy_now(vm, o);
    if (--vm.destroy_depth == 0 && vm.trash && vm.trash->n) {
        while (vm.trash->n) {
            auto* next = reinterpret_cast<Obj*>(vm.trash->v[--vm.trash->n].i);
            vm.destroy_depth++;
            destroy_now(vm, next);
            vm.destroy_depth--;
        }
    }
}

}  // namespace loopscope::runtime
