// Tracebacks as CPython 3.13 writes them to stderr: chains, notes, groups, source lines with markers, repeated frames folded.
#include <algorithm>
#include <set>

#include "runtime/classes.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/outside.h"
#include "runtime/text_ops.h"
#include "runtime/traceback.h"
#include "runtime/traceback_marks.h"
#include "runtime/traceback_suggest.h"

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

constexpr int kShownRepeats = 3;  // of one line in a row; the rest is counted
constexpr size_t kMaxFrames = 2000;
constexpr uint32_t kMaxGroupWidth = 15;
constexpr int kMaxGroupDepth = 10;
constexpr const char* kCauseLine = "The above exception was the direct cause of the following exception:";
constexpr const char* kContextLine = "During handling of the above exception, another exception occurred:";

std::string_view without_trailing_newlines(std::string_view text) {
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    return text;
}

// Writes one exception with all that led to it. Groups are drawn as a tree: `depth_` levels of two spaces and a bar.
class Formatter {
public:
    explicit Formatter(VM& vm, bool plain = false) : vm_(vm), plain_(plain) {}

    void exception(Exception* e) {
        std::vector<std::pair<const char*, Exception*>> chain;  // the newest first, each with the line that comes before it
        for (Exception* at = e; at;) {  // what was told already is told again as a part of a group, but not as a cause
            seen_.insert(at);
            Exception* cause = unseen(at->cause);
            Exception* context = cause || at->suppress_context ? nullptr : unseen(at->context);
            chain.emplace_back(cause ? kCauseLine : context ? kContextLine : nullptr, at);
            at = cause ? cause : context;
        }
        for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
            if (it->first)
                for (const char* text : {"", it->first, ""}) line(text);
            one(it->second);
        }
    }

    // The exception alone.
    void one(Exception* e) {
        Cell parts = !plain_ && is_subclass(e->cls, vm_.cls(C::BaseExceptionGroup)) ? e->extra[1] : empty_cell();
        if (is_kind(parts, kTuple)) return group(e, as<Tuple>(parts));
        if (is_kind(e->traceback, kTraceback)) {
            line("Traceback (most recent call last):");
            frames(e->traceback);
        }
        final_lines(e);
    }

    std::string out;

private:
    Exception* unseen(Cell c) const {
        return is_kind(c, kException) && !seen_.count(as<Exception>(c)) ? as<Exception>(c) : nullptr;
    }

    std::string indent() const { return std::string(size_t(2 * depth_), ' '); }

    void line(std::string_view text, char margin = '|') {
        if (depth_ > 0) out += indent() + margin + ' ';
        out += text;
        out += '\n';
    }

    void lines(std::string_view text) {
        for (size_t from = 0;;) {
            size_t end = text.find('\n', from);
            line(text.substr(from, end == std::string_view::npos ? end : end - from));
            if (end == std::string_view::npos) return;
            from = end + 1;
        }
    }

    void group(Exception* e, Tuple* parts) {
        if (depth_ > kMaxGroupDepth) return line("... (max_group_depth is " + std::to_string(kMaxGroupDepth) + ")");
        const bool outermost = depth_ == 0;
        if (outermost) depth_ = 1;
        if (is_kind(e->traceback, kTraceback)) {
            line("Exception Group Traceback (most recent call last):", outermost ? '+' : '|');
            frames(e->traceback);
        }
        final_lines(e);
        const uint32_t shown = parts->n <= kMaxGroupWidth ? parts->n : kMaxGroupWidth + 1;
        close_due_ = false;
        for (uint32_t i = 0; i < shown; i++) part(parts, i, i + 1 == shown);
        if (outermost) depth_ = 0;
    }

    void part(Tuple* parts, uint32_t i, bool last) {
        const bool cut = i >= kMaxGroupWidth;
        if (last) close_due_ = true;  // a group that ends inside of this one draws the end of both
        out += indent() + (i == 0 ? "+-" : "  ") + "+---------------- " + (cut ? "..." : std::to_string(i + 1)) +
               " ----------------\n";
        depth_++;
        if (cut) {
            uint32_t rest = parts->n - kMaxGroupWidth;
            line("and " + std::to_string(rest) + " more exception" + (rest > 1 ? "s" : ""));
        } else if (is_kind(parts->v[i], kException))
            exception(as<Exception>(parts->v[i]));
        if (last && close_due_) {
            out += indent() + "+------------------------------------\n";
            close_due_ = false;
        }
        depth_--;
    }

    void frames(Cell tb) {
        std::string last;
        int count = 0;
        size_t shown = 0;
        auto tell_repeats = [&] {
            const int more = count - kShownRepeats;
            if (more > 0) line("  [Previous line repeated " + std::to_string(more) + " more time" + (more > 1 ? "s]" : "]"));
        };
        for (auto* t = as<Traceback>(tb); t && shown < kMaxFrames; t = t->next) {
            std::string entry = "  File \"" + to_utf8(t->frame->code->file) + "\", line " + std::to_string(t->line) + ", in " +
                                to_utf8(t->frame->code->name);
            if (entry != last) {
                tell_repeats();
                count = 0;
                last = entry;
            }
            if (++count > kShownRepeats) continue;
            shown++;
            line(entry);
            for (const std::string& text : plain_ ? plain_source(t) : traceback_source(vm_, t))
                line(text.empty() ? text : "    " + text);
        }
        tell_repeats();
    }

    std::vector<std::string> plain_source(const Traceback* t) {
        return marked_source({source_line(vm_, to_utf8(t->frame->code->file), t->line)}, {0, 0, -1, -1});
    }

    std::string class_path(Class* c) {
        Cell m = c->class_flags & kClassHeap ? dict_get_str(c->dict, vm_.names.module) : c->module;
        std::string module = is_str(m) ? str_utf8(m) : "";
        std::string name = to_utf8(c->qualname);
        return module.empty() || module == "builtins" || module == "__main__" ? name : module + "." + name;
    }

    // str(), or repr(), of anything: what goes wrong meanwhile is told in its place.
    std::string text_of(Cell o, const char* what, bool as_repr = false) {
        Cell pending = take_exception(vm_), made = empty_cell();
        CallRequest saved = vm_.call;
        vm_.call.spread = nullptr;
        std::string text = std::string("<") + what + (as_repr ? " repr() failed>" : " str() failed>");
        Status s = Status::Ok;
        if (as_repr)
            s = repr_nested(vm_, o, &text);
        else {
            s = str_of(vm_, o, &made);
            if (s == Status::Call) s = run_pending_call(vm_, &made);
            if (s == Status::Ok && is_str(made)) text = str_utf8(made);
            if (s == Status::Ok) decref(vm_, made);
        }
        if (s != Status::Ok && !is_empty(vm_.exc)) clear_exception(vm_);
        vm_.call = saved;
        vm_.exc = pending;
        return text;
    }

    // File, line and marked source of a SyntaxError.
    void syntax_place(Exception* e) {
        if (!is_kind(e->extra[1], kTuple) || as<Tuple>(e->extra[1])->n < 4) return;
        auto* t = as<Tuple>(e->extra[1]);
        auto number = [t](uint32_t i) -> int64_t { return i < t->n && is_small_int(t->v[i]) ? int_of(t->v[i]) : 0; };
        if (!is_small_int(t->v[1])) return;
        line("  File \"" + (is_str(t->v[0]) ? str_utf8(t->v[0]) : "<string>") + "\", line " + std::to_string(number(1)));
        if (!is_str(t->v[3])) return;
        const std::string whole = str_utf8(t->v[3]);
        const std::string_view source = without_trailing_newlines(whole);
        size_t spaces = source.find_first_not_of(" \n\f");
        if (spaces == std::string::npos) spaces = source.size();
        const std::string_view shown = source.substr(spaces);
        line("    " + std::string(shown));
        if (!is_small_int(t->v[2])) return;
        int64_t from = number(2),
                to = number(1) == number(4) || number(4) == 0 ? (number(5) > 0 ? number(5) : from) : int64_t(source.size()) + 1;
        if (!whole.empty() && from > int64_t(whole.size())) from = int64_t(whole.size()) + 1;
        if (!whole.empty() && to > int64_t(whole.size())) to = int64_t(source.size()) + 1;
        if (from >= to || number(5) == -1) to = from + 1;
        from -= 1 + int64_t(spaces);
        to -= 1 + int64_t(spaces);
        if (from < 0) return;
        std::string marks = "    ";
        for (size_t i = 0; i < size_t(from); i++) marks += i < shown.size() && shown[i] == '\t' ? '\t' : ' ';
        line(marks + std::string(size_t(std::max<int64_t>(0, to - from)), '^'));
    }

    void final_lines(Exception* e) {
        std::string text;
        if (is_subclass(e->cls, vm_.cls(C::SyntaxError)) && is_kind(e->extra[1], kTuple)) {
            syntax_place(e);
            text = is_str(e->extra[0]) ? str_utf8(e->extra[0]) : "<no detail available>";
        } else
            text = text_of(obj_cell(e), "exception") + (plain_ ? "" : suggestion_for(vm_, e));
        lines(class_path(e->cls) + (text.empty() ? "" : ": " + text));
        notes(e->dict ? dict_get_str(e->dict, vm_.names.notes) : empty_cell());
    }

    void notes(Cell all) {
        if (is_empty(all) || is_none(all)) return;
        if (!is_kind(all, kList) && !is_kind(all, kTuple)) return lines(text_of(all, "__notes__", true));
        const Cell* v = is_kind(all, kList) ? as<List>(all)->v : as<Tuple>(all)->v;
        const uint32_t n = is_kind(all, kList) ? as<List>(all)->n : as<Tuple>(all)->n;
        for (uint32_t i = 0; i < n; i++) lines(text_of(v[i], "note"));
    }

    VM& vm_;
    bool plain_;
    std::set<Obj*> seen_;
    int depth_ = 0;
    bool close_due_ = false;
};

}  // namespace

compile::Position traceback_position(const Traceback* t) {
    const auto line = static_cast<int32_t>(t->line);
    const auto& all = t->frame->code->spec->positions;
    return t->ins < all.size() && all[t->ins].line == line ? all[t->ins] : compile::Position{line, line, -1, -1};
}

std::vector<std::string> traceback_source(VM& vm, const Traceback* t) {
    if (vm.dialect == 2) return {};  // MicroPython has no source text at hand
    compile::Position place = traceback_position(t);
    if (vm.dialect != 0) place = {place.line, place.line, -1, -1};  // marks came with 3.11
    const std::string file = to_utf8(t->frame->code->file);
    std::vector<std::string_view> source;
    for (int32_t i = place.line; i <= std::max(place.line, place.end_line); i++)
        source.push_back(source_line(vm, file, static_cast<uint32_t>(i)));
    return marked_source(source, place);
}

std::string format_exception(VM& vm, Cell exc) {
    if (!is_kind(exc, kException)) return "";
    Formatter f(vm);
    f.exception(as<Exception>(exc));
    vm.budget -= static_cast<int64_t>(1000 + f.out.size() * 2);  // source lines are looked up, marks are set below them
    return std::move(f.out);
}

std::string format_unraisable(VM& vm, Cell exc) {
    if (!is_kind(exc, kException)) return "";
    Formatter f(vm, true);
    f.one(as<Exception>(exc));
    return std::move(f.out);
}

void print_unraisable(VM& vm, const char* where, Cell obj) {
    Owned e(vm, take_exception(vm));
    std::string_view what(where);
    while (what.ends_with(' ') || what.ends_with(':')) what.remove_suffix(1);
    Owned message(vm, what == "Exception ignored in" ? none_cell() : new_str_cell(vm, what));
    Cell report = hidden_function(vm, "_report_unraisable"), out = empty_cell();  // it asks sys.unraisablehook
    if (!is_empty(report) && run_nested(vm, report, {e, message, is_empty(obj) ? none_cell() : obj}, &out) == Status::Ok)
        return decref(vm, out);
    if (!is_empty(vm.exc)) clear_exception(vm);
    if (vm.stop_reason != StopReason::None) return;
    std::string about;
    if (!is_empty(obj) && repr_nested(vm, obj, &about) != Status::Ok) {
        clear_exception(vm);
        about = "<object repr() failed>";
    }
    vm_print(vm, 2, std::string(where) + about + "\n" + format_unraisable(vm, e));
}

}  // namespace loopscope::runtime
