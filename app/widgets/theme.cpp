#include "app/widgets/theme.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace loopscope::app {
namespace {

constexpr Theme kDark = {
    .dark = true,
    .bg0 = rgb(0x0b0e12),
    .bg1 = rgb(0x151a21),
    .bg2 = rgb(0x1d232c),
    .bg3 = rgb(0x2a323e),
    .line = rgb(0x333d4a),
    .t0 = rgb(0xf3f6f9),
    .t1 = rgb(0xc5cdd8),
    .t2 = rgb(0x9aa6b5),
    .link = rgb(0x6cbef5),
    .accent = rgb(0x0072b2),
    .okt = rgb(0x4fd0a5),
    .wake = rgb(0x6cbef5),
    .thrown = rgb(0xff8a7a),
    .cancel = rgb(0xe79ac4),
    .errt = rgb(0xff9d66),
    .accent_deep = rgb(0x005a8e),
    .station_digit = kBlack,
    .curline = rgb(0x1f3a2f),
    .justline = rgb(0x232b36),
    .err = rgb(0x3a2016),
    .kw = rgb(0x8dbbf7),
    .st = rgb(0xc6d08a),
    .nu = rgb(0xebbe7e),
    .cm = rgb(0x8c98a8),
    .hatch_alpha = 0.60f,
    .veil = 0.66f,
};

constexpr Theme kLight = {
    .dark = false,
    .bg0 = rgb(0xd9dfe6),
    .bg1 = rgb(0xffffff),
    .bg2 = rgb(0xf1f4f7),
    .bg3 = rgb(0xdfe5eb),
    .line = rgb(0xc1cad4),
    .t0 = rgb(0x10151b),
    .t1 = rgb(0x36404c),
    .t2 = rgb(0x56616f),
    .link = rgb(0x00639c),
    .accent = rgb(0x0072b2),
    .okt = rgb(0x006b4f),
    .wake = rgb(0x0072b2),
    .thrown = rgb(0xb3261e),
    .cancel = rgb(0x8f3d6b),
    .errt = rgb(0xa84300),
    .accent_deep = rgb(0x005a8e),
    .station_digit = kWhite,
    .curline = rgb(0xddf1e9),
    .justline = rgb(0xe9eef3),
    .err = rgb(0xfbe6da),
    .kw = rgb(0x1f4fa3),
    .st = rgb(0x4c6600),
    .nu = rgb(0x8a4b00),
    .cm = rgb(0x5b6775),
    .hatch_alpha = 0.26f,
    .veil = 0.66f,
};

// For bad projectors and bad eyes: black ground, white text, lines that can be seen from the last row.
constexpr Theme kContrast = {
    .dark = true,
    .bg0 = rgb(0x000000),
    .bg1 = rgb(0x000000),
    .bg2 = rgb(0x14181d),
    .bg3 = rgb(0x2c3540),
    .line = rgb(0x8a97a8),
    .t0 = rgb(0xffffff),
    .t1 = rgb(0xf0f3f6),
    .t2 = rgb(0xd0d8e2),
    .link = rgb(0x8fd0ff),
    .accent = rgb(0x0072b2),
    .okt = rgb(0x5ff0bf),
    .wake = rgb(0x8fd0ff),
    .thrown = rgb(0xffa396),
    .cancel = rgb(0xffb3dc),
    .errt = rgb(0xffb182),
    .accent_deep = rgb(0x00456e),
    .station_digit = kBlack,
    .curline = rgb(0x003d2a),
    .justline = rgb(0x26303c),
    .err = rgb(0x4d2410),
    .kw = rgb(0xa9ccff),
    .st = rgb(0xdbe6a0),
    .nu = rgb(0xffd494),
    .cm = rgb(0xb4c0ce),
    .hatch_alpha = 0.60f,
    .veil = 0.60f,
};

constexpr std::array<std::string_view, kThemeCount> kNames = {"dark", "light", "contrast"};

double luminance(Colour colour) {
    const auto channel = [&](int shift) {
        const double v = static_cast<double>((colour >> shift) & 0xff) / 255.0;
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(16);
}

}  // namespace

Colour mix(Colour a, Colour b, float share_of_b) {
    const auto channel = [&](int shift) {
        const float from = static_cast<float>((a >> shift) & 0xff), to = static_cast<float>((b >> shift) & 0xff);
        return static_cast<Colour>(from + (to - from) * share_of_b + 0.5f) << shift;
    };
    return channel(0) | channel(8) | channel(16) | channel(24);
}

double contrast(Colour a, Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

std::string_view theme_name(ThemeName name) { return kNames[static_cast<size_t>(name)]; }

bool theme_from_name(std::string_view name, ThemeName& out) {
    for (size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] != name) continue;
        out = static_cast<ThemeName>(i);
        return true;
    }
    return false;
}

const Theme& theme(ThemeName name) {
    switch (name) {
        case ThemeName::Light: return kLight;
        case ThemeName::Contrast: return kContrast;
        case ThemeName::Dark: break;
    }
    return kDark;
}

Colour status_fill(replay::TaskStatus status) {
    using replay::TaskStatus;
    switch (status) {
        case TaskStatus::Created: return 0;
        case TaskStatus::Ready: return kReady;
        case TaskStatus::Running: return kRunning;
        case TaskStatus::Waiting: return rgb(0xf0e442);
        case TaskStatus::Sleeping: return rgb(0xe69f00);
        case TaskStatus::Cancelling: return kCancelling;
        case TaskStatus::Done:
        case TaskStatus::Cancelled: return kGrey;
        case TaskStatus::Failed: return kFailed;
    }
    return kGrey;
}

namespace {

// What tells names apart mostly stands at their end: "Task B", "Task-12", "client-1". Empty: no such tail.
std::string_view short_tail(std::string_view name) {
    const size_t cut = name.find_last_of(" -_");
    if (cut == std::string_view::npos) return {};
    const std::string_view tail = name.substr(cut + 1);
    return tail.size() <= 2 ? tail : std::string_view();
}

}  // namespace

Colour identity_colour(std::string_view name) {
    static constexpr Colour kColours[] = {rgb(0x9db4ff), rgb(0xe3c29b), rgb(0x8ed1c6), rgb(0xd6b8f0)};
    static constexpr Colour kMain = rgb(0xc5cdd8);
    if (name == "main" || name == "Task-1") return kMain;
    // Neighbours (A and B, Task-2 and Task-3) must get different colours: the sum of the letters does that.
    const std::string_view tail = short_tail(name);
    uint32_t sum = 3;
    for (char c : tail.empty() ? name : tail) sum += static_cast<unsigned char>(c);
    return kColours[sum % 4u];
}

std::string identity_letter(std::string_view name) {
    const std::string_view tail = short_tail(name);
    if (!tail.empty()) return std::string(tail);
    size_t length = 1;
    while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xc0) == 0x80) ++length;
    std::string letter(name.substr(0, std::min(length, name.size())));
    if (letter.size() == 1) letter[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(letter[0])));
    return letter;
}

}  // namespace loopscope::app
