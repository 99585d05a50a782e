// Software rasteriser: turns ImGui's draw data into pixels without a screen, a display or a driver.
//
// Callers: shot and the tests. The same draw data gives the same bytes on every machine.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace loopscope::app {

struct Image {
    int width = 0, height = 0;
    std::vector<uint32_t> pixels;  // as ImGui packs colours: red in the lowest byte

    uint32_t at(int x, int y) const {
        return pixels[static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)];
    }
};

struct Texture {
    const unsigned char* rgba = nullptr;
    int width = 0, height = 0;
};

void rasterise(const ImDrawData* data, const Texture& texture, Image& image);

Image cropped(const Image& image, int x, int y, int width, int height);  // kept inside of the image
std::string png_of(const Image& image);                                  // the file's bytes; empty: no memory

}  // namespace loopscope::app
