// The only place that sees stb: writing PNG files.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

#include "app/shell/raster.h"

namespace loopscope::app {

bool write_png(const std::string& path, const Image& image) {
    stbi_write_png_compression_level = 6;
    return stbi_write_png(path.c_str(), image.width, image.height, 4, image.pixels.data(), image.width * 4) != 0;
}

}  // namespace loopscope::app
