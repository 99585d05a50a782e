// Look-ups in the generated tables of code points (text_unicode.h).
#include "runtime/text_unicode.h"

namespace loopscope::runtime::unicode {

namespace {

// Mappings are differences, or kSpecial + the place of a longer one in kSpecialCases.
struct Record {
    uint16_t flags;
    uint8_t decimal, digit;
    int32_t upper, lower, title, folded;
};
constexpr int32_t kSpecial = 0x400000;

#include "runtime/text_unicode_tables.inc"

constexpr uint32_t kBlockMask = (1u << kBlockBits) - 1;
constexpr uint32_t kBlocks = sizeof(kFirstIndex) / sizeof(kFirstIndex[0]);

const Record& record(uint32_t c) {
    uint32_t block = c >> kBlockBits;
    if (block >= kBlocks) block = kBlocks - 1;
    return kRecords[kSecondIndex[uint32_t(kFirstIndex[block]) << kBlockBits | (c & kBlockMask)]];
}

bool has(uint32_t c, uint16_t flag) { return record(c).flags & flag; }

size_t map(uint32_t c, int32_t mapping, uint32_t* out) {
    if (mapping < kSpecial) {
        out[0] = c + static_cast<uint32_t>(mapping);
        return 1;
    }
    const uint32_t* special = kSpecialCases + (mapping - kSpecial);
    for (uint32_t i = 0; i < special[0]; i++) out[i] = special[1 + i];
    return special[0];
}

}  // namespace

bool is_alpha(uint32_t c) { return has(c, kAlpha); }
bool is_decimal(uint32_t c) { return has(c, kDecimal); }
bool is_digit(uint32_t c) { return has(c, kDigit); }
bool is_numeric(uint32_t c) { return has(c, kNumeric); }
bool is_alnum(uint32_t c) { return has(c, kAlpha | kDecimal | kDigit | kNumeric); }
bool is_lower(uint32_t c) { return has(c, kLower); }
bool is_upper(uint32_t c) { return has(c, kUpper); }
bool is_title(uint32_t c) { return has(c, kTitle); }
bool is_space(uint32_t c) { return has(c, kSpace); }
bool is_printable(uint32_t c) { return has(c, kPrintable); }
bool is_xid_start(uint32_t c) { return has(c, kXidStart); }
bool is_xid_continue(uint32_t c) { return has(c, kXidContinue); }
bool is_cased(uint32_t c) { return has(c, kCased); }
bool is_case_ignorable(uint32_t c) { return has(c, kCaseIgnorable); }
bool is_line_break(uint32_t c) { return has(c, kLineBreak); }
int decimal_value(uint32_t c) { return record(c).decimal == 255 ? -1 : record(c).decimal; }
int digit_value(uint32_t c) { return record(c).digit == 255 ? -1 : record(c).digit; }
size_t to_upper(uint32_t c, uint32_t out[3]) { return map(c, record(c).upper, out); }
size_t to_lower(uint32_t c, uint32_t out[3]) { return map(c, record(c).lower, out); }
size_t to_title(uint32_t c, uint32_t out[3]) { return map(c, record(c).title, out); }
size_t to_folded(uint32_t c, uint32_t out[3]) { return map(c, record(c).folded, out); }

}  // namespace loopscope::runtime::unicode
