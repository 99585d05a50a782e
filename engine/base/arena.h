// Arena: memory that is handed out piece by piece and given back all at once.
//
// Callers: the syntax tree (one arena a Module). Invariants: what is made here has a trivial destructor (it is
// never run), never moves, and lives exactly as long as the arena.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace loopscope::base {

class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    void* allocate(std::size_t size, std::size_t alignment) {
        std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
        if (chunks_.empty() || start + size > capacity_) {
            add_chunk(size);
            start = 0;
        }
        used_ = start + size;
        return chunks_.back().get() + start;
    }

    template <class T, class... Args>
    T* make(Args&&... args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
    }

    template <class T>
    T* copy_array(const T* from, std::size_t count) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (count == 0) return nullptr;
        void* to = allocate(sizeof(T) * count, alignof(T));
        std::memcpy(to, from, sizeof(T) * count);
        return static_cast<T*>(to);
    }

    std::string_view copy_text(std::string_view text) { return {copy_array(text.data(), text.size()), text.size()}; }

    std::size_t bytes() const { return total_; }

private:
    static constexpr std::size_t kChunkSize = 64 * 1024;

    void add_chunk(std::size_t at_least) {
        capacity_ = at_least > kChunkSize ? at_least : kChunkSize;
        chunks_.push_back(std::make_unique<unsigned char[]>(capacity_));
        total_ += capacity_;
        used_ = 0;
    }

    std::vector<std::unique_ptr<unsigned char[]>> chunks_;
    std::size_t capacity_ = 0;
    std::size_t used_ = 0;
    std::size_t total_ = 0;
};

}  // namespace loopscope::base
