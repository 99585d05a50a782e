// Number literals: where they end, and what is wrong with those that do not end well.
#include <string>

#include "syntax/lexer_impl.h"

namespace loopscope::syntax {

namespace {

bool is_binary_digit(char c) { return c == '0' || c == '1'; }
bool is_octal_digit(char c) { return c >= '0' && c <= '7'; }
bool is_hexadecimal_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_ascii_name_part(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// The keywords that may follow a number without a blank: "1if x else 2". It works, with a warning.
constexpr std::string_view kFollowingKeywords[] = {"and", "else", "for", "if", "in", "is", "not", "or"};

}  // namespace

bool Lexer::lex_number() {
    const Mark from = mark();
    const char next = at(pos_ + 1);
    bool good = false;
    if (current() != '0') {
        good = (current() == '.' || lex_decimal_tail()) && lex_fraction_and_exponent();
    } else if (next == 'x' || next == 'X') {
        good = lex_radix(is_hexadecimal_digit, "hexadecimal");
    } else if (next == 'o' || next == 'O') {
        good = lex_radix(is_octal_digit, "octal");
    } else if (next == 'b' || next == 'B') {
        good = lex_radix(is_binary_digit, "binary");
    } else {
        good = lex_leading_zero();
    }
    if (!good) return false;
    add(TokenKind::Number, from);
    return true;
}

// 0x, 0o or 0b stands at pos_: groups of digits, each but the first behind a single underscore.
bool Lexer::lex_radix(bool (*is_radix_digit)(char), const char* kind) {
    pos_ += 2;
    do {
        if (current() == '_') ++pos_;
        if (!is_radix_digit(current())) {
            if (!is_digit(current())) return fail(std::string("invalid ") + kind + " literal");
            break;
        }
        while (is_radix_digit(current())) ++pos_;
    } while (current() == '_');
    if (is_digit(current())) {
        const std::string digit(1, current());
        ++pos_;
        return fail("invalid digit '" + digit + "' in " + kind + " literal");
    }
    return verify_number_end(kind);
}

// Digits and single underscores between them; pos_ stands on a digit.
bool Lexer::lex_decimal_tail() {
    for (;;) {
        while (is_digit(current())) ++pos_;
        if (current() != '_') return true;
        ++pos_;
        if (!is_digit(current())) return fail("invalid decimal literal");
    }
}

// A number that begins with 0 is 0 itself or the start of a float; 0777 is refused.
bool Lexer::lex_leading_zero() {
    const std::size_t begin = pos_;
    for (;;) {
        if (current() == '_') {
            ++pos_;
            if (!is_digit(current())) return fail("invalid decimal literal");
        }
        if (current() != '0') break;
        ++pos_;
    }
    const std::size_t zeros_end = pos_;
    bool nonzero = false;
    if (is_digit(current())) {
        nonzero = true;
        if (!lex_decimal_tail()) return false;
    }
    const char c = current();
    const bool is_float = c == '.' || c == 'e' || c == 'E' || c == 'j' || c == 'J';
    if (is_float) return lex_fraction_and_exponent();
    if (!nonzero) return verify_number_end("decimal");
    return fail_at("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", line_,
                   column_of(begin) + 1, column_of(zeros_end) + 1);
}

bool Lexer::lex_fraction_and_exponent() {
    if (current() == '.') {
        ++pos_;
        if (is_digit(current()) && !lex_decimal_tail()) return false;
    }
    if (current() == 'e' || current() == 'E') {
        const char sign = at(pos_ + 1);
        if (sign == '+' || sign == '-') {
            pos_ += 2;
            if (!is_digit(current())) return fail("invalid decimal literal");
        } else if (is_digit(sign)) {
            ++pos_;
        } else {
            return verify_number_end("decimal");
        }
        if (!lex_decimal_tail()) return false;
    }
    if (current() == 'j' || current() == 'J') {
        ++pos_;
        return verify_number_end("imaginary");
    }
    return verify_number_end("decimal");
}

// What follows a number directly must not look like a part of it.
bool Lexer::verify_number_end(const char* kind) {
    const std::string_view rest = source_.substr(pos_);
    const std::string message = std::string("invalid ") + kind + " literal";
    for (std::string_view keyword : kFollowingKeywords) {
        if (!rest.starts_with(keyword)) continue;
        // As CPython: of if, in and is only the two letters count (1ifx is the number 1 and a name).
        if (keyword[0] != 'i' && is_name_part(at(pos_ + keyword.size()))) continue;
        warn(message);
        return true;
    }
    return is_ascii_name_part(current()) ? fail(message) : true;
}

}  // namespace loopscope::syntax
