// The module _json: the common cases of library/json natively. What needs Python code (hooks, default=, odd classes) is done
// there.
#include <algorithm>
#include <cmath>

#include "runtime/builtins.h"
#include "runtime/memory.h"
#include "runtime/setup.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

// ---- text as JSON strings

void add_escape(std::string* to, uint32_t unit) {
    char room[16];
    snprintf(room, sizeof room, "\\u%04x", unit);
    *to += room;
}

const char* short_escape(uint32_t c) {
    switch (c) {
        case '"': return "\\\"";
        case '\\': return "\\\\";
        case '\n': return "\\n";
        case '\r': return "\\r";
        case '\t': return "\\t";
        case '\f': return "\\f";
        case '\b': return "\\b";
        default: return nullptr;
    }
}

// What is being written: ASCII as long as it can be, then code points.
struct Writer {
    VM& vm;
    bool ascii_only;
    std::string ascii;
    StrBuilder wide;
    bool is_wide = false;

    void add(std::string_view s) {
        if (is_wide)
            wide.add_ascii(s);
        else
            ascii += s;
    }
    void add(const Str* s) {
        if (!is_wide && is_ascii(s)) {
            ascii.append(s->data, s->len);
            return;
        }
        widen();
        wide.add(s);
    }
    void widen() {
        if (is_wide) return;
        is_wide = true;
        wide.add_ascii(ascii);
        ascii.clear();
    }
    void quoted(const Str* s);
    size_t size() const { return is_wide ? wide.text.size() : ascii.size(); }
    Status finish(Cell* out) {
        if (size() > kMaxTextLength) return too_long(vm);
        return is_wide ? wide.finish(vm, out) : give_obj(out, str_from_ascii(vm, ascii.data(), ascii.size()));
    }
};

void Writer::quoted(const Str* s) {
    add("\"");
    by_width(s, [&](auto* p) {
        for (uint32_t i = 0; i < s->len; i++) {
            uint32_t c = p[i];
            if (const char* e = short_escape(c)) {
                add(e);
            } else if (c < 0x20 || (ascii_only && c > 0x7E)) {
                std::string e;
                if (c < 0x10000) {
                    add_escape(&e, c);
                } else {
                    add_escape(&e, 0xD800 + ((c - 0x10000) >> 10));
                    add_escape(&e, 0xDC00 + ((c - 0x10000) & 0x3FF));
                }
                add(e);
            } else if (c < 0x80 && !is_wide) {
                ascii += static_cast<char>(c);
            } else {
                widen();
                wide.add(c);
            }
        }
    });
    add("\"");
}

template <bool ascii_only>
Status quote(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise(vm, C::TypeError, "first argument must be a string, not %s", type_name(vm, a[0]));
    if (!charge_text(vm, as<Str>(a[0])->len)) return Status::Fail;
    Writer w{vm, ascii_only, {}, {}};
    w.quoted(as<Str>(a[0]));
    return w.finish(out);
}

// ---- dumps of plain values

enum class Wrote : uint8_t { Yes, Fail, NeedsPython };

struct Encoder {
    Writer w;
    Str *item_separator, *key_separator, *indent;  // indent null: all on one line
    bool allow_nan, sort_keys, skip_keys;
    std::vector<Obj*> open;  // the containers around

    bool plain(Cell c) const { return !is_obj(c) || !(obj_of(c)->cls->class_flags & kClassHeap); }
    Wrote value(Cell c);
    Wrote number(Cell c);
    Wrote list(Cell c, const Cell* v, uint32_t n);
    Wrote dict(Dict* d);
    Wrote pair(Cell key, Cell value, bool first);
    bool enter(Obj* o) {
        if (std::find(open.begin(), open.end(), o) != open.end()) {
            (void)raise(w.vm, C::ValueError, "Circular reference detected");
            return false;
        }
        if (open.size() >= 990) {
            (void)raise(w.vm, C::RecursionError, "maximum recursion depth exceeded while encoding a JSON object");
            return false;
        }
        open.push_back(o);
        return true;
    }
    void new_line(size_t level) {
        if (!indent) return;
        w.add("\n");
        for (size_t i = 0; i < level; i++) w.add(indent);
    }
};

std::string float_text(double d) {
    if (std::isnan(d)) return "NaN";
    if (std::isinf(d)) return d < 0 ? "-Infinity" : "Infinity";
    return float_repr(d);
}

Wrote Encoder::number(Cell c) {
    if (is_bool(c)) {
        w.add(is_true(c) ? "true" : "false");
        return Wrote::Yes;
    }
    if (is_int(c)) {
        std::string digits;
        if (int_to_text(w.vm, c, &digits) != Status::Ok) return Wrote::Fail;
        w.add(digits);
        return Wrote::Yes;
    }
    double d = float_value(c);
    if (!allow_nan && !std::isfinite(d)) {
        (void)raise(w.vm, C::ValueError, "Out of range float values are not JSON compliant: %s", float_repr(d).c_str());
        return Wrote::Fail;
    }
    w.add(float_text(d));
    return Wrote::Yes;
}

Wrote Encoder::list(Cell c, const Cell* v, uint32_t n) {
    if (n == 0) {
        w.add("[]");
        return Wrote::Yes;
    }
    if (!enter(obj_of(c))) return Wrote::Fail;
    w.add("[");
    for (uint32_t i = 0; i < n; i++) {
        if (i) w.add(item_separator);
        new_line(open.size());
        if (Wrote r = value(v[i]); r != Wrote::Yes) return r;
    }
    open.pop_back();
    new_line(open.size());
    w.add("]");
    return Wrote::Yes;
}

Wrote Encoder::pair(Cell key, Cell v, bool first) {
    if (!first) w.add(item_separator);
    new_line(open.size());
    if (is_str(key)) {
        w.quoted(as<Str>(key));
    } else {
        w.add("\"");
        if (is_none(key))
            w.add("null");
        else if (Wrote r = number(key); r != Wrote::Yes)
            return r;
        w.add("\"");
    }
    w.add(key_separator);
    return value(v);
}

Wrote Encoder::dict(Dict* d) {
    if (d->n == 0) {
        w.add("{}");
        return Wrote::Yes;
    }
    if (!enter(d)) return Wrote::Fail;
    w.add("{");
    std::vector<std::pair<Cell, Cell>> items;
    Cell key, v;
    bool all_str = true;
    for (uint32_t at = 0; dict_next(d, &at, &key, &v);) {
        all_str = all_str && is_str(key);
        items.push_back({key, v});
    }
    if (sort_keys) {
        if (!all_str) return Wrote::NeedsPython;
        std::stable_sort(items.begin(), items.end(), [](auto& a, auto& b) {
            auto *x = as<Str>(a.first), *y = as<Str>(b.first);
            for (uint32_t i = 0; i < x->len && i < y->len; i++)
                if (uint32_t p = str_at(x, i), q = str_at(y, i); p != q) return p < q;
            return x->len < y->len;
        });
    }
    bool first = true;
    for (auto& [k, value_of_key] : items) {
        if (!is_str(k) && !is_none(k) && !is_number(k)) {
            if (skip_keys && plain(k)) continue;
            return Wrote::NeedsPython;
        }
        if (Wrote r = pair(k, value_of_key, first); r != Wrote::Yes) return r;
        first = false;
    }
    open.pop_back();
    if (!first) new_line(open.size());
    w.add("}");
    return Wrote::Yes;
}

Wrote Encoder::value(Cell c) {
    if (w.size() > kMaxTextLength || w.wide.full || w.size() > heap_room(w.vm)) {
        (void)too_long(w.vm);
        return Wrote::Fail;
    }
    if (is_none(c)) {
        w.add("null");
        return Wrote::Yes;
    }
    if (is_str(c)) {
        w.quoted(as<Str>(c));
        return Wrote::Yes;
    }
    if (is_number(c)) return number(c);
    if (!plain(c)) return Wrote::NeedsPython;
    if (is_kind(c, kList)) return list(c, as<List>(c)->v, as<List>(c)->n);
    if (is_kind(c, kTuple)) return list(c, as<Tuple>(c)->v, as<Tuple>(c)->n);
    if (is_kind(c, kDict)) return dict(as<Dict>(c));
    return Wrote::NeedsPython;
}

// (value, ensure_ascii, item_separator, key_separator, indent or None, allow_nan, sort_keys, skip_keys) -> str, or
// NotImplemented
Status dumps(VM& vm, Args a, Cell* out) {
    if (!is_str(a[2]) || !is_str(a[3]) || !(is_none(a[4]) || is_str(a[4]))) return give_not_implemented(vm, out);
    Encoder e{{vm, truth_native(a[1]) == 1, {}, {}},
              as<Str>(a[2]),
              as<Str>(a[3]),
              is_none(a[4]) ? nullptr : as<Str>(a[4]),
              truth_native(a[5]) == 1,
              truth_native(a[6]) == 1,
              truth_native(a[7]) == 1,
              {}};
    Wrote r = e.value(a[0]);
    if (!charge_text(vm, e.w.size())) return Status::Fail;
    if (r == Wrote::Yes) return e.w.finish(out);
    return r == Wrote::Fail ? Status::Fail : give_not_implemented(vm, out);
}

// ---- loads

// Reads code points of any width. A mistake is kept as message and place; raised by a hidden helper at the end.
template <class T>
struct Decoder {
    VM& vm;
    Cell source;
    const T* p;
    int64_t n;
    int64_t at;
    bool strict;
    std::string message{};
    int64_t where = 0;
    uint32_t depth = 0;

    bool wrong(std::string what, int64_t place) {
        message = std::move(what);
        where = place;
        return false;
    }
    void skip_blanks() {
        while (at < n && (p[at] == ' ' || p[at] == '\t' || p[at] == '\n' || p[at] == '\r')) at++;
    }
    bool word(const char* w) {
        int64_t i = at;
        for (; *w; w++, i++)
            if (i >= n || p[i] != static_cast<T>(*w)) return false;
        at = i;
        return true;
    }
    bool value(Cell* out);
    bool number(Cell* out);
    bool string(Cell* out);  // behind the opening quote
    bool escape(StrBuilder* to, int64_t begin);
    bool hex4(uint32_t* unit);
    bool array(Cell* out);
    bool object(Cell* out);
    bool made(Cell* out, Obj* o) {
        *out = o ? obj_cell(o) : empty_cell();
        return o != nullptr;
    }
};

template <class T>
bool Decoder<T>::hex4(uint32_t* unit) {
    *unit = 0;
    for (int64_t i = at; i < at + 4; i++) {
        uint32_t c = i < n ? p[i] : 0, lower = c | 32;
        uint32_t digit = c >= '0' && c <= '9' ? c - '0' : c < 128 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
        if (digit == 16) return wrong("Invalid \\uXXXX escape", at - 1);
        *unit = *unit * 16 + digit;
    }
    at += 4;
    return true;
}

template <class T>
bool Decoder<T>::escape(StrBuilder* to, int64_t begin) {
    if (at >= n) return wrong("Unterminated string starting at", begin);
    uint32_t c = p[at++];
    switch (c) {
        case '"':
        case '\\':
        case '/': to->add(c); return true;
        case 'b': to->add('\b'); return true;
        case 'f': to->add('\f'); return true;
        case 'n': to->add('\n'); return true;
        case 'r': to->add('\r'); return true;
        case 't': to->add('\t'); return true;
        case 'u': break;
        default: return wrong("Invalid \\escape", at - 2);
    }
    uint32_t unit, low;
    if (!hex4(&unit)) return false;
    if ((unit & 0xFC00) == 0xD800 && at + 5 < n && p[at] == '\\' && p[at + 1] == 'u') {
        int64_t back = at;
        at += 2;
        if (!hex4(&low)) return false;
        if ((low & 0xFC00) == 0xDC00)
            unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
        else
            at = back;
    }
    to->add(unit);
    return true;
}

template <class T>
bool Decoder<T>::string(Cell* out) {
    int64_t begin = at - 1, from = at;
    while (at < n && p[at] != '"' && p[at] != '\\' && p[at] >= 0x20) at++;
    if (at < n && p[at] == '"') {  // as it stands
        at++;
        if constexpr (sizeof(T) == 1)
            return made(out, str_from_latin1(vm, p + from, static_cast<size_t>(at - 1 - from)));
        else
            return made(out, substring(vm, as<Str>(source), static_cast<uint32_t>(from), static_cast<uint32_t>(at - 1)));
    }
    StrBuilder b;
    for (at = from;;) {
        if (at >= n) return wrong("Unterminated string starting at", begin);
        uint32_t c = p[at++];
        if (c == '"') return made(out, b.finish(vm));
        if (c == '\\') {
            if (!escape(&b, begin)) return false;
        } else if (c < 0x20 && strict) {
            return wrong("Invalid control character at", at - 1);
        } else {
            b.add(c);
        }
    }
}

template <class T>
bool Decoder<T>::number(Cell* out) {
    int64_t i = at;
    auto digits = [&] {
        int64_t from = i;
        while (i < n && p[i] >= '0' && p[i] <= '9') i++;
        return i > from;
    };
    if (p[i] == '-') i++;
    if (i < n && p[i] == '0')
        i++;
    else if (!digits())
        return wrong("Expecting value", at);
    bool whole = true;
    if (i + 1 < n && p[i] == '.' && p[i + 1] >= '0' && p[i + 1] <= '9') {
        i++;
        digits();
        whole = false;
    }
    if (i + 1 < n && (p[i] == 'e' || p[i] == 'E')) {
        int64_t back = i++;
        if (i < n && (p[i] == '+' || p[i] == '-')) i++;
        if (digits())
            whole = false;
        else
            i = back;
    }
    std::string text(p + at, p + i);
    at = i;
    if (whole && text.size() <= 18) {
        *out = int_cell(std::stoll(text));
        return true;
    }
    if (whole) {
        Str* shown = new_str(vm, text);
        if (!shown) return false;
        Owned hold(vm, obj_cell(shown));
        return parse_int(vm, text, 10, hold, out) == Status::Ok;
    }
    double d = 0;
    parse_float(text, &d);
    *out = float_cell(d);
    return true;
}

template <class T>
bool Decoder<T>::array(Cell* out) {
    List* list = new_list(vm, 0);
    if (!list) return false;
    Owned hold(vm, obj_cell(list));
    skip_blanks();
    if (at < n && p[at] == ']') {
        at++;
        *out = hold.take();
        return true;
    }
    for (;;) {
        Cell item = empty_cell();
        if (!value(&item) || !list_append(vm, list, item)) return false;
        skip_blanks();
        if (at < n && p[at] == ']') break;
        if (at >= n || p[at] != ',') return wrong("Expecting ',' delimiter", at);
        int64_t comma = at++;
        skip_blanks();
        if (at < n && p[at] == ']') return wrong("Illegal trailing comma before end of array", comma);
    }
    at++;
    *out = hold.take();
    return true;
}

template <class T>
bool Decoder<T>::object(Cell* out) {
    Dict* dict = new_dict(vm);
    if (!dict) return false;
    Owned hold(vm, obj_cell(dict));
    skip_blanks();
    if (at < n && p[at] == '}') {
        at++;
        *out = hold.take();
        return true;
    }
    for (;;) {
        if (at >= n || p[at] != '"') return wrong("Expecting property name enclosed in double quotes", at);
        at++;
        Owned key(vm), item(vm);
        if (!string(&key.c)) return false;
        skip_blanks();
        if (at >= n || p[at] != ':') return wrong("Expecting ':' delimiter", at);
        at++;
        skip_blanks();
        if (!value(&item.c) || dict_set(vm, dict, key, item) != Status::Ok) return false;
        skip_blanks();
        if (at < n && p[at] == '}') break;
        if (at >= n || p[at] != ',') return wrong("Expecting ',' delimiter", at);
        int64_t comma = at++;
        skip_blanks();
        if (at < n && p[at] == '}') return wrong("Illegal trailing comma before end of object", comma);
    }
    at++;
    *out = hold.take();
    return true;
}

template <class T>
bool Decoder<T>::value(Cell* out) {
    if (at >= n) return wrong("Expecting value", at);
    switch (static_cast<uint32_t>(p[at])) {
        case '"': at++; return string(out);
        case '[':
        case '{': {
            bool is_array = p[at++] == '[';
            if (++depth > 2400) {
                (void)raise(vm, C::RecursionError,
                            "maximum recursion depth exceeded while decoding a JSON %s from a unicode string",
                            is_array ? "array" : "object");
                return false;
            }
            bool good = is_array ? array(out) : object(out);
            depth--;
            return good;
        }
        case 'n':
            if (word("null")) {
                *out = none_cell();
                return true;
            }
            break;
        case 't':
            if (word("true")) {
                *out = bool_cell(true);
                return true;
            }
            break;
        case 'f':
            if (word("false")) {
                *out = bool_cell(false);
                return true;
            }
            break;
        case 'N':
            if (word("NaN")) {
                *out = float_cell(std::nan(""));
                return true;
            }
            break;
        case 'I':
            if (word("Infinity")) {
                *out = float_cell(HUGE_VAL);
                return true;
            }
            break;
        case '-':
            if (word("-Infinity")) {
                *out = float_cell(-HUGE_VAL);
                return true;
            }
            return number(out);
        default:
            if (p[at] >= '0' && p[at] <= '9') return number(out);
    }
    return wrong("Expecting value", at);
}

Status json_error(VM& vm, const std::string& message, Cell source, int64_t where) {
    Str* text = new_str(vm, message);
    if (!text) return Status::Fail;
    Owned hold(vm, obj_cell(text));
    return call_hidden(vm, "_json_error", {hold.c, source, int_cell(where)});
}

enum class Part : uint8_t { Document, Value, String };
// Document: (text, strict) -> value. Value: (text, at, strict) -> (value, end). String: (text, at behind the quote, strict) ->
// (str, end)
template <Part part>
Status loads(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise(vm, C::TypeError, "first argument must be a string, not %s", type_name(vm, a[0]));
    auto* s = as<Str>(a[0]);
    int64_t from = 0;
    if (part != Part::Document)
        if (Status st = index_of(vm, a[1], &from, "scan"); st != Status::Ok) return st;
    if (from < 0 || from > s->len)
        return raise(vm, C::ValueError, part == Part::String ? "end is out of bounds" : "idx cannot be negative");
    if (!charge_text(vm, s->len - static_cast<uint64_t>(from))) return Status::Fail;
    bool strict = truth_native(a[part == Part::Document ? 1 : 2]) == 1;
    return by_width(s, [&](auto* p) {
        using T = std::remove_cv_t<std::remove_pointer_t<decltype(p)>>;
        Decoder<T> d{vm, a[0], p, s->len, from, strict};
        Owned value(vm);
        if (part == Part::Document) d.skip_blanks();
        bool good = part == Part::String ? d.string(&value.c) : d.value(&value.c);
        if (good && part == Part::Document) {
            d.skip_blanks();
            if (d.at != d.n) good = d.wrong("Extra data", d.at);
        }
        if (!good) return d.message.empty() ? Status::Fail : json_error(vm, d.message, a[0], d.where);
        if (part == Part::Document) return give(out, value.take());
        return give(out, tuple_of(vm, {value.c, int_cell(d.at)}));
    });
}

constexpr NativeDef kFunctions[] = {
    {"quote", quote<false>, 1, 1, 0, nullptr, nullptr},
    {"quote_ascii", quote<true>, 1, 1, 0, nullptr, nullptr},
    {"dumps", dumps, 8, 8, 0, nullptr, nullptr},
    {"loads", loads<Part::Document>, 2, 2, 0, nullptr, nullptr},
    {"scan", loads<Part::Value>, 3, 3, 0, nullptr, nullptr},
    {"scanstring", loads<Part::String>, 3, 3, 0, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

void setup_unicode_module(VM& vm);  // mod_unicode.cpp

void setup_json_module(VM& vm) {
    add_functions(vm, new_module(vm, "_json"), "_json", kFunctions);
    setup_unicode_module(vm);
}

}  // namespace loopscope::runtime
