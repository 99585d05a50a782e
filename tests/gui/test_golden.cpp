// Golden pictures: two small programs as they looked when somebody last looked at them. A picture that differs is kept in
// the build folder, as failed_pictures/NAME.png, beside what was expected.
//
// LOOPSCOPE_WRITE_GOLDEN=1 test_gui --source-file=*/test_golden.cpp writes them anew; look at them before they are kept.
#include <doctest/doctest.h>
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#include <stb_image.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/shell/loader.h"
#include "app/shell/pictures.h"
#include "app/widgets/fonts.h"

using namespace loopscope;
using namespace loopscope::app;

namespace {

struct Golden {
    const char *name, *program;
    int index;  // of the headline event that is shown
    int width, height;
    ThemeName theme;
    Pane pane;  // Count: the whole app
};

constexpr Golden kGolden[] = {
    {"countdown", "countdown.py", 22, 1280, 720, ThemeName::Dark, Pane::Count},
    {"countdown_light", "countdown.py", 22, 1600, 900, ThemeName::Light, Pane::Count},
    {"cancellation", "cancellation.py", 30, 1600, 900, ThemeName::Dark, Pane::Count},
    {"machine", "countdown.py", 28, 1280, 720, ThemeName::Light, Pane::Machine},
};

std::string golden_folder() { return std::string(LOOPSCOPE_SOURCE_DIR) + "/tests/gui/golden/"; }

void write(const std::string& path, const std::string& bytes) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

struct Decoded {
    int width = 0, height = 0;
    std::vector<unsigned char> rgba;
};

Decoded decoded(const std::string& bytes) {
    Decoded picture;
    int channels = 0;
    unsigned char* data = stbi_load_from_memory(reinterpret_cast<const unsigned char*>(bytes.data()),
                                                static_cast<int>(bytes.size()), &picture.width, &picture.height, &channels, 4);
    if (!data) return picture;
    picture.rgba.assign(data, data + static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height) * 4);
    stbi_image_free(data);
    return picture;
}

// The share of pixels that differ so much that it can be seen.
double difference(const Decoded& a, const Decoded& b) {
    if (a.width != b.width || a.height != b.height || a.rgba.empty()) return 1;
    constexpr int kSeen = 24;
    size_t differ = 0;
    for (size_t i = 0; i < a.rgba.size(); i += 4) {
        int most = 0;
        for (size_t k = 0; k < 3; ++k) most = std::max(most, std::abs(a.rgba[i + k] - b.rgba[i + k]));
        differ += most > kSeen;
    }
    return static_cast<double>(differ) / (static_cast<double>(a.rgba.size()) / 4);
}

std::string picture_of(const Golden& golden) {
    const Opened opened = load_document({.path = golden_folder() + golden.program}, {});
    REQUIRE(opened.document != nullptr);
    PictureOrder order;
    order.step = opened.document->runs[0].recording->level_step(1, static_cast<uint64_t>(golden.index));
    order.width = golden.width;
    order.height = golden.height;
    order.theme = golden.theme;
    order.pane = golden.pane;
    order.bare = false;
    const auto picture = make_picture(opened.document, order, {});
    REQUIRE(picture.has_value());
    return *picture;
}

}  // namespace

TEST_CASE("the pictures look as they did") {
    if (find_font_files().text.empty()) {
        MESSAGE("the app's fonts are not installed: pictures are not compared");
        return;
    }
    constexpr double kMost = 0.002;
    for (const Golden& golden : kGolden) {
        const std::string name = std::string(golden.name) + ".png", made = picture_of(golden);
        if (std::getenv("LOOPSCOPE_WRITE_GOLDEN")) {
            write(golden_folder() + name, made);
            continue;
        }
        std::ifstream in(golden_folder() + name, std::ios::binary);
        const std::string expected((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        const double differ = difference(decoded(expected), decoded(made));
        if (differ > kMost) write("failed_pictures/" + name, made);
        CHECK_MESSAGE(differ <= kMost, name, ": ", differ * 100, " % of the pixels differ; see failed_pictures/", name,
                      " in the test's working folder");
    }
}
