#include "app/keys.h"

namespace loopscope::app {
namespace {

struct Named {
    const char* name;
    uint16_t key;
};
constexpr Named kNamed[] = {
    {"Space", kKeySpace},
    {"Left", kKeyLeft},
    {"Right", kKeyRight},
    {"Up", kKeyUp},
    {"Down", kKeyDown},
    {"Home", kKeyHome},
    {"End", kKeyEnd},
    {"PgUp", kKeyPageUp},
    {"PgDn", kKeyPageDown},
    {"Enter", kKeyEnter},
    {"Esc", kKeyEscape},
    {"Tab", kKeyTab},
    {"Backspace", kKeyBackspace},
    {"Del", kKeyDelete},
    {"F1", kKeyF1},
    {"F2", kKeyF2},
    {"F3", kKeyF3},
    {"F4", kKeyF4},
    {"F5", kKeyF5},
    {"F6", kKeyF6},
    {"F7", kKeyF7},
    {"F8", kKeyF8},
    {"F9", kKeyF9},
    {"F10", kKeyF10},
    {"F11", kKeyF11},
    {"F12", kKeyF12},
};

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix) || text.size() == prefix.size()) return false;
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

KeyPress parse_key(std::string_view chord) {
    KeyPress press;
    for (bool more = true; more;) {
        more = false;
        if (take(chord, "Ctrl+")) press.ctrl = more = true;
        if (take(chord, "Shift+")) press.shift = more = true;
        if (take(chord, "Alt+")) press.alt = more = true;
    }
    for (const Named& named : kNamed) {
        if (chord == named.name) press.key = named.key;
    }
    if (press.key == kKeyNone && chord.size() == 1) press.key = static_cast<uint16_t>(static_cast<unsigned char>(chord[0]));
    return press;
}

std::string key_text(const KeyPress& press) {
    std::string text;
    if (press.ctrl) text += "Ctrl+";
    if (press.shift) text += "Shift+";
    if (press.alt) text += "Alt+";
    for (const Named& named : kNamed) {
        if (named.key == press.key) return text + named.name;
    }
    return text + static_cast<char>(press.key);
}

}  // namespace loopscope::app
