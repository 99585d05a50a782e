#include "trace/events.h"

#include "trace/tables.h"

namespace loopscope::trace {

namespace {

constexpr KindInfo kKinds[] = {
#define X(name, wire, level, category, fields, sentence) {wire, level, Category::category, fields, sentence},
    LOOPSCOPE_EVENTS(X)
#undef X
};
static_assert(sizeof(kKinds) / sizeof(kKinds[0]) == kKindCount);

}  // namespace

const KindInfo& kind_info(Kind kind) { return kKinds[static_cast<size_t>(kind)]; }

std::string_view category_name(Category category) {
    switch (category) {
        case Category::Code: return "code";
        case Category::Output: return "output";
        case Category::Generator: return "generator";
        case Category::Task: return "task";
        case Category::Future: return "future";
        case Category::Handle: return "handle";
        case Category::Loop: return "loop";
        case Category::Cancel: return "cancel";
        case Category::Thread: return "thread";
        case Category::World: return "world";
    }
    return "";
}

bool kind_from_name(std::string_view name, Kind& out) {
    for (size_t i = 0; i < kKindCount; ++i) {
        if (kKinds[i].name == name && kKinds[i].level > 0) {
            out = static_cast<Kind>(i);
            return true;
        }
    }
    return false;
}

std::string_view flavor_name(Flavor flavor) {
    switch (flavor) {
        case Flavor::Function: return "function";
        case Flavor::Generator: return "generator";
        case Flavor::Coroutine: return "coroutine";
        case Flavor::AsyncGenerator: return "async_generator";
    }
    return "function";
}

}  // namespace loopscope::trace
