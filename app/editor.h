// Editor: a text being written: caret, selection, undo. Pure; what it looks like is views/editor.cpp.
//
// Callers: App gives it keys and typed text while the source pane has the focus. Invariants: caret and anchor lie in the
// text, at the beginning of a character; every change can be undone, words typed in one go at once.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/keys.h"

namespace loopscope::app {

class Editor {
public:
    void set_text(std::string text);  // forgets what was before
    const std::string& text() const { return text_; }

    size_t caret() const { return caret_; }
    size_t selection_begin() const { return caret_ < anchor_ ? caret_ : anchor_; }
    size_t selection_end() const { return caret_ < anchor_ ? anchor_ : caret_; }
    bool has_selection() const { return caret_ != anchor_; }
    std::string selected() const { return text_.substr(selection_begin(), selection_end() - selection_begin()); }

    // A key that is none of the app's; false: it means nothing here.
    bool key(const KeyPress& press, size_t page_lines);
    void type(std::string_view utf8);  // replaces the selection
    void cut();                        // the selection goes
    void undo();
    void redo();
    void select_all();
    void place_caret(size_t byte, bool extend);
    void select_word(size_t byte);
    bool can_undo() const { return done_ > 0; }

    // Lines from 0.
    size_t line_count() const;
    size_t line_of(size_t byte) const;
    size_t line_start(size_t line) const;
    size_t line_end(size_t line) const;  // before its newline

private:
    struct Change {
        size_t at = 0;
        std::string removed, inserted;
        size_t caret_before = 0, caret_after = 0;
        bool joins = false;  // with the next one: typing goes on
    };
    void replace(size_t begin, size_t end, std::string_view with, bool joins = false);
    void move(size_t to, bool extend);
    bool move_key(const KeyPress& press, size_t page_lines);
    bool change_key(const KeyPress& press);
    void vertical(long lines, bool extend);
    void new_line();
    void indent(bool more);
    void toggle_comment();
    size_t before(size_t byte) const;
    size_t after(size_t byte) const;
    size_t word_before(size_t byte) const;
    size_t word_after(size_t byte) const;
    size_t column_in(size_t byte) const;  // in characters
    std::pair<size_t, size_t> selected_lines() const;

    std::string text_;
    size_t caret_ = 0, anchor_ = 0;
    long wanted_column_ = -1;  // kept while going up and down
    std::vector<Change> changes_;
    size_t done_ = 0;  // how many of the changes stand
};

}  // namespace loopscope::app
