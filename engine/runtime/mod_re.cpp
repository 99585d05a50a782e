// The module _re: re.Pattern and what the functions of library/re.py call.
#include "runtime/mod_re.h"

#include <algorithm>

#include "runtime/setup.h"

namespace loopscope::runtime::re {

Status make_match(VM& vm, Pattern* p, const Attempt& a, Cell string, int64_t begin, const int64_t* spans, uint32_t last_group,
                  Cell* out) {
    uint32_t n = p->groups + 1;
    auto* m = static_cast<Match*>(make_object(vm, kMatch, vm.cls(C::Match), match_bytes(n)));
    if (!m) return Status::Fail;
    m->pattern = newref(p);
    m->string = newref(string);
    m->begin = begin;
    m->end = a.end;
    m->n = n;
    m->last_group = last_group;
    std::copy(spans, spans + 2 * size_t(n), m->spans);
    return give(out, obj_cell(m));
}

namespace {

Pattern* self_of(Args a) { return as<Pattern>(a[0]); }

// string, pos=0, endpos=sys.maxsize
Status subject_args(VM& vm, Args a, const char* method, Subject* s, int64_t* from, int64_t* end) {
    static const char* const kNames[] = {"string", "pos", "endpos", nullptr};
    Cell v[3];
    if (Status st = bind_native(vm, behind_self(a), method, kNames, 1, 3, v); st != Status::Ok) return st;
    if (Status st = subject_of(vm, self_of(a), v[0], s); st != Status::Ok) return st;
    *from = 0;
    *end = s->n;
    if (!is_empty(v[1]))
        if (Status st = index_of(vm, v[1], from, method); st != Status::Ok) return st;
    if (!is_empty(v[2]))
        if (Status st = index_of(vm, v[2], end, method); st != Status::Ok) return st;
    *from = std::clamp<int64_t>(*from, 0, s->n);
    *end = std::clamp<int64_t>(*end, 0, s->n);
    return Status::Ok;
}

template <Where where>
Status pattern_find(VM& vm, Args a, Cell* out) {
    constexpr const char* kName = where == Where::Search ? "search" : where == Where::Start ? "match" : "fullmatch";
    Subject s;
    int64_t from, end;
    if (Status st = subject_args(vm, a, kName, &s, &from, &end); st != Status::Ok) return st;
    Pattern* p = self_of(a);
    Attempt attempt{s.data, s.width, from, end, where, false};
    std::vector<int64_t> spans(2 * (size_t(p->groups) + 1));
    uint32_t last = 0;
    Found found = find(vm, p, attempt, spans.data(), &last);
    if (found == Found::Fail) return Status::Fail;
    if (found == Found::No) return give(out, none_cell());
    return make_match(vm, p, attempt, s.string, from, spans.data(), last, out);
}

// ---- findall, split

Status group_or_empty(VM& vm, const Walk& w, uint32_t group, Cell* out) {
    int64_t start = w.spans[2 * group], end = w.spans[2 * group + 1];
    return slice_of(vm, w.subject.string, std::max<int64_t>(start, 0), std::max<int64_t>(end, 0), out);
}

Status findall_item(VM& vm, const Walk& w, Cell* out) {
    uint32_t groups = w.pattern->groups;
    if (groups < 2) return group_or_empty(vm, w, groups, out);
    Tuple* t = new_tuple(vm, groups);
    if (!t) return Status::Fail;
    Owned hold(vm, obj_cell(t));
    for (uint32_t i = 0; i < groups; i++)
        if (Status s = group_or_empty(vm, w, i + 1, &t->v[i]); s != Status::Ok) return s;
    return give(out, hold.take());
}

Status pattern_findall(VM& vm, Args a, Cell* out) {
    Subject s;
    int64_t from, end;
    if (Status st = subject_args(vm, a, "findall", &s, &from, &end); st != Status::Ok) return st;
    Walk w(vm, self_of(a), s, from, end);
    List* list = new_list(vm, 0);
    if (!list) return Status::Fail;
    Owned hold(vm, obj_cell(list));
    for (;;) {
        Found found = w.next();
        if (found == Found::Fail) return Status::Fail;
        if (found == Found::No) return give(out, hold.take());
        Cell item;
        if (Status st = findall_item(vm, w, &item); st != Status::Ok) return st;
        if (!list_append(vm, list, item)) return Status::Fail;
    }
}

Status add_slice(VM& vm, List* list, Cell string, int64_t start, int64_t end) {
    Cell item;
    if (Status s = slice_of(vm, string, start, end, &item); s != Status::Ok) return s;
    return list_append(vm, list, item) ? Status::Ok : Status::Fail;
}

Status pattern_split(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"string", "maxsplit", nullptr};
    Cell v[2];
    Subject s;
    int64_t most = 0, last = 0;
    if (Status st = bind_native(vm, behind_self(a), "split", kNames, 1, 2, v); st != Status::Ok) return st;
    if (Status st = subject_of(vm, self_of(a), v[0], &s); st != Status::Ok) return st;
    if (!is_empty(v[1]))
        if (Status st = index_of(vm, v[1], &most, "split"); st != Status::Ok) return st;
    Walk w(vm, self_of(a), s, 0, s.n);
    List* list = new_list(vm, 0);
    if (!list) return Status::Fail;
    Owned hold(vm, obj_cell(list));
    for (int64_t n = 0; most >= 0 && (most == 0 || n < most); n++) {
        Found found = w.next();
        if (found == Found::Fail) return Status::Fail;
        if (found == Found::No) break;
        if (Status st = add_slice(vm, list, s.string, last, w.spans[0]); st != Status::Ok) return st;
        for (uint32_t i = 1; i <= w.pattern->groups; i++) {
            if (w.spans[2 * i] < 0) {
                if (!list_append(vm, list, none_cell())) return Status::Fail;
            } else if (Status st = add_slice(vm, list, s.string, w.spans[2 * i], w.spans[2 * i + 1]); st != Status::Ok) {
                return st;
            }
        }
        last = w.spans[1];
    }
    if (Status st = add_slice(vm, list, s.string, last, s.n); st != Status::Ok) return st;
    return give(out, hold.take());
}

// ---- sub, subn

Status join_check(VM& vm, Pattern* p, Cell repl) {
    bool text = is_str(p->pattern);
    if (is_str(repl) == text) return Status::Ok;
    if (text) return raise(vm, C::TypeError, "sequence item 1: expected str instance, %s found", type_name(vm, repl));
    return raise(vm, C::TypeError, "sequence item 1: expected a bytes-like object, %s found", type_name(vm, repl));
}

Status substitute(VM& vm, Pattern* p, const Subject& s, const Template& t, Cell repl, int64_t most, Cell* result, int64_t* n) {
    Walk w(vm, p, s, 0, s.n);
    Pieces pieces(vm, is_str(s.string));
    int64_t last = 0;
    for (*n = 0; most == 0 || *n < most; ++*n) {
        Found found = w.next();
        if (found == Found::Fail) return Status::Fail;
        if (found == Found::No) break;
        if (*n == 0)
            if (Status st = join_check(vm, p, repl); st != Status::Ok) return st;
        pieces.add(s, last, w.spans[0]);
        if (Status st = add_expanded(&pieces, t, s, w.spans.data()); st != Status::Ok) return st;
        last = w.spans[1];
    }
    if (*n == 0) return slice_of(vm, s.string, 0, s.n, result);
    pieces.add(s, last, s.n);
    return pieces.finish(result);
}

template <bool counted>
Status pattern_sub(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"repl", "string", "count", nullptr};
    Cell v[3], result = empty_cell();
    Subject s;
    int64_t most = 0, n = 0;
    if (Status st = bind_native(vm, behind_self(a), counted ? "subn" : "sub", kNames, 2, 3, v); st != Status::Ok) return st;
    if (!is_empty(v[2]))
        if (Status st = index_of(vm, v[2], &most, "sub"); st != Status::Ok) return st;
    Pattern* p = self_of(a);
    if (is_callable(vm, v[0])) {
        if (Status st = subject_of(vm, p, v[1], &s); st != Status::Ok) return st;
        return call_hidden(vm, "_re_sub", {a[0], v[0], v[1], int_cell(most), bool_cell(counted)});
    }
    Template t;
    if (Status st = parse_template(vm, p, v[0], &t); st != Status::Ok) return st;
    if (Status st = subject_of(vm, p, v[1], &s); st != Status::Ok) return st;
    if (Status st = substitute(vm, p, s, t, v[0], std::max<int64_t>(most, most < 0 ? -1 : 0), &result, &n); st != Status::Ok)
        return st;
    if (!counted) return give(out, result);
    Owned hold(vm, result);
    return give(out, tuple_of(vm, {result, int_cell(n)}));
}

// ---- scanner, finditer

Status new_scanner(VM& vm, Pattern* p, const Subject& s, int64_t from, int64_t end, Cell* out) {
    auto* scanner = static_cast<Match*>(make_object(vm, kMatch, vm.cls(C::Scanner), match_bytes(1)));
    if (!scanner) return Status::Fail;
    scanner->pattern = newref(p);
    scanner->string = newref(s.string);
    scanner->begin = from;
    scanner->end = end;
    scanner->n = 1;
    scanner->spans[0] = from;
    return give(out, obj_cell(scanner));
}

Status pattern_scanner(VM& vm, Args a, Cell* out) {
    Subject s;
    int64_t from, end;
    if (Status st = subject_args(vm, a, "scanner", &s, &from, &end); st != Status::Ok) return st;
    return new_scanner(vm, self_of(a), s, from, end, out);
}

Status pattern_finditer(VM& vm, Args a, Cell* out) {
    Subject s;
    int64_t from, end;
    if (Status st = subject_args(vm, a, "finditer", &s, &from, &end); st != Status::Ok) return st;
    Owned scanner(vm), search(vm);
    if (Status st = new_scanner(vm, self_of(a), s, from, end, &scanner.c); st != Status::Ok) return st;
    Str* name = intern(vm, "search");
    if (!name) return Status::Fail;
    Status got = get_attr(vm, scanner, name, &search.c);
    decref(vm, name);
    return got == Status::Ok ? new_callable_iterator(vm, search, none_cell(), out) : got;
}

template <Where where>
Status scanner_next(VM& vm, Args a, Cell* out) {
    auto* scanner = as<Match>(a[0]);
    if (scanner->spans[0] < 0) return give(out, none_cell());
    Subject s;
    if (Status st = subject_of(vm, scanner->pattern, scanner->string, &s); st != Status::Ok) return st;
    Attempt attempt{s.data, s.width, scanner->spans[0], std::min(scanner->end, s.n), where, scanner->last_group != 0};
    std::vector<int64_t> spans(2 * (size_t(scanner->pattern->groups) + 1));
    uint32_t last = 0;
    Found found = find(vm, scanner->pattern, attempt, spans.data(), &last);
    if (found == Found::Fail) return Status::Fail;
    if (found == Found::No) {
        scanner->spans[0] = -1;
        return give(out, none_cell());
    }
    scanner->spans[0] = spans[1];
    scanner->last_group = spans[1] == spans[0];
    return make_match(vm, scanner->pattern, attempt, scanner->string, scanner->begin, spans.data(), last, out);
}

// ---- attributes, repr

Status get_pattern(VM&, Cell self, Cell* out) { return give(out, newref(as<Pattern>(self)->pattern)); }
Status get_flags(VM&, Cell self, Cell* out) { return give_int(out, as<Pattern>(self)->flags); }
Status get_groups(VM&, Cell self, Cell* out) { return give_int(out, as<Pattern>(self)->groups); }
Status get_group_index(VM& vm, Cell self, Cell* out) {
    auto* proxy = make<MappingProxy>(vm, kMappingProxy, C::MappingProxy);
    if (!proxy) return Status::Fail;
    proxy->mapping = new_obj_ref(as<Pattern>(self)->group_index);
    return give(out, obj_cell(proxy));
}

Status pattern_repr(VM& vm, Args a, Cell* out) {
    Pattern* p = self_of(a);
    std::string text;
    if (Status s = repr_nested(vm, p->pattern, &text); s != Status::Ok) return s;
    // CPython shows 200 characters of it.
    size_t cut = 0, shown = 0;
    while (cut < text.size() && shown < 200) {
        cut++;
        while (cut < text.size() && (text[cut] & 0xC0) == 0x80) cut++;
        shown++;
    }
    text = "re.compile(" + text.substr(0, cut);
    uint32_t flags = p->flags;
    if (is_str(p->pattern) && (flags & kTypeFlags) == kUnicode) flags &= ~static_cast<uint32_t>(kUnicode);
    static constexpr struct {
        uint32_t flag;
        const char* name;
    } kNames[] = {{kIgnoreCase, "re.IGNORECASE"}, {kLocale, "re.LOCALE"},   {kMultiline, "re.MULTILINE"},
                  {kDotAll, "re.DOTALL"},         {kUnicode, "re.UNICODE"}, {kVerbose, "re.VERBOSE"},
                  {kDebug, "re.DEBUG"},           {kAscii, "re.ASCII"}};
    const char* separator = ", ";
    for (auto& n : kNames) {
        if (!(flags & n.flag)) continue;
        text += std::string(separator) + n.name;
        separator = "|";
        flags &= ~n.flag;
    }
    if (flags) {
        char room[16];
        snprintf(room, sizeof room, "0x%x", flags);
        text += std::string(separator) + room;
    }
    return give_text(vm, out, text + ")");
}

Status give_self(VM&, Args a, Cell* out) { return give(out, newref(a[0])); }

// ---- compiling

Status check_flags(VM& vm, bool is_text, uint32_t* flags) {
    if (is_text) {
        if (*flags & kLocale) return raise(vm, C::ValueError, "cannot use LOCALE flag with a str pattern");
        if (!(*flags & kAscii))
            *flags |= kUnicode;
        else if (*flags & kUnicode)
            return raise(vm, C::ValueError, "ASCII and UNICODE flags are incompatible");
        return Status::Ok;
    }
    if (*flags & kUnicode) return raise(vm, C::ValueError, "cannot use UNICODE flag with a bytes pattern");
    if ((*flags & kLocale) && (*flags & kAscii)) return raise(vm, C::ValueError, "ASCII and LOCALE flags are incompatible");
    return Status::Ok;
}

// (pattern, flags) -> Pattern
Status compile(VM& vm, Args a, Cell* out) {
    bool is_text = is_str(a[0]);
    int64_t flags;
    if (!is_text && !is_bytes_like(a[0])) return raise(vm, C::TypeError, "first argument must be string or compiled pattern");
    if (Status s = index_of(vm, a[1], &flags, "compile"); s != Status::Ok) return s;
    std::u32string text = code_points_of(a[0]);
    if (!charge(vm, text.size() * kWorkOfPatternCharacter)) return Status::Fail;
    Syntax syntax;
    Problem problem;
    bool good = parse(vm, text, is_text, static_cast<uint32_t>(flags), &syntax, &problem);
    if (problem.nesting) return raise(vm, C::RecursionError, "maximum recursion depth exceeded");
    if (problem.overflow) return raise(vm, C::OverflowError, "%s", problem.message.c_str());
    if (!good) return raise_error(vm, problem, a[0]);
    if (Status s = check_flags(vm, is_text, &syntax.flags); s != Status::Ok) return s;
    auto* p = make<Pattern>(vm, kPattern, C::Pattern);
    if (!p) return Status::Fail;
    Owned hold(vm, obj_cell(p));
    p->pattern = newref(a[0]);
    p->flags = syntax.flags;
    p->groups = syntax.groups;
    p->widest = syntax.widest;
    p->group_index = new_dict(vm);
    for (auto& [name, number] : syntax.names) {
        Str* key = p->group_index ? intern(vm, utf8_of(name)) : nullptr;
        if (!key || !dict_set_str(vm, p->group_index, key, int_cell(number))) return Status::Fail;
        decref(vm, key);
    }
    return give(out, hold.take());
}

const NativeDef kPatternMethods[] = {
    {"match", pattern_find<Where::Start>, 1, -1, kMethodKw, "Matches zero or more characters at the beginning of the string.",
     "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"fullmatch", pattern_find<Where::Whole>, 1, -1, kMethodKw, "Matches against all of the string.",
     "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"search", pattern_find<Where::Search>, 1, -1, kMethodKw,
     "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position "
     "in the string matches.",
     "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"findall", pattern_findall, 1, -1, kMethodKw, "Return a list of all non-overlapping matches of pattern in string.",
     "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"split", pattern_split, 1, -1, kMethodKw, "Split string by the occurrences of pattern.", "($self, /, string, maxsplit=0)"},
    {"sub", pattern_sub<false>, 1, -1, kMethodKw,
     "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement "
     "repl.",
     "($self, /, repl, string, count=0)"},
    {"subn", pattern_sub<true>, 1, -1, kMethodKw,
     "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of "
     "pattern with the replacement repl.",
     "($self, /, repl, string, count=0)"},
    {"finditer", pattern_finditer, 1, -1, kMethodKw,
     "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator "
     "returns a match object.",
     "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"scanner", pattern_scanner, 1, -1, kMethodKw, nullptr, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"__repr__", pattern_repr, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__copy__", give_self, 1, 1, kMethod, nullptr, "($self, /)"},
    {"__deepcopy__", give_self, 2, 2, kMethod, nullptr, "($self, memo, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_NO_MORE,
};
const GetSetDef kPatternAttributes[] = {
    {"pattern", get_pattern, nullptr, "The pattern string from which the RE object was compiled."},
    {"flags", get_flags, nullptr, "The regex matching flags."},
    {"groups", get_groups, nullptr, "The number of capturing groups in the pattern."},
    {"groupindex", get_group_index, nullptr, "A dictionary mapping group names to group numbers."},
    {nullptr, nullptr, nullptr, nullptr}};
const NativeDef kScannerMethods[] = {
    {"match", scanner_next<Where::Start>, 1, 1, kMethod, nullptr, "($self, /)"},
    {"search", scanner_next<Where::Search>, 1, 1, kMethod, nullptr, "($self, /)"},
    LS_NO_MORE,
};
const NativeDef kFunctions[] = {{"compile", compile, 2, 2, 0, nullptr, "($module, pattern, flags, /)"}, LS_NO_MORE};

}  // namespace

}  // namespace loopscope::runtime::re

namespace loopscope::runtime {

void setup_re_module(VM& vm) {
    add_methods(vm, vm.cls(C::Pattern), re::kPatternMethods);
    add_getsets(vm, vm.cls(C::Pattern), re::kPatternAttributes);
    add_methods(vm, vm.cls(C::Scanner), re::kScannerMethods);
    re::setup_match_class(vm);
    Dict* ns = new_module(vm, "_re");
    add_functions(vm, ns, "_re", re::kFunctions);
    for (C id : {C::Pattern, C::Match}) {
        Str* name = intern(vm, id == C::Pattern ? "Pattern" : "Match");
        if (name) (void)dict_set_str(vm, ns, name, obj_cell(vm.cls(id)));
        decref_null(vm, name);
    }
}

}  // namespace loopscope::runtime
