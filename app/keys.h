// Keys: the app's own names of keys and chords, free of any window system.
//
// Callers: the shell (from GLFW) and the tests make KeyPresses; actions look them up.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace loopscope::app {

// A printable key is its upper-case ASCII character; the others follow.
enum Key : uint16_t {
    kKeyNone = 0,
    kKeySpace = ' ',
    kKeyLeft = 256,
    kKeyRight,
    kKeyUp,
    kKeyDown,
    kKeyHome,
    kKeyEnd,
    kKeyPageUp,
    kKeyPageDown,
    kKeyEnter,
    kKeyEscape,
    kKeyTab,
    kKeyBackspace,
    kKeyDelete,
    kKeyF1,
    kKeyF2,
    kKeyF3,
    kKeyF4,
    kKeyF5,
    kKeyF6,
    kKeyF7,
    kKeyF8,
    kKeyF9,
    kKeyF10,
    kKeyF11,
    kKeyF12,
};

struct KeyPress {
    uint16_t key = kKeyNone;
    bool ctrl = false, shift = false, alt = false;
    bool operator==(const KeyPress&) const = default;
};

// "Ctrl+Shift+Left", "?", "+"; key kKeyNone where it is no chord.
KeyPress parse_key(std::string_view chord);
std::string key_text(const KeyPress& press);

}  // namespace loopscope::app
