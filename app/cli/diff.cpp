#include "app/cli/diff.h"

#include <algorithm>
#include <cstdint>

namespace loopscope::cli {

namespace {

struct DiffLine {
    char mark;  // '-', '+' or ' '
    const std::string* text;
};

// By the longest common subsequence. Its table is quadratic, so beyond `kLongest` lines all are told as changed.
std::vector<DiffLine> middle_lines(const std::vector<std::string>& a, std::size_t a_begin, std::size_t a_end,
                                   const std::vector<std::string>& b, std::size_t b_begin, std::size_t b_end) {
    constexpr std::size_t kLongest = 2000;
    const std::size_t rows = a_end - a_begin, columns = b_end - b_begin;
    std::vector<DiffLine> lines;
    std::vector<std::uint32_t> common;
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return common[i * (columns + 1) + j]; };
    const bool small = rows <= kLongest && columns <= kLongest;
    if (small) {
        common.assign((rows + 1) * (columns + 1), 0);
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                at(i, j) = a[a_begin + i] == b[b_begin + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
            }
        }
    }
    std::size_t i = 0, j = 0;
    while (i < rows || j < columns) {
        if (small && i < rows && j < columns && a[a_begin + i] == b[b_begin + j]) {
            lines.push_back({' ', &a[a_begin + i]});
            ++i, ++j;
        } else if (i < rows && (j == columns || !small || at(i + 1, j) >= at(i, j + 1))) {
            lines.push_back({'-', &a[a_begin + i++]});
        } else {
            lines.push_back({'+', &b[b_begin + j++]});
        }
    }
    return lines;
}

}  // namespace

std::string diff_lines(const std::vector<std::string>& expected, const std::vector<std::string>& got,
                       const std::string& indent) {
    constexpr std::size_t kAround = 3, kMost = 60;
    std::size_t front = 0, back = 0;
    const std::size_t shorter = std::min(expected.size(), got.size());
    while (front < shorter && expected[front] == got[front]) ++front;
    while (back < shorter - front && expected[expected.size() - 1 - back] == got[got.size() - 1 - back]) ++back;

    std::vector<DiffLine> lines;
    for (std::size_t i = front - std::min(front, kAround); i < front; ++i) lines.push_back({' ', &expected[i]});
    const auto middle = middle_lines(expected, front, expected.size() - back, got, front, got.size() - back);
    lines.insert(lines.end(), middle.begin(), middle.end());
    for (std::size_t i = 0; i < std::min(back, kAround); ++i) lines.push_back({' ', &expected[expected.size() - back + i]});

    std::string text;
    for (std::size_t i = 0; i < lines.size() && i < kMost; ++i) {
        text += indent + lines[i].mark + ' ' + *lines[i].text + '\n';
    }
    if (lines.size() > kMost) text += indent + "... and " + std::to_string(lines.size() - kMost) + " lines more\n";
    return text;
}

}  // namespace loopscope::cli
