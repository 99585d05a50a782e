// Theme: the colours, by what they are for. Three themes; the fills of states are the same in all of them.
//
// Callers: everything that draws. Invariant: every text colour has a contrast of 4.5:1 at least on the grounds that it is
// used on (a test measures it).
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "replay/state.h"

namespace loopscope::app {

// As ImGui packs it: red in the lowest byte.
using Colour = uint32_t;

constexpr Colour rgb(uint32_t hex, uint32_t alpha = 255) {
    return ((hex >> 16) & 0xff) | (hex & 0xff00) | ((hex & 0xff) << 16) | (alpha << 24);
}
constexpr Colour with_alpha(Colour colour, float alpha) {
    return (colour & 0x00ffffffu) | (static_cast<uint32_t>(alpha * 255.0f + 0.5f) << 24);
}
Colour mix(Colour a, Colour b, float share_of_b);
double contrast(Colour a, Colour b);  // WCAG's ratio, 1 to 21

enum class ThemeName : uint8_t { Dark, Light, Contrast };
constexpr int kThemeCount = 3;
std::string_view theme_name(ThemeName name);  // "dark"
bool theme_from_name(std::string_view name, ThemeName& out);

struct Theme {
    bool dark = true;
    Colour bg0, bg1, bg2, bg3, line;  // window, pane, header, selected row, separators
    Colour t0, t1, t2;                // first, normal and quiet text
    Colour link, accent, okt, wake, thrown, cancel, errt;
    Colour accent_deep;  // key caps on an accent button
    Colour station_digit;
    Colour curline, justline, err;  // grounds of a row: now, just run, error
    Colour kw, st, nu, cm;          // code: keyword, string, number, comment
    float hatch_alpha;              // of the black lines over WAITING and SLEEPING
    float veil;                     // over what comes after now
};

const Theme& theme(ThemeName name);

constexpr Colour kBlack = rgb(0x0b0d10);  // text on fills, edges of bars
constexpr Colour kWhite = rgb(0xffffff);
constexpr Colour kRunning = rgb(0x009e73);
constexpr Colour kReady = rgb(0x56b4e9);
constexpr Colour kFailed = rgb(0xd55e00);
constexpr Colour kCancelling = rgb(0xcc79a7);
constexpr Colour kGrey = rgb(0x8a8a8a);

Colour status_fill(replay::TaskStatus status);
// A task's own colour, for chips alone: by a hash of the name; main is grey.
Colour identity_colour(std::string_view name);
// The letter on its chip: "Task B" -> B, "countdown-2" -> 2, "main" -> M.
std::string identity_letter(std::string_view name);

}  // namespace loopscope::app
