// The format mini-language: its grammar, and the parts that format_*.cpp share.
// [[fill]align][sign][z][#][0][width][,_][.precision][type]
#pragma once
#include <string>

#include "runtime/text_util.h"

namespace loopscope::runtime {

struct FormatSpec {
    uint32_t fill = ' ';
    char align = '<';  // < > ^ =
    char sign = 0;     // 0, + - or space
    bool no_negative_zero = false, alternate = false;
    char grouping = 0;  // 0 , _
    int64_t width = -1, precision = -1;
    uint32_t type = 0;
};

// default_type: 's', 'd' or 0 (float); it also decides the default alignment.
Status parse_format_spec(VM& vm, std::u32string_view text, uint32_t default_type, Cell value, FormatSpec* out);
Status unknown_format_code(VM& vm, uint32_t type, Cell value);

// A number to be laid out: everything but its padding. All ASCII.
struct NumberText {
    char sign = 0;       // 0, + - or space
    std::string prefix;  // 0x
    std::string digits;  // of the whole part, to be grouped
    std::string rest;    // point, decimals, exponent, percent sign
};
Status layout_number(VM& vm, const FormatSpec& spec, const NumberText& number, Cell* out);
Status layout_text(VM& vm, const FormatSpec& spec, Str* text, Cell* out);  // pads, cut to the precision before

// The digits of |d| by type e, f, g, r (repr) or 0 (as g, but a float to be seen as such); precision -1 with r only.
std::string float_digits(double d, char type, int precision, bool alternate);

Status format_int(VM& vm, Cell value, const FormatSpec& spec, Cell* out);
Status format_float(VM& vm, double d, Cell value, const FormatSpec& spec, Cell* out);

}  // namespace loopscope::runtime
