// str.format: the grammar of its fields, and the common case (plain fields whose values format without Python code) in one go.
// Else the hidden helper _str_format does it all, by the same grammar.
#include "runtime/format_str.h"

#include "runtime/container_iter.h"
#include "runtime/format_spec.h"
#include "runtime/operators.h"
#include "runtime/text_unicode.h"

namespace loopscope::runtime {

namespace {

struct Range {
    size_t start = 0, end = 0;
};

// A literal, and the field behind it.
struct Part {
    std::u32string literal;
    bool has_field = false, nested = false;
    Range name, spec;
    uint32_t conversion = 0;
};

struct FormatReader {
    VM& vm;
    std::u32string_view s;
    size_t at = 0;

    Status read_literal(Part* p, bool* field);
    Status read_field(Part* p);
    Status read_spec(Part* p);
    // The next part; at == s.size() and an empty part without field: the end.
    Status next(Part* p) {
        *p = Part();
        bool field = false;
        if (Status st = read_literal(p, &field); st != Status::Ok) return st;
        if (!field) return Status::Ok;
        p->has_field = true;
        return read_field(p);
    }
};

Status FormatReader::read_literal(Part* p, bool* field) {
    while (at < s.size()) {
        char32_t c = s[at++];
        if (c != '{' && c != '}') {
            p->literal += c;
            continue;
        }
        bool twice = at < s.size() && s[at] == c;
        if (c == '}' && !twice) return raise(vm, C::ValueError, "Single '}' encountered in format string");
        if (c == '{' && at >= s.size()) return raise(vm, C::ValueError, "Single '{' encountered in format string");
        if (!twice) {
            *field = true;
            return Status::Ok;
        }
        p->literal += c;
        at++;
        return Status::Ok;  // as Formatter.parse has it: an escaped brace ends a part
    }
    return Status::Ok;
}

Status FormatReader::read_field(Part* p) {
    p->name.start = at;
    bool bracket = false;
    char32_t c = 0;
    while (at < s.size()) {
        c = s[at++];
        if (c == '{') return raise(vm, C::ValueError, "unexpected '{' in field name");
        if (c == '[')
            bracket = true;
        else if (c == ']')
            bracket = false;
        else if ((c == '}' || c == ':' || c == '!') && !bracket)
            break;
        c = 0;
    }
    p->name.end = c ? at - 1 : at;
    p->spec = {at, at};
    if (c == '}') return Status::Ok;
    if (c == 0) return raise(vm, C::ValueError, "expected '}' before end of string");
    if (c == '!') {
        if (at >= s.size()) return raise(vm, C::ValueError, "end of string while looking for conversion specifier");
        p->conversion = static_cast<uint32_t>(s[at++]);
        p->spec = {at, at};
        if (at < s.size()) {
            c = s[at++];
            if (c == '}') return Status::Ok;
            if (c != ':') return raise(vm, C::ValueError, "expected ':' after conversion specifier");
        }
    }
    return read_spec(p);
}

Status FormatReader::read_spec(Part* p) {
    p->spec.start = at;
    for (int depth = 1; at < s.size();) {
        char32_t c = s[at++];
        if (c == '{') {
            p->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            p->spec.end = at - 1;
            return Status::Ok;
        }
    }
    return raise(vm, C::ValueError, "unmatched '{' in format spec");
}

std::u32string wide(const Str* s) {
    StrBuilder b;
    b.add(s);
    return std::move(b.text);
}

Status give_wide(VM& vm, std::u32string_view s, Cell* out) {
    return give_obj(out,
                    str_from_code_points(vm, reinterpret_cast<const uint32_t*>(s.data()), static_cast<uint32_t>(s.size())));
}

std::u32string_view cut(std::u32string_view s, Range r) { return s.substr(r.start, r.end - r.start); }

// A whole number in decimal digits; *out -1 where it is none.
Status read_index(VM& vm, std::u32string_view s, int64_t* out) {
    *out = -1;
    if (s.empty()) return Status::Ok;
    int64_t v = 0;
    for (char32_t c : s) {
        int digit = unicode::decimal_value(c);
        if (digit < 0) return Status::Ok;
        if (v > (INT64_MAX - digit) / 10) return raise(vm, C::ValueError, "Too many decimal digits in format string");
        v = v * 10 + digit;
    }
    *out = v;
    return Status::Ok;
}

struct Arguments {
    VM& vm;
    const Cell* v;
    int64_t n;
    Args keywords;     // the keyword part of the call
    Dict* map;         // format_map's, or null
    int64_t next = 0;  // automatic numbering: the next one
    enum { Unknown, Automatic, Manual } numbering = Unknown;
};

enum class Found : uint8_t { Ok, Fail, Python };

Found found(Status s) { return s == Status::Ok ? Found::Ok : Found::Fail; }

Found by_number(Arguments& a, int64_t i, bool automatic, Cell* out) {
    if (a.numbering == Arguments::Unknown) a.numbering = automatic ? Arguments::Automatic : Arguments::Manual;
    if (a.numbering == Arguments::Manual && automatic)
        return found(raise(a.vm, C::ValueError, "cannot switch from manual field specification to automatic field numbering"));
    if (a.numbering == Arguments::Automatic && !automatic)
        return found(raise(a.vm, C::ValueError, "cannot switch from automatic field numbering to manual field specification"));
    if (automatic) i = a.next++;
    if (a.map) return found(raise(a.vm, C::ValueError, "Format string contains positional fields"));
    if (i >= a.n)
        return found(raise(a.vm, C::IndexError, "Replacement index %lld out of range for positional args tuple",
                           static_cast<long long>(i)));
    *out = a.v[i];
    return Found::Ok;
}

Found by_name(Arguments& a, std::u32string_view name, Cell* out) {
    Cell key;
    if (give_wide(a.vm, name, &key) != Status::Ok) return Found::Fail;
    Owned hold(a.vm, key);
    *out = empty_cell();
    if (a.map) {
        if (dict_get(a.vm, a.map, key, out) != Status::Ok) return Found::Fail;
    } else {
        for (uint32_t i = 0; i < a.keywords.nkw; i++)
            if (str_equal(as<Str>(a.keywords.kwnames->v[i]), as<Str>(key))) *out = a.keywords.v[a.keywords.n + i];
    }
    return is_empty(*out) ? found(raise_key_error(a.vm, key)) : Found::Ok;
}

Found value_of(Arguments& a, std::u32string_view name, Cell* out) {
    if (name.find_first_of(U".[") != std::u32string_view::npos) return Found::Python;
    int64_t i;
    if (read_index(a.vm, name, &i) != Status::Ok) return Found::Fail;
    return name.empty() || i >= 0 ? by_number(a, i, name.empty(), out) : by_name(a, name, out);
}

std::string conversion_name(uint32_t c) {
    char room[16];
    if (c > 32 && c < 127) return {static_cast<char>(c)};
    snprintf(room, sizeof room, "\\x%x", c);
    return room;
}

Found format_all(Arguments& a, std::u32string_view text, int depth, StrBuilder& out);

Found format_field(Arguments& a, std::u32string_view text, const Part& p, int depth, StrBuilder& out) {
    VM& vm = a.vm;
    Cell value, result;
    if (Found f = value_of(a, cut(text, p.name), &value); f != Found::Ok) return f;
    uint32_t conversion = p.conversion == 's' ? 1 : p.conversion == 'r' ? 2 : 0;
    if (p.conversion == 'a') return Found::Python;
    if (p.conversion && !conversion)
        return found(raise(vm, C::ValueError, "Unknown conversion specifier %s", conversion_name(p.conversion).c_str()));
    Owned spec(vm);
    if (p.nested) {
        StrBuilder inner;
        if (Found f = format_all(a, cut(text, p.spec), depth - 1, inner); f != Found::Ok) return f;
        if (inner.finish(vm, &result) != Status::Ok) return Found::Fail;
        spec.reset(result);
    } else if (p.spec.end > p.spec.start) {
        if (give_wide(vm, cut(text, p.spec), &result) != Status::Ok) return Found::Fail;
        spec.reset(result);
    }
    if (is_empty(spec) && !conversion && is_exact_str(vm, value)) {
        out.add(as<Str>(value));
        return Found::Ok;
    }
    if (conversion && !is_empty(spec)) return Found::Python;
    const uint32_t shown = vm.showing ? vm.showing->n : 0;
    Status s = format_value(vm, value, spec, conversion, &result);
    if (s == Status::Call) {
        drop_call(vm);
        if (vm.showing) vm.showing->n = shown;  // the repr given up here had begun to show containers
        return Found::Python;
    }
    if (s != Status::Ok) return Found::Fail;
    Owned hold(vm, result);
    if (!is_str(result)) return Found::Python;
    out.add(as<Str>(result));
    return Found::Ok;
}

Found format_all(Arguments& a, std::u32string_view text, int depth, StrBuilder& out) {
    if (depth <= 0) return found(raise(a.vm, C::ValueError, "Max string recursion exceeded"));
    FormatReader r{a.vm, text};
    while (r.at < text.size()) {
        Part p;
        if (r.next(&p) != Status::Ok) return Found::Fail;
        for (char32_t c : p.literal) out.add(c);
        if (!p.has_field) continue;
        if (Found f = format_field(a, text, p, depth, out); f != Found::Ok) return f;
    }
    return Found::Ok;
}

Status format_by_helper(VM& vm, Args a, Cell* out) {
    (void)out;
    Tuple* positional = new_tuple(vm, a.n - 1);
    if (!positional) return Status::Fail;
    Owned hold(vm, obj_cell(positional));
    for (uint32_t i = 1; i < a.n; i++) positional->v[i - 1] = newref(a[i]);
    Dict* named = new_dict(vm);
    if (!named) return Status::Fail;
    Owned hold_named(vm, obj_cell(named));
    for (uint32_t i = 0; i < a.nkw; i++)
        if (Status s = dict_set(vm, named, a.kwnames->v[i], a.v[a.n + i]); s != Status::Ok) return s;
    return call_hidden(vm, "_str_format", {a[0], hold, hold_named});
}

}  // namespace

Status str_format(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (!charge_text(vm, s->len)) return Status::Fail;
    std::u32string text = wide(s);
    Arguments arguments{vm, a.v + 1, int64_t(a.n) - 1, a, nullptr};
    StrBuilder b;
    Found f = format_all(arguments, text, 2, b);
    if (f == Found::Fail) return Status::Fail;
    return f == Found::Ok ? b.finish(vm, out) : format_by_helper(vm, a, out);
}

Status str_format_map(VM& vm, Args a, Cell* out) {
    if (is_exact(vm, a[1], C::Dict)) {
        std::u32string text = wide(as<Str>(a[0]));
        Arguments arguments{vm, nullptr, 0, {nullptr, 0, 0, nullptr}, as<Dict>(a[1])};
        StrBuilder b;
        Found f = format_all(arguments, text, 2, b);
        if (f == Found::Fail) return Status::Fail;
        if (f == Found::Ok) return b.finish(vm, out);
    }
    return call_hidden(vm, "_str_format", {a[0], none_cell(), a[1]});
}

// ---- natives of the helper

Status format_next_native(VM& vm, Args a, Cell* out) {
    std::u32string text = wide(as<Str>(a[0]));
    FormatReader r{vm, text, static_cast<size_t>(int_of(a[1]))};
    if (r.at >= text.size()) return give(out, none_cell());
    Part p;
    if (Status s = r.next(&p); s != Status::Ok) return s;
    Cell literal, name = none_cell(), spec = none_cell(), conversion = none_cell();
    if (Status s = give_wide(vm, p.literal, &literal); s != Status::Ok) return s;
    Owned hold(vm, literal);
    if (p.has_field)
        if (Status s = give_wide(vm, cut(text, p.name), &name); s != Status::Ok) return s;
    Owned hold_name(vm, name);
    if (p.has_field)
        if (Status s = give_wide(vm, cut(text, p.spec), &spec); s != Status::Ok) return s;
    Owned hold_spec(vm, spec);
    if (p.conversion)
        if (Status s = give_obj(&conversion, str_char(vm, p.conversion)); s != Status::Ok) return s;
    Owned hold_conversion(vm, conversion);
    return give(out, tuple_of(vm, {int_cell(int64_t(r.at)), literal, name, spec, conversion, bool_cell(p.nested)}));
}

namespace {

// One .name or [index] at s[at].
Status read_step(VM& vm, std::u32string_view s, size_t* at, bool* attribute, Cell* out) {
    *attribute = s[*at] == '.';
    size_t start = ++*at;
    if (*attribute) {
        while (*at < s.size() && s[*at] != '.' && s[*at] != '[') ++*at;
        if (*at == start) return raise(vm, C::ValueError, "Empty attribute in format string");
        return give_wide(vm, s.substr(start, *at - start), out);
    }
    size_t end = s.find(U']', start);
    if (end == std::u32string_view::npos) return raise(vm, C::ValueError, "Missing ']' in format string");
    *at = end + 1;
    if (end == start) return raise(vm, C::ValueError, "Empty attribute in format string");
    int64_t index;
    std::u32string_view name = s.substr(start, end - start);
    if (Status st = read_index(vm, name, &index); st != Status::Ok) return st;
    return index >= 0 ? give_int(out, index) : give_wide(vm, name, out);
}

}  // namespace

Status format_field_native(VM& vm, Args a, Cell* out) {
    std::u32string text = wide(as<Str>(a[0]));
    std::u32string_view s = text;
    size_t at = s.find_first_of(U".[");
    if (at == std::u32string_view::npos) at = s.size();
    int64_t number;
    Cell first;
    if (Status st = read_index(vm, s.substr(0, at), &number); st != Status::Ok) return st;
    if (Status st = number >= 0 ? give_int(&first, number) : give_wide(vm, s.substr(0, at), &first); st != Status::Ok)
        return st;
    Owned hold(vm, first);
    List* steps = new_list(vm, 0);
    if (!steps) return Status::Fail;
    Owned hold_steps(vm, obj_cell(steps));
    while (at < s.size()) {
        bool attribute;
        Cell name;
        if (s[at] != '.' && s[at] != '[') {
            // What is wrong here is said when the steps before have been taken.
            Cell bad = tuple_of(vm, {none_cell(), none_cell()});
            if (is_empty(bad) || !list_append(vm, steps, bad)) return Status::Fail;
            break;
        }
        if (read_step(vm, s, &at, &attribute, &name) != Status::Ok) {
            if (!pending_is(vm, C::ValueError)) return Status::Fail;
            Cell error = take_exception(vm);
            Owned hold_error(vm, error);
            Cell bad = tuple_of(vm, {none_cell(), error});
            if (is_empty(bad) || !list_append(vm, steps, bad)) return Status::Fail;
            break;
        }
        Owned hold_name(vm, name);
        Cell step = tuple_of(vm, {bool_cell(attribute), name});
        if (is_empty(step) || !list_append(vm, steps, step)) return Status::Fail;
    }
    return give(out, tuple_of(vm, {first, hold_steps}));
}

Status formatter_parser(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise(vm, C::TypeError, "expected str, got %s", type_name(vm, a[0]));
    List* parts = new_list(vm, 0);
    if (!parts) return Status::Fail;
    Owned hold(vm, obj_cell(parts));
    Cell at = int_cell(0);
    for (;;) {
        Cell args[2] = {a[0], at}, part;
        if (Status s = format_next_native(vm, Args{args, 2, 0, nullptr}, &part); s != Status::Ok) return s;
        if (is_none(part)) break;
        Owned hold_part(vm, part);
        auto* t = as<Tuple>(part);
        at = t->v[0];
        Cell row = tuple_of(vm, {t->v[1], t->v[2], t->v[3], t->v[4]});
        if (is_empty(row) || !list_append(vm, parts, row)) return Status::Fail;
    }
    return iter_of(vm, hold, out);
}

Status formatter_field_name_split(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise(vm, C::TypeError, "expected str, got %s", type_name(vm, a[0]));
    Cell pair;
    if (Status s = format_field_native(vm, a, &pair); s != Status::Ok) return s;
    Owned hold(vm, pair);
    auto* t = as<Tuple>(pair);
    auto* steps = as<List>(t->v[1]);
    for (uint32_t i = 0; i < steps->n; i++) {
        auto* step = as<Tuple>(steps->v[i]);
        if (!is_none(step->v[0])) continue;
        if (is_none(step->v[1])) return raise(vm, C::ValueError, "Only '.' or '[' may follow ']' in format field specifier");
        return raise_exception(vm, newref(step->v[1]));
    }
    Cell it;
    if (Status s = iter_of(vm, t->v[1], &it); s != Status::Ok) return s;
    Owned hold_it(vm, it);
    return give(out, tuple_of(vm, {t->v[0], it}));
}

}  // namespace loopscope::runtime
