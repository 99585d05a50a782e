#include "runtime/traceback_marks.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "syntax/parser.h"

namespace loopscope::runtime {

namespace {

constexpr struct {
    uint32_t first, last;
} kWide[] = {
    // Unicode 15.1: East_Asian_Width W and F
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},   {0x23f3, 0x23f3},
    {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},
    {0x26f2, 0x26f3},   {0x26f5, 0x26f5},   {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x2e99},
    {0x2e9b, 0x2ef3},   {0x2f00, 0x2fd5},   {0x2ff0, 0x303e},   {0x3041, 0x3096},   {0x3099, 0x30ff},   {0x3105, 0x312f},
    {0x3131, 0x318e},   {0x3190, 0x31e3},   {0x31ef, 0x321e},   {0x3220, 0x3247},   {0x3250, 0x4dbf},   {0x4e00, 0xa48c},
    {0xa490, 0xa4c6},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe52},
    {0xfe54, 0xfe66},   {0xfe68, 0xfe6b},   {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x16fe4}, {0x16ff0, 0x16ff1},
    {0x17000, 0x187f7}, {0x18800, 0x18cd5}, {0x18d00, 0x18d08}, {0x1aff0, 0x1aff3}, {0x1aff5, 0x1affb}, {0x1affd, 0x1affe},
    {0x1b000, 0x1b122}, {0x1b132, 0x1b132}, {0x1b150, 0x1b152}, {0x1b155, 0x1b155}, {0x1b164, 0x1b167}, {0x1b170, 0x1b2fb},
    {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f202}, {0x1f210, 0x1f23b},
    {0x1f240, 0x1f248}, {0x1f250, 0x1f251}, {0x1f260, 0x1f265}, {0x1f300, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a},
    {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
    {0x1f6d5, 0x1f6d7}, {0x1f6dc, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0},
    {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1fa7c}, {0x1fa80, 0x1fa88}, {0x1fa90, 0x1fabd},
    {0x1fabf, 0x1fac5}, {0x1face, 0x1fadb}, {0x1fae0, 0x1fae8}, {0x1faf0, 0x1faf8}, {0x20000, 0x2fffd}, {0x30000, 0x3fffd},
};

bool is_wide(char32_t c) {
    const auto* r =
        std::upper_bound(std::begin(kWide), std::end(kWide), c, [](char32_t x, const auto& range) { return x < range.first; });
    return r != std::begin(kWide) && c <= (r - 1)->last;
}

bool is_blank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f) || c == 0x85 || c == 0xa0; }

using Line = std::u32string;
using Lines = std::vector<Line>;

Line decoded(std::string_view text) {
    Line line;
    for (size_t at = 0; at < text.size();) {
        auto c = base::decode_utf8(text, at);
        line += c.code_point;
        at += c.size;
    }
    while (!line.empty() && is_blank(line.back())) line.pop_back();
    return line;
}

std::string encoded(const Line& line) {
    std::string text;
    for (char32_t c : line) base::append_utf8(text, c);
    return text;
}

size_t indent_of(const Line& line) {
    size_t i = 0;
    while (i < line.size() && is_blank(line[i])) i++;
    return i;
}

// Takes away the indentation that all lines share; a blank line becomes empty.
void dedent(Lines& lines) {
    const Line* margin = nullptr;
    size_t common = 0;
    for (Line& line : lines) {
        size_t indent = indent_of(line);
        if (indent == line.size()) {
            line.clear();
            continue;
        }
        if (!margin) {
            margin = &line;
            common = indent;
        }
        size_t same = 0;
        while (same < common && same < indent && line[same] == (*margin)[same]) same++;
        common = same;
    }
    if (common == 0) return;
    for (Line& line : lines)
        if (!line.empty()) line.erase(0, common);
}

struct Spot {
    size_t line = 0, column = 0;
    bool before(size_t l, size_t c) const { return line < l || (line == l && column <= c); }
};

// The part of what failed that gets ^ where the rest gets ~: an operator, the brackets of a call or a subscript.
struct Anchors {
    bool found = false;
    Spot begin, end;
};

// Walks over the lines of a segment, leaving out comments and continued lines' backslashes.
class Walker {
public:
    explicit Walker(const Lines& lines) : lines_(lines) {}

    // The first spot from `at` on whose character `stop` accepts. False: there is none.
    template <class Stop>
    bool find(Spot* at, Stop stop) const {
        for (;;) {
            while (at->line < lines_.size() && at->column >= lines_[at->line].size()) *at = {at->line + 1, 0};
            if (at->line >= lines_.size()) return false;
            char32_t c = lines_[at->line][at->column];
            if (c == '\\' || c == '#')
                *at = {at->line + 1, 0};
            else if (stop(c))
                return true;
            else
                at->column++;
        }
    }

private:
    const Lines& lines_;
};

// A node's end in the segment; the parser saw it after a line with an opening bracket.
Spot end_of(const syntax::Node& node) { return {node.span.end_line - 2, node.span.end_column}; }

Anchors operator_of(const syntax::BinOp& node, const Lines& lines) {
    Anchors a;
    a.begin = end_of(*node.left);
    if (!Walker(lines).find(&a.begin, [](char32_t c) { return !is_blank(c) && c != ')'; })) return a;
    a.end = {a.begin.line, a.begin.column + 1};
    const Line& line = lines[a.begin.line];
    bool before_right = node.right->span.line - 2 > a.begin.line || a.end.column < node.right->span.column;
    if (a.end.column < line.size() && before_right) {
        char32_t c = line[a.end.column];
        if (!is_blank(c) && c != '\\' && c != '#') a.end.column++;
    }
    a.found = true;
    return a;
}

Anchors brackets_of(const syntax::Node& head, const syntax::Node& whole, char32_t bracket, const Lines& lines) {
    Anchors a;
    a.begin = end_of(head);
    a.found = Walker(lines).find(&a.begin, [bracket](char32_t c) { return c == bracket; });
    a.end = end_of(whole);
    return a;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (size_t i = 0; i < lines.size(); i++) text += (i ? "\n" : "") + encoded(lines[i]);
    return text;
}

Anchors find_anchors(const Lines& segment) {
    const std::string text = "(\n" + joined(segment) + "\n)";
    auto parsed = syntax::parse_module(text, "<segment>");
    if (!parsed || (*parsed)->body.size() != 1) return {};
    const auto* statement = syntax::node_cast<syntax::Expr>((*parsed)->body[0]);
    if (!statement) return {};
    if (const auto* n = syntax::node_cast<syntax::BinOp>(statement->value)) return operator_of(*n, segment);
    if (const auto* n = syntax::node_cast<syntax::Subscript>(statement->value)) return brackets_of(*n->value, *n, '[', segment);
    if (const auto* n = syntax::node_cast<syntax::Call>(statement->value)) return brackets_of(*n->func, *n, '(', segment);
    return {};
}

// `return f(...)` and `x = f(...)`: that the call is to blame goes without saying.
bool goes_without_saying(const Lines& lines, size_t start, size_t end) {
    const std::string text = joined(lines);
    auto parsed = syntax::parse_module(text, "<lines>");
    if (!parsed) return false;
    if ((*parsed)->body.empty()) return true;
    const syntax::Node* value = nullptr;
    if (const auto* n = syntax::node_cast<syntax::Return>((*parsed)->body[0])) {
        const auto* call = n->value ? syntax::node_cast<syntax::Call>(n->value) : nullptr;
        if (call && syntax::node_cast<syntax::Name>(call->func)) value = call;
    } else if (const auto* n = syntax::node_cast<syntax::Assign>((*parsed)->body[0])) {
        if (n->targets.size() == 1 && syntax::node_cast<syntax::Name>(n->targets[0]))
            value = syntax::node_cast<syntax::Call>(n->value);
    }
    return value && value->span.line == 1 && value->span.end_line == lines.size() && value->span.column == start &&
           value->span.end_column == end;
}

class Marker {
public:
    Marker(Lines lines, size_t start, size_t end) : lines_(std::move(lines)), start_(start), end_(end) {
        Lines segment = lines_;
        segment.back().resize(std::min(end_, segment.back().size()));
        segment.front().erase(0, std::min(start_, segment.front().size()));
        anchors_ = find_anchors(segment);
        for (Spot* spot : {&anchors_.begin, &anchors_.end})
            if (spot->line == 0) spot->column += start_;
        show_ = !goes_without_saying(lines_, start_, end_) && (anchors_.found || something_around());
    }

    Lines draw() {
        std::set<size_t> chosen = {0, lines_.size() - 1};
        if (anchors_.found)
            for (size_t at : {anchors_.begin.line, anchors_.end.line})
                for (size_t i = at == 0 ? 0 : at - 1; i <= at + 1 && i < lines_.size(); i++) chosen.insert(i);
        size_t last = 0;
        for (size_t i : chosen) {
            if (i > last + 2)
                out_.push_back(decoded("...<" + std::to_string(i - last - 1) + " lines>..."));
            else if (i == last + 2)
                line(i - 1);
            line(i);
            last = i;
        }
        return std::move(out_);
    }

private:
    bool something_around() const {
        const Line& first = lines_.front();
        const Line& last = lines_.back();
        return indent_of(first) < std::min(start_, first.size()) || end_ < last.size();
    }

    char32_t mark_at(size_t line, size_t column) const {
        if (!anchors_.found) return '^';
        bool inside = anchors_.begin.before(line, column) && !anchors_.end.before(line, column);
        return inside ? '^' : '~';
    }

    void line(size_t number) {
        const Line& text = lines_[number];
        out_.push_back(text);
        if (!show_) return;
        size_t end = number + 1 == lines_.size() ? std::min(end_, text.size()) : text.size();
        size_t begin = std::max(indent_of(text), number == 0 ? start_ : 0);
        Line marks;
        for (size_t i = 0; i < end; i++) marks.append(is_wide(text[i]) ? 2 : 1, i < begin ? U' ' : mark_at(number, i));
        out_.push_back(marks);
    }

    Lines lines_, out_;
    size_t start_, end_;
    Anchors anchors_;
    bool show_ = false;
};

// A column in bytes as a column in characters.
size_t characters(std::string_view line, int32_t bytes) {
    return base::count_code_points(line.substr(0, std::min(line.size(), static_cast<size_t>(bytes))));
}

}  // namespace

size_t display_width(std::u32string_view text) {
    size_t width = 0;
    for (char32_t c : text) width += is_wide(c) ? 2 : 1;
    return width;
}

std::vector<std::string> marked_source(const std::vector<std::string_view>& source, const compile::Position& place) {
    Lines lines;
    for (auto text : source) lines.push_back(decoded(text));
    if (std::all_of(lines.begin(), lines.end(), [](const Line& l) { return l.empty(); })) return {};
    const size_t first_length = lines.front().size();
    dedent(lines);
    if (place.column < 0 || place.end_column < 0 || source.empty()) {
        Line first = lines.front();
        first.erase(0, indent_of(first));
        return {encoded(first)};
    }
    const size_t cut = first_length - lines.front().size();
    size_t start = characters(source.front(), place.column), end = characters(source.back(), place.end_column);
    start -= std::min(start, cut);
    end -= std::min(end, cut);
    Lines drawn = Marker(std::move(lines), start, end).draw();
    dedent(drawn);
    std::vector<std::string> result;
    for (const Line& line : drawn) result.push_back(encoded(line));
    return result;
}

}  // namespace loopscope::runtime
