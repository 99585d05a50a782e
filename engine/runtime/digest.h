// Message digests of bytes: what random.seed needs, and hashlib. Pure functions.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace loopscope::runtime {

std::string sha512_digest(const uint8_t* data, size_t n, bool short_384 = false);
std::string sha256_digest(const uint8_t* data, size_t n, bool short_224 = false);
std::string sha1_digest(const uint8_t* data, size_t n);
std::string md5_digest(const uint8_t* data, size_t n);

}  // namespace loopscope::runtime
