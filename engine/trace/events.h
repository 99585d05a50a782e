// The trace's alphabet: kinds, tags and their table, made from events.def.
// Called by the writer, the reader and everything that shows events. Invariant: every tag is below 0x80.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "trace/events.def"

namespace loopscope::trace {

enum class Kind : uint8_t {
#define X(name, wire, level, category, fields, sentence) name,
    LOOPSCOPE_EVENTS(X)
#undef X
};

// What stands on the wire: the kinds and, after them, the short forms.
enum class Tag : uint8_t {
#define X(name, wire, level, category, fields, sentence) name,
    LOOPSCOPE_EVENTS(X)
#undef X
#define X(name, kind, fields) name,
        LOOPSCOPE_SHORT_FORMS(X)
#undef X
            Count
};

enum class Category : uint8_t { Code, Output, Generator, Task, Future, Handle, Loop, Cancel, Thread, World };

constexpr uint8_t kLineBit = 0x80;
constexpr uint8_t kFarLine = 0xff;
constexpr uint32_t kMaxNearLine = 126;
static_assert(static_cast<int>(Tag::Count) <= 0x80);

#define X(name, wire, level, category, fields, sentence) +1
constexpr size_t kKindCount = 0 LOOPSCOPE_EVENTS(X);
#undef X

struct KindInfo {
    std::string_view name;  // "generator.send"
    int level;              // 1..3; 0: a meta record, not a step
    Category category;
    std::string_view fields;  // "gen:generator val:value"
    std::string_view sentence;
};

const KindInfo& kind_info(Kind kind);
std::string_view category_name(Category category);
// The kind of that wire name; false where there is none. Meta records have no public name.
bool kind_from_name(std::string_view name, Kind& out);

constexpr bool is_of_lock(Kind kind) { return kind >= Kind::LockWaits && kind <= Kind::LockLeft; }
static_assert(static_cast<int>(Kind::LockLeft) - static_cast<int>(Kind::LockWaits) == 3);

enum class Outcome : uint8_t { Result, Exception, Cancelled };

}  // namespace loopscope::trace
