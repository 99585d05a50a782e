// The compiled patterns of a VM, outside of its arena. Owned by Outside; used by re_match.cpp alone.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

namespace loopscope::runtime::re {

struct CompiledPattern {
    uint64_t serial = 0;   // never used twice
    void* code = nullptr;  // pcre2_code of `width`
    void* match_data = nullptr;
    uint32_t width = 1;
    bool reports_last_group = false;
};

class PatternCache {
public:
    PatternCache() = default;
    ~PatternCache();
    PatternCache(const PatternCache&) = delete;
    PatternCache& operator=(const PatternCache&) = delete;

    CompiledPattern* at(uint32_t place, uint64_t serial);  // null: no longer there
    CompiledPattern* add(const CompiledPattern& made, uint32_t* place);

private:
    std::vector<CompiledPattern> places_;
    uint32_t next_ = 0;
    uint64_t serial_ = 0;
};

}  // namespace loopscope::runtime::re
