// Numbers of any size: against results that Python recorded, and against themselves.
#include <cstring>

#include "recorded.h"
#include "runtime/num_big.h"

using namespace loopscope::runtime;
using big::Big;
using big::View;

namespace {

Big parse(const std::string& s) {
    bool negative = s[0] == '-';
    return {negative, big::from_digits(std::string_view(s).substr(negative), 10)};
}

std::string text(const Big& b) { return (b.negative ? "-" : "") + big::to_decimal(b.d); }

std::string bits(double d) {
    uint64_t v;
    char room[20];
    memcpy(&v, &d, 8);
    snprintf(room, sizeof room, "%016llx", static_cast<unsigned long long>(v));
    return room;
}

std::string computed(const std::string& name, const Big& a, const Big& b) {
    Big out;
    uint64_t small = b.d.empty() ? 0 : b.d[0];
    if (name == "add")
        out = big::add(a, b);
    else if (name == "sub")
        out = big::sub(a, b);
    else if (name == "mul")
        out = big::mul(a, b);
    else if (name == "and")
        out = big::bitwise(big::Bitwise::And, a, b);
    else if (name == "or")
        out = big::bitwise(big::Bitwise::Or, a, b);
    else if (name == "xor")
        out = big::bitwise(big::Bitwise::Xor, a, b);
    else if (name == "floordiv")
        big::floor_divmod(a, b, &out, nullptr);
    else if (name == "mod")
        big::floor_divmod(a, b, nullptr, &out);
    else if (name == "gcd")
        out = big::gcd(a, b);
    else if (name == "lshift")
        out = big::shift_left(View(a), small);
    else if (name == "rshift")
        out = big::shift_right(View(a), small);
    else if (name == "isqrt")
        out = big::isqrt(a.d);
    else if (name == "pow")
        out = big::power(a, small);
    else if (name == "ratio")
        return bits(big::ratio(a.d, b.d));
    else
        return "unknown operation";
    return text(out);
}

// Digits that look random, always the same ones.
big::Digits digits(size_t n, uint32_t seed) {
    big::Digits out(n);
    for (auto& d : out) d = seed = seed * 1664525u + 1013904223u;
    out.back() |= 1;
    return out;
}

}  // namespace

TEST_CASE("operations on big numbers agree with what Python recorded") {
    auto rows = recorded::rows("big_numbers.txt");
    REQUIRE(rows.size() > 1000);
    for (auto& row : rows) {
        REQUIRE(row.size() == 4);
        CHECK_MESSAGE(computed(row[0], parse(row[1]), parse(row[2])) == row[3], row[0], " ", row[1], " ", row[2]);
    }
}

TEST_CASE("products of all sizes hold together: (a + 1) * b == a * b + b, and division undoes them") {
    for (size_t n : {1, 2, 39, 40, 41, 79, 80, 81, 160, 333, 1000}) {
        for (size_t m : {1, 2, 39, 40, 41, 95, 200, 1000}) {
            Big a(false, digits(n, 7)), b(true, digits(m, 11)), one(1), q, r;
            Big product = big::mul(a, b);
            CHECK(text(big::mul(big::add(a, one), b)) == text(big::add(product, b)));
            Big rest(true, digits(1, 3));
            if (m > 1) {
                big::floor_divmod(big::add(product, rest), b, &q, &r);
                CHECK(big::compare(View(q), View(a)) == 0);
                CHECK(big::compare(View(r), View(rest)) == 0);
            }
        }
    }
}

TEST_CASE("decimal texts of all lengths come back as the number they were made of") {
    for (size_t n = 1; n < 400; n = n * 3 / 2 + 1) {
        Big a(false, digits(n, static_cast<uint32_t>(n)));
        CHECK(parse(text(a)).d == a.d);
        CHECK(big::from_digits(big::to_base(a.d, 4), 16) == a.d);
        CHECK(big::from_digits(big::to_base(a.d, 3), 8) == a.d);
        CHECK(big::from_digits(big::to_base(a.d, 1), 2) == a.d);
    }
    CHECK(big::to_decimal({}) == "0");
    CHECK(text(big::power(Big(10), 2000)) == "1" + std::string(2000, '0'));
}

TEST_CASE("powers and inverses modulo a number") {
    Big p = parse("1000000007"), a = parse("123456789012345678901234567890"), inverse;
    REQUIRE(big::inverse_mod(a, p, &inverse));
    CHECK(text(big::power_mod(big::mul(a, inverse), Big(1), p)) == "1");
    CHECK(text(big::power_mod(a, parse("1000000006"), p)) == "1");  // Fermat
    CHECK_FALSE(big::inverse_mod(Big(6), Big(9), &inverse));
    CHECK(text(big::power_mod(Big(2), Big(3), Big(-5))) == "-2");
}
