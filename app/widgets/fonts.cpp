#include "app/widgets/fonts.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>

#include "app/widgets/compat.hpp"

namespace loopscope::app {
namespace {

enum class Family : uint8_t { Text, Head, Mono, MonoBold };
struct FaceSpec {
    Family family;
    float em;
};
constexpr FaceSpec kSpecs[kFaceCount] = {
    {Family::Text, 17},     {Family::Head, 17}, {Family::Text, 20}, {Family::Head, 20},     {Family::Text, 26},
    {Family::Head, 26},     {Family::Head, 34}, {Family::Head, 44}, {Family::Mono, 17},     {Family::MonoBold, 17},
    {Family::MonoBold, 20}, {Family::Mono, 20}, {Family::Mono, 26}, {Family::MonoBold, 26},
};

// Latin, Greek, Cyrillic, punctuation, arrows, mathematics, boxes, shapes and dingbats.
constexpr ImWchar kRanges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x4ff,  0x2010, 0x2027, 0x2030,
                               0x205e, 0x20a0, 0x20bf, 0x2190, 0x21ff, 0x2200, 0x22ff, 0x2300, 0x23ff,
                               0x2400, 0x2421, 0x2500, 0x25ff, 0x2700, 0x27bf, 0xfffd, 0xfffd, 0};
constexpr ImWchar kBannerRanges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x4ff, 0x2010,
                                     0x2027, 0x2190, 0x21ff, 0x2260, 0x2265, 0};

std::string first_of(const std::vector<std::string>& folders, std::initializer_list<const char*> names) {
    std::error_code error;
    for (const std::string& folder : folders) {
        for (const char* name : names) {
            const std::string path = folder + "/" + name;
            if (std::filesystem::is_regular_file(path, error)) return path;
        }
    }
    return {};
}

std::vector<std::string> font_folders(const std::string& extra) {
    std::vector<std::string> folders;
    if (!extra.empty()) folders.push_back(extra);
    for (const char* name :
         {"/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter", "/usr/share/fonts/truetype/jetbrains-mono",
          "/usr/share/fonts/opentype/jetbrains-mono", "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/inter",
          "/usr/share/fonts/jetbrains-mono-fonts", "/usr/share/fonts/TTF", "/usr/share/fonts/OTF",
          "/usr/share/fonts/dejavu-sans-fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts",
          "/System/Library/Fonts/Supplemental", "C:/Windows/Fonts"}) {
        folders.emplace_back(name);
    }
    if (const char* home = std::getenv("HOME")) {
        folders.push_back(std::string(home) + "/.local/share/fonts");
        folders.push_back(std::string(home) + "/.fonts");
        folders.push_back(std::string(home) + "/Library/Fonts");
    }
    return folders;
}

uint32_t big_endian(const std::string& bytes, size_t at, int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
        const size_t place = at + static_cast<size_t>(i);
        value = value << 8 | (place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0u);
    }
    return value;
}

size_t find_table(const std::string& bytes, std::string_view tag) {
    const uint32_t count = big_endian(bytes, 4, 2);
    for (uint32_t i = 0; i < count && 12 + 16 * size_t(i) + 16 <= bytes.size(); ++i) {
        const size_t row = 12 + 16 * size_t(i);
        if (std::string_view(bytes).substr(row, 4) == tag) return big_endian(bytes, row + 8, 4);
    }
    return 0;
}

struct Atlas {
    const FontFiles& files;
    float scale;

    const std::string& file(Family family) const {
        switch (family) {
            case Family::Text: return files.text;
            case Family::Head: return files.head.empty() ? files.text : files.head;
            case Family::Mono: return files.mono;
            case Family::MonoBold: return files.mono_bold.empty() ? files.mono : files.mono_bold;
        }
        return files.text;
    }
    const std::string& fill(Family family) const {
        return family == Family::Text || family == Family::Head ? files.fill : files.fill_mono;
    }

    ImFont* add(const std::string& path, float em, bool merge, float& size) const {
        const FontMetrics metrics = read_font_metrics(path);
        if (metrics.height_per_em <= 0) return nullptr;
        ImFontConfig config;
        config.MergeMode = merge;
        // Large letters are sharp enough without three samples a pixel, and the texture stays small.
        config.OversampleH = em * scale >= 30 ? 1 : 3;
        config.OversampleV = 1;
        size = em * scale * metrics.height_per_em;
        const ImWchar* ranges = em <= 20 ? kRanges : kBannerRanges;
        return ImGui::GetIO().Fonts->AddFontFromFileTTF(path.c_str(), size, &config, ranges);
    }
};

FaceFont build_face(const Atlas& atlas, const FaceSpec& spec) {
    FaceFont face;
    face.em = spec.em;
    const std::string& path = atlas.file(spec.family);
    if (!path.empty()) face.font = atlas.add(path, spec.em, false, face.size);
    if (!face.font) return face;
    const std::string& fill = atlas.fill(spec.family);
    float ignored = 0;
    if (!fill.empty() && fill != path) atlas.add(fill, spec.em, true, ignored);
    return face;
}

}  // namespace

FontMetrics read_font_metrics(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const size_t head = find_table(bytes, "head"), hhea = find_table(bytes, "hhea");
    if (head == 0 || hhea == 0) return {};
    const float units = static_cast<float>(big_endian(bytes, head + 18, 2));
    if (units <= 0) return {};
    const float ascent = static_cast<float>(static_cast<int16_t>(big_endian(bytes, hhea + 4, 2)));
    const float descent = static_cast<float>(static_cast<int16_t>(big_endian(bytes, hhea + 6, 2)));
    return {(ascent - descent) / units, ascent / units};
}

FontFiles find_font_files(const std::string& extra) {
    const std::vector<std::string> folders = font_folders(extra);
    FontFiles files;
    files.text = first_of(
        folders, {"Inter-Regular.otf", "Inter-Regular.ttf", "SegoeUI.ttf", "segoeui.ttf", "DejaVuSans.ttf", "Arial.ttf"});
    files.head =
        first_of(folders, {"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "seguisb.ttf", "DejaVuSans-Bold.ttf", "Arial Bold.ttf"});
    files.mono = first_of(
        folders, {"JetBrainsMono-Regular.ttf", "JetBrainsMono-Regular.otf", "DejaVuSansMono.ttf", "consola.ttf", "Menlo.ttc"});
    files.mono_bold =
        first_of(folders, {"JetBrainsMono-Bold.ttf", "JetBrainsMono-Bold.otf", "DejaVuSansMono-Bold.ttf", "consolab.ttf"});
    files.fill = first_of(folders, {"DejaVuSans.ttf", "seguisym.ttf"});
    files.fill_mono = first_of(folders, {"DejaVuSansMono.ttf", "DejaVuSans.ttf", "seguisym.ttf"});
    return files;
}

bool load_fonts(Fonts& fonts, const FontFiles& files, float scale) {
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->Clear();
    compat::set_atlas_width(atlas, scale > 1.3f ? 4096 : 2048);
    fonts.scale_ = scale;
    const Atlas builder{files, scale};
    bool complete = true;
    for (int i = 0; i < kFaceCount; ++i) {
        FaceFont face = build_face(builder, kSpecs[i]);
        if (!face.font) {
            complete = false;
            ImFontConfig config;
            config.SizePixels = kSpecs[i].em * scale;
            face.font = atlas->AddFontDefault(&config);
            face.size = config.SizePixels;
        }
        fonts.faces_[static_cast<size_t>(i)] = face;
    }
    compat::build_atlas(atlas);
    for (FaceFont& face : fonts.faces_) {
        face.ascent = compat::font_ascent(face.font, face.size);
        const ImVec2 ten = face.font->CalcTextSizeA(face.size, 1e9f, 0, "0000000000");
        const ImVec2 wide = face.font->CalcTextSizeA(face.size, 1e9f, 0, "WWWWWWWWWW");
        face.column = ten.x == wide.x ? ten.x / 10 / scale : 0;
    }
    return complete;
}

}  // namespace loopscope::app
