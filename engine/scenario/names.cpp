// The words of scenario files: dialects, views, signals, keys.
#include <algorithm>
#include <array>
#include <vector>

#include "scenario/keys.h"
#include "scenario/scenario.h"

namespace loopscope::scenario {

namespace {

constexpr std::array<std::string_view, 3> kDialects = {"3.13", "3.6", "micropython"};

// Letters to insert, drop or change to make one word of the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

std::string lower(std::string_view word) {
    std::string text(word);
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

}  // namespace

std::string_view dialect_name(Dialect dialect) { return kDialects[static_cast<std::size_t>(dialect)]; }

std::optional<Dialect> dialect_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kDialects.size(); ++i) {
        if (kDialects[i] == name) return static_cast<Dialect>(i);
    }
    return std::nullopt;
}

const std::vector<std::string_view>& view_names() {
    static const std::vector<std::string_view> kViews = {"now",    "timeline",  "tasks",    "loop",   "conversation",
                                                         "source", "inspector", "console",  "events", "machine",
                                                         "lesson", "compare",   "uasyncio", "world",  "mistakes"};
    return kViews;
}

// Linux's numbers, whatever the machine: programs see them.
const std::vector<std::pair<std::string_view, int>>& signal_names() {
    static const std::vector<std::pair<std::string_view, int>> kSignals = {
        {"SIGHUP", 1},   {"SIGINT", 2},   {"SIGQUIT", 3},  {"SIGABRT", 6},  {"SIGUSR1", 10}, {"SIGUSR2", 12},
        {"SIGPIPE", 13}, {"SIGALRM", 14}, {"SIGTERM", 15}, {"SIGCHLD", 17}, {"SIGCONT", 18}, {"SIGWINCH", 28}};
    return kSignals;
}

const Run* Scenario::find_run(std::string_view name) const {
    for (const Run& run : runs) {
        if (run.name == name) return &run;
    }
    return nullptr;
}

std::string_view shape_called(Shape shape) {
    switch (shape) {
#define SHAPE(name, called, rules) \
    case Shape::name: return called;
        LOOPSCOPE_SCENARIO_SHAPES(SHAPE)
#undef SHAPE
    }
    return {};
}

std::span<const KeyInfo> keys_of(Shape shape) {
    struct Row {
        Shape shape;
        KeyInfo key;
    };
    static const std::vector<std::vector<KeyInfo>> kKeys = [] {
        const Row rows[] = {
#define KEY(shape, name, type, help) {Shape::shape, {name, #type, help}},
            LOOPSCOPE_SCENARIO_KEYS(KEY)
#undef KEY
        };
        std::vector<std::vector<KeyInfo>> keys;
        for (const Row& row : rows) {
            keys.resize(std::max(keys.size(), static_cast<std::size_t>(row.shape) + 1));
            keys[static_cast<std::size_t>(row.shape)].push_back(row.key);
        }
        return keys;
    }();
    return kKeys[static_cast<std::size_t>(shape)];
}

std::string nearest_word(std::string_view word, std::span<const std::string_view> words) {
    if (word.size() > 60) return {};
    std::size_t best = std::min<std::size_t>(3, 1 + word.size() / 4);  // more is not a slip of the finger
    std::string nearest;
    for (std::string_view candidate : words) {
        const std::size_t distance = edit_distance(lower(word), lower(candidate));
        if (distance >= best && !(distance == best && nearest.empty())) continue;
        best = distance;
        nearest = candidate;
    }
    return nearest;
}

}  // namespace loopscope::scenario
