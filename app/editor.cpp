#include "app/editor.h"

#include <algorithm>
#include <cctype>

namespace loopscope::app {
namespace {

constexpr size_t kMostChanges = 5000;
constexpr size_t kIndent = 4;

bool is_tail(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }
bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

void Editor::set_text(std::string text) {
    text_ = std::move(text);
    caret_ = anchor_ = 0;
    wanted_column_ = -1;
    changes_.clear();
    done_ = 0;
}

// --- places --------------------------------------------------------------------------------------------------------------
size_t Editor::line_count() const { return static_cast<size_t>(std::count(text_.begin(), text_.end(), '\n')) + 1; }

size_t Editor::line_of(size_t byte) const {
    return static_cast<size_t>(
        std::count(text_.begin(), text_.begin() + static_cast<ptrdiff_t>(std::min(byte, text_.size())), '\n'));
}

size_t Editor::line_start(size_t line) const {
    size_t at = 0;
    for (; line > 0; --line) {
        const size_t end = text_.find('\n', at);
        if (end == std::string::npos) break;
        at = end + 1;
    }
    return at;
}

size_t Editor::line_end(size_t line) const { return std::min(text_.find('\n', line_start(line)), text_.size()); }

size_t Editor::before(size_t byte) const {
    if (byte == 0) return 0;
    --byte;
    while (byte > 0 && is_tail(text_[byte])) --byte;
    return byte;
}

size_t Editor::after(size_t byte) const {
    if (byte >= text_.size()) return text_.size();
    ++byte;
    while (byte < text_.size() && is_tail(text_[byte])) ++byte;
    return byte;
}

size_t Editor::word_before(size_t byte) const {
    while (byte > 0 && !is_word(text_[byte - 1])) --byte;
    while (byte > 0 && is_word(text_[byte - 1])) --byte;
    return byte;
}

size_t Editor::word_after(size_t byte) const {
    while (byte < text_.size() && !is_word(text_[byte])) ++byte;
    while (byte < text_.size() && is_word(text_[byte])) ++byte;
    return byte;
}

size_t Editor::column_in(size_t byte) const {
    size_t column = 0;
    for (size_t i = line_start(line_of(byte)); i < byte; ++i) column += is_tail(text_[i]) ? 0 : 1;
    return column;
}

std::pair<size_t, size_t> Editor::selected_lines() const {
    size_t last = line_of(selection_end());
    const size_t first = line_of(selection_begin());
    // A selection that ends before a line's first character does not mean that line.
    if (last > first && selection_end() == line_start(last)) --last;
    return {first, last};
}

// --- changing --------------------------------------------------------------------------------------------------------------
void Editor::replace(size_t begin, size_t end, std::string_view with, bool joins) {
    if (begin == end && with.empty()) return;
    changes_.resize(done_);
    const bool join = joins && !changes_.empty() && changes_.back().joins && changes_.back().removed.empty() && begin == end &&
                      changes_.back().at + changes_.back().inserted.size() == begin;
    if (join) {
        changes_.back().inserted += with;
    } else {
        changes_.push_back({begin, text_.substr(begin, end - begin), std::string(with), caret_, 0, joins});
        if (changes_.size() > kMostChanges) changes_.erase(changes_.begin());
    }
    text_.replace(begin, end - begin, with);
    caret_ = anchor_ = begin + with.size();
    changes_.back().caret_after = caret_;
    done_ = changes_.size();
    wanted_column_ = -1;
}

void Editor::type(std::string_view utf8) {
    // What is typed letter by letter is undone together, up to the end of the word.
    const bool joins = !has_selection() && utf8.size() <= 4 && utf8 != " " && utf8 != "\n";
    replace(selection_begin(), selection_end(), utf8, joins);
}

void Editor::cut() { replace(selection_begin(), selection_end(), ""); }

void Editor::undo() {
    if (done_ == 0) return;
    const Change& change = changes_[--done_];
    text_.replace(change.at, change.inserted.size(), change.removed);
    caret_ = anchor_ = std::min(change.caret_before, text_.size());
    wanted_column_ = -1;
    if (done_ > 0) changes_[done_ - 1].joins = false;
}

void Editor::redo() {
    if (done_ == changes_.size()) return;
    const Change& change = changes_[done_++];
    text_.replace(change.at, change.removed.size(), change.inserted);
    caret_ = anchor_ = std::min(change.caret_after, text_.size());
    wanted_column_ = -1;
}

void Editor::new_line() {
    const size_t start = line_start(line_of(selection_begin()));
    size_t spaces = 0;
    while (start + spaces < selection_begin() && text_[start + spaces] == ' ') ++spaces;
    size_t last = selection_begin();
    while (last > start && text_[last - 1] == ' ') --last;
    if (last > start && text_[last - 1] == ':') spaces += kIndent;
    replace(selection_begin(), selection_end(), "\n" + std::string(spaces, ' '));
}

// All selected lines, or spaces up to the next stop.
void Editor::indent(bool more) {
    if (more && !has_selection()) {
        replace(caret_, caret_, std::string(kIndent - column_in(caret_) % kIndent, ' '));
        return;
    }
    const auto [first, last] = selected_lines();
    const size_t begin = line_start(first), end = line_end(last);
    std::string changed;
    for (size_t at = begin; at <= end;) {
        const size_t stop = std::min(text_.find('\n', at), end);
        std::string line = text_.substr(at, stop - at);
        if (more) {
            if (!line.empty()) line.insert(0, kIndent, ' ');
        } else {
            size_t spaces = 0;
            while (spaces < kIndent && spaces < line.size() && line[spaces] == ' ') ++spaces;
            line.erase(0, spaces);
        }
        changed += line;
        if (stop < end) changed += '\n';
        at = stop + 1;
    }
    const bool selection = has_selection();
    replace(begin, end, changed);
    anchor_ = selection ? begin : caret_;
}

void Editor::toggle_comment() {
    const auto [first, last] = selected_lines();
    bool all = true;
    for (size_t line = first; line <= last; ++line) {
        const std::string_view text = std::string_view(text_).substr(line_start(line), line_end(line) - line_start(line));
        const size_t at = text.find_first_not_of(' ');
        if (at != std::string_view::npos && text[at] != '#') all = false;
    }
    const size_t begin = line_start(first), end = line_end(last);
    std::string changed;
    for (size_t line = first; line <= last; ++line) {
        std::string text = text_.substr(line_start(line), line_end(line) - line_start(line));
        const size_t at = text.find_first_not_of(' ');
        if (at != std::string::npos && all) {
            text.erase(at, text.compare(at, 2, "# ") == 0 ? 2 : 1);
        } else if (at != std::string::npos) {
            text.insert(at, "# ");
        }
        changed += text;
        if (line < last) changed += '\n';
    }
    const bool selection = has_selection();
    replace(begin, end, changed);
    if (selection) anchor_ = begin;
}

// --- moving ------------------------------------------------------------------------------------------------------------------
void Editor::move(size_t to, bool extend) {
    caret_ = std::min(to, text_.size());
    if (!extend) anchor_ = caret_;
    if (done_ > 0) changes_[done_ - 1].joins = false;
}

void Editor::place_caret(size_t byte, bool extend) {
    byte = std::min(byte, text_.size());
    while (byte > 0 && byte < text_.size() && is_tail(text_[byte])) --byte;
    move(byte, extend);
    wanted_column_ = -1;
}

void Editor::select_word(size_t byte) {
    byte = std::min(byte, text_.size());
    size_t begin = byte, end = byte;
    while (begin > 0 && is_word(text_[begin - 1])) --begin;
    while (end < text_.size() && is_word(text_[end])) ++end;
    anchor_ = begin;
    caret_ = end;
    wanted_column_ = -1;
}

void Editor::select_all() {
    anchor_ = 0;
    caret_ = text_.size();
}

void Editor::vertical(long lines, bool extend) {
    if (wanted_column_ < 0) wanted_column_ = static_cast<long>(column_in(caret_));
    const long line = static_cast<long>(line_of(caret_)) + lines, last = static_cast<long>(line_count()) - 1;
    if (line < 0 || line > last) {
        move(line < 0 ? 0 : text_.size(), extend);
        return;
    }
    size_t at = line_start(static_cast<size_t>(line));
    const size_t end = line_end(static_cast<size_t>(line));
    for (long column = 0; column < wanted_column_ && at < end; ++column) at = after(at);
    move(at, extend);
}

bool Editor::move_key(const KeyPress& press, size_t page_lines) {
    const bool extend = press.shift, far = press.ctrl;
    const size_t line = line_of(caret_);
    const long page = static_cast<long>(std::max<size_t>(2, page_lines)) - 1;
    switch (press.key) {
        case kKeyUp: vertical(-1, extend); return true;
        case kKeyDown: vertical(1, extend); return true;
        case kKeyPageUp: vertical(-page, extend); return true;
        case kKeyPageDown: vertical(page, extend); return true;
        default: break;
    }
    size_t to = caret_;
    switch (press.key) {
        case kKeyLeft: to = has_selection() && !extend ? selection_begin() : far ? word_before(caret_) : before(caret_); break;
        case kKeyRight: to = has_selection() && !extend ? selection_end() : far ? word_after(caret_) : after(caret_); break;
        case kKeyHome: {
            // First to the text, then to the edge.
            const size_t start = line_start(line);
            size_t text = start;
            while (text < text_.size() && text_[text] == ' ') ++text;
            to = far ? 0 : caret_ == text ? start : text;
            break;
        }
        case kKeyEnd: to = far ? text_.size() : line_end(line); break;
        default: return false;
    }
    move(to, extend);
    wanted_column_ = -1;
    return true;
}

bool Editor::change_key(const KeyPress& press) {
    switch (press.key) {
        case kKeyEnter: new_line(); return true;
        case kKeyTab: indent(!press.shift); return true;
        case kKeyBackspace:
            if (has_selection()) {
                cut();
            } else {
                const size_t start = line_start(line_of(caret_));
                const bool blank = text_.find_first_not_of(' ', start) >= caret_ && caret_ > start;
                const size_t column = caret_ - start;
                const size_t back = blank ? caret_ - (column % kIndent == 0 ? kIndent : column % kIndent) : before(caret_);
                replace(press.ctrl ? word_before(caret_) : back, caret_, "");
            }
            return true;
        case kKeyDelete:
            if (has_selection())
                cut();
            else
                replace(caret_, press.ctrl ? word_after(caret_) : after(caret_), "");
            return true;
        default: return false;
    }
}

bool Editor::key(const KeyPress& press, size_t page_lines) {
    if (press.alt) return false;
    if (move_key(press, page_lines) || change_key(press)) return true;
    if (!press.ctrl) return false;
    switch (press.key) {
        case 'A': select_all(); return true;
        case 'Z': press.shift ? redo() : undo(); return true;
        case 'Y': redo(); return true;
        case '/': toggle_comment(); return true;
        default: return false;
    }
}

}  // namespace loopscope::app
