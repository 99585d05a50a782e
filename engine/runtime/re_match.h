// Matching: PCRE2 behind one function. Compiled patterns lie outside of the arena in a cache of fixed size; a Pattern object
// only names places of it, and what is no longer there is compiled again. So checkpoints need not know of them, and no program
// can fill memory.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/vm.h"

namespace loopscope::runtime::re {

// re.Pattern.
struct Pattern : Obj {
    Cell pattern;            // str or bytes
    Dict* group_index;       // name -> number, in the order of the groups
    uint32_t flags, groups;  // groups: that capture
    uint32_t widest;         // the largest code point that it asks for by itself
    struct {
        uint32_t place;
        uint64_t serial;
    } compiled[3];  // for subjects of 1, 2 and 4 bytes; serial 0: none
};
// re.Match, and the scanner behind finditer (class Scanner): spans[0] is where it goes on, last_group whether it must get on.
struct Match : Obj {
    Pattern* pattern;
    Cell string;
    int64_t begin, end;   // pos and endpos
    uint32_t n;           // groups and the whole
    uint32_t last_group;  // 0: none
    int64_t spans[1];     // 2 * n: start and end of each; -1: not part of the match
};
inline size_t match_bytes(uint32_t n) { return sizeof(Match) + (2 * size_t(n) - 1) * sizeof(int64_t); }

enum class Where : uint8_t { Search, Start, Whole };  // anywhere; at `from`; from `from` to the end
enum class Found : uint8_t { No, Yes, Fail };         // Fail: an exception is pending
struct Attempt {
    const void* text;   // code units
    uint32_t width;     // 1, 2, 4 bytes each
    int64_t from, end;  // where it begins; the text's end for this match
    Where where;
    bool not_empty;  // an empty match at `from` does not count
};
// spans: room for all groups of the pattern. A pattern that needs too long or too much memory is a RuntimeError or MemoryError.
Found find(VM& vm, Pattern* p, const Attempt& attempt, int64_t* spans, uint32_t* last_group);

}  // namespace loopscope::runtime::re
