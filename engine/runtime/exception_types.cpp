// What the built-in exception classes make of their arguments: construction, the attributes of each class, str(), pickling.
#include "runtime/exception_types.h"

#include "runtime/container_ops.h"
#include "runtime/operators.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

namespace {

bool of_class(VM& vm, const Exception* e, C id) { return is_subclass(e->cls, vm.cls(id)); }
Status none_result(Cell* out) {
    *out = none_cell();
    return Status::Ok;
}

// ---- OSError
// Places of its extra cells; the third is BlockingIOError's.
enum OSErrorPlace : int { kErrno, kStrerror, kFilename, kWritten, kFilename2 };

struct ErrnoClass {
    int errno_value;
    C cls;
};
constexpr ErrnoClass kErrnoClasses[] = {
    {11, C::BlockingIOError},         {114, C::BlockingIOError},        {115, C::BlockingIOError},
    {32, C::BrokenPipeError},         {108, C::BrokenPipeError},        {10, C::ChildProcessError},
    {103, C::ConnectionAbortedError}, {111, C::ConnectionRefusedError}, {104, C::ConnectionResetError},
    {17, C::FileExistsError},         {2, C::FileNotFoundError},        {21, C::IsADirectoryError},
    {20, C::NotADirectoryError},      {4, C::InterruptedError},         {13, C::PermissionError},
    {1, C::PermissionError},          {3, C::ProcessLookupError},       {110, C::TimeoutError},
};

Class* class_for_errno(VM& vm, Class* cls, const Tuple* args) {
    if (cls != vm.cls(C::OSError) || args->n < 2 || !is_small_int(args->v[0])) return cls;
    for (const auto& row : kErrnoClasses)
        if (row.errno_value == int_of(args->v[0])) return vm.cls(row.cls);
    return cls;
}

// A subclass with an __init__ but no __new__ of its own: the arguments are taken up by OSError.__init__ alone.
bool os_error_by_init(const Class* cls) { return (cls->class_flags & kClassHasInit) && !(cls->class_flags & kClassHasNew); }

Status fill_os_error(VM& vm, Exception* e) {
    auto* args = as<Tuple>(e->args);
    if (args->n < 2 || args->n > 5) return Status::Ok;
    Cell file = args->n > 2 ? args->v[2] : none_cell();
    bool written = of_class(vm, e, C::BlockingIOError) && is_int(file);
    assign(vm, &e->extra[kErrno], newref(args->v[0]));
    assign(vm, &e->extra[kStrerror], newref(args->v[1]));
    if (is_none(file)) return Status::Ok;
    assign(vm, &e->extra[written ? kWritten : kFilename], newref(file));
    if (args->n == 5 && !written && !is_none(args->v[4])) assign(vm, &e->extra[kFilename2], newref(args->v[4]));
    if (written) return Status::Ok;
    Cell two = tuple_of(vm, {args->v[0], args->v[1]});
    if (is_empty(two)) return Status::Fail;
    assign(vm, &e->args, two);
    return Status::Ok;
}

// ---- UnicodeError: encoding, object, start, end, reason; UnicodeTranslateError has no encoding
Status want_text(VM& vm, const Tuple* args, uint32_t i) {
    if (is_str(args->v[i])) return Status::Ok;
    return raise(vm, C::TypeError, "argument %u must be str, not %s", i + 1, type_name(vm, args->v[i]));
}
Status want_place(VM& vm, const Tuple* args, uint32_t i) {
    int64_t n;
    return index_of(vm, args->v[i], &n, "int");
}

Status fill_unicode_error(VM& vm, Exception* e) {
    auto* args = as<Tuple>(e->args);
    bool translate = of_class(vm, e, C::UnicodeTranslateError), decode = of_class(vm, e, C::UnicodeDecodeError);
    if (!translate && !decode && !of_class(vm, e, C::UnicodeEncodeError)) return Status::Ok;
    uint32_t want = translate ? 4 : 5, at = translate ? 0 : 1;  // of the object
    if (args->n != want) return raise(vm, C::TypeError, "function takes exactly %u arguments (%u given)", want, args->n);
    for (uint32_t i = 0; i < want; i++) {
        if (i == at && decode) continue;
        Status s = i == at + 1 || i == at + 2 ? want_place(vm, args, i) : want_text(vm, args, i);
        if (s != Status::Ok) return s;
    }
    const uint8_t* p;
    uint32_t n;
    if (decode && !bytes_view(args->v[1], &p, &n))
        return raise(vm, C::TypeError, "a bytes-like object is required, not '%s'", type_name(vm, args->v[1]));
    for (uint32_t i = 0; i < want; i++) assign(vm, &e->extra[i + 5 - want], newref(args->v[i]));
    return Status::Ok;
}

// ---- SyntaxError: msg, and (filename, lineno, offset, text, end_lineno, end_offset, print_file_and_line)
constexpr uint32_t kSyntaxParts = 7;

Tuple* syntax_parts(VM& vm, const Tuple* from) {
    Tuple* t = new_tuple(vm, kSyntaxParts);
    for (uint32_t i = 0; t && i < kSyntaxParts; i++) t->v[i] = from && i < from->n ? newref(from->v[i]) : none_cell();
    return t;
}

Status fill_syntax_error(VM& vm, Exception* e) {
    auto* args = as<Tuple>(e->args);
    if (args->n >= 1) assign(vm, &e->extra[0], newref(args->v[0]));
    if (args->n != 2) return Status::Ok;
    if (!is_kind(args->v[1], kTuple)) return call_hidden(vm, "_init_syntax_error", {obj_cell(e), args->v[0], args->v[1]});
    auto* details = as<Tuple>(args->v[1]);
    if (details->n < 4) return raise(vm, C::TypeError, "function takes at least 4 arguments (%u given)", details->n);
    if (details->n > 6) return raise(vm, C::TypeError, "function takes at most 6 arguments (%u given)", details->n);
    if (details->n == 5) return raise(vm, C::TypeError, "end_offset must be provided when end_lineno is provided");
    Tuple* parts = syntax_parts(vm, details);
    if (!parts) return Status::Fail;
    assign(vm, &e->extra[1], obj_cell(parts));
    return Status::Ok;
}

template <int place>
Status get_syntax(VM&, Cell self, Cell* out) {
    Cell t = as<Exception>(self)->extra[1];
    *out = is_kind(t, kTuple) && as<Tuple>(t)->n > uint32_t(place) ? newref(as<Tuple>(t)->v[place]) : none_cell();
    return Status::Ok;
}
template <int place>
Status set_syntax(VM& vm, Cell self, Cell value) {
    auto* e = as<Exception>(self);
    Tuple* parts = syntax_parts(vm, is_kind(e->extra[1], kTuple) ? as<Tuple>(e->extra[1]) : nullptr);
    if (!parts) return Status::Fail;
    assign(vm, &parts->v[place], is_empty(value) ? none_cell() : newref(value));
    assign(vm, &e->extra[1], obj_cell(parts));
    return Status::Ok;
}

// ---- keywords: ImportError, NameError and AttributeError take some, the others none
struct KeywordRow {
    C cls;
    const char* name;
    const char* names[4];
};
constexpr KeywordRow kKeywords[] = {
    {C::ImportError, "ImportError", {"name", "path", "name_from", nullptr}},
    {C::NameError, "NameError", {"name", nullptr}},
    {C::AttributeError, "AttributeError", {"name", "obj", nullptr}},
};
constexpr int kImportMsg = 2, kImportNameFrom = 3;

Status take_keywords(VM& vm, Exception* e, Args a) {
    for (const KeywordRow& row : kKeywords) {
        if (!of_class(vm, e, row.cls)) continue;
        uint32_t most = 0;
        while (row.names[most]) most++;
        if (a.nkw > most)
            return raise(vm, C::TypeError, "%s() takes at most %u keyword argument%s (%u given)", row.name, most,
                         most == 1 ? "" : "s", a.nkw);
        for (uint32_t i = 0; i < most; i++) assign(vm, &e->extra[i == 2 ? kImportNameFrom : i], empty_cell());
        for (uint32_t k = 0; k < a.nkw; k++) {
            auto* key = as<Str>(a.kwnames->v[k]);
            uint32_t i = 0;
            while (i < most && !str_is(key, row.names[i])) i++;
            if (i == most)
                return raise(vm, C::TypeError, "%s() got an unexpected keyword argument '%s'", row.name, to_utf8(key).c_str());
            assign(vm, &e->extra[i == 2 ? kImportNameFrom : i], newref(a.v[a.n + k]));
        }
        return Status::Ok;
    }
    return a.nkw ? raise(vm, C::TypeError, "%s() takes no keyword arguments", to_utf8(e->cls->name).c_str()) : Status::Ok;
}

// ---- natives
Status exc_new(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kClass)) return raise(vm, C::TypeError, "BaseException.__new__(X): X is not a type object");
    auto* cls = as<Class>(a[0]);
    Tuple* args = a.n > 1 ? tuple_from(vm, a.v + 1, a.n - 1) : newref(vm.empty_tuple);
    if (!args) return Status::Fail;
    Owned hold(vm, obj_cell(args));
    Exception* e = bare_exception(vm, class_for_errno(vm, cls, args));
    if (!e) return Status::Fail;
    *out = obj_cell(e);
    assign(vm, &e->args, hold.take());
    if (of_class(vm, e, C::OSError) && !os_error_by_init(e->cls)) return fill_os_error(vm, e);
    return Status::Ok;
}

Status exc_init(VM& vm, Args a, Cell* out) {
    auto* e = as<Exception>(a[0]);
    *out = none_cell();
    if (of_class(vm, e, C::OSError) && !os_error_by_init(e->cls)) {
        bool own_new = (e->cls->class_flags & kClassHasNew) != 0;
        return a.nkw && !own_new ? raise(vm, C::TypeError, "%s() takes no keyword arguments", to_utf8(e->cls->name).c_str())
                                 : Status::Ok;
    }
    if (Status s = take_keywords(vm, e, a); s != Status::Ok) return s;
    Tuple* args = a.n > 1 ? tuple_from(vm, a.v + 1, a.n - 1) : newref(vm.empty_tuple);
    if (!args) return Status::Fail;
    assign(vm, &e->args, obj_cell(args));
    return take_arguments(vm, e);
}

Status exc_str(VM& vm, Args a, Cell* out) {
    auto* e = as<Exception>(a[0]);
    auto* args = as<Tuple>(e->args);
    if (of_class(vm, e, C::KeyError) && args->n == 1) return repr_of(vm, args->v[0], out);
    if (of_class(vm, e, C::OSError) && !is_empty(e->extra[kErrno]) && !is_empty(e->extra[kStrerror])) {
        Cell file = e->extra[kFilename], second = e->extra[kFilename2];
        return call_hidden(vm, "_oserror_str",
                           {e->extra[kErrno], e->extra[kStrerror], is_empty(file) ? none_cell() : file,
                            is_empty(second) ? none_cell() : second});
    }
    if (of_class(vm, e, C::UnicodeError) && !is_empty(e->extra[1])) return call_hidden(vm, "_unicode_error_str", {a[0]});
    if (of_class(vm, e, C::SyntaxError))
        return call_hidden(vm, "_syntaxerror_str",
                           {is_empty(e->extra[0]) ? none_cell() : e->extra[0],
                            is_kind(e->extra[1], kTuple) ? e->extra[1] : obj_cell(vm.empty_tuple)});
    if (of_class(vm, e, C::ImportError) && is_str(e->extra[kImportMsg])) {
        *out = newref(e->extra[kImportMsg]);
        return Status::Ok;
    }
    if (args->n == 0) {
        *out = new_obj_ref(vm.empty_str);
        return Status::Ok;
    }
    if (args->n == 1) return str_of(vm, args->v[0], out);
    return repr_of(vm, e->args, out);
}

Status exc_setstate(VM& vm, Args a, Cell* out) {
    if (is_none(a[1])) return none_result(out);
    if (!is_kind(a[1], kDict)) return raise(vm, C::TypeError, "state is not a dictionary");
    return call_hidden(vm, "_set_attributes", {a[0], a[1]});
}

// The attributes that are no arguments, as a dict; EMPTY and Ok where there are none.
Status exc_state(VM& vm, Exception* e, Cell* owned) {
    *owned = e->dict ? obj_cell(dict_copy(vm, e->dict)) : empty_cell();
    if (e->dict && !obj_of(*owned)) return Status::Fail;
    for (const KeywordRow& row : kKeywords) {
        if (!of_class(vm, e, row.cls) || row.cls == C::NameError) continue;
        for (int i = 0; row.names[i]; i++) {
            Cell v = e->extra[i == 2 ? kImportNameFrom : i];
            if (is_empty(v) || (row.cls == C::AttributeError && i == 1)) continue;  // what it was asked of may not pickle
            if (is_empty(*owned)) *owned = obj_cell(new_dict(vm));
            Str* key = intern(vm, row.names[i]);
            bool ok = obj_of(*owned) && key && dict_set_str(vm, as<Dict>(*owned), key, v);
            decref_null(vm, key);
            if (!ok) return Status::Fail;
        }
    }
    if (of_class(vm, e, C::AttributeError) && !is_empty(*owned))
        if (!dict_set_str(vm, as<Dict>(*owned), vm.names.args, e->args)) return Status::Fail;
    return Status::Ok;
}

Status exc_getstate(VM& vm, Args a, Cell* out) {
    if (Status s = exc_state(vm, as<Exception>(a[0]), out); s != Status::Ok) return s;
    if (is_empty(*out)) *out = none_cell();
    return Status::Ok;
}

Status exc_reduce(VM& vm, Args a, Cell* out) {
    auto* e = as<Exception>(a[0]);
    Owned state(vm), args(vm, newref(e->args));
    if (Status s = exc_state(vm, e, &state.c); s != Status::Ok) return s;
    if (of_class(vm, e, C::OSError) && as<Tuple>(e->args)->n == 2 && !is_empty(e->extra[kFilename])) {
        Cell *two = as<Tuple>(e->args)->v, *x = e->extra;
        args.reset(is_empty(x[kFilename2]) ? tuple_of(vm, {two[0], two[1], x[kFilename]})
                                           : tuple_of(vm, {two[0], two[1], x[kFilename], none_cell(), x[kFilename2]}));
    }
    if (is_empty(args)) return Status::Fail;
    *out = is_empty(state) ? tuple_of(vm, {obj_cell(e->cls), args}) : tuple_of(vm, {obj_cell(e->cls), args, state});
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

template <int place>
Status get_extra(VM&, Cell self, Cell* out) {
    Cell v = as<Exception>(self)->extra[place];
    *out = is_empty(v) ? none_cell() : newref(v);
    return Status::Ok;
}
template <int place>
Status set_extra(VM& vm, Cell self, Cell value) {
    assign(vm, &as<Exception>(self)->extra[place], newref(value));
    return Status::Ok;
}
template <int place>
Status set_place(VM& vm, Cell self, Cell value) {
    if (!is_int(value)) return raise(vm, C::TypeError, "an integer is required");
    return set_extra<place>(vm, self, value);
}

Status get_written(VM& vm, Cell self, Cell* out) {
    Cell v = as<Exception>(self)->extra[kWritten];
    if (is_empty(v)) return raise(vm, C::AttributeError, "characters_written");
    *out = newref(v);
    return Status::Ok;
}
Status set_written(VM& vm, Cell self, Cell value) {
    Cell* place = &as<Exception>(self)->extra[kWritten];
    if (is_empty(value) && is_empty(*place)) return raise(vm, C::AttributeError, "characters_written");
    int64_t n;
    if (!is_empty(value))
        if (Status s = index_of(vm, value, &n, "int"); s != Status::Ok) return s;
    assign(vm, place, newref(value));
    return Status::Ok;
}

}  // namespace

Exception* bare_exception(VM& vm, Class* cls) {
    auto* e = static_cast<Exception*>(make_object(vm, kException, cls, sizeof(Exception)));
    if (!e) return nullptr;
    e->args = new_obj_ref(vm.empty_tuple);
    e->traceback = e->cause = e->context = none_cell();
    return e;
}

Status take_arguments(VM& vm, Exception* e) {
    auto* args = as<Tuple>(e->args);
    Cell first = args->n ? args->v[0] : none_cell();
    if (of_class(vm, e, C::StopIteration))
        assign(vm, &e->extra[0], newref(first));
    else if (of_class(vm, e, C::SystemExit))
        assign(vm, &e->extra[0], newref(args->n > 1 ? e->args : first));
    else if (of_class(vm, e, C::OSError))
        return fill_os_error(vm, e);
    else if (of_class(vm, e, C::SyntaxError))
        return fill_syntax_error(vm, e);
    else if (of_class(vm, e, C::UnicodeError))
        return fill_unicode_error(vm, e);
    else if (of_class(vm, e, C::ImportError))
        assign(vm, &e->extra[kImportMsg], args->n == 1 ? newref(first) : empty_cell());
    return Status::Ok;
}

#define LS_FIELD(name, place) {name, get_extra<place>, set_extra<place>, nullptr}
#define LS_SYNTAX_FIELD(name, place) {name, get_syntax<place>, set_syntax<place>, nullptr}
#define LS_LAST_FIELD {nullptr, nullptr, nullptr, nullptr}

void setup_exception_types(VM& vm) {
    static const NativeDef methods[] = {{"__new__", exc_new, 1, -1, kNativeStatic | kNativeKeywords,
                                         "Create and return a new object.  See help(type) for accurate signature.", nullptr},
                                        {"__init__", exc_init, 1, -1, kNativeMethod | kNativeKeywords,
                                         "Initialize self.  See help(type(self)) for accurate signature.", nullptr},
                                        {"__str__", exc_str, 1, 1, kNativeMethod, "Return str(self).", nullptr},
                                        {"__setstate__", exc_setstate, 2, 2, kNativeMethod, nullptr, nullptr},
                                        {"__reduce__", exc_reduce, 1, 1, kNativeMethod, nullptr, nullptr},
                                        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const NativeDef with_state[] = {{"__getstate__", exc_getstate, 1, 1, kNativeMethod, nullptr, nullptr},
                                           {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef value[] = {LS_FIELD("value", 0), LS_LAST_FIELD};
    static const GetSetDef code[] = {LS_FIELD("code", 0), LS_LAST_FIELD};
    static const GetSetDef os[] = {LS_FIELD("errno", kErrno), LS_FIELD("strerror", kStrerror), LS_FIELD("filename", kFilename),
                                   LS_FIELD("filename2", kFilename2), LS_LAST_FIELD};
    static const GetSetDef written[] = {{"characters_written", get_written, set_written, nullptr}, LS_LAST_FIELD};
    static const GetSetDef import[] = {LS_FIELD("name", 0), LS_FIELD("path", 1), LS_FIELD("msg", kImportMsg),
                                       LS_FIELD("name_from", kImportNameFrom), LS_LAST_FIELD};
    static const GetSetDef name[] = {LS_FIELD("name", 0), LS_LAST_FIELD};
    static const GetSetDef attribute[] = {LS_FIELD("name", 0), LS_FIELD("obj", 1), LS_LAST_FIELD};
    static const GetSetDef unicode[] = {LS_FIELD("encoding", 0),
                                        LS_FIELD("object", 1),
                                        {"start", get_extra<2>, set_place<2>, nullptr},
                                        {"end", get_extra<3>, set_place<3>, nullptr},
                                        LS_FIELD("reason", 4),
                                        LS_LAST_FIELD};
    static const GetSetDef syntax[] = {LS_FIELD("msg", 0),
                                       LS_SYNTAX_FIELD("filename", 0),
                                       LS_SYNTAX_FIELD("lineno", 1),
                                       LS_SYNTAX_FIELD("offset", 2),
                                       LS_SYNTAX_FIELD("text", 3),
                                       LS_SYNTAX_FIELD("end_lineno", 4),
                                       LS_SYNTAX_FIELD("end_offset", 5),
                                       LS_SYNTAX_FIELD("print_file_and_line", 6),
                                       LS_LAST_FIELD};
    add_methods(vm, vm.cls(C::BaseException), methods);
    add_methods(vm, vm.cls(C::AttributeError), with_state);
    add_getsets(vm, vm.cls(C::StopIteration), value);
    add_getsets(vm, vm.cls(C::SystemExit), code);
    add_getsets(vm, vm.cls(C::OSError), os);
    add_getsets(vm, vm.cls(C::BlockingIOError), written);
    add_getsets(vm, vm.cls(C::ImportError), import);
    add_getsets(vm, vm.cls(C::NameError), name);
    add_getsets(vm, vm.cls(C::AttributeError), attribute);
    for (C c : {C::UnicodeEncodeError, C::UnicodeDecodeError, C::UnicodeTranslateError}) add_getsets(vm, vm.cls(c), unicode);
    add_getsets(vm, vm.cls(C::SyntaxError), syntax);
}

}  // namespace loopscope::runtime
