// Text for people: the trace line by line, and what `show` prints.
#include <cstdio>

#include "replay/cursor.h"
#include "replay/export.h"
#include "replay/mistakes.h"
#include "replay/sentence.h"

namespace loopscope::replay {

namespace {

std::string padded(std::string text, size_t width, bool right = false) {
    if (text.size() >= width) return text;
    std::string space(width - text.size(), ' ');
    return right ? space + text : text + space;
}

std::string head_of(const Cursor& cursor) {
    const trace::Event& e = cursor.event();
    std::string turn = e.iteration ? "turn " + std::to_string(e.iteration) : "";
    return padded(std::to_string(e.step), 7, true) + "  " + padded(seconds_text(e.t) + " s", 9, true) + "  " + padded(turn, 9);
}

}  // namespace

bool export_text(const Recording& run, const Sink& write) {
    constexpr size_t kPiece = 64 * 1024;
    std::string text;
    Cursor cursor(run);
    while (cursor.forward()) {
        const trace::Event& e = cursor.event();
        text +=
            head_of(cursor) + padded(std::string(trace::kind_info(e.kind).name), 26) + sentence_at(run, cursor, false) + "\n";
        if (text.size() < kPiece) continue;
        if (!write(text)) return false;
        text.clear();
    }
    return text.empty() || write(text);
}

// The mistakes that have a name, each with where it is seen and what to write instead.
static std::string mistakes_text(const Recording& run) {
    std::string text;
    for (const Mistake& mistake : find_mistakes(run)) {
        if (text.empty()) text = "mistakes\n";
        text += padded(std::to_string(mistake.step), 7, true) + "  " + mistake_title(mistake.kind) + ": " + mistake.says;
        if (mistake.times > 1) text += " (" + std::to_string(mistake.times) + " times)";
        text += "\n" + std::string(9, ' ') + mistake.advice + "\n";
    }
    return text;
}

// The headline events, the turns of the loop and the jumps of the clock as dividing lines.
std::string show_run(const Recording& run) {
    constexpr uint64_t kMostLines = 20000;
    std::string text = run.raw().title.empty() ? run.raw().file : run.raw().title;
    if (!run.raw().run_name.empty()) text += " (" + run.raw().run_name + ")";
    text += "\n" + std::to_string(run.step_count()) + " steps, " + seconds_text(run.end_time()) + " s, " +
            std::to_string(run.tasks().size()) + (run.tasks().size() == 1 ? " task\n" : " tasks\n");
    bool causes = run.level_count(1) <= 2000;
    uint64_t lines = 0;
    Cursor cursor(run);
    while (cursor.forward()) {
        const trace::Event& e = cursor.event();
        if (e.kind == trace::Kind::LoopAdvance && e.when > e.from) {
            text += "  ----  t = " + seconds_text(e.from) + " s to " + seconds_text(e.when) + " s\n";
            continue;
        }
        if (e.kind == trace::Kind::LoopIteration) {
            text += "  turn " + std::to_string(e.iteration) + "\n";
            continue;
        }
        if (!run.in_level(1, e.step)) continue;
        if (++lines > kMostLines) {
            text += "... and " + std::to_string(run.level_count(1) - kMostLines) + " more\n";
            break;
        }
        text += padded(std::to_string(e.step), 7, true) + "  " + sentence_at(run, cursor, causes) + "\n";
    }
    if (!run.raw().end.message.empty()) text += run.raw().end.message + "\n";
    return text + mistakes_text(run);
}

std::string show_step(const Recording& run, uint64_t step) {
    if (run.step_count() == 0) return "The run has no steps.\n";
    Cursor cursor(run);
    cursor.seek(step < run.step_count() ? step : run.step_count() - 1);
    return sentence_at(run, cursor, true) + "\n" + to_text(cursor.state());
}

}  // namespace loopscope::replay
