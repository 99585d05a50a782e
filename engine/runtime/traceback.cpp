// Tracebacks as CPython 3.13 writes them to stderr: chains, notes, groups, source lines with markers, repeated frames folded.
#include <algorithm>
#include <set>

#include "runtime/classes.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/outside.h"
#include "runtime/text_ops.h"
#include "base/utf8.h"

namespace loopscope::runtime {

uint32_t code_line(const Code* c, uint32_t ins) {
    const auto& p = c->spec->positions;
    return ins < p.size() && p[ins].line > 0 ? uint32_t(p[ins].line) : uint32_t(c->spec->first_line);
}

uint32_t frame_line(const Frame* f) {
    if (!f->code) return 0;
    if (f->line) return f->line;
    int64_t at = f->pc - f->code->ins - 1;
    return at < 0 ? uint32_t(f->code->spec->first_line) : code_line(f->code, uint32_t(at));
}

Frame* caller_frame(VM& vm) {
    Frame* f = vm.frame;
    while (f && (!f->code || (f->code->flags & compile::kHidden))) f = f->back;
    return f;
}

namespace {

size_t indent_of(std::string_view line) {
    size_t i = 0;
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f')) i++;
    return i;
}

size_t width_of(std::string_view utf8) {  // columns: wide characters are not told apart
    size_t n = 0;
    for (unsigned char c : utf8) n += (c & 0xc0) != 0x80;
    return n;
}

// Where the operator of a binary operation, or the bracket of a call or a subscript, begins: the part that gets ^ instead of ~.
// Works on the text alone, for the simple shapes that fit one line; false: mark everything alike.
bool find_anchor(std::string_view segment, size_t* from, size_t* to) {
    // Only for calls f(...), subscripts x[...] and binary operations at the outermost level.
    int depth = 0;
    char quote = 0;
    size_t operator_at = std::string_view::npos, operator_end = 0, bracket_at = std::string_view::npos;
    for (size_t i = 0; i < segment.size(); i++) {
        char c = segment[i];
        if (quote) { if (c == '\\') i++; else if (c == quote) quote = 0; continue; }
        if (c == '"' || c == '\'') { quote = c; continue; }
        if (c == '(' || c == '[' || c == '{') { if (depth == 0 && i > 0 && c != '{') bracket_at = i; depth++; continue; }
        if (c == ')' || c == ']' || c == '}') { depth--; continue; }
        if (depth) continue;
        if (i > 0 && (c == '+' || c == '-' || c == '*' || c == '/' || c == '%' || c == '@' || c == '&' || c == '|' || c == '^' || c == '<' || c == '>')) {
            bool twin = i + 1 < segment.size() && segment[i + 1] == c && (c == '*' || c == '/' || c == '<' || c == '>');
            if ((c == '<' || c == '>') && !twin) return false;
            // the loosest binding operator is the last one of the lowest precedence: + - and | before the others
            bool loose = c == '+' || c == '-' || c == '|';
            if (operator_at == std::string_view::npos || loose) { operator_at = i; operator_end = i + (twin ? 2 : 1); }
            if (twin) i++;
        }
    }
    if (operator_at != std::string_view::npos) { *from = operator_at; *to = operator_end; return true; }
    if (bracket_at != std::string_view::npos && !segment.empty() && (segment.back() == ')' || segment.back() == ']')) { *from = bracket_at; *to = segment.size(); return true; }
    return false;
}

std::string markers(std::string_view line, const compile::Position& p, size_t indent, compile::Op op) {
    if (p.end_line != p.line || p.column < 0 || p.end_column <= p.column || size_t(p.end_column) > line.size()) return "";
    std::string_view segment = line.substr(size_t(p.column), size_t(p.end_column - p.column));
    std::string_view trimmed = line.substr(indent);
    while (!trimmed.empty() && (trimmed.back() == ' ' || trimmed.back() == '\r')) trimmed.remove_suffix(1);
    size_t from = 0, to = 0;
    bool binary = op >= compile::Op::BINARY_ADD && op <= compile::Op::BINARY_XOR;
    bool shaped = op == compile::Op::CALL || op == compile::Op::CALL_KW || op == compile::Op::CALL_FUNCTION_EX || op == compile::Op::BINARY_SUBSCR || binary;
    bool anchored = shaped && find_anchor(segment, &from, &to) && (from > 0);
    if (anchored && binary && (segment[from] == '(' || segment[from] == '[')) anchored = false;
    if (segment == trimmed && !anchored) return "";  // the whole line: markers say nothing
    if (size_t(p.column) < indent) return "";
    std::string s(width_of(line.substr(indent, size_t(p.column) - indent)), ' ');
    if (!anchored) s += std::string(width_of(segment), '^');
    else
        for (size_t i = 0; i < segment.size();) {
            size_t next = i + 1;
            while (next < segment.size() && (static_cast<unsigned char>(segment[next]) & 0xc0) == 0x80) next++;
            s += i >= from && i < to ? '^' : '~';
            i = next;
        }
    return s;
}

struct Formatter {
    VM& vm;
    std::string out;
    std::set<Obj*> seen;
    int groups = 0;

    void line(const std::string& margin, const std::string& text) { out += margin + text + "\n"; }

    void frames(const std::string& margin, Cell tb) {
        std::string last_file, last_name;
        uint32_t last_line = 0;
        int count = 0, shown = 0;
        auto flush = [&] {
            if (count > 3) line(margin, "  [Previous line repeated " + std::to_string(count - 3) + " more time" + (count - 3 == 1 ? "]" : "s]"));
        };
        for (auto* t = is_kind(tb, kTraceback) ? as<Traceback>(tb) : nullptr; t && shown < 2000; t = t->next) {
            Code* c = t->frame->code;
            std::string file = to_utf8(c->file), name = to_utf8(c->name);
            if (file != last_file || name != last_name || t->line != last_line) {
                flush();
                count = 0;
                last_file = file;
                last_name = name;
                last_line = t->line;
            }
            if (++count > 3) continue;
            shown++;
            line(margin, "  File \"" + file + "\", line " + std::to_string(t->line) + ", in " + name);
            if (vm.dialect == 2) continue;   // MicroPython has no source text at hand
            std::string_view source = source_line(vm, file, t->line);
            size_t indent = indent_of(source);
            std::string_view text = source.substr(indent);
            while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) text.remove_suffix(1);
            if (text.empty()) continue;
            line(margin, "    " + std::string(text));
            if (vm.dialect == 0 && t->ins < c->spec->positions.size()) {
                std::string m = markers(source, c->spec->positions[t->ins], indent, static_cast<compile::Op>(c->spec->ins[t->ins].op & 0x7f));
                if (!m.empty()) line(margin, "    " + m);
            }
        }
        flush();
    }

    std::string class_path(Class* c) {
        Cell m = c->class_flags & kClassHeap ? dict_get_str(c->dict, vm.names.module) : c->module;
        std::string module = is_str(m) ? str_utf8(m) : "";
        std::string name = to_utf8(c->qualname);
        return module.empty() || module == "builtins" || module == "__main__" ? name : module + "." + name;
    }

    std::string text_of(Cell exc) {
        Cell pending = take_exception(vm), out = empty_cell();
        CallRequest saved = vm.call;
        vm.call.spread = nullptr;
        Status s = str_of(vm, exc, &out);
        if (s == Status::Call) s = run_pending_call(vm, &out);
        vm.call = saved;
        std::string text = "<exception str() failed>";
        if (s == Status::Ok && is_str(out)) text = str_utf8(out);
        if (s == Status::Ok) decref(vm, out);
        else if (!is_empty(vm.exc)) clear_exception(vm);
        vm.exc = pending;
        return text;
    }

    void syntax_error(const std::string& margin, Exception* e) {
        Cell place = e->extra[1];
        if (!is_kind(place, kTuple) || as<Tuple>(place)->n < 4) return;
        auto* t = as<Tuple>(place);
        if (!is_small_int(t->v[1])) return;
        std::string file = is_str(t->v[0]) ? str_utf8(t->v[0]) : "<string>";
        line(margin, "  File \"" + file + "\", line " + std::to_string(int_of(t->v[1])));
        if (!is_str(t->v[3])) return;
        std::string source = str_utf8(t->v[3]);
        while (!source.empty() && (source.back() == '\n' || source.back() == ' ')) source.pop_back();
        size_t indent = indent_of(source);
        line(margin, "    " + source.substr(indent));
        if (!is_small_int(t->v[2]) || int_of(t->v[2]) < 1) return;
        int64_t from = int_of(t->v[2]) - 1, to = t->n > 5 && is_small_int(t->v[5]) && int_of(t->v[5]) > from + 1 ? int_of(t->v[5]) - 1 : from + 1;
        from -= int64_t(indent);
        to -= int64_t(indent);
        if (from < 0) return;
        line(margin, "    " + std::string(size_t(from), ' ') + std::string(size_t(std::max<int64_t>(1, to - from)), '^'));
    }

    std::string suggestion(Exception* e);

    void final_line(const std::string& margin, Exception* e) {
        std::string name = class_path(e->cls);
        std::string text;
        bool syntax = is_subclass(e->cls, vm.cls(C::SyntaxError)) && is_kind(e->extra[1], kTuple);
        if (syntax) {
            syntax_error(margin, e);
            text = is_str(e->extra[0]) ? str_utf8(e->extra[0]) : text_of(obj_cell(e));
        } else text = text_of(obj_cell(e));
        text += suggestion(e);
        std::string whole = text.empty() ? name : name + ": " + text;
        size_t at = 0;
        for (;;) {  // a message of several lines keeps the margin
            size_t end = whole.find('\n', at);
            line(margin, whole.substr(at, end == std::string::npos ? end : end - at));
            if (end == std::string::npos) break;
            at = end + 1;
        }
        Cell notes = e->dict ? dict_get_str(e->dict, vm.names.notes) : empty_cell();
        if (is_kind(notes, kList))
            for (uint32_t i = 0; i < as<List>(notes)->n; i++)
                if (is_str(as<List>(notes)->v[i])) {
                    std::string note = str_utf8(as<List>(notes)->v[i]);
                    for (size_t from = 0;;) {
                        size_t end = note.find('\n', from);
                        line(margin, note.substr(from, end == std::string::npos ? end : end - from));
                        if (end == std::string::npos) break;
                        from = end + 1;
                    }
                }
    }

    void exception(const std::string& margin, Exception* e, bool in_group) {
        seen.insert(e);
        auto* cause = is_kind(e->cause, kException) ? as<Exception>(e->cause) : nullptr;
        auto* context = is_kind(e->context, kException) ? as<Exception>(e->context) : nullptr;
        if (cause && !seen.count(cause)) {
            exception(margin, cause, in_group);
            line(margin, "");
            line(margin, "The above exception was the direct cause of the following exception:");
            line(margin, "");
        } else if (!cause && context && !e->suppress_context && !seen.count(context)) {
            exception(margin, context, in_group);
            line(margin, "");
            line(margin, "During handling of the above exception, another exception occurred:");
            line(margin, "");
        }
        Cell parts = is_subclass(e->cls, vm.cls(C::BaseExceptionGroup)) ? e->extra[1] : empty_cell();
        if (!is_kind(parts, kTuple)) {
            if (is_kind(e->traceback, kTraceback)) {
                line(margin, "Traceback (most recent call last):");
                frames(margin, e->traceback);
            }
            final_line(margin, e);
            return;
        }
        group(margin, e, as<Tuple>(parts), in_group);
    }

    // Groups are drawn as a tree: each level indents by two and has a margin of bars.
    void group(const std::string& margin, Exception* e, Tuple* parts, bool in_group) {
        std::string inner = in_group ? margin : margin + "  | ";
        bool trace = is_kind(e->traceback, kTraceback);
        if (trace) {
            if (in_group) line(margin, "Exception Group Traceback (most recent call last):");
            else line(margin, "  + Exception Group Traceback (most recent call last):");
            frames(inner, e->traceback);
        }
        final_line(inner, e);
        std::string base = in_group ? margin.substr(0, margin.size() - 2) : margin + "  ";
        groups++;
        for (uint32_t i = 0; i < parts->n; i++) {
            std::string number = std::to_string(i + 1);
            std::string rule = (i == 0 ? "+-+" : "  +") + std::string("---------------- ") + number + " ----------------";
            line(base, rule);
            if (groups > 10 || i >= 15) { line(base + "  | ", "... (max_group_depth is 10)"); break; }
            if (is_kind(parts->v[i], kException)) exception(base + "  | ", as<Exception>(parts->v[i]), true);
        }
        groups--;
        line(base, "  +------------------------------------");
    }
};

size_t edit_distance(const std::string& a, const std::string& b, size_t limit) {
    std::vector<size_t> row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); j++) row[j] = j * 2;
    for (size_t i = 1; i <= a.size(); i++) {
        size_t diagonal = row[0], least = row[0] = i * 2;
        for (size_t j = 1; j <= b.size(); j++) {
            size_t change = a[i - 1] == b[j - 1] ? 0 : tolower(a[i - 1]) == tolower(b[j - 1]) ? 1 : 2;
            size_t next = std::min({row[j] + 2, row[j - 1] + 2, diagonal + change});
            diagonal = row[j];
            row[j] = next;
            least = std::min(least, next);
        }
        if (least > limit) return limit + 1;
    }
    return row[b.size()];
}

std::string best_match(const std::string& wrong, const std::vector<std::string>& names) {
    std::string best;
    size_t best_distance = ~size_t(0);
    if (names.size() > 750 || wrong.size() > 40) return best;
    for (const auto& name : names) {
        if (name == wrong) continue;
        size_t limit = (name.size() + wrong.size() + 3) * 2 / 6;
        limit = std::min(limit, best_distance == ~size_t(0) ? limit : best_distance - 1);
        size_t d = edit_distance(wrong, name, limit);
        if (d > limit) continue;
        if (best.empty() || d < best_distance) { best = name; best_distance = d; }
    }
    return best;
}

void names_of_dict(Dict* d, std::vector<std::string>* names) {
    uint32_t pos = 0;
    Cell k, v;
    while (d && dict_next(d, &pos, &k, &v))
        if (is_str(k)) names->push_back(str_utf8(k));
}

std::string Formatter::suggestion(Exception* e) {
    std::vector<std::string> names;
    std::string wrong;
    if (vm.dialect != 0) return "";
    if (is_subclass(e->cls, vm.cls(C::AttributeError)) && is_str(e->extra[0])) {
        wrong = str_utf8(e->extra[0]);
        Cell o = e->extra[1];
        if (is_empty(o)) return "";
        if (is_kind(o, kModule)) names_of_dict(as<Module>(o)->dict, &names);
        else {
            Class* cls = is_kind(o, kClass) ? as<Class>(o) : class_of(vm, o);
            for (uint32_t i = 0; i < cls->mro->n; i++) names_of_dict(as<Class>(cls->mro->v[i])->dict, &names);
            if (is_kind(o, kInstance)) {
                auto* inst = as<Instance>(o);
                for (Shape* s = inst->shape; s && s->key; s = s->parent) names.push_back(to_utf8(s->key));
                names_of_dict(inst->dict, &names);
            }
        }
    } else if (is_subclass(e->cls, vm.cls(C::NameError)) && is_str(e->extra[0])) {
        wrong = str_utf8(e->extra[0]);
        auto* t = is_kind(e->traceback, kTraceback) ? as<Traceback>(e->traceback) : nullptr;
        while (t && t->next) t = t->next;
        if (!t) return "";
        for (const auto& n : t->frame->code->spec->slot_names) names.push_back(n);
        names_of_dict(t->frame->globals, &names);
        names_of_dict(vm.builtins, &names);
        if (is_subclass(e->cls, vm.cls(C::UnboundLocalError))) return "";
        std::sort(names.begin(), names.end());
        std::string best = best_match(wrong, names);
        static const char* const kModules[] = {"asyncio", "time", "sys", "os", "math", "random", "functools", "collections", "contextlib", "itertools", "json", "re", "threading", "logging", "datetime", "queue", "string", "operator", "heapq", "copy", "types", "typing", "inspect", "weakref", "gc", "io", "traceback", "warnings"};
        if (best.empty()) {
            for (const char* m : kModules) if (wrong == m) return std::string(". Did you forget to import '") + m + "'?";
            return "";
        }
        for (const char* m : kModules) if (wrong == m) return ". Did you mean: '" + best + "'? Or did you forget to import '" + wrong + "'?";
        return ". Did you mean: '" + best + "'?";
    } else return "";
    std::sort(names.begin(), names.end());
    std::string best = best_match(wrong, names);
    return best.empty() ? "" : ". Did you mean: '" + best + "'?";
}

}  // namespace

std::string format_exception(VM& vm, Cell exc) {
    if (!is_kind(exc, kException)) return "";
    Formatter f{vm, {}, {}};
    f.exception("", as<Exception>(exc), false);
    return f.out;
}

void print_unraisable(VM& vm, const char* where, Cell obj) {
    Cell e = take_exception(vm);
    std::string_view what(where);
    while (what.ends_with(' ') || what.ends_with(':')) what.remove_suffix(1);
    Cell taken = empty_cell(), hook = hidden_function(vm, "_report_unraisable");
    Owned message(vm, what == "Exception ignored in" ? none_cell() : new_str_cell(vm, what));
    if (!is_empty(hook) && run_nested(vm, hook, {e, message, is_empty(obj) ? none_cell() : obj}, &taken) == Status::Ok && is_true(taken)) {
        decref(vm, e);
        return;
    }
    if (!is_empty(vm.exc)) {  // the program's hook failed: that is told instead
        decref(vm, e);
        e = take_exception(vm);
        where = "Exception ignored in sys.unraisablehook: ";
        obj = hook;
    }
    std::string about;
    if (!is_empty(obj) && repr_nested(vm, obj, &about) != Status::Ok) { clear_exception(vm); about = "<object repr() failed>"; }
    vm_print(vm, 2, std::string(where) + about + "\n" + format_exception(vm, e));
    decref(vm, e);
}

}  // namespace loopscope::runtime
