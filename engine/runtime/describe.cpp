// The engine's own description of values, for the trace and for messages: never runs the program's code, never allocates in the
// arena.
#include "base/utf8.h"
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/num_ops.h"
#include "runtime/text_ops.h"
#include "runtime/text_util.h"
#include "trace/writer.h"

namespace loopscope::runtime {

namespace {

constexpr int kMaxDepth = 4;

// A literal where that is one of a built-in, else <Point #17>. Stops growing at `limit`.
void append_text(VM& vm, std::string& s, Cell c, size_t limit, int depth);

void append_items(VM& vm, std::string& s, const Cell* v, uint32_t n, size_t limit, int depth) {
    for (uint32_t i = 0; i < n && s.size() <= limit; i++) {
        if (i) s += ", ";
        append_text(vm, s, v[i], limit, depth + 1);
    }
}

std::string object_name(VM& vm, Obj* o) { return "<" + to_utf8(o->cls->name) + " #" + std::to_string(id_of(vm, o)) + ">"; }

void append_exception(VM& vm, std::string& s, Exception* e, size_t limit, int depth) {
    s += to_utf8(e->cls->name) + "(";
    if (is_kind(e->args, kTuple)) append_items(vm, s, as<Tuple>(e->args)->v, as<Tuple>(e->args)->n, limit, depth);
    s += ")";
}

void append_text(VM& vm, std::string& s, Cell c, size_t limit, int depth) {
    if (s.size() > limit) return;
    if (is_empty(c)) {
        s += "<unset>";
        return;
    }
    if (is_none(c)) {
        s += "None";
        return;
    }
    if (is_bool(c)) {
        s += bool_of(c) ? "True" : "False";
        return;
    }
    if (is_small_int(c)) {
        s += std::to_string(int_of(c));
        return;
    }
    if (is_inline_float(c)) {
        s += float_repr(float_of(c));
        return;
    }
    Obj* o = obj_of(c);
    if (o == vm.ellipsis) {
        s += "Ellipsis";
        return;
    }
    if (o == vm.not_implemented) {
        s += "NotImplemented";
        return;
    }
    bool own = (o->cls->class_flags & kClassHeap) != 0;
    if (!own && depth < kMaxDepth) {
        switch (o->kind) {
            case kStr: {
                if (static_cast<Str*>(o)->len > limit) {
                    Str* cut = substring(vm, static_cast<Str*>(o), 0, uint32_t(limit));
                    s += str_repr_utf8(cut);
                    decref(vm, cut);
                } else
                    s += str_repr_utf8(static_cast<Str*>(o));
                return;
            }
            case kBytes: {
                auto* b = static_cast<Bytes*>(o);
                s += bytes_repr(reinterpret_cast<const uint8_t*>(b->data), std::min<size_t>(b->len, limit));
                return;
            }
            case kBigInt: s += int_bit_length(c) > 2000 ? "<big int>" : int_to_decimal(vm, c); return;
            case kTuple: {
                auto* t = static_cast<Tuple*>(o);
                s += "(";
                append_items(vm, s, t->v, t->n, limit, depth);
                s += t->n == 1 ? ",)" : ")";
                return;
            }
            case kList:
                s += "[";
                append_items(vm, s, static_cast<List*>(o)->v, static_cast<List*>(o)->n, limit, depth);
                s += "]";
                return;
            case kDict: {
                uint32_t pos = 0;
                bool first = true;
                Cell k, v;
                s += "{";
                while (s.size() <= limit && dict_next(static_cast<Dict*>(o), &pos, &k, &v)) {
                    if (!first) s += ", ";
                    first = false;
                    append_text(vm, s, k, limit, depth + 1);
                    s += ": ";
                    append_text(vm, s, v, limit, depth + 1);
                }
                s += "}";
                return;
            }
            case kSet:
            case kFrozenSet: {
                uint32_t pos = 0;
                bool first = true;
                Cell k;
                if (o->kind == kFrozenSet) s += "frozenset(";
                s += static_cast<Set*>(o)->used ? "{" : "set(";
                while (s.size() <= limit && set_next(static_cast<Set*>(o), &pos, &k)) {
                    if (!first) s += ", ";
                    first = false;
                    append_text(vm, s, k, limit, depth + 1);
                }
                s += static_cast<Set*>(o)->used ? "}" : ")";
                if (o->kind == kFrozenSet) s += ")";
                return;
            }
            case kRange: {
                auto* r = static_cast<Range*>(o);
                s += "range(";
                append_text(vm, s, r->start, limit, depth + 1);
                s += ", ";
                append_text(vm, s, r->stop, limit, depth + 1);
                s += ")";
                return;
            }
            default: break;
        }
    }
    switch (o->kind) {
        case kException: append_exception(vm, s, static_cast<Exception*>(o), limit, depth); return;
        case kClass: s += "<class " + to_utf8(static_cast<Class*>(o)->name) + ">"; return;
        case kFunction: s += "<function " + to_utf8(static_cast<Function*>(o)->qualname) + ">"; return;
        case kNative: s += std::string("<built-in function ") + static_cast<Native*>(o)->name + ">"; return;
        case kModule: s += "<module " + to_utf8(static_cast<Module*>(o)->name) + ">"; return;
        case kGenerator: {
            static const char* const kNames[] = {"generator", "coroutine", "async_generator"};
            s += std::string("<") + kNames[static_cast<Generator*>(o)->flavor] + " " +
                 to_utf8(static_cast<Generator*>(o)->qualname) + ">";
            return;
        }
        default: s += object_name(vm, o); return;
    }
}

// The number of a class's name in the trace. Class::aux keeps it, plus one; 0: not asked for yet, renamed since, or too large.
uint32_t class_name_id(VM& vm, Class* cls) {
    if (LS_LIKELY(cls->aux)) return cls->aux - 1u;
    uint32_t id = vm.trace->intern(to_utf8(cls->name));
    if (id < 0xFFFF) cls->aux = static_cast<uint16_t>(id + 1);
    return id;
}

namespace {

// No more of a long text is looked at than is kept of it, and one character that says that it goes on.
void write_beginning(trace::ValueWriter& w, const Str* s) {
    const auto n = std::min<uint32_t>(s->len, trace::kMaxValueCharacters + 1);
    if (is_ascii(s)) return w.str({s->data, n});
    std::string text;
    for (uint32_t i = 0; i < n; i++) base::append_utf8(text, str_at(s, i));
    w.str(text);
}

}  // namespace

void describe_object(VM& vm, trace::ValueWriter& w, Obj* o) {
    bool own = (o->cls->class_flags & kClassHeap) != 0;
    switch (o->kind) {
        case kStr:
            if (!own) {
                write_beginning(w, static_cast<Str*>(o));
                return;
            }
            break;
        case kBytes:
            if (!own) {
                w.bytes({static_cast<Bytes*>(o)->data, static_cast<Bytes*>(o)->len});
                return;
            }
            break;
        case kFuture:
        case kTask:
        case kHandle:
            if (hooks().describe && hooks().describe(vm, w, o)) return;
            break;
        case kGenerator: w.generator(static_cast<Generator*>(o)->slot); return;
        case kClass: w.type(class_name_id(vm, static_cast<Class*>(o))); return;
        case kFunction: w.function(vm.trace->intern(to_utf8(static_cast<Function*>(o)->qualname))); return;
        case kException: {
            auto* e = static_cast<Exception*>(o);
            w.exception(class_name_id(vm, e->cls));
            auto* args = is_kind(e->args, kTuple) ? as<Tuple>(e->args) : nullptr;
            if (!args || args->n == 0)
                w.nothing();
            else if (args->n == 1 && !is_kind(args->v[0], kException)) {
                Cell a = args->v[0];
                if (is_obj(a) && (obj_of(a)->kind != kStr || (obj_of(a)->cls->class_flags & kClassHeap)))
                    w.text(describe_text(vm, a));
                else
                    describe(vm, w, a);
            } else {
                std::string s;
                append_items(vm, s, args->v, args->n, 120, 1);
                w.text(s);
            }
            return;
        }
        case kBigInt:
        case kTuple:
        case kList:
        case kDict:
        case kSet:
        case kFrozenSet:
        case kRange:
        case kNative:
        case kModule:
            if (!own) {
                std::string s;
                append_text(vm, s, obj_cell(o), 120, 0);
                w.text(s);
                return;
            }
            break;
        case kSingleton:
            if (o == vm.ellipsis) {
                w.ellipsis();
                return;
            }
            w.text(static_cast<Singleton*>(o)->name);
            return;
        default: break;
    }
    w.object(class_name_id(vm, o->cls), id_of(vm, o));
}

}  // namespace

void describe(VM& vm, trace::ValueWriter& w, Cell c) {
    if (is_none(c))
        w.none();
    else if (is_small_int(c))
        w.integer(int_of(c));
    else if (is_bool(c))
        w.boolean(bool_of(c));
    else if (is_inline_float(c))
        w.real(float_of(c));
    else if (is_obj(c))
        describe_object(vm, w, obj_of(c));
    else
        w.nothing();
}

std::string describe_text(VM& vm, Cell value, size_t limit) {
    std::string s;
    append_text(vm, s, value, limit, 0);
    return s;
}

}  // namespace loopscope::runtime
