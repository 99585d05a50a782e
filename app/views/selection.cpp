#include "app/views/selection.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"

namespace loopscope::app {
namespace {

constexpr float kSameLine = 7;  // pieces whose middles are closer are on one line

// What moves when it is dragged is no text.
bool drags(std::string_view region) {
    for (const std::string_view name : {"timeline", "overview", "compare", "splitter", "scrubber", "delay"}) {
        if (region.starts_with(name) || (region.starts_with("b.") && region.substr(2).starts_with(name))) return true;
    }
    return region.ends_with(".bar");
}

void sort_by_reading(std::vector<DrawnText>& drawn) {
    std::stable_sort(drawn.begin(), drawn.end(), [](const DrawnText& a, const DrawnText& b) {
        return std::abs(a.box.cy() - b.box.cy()) > kSameLine ? a.box.cy() < b.box.cy() : a.box.x < b.box.x;
    });
}

// The part of a piece that lies between two places in reading order: bytes [begin, end).
struct Part {
    size_t begin = 0, end = 0;
};

size_t byte_at(const Painter& p, const DrawnText& piece, float x) {
    float before = piece.box.x;
    for (size_t at = 0; at < piece.text.size();) {
        const size_t next = at + base::decode_utf8(piece.text, at).size;
        const float right = piece.box.x + p.width(piece.face, std::string_view(piece.text).substr(0, next));
        if (x < (before + right) / 2) return at;
        before = right;
        at = next;
    }
    return piece.text.size();
}

Part part_of(const Painter& p, const DrawnText& piece, Vec from, Vec to) {
    const float cy = piece.box.cy(), half = std::max(kSameLine, piece.box.h / 2);
    const bool after_from = cy - half > from.y, on_from = std::abs(cy - from.y) <= half;
    const bool before_to = cy + half < to.y, on_to = std::abs(cy - to.y) <= half;
    Part part{0, piece.text.size()};
    if (!after_from && !on_from) return {0, 0};
    if (!before_to && !on_to) return {0, 0};
    if (on_from && !after_from) part.begin = byte_at(p, piece, from.x);
    if (on_to && !before_to) part.end = byte_at(p, piece, to.x);
    return part.begin < part.end ? part : Part{};
}

// The two ends in reading order.
std::pair<Vec, Vec> ends(const TextSelection& selection) {
    const bool down = selection.from.y < selection.to.y - 10 ||
                      (selection.from.y < selection.to.y + 10 && selection.from.x <= selection.to.x);
    return down ? std::pair(selection.from, selection.to) : std::pair(selection.to, selection.from);
}

}  // namespace

void serve_selection(Ui& ui, const std::string& pane, const Box& box, const std::vector<DrawnText>& drawn) {
    TextSelection& selection = ui.memory().selection;
    Regions& regions = ui.regions();
    const Pointer& pointer = ui.pointer();
    if (regions.any_held() && regions.moved() && box.contains(regions.pressed_at()) && !drags(regions.held())) {
        selection = {pane, regions.pressed_at(), pointer.at, true, true};
        regions.let_go();  // a drag over text is no click on what lies under it
    }
    if (selection.pane != pane) return;
    if (selection.dragging) {
        selection.to = {std::clamp(pointer.at.x, box.x, box.right()), std::clamp(pointer.at.y, box.y, box.bottom())};
        if (!pointer.down[0]) selection.dragging = false;
    } else if (selection.active && (regions.any_held() || pointer.wheel != 0)) {
        selection.active = false;
    }
    if (!selection.active) return;
    const auto [from, to] = ends(selection);
    for (const DrawnText& piece : drawn) {
        const Part part = part_of(ui.p, piece, from, to);
        if (part.begin == part.end) continue;
        const std::string_view text = piece.text;
        const float x0 = piece.box.x + ui.p.width(piece.face, text.substr(0, part.begin));
        const float x1 = piece.box.x + ui.p.width(piece.face, text.substr(0, part.end));
        ui.p.fill({x0, piece.box.cy() - 11, x1 - x0, 23}, with_alpha(ui.th().link, 0.35f));
    }
}

std::string selected_text(Ui& ui, const std::string& pane, std::vector<DrawnText> drawn) {
    const TextSelection& selection = ui.memory().selection;
    const bool some = selection.active && selection.pane == pane;
    const auto [from, to] = ends(selection);
    sort_by_reading(drawn);
    std::string text;
    const DrawnText* before = nullptr;
    for (const DrawnText& piece : drawn) {
        const Part part = some ? part_of(ui.p, piece, from, to) : Part{0, piece.text.size()};
        if (part.begin == part.end) continue;
        if (before && std::abs(before->box.cy() - piece.box.cy()) > kSameLine) {
            text += '\n';
        } else if (before) {
            // Code keeps its columns; words that stand apart stay apart.
            const float gap = piece.box.x - before->box.right(), column = ui.p.column(Face::Code);
            const bool code = piece.face == Face::Code || piece.face == Face::CodeBold;
            const int spaces = static_cast<int>(std::lround(gap / column));
            text.append(static_cast<size_t>(std::clamp(spaces, gap > 3 && !code ? 1 : 0, code ? 80 : 2)), ' ');
        }
        text += piece.text.substr(part.begin, part.end - part.begin);
        before = &piece;
    }
    return text;
}

}  // namespace loopscope::app
