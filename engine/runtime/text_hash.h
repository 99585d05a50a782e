// CPython's hash of a run of bytes with PYTHONHASHSEED=0. Used for str, bytes and whatever else must hash alike.
#pragma once
#include <cstddef>
#include <cstdint>

namespace loopscope::runtime {

int64_t hash_buffer(const void* data, size_t n);

}  // namespace loopscope::runtime
