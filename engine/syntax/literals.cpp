#include "syntax/literals.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "base/character_names.h"
#include "base/utf8.h"
#include "syntax/limits.h"

namespace loopscope::syntax {

namespace {

// ------------------------------------------------------------------------------------------------ numbers

std::string without_underscores(std::string_view text) {
    std::string plain;
    for (char c : text) {
        if (c != '_') plain += c;
    }
    return plain;
}

// Whether a decimal float text that from_chars found out of range is too big (else it is too small).
bool is_overflow(std::string_view text) {
    const std::size_t e = text.find_first_of("eE");
    const bool negative_exponent = e != std::string_view::npos && e + 1 < text.size() && text[e + 1] == '-';
    return !negative_exponent;
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double decode_float(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    (void)end;
    if (error != std::errc::result_out_of_range) return value;
    // The mantissa may be long: 1000...0e-400 or 0.000...1e400 need the value, not only the exponent's sign.
    std::string_view mantissa = text.substr(0, text.find_first_of("eE"));
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return 0.0;
    const std::int64_t magnitude =
        first < point ? static_cast<std::int64_t>(point - first) : 1 - static_cast<std::int64_t>(first - point);
    std::int64_t exponent = 0;
    if (mantissa.size() < text.size()) {
        std::string_view digits = text.substr(mantissa.size() + 1);
        if (digits.starts_with('+')) digits.remove_prefix(1);
        const auto [stop, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        (void)stop;
        if (failure == std::errc::result_out_of_range) return is_overflow(text) ? kInfinity : 0.0;
    }
    return exponent + magnitude > 0 ? kInfinity : 0.0;
}

void decode_integer(NumberValue& number, std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number.int_value, number.base);
    (void)end;
    if (error == std::errc()) return;
    number.type = ConstantKind::BigInt;
    number.int_value = 0;
    number.digits = digits;
    if (number.base == 10 && digits.size() > kMaxDecimalDigits) {
        number.problem = "Exceeds the limit (" + std::to_string(kMaxDecimalDigits) +
                         " digits) for integer string conversion: value has " + std::to_string(digits.size()) +
                         " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
                         "huge integer literals to avoid decimal conversion limits.";
    }
}

}  // namespace

NumberValue decode_number(std::string_view text) {
    NumberValue number;
    const std::string plain = without_underscores(text);
    std::string_view rest = plain;
    if (rest.size() > 2 && rest[0] == '0' && (rest[1] | 0x20) >= 'b') {
        const char radix = static_cast<char>(rest[1] | 0x20);
        if (radix == 'x' || radix == 'o' || radix == 'b') {
            number.base = radix == 'x' ? 16 : radix == 'o' ? 8 : 2;
            decode_integer(number, rest.substr(2));
            return number;
        }
    }
    const bool imaginary = rest.back() == 'j' || rest.back() == 'J';
    if (imaginary) rest.remove_suffix(1);
    if (imaginary || rest.find_first_of(".eE") != std::string_view::npos) {
        number.type = imaginary ? ConstantKind::Complex : ConstantKind::Float;
        number.float_value = decode_float(rest);
        return number;
    }
    decode_integer(number, rest);
    return number;
}

// ------------------------------------------------------------------------------------------------ strings

namespace {

int hexadecimal_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// One literal being decoded; str and bytes share all but \u, \U and \N.
class EscapeReader {
public:
    EscapeReader(std::string_view body, bool bytes) : body_(body), bytes_(bytes) {}

    StringValue run() {
        while (at_ < body_.size() && value_.problem.empty()) {
            const char c = body_[at_];
            if (c == '\\') {
                read_escape();
                continue;
            }
            value_.text += c;
            // CPython first rewrites what is not ASCII as \UXXXXXXXX: its positions count ten for it.
            if (base::is_utf8_continuation(c)) {
                ++at_;
                continue;
            }
            position_ += !bytes_ && static_cast<unsigned char>(c) >= 0x80 ? 10 : 1;
            ++at_;
        }
        return std::move(value_);
    }

private:
    void read_escape() {
        if (at_ + 1 >= body_.size()) {  // only after a `\` at the end of an f-string's stretch of text
            value_.text += '\\';
            ++at_;
            ++position_;
            return;
        }
        const char c = body_[at_ + 1];
        switch (c) {
            case '\n': take(2); return;
            case '\\':
            case '\'':
            case '"': return simple(c);
            case 'a': return simple('\a');
            case 'b': return simple('\b');
            case 'f': return simple('\f');
            case 'n': return simple('\n');
            case 'r': return simple('\r');
            case 't': return simple('\t');
            case 'v': return simple('\v');
            case 'x': return bytes_ ? hexadecimal_byte() : hexadecimal(2, "truncated \\xXX escape");
            case 'u':
                if (!bytes_) return hexadecimal(4, "truncated \\uXXXX escape");
                break;
            case 'U':
                if (!bytes_) return hexadecimal(8, "truncated \\UXXXXXXXX escape");
                break;
            case 'N':
                if (!bytes_) return named();
                break;
            default:
                if (is_octal(c)) return octal();
        }
        unknown(c);
    }

    void take(std::size_t count) {
        at_ += count;
        position_ += count;
    }

    void simple(char c) {
        value_.text += c;
        take(2);
    }

    void append(char32_t c) {
        if (bytes_) {
            value_.text += static_cast<char>(c);
        } else {
            base::append_utf8(value_.text, c);
        }
    }

    void octal() {
        char32_t code = 0;
        std::size_t size = 1;
        for (; size <= 3 && at_ + size < body_.size() && is_octal(body_[at_ + size]); ++size) {
            code = code * 8 + static_cast<char32_t>(body_[at_ + size] - '0');
        }
        if (code > 0377) warn("invalid octal escape sequence '" + std::string(body_.substr(at_, size)) + "'");
        append(bytes_ ? code & 0xFF : code);
        take(size);
    }

    void hexadecimal_byte() {
        const int high = at_ + 2 < body_.size() ? hexadecimal_value(body_[at_ + 2]) : -1;
        const int low = at_ + 3 < body_.size() ? hexadecimal_value(body_[at_ + 3]) : -1;
        if (high < 0 || low < 0) {
            value_.problem = "(value error) invalid \\x escape at position " + std::to_string(position_);
            return;
        }
        append(static_cast<char32_t>(high * 16 + low));
        take(4);
    }

    void hexadecimal(std::size_t digits, const char* truncated) {
        char32_t code = 0;
        std::size_t size = 2;
        for (; size < digits + 2 && at_ + size < body_.size(); ++size) {
            const int digit = hexadecimal_value(body_[at_ + size]);
            if (digit < 0) break;
            code = code * 16 + static_cast<char32_t>(digit);
        }
        if (size < digits + 2) return fail(size, truncated);
        if (code > base::kMaxCodePoint) return fail(size, "illegal Unicode character");
        append(code);
        take(size);
    }

    void named() {
        const std::size_t end = body_.find('}', at_);
        if (at_ + 2 >= body_.size() || body_[at_ + 2] != '{') return fail(2, "malformed \\N character escape");
        if (end == std::string_view::npos) return fail(body_.size() - at_, "malformed \\N character escape");
        if (end == at_ + 3) return fail(3, "malformed \\N character escape");
        const std::size_t size = end + 1 - at_;
        const std::optional<char32_t> found = base::find_character_by_name(body_.substr(at_ + 3, size - 4));
        if (!found) return fail(size, "unknown Unicode character name");
        append(*found);
        take(size);
    }

    void unknown(char c) {
        const auto byte = static_cast<unsigned char>(c);
        // A non-ASCII character is no escape, and no warning either.
        if (byte < 0x80) warn(std::string("invalid escape sequence '\\") + c + "'");
        value_.text += '\\';
        take(1);
    }

    void warn(std::string message) {
        if (value_.warning.empty()) value_.warning = std::move(message);
    }

    void fail(std::size_t size, const char* reason) {
        value_.problem = "(unicode error) 'unicodeescape' codec can't decode bytes in position " + std::to_string(position_) +
                         "-" + std::to_string(position_ + size - 1) + ": " + reason;
    }

    std::string_view body_;
    bool bytes_;
    std::size_t at_ = 0;
    std::size_t position_ = 0;
    StringValue value_;
};

}  // namespace

StringValue decode_string(std::string_view body, bool raw) {
    if (!raw && body.find('\\') != std::string_view::npos) return EscapeReader(body, false).run();
    StringValue value;
    value.text = body;
    return value;
}

StringValue decode_bytes(std::string_view body, bool raw) {
    StringValue value;
    if (!base::is_ascii(body)) {
        value.problem = "bytes can only contain ASCII literal characters";
        return value;
    }
    if (!raw && body.find('\\') != std::string_view::npos) return EscapeReader(body, true).run();
    value.text = body;
    return value;
}

}  // namespace loopscope::syntax
