// MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4). Constants that are roots of primes are computed, not listed.
#include "runtime/digest.h"

#include <cmath>
#include <cstring>
#include <vector>

namespace loopscope::runtime {

namespace {

template <class Word>
Word turn_right(Word v, unsigned bits) {
    return v >> bits | v << (sizeof(Word) * 8 - bits);
}
uint32_t turn_left(uint32_t v, unsigned bits) { return v << bits | v >> (32 - bits); }

// The message with its end mark and its length in bits, in whole blocks.
std::string padded(const uint8_t* data, size_t n, size_t block, bool big_endian) {
    std::string out(reinterpret_cast<const char*>(data), n);
    out += '\x80';
    size_t length_bytes = block / 8;
    while (out.size() % block != block - length_bytes) out += '\0';
    uint64_t bits = uint64_t(n) * 8;
    for (size_t i = 0; i < length_bytes; i++) {
        size_t place = big_endian ? length_bytes - 1 - i : i;
        out += place < 8 ? static_cast<char>(bits >> 8 * place) : '\0';
    }
    return out;
}

template <class Word>
Word load_big(const char* p) {
    Word v = 0;
    for (size_t i = 0; i < sizeof(Word); i++) v = v << 8 | static_cast<uint8_t>(p[i]);
    return v;
}

template <class Word>
void store_big(std::string& out, Word v) {
    for (size_t i = sizeof(Word); i-- > 0;) out += static_cast<char>(v >> 8 * i);
}

bool is_prime(unsigned n) {
    for (unsigned d = 2; d * d <= n; d++)
        if (n % d == 0) return false;
    return n > 1;
}

unsigned nth_prime(unsigned n) {
    unsigned p = 1;
    for (unsigned found = 0; found <= n;)
        if (is_prime(++p)) found++;
    return p;
}

// The first 64 bits behind the point of the square (or cube) root of p, by bisection on whole numbers.
uint64_t root_fraction(unsigned p, bool cube) {
    using Wide = unsigned __int128;
    uint64_t whole = cube ? static_cast<uint64_t>(std::cbrt(double(p))) : static_cast<uint64_t>(std::sqrt(double(p)));
    uint64_t fraction = 0;
    for (int bit = 63; bit >= 0; bit--) {
        uint64_t trial = fraction | 1ull << bit;
        // (whole + trial / 2^64)^2 (^3) <= p ? with 32-bit limbs of x = whole.trial
        uint32_t x[3] = {static_cast<uint32_t>(trial), static_cast<uint32_t>(trial >> 32), static_cast<uint32_t>(whole)};
        std::vector<uint32_t> power(x, x + 3);
        for (int times = cube ? 2 : 1; times > 0; times--) {
            std::vector<uint32_t> next(power.size() + 3);
            for (size_t i = 0; i < power.size(); i++) {
                uint64_t carry = 0;
                for (size_t j = 0; j < 3; j++) {
                    Wide t = Wide(power[i]) * x[j] + next[i + j] + carry;
                    next[i + j] = static_cast<uint32_t>(t);
                    carry = static_cast<uint64_t>(t >> 32);
                }
                next[i + 3] = static_cast<uint32_t>(next[i + 3] + carry);
            }
            power = next;
        }
        size_t point = cube ? 6 : 4;  // limbs behind the point
        if (power[point] < p) fraction = trial;
    }
    return fraction;
}

template <class Word, int kRounds>
struct Sha2 {
    Word k[kRounds], start[8], short_start[8];
    Sha2() {
        constexpr int kDrop = 64 - static_cast<int>(sizeof(Word)) * 8;
        for (unsigned i = 0; i < kRounds; i++) k[i] = static_cast<Word>(root_fraction(nth_prime(i), true) >> kDrop);
        for (unsigned i = 0; i < 8; i++) {
            start[i] = static_cast<Word>(root_fraction(nth_prime(i), false) >> kDrop);
            uint64_t later = root_fraction(nth_prime(8 + i), false);
            short_start[i] = static_cast<Word>(sizeof(Word) == 8 ? later : later & 0xffffffff);  // SHA-224: the second 32 bits
        }
    }
};

struct Turns {
    unsigned s0[3], s1[3], big0[3], big1[3];
};
constexpr Turns kTurns256 = {{7, 18, 3}, {17, 19, 10}, {2, 13, 22}, {6, 11, 25}};
constexpr Turns kTurns512 = {{1, 8, 7}, {19, 61, 6}, {28, 34, 39}, {14, 18, 41}};

template <class Word>
Word mix_small(Word v, const unsigned* t) {
    return turn_right(v, t[0]) ^ turn_right(v, t[1]) ^ v >> t[2];
}
template <class Word>
Word mix_big(Word v, const unsigned* t) {
    return turn_right(v, t[0]) ^ turn_right(v, t[1]) ^ turn_right(v, t[2]);
}

template <class Word, int kRounds>
std::string sha2(const uint8_t* data, size_t n, const Turns& turns, bool shorter, size_t bytes) {
    static const Sha2<Word, kRounds> constants;
    constexpr size_t kBlock = sizeof(Word) * 16;
    Word h[8];
    memcpy(h, shorter ? constants.short_start : constants.start, sizeof h);
    std::string message = padded(data, n, kBlock, true);
    for (size_t at = 0; at < message.size(); at += kBlock) {
        Word w[kRounds], v[8];
        for (int i = 0; i < 16; i++) w[i] = load_big<Word>(message.data() + at + static_cast<size_t>(i) * sizeof(Word));
        for (int i = 16; i < kRounds; i++)
            w[i] = w[i - 16] + mix_small(w[i - 15], turns.s0) + w[i - 7] + mix_small(w[i - 2], turns.s1);
        memcpy(v, h, sizeof v);
        for (int i = 0; i < kRounds; i++) {
            Word choice = (v[4] & v[5]) ^ (~v[4] & v[6]), majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            Word first = v[7] + mix_big(v[4], turns.big1) + choice + constants.k[i] + w[i],
                 second = mix_big(v[0], turns.big0) + majority;
            memmove(v + 1, v, 7 * sizeof(Word));
            v[4] += first;
            v[0] = first + second;
        }
        for (int i = 0; i < 8; i++) h[i] += v[i];
    }
    std::string out;
    for (Word word : h) store_big(out, word);
    return out.substr(0, bytes);
}

}  // namespace

std::string sha512_digest(const uint8_t* data, size_t n, bool short_384) {
    return sha2<uint64_t, 80>(data, n, kTurns512, short_384, short_384 ? 48 : 64);
}

std::string sha256_digest(const uint8_t* data, size_t n, bool short_224) {
    return sha2<uint32_t, 64>(data, n, kTurns256, short_224, short_224 ? 28 : 32);
}

std::string sha1_digest(const uint8_t* data, size_t n) {
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    std::string message = padded(data, n, 64, true);
    for (size_t at = 0; at < message.size(); at += 64) {
        uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        for (size_t i = 0; i < 16; i++) w[i] = load_big<uint32_t>(message.data() + at + i * 4);
        for (size_t i = 16; i < 80; i++) w[i] = turn_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        for (size_t i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
            uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
            uint32_t t = turn_left(a, 5) + f + e + k + w[i];
            e = d;
            d = c;
            c = turn_left(b, 30);
            b = a;
            a = t;
        }
        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
        h[4] += e;
    }
    std::string out;
    for (uint32_t word : h) store_big(out, word);
    return out;
}

std::string md5_digest(const uint8_t* data, size_t n) {
    static constexpr unsigned kTurns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t h[4] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
    std::string message = padded(data, n, 64, false);
    for (size_t at = 0; at < message.size(); at += 64) {
        uint32_t w[16], a = h[0], b = h[1], c = h[2], d = h[3];
        memcpy(w, message.data() + at, 64);  // little-endian
        for (uint32_t i = 0; i < 64; i++) {
            uint32_t f, g;
            switch (i / 16) {
                case 0:
                    f = (b & c) | (~b & d);
                    g = i;
                    break;
                case 1:
                    f = (d & b) | (~d & c);
                    g = (5 * i + 1) % 16;
                    break;
                case 2:
                    f = b ^ c ^ d;
                    g = (3 * i + 5) % 16;
                    break;
                default:
                    f = c ^ (b | ~d);
                    g = 7 * i % 16;
                    break;
            }
            auto k =
                static_cast<uint32_t>(static_cast<uint64_t>(std::floor(std::fabs(std::sin(double(i + 1))) * 4294967296.0)));
            uint32_t t = b + turn_left(a + f + k + w[g], kTurns[i / 16][i % 4]);
            a = d;
            d = c;
            c = b;
            b = t;
        }
        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
    }
    std::string out;
    for (uint32_t word : h)
        for (int i = 0; i < 4; i++) out += static_cast<char>(word >> 8 * i);
    return out;
}

}  // namespace loopscope::runtime
