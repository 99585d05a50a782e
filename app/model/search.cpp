#include "app/model/search.h"

#include <algorithm>

#include "app/model/app.h"
#include "replay/sentence.h"

namespace loopscope::app {

using replay::Cursor;
using replay::Recording;

bool cursor_matches(const Recording& recording, const Cursor& cursor, const std::vector<std::string>& words) {
    if (words.empty()) return true;
    const trace::Event& event = cursor.event();
    std::string text(trace::kind_info(event.kind).name);
    if (const auto* task = recording.task(event.task)) text += " " + lower_case(task->name);
    text += " " + lower_case(replay::sentence_at(recording, cursor, false));
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

std::optional<uint64_t> find_match(const Recording& recording, int level, uint64_t step, bool forward,
                                   const std::vector<std::string>& words, uint64_t most) {
    constexpr uint64_t kPiece = 4000;
    Cursor cursor(recording);
    uint64_t end = step;
    for (uint64_t looked = 0; looked < most;) {
        // Forwards piece by piece from here; backwards each piece is walked forwards, and its last match counts.
        const uint64_t begin = forward ? end : end > kPiece ? end - kPiece : 0;
        if (forward ? !cursor.seek(begin) : end == 0 || !cursor.seek(begin)) return std::nullopt;
        std::optional<uint64_t> found;
        if (!forward) {
            do {
                if (cursor.step() < end && recording.in_level(level, cursor.step()) && cursor_matches(recording, cursor, words))
                    found = cursor.step();
            } while (cursor.step() + 1 < end && cursor.forward());
            if (found) return found;
            looked += end - begin;
            end = begin;
            continue;
        }
        while (looked < most && cursor.forward()) {
            ++looked;
            if (recording.in_level(level, cursor.step()) && cursor_matches(recording, cursor, words)) return cursor.step();
        }
        return std::nullopt;
    }
    return std::nullopt;
}

namespace {

bool forward_to_level(const Recording& recording, Cursor& cursor, int level) {
    while (cursor.forward()) {
        if (recording.in_level(level, cursor.step())) return true;
    }
    return false;
}

// A sentence without its "line 14": the same doing stands elsewhere in the other run's text.
std::string without_lines(const std::string& sentence) {
    std::string text;
    for (size_t i = 0; i < sentence.size();) {
        if (sentence.compare(i, 5, "line ") != 0) {
            text += sentence[i++];
            continue;
        }
        text += "line ";
        for (i += 5; i < sentence.size() && sentence[i] >= '0' && sentence[i] <= '9';) ++i;
    }
    return text;
}

}  // namespace

std::optional<uint64_t> first_difference_of(const Recording& a, const Recording& b, int level, uint64_t most) {
    Cursor at(a), other(b);
    std::optional<uint64_t> last;
    for (uint64_t i = 0; i < most; ++i) {
        const bool more = forward_to_level(a, at, level), more_other = forward_to_level(b, other, level);
        if (!more && !more_other) return std::nullopt;
        if (more != more_other) return more ? at.step() : last;
        last = at.step();
        const trace::Event &ea = at.event(), &eb = other.event();
        const bool same =
            ea.kind == eb.kind && ea.t == eb.t && ea.text == eb.text &&
            without_lines(replay::sentence_at(a, at, false)) == without_lines(replay::sentence_at(b, other, false));
        if (!same) return last;
    }
    return std::nullopt;
}

}  // namespace loopscope::app
