// print and input. What goes to the real stdout or stderr is put together natively and leaves as one piece; a file of the
// program's own, or one put in place of sys.stdout, gets its write() called piece by piece, as CPython does it.
#include "runtime/builtins.h"

namespace loopscope::runtime {

namespace {

constexpr int64_t kNoFd = 0;

// 1 or 2 where `file` is the engine's own stdout or stderr, else 0.
int64_t engine_fd(VM& vm, Cell file) {
    if (same(file, dict_get_str(vm.hidden, vm.names.own_stdout))) return 1;
    if (same(file, dict_get_str(vm.hidden, vm.names.own_stderr))) return 2;
    return kNoFd;
}

// sys.stdout, borrowed; EMPTY: there is none.
Cell sys_stdout(VM& vm) {
    Cell sys = empty_cell();
    if (dict_get(vm, vm.modules, obj_cell(vm.names.sys), &sys) != Status::Ok || !is_kind(sys, kModule)) return empty_cell();
    return dict_get_str(as<Module>(sys)->dict, vm.names.stdout);
}

Status separator(VM& vm, Cell c, const char* name, Cell absent, Cell* out) {
    if (is_empty(c) || is_none(c))
        *out = absent;
    else if (is_str(c))
        *out = c;
    else
        return raise(vm, C::TypeError, "%s must be None or a string, not %s", name, type_name(vm, c));
    return Status::Ok;
}

// A program's str() runs: what is put together so far waits, and goes out first should anything else be printed meanwhile.
void hold_back(VM& vm, Cell owned_text) { assign(vm, &vm.unprinted, owned_text); }
Cell take_held(VM& vm) {
    Cell t = vm.unprinted;
    vm.unprinted = empty_cell();
    return t;
}

// Appends a str cell (borrowed) to the text in cell 4.
bool append(Machine& m, Cell text) {
    if (is_empty(m.cells[4])) {
        m.cells[4] = newref(text);
        return true;
    }
    Str* joined = str_append_inplace(m.vm, as<Str>(m.cells[4]), as<Str>(text));
    m.cells[4] = joined ? obj_cell(joined) : empty_cell();
    return joined != nullptr;
}

void write_out(Machine& m) {
    if (is_empty(m.cells[4])) return;
    Owned text(m.vm, m.cells[4]);
    m.cells[4] = empty_cell();
    vm_print(m.vm, static_cast<int>(int_of(m.cells[3])), str_utf8(text));
}

// Cells: the arguments, separator, end, fd, text so far, place of the next argument, held text that is ours.
Status print_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kHaveText };
    VM& vm = m.vm;
    auto* args = as<Tuple>(m.cells[0]);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[5]));
        if (m.state == kNext) {
            if (i == args->n) break;
            if (i > 0 && !append(m, m.cells[1])) return Status::Fail;
            Cell text = empty_cell();
            Status s = str_of(vm, args->v[i], &text);
            if (s == Status::Ok) assign(vm, &m.value, text);
            if (s == Status::Call && !is_empty(m.cells[4]) && int_of(m.cells[3]) == 1) {
                m.cells[6] = newref(m.cells[4]);
                hold_back(vm, m.cells[4]);
                m.cells[4] = empty_cell();
            }
            if (Status p = m.pass_caught(s, kHaveText); p != Status::Ok) return p;
        }
        if (!is_empty(m.cells[6])) {  // is it still there, or was it printed meanwhile?
            if (same(vm.unprinted, m.cells[6])) m.cells[4] = take_held(vm);
            assign(vm, &m.cells[6], empty_cell());
        }
        if (is_empty(m.value) || !is_str(m.value)) {
            write_out(m);
            return is_empty(m.value) ? Status::Fail
                                     : raise(vm, C::TypeError, "__str__ returned non-string (type %s)", type_name(vm, m.value));
        }
        if (!append(m, m.value)) return Status::Fail;
        m.drop();
        m.cells[5] = int_cell(i + 1);
        m.state = kNext;
    }
    if (!append(m, m.cells[2])) return Status::Fail;
    write_out(m);
    return ok_none(out);
}

// print(...) of one plain str or int with the usual end: by far the most frequent.
bool print_at_once(VM& vm, Args a, int64_t fd, Cell end) {
    std::string text;
    for (uint32_t i = 0; i < a.n; i++) {
        if (i) text += ' ';
        if (is_str(a[i]) && !is_program_object(a[i]))
            text += str_utf8(a[i]);
        else if (is_small_int(a[i]))
            text += std::to_string(int_of(a[i]));
        else
            return false;
    }
    text += str_utf8(end);
    vm_print(vm, static_cast<int>(fd), text);
    return true;
}

Status flush_engine(VM& vm, int64_t fd, Cell* out) {
    if (vm.host) vm.host->flush(static_cast<int>(fd));
    vm.budget -= 500;  // of the machine's time
    return ok_none(out);
}

struct PrintOptions {
    Cell sep, end, file, flush;
};

Status print_options(VM& vm, Args a, PrintOptions* o) {
    *o = {empty_cell(), empty_cell(), empty_cell(), empty_cell()};
    for (uint32_t k = 0; k < a.nkw; k++) {
        auto* name = as<Str>(a.kwnames->v[k]);
        Cell* place = name == vm.names.sep          ? &o->sep
                      : name == vm.names.end        ? &o->end
                      : name == vm.names.file_plain ? &o->file
                      : name == vm.names.flush      ? &o->flush
                                                    : nullptr;
        if (!place) return raise(vm, C::TypeError, "print() got an unexpected keyword argument '%s'", to_utf8(name).c_str());
        *place = a[a.n + k];
    }
    return Status::Ok;
}

Status builtin_print(VM& vm, Args a, Cell* out) {
    PrintOptions o;
    if (Status s = print_options(vm, a, &o); s != Status::Ok) return s;
    Cell file = o.file;
    if (is_empty(file) || is_none(file)) {
        file = sys_stdout(vm);
        if (is_empty(file)) return raise(vm, C::RuntimeError, "lost sys.stdout");
        if (is_none(file)) return ok_none(out);
    }
    Cell sep, end;
    if (Status s = separator(vm, o.sep, "sep", obj_cell(vm.latin1[' ']), &sep); s != Status::Ok) return s;
    if (Status s = separator(vm, o.end, "end", obj_cell(vm.latin1['\n']), &end); s != Status::Ok) return s;
    int64_t fd = engine_fd(vm, file);
    bool flush = !is_empty(o.flush) && truth_native(o.flush) != 0;
    if (fd != kNoFd && is_empty(o.sep) && print_at_once(vm, a, fd, end))
        return flush ? flush_engine(vm, fd, out) : ok_none(out);
    Tuple* args = tuple_from(vm, a.v, a.n);
    if (!args) return Status::Fail;
    Owned hold(vm, obj_cell(args));
    if (fd == kNoFd) return call_hidden(vm, "_print_to", {file, hold, sep, end, bool_cell(flush)});
    Status s = run_machine<print_step, 7>(vm, {hold, sep, end, int_cell(fd), empty_cell(), int_cell(0)}, out);
    if (s == Status::Ok && flush) return flush_engine(vm, fd, out);
    return s;
}

Status builtin_input(VM& vm, Args a, Cell*) {
    if (Status s = check_positional(vm, "input", a.n, 0, 1); s != Status::Ok) return s;
    if (a.n == 0) return call_hidden(vm, "_input", {});
    return call_hidden(vm, "_input", {a[0]});
}

}  // namespace

const NativeDef kPrintBuiltins[] = {
    {"print", builtin_print, 0, -1, kNativeKeywords,
     "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a "
     "space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); "
     "defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.",
     "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)"},
    {"input", builtin_input, 0, -1, 0,
     "Read a string from standard input.  The trailing newline is stripped.\n\nThe prompt string, if given, is printed to "
     "standard output without a\ntrailing newline before reading input.",
     "($module, prompt='', /)"},
    LS_NO_MORE,
};

}  // namespace loopscope::runtime
