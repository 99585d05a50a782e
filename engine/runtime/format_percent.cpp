// The % operator of str, bytes and bytearray. A format of bytes is worked on as latin-1 text. Values whose text needs Python
// code are converted by the hidden helper _percent_values, which comes back to percent_apply with plain values in order.
#include <cmath>

#include "runtime/container_iter.h"
#include "runtime/format_percent.h"
#include "runtime/format_spec.h"
#include "runtime/num_float.h"

namespace loopscope::runtime {

namespace {

struct Conversion {
    uint32_t literal_start, literal_end;  // the text before it
    bool has_key = false, left = false, plus = false, blank = false, alternate = false, zero = false;
    bool star_width = false, star_precision = false;
    uint32_t key_start = 0, key_end = 0, at = 0;
    int64_t width = -1, precision = -1;
    uint32_t type = 0;  // 0: the format ends inside it
};

struct Format {
    VM& vm;
    Cell original;  // str, bytes or bytearray
    std::u32string text;
    bool bytes;
    std::vector<Conversion> conversions;
    uint32_t tail = 0;
};

// One conversion behind its %; false: the format is malformed and `raised` holds.
Status read_conversion(Format& f, uint32_t& i, Conversion& c) {
    auto n = static_cast<uint32_t>(f.text.size());
    auto number = [&](int64_t* to, const char* message) {
        *to = 0;
        for (; i < n && f.text[i] >= '0' && f.text[i] <= '9'; i++) {
            *to = *to * 10 + (f.text[i] - '0');
            if (*to > INT32_MAX) return raise(f.vm, C::ValueError, "%s", message);
        }
        return Status::Ok;
    };
    if (i < n && f.text[i] == '(') {
        int depth = 1;
        c.key_start = ++i;
        for (; i < n && depth > 0; i++) depth += f.text[i] == '(' ? 1 : f.text[i] == ')' ? -1 : 0;
        if (depth > 0) return raise(f.vm, C::ValueError, "incomplete format key");
        c.key_end = i - 1;
        c.has_key = true;
    }
    for (; i < n; i++) {
        if (f.text[i] == '-')
            c.left = true;
        else if (f.text[i] == '+')
            c.plus = true;
        else if (f.text[i] == ' ')
            c.blank = true;
        else if (f.text[i] == '#')
            c.alternate = true;
        else if (f.text[i] == '0')
            c.zero = true;
        else
            break;
    }
    if (i < n && f.text[i] == '*') {
        c.star_width = true;
        i++;
    } else if (i < n && f.text[i] >= '0' && f.text[i] <= '9') {
        if (Status s = number(&c.width, "width too big"); s != Status::Ok) return s;
    }
    if (i < n && f.text[i] == '.') {
        if (++i < n && f.text[i] == '*') {
            c.star_precision = true;
            i++;
        } else if (Status s = number(&c.precision, "precision too big"); s != Status::Ok) {
            return s;
        }
    }
    if (i < n && (f.text[i] == 'h' || f.text[i] == 'l' || f.text[i] == 'L')) i++;
    c.at = i;
    c.type = i < n ? static_cast<uint32_t>(f.text[i++]) : 0;
    return Status::Ok;
}

Status read_format(Format& f) {
    auto n = static_cast<uint32_t>(f.text.size());
    uint32_t start = 0;
    for (uint32_t i = 0; i < n;) {
        if (f.text[i] != '%') {
            i++;
            continue;
        }
        Conversion c{start, i};
        if (i + 1 < n && f.text[i + 1] == '%') {  // a plain %
            c.type = '%';
            i += 2;
        } else {
            i++;
            if (Status s = read_conversion(f, i, c); s != Status::Ok) return s;
        }
        f.conversions.push_back(c);
        start = i;
        if (!c.type) break;
    }
    f.tail = start;
    return Status::Ok;
}

bool is_plain_percent(const Conversion& c) { return c.type == '%' && c.at == 0; }

// ---- where the values come from

struct Values {
    VM& vm;
    Cell all;      // the tuple, the mapping or the one value
    Cell mapping;  // EMPTY: keys cannot be used
    const Cell* v;
    int64_t n, next = 0;
    bool keyed = false;  // the value of a key has been fetched and not been used yet
    Cell key_value = empty_cell();
    const std::vector<Cell>* converted = nullptr;  // plain values in order, from the helper

    bool fetch(Cell* out) {
        if (converted) {
            if (next >= int64_t(converted->size())) return false;
            *out = (*converted)[static_cast<size_t>(next++)];
            return true;
        }
        if (keyed) {
            *out = key_value;
            keyed = false;
            n = next;  // only keys from now on
            return true;
        }
        if (next >= n) return false;
        *out = v[next++];
        return true;
    }
};

Status not_enough(VM& vm) { return raise(vm, C::TypeError, "not enough arguments for format string"); }

enum class Done : uint8_t { Ok, Fail, Python };

Done done(Status s) { return s == Status::Ok ? Done::Ok : Done::Fail; }

// The value of %(key)s for a dict; other mappings are asked by the helper.
Done fetch_key(Format& f, Values& values, const Conversion& c) {
    if (is_empty(values.mapping)) return done(raise(f.vm, C::TypeError, "format requires a mapping"));
    if (!is_exact(f.vm, values.mapping, C::Dict)) return Done::Python;
    StrBuilder b;
    for (uint32_t i = c.key_start; i < c.key_end; i++) b.add(f.text[i]);
    Cell key;
    if (b.finish(f.vm, &key) != Status::Ok) return Done::Fail;
    Owned hold(f.vm, key);
    if (f.bytes) {
        std::string raw;
        for (char32_t ch : b.text) raw += static_cast<char>(ch);
        Bytes* k = new_bytes(f.vm, raw.data(), raw.size());
        if (!k) return Done::Fail;
        hold.reset(obj_cell(k));
    }
    Cell value;
    if (dict_get(f.vm, as<Dict>(values.mapping), hold, &value) != Status::Ok) return Done::Fail;
    if (is_empty(value)) return done(raise_key_error(f.vm, hold));
    values.key_value = value;
    values.keyed = true;
    return Done::Ok;
}

// ---- one value

struct Piece {  // what a conversion gives, before padding
    std::u32string text;
    std::string sign;  // sign and 0x, in front of zeros
    bool number = false;
};

void append(std::u32string& to, std::string_view ascii) { to.append(ascii.begin(), ascii.end()); }

void append(std::u32string& to, const Str* s) {
    StrBuilder b;
    b.add(s);
    to += b.text;
}

Done text_value(Format& f, const Conversion& c, Cell value, bool converted, Piece& piece) {
    VM& vm = f.vm;
    if (is_str(value) && (converted || (c.type == 's' && is_exact_str(vm, value) && !f.bytes))) {
        append(piece.text, as<Str>(value));
    } else if (f.bytes && (c.type == 's' || c.type == 'b')) {
        const uint8_t* p;
        uint32_t n;
        if (!bytes_view(value, &p, &n)) return Done::Python;
        for (uint32_t i = 0; i < n; i++) piece.text += p[i];
    } else {
        Cell text;
        const uint32_t shown = vm.showing ? vm.showing->n : 0;
        Status s = c.type == 's' ? str_of(vm, value, &text) : repr_of(vm, value, &text);
        if (s == Status::Call) {
            drop_call(vm);
            if (vm.showing) vm.showing->n = shown;  // the repr given up here had begun to show containers
            return Done::Python;
        }
        if (s != Status::Ok) return Done::Fail;
        Owned hold(vm, text);
        if (c.type == 'a' || f.bytes)
            append(piece.text, ascii_of_repr(str_utf8(text)));
        else
            append(piece.text, as<Str>(text));
    }
    if (c.precision >= 0 && uint64_t(c.precision) < piece.text.size()) piece.text.resize(static_cast<size_t>(c.precision));
    return Done::Ok;
}

bool has_special(VM& vm, Cell c, Str* name) {
    return is_obj(c) && !is_str(c) && !is_empty(class_lookup(vm, obj_of(c)->cls, name));
}

void set_sign(const Conversion& c, bool negative, Piece& piece) {
    if (negative)
        piece.sign = "-";
    else if (c.plus)
        piece.sign = "+";
    else if (c.blank)
        piece.sign = " ";
}

Done int_value(Format& f, const Conversion& c, Cell value, Piece& piece) {
    VM& vm = f.vm;
    bool decimal = c.type == 'd' || c.type == 'i' || c.type == 'u';
    Owned number(vm);
    if (is_int(value)) {
        number.reset(newref(value));
    } else if (decimal && is_float(value)) {
        Cell whole;
        if (int_of_float(vm, float_value(value), &whole) != Status::Ok) return Done::Fail;
        number.reset(whole);
    } else if (has_special(vm, value, vm.names.index) || (decimal && has_special(vm, value, vm.names.int_))) {
        return Done::Python;
    } else {
        return done(
            raise(vm, C::TypeError,
                  decimal ? "%%%c format: a real number is required, not %s" : "%%%c format: an integer is required, not %s",
                  static_cast<char>(c.type), type_name(vm, value)));
    }
    std::string text;
    if (decimal) {
        if (int_to_text(vm, number, &text) != Status::Ok) return Done::Fail;
    } else {
        text = int_to_base(number, c.type == 'o' ? 8 : 16);
    }
    bool negative = text[0] == '-';
    text.erase(0, negative);
    if (c.type == 'X')
        for (char& ch : text) ch = ch >= 'a' ? static_cast<char>(ch - 32) : ch;
    if (c.precision > int64_t(text.size())) {
        if (c.precision > kMaxTextLength || !reserve_heap(vm, uint64_t(c.precision) * 4)) return done(too_long(vm));
        text.insert(0, static_cast<size_t>(c.precision) - text.size(), '0');
    }
    set_sign(c, negative, piece);
    if (c.alternate && !decimal) piece.sign += std::string("0") + static_cast<char>(c.type);
    append(piece.text, text);
    piece.number = true;
    return Done::Ok;
}

Done float_value_of(Format& f, const Conversion& c, Cell value, Piece& piece) {
    VM& vm = f.vm;
    double d;
    if (!is_number(value)) {
        if (has_special(vm, value, vm.names.float_) || has_special(vm, value, vm.names.index)) return Done::Python;
        if (f.bytes) return done(raise(vm, C::TypeError, "float argument required, not %s", type_name(vm, value)));
        return done(raise(vm, C::TypeError, "must be real number, not %s", type_name(vm, value)));
    }
    if (float_of_number(vm, value, &d) != Status::Ok) return Done::Fail;
    int64_t precision = c.precision < 0 ? 6 : c.precision;
    if (precision > 2000 && !reserve_heap(vm, uint64_t(precision) * 4)) return Done::Fail;
    std::string text = float_digits(d, static_cast<char>(c.type | 32), static_cast<int>(precision), c.alternate);
    if (!(c.type & 32))
        for (char& ch : text) ch = ch >= 'a' && ch <= 'z' ? static_cast<char>(ch - 32) : ch;
    set_sign(c, std::signbit(d) && !std::isnan(d), piece);
    append(piece.text, text);
    piece.number = true;
    return Done::Ok;
}

Done char_value(Format& f, Cell value, Piece& piece) {
    VM& vm = f.vm;
    int64_t v;
    if (is_int(value)) {
        bool fits = fits_int64(value, &v);
        if (f.bytes && (!fits || v < 0 || v > 255)) return done(raise(vm, C::OverflowError, "%%c arg not in range(256)"));
        if (!fits || v < 0 || v > 0x10FFFF) return done(raise(vm, C::OverflowError, "%%c arg not in range(0x110000)"));
        piece.text += static_cast<char32_t>(v);
        return Done::Ok;
    }
    const uint8_t* p;
    uint32_t n;
    if (f.bytes && bytes_view(value, &p, &n) && n == 1) {
        piece.text += p[0];
        return Done::Ok;
    }
    if (!f.bytes && is_str(value) && as<Str>(value)->len == 1) {
        append(piece.text, as<Str>(value));
        return Done::Ok;
    }
    if (has_special(vm, value, vm.names.index)) return Done::Python;
    return done(raise(vm, C::TypeError,
                      f.bytes ? "%%c requires an integer in range(256) or a single byte" : "%%c requires int or char"));
}

// Width or precision given by a *.
Done star(Format& f, Values& values, int64_t* out) {
    Cell v;
    if (!values.fetch(&v)) return done(not_enough(f.vm));
    if (!is_int(v)) return done(raise(f.vm, C::TypeError, "* wants int"));
    if (!fits_int64(v, out) || *out > INT32_MAX || *out < -INT32_MAX)
        return done(raise(f.vm, C::OverflowError, "Python int too large to convert to C int"));
    return Done::Ok;
}

Done convert(Format& f, Values& values, Conversion c, StrBuilder& out) {
    VM& vm = f.vm;
    if (c.has_key && !values.converted)
        if (Done d = fetch_key(f, values, c); d != Done::Ok) return d;
    if (c.star_width) {
        if (Done d = star(f, values, &c.width); d != Done::Ok) return d;
        if (c.width < 0) {
            c.left = true;
            c.width = -c.width;
        }
    }
    if (c.star_precision) {
        if (Done d = star(f, values, &c.precision); d != Done::Ok) return d;
        if (c.precision < 0) c.precision = 0;
    }
    if (!c.type) return done(raise(vm, C::ValueError, "incomplete format"));
    Cell value;
    if (!values.fetch(&value)) return done(not_enough(vm));
    Piece piece;
    Done d;
    switch (c.type) {
        case 's':
        case 'r':
        case 'a': d = text_value(f, c, value, values.converted != nullptr, piece); break;
        case 'd':
        case 'i':
        case 'u':
        case 'o':
        case 'x':
        case 'X': d = int_value(f, c, value, piece); break;
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G': d = float_value_of(f, c, value, piece); break;
        case 'c': d = char_value(f, value, piece); break;
        case 'b':
            if (f.bytes) {
                d = text_value(f, c, value, values.converted != nullptr, piece);
                break;
            }
            [[fallthrough]];
        default: {
            char shown = c.type > 31 && c.type < 128 ? static_cast<char>(c.type) : '?';
            return done(raise(vm, C::ValueError, "unsupported format character '%c' (0x%x) at index %u", shown, c.type, c.at));
        }
    }
    if (d != Done::Ok) return d;
    int64_t size = static_cast<int64_t>(piece.text.size() + piece.sign.size()), room = c.width - size;
    if (room > 2048 && (c.width > kMaxTextLength || !charge_text(vm, uint64_t(room)) || !reserve_heap(vm, uint64_t(room) * 4)))
        return c.width > kMaxTextLength ? done(too_long(vm)) : Done::Fail;
    bool zeros = c.zero && piece.number && !c.left;
    if (room > 0 && !c.left && !zeros) out.fill(' ', static_cast<size_t>(room));
    out.add_ascii(piece.sign);
    if (room > 0 && zeros) out.fill('0', static_cast<size_t>(room));
    for (char32_t ch : piece.text) out.add(ch);
    if (room > 0 && c.left) out.fill(' ', static_cast<size_t>(room));
    return Done::Ok;
}

Done run_format(Format& f, Values& values, StrBuilder& out) {
    for (const Conversion& c : f.conversions) {
        for (uint32_t i = c.literal_start; i < c.literal_end; i++) out.add(f.text[i]);
        if (is_plain_percent(c)) {
            out.add('%');
            continue;
        }
        if (Done d = convert(f, values, c, out); d != Done::Ok) return d;
    }
    for (size_t i = f.tail; i < f.text.size(); i++) out.add(f.text[i]);
    return Done::Ok;
}

Status finish(Format& f, const StrBuilder& b, Cell* out) {
    if (!f.bytes) return b.finish(f.vm, out);
    std::string raw;
    for (char32_t c : b.text) raw += static_cast<char>(c);
    if (is_bytearray(f.original)) return give_obj(out, new_bytearray(f.vm, raw.data(), raw.size()));
    return give_obj(out, new_bytes(f.vm, raw.data(), raw.size()));
}

// ---- the helper's side: what must be converted, in order

Status plan_of(Format& f, Cell* out) {
    VM& vm = f.vm;
    List* plan = new_list(vm, static_cast<uint32_t>(f.conversions.size()));
    if (!plan) return Status::Fail;
    Owned hold(vm, obj_cell(plan));
    for (const Conversion& c : f.conversions) {
        if (is_plain_percent(c)) continue;
        Owned key(vm, none_cell());
        if (c.has_key) {
            StrBuilder b;
            std::string raw;
            for (uint32_t i = c.key_start; i < c.key_end; i++) {
                b.add(f.text[i]);
                raw += static_cast<char>(f.text[i]);
            }
            Cell k = empty_cell();
            if (!f.bytes) {
                if (Status s = b.finish(vm, &k); s != Status::Ok) return s;
            } else if (Status s = give_obj(&k, new_bytes(vm, raw.data(), raw.size())); s != Status::Ok) {
                return s;
            }
            key.reset(k);
        }
        std::string kinds = std::string(c.star_width, '*') + std::string(c.star_precision, '*');
        kinds += c.type && c.type < 128 ? static_cast<char>(c.type) : '?';
        Owned text(vm, new_str_cell(vm, kinds));
        if (is_empty(text)) return Status::Fail;
        Cell row = tuple_of(vm, {key, text});
        if (is_empty(row) || !list_append(vm, plan, row)) return Status::Fail;
    }
    return give(out, hold.take());
}

Status load(Format& f) {
    const uint8_t* p;
    uint32_t n;
    StrBuilder b;
    if (is_str(f.original)) {
        b.add(as<Str>(f.original));
        f.text = std::move(b.text);
    } else {
        bytes_view(f.original, &p, &n);
        f.text.assign(p, p + n);
    }
    if (!charge_text(f.vm, f.text.size())) return Status::Fail;
    return read_format(f);
}

bool is_mapping(VM& vm, Cell c, bool bytes) {
    if (!is_obj(c) || is_kind(c, kTuple) || is_kind(c, kClass) || (bytes ? is_bytes_like(c) : is_str(c))) return false;
    return !is_empty(class_lookup(vm, obj_of(c)->cls, vm.names.getitem));
}

}  // namespace

Status percent_format(VM& vm, Cell format, Cell arguments, Cell* out) {
    Format f{vm, format, {}, !is_str(format), {}};
    if (Status s = load(f); s != Status::Ok) return s;
    Values values{vm, arguments, is_mapping(vm, arguments, f.bytes) ? arguments : empty_cell(), &arguments, 1};
    if (is_kind(arguments, kTuple)) {
        values.v = as<Tuple>(arguments)->v;
        values.n = as<Tuple>(arguments)->n;
    }
    StrBuilder b;
    Done d = run_format(f, values, b);
    if (d == Done::Fail) return Status::Fail;
    if (d == Done::Python) {
        Cell plan;
        if (Status s = plan_of(f, &plan); s != Status::Ok) return s;
        Owned hold(vm, plan);
        return call_hidden(vm, "_percent_values", {format, arguments, plan, bool_cell(!is_empty(values.mapping))});
    }
    if (values.next < values.n && is_empty(values.mapping))
        return raise(vm, C::TypeError, "not all arguments converted during %s formatting", f.bytes ? "bytes" : "string");
    return finish(f, b, out);
}

Status percent_apply(VM& vm, Args a, Cell* out) {
    Format f{vm, a[0], {}, !is_str(a[0]), {}};
    if (Status s = load(f); s != Status::Ok) return s;
    auto* l = as<List>(a[1]);
    std::vector<Cell> converted(l->v, l->v + l->n);
    Values values{vm, a[1], empty_cell(), nullptr, 0};
    values.converted = &converted;
    StrBuilder b;
    if (run_format(f, values, b) != Done::Ok) {
        if (is_empty(vm.exc)) return raise(vm, C::SystemError, "a value could not be formatted");
        return Status::Fail;
    }
    return finish(f, b, out);
}

}  // namespace loopscope::runtime
