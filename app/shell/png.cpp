// The only place that sees stb: making PNG files.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

#include <algorithm>
#include <cstddef>

#include "app/shell/raster.h"

namespace loopscope::app {

Image cropped(const Image& image, int x, int y, int width, int height) {
    x = std::clamp(x, 0, image.width);
    y = std::clamp(y, 0, image.height);
    Image part;
    part.width = std::clamp(width, 0, image.width - x);
    part.height = std::clamp(height, 0, image.height - y);
    part.pixels.reserve(static_cast<size_t>(part.width) * static_cast<size_t>(part.height));
    for (int row = 0; row < part.height; ++row) {
        const auto begin = image.pixels.begin() + static_cast<std::ptrdiff_t>(y + row) * image.width + x;
        part.pixels.insert(part.pixels.end(), begin, begin + part.width);
    }
    return part;
}

std::string png_of(const Image& image) {
    std::string bytes;
    stbi_write_png_compression_level = 6;
    const auto take = [](void* to, void* data, int size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(data), static_cast<size_t>(size));
    };
    const bool made =
        stbi_write_png_to_func(take, &bytes, image.width, image.height, 4, image.pixels.data(), image.width * 4) != 0;
    return made ? bytes : std::string();
}

}  // namespace loopscope::app
