// What the files of the module _re share: subjects, matches, templates. Inside of mod_re*.cpp only.
#pragma once
#include "runtime/builtins.h"
#include "runtime/re_match.h"
#include "runtime/re_syntax.h"
#include "runtime/text_util.h"

namespace loopscope::runtime::re {

// The text that a pattern is matched against. Borrowed.
struct Subject {
    Cell string;
    const void* data;
    uint32_t width;  // bytes of one code unit
    int64_t n;
};
Status subject_of(VM& vm, Pattern* p, Cell string, Subject* out);
Status slice_of(VM& vm, Cell string, int64_t start, int64_t end, Cell* out);  // of a str or bytes-like object
Status make_match(VM& vm, Pattern* p, const Attempt& a, Cell string, int64_t begin, const int64_t* spans, uint32_t last_group,
                  Cell* out);

// One match after the other, as finditer, split and sub go over a text.
struct Walk {
    VM& vm;
    Pattern* pattern;
    Subject subject;
    Attempt attempt;
    std::vector<int64_t> spans;
    uint32_t last_group = 0;
    Walk(VM& v, Pattern* p, const Subject& s, int64_t from, int64_t end);
    Found next();
};

// The template of a substitution: literals and groups in turn. Literals are borrowed from `text`, or owned by `made`.
struct Template {
    struct Part {
        std::u32string literal;
        int64_t group;
    };  // group -1: a literal
    std::vector<Part> parts;
};
Status parse_template(VM& vm, Pattern* p, Cell text, Template* out);  // Call where it raises re.error

// A result that is put together from pieces: all str or all bytes.
struct Pieces {
    VM& vm;
    bool is_text;
    std::string bytes;  // also code points below 256, as long as there is nothing wider
    StrBuilder wide;
    bool is_wide = false;
    Pieces(VM& v, bool text) : vm(v), is_text(text) {}
    void add(const Subject& s, int64_t start, int64_t end);
    void add(std::u32string_view literal);
    Status finish(Cell* out);
    void widen();
};
Status add_expanded(Pieces* to, const Template& t, const Subject& s, const int64_t* spans);

Status raise_error(VM& vm, const Problem& problem, Cell pattern);  // re.PatternError, by a hidden helper: Call
std::u32string code_points_of(Cell text);
void setup_match_class(VM& vm);

}  // namespace loopscope::runtime::re
