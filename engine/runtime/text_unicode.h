// What is known about code points (Unicode 15.1, as Python 3.13 has it): properties and case mappings, from generated tables.
#pragma once
#include <cstddef>
#include <cstdint>

namespace loopscope::runtime::unicode {

bool is_alpha(uint32_t c);
bool is_decimal(uint32_t c);
bool is_digit(uint32_t c);
bool is_numeric(uint32_t c);
bool is_alnum(uint32_t c);
bool is_lower(uint32_t c);
bool is_upper(uint32_t c);
bool is_title(uint32_t c);  // the letters that are title case, not upper case
bool is_space(uint32_t c);
bool is_printable(uint32_t c);
bool is_xid_start(uint32_t c);  // without the underscore
bool is_xid_continue(uint32_t c);
bool is_cased(uint32_t c);
bool is_case_ignorable(uint32_t c);
bool is_line_break(uint32_t c);
int decimal_value(uint32_t c);  // -1: none
int digit_value(uint32_t c);

// Full mappings: 1 to 3 code points into `out`; the number of them.
size_t to_upper(uint32_t c, uint32_t out[3]);
size_t to_lower(uint32_t c, uint32_t out[3]);
size_t to_title(uint32_t c, uint32_t out[3]);
size_t to_folded(uint32_t c, uint32_t out[3]);

}  // namespace loopscope::runtime::unicode
