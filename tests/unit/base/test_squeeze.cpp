// base/squeeze: what is packed comes back, and what is damaged is refused.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/squeeze.h"

using namespace loopscope::base;

namespace {

std::string there_and_back(const std::string& bytes) {
    std::string packed = pack(bytes);
    std::vector<uint8_t> out(bytes.size() + 1, 0xee);
    CHECK(bytes.size() <= most_unpacked(packed.size()));
    if (!unpack(packed, out.data(), bytes.size())) return "(refused)";
    CHECK(out[bytes.size()] == 0xee);
    return {out.begin(), out.end() - 1};
}

}  // namespace

TEST_CASE("what is packed comes back") {
    std::mt19937 random(1);
    std::string noise, steps;
    for (int i = 0; i < 5000; i++) noise.push_back(static_cast<char>(random()));
    for (int i = 0; i < 20000; i++) steps += "\x81\x82\x01" + std::to_string(i % 7) + (random() % 50 == 0 ? "odd" : "");
    for (const std::string& bytes : {std::string(), std::string("a"), std::string("abcdefg"), std::string(7, 'x'),
                                     std::string(100000, 'x'), noise, steps, noise + steps + noise})
        CHECK(there_and_back(bytes) == bytes);
}

TEST_CASE("what repeats itself becomes small") {
    std::string lines;
    for (int i = 0; i < 100000; i++) lines += "\x81\x82\x83\x01\x05";
    CHECK(pack(lines).size() < lines.size() / 500);
}

TEST_CASE("what is damaged is refused, and nothing is written beyond the end") {
    std::mt19937 random(2);
    std::string bytes;
    for (int i = 0; i < 300; i++) bytes += "abc" + std::to_string(i % 5);
    const std::string packed = pack(bytes);
    for (int round = 0; round < 3000; round++) {
        std::string broken = packed.substr(0, random() % (packed.size() + 1));
        for (int i = 0; i < 3 && !broken.empty(); i++) broken[random() % broken.size()] = static_cast<char>(random());
        std::vector<uint8_t> out(bytes.size() + 1, 0xee);
        (void)unpack(broken, out.data(), bytes.size());
        REQUIRE(out[bytes.size()] == 0xee);
    }
    std::vector<uint8_t> out(bytes.size() + 1);
    CHECK_FALSE(unpack(packed, out.data(), bytes.size() - 1));
    CHECK_FALSE(unpack(packed, out.data(), bytes.size() + 1));
    CHECK_FALSE(unpack("", out.data(), 1));
}
