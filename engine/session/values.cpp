#include "session/values.h"

#include <algorithm>
#include <limits>

#include "loop/objects.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/memory.h"
#include "runtime/num_ops.h"
#include "runtime/text_ops.h"

namespace loopscope::session {

namespace rt = runtime;

namespace {

constexpr std::size_t kMostText = 160;       // bytes of one description
constexpr int kMostNesting = 3;              // of containers inside one description
constexpr int kMostDepth = 4;                // of a tree of values
constexpr std::uint32_t kMostParts = 100;    // of one value
constexpr std::size_t kMostValues = 20'000;  // in one snapshot

bool is_own(const rt::Obj* o) { return o->cls && (o->cls->class_flags & rt::kClassHeap) != 0; }

// --- one line of text for a value. As in the trace, but objects that have no number there get none here either.
class Describer {
public:
    explicit Describer(rt::VM& vm) : vm_(vm) {}

    std::string text(rt::Cell c) {
        std::string s;
        append(s, c, 0);
        return s;
    }

private:
    void append(std::string& s, rt::Cell c, int depth) {
        if (s.size() > kMostText) return;
        if (!rt::is_obj(c)) {
            s += rt::describe_text(vm_, c, kMostText);
            return;
        }
        rt::Obj* o = rt::obj_of(c);
        if (is_own(o) || depth > kMostNesting || !append_container(s, o, depth)) append_other(s, c, o);
    }

    bool append_container(std::string& s, rt::Obj* o, int depth) {
        switch (o->kind) {
            case rt::kTuple: {
                const auto* t = static_cast<rt::Tuple*>(o);
                append_cells(s, "(", t->v, t->n, t->n == 1 ? ",)" : ")", depth);
                return true;
            }
            case rt::kList:
                append_cells(s, "[", static_cast<rt::List*>(o)->v, static_cast<rt::List*>(o)->n, "]", depth);
                return true;
            case rt::kDeque: append_deque(s, static_cast<rt::Deque*>(o), depth); return true;
            case rt::kDict: append_dict(s, static_cast<rt::Dict*>(o), depth); return true;
            case rt::kSet: append_set(s, static_cast<rt::Set*>(o), "{", "}", depth); return true;
            case rt::kFrozenSet: append_set(s, static_cast<rt::Set*>(o), "frozenset({", "})", depth); return true;
            default: return false;
        }
    }

    void append_cells(std::string& s, const char* open, const rt::Cell* v, std::uint32_t n, const char* close, int depth) {
        s += open;
        for (std::uint32_t i = 0; i < n && s.size() <= kMostText; i++) {
            if (i) s += ", ";
            append(s, v[i], depth + 1);
        }
        s += close;
    }

    void append_deque(std::string& s, const rt::Deque* d, int depth) {
        s += "deque([";
        for (std::uint32_t i = 0; i < d->n && s.size() <= kMostText; i++) {
            if (i) s += ", ";
            append(s, d->v[(d->head + i) & (d->cap - 1)], depth + 1);
        }
        s += "])";
    }

    void append_dict(std::string& s, const rt::Dict* d, int depth) {
        std::uint32_t pos = 0;
        rt::Cell k, v;
        bool first = true;
        s += "{";
        while (s.size() <= kMostText && rt::dict_next(d, &pos, &k, &v)) {
            if (!first) s += ", ";
            first = false;
            append(s, k, depth + 1);
            s += ": ";
            append(s, v, depth + 1);
        }
        s += "}";
    }

    void append_set(std::string& s, const rt::Set* set, const char* open, const char* close, int depth) {
        std::uint32_t pos = 0;
        rt::Cell k;
        bool first = true;
        if (set->used == 0) {
            s += set->kind == rt::kFrozenSet ? "frozenset()" : "set()";
            return;
        }
        s += open;
        while (s.size() <= kMostText && rt::set_next(set, &pos, &k)) {
            if (!first) s += ", ";
            first = false;
            append(s, k, depth + 1);
        }
        s += close;
    }

    void append_other(std::string& s, rt::Cell c, rt::Obj* o) {
        if (!is_own(o)) {
            switch (o->kind) {
                case rt::kStr:
                case rt::kBytes:
                case rt::kBigInt:
                case rt::kFloatObj:
                case rt::kRange:
                case rt::kClass:
                case rt::kFunction:
                case rt::kNative:
                case rt::kModule:
                case rt::kGenerator:
                case rt::kSingleton: s += rt::describe_text(vm_, c, kMostText); return;
                case rt::kException: append_exception(s, static_cast<rt::Exception*>(o)); return;
                case rt::kBoundMethod: append_method(s, static_cast<rt::BoundMethod*>(o)); return;
                default: break;
            }
        }
        if (o->kind == rt::kException) {
            append_exception(s, static_cast<rt::Exception*>(o));
            return;
        }
        s += "<" + rt::to_utf8(o->cls->name);
        if (o->flags & rt::kHasId) s += " #" + std::to_string(rt::id_of(vm_, o));
        s += ">";
    }

    void append_exception(std::string& s, rt::Exception* e) {
        s += rt::to_utf8(e->cls->name);
        if (!rt::is_kind(e->args, rt::kTuple)) return;
        const auto* args = rt::as<rt::Tuple>(e->args);
        append_cells(s, "(", args->v, args->n, ")", kMostNesting - 1);
    }

    void append_method(std::string& s, rt::BoundMethod* method) {
        s += "<method ";
        if (rt::is_kind(method->fn, rt::kFunction))
            s += rt::to_utf8(rt::as<rt::Function>(method->fn)->qualname);
        else
            append(s, method->fn, kMostNesting);
        s += ">";
    }

    rt::VM& vm_;
};

// --- a value as a tree
class Looker {
public:
    explicit Looker(rt::VM& vm) : vm_(vm), describer_(vm) {}

    Value value(std::string name, rt::Cell c, int depth = 0) {
        Value out;
        out.name = std::move(name);
        out.text = describer_.text(c);
        made_++;
        if (!rt::is_obj(c)) return out;
        rt::Obj* o = rt::obj_of(c);
        refer(o, out);
        if (std::find(on_way_.begin(), on_way_.end(), o) != on_way_.end()) return out;  // it holds itself
        on_way_.push_back(o);
        add_parts(o, out, depth);
        on_way_.pop_back();
        return out;
    }

    FrameValues frame(const rt::Frame* f) {
        FrameValues out;
        out.function = f->code->trace_id;
        out.name = rt::to_utf8(f->code->qualname);
        if (f->gen) out.generator = f->gen->slot;
        if (f->names && f->names->kind == rt::kDict) {
            out.module = (f->code->flags & kFunctionOrClass) == 0;
            out.locals = names_of(static_cast<const rt::Dict*>(f->names), out.module);
            return out;
        }
        for (std::uint32_t i = 0; i < f->nslots && i < f->code->slot_names->n; i++) {
            rt::Cell c = f->slots[i];
            if (rt::is_kind(c, rt::kCellBox)) c = rt::as<rt::CellBox>(c)->v;
            const std::string name = rt::str_utf8(f->code->slot_names->v[i]);
            if (rt::is_empty(c) || name.empty() || name[0] == '.') continue;
            out.locals.push_back(value(name, c));
        }
        return out;
    }

    // Of a namespace: what the program keeps in it. `data`: modules, functions and classes are left out, the source shows them.
    std::vector<Value> names_of(const rt::Dict* d, bool data) {
        std::vector<Value> out;
        std::uint32_t pos = 0;
        rt::Cell k, v;
        while (rt::dict_next(d, &pos, &k, &v)) {
            if (!rt::is_str(k)) continue;
            std::string name = rt::str_utf8(k);
            if (name.starts_with("__") && name.ends_with("__")) continue;
            if (data && rt::is_obj(v)) {
                const rt::Kind kind = rt::obj_of(v)->kind;
                if (kind == rt::kModule || kind == rt::kFunction || kind == rt::kClass || kind == rt::kNative) continue;
            }
            out.push_back(value(std::move(name), v));
        }
        return out;
    }

private:
    static constexpr std::uint32_t kFunctionOrClass = compile::kClassBody | compile::kOptimized;

    static void refer(rt::Obj* o, Value& out) {
        switch (o->kind) {
            case rt::kFuture:
            case rt::kTask: {
                const auto* future = static_cast<loop::FutureObj*>(o);
                if (!future->has_slot) return;
                out.ref = o->kind == rt::kTask ? ValueRef::Task : ValueRef::Future;
                out.slot = future->slot;
                return;
            }
            case rt::kHandle:
                if (!static_cast<loop::HandleObj*>(o)->has_slot) return;
                out.ref = ValueRef::Handle;
                out.slot = static_cast<loop::HandleObj*>(o)->slot;
                return;
            case rt::kGenerator:
                out.ref = ValueRef::Generator;
                out.slot = static_cast<rt::Generator*>(o)->slot;
                return;
            default: return;
        }
    }

    // One more part, where there is room.
    void part(Value& out, int depth, std::string name, rt::Cell c) {
        if (out.parts.size() >= kMostParts || made_ >= kMostValues)
            out.more++;
        else
            out.parts.push_back(value(std::move(name), c, depth + 1));
    }

    void add_parts(rt::Obj* o, Value& out, int depth) {
        if (depth >= kMostDepth || made_ >= kMostValues) return;
        switch (o->kind) {
            case rt::kTuple: add_items(static_cast<rt::Tuple*>(o)->v, static_cast<rt::Tuple*>(o)->n, out, depth); break;
            case rt::kList: add_items(static_cast<rt::List*>(o)->v, static_cast<rt::List*>(o)->n, out, depth); break;
            case rt::kDeque: {
                const auto* d = static_cast<rt::Deque*>(o);
                for (std::uint32_t i = 0; i < std::min(d->n, kMostParts); i++)
                    part(out, depth, index(i), d->v[(d->head + i) & (d->cap - 1)]);
                if (d->n > kMostParts) out.more += d->n - kMostParts;
                break;
            }
            case rt::kDict: add_dict(static_cast<rt::Dict*>(o), out, depth, false); break;
            case rt::kSet:
            case rt::kFrozenSet: {
                std::uint32_t pos = 0, n = 0;
                rt::Cell k;
                while (rt::set_next(static_cast<rt::Set*>(o), &pos, &k)) {
                    if (n < kMostParts)
                        part(out, depth, index(n), k);
                    else
                        out.more++;
                    n++;
                }
                break;
            }
            case rt::kInstance: add_instance(static_cast<rt::Instance*>(o), out, depth); break;
            case rt::kException: add_exception(static_cast<rt::Exception*>(o), out, depth); break;
            case rt::kBoundMethod: part(out, depth, "__self__", static_cast<rt::BoundMethod*>(o)->self); break;
            default: break;
        }
        if (o->flags & rt::kHasAttrs) {
            if (const rt::Dict* attrs = *rt::attrs_place(o)) add_dict(attrs, out, depth, true);
        }
    }

    static std::string index(std::uint32_t i) { return "[" + std::to_string(i) + "]"; }

    void add_items(const rt::Cell* v, std::uint32_t n, Value& out, int depth) {
        for (std::uint32_t i = 0; i < std::min(n, kMostParts); i++) part(out, depth, index(i), v[i]);
        if (n > kMostParts) out.more += n - kMostParts;
    }

    void add_dict(const rt::Dict* d, Value& out, int depth, bool attributes) {
        std::uint32_t pos = 0, n = 0;
        rt::Cell k, v;
        while (rt::dict_next(d, &pos, &k, &v)) {
            if (n++ >= kMostParts) {
                out.more++;
                continue;
            }
            part(out, depth, attributes && rt::is_str(k) ? rt::str_utf8(k) : describer_.text(k), v);
        }
    }

    void add_instance(const rt::Instance* instance, Value& out, int depth) {
        // A shape knows its last attribute; its parents know those before.
        std::vector<const rt::Shape*> shapes;
        for (const rt::Shape* s = instance->shape; s && s->key; s = s->parent) shapes.push_back(s);
        for (std::size_t i = shapes.size(); i-- > 0;) {
            const std::uint32_t slot = shapes[i]->n - 1;
            if (!rt::is_empty(instance->slots[slot])) part(out, depth, rt::to_utf8(shapes[i]->key), instance->slots[slot]);
        }
        if (instance->dict) add_dict(instance->dict, out, depth, true);
        add_members(instance, out, depth);
    }

    // __slots__: the classes' descriptors say which place has which name.
    void add_members(const rt::Instance* instance, Value& out, int depth) {
        if (instance->member_count == 0 || !instance->cls->mro) return;
        for (std::uint32_t i = instance->cls->mro->n; i-- > 0;) {
            const rt::Cell c = instance->cls->mro->v[i];
            if (!rt::is_kind(c, rt::kClass)) continue;
            std::uint32_t pos = 0;
            rt::Cell k, v;
            while (rt::dict_next(rt::as<rt::Class>(c)->dict, &pos, &k, &v)) {
                if (!rt::is_kind(v, rt::kMember)) continue;
                const auto* member = rt::as<rt::Member>(v);
                if (member->slot < instance->member_count && !rt::is_empty(instance->members[member->slot])) {
                    part(out, depth, rt::to_utf8(member->name), instance->members[member->slot]);
                }
            }
        }
    }

    void add_exception(const rt::Exception* e, Value& out, int depth) {
        part(out, depth, "args", e->args);
        if (rt::is_obj(e->cause)) part(out, depth, "__cause__", e->cause);
        if (rt::is_obj(e->context)) part(out, depth, "__context__", e->context);
        if (e->dict) add_dict(e->dict, out, depth, true);
    }

    rt::VM& vm_;
    Describer describer_;
    std::vector<const rt::Obj*> on_way_;
    std::size_t made_ = 0;
};

bool is_shown(const rt::Frame* f) { return f->code && !(f->code->flags & compile::kHidden); }

void add_stack(Looker& looker, const rt::Frame* top, std::uint32_t thread, Snapshot& out) {
    std::vector<const rt::Frame*> frames;
    for (const rt::Frame* f = top; f; f = f->back) {
        if (is_shown(f)) frames.push_back(f);
    }
    std::reverse(frames.begin(), frames.end());
    for (const rt::Frame* f : frames) {
        out.stacks.push_back(looker.frame(f));
        out.stacks.back().thread = thread;
    }
}

struct Parked {
    const std::vector<std::uint32_t>* wanted;
    std::vector<const rt::Generator*> found;
};

void find_parked(rt::VM&, rt::Obj* o, void* data) {
    auto& parked = *static_cast<Parked*>(data);
    if (o->kind != rt::kGenerator) return;
    const auto* g = static_cast<rt::Generator*>(o);
    if (!g->frame || g->state == rt::GenState::Running || g->state == rt::GenState::Closed || !is_shown(g->frame)) return;
    const auto it = std::find(parked.wanted->begin(), parked.wanted->end(), g->slot);
    if (it != parked.wanted->end()) parked.found[static_cast<std::size_t>(it - parked.wanted->begin())] = g;
}

void look(rt::VM& vm, const ValuesRequest& request, Snapshot& out) {
    // The VM is only looked at from here on: describing may take as much memory as it needs.
    vm.heap_limit = std::numeric_limits<std::uint64_t>::max();
    vm.limits.heap = vm.heap_limit;
    Looker looker(vm);
    out.reached = vm.stop_reason == rt::StopReason::StepReached;
    add_stack(looker, vm.frame, vm.strand ? vm.strand->number : 0, out);
    if (const rt::List* strands = vm.loops ? vm.loops->strands : nullptr) {
        for (std::uint32_t i = 0; i < strands->n; i++) {
            const auto* strand = rt::as<rt::Strand>(strands->v[i]);
            if (strand != vm.strand && !strand->done) add_stack(looker, strand->frame, strand->number, out);
        }
    }
    Parked parked{&request.generators, {}};
    parked.found.resize(request.generators.size());
    if (!request.generators.empty()) rt::walk_objects(vm, find_parked, &parked);
    for (const rt::Generator* g : parked.found) {
        if (g) out.parked.push_back(looker.frame(g->frame));
    }
    rt::Str* key = rt::intern(vm, "__main__");
    const rt::Cell main = key ? rt::dict_get_str(vm.modules, key) : rt::empty_cell();
    if (rt::is_kind(main, rt::kModule)) out.globals = looker.names_of(rt::as<rt::Module>(main)->dict, true);
}

}  // namespace

std::optional<Snapshot> values_at_step(const scenario::Scenario& scenario, std::size_t run_index, RunOptions options,
                                       const ValuesRequest& request) {
    Snapshot snapshot;
    bool looked = false, given_up = false;
    if (options.keep_going) {
        options.keep_going = [inner = options.keep_going, &given_up] {
            if (inner()) return true;
            given_up = true;
            return false;
        };
    }
    options.record = false;
    options.stop_at_step = request.step;
    options.at_end = [&](rt::VM& vm) {
        looked = true;
        if (!given_up) look(vm, request, snapshot);
    };
    SilentSink sink;
    run_scenario_run(scenario, run_index, options, sink);
    if (!looked || given_up) return std::nullopt;
    return snapshot;
}

}  // namespace loopscope::session
