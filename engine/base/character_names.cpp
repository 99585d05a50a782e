#include "base/character_names.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>

namespace loopscope::base {

namespace {

struct NamedCharacter {
    std::string_view name;
    char32_t code_point;
};

constexpr NamedCharacter kNames[] = {
#include "base/character_names.inc"
};

bool is_unified_ideograph(unsigned code) {
    constexpr unsigned kRanges[][2] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B739},
                                       {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D},
                                       {0x30000, 0x3134A}, {0x31350, 0x323AF}};
    for (const auto& range : kRanges) {
        if (code >= range[0] && code <= range[1]) return true;
    }
    return false;
}

}  // namespace

std::optional<char32_t> find_character_by_name(std::string_view name) {
    std::string upper(name);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-";
    if (upper.starts_with(kIdeograph)) {
        unsigned code = 0;
        const char* end = upper.data() + upper.size();
        const auto [stop, error] = std::from_chars(upper.data() + kIdeograph.size(), end, code, 16);
        if (error != std::errc() || stop != end || !is_unified_ideograph(code)) return std::nullopt;
        return code;
    }
    const auto found = std::lower_bound(std::begin(kNames), std::end(kNames), std::string_view(upper),
                                        [](const NamedCharacter& row, std::string_view wanted) { return row.name < wanted; });
    if (found == std::end(kNames) || found->name != upper) return std::nullopt;
    return found->code_point;
}

std::string find_character_name(char32_t code_point) {
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return {};
    if (is_unified_ideograph(code_point)) {
        char digits[8];
        const auto [end, error] = std::to_chars(digits, digits + sizeof digits, static_cast<unsigned>(code_point), 16);
        std::string name = "CJK UNIFIED IDEOGRAPH-";
        for (const char* c = digits; c != end; ++c) name += static_cast<char>(*c >= 'a' ? *c - 'a' + 'A' : *c);
        return name;
    }
    // The table is sorted by name. Abbreviations (NBSP) stand beside the names themselves, which are longer.
    std::string_view best;
    for (const NamedCharacter& row : kNames) {
        if (row.code_point == code_point && row.name.size() > best.size()) best = row.name;
    }
    return std::string(best);
}

}  // namespace loopscope::base
