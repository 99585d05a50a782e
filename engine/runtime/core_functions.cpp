// Builtins that reach into the interpreter: globals, locals, exec, eval, compile; source becoming code; natives for the hidden
// import and print helpers.
#include <algorithm>

#include "compile/c_modules.h"
#include "compile/code_bytes.h"
#include "compile/compiler.h"
#include "library/library.h"
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/outside.h"
#include "runtime/setup.h"
#include "runtime/text_ops.h"
#include "runtime/traceback.h"
#include "syntax/parser.h"
#include "trace/writer.h"

namespace loopscope::runtime {

Cell frame_locals(VM& vm, Frame* f);

static Status raise_syntax_error(VM& vm, const base::Diagnostic& d) {
    C cls = d.kind == base::DiagnosticKind::IndentationError ? C::IndentationError
            : d.kind == base::DiagnosticKind::TabError       ? C::TabError
                                                             : C::SyntaxError;
    Cell file = new_str_cell(vm, d.file), text = d.text.empty() ? none_cell() : new_str_cell(vm, d.text),
         message = new_str_cell(vm, d.message);
    Cell place =
        tuple_of(vm, {file, int_cell(d.line), int_cell(d.column), text, d.end_line ? int_cell(d.end_line) : none_cell(),
                      d.end_line ? int_cell(static_cast<int32_t>(d.end_column)) : none_cell()});
    Cell args = tuple_of(vm, {message, place});
    for (Cell c : {file, text, message, place}) decref(vm, c);
    Exception* e = make_exception(vm, vm.cls(cls), args);
    decref(vm, args);
    return e ? raise_exception(vm, obj_cell(e)) : Status::Fail;
}

// The code of a module that the engine brings, as it was compiled with the engine; null where the text is another.
static std::shared_ptr<const compile::CodeSpec> compiled_before(std::string_view text, std::string_view file) {
    std::span<const library::LibraryFile> texts = library::library_files(), codes = library::library_code();
    auto by_name = [](const library::LibraryFile& f, std::string_view name) { return f.name < name; };
    for (size_t slash = file.find('/'); slash != std::string_view::npos; slash = file.find('/', slash + 1)) {
        std::string_view name = file.substr(slash + 1);
        auto t = std::lower_bound(texts.begin(), texts.end(), name, by_name);
        if (t == texts.end() || t->name != name || t->text != text) continue;
        auto c = std::lower_bound(codes.begin(), codes.end(), name, by_name);
        return c != codes.end() && c->name == name ? compile::code_from_bytes(c->text, file) : nullptr;
    }
    return nullptr;
}

constexpr size_t kMostSource = 32 << 20;  // as for files; the tree of a program is many times its text

static Status load_source(VM& vm, const std::shared_ptr<const compile::CodeSpec>& code, std::string_view text,
                          std::string_view file, std::string_view module, bool library, Cell* out) {
    if (!module.empty() && file != "<string>") {  // what exec() and compile() get is no file: tracebacks show no lines of it
        auto& source = vm.outside->sources[std::string(file)];
        if (source.text != text) source = SourceText{std::string(text), {}};
    }
    Code* c = load_code(vm, code, module, library);
    if (!c) return Status::Fail;
    *out = obj_cell(c);
    return Status::Ok;
}

Status compile_source(VM& vm, std::string_view text, std::string_view file, std::string_view mode, bool library, bool hidden,
                      std::string_view module, Cell* code) {
    if (library && mode == "exec") {
        // Once is the engine's own cost; again and again is a program's that imports it anew, or fails to.
        if (vm.outside->sources.contains(file) && !charge(vm, text.size() * 16)) return Status::Fail;
        if (auto code_before = compiled_before(text, file))
            return load_source(vm, code_before, text, file, module, library, code);
    }
    if (text.size() > kMostSource) return raise(vm, C::MemoryError, "%s", "");
    if (!charge(vm, 16000 + text.size() * 64)) return Status::Fail;  // about 10 ns an instruction
    syntax::ParseOptions options;
    if (!library)
        options.dialect = vm.dialect == 1   ? syntax::Dialect::Py36
                          : vm.dialect == 2 ? syntax::Dialect::MicroPython
                                            : syntax::Dialect::Py313;
    auto parsed = mode == "eval" ? syntax::parse_expression(text, file, options) : syntax::parse_module(text, file, options);
    if (!parsed) return raise_syntax_error(vm, parsed.error());
    compile::CompileOptions compile_options;
    compile_options.library = library;
    compile_options.coroutines_are_generators = vm.dialect == 2 && !library;
    compile_options.hidden = hidden;
    compile_options.mode = mode == "eval" ? compile::Mode::Eval : compile::Mode::Exec;
    auto compiled = compile::compile_module(**parsed, file, compile_options);
    if (!compiled) return raise_syntax_error(vm, compiled.error());
    return load_source(vm, *compiled, text, file, module, library, code);
}

std::string_view source_line(VM& vm, std::string_view file, uint32_t line) {
    auto it = vm.outside->sources.find(file);
    if (it == vm.outside->sources.end() || line == 0) return {};
    SourceText& s = it->second;
    if (s.line_starts.empty()) {
        s.line_starts.push_back(0);
        for (size_t i = 0; i < s.text.size(); i++)
            if (s.text[i] == '\n') s.line_starts.push_back(i + 1);
    }
    if (line > s.line_starts.size()) return {};
    size_t from = s.line_starts[line - 1], to = line < s.line_starts.size() ? s.line_starts[line] - 1 : s.text.size();
    return std::string_view(s.text).substr(from, to - from);
}

// ---- globals, locals
static Status builtin_globals(VM& vm, Args, Cell* out) {
    Frame* f = caller_frame(vm);
    for (Frame* own = vm.frame; !f && own; own = own->back)  // the hidden library itself
        if (own->code) f = own;
    *out = f ? new_obj_ref(f->globals) : none_cell();
    return Status::Ok;
}
static Status builtin_locals(VM& vm, Args, Cell* out) {
    Frame* f = caller_frame(vm);
    *out = f ? frame_locals(vm, f) : none_cell();
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

// ---- exec, eval, compile
static Status builtin_compile(VM& vm, Args a, Cell* out) {
    static const char* const names[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize", nullptr};
    Cell v[6];
    if (bind_native(vm, a, "compile", names, 3, 6, v) != Status::Ok) return Status::Fail;
    std::string mode = is_str(v[2]) ? str_utf8(v[2]) : "";
    if (mode != "exec" && mode != "eval" && mode != "single")
        return raise(vm, C::ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    std::string file = is_str(v[1]) ? str_utf8(v[1]) : "<string>";
    const uint8_t* data = nullptr;
    uint32_t n = 0;
    std::string text;
    if (is_str(v[0]))
        text = str_utf8(v[0]);
    else if (bytes_view(v[0], &data, &n))
        text.assign(reinterpret_cast<const char*>(data), n);
    else
        return raise(vm, C::TypeError, "compile() arg 1 must be a string, bytes or AST object");
    if (text.find('\0') != std::string::npos) return raise(vm, C::SyntaxError, "source code string cannot contain null bytes");
    return compile_source(vm, text, file, mode == "eval" ? "eval" : "exec", false, false, "", out);
}

// exec and eval: (source or code, globals, locals)
static Status run_text(VM& vm, Args a, bool eval, Cell* out) {
    static const char* const names[] = {"source", "globals", "locals", "closure", nullptr};
    Cell v[4];
    if (bind_native(vm, a, eval ? "eval" : "exec", names, 1, 3, v) != Status::Ok) return Status::Fail;
    Frame* f = caller_frame(vm);
    Cell globals = is_empty(v[1]) || is_none(v[1]) ? (f ? obj_cell(f->globals) : empty_cell()) : v[1];
    if (!is_kind(globals, kDict))
        return raise(vm, C::TypeError, "%s() globals must be a dict, not %s", eval ? "eval" : "exec",
                     is_empty(globals) ? "nothing" : type_name(vm, globals));
    Cell names_in = empty_cell();
    if (!is_empty(v[2]) && !is_none(v[2]))
        names_in = newref(v[2]);
    else if (!is_empty(v[1]) && !is_none(v[1]))
        names_in = newref(v[1]);
    else
        names_in = f ? frame_locals(vm, f) : newref(globals);
    if (is_empty(names_in)) return Status::Fail;
    Owned keep(vm, names_in);
    Cell code = empty_cell();
    const uint8_t* data = nullptr;
    uint32_t n = 0;
    if (is_kind(v[0], kCode))
        code = newref(v[0]);
    else {
        std::string text;
        if (is_str(v[0]))
            text = str_utf8(v[0]);
        else if (bytes_view(v[0], &data, &n))
            text.assign(reinterpret_cast<const char*>(data), n);
        else
            return raise(vm, C::TypeError, "%s() arg 1 must be a string, bytes or code object", eval ? "eval" : "exec");
        if (text.find('\0') != std::string::npos)
            return raise(vm, C::SyntaxError, "source code string cannot contain null bytes");
        if (eval)
            while (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text.erase(0, 1);
        if (compile_source(vm, text, "<string>", eval ? "eval" : "exec", false, false, "", &code) != Status::Ok)
            return Status::Fail;
    }
    Owned keep_code(vm, code);
    auto* g = as<Dict>(globals);
    if (is_empty(dict_get_str(g, vm.names.builtins))) {
        Cell module = empty_cell(), key = obj_cell(intern(vm, "builtins"));
        if (dict_get(vm, vm.modules, key, &module) == Status::Ok && !is_empty(module))
            (void)dict_set_str(vm, g, vm.names.builtins, module);
    }
    Function* fn = new_function(vm, as<Code>(code), g);
    if (!fn) return Status::Fail;
    *out = none_cell();
    Status s = call_later(vm, obj_cell(fn), {names_in});
    decref(vm, fn);
    return s;
}
static Status builtin_exec(VM& vm, Args a, Cell* out) { return run_text(vm, a, false, out); }
static Status builtin_eval(VM& vm, Args a, Cell* out) { return run_text(vm, a, true, out); }

// ---- natives of the import helper (library/_builtins_core.py)
// _find_source(name): None, or (text, path, is package, is library)
static Status find_source(VM& vm, Args a, Cell* out) {
    ModuleSource source;
    std::string name = str_utf8(a[0]);
    if (!vm.host || !vm.host->module_source(name, &source)) {
        *out = none_cell();
        return Status::Ok;
    }
    Cell text = new_str_cell(vm, source.text), path = new_str_cell(vm, source.path);
    if (!is_empty(text) && !is_empty(path))
        *out = tuple_of(vm, {text, path, bool_cell(source.package), bool_cell(source.library)});
    decref(vm, text);
    decref(vm, path);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
// _module_function(text, path, name, library, globals): the module's body as a function, to be called with its namespace
static Status module_function(VM& vm, Args a, Cell* out) {
    Cell code = empty_cell();
    std::string name = str_utf8(a[2]);
    bool library = is_true(a[3]), hidden = library && compile::stands_for_c(name);
    if (compile_source(vm, str_utf8(a[0]), str_utf8(a[1]), "exec", library, hidden, name, &code) != Status::Ok)
        return Status::Fail;
    Function* fn = new_function(vm, as<Code>(code), as<Dict>(a[4]));
    decref(vm, code);
    *out = fn ? obj_cell(fn) : empty_cell();
    return fn ? Status::Ok : Status::Fail;
}
// _run_library(body, namespace): the body of a module that the engine brings. It is no part of the program's story: nothing is
// recorded.
static Status run_library_body(VM& vm, Args a, Cell* out) {
    uint8_t recording = vm.recording;
    vm.recording = 0;
    RunResult r = run_call(vm, a[0], &a.v[1], 1, out);
    vm.recording = recording;
    return r == RunResult::Returned ? Status::Ok : Status::Fail;
}
static Status builtin_module_named(VM& vm, Args a, Cell* out) {  // a module made in C++, or None
    Cell m = empty_cell();
    if (dict_get(vm, vm.builtin_modules, a[0], &m) != Status::Ok) return Status::Fail;
    *out = is_empty(m) ? none_cell() : newref(m);
    return Status::Ok;
}
static Status module_table(VM& vm, Args, Cell* out) {
    *out = new_obj_ref(vm.modules);
    return Status::Ok;
}
static Status frame_class_body(VM& vm, Args a, Cell*) { return call_with(vm, a[0], a.v + 1, 1); }
static Status write_raw(VM& vm, Args a, Cell* out) {  // _write(fd, text)
    if (!is_str(a[1])) return raise(vm, C::TypeError, "write() argument must be str, not %s", type_name(vm, a[1]));
    vm_print(vm, static_cast<int>(int_of(a[0])), str_utf8(a[1]));
    *out = int_cell(as<Str>(a[1])->len);
    return Status::Ok;
}
static Status flush_raw(VM& vm, Args a, Cell* out) {
    if (vm.host) vm.host->flush(static_cast<int>(int_of(a[0])));
    *out = none_cell();
    return Status::Ok;
}
static Status format_traceback(VM& vm, Args a, Cell* out) {
    *out = new_str_cell(vm, format_exception(vm, a[0]));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status format_plain(VM& vm, Args a, Cell* out) {
    *out = new_str_cell(vm, format_unraisable(vm, a[0]));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status default_repr(VM& vm, Args a, Cell* out) {
    *out = new_str_cell(vm, default_object_repr(vm, a[0]));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status address(VM& vm, Args a, Cell* out) {
    *out = new_str_cell(vm, is_obj(a[0]) ? address_of(vm, obj_of(a[0])) : "0x7f0000000010");
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status source_line_native(VM& vm, Args a, Cell* out) {
    *out = new_str_cell(vm, source_line(vm, str_utf8(a[0]), static_cast<uint32_t>(int_of(a[1]))));
    return Status::Ok;
}
static Status attrs_of(VM& vm, Args a, Cell* out) {  // the attribute dict, or None
    *out = object_dict(vm, a[0]);
    if (is_empty(*out)) *out = is_empty(vm.exc) ? none_cell() : empty_cell();
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status class_names(VM&, Args a, Cell* out) {
    *out = new_obj_ref(as<Class>(a[0])->dict);
    return Status::Ok;
}
static Status dialect(VM& vm, Args, Cell* out) {
    *out = int_cell(vm.dialect);
    return Status::Ok;
}
static Status mark_coroutine(VM& vm, Args a, Cell* out) {  // types.coroutine on a generator function: its code gets the flag
    if (!is_kind(a[0], kFunction)) return raise(vm, C::TypeError, "types.coroutine() expects a callable");
    auto* fn = as<Function>(a[0]);
    fn->code->flags |= compile::kIterableCoroutine;
    *out = newref(a[0]);
    return Status::Ok;
}
static Status group_fields(VM& vm, Args a, Cell* out) {  // _group_set(exc, message, exceptions tuple)
    auto* e = as<Exception>(a[0]);
    assign(vm, &e->extra[0], newref(a[1]));
    assign(vm, &e->extra[1], newref(a[2]));
    *out = none_cell();
    return Status::Ok;
}
static Status group_parts(VM&, Args a, Cell* out) {
    Cell c = as<Exception>(a[0])->extra[is_true(a[1]) ? 1 : 0];
    *out = is_empty(c) ? none_cell() : newref(c);
    return Status::Ok;
}
static Status set_class_attr(VM& vm, Args a,
                             Cell* out) {  // _set_builtin(cls, name, value): for library/, on built-in classes too
    auto* c = as<Class>(a[0]);
    Str* name = intern(vm, newref(as<Str>(a[1])));
    bool ok = dict_set_str(vm, c->dict, name, a[2]);
    decref(vm, name);
    update_class(vm, c);
    *out = none_cell();
    return ok ? Status::Ok : Status::Fail;
}
static Status bool_false(VM&, Args, Cell* out) {
    *out = bool_cell(false);
    return Status::Ok;
}

void vm_print(VM& vm, int fd, std::string_view utf8) {
    if (utf8.empty()) return;
    if (!is_empty(vm.unprinted)) {  // a print() waits in the middle of its text: that comes first
        Owned held(vm, vm.unprinted);
        vm.unprinted = empty_cell();
        vm_print(vm, 1, str_utf8(held));
    }
    if (vm.recording || (vm.in_finalize & 4)) (void)vm.trace->print(static_cast<uint32_t>(fd), utf8);
    if (!vm.host) return;
    vm.host->write(fd, utf8);
    // Writing has its price: what is printed again and again ends at the limit of instructions. Standard error is not buffered.
    vm.budget -= static_cast<int64_t>(utf8.size()) + (fd == 2 ? 500 : 40);
}

void setup_core_functions(VM& vm) {
    static const NativeDef functions[] = {
        {"globals", builtin_globals, 0, 0, 0, "Return the dictionary containing the current scope's global variables.",
         "($module, /)"},
        {"locals", builtin_locals, 0, 0, 0, "Return a dictionary containing the current scope's local variables.",
         "($module, /)"},
        {"compile", builtin_compile, 0, -1, kNativeKeywords,
         "Compile source into a code object that can be executed by exec() or eval().", nullptr},
        {"exec", builtin_exec, 1, -1, kNativeKeywords, "Execute the given source in the context of globals and locals.",
         nullptr},
        {"eval", builtin_eval, 1, -1, kNativeKeywords, "Evaluate the given source in the context of globals and locals.",
         nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, vm.builtins, "builtins", functions);
    static const NativeDef hidden[] = {{"_find_source", find_source, 1, 1, 0, nullptr, nullptr},
                                       {"_module_function", module_function, 5, 5, 0, nullptr, nullptr},
                                       {"_run_library", run_library_body, 2, 2, 0, nullptr, nullptr},
                                       {"_builtin_module", builtin_module_named, 1, 1, 0, nullptr, nullptr},
                                       {"_modules", module_table, 0, 0, 0, nullptr, nullptr},
                                       {"_run_body", frame_class_body, 2, 2, 0, nullptr, nullptr},
                                       {"_write", write_raw, 2, 2, 0, nullptr, nullptr},
                                       {"_flush", flush_raw, 1, 1, 0, nullptr, nullptr},
                                       {"_format_traceback", format_traceback, 1, 1, 0, nullptr, nullptr},
                                       {"_format_plain", format_plain, 1, 1, 0, nullptr, nullptr},
                                       {"_default_repr", default_repr, 1, 1, 0, nullptr, nullptr},
                                       {"_address", address, 1, 1, 0, nullptr, nullptr},
                                       {"_source_line", source_line_native, 2, 2, 0, nullptr, nullptr},
                                       {"_attrs", attrs_of, 1, 1, 0, nullptr, nullptr},
                                       {"_class_names", class_names, 1, 1, 0, nullptr, nullptr},
                                       {"_dialect", dialect, 0, 0, 0, nullptr, nullptr},
                                       {"_mark_coroutine", mark_coroutine, 1, 1, 0, nullptr, nullptr},
                                       {"_group_set", group_fields, 3, 3, 0, nullptr, nullptr},
                                       {"_group_get", group_parts, 2, 2, 0, nullptr, nullptr},
                                       {"_set_builtin", set_class_attr, 3, 3, 0, nullptr, nullptr},
                                       {"_false", bool_false, 0, -1, 0, nullptr, nullptr},
                                       {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, vm.hidden, "builtins", hidden);
    static const NativeDef types[] = {{"mark_coroutine", mark_coroutine, 1, 1, 0, nullptr, nullptr},
                                      {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, new_module(vm, "_types"), "_types", types);
    // What the library's Python modules may ask of the VM: the same natives as the hidden helpers.
    Dict* engine = new_module(vm, "_engine");
    add_functions(vm, engine, "_engine", hidden);
    setup_traceback_natives(vm, engine);
}

}  // namespace loopscope::runtime
