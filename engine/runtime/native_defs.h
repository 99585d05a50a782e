// Shorthands for tables of natives. Inside of text_*.cpp, num_*.cpp and mod_*.cpp only.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

constexpr uint8_t kMethodFlags = kNativeMethod;
constexpr uint8_t kKeywordMethod = kNativeMethod | kNativeKeywords;
constexpr uint8_t kSlotMethod = kNativeMethod | kNativeSpecial;
constexpr uint8_t kNewFlags = kNativeStatic | kNativeKeywords;
constexpr uint8_t kClassMethodFlags = kNativeClassMethod;
constexpr uint8_t kStaticFlags = 0;  // a static method: takes no self
constexpr uint8_t kFunctionFlags = 0;
constexpr uint8_t kKeywordFunction = kNativeKeywords;

// A row without documentation.
constexpr NativeDef native(const char* name, NativeFn fn, int16_t min_args, int16_t max_args, uint8_t flags,
                           const char* signature = nullptr) {
    return {name, fn, min_args, max_args, flags, nullptr, signature};
}
constexpr NativeDef kEndOfNatives = {nullptr, nullptr, 0, 0, 0, nullptr, nullptr};

}  // namespace loopscope::runtime
