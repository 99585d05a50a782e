// Bytes that repeat themselves, made smaller and back: for saved traces.
//
// Callers: replay/binary.cpp. Invariants: the same bytes always give the same packed form; unpacking what pack() made gives
// them back, and any other input is refused without writing outside of `out`.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace loopscope::base {

std::string pack(std::string_view bytes);

// The most bytes that so many packed ones can stand for: what claims more is damaged.
uint64_t most_unpacked(uint64_t packed);

// Fills out[0..size); false where `packed` does not stand for exactly so many bytes.
bool unpack(std::string_view packed, uint8_t* out, size_t size);

}  // namespace loopscope::base
