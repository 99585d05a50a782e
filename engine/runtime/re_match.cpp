// PCRE2: compiling what re_emit.cpp writes, and matching it against text as it lies in the arena.
#include "runtime/re_match.h"

#include <vector>

#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#include "runtime/outside.h"
#include "runtime/re_cache.h"
#include "runtime/re_syntax.h"
#include "runtime/text_util.h"

namespace loopscope::runtime::re {

namespace {

constexpr uint32_t kMostCompiled = 256;
constexpr uint32_t kFirstMatchLimit = 20000;
constexpr uint32_t kWorkOfStep = 64;            // for charge()
constexpr uint32_t kMatchLimit = 20000000;      // steps of backtracking in one match: about a second
constexpr uint32_t kHeapLimitKiB = 192 * 1024;  // of what a match remembers for going back
constexpr int64_t kLargeText = 1 << 16;         // after a match in so much text, its memory is given back

// The same functions for the three widths of code units, under the same names.
#define LS_UNITS(W, BITS)                                                               \
    template <>                                                                         \
    struct Units<W> {                                                                   \
        using Char = PCRE2_UCHAR##BITS;                                                 \
        using Code = pcre2_code_##BITS;                                                 \
        using Data = pcre2_match_data_##BITS;                                           \
        using MatchContext = pcre2_match_context_##BITS;                                \
        using Callout = pcre2_callout_block_##BITS;                                     \
        static constexpr auto compile_context = pcre2_compile_context_create_##BITS;    \
        static constexpr auto free_compile_context = pcre2_compile_context_free_##BITS; \
        static constexpr auto set_newline = pcre2_set_newline_##BITS;                   \
        static constexpr auto set_nesting = pcre2_set_parens_nest_limit_##BITS;         \
        static constexpr auto compile = pcre2_compile_##BITS;                           \
        static constexpr auto free_code = pcre2_code_free_##BITS;                       \
        static constexpr auto data_for = pcre2_match_data_create_from_pattern_##BITS;   \
        static constexpr auto free_data = pcre2_match_data_free_##BITS;                 \
        static constexpr auto match_context = pcre2_match_context_create_##BITS;        \
        static constexpr auto free_match_context = pcre2_match_context_free_##BITS;     \
        static constexpr auto set_match_limit = pcre2_set_match_limit_##BITS;           \
        static constexpr auto set_heap_limit = pcre2_set_heap_limit_##BITS;             \
        static constexpr auto set_callout = pcre2_set_callout_##BITS;                   \
        static constexpr auto match = pcre2_match_##BITS;                               \
        static constexpr auto offsets = pcre2_get_ovector_pointer_##BITS;               \
    };
template <uint32_t width>
struct Units;
LS_UNITS(1, 8)
LS_UNITS(2, 16)
LS_UNITS(4, 32)

template <class F>
decltype(auto) with_units(uint32_t width, F&& f) {
    if (width == 1) return f(Units<1>{});
    if (width == 2) return f(Units<2>{});
    return f(Units<4>{});
}

void release(CompiledPattern& c) {
    with_units(c.width, [&](auto u) {
        using U = decltype(u);
        if (c.match_data) U::free_data(static_cast<typename U::Data*>(c.match_data));
        if (c.code) U::free_code(static_cast<typename U::Code*>(c.code));
    });
    c = {};
}

template <class U>
void* compile_units(const std::string& text, uint32_t options) {
    std::basic_string<typename U::Char> units(text.begin(), text.end());
    auto* context = U::compile_context(nullptr);
    if (!context) return nullptr;
    U::set_newline(context, PCRE2_NEWLINE_LF);
    U::set_nesting(context, 4 * kMostNested);
    int error;
    PCRE2_SIZE where;
    void* code = U::compile(units.data(), units.size(), options, &error, &where, context);
    U::free_compile_context(context);
    return code;
}

std::u32string code_points(Cell pattern) {
    std::u32string text;
    const uint8_t* bytes;
    uint32_t n;
    if (is_str(pattern)) {
        auto* s = as<Str>(pattern);
        by_width(s, [&](auto* p) { text.assign(p, p + s->len); });
    } else if (bytes_view(pattern, &bytes, &n)) {
        text.assign(bytes, bytes + n);
    }
    return text;
}

CompiledPattern* compile_for(VM& vm, Pattern* p, uint32_t width) {
    bool is_text = is_str(p->pattern);
    Syntax syntax;
    Problem problem;
    constexpr uint32_t kByParameter = kIgnoreCase | kLocale | kMultiline | kDotAll | kUnicode | kVerbose | kDebug | kAscii;
    const std::u32string pattern = code_points(p->pattern);
    if (!charge(vm, 4096 + pattern.size() * kWorkOfPatternCharacter)) return nullptr;
    if (!parse(vm, pattern, is_text, p->flags & kByParameter, &syntax, &problem)) {
        (void)raise(vm, C::RuntimeError, "invalid SRE code");  // it was parsed once before
        return nullptr;
    }
    CompiledPattern made;
    made.width = width;
    made.reports_last_group = p->groups > 1;
    std::string text = emit(syntax, is_text, width, made.reports_last_group);
    uint32_t options = PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;
    if (is_text && !(p->flags & kAscii)) options |= PCRE2_UCP;
    with_units(width, [&](auto u) {
        using U = decltype(u);
        made.code = compile_units<U>(text, options);
        if (made.code) made.match_data = U::data_for(static_cast<typename U::Code*>(made.code), nullptr);
    });
    if (!made.code || !made.match_data) {
        release(made);
        (void)raise(vm, C::OverflowError, "regular expression code size limit exceeded");
        return nullptr;
    }
    auto& slot = p->compiled[width >> 1];
    CompiledPattern* kept = vm.outside->patterns.add(made, &slot.place);
    slot.serial = kept->serial;
    return kept;
}

template <class U>
int note_last_group(typename U::Callout* block, void* data) {
    *static_cast<uint32_t*>(data) = block->capture_last;
    return 0;
}

Found failed(VM& vm, int code) {
    if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAPLIMIT) {
        (void)raise(vm, C::MemoryError, "regular expression needs more than %u MiB for this text", kHeapLimitKiB / 1024);
    } else {
        (void)raise(vm, C::RuntimeError, "regular expression takes too long for this text: more than %u steps of backtracking",
                    kMatchLimit);
    }
    return Found::Fail;
}

template <class U>
Found run(VM& vm, CompiledPattern* c, const Attempt& a, int64_t* spans, uint32_t n, uint32_t* last_group) {
    auto* context = U::match_context(nullptr);
    if (!context) return failed(vm, PCRE2_ERROR_NOMEMORY);
    U::set_heap_limit(context, kHeapLimitKiB);
    if (c->reports_last_group) U::set_callout(context, note_last_group<U>, last_group);
    uint32_t options = (a.where == Where::Search ? 0 : PCRE2_ANCHORED) | (a.where == Where::Whole ? PCRE2_ENDANCHORED : 0);
    if (a.not_empty) options |= PCRE2_NOTEMPTY_ATSTART;
    auto* data = static_cast<typename U::Data*>(c->match_data);
    int code = PCRE2_ERROR_MATCHLIMIT;
    bool goes_on = true;
    // Nobody tells how many steps a match took: few are allowed first, and those that were not enough are counted.
    for (uint32_t limit = kFirstMatchLimit; goes_on && code == PCRE2_ERROR_MATCHLIMIT && limit <= kMatchLimit; limit *= 10) {
        U::set_match_limit(context, limit);
        code = U::match(static_cast<typename U::Code*>(c->code), static_cast<const typename U::Char*>(a.text),
                        static_cast<size_t>(a.end), static_cast<size_t>(a.from), options, data, context);
        if (code == PCRE2_ERROR_MATCHLIMIT) goes_on = charge(vm, uint64_t(limit) * kWorkOfStep);
    }
    U::free_match_context(context);
    if (!goes_on) return Found::Fail;
    if (a.where == Where::Search && code < 0) vm.budget -= (a.end - a.from) / 8;
    Found found = code == PCRE2_ERROR_NOMATCH ? Found::No : code < 0 ? failed(vm, code) : Found::Yes;
    PCRE2_SIZE* offsets = U::offsets(data);
    for (uint32_t i = 0; found == Found::Yes && i < 2 * n; i++)
        spans[i] = i / 2 < static_cast<uint32_t>(code) && offsets[i] != PCRE2_UNSET ? static_cast<int64_t>(offsets[i]) : -1;
    if (a.end - a.from > kLargeText) {
        U::free_data(data);
        c->match_data = U::data_for(static_cast<typename U::Code*>(c->code), nullptr);
        if (!c->match_data) release(*c);
    }
    return found;
}

// Text in wider units than it has.
template <class T>
std::vector<uint32_t> widened(const T* text, int64_t n, uint32_t width) {
    std::vector<uint32_t> room(static_cast<size_t>(width == 4 ? n : n / 2 + 1) + 1);
    for (int64_t i = 0; i < n; i++) {
        if (width == 4)
            room[static_cast<size_t>(i)] = text[i];
        else
            reinterpret_cast<uint16_t*>(room.data())[i] = static_cast<uint16_t>(text[i]);
    }
    return room;
}

uint32_t width_of(uint32_t code_point) { return code_point < 0x100 ? 1 : code_point < 0x10000 ? 2 : 4; }

}  // namespace

PatternCache::~PatternCache() {
    for (CompiledPattern& c : places_) release(c);
}

CompiledPattern* PatternCache::at(uint32_t place, uint64_t serial) {
    return serial && place < places_.size() && places_[place].serial == serial && places_[place].code ? &places_[place]
                                                                                                      : nullptr;
}

CompiledPattern* PatternCache::add(const CompiledPattern& made, uint32_t* place) {
    if (places_.size() < kMostCompiled) {
        *place = static_cast<uint32_t>(places_.size());
        places_.push_back(made);
    } else {
        *place = next_++ % kMostCompiled;
        release(places_[*place]);
        places_[*place] = made;
    }
    places_[*place].serial = ++serial_;
    return &places_[*place];
}

Found find(VM& vm, Pattern* p, const Attempt& attempt, int64_t* spans, uint32_t* last_group) {
    *last_group = 0;
    if (attempt.from > attempt.end) return Found::No;
    Attempt a = attempt;
    // A pattern's wide letter may match a narrow one when case is ignored, so the text is then looked at in the pattern's
    // width.
    std::vector<uint32_t> room;
    uint32_t wanted = p->flags & kIgnoreCase ? width_of(p->widest) : 1;
    if (is_str(p->pattern) && wanted > a.width) {
        room = a.width == 1 ? widened(static_cast<const uint8_t*>(a.text), a.end, wanted)
                            : widened(static_cast<const uint16_t*>(a.text), a.end, wanted);
        a.text = room.data();
        a.width = wanted;
    }
    auto& slot = p->compiled[a.width >> 1];
    CompiledPattern* c = vm.outside->patterns.at(slot.place, slot.serial);
    if (!c && !(c = compile_for(vm, p, a.width))) return Found::Fail;
    uint32_t n = p->groups + 1;
    Found found = with_units(a.width, [&](auto u) { return run<decltype(u)>(vm, c, a, spans, n, last_group); });
    if (found == Found::Yes && n == 2) *last_group = spans[2] >= 0;
    int64_t looked_at = (found == Found::Yes ? spans[1] : a.end) - a.from;
    if (looked_at > 0 && !charge_text(vm, static_cast<uint64_t>(looked_at))) return Found::Fail;
    return found;
}

}  // namespace loopscope::runtime::re
