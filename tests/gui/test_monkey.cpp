// A monkey at the app: random keys, clicks, drags, wheels, texts, sizes and files. It draws every frame (sanitizers look on),
// stays at a step that there is, and can always be led back to its first step. LOOPSCOPE_FUZZ_SECONDS goes on so long,
// LOOPSCOPE_FUZZ_FIRST is the first seed; a failure tells its seed.
#include <iterator>

#include "gui/driver.h"
#include "support/random_input.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

constexpr const char* kKeys[] = {
    "Space", "Right", "Left", "Up", "Down", "Home", "End", "PgUp", "PgDn", "Enter", "Esc", "Tab", "Backspace", "Del",
    "F1",    "F2",    "F5",   "F9", "F10",  "F11",  "A",   "B",    "D",    "F",     "G",   "J",   "L",         "M",
    "N",     "S",     "W",    "0",  "1",    "2",    "5",   "9",    "[",    "]",     "?",   ".",   ",",
};
constexpr const char* kModifiers[] = {"", "", "", "", "Ctrl+", "Shift+", "Alt+", "Ctrl+Shift+"};
constexpr const char* kTexts[] = {
    "x",  "await ", "\n",          "(((", "12", "\xC3\xA9\xE2\x82\xAC", "\xF0\x9F\x98\x80", "import asyncio\n",
    "\"", "\t",     "999999999999"};
constexpr int kSizes[][2] = {{1600, 900}, {1, 1}, {320, 200}, {3840, 2160}, {1, 2000}, {2000, 1}, {1280, 720}};
constexpr Sample kLoaded[] = {Sample::Countdown, Sample::Chain, Sample::Cancellation,
                              Sample::Blocking,  Sample::Crowd, Sample::Failure};

void point(Driver& d, Random& random) {
    const auto names = d.headless.regions.names();
    const Box* box = names.empty() ? nullptr : d.headless.regions.find(one_of(names, random));
    if (!box) return;
    const auto part = [&] { return static_cast<float>(random() % 100) / 100; };
    d.headless.pointer.at = {box->x + box->w * part(), box->y + box->h * part()};
}

void press_key(Driver& d, Random& random) {
    const std::string chord = std::string(one_of(kModifiers, random)) + one_of(kKeys, random);
    const KeyPress press = parse_key(chord);
    if (press.key != kKeyNone) d.app.key(press);
}

void act(Driver& d, Random& random) {
    switch (random() % 12) {
        case 0:
        case 1:
        case 2: press_key(d, random); break;
        case 3:
        case 4:
            point(d, random);
            d.frame();
            d.headless.pointer.down[0] = true;
            d.frame();
            d.headless.pointer.down[0] = random() % 8 == 0;
            break;
        case 5: point(d, random); break;
        case 6: d.headless.pointer.down[random() % 2] = random() % 2; break;
        case 7: point(d, random), d.headless.pointer.wheel = static_cast<float>(static_cast<int>(random() % 9)) - 4; break;
        case 8: d.headless.type(one_of(kTexts, random)); break;
        case 9:
            if (random() % 4 == 0) {
                const auto& size = one_of(kSizes, random);
                d.headless.resize(size[0], size[1]);
            }
            break;
        case 10:
            if (random() % 10 == 0) d.app.show(sample(one_of(kLoaded, random)));
            break;
        default: d.services.is_changed = random() % 10 == 0; break;
    }
    d.frame();
}

void session(Random& random) {
    Driver d;
    for (const Sample s : kLoaded) d.services.files["/home/ada/" + std::to_string(static_cast<int>(s)) + ".json"] = sample(s);
    d.app.show(sample(one_of(kLoaded, random)));
    for (int i = 0; i < 120; ++i) {
        act(d, random);
        if (d.app.recording()) CHECK((d.step() == 0 || d.step() < d.recording().step_count()));
    }
    d.headless.pointer.down[0] = d.headless.pointer.down[1] = false;
    d.headless.resize(1600, 900);
    d.frame(3);
    CHECK(d.headless.vertex_count() > 0);
}

}  // namespace

TEST_CASE("a monkey at the keys and the mouse") { for_seeds(6, session); }
