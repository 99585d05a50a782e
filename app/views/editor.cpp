// The editor in the source pane: coloured lines, caret and selection, what was changed, and what is wrong where it is wrong.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/views/source_lines.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kEditorPitch = 26, kNumberRight = 40, kMark = 116, kCode = 134, kFirstLine = 8;

// What is wrong, as rows under the line at fault.
struct Wrong {
    size_t line = ~size_t(0);  // from 0
    size_t column = 0;         // in characters, from 0
    std::vector<std::string> message, hint;
    float height = 0;
};

Wrong wrong_of(const View& view, const Editor& editor, float width) {
    Wrong wrong;
    if (!view.app.refusal()) return wrong;
    const base::Diagnostic& diagnostic = view.app.refusal()->diagnostic;
    wrong.line = diagnostic.line == 0 ? 0 : std::min<size_t>(diagnostic.line - 1, editor.line_count() - 1);
    wrong.column = diagnostic.column > 0 ? diagnostic.column - 1 : 0;
    wrong.message = view.p().wrapped(Face::Head, diagnostic.message, width);
    if (!diagnostic.hint.empty()) wrong.hint = view.p().wrapped(Face::Text, diagnostic.hint, width);
    wrong.height = 8 + kEditorPitch * static_cast<float>(wrong.message.size() + wrong.hint.size());
    return wrong;
}

// Lines from the first to the last that differ from the text as it was; first > last: none.
std::pair<size_t, size_t> changed_lines(const std::string& before, const std::string& now) {
    const std::vector<CodeLine>& a = highlighted(before);
    const std::vector<CodeLine>& b = highlighted(now);
    size_t same = 0, tail = 0;
    while (same < a.size() && same < b.size() && a[same].text == b[same].text) ++same;
    while (tail + same < a.size() && tail + same < b.size() && a[a.size() - 1 - tail].text == b[b.size() - 1 - tail].text)
        ++tail;
    return {same, b.size() - tail == 0 ? 0 : b.size() - tail - 1};
}

size_t byte_of_column(std::string_view line, long column) {
    size_t at = 0;
    while (at < line.size() && static_cast<long>(column_of(line, at)) < column) {
        ++at;
        while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80) ++at;
    }
    return at;
}

class EditorView {
public:
    EditorView(const View& view, const Box& body)
        : view_(view),
          body_(body),
          editor_(view.state().edit.editor),
          lines_(highlighted(editor_.text())),
          column_(view.p().column(Face::Code)),
          wrong_(wrong_of(view, editor_, body.w - kCode - 30)) {}

    void draw() {
        const float content = 2 * kFirstLine + static_cast<float>(lines_.size()) * kEditorPitch + wrong_.height;
        const bool focused = view_.app.editor_has_focus();
        follow_caret();
        Scroller scroll(view_.ui, "editor", body_, content, kEditorPitch);
        top_ = scroll.top();
        const Touch touch = view_.ui.region("editor", {body_.x, body_.y, body_.w - 10, body_.h});
        serve_pointer(touch);
        view_.app.editor_rows = static_cast<size_t>(std::max(2.0f, body_.h / kEditorPitch));
        const auto [first_changed, last_changed] = changed_lines(view_.state().edit.original, editor_.text());
        for (size_t i = 0; i < lines_.size(); ++i) {
            const Box row{body_.x, row_y(i), body_.w, kEditorPitch};
            if (row.bottom() + wrong_.height < body_.y || row.y > body_.bottom()) continue;
            draw_line(i, row, i >= first_changed && i <= last_changed);
        }
        if (focused) draw_caret();
    }

private:
    float row_y(size_t line) const {
        return top_ + kFirstLine + static_cast<float>(line) * kEditorPitch + (line > wrong_.line ? wrong_.height : 0);
    }

    // The caret is kept in sight when it moves.
    void follow_caret() {
        UiMemory& memory = view_.ui.memory();
        std::string& seen = memory.remembered["editor.caret"];
        const std::string now = std::to_string(editor_.caret()) + "/" + std::to_string(editor_.text().size());
        if (seen == now) return;
        seen = now;
        const size_t line = editor_.line_of(editor_.caret());
        const float y = kFirstLine + static_cast<float>(line) * kEditorPitch + (line > wrong_.line ? wrong_.height : 0);
        reveal(view_.ui, "editor", std::max(0.0f, y - kEditorPitch), y + 2 * kEditorPitch);
        const float x = column_ * static_cast<float>(caret_column(line)), room = body_.w - kCode - 40;
        float& left = memory.values["editor.left"];
        if (x < left) left = std::max(0.0f, x - 80);
        if (x > left + room) left = x - room + 80;
    }

    float left() const { return view_.ui.memory().values["editor.left"]; }
    float code_x() const { return body_.x + kCode - left(); }

    uint32_t caret_column(size_t line) const {
        return column_of(lines_[std::min(line, lines_.size() - 1)].text, editor_.caret() - editor_.line_start(line));
    }

    size_t byte_at(Vec at) const {
        size_t line = 0;
        while (line + 1 < lines_.size() && at.y >= row_y(line + 1)) ++line;
        const long column = std::lround((at.x - code_x()) / column_);
        return editor_.line_start(line) + byte_of_column(lines_[line].text, std::max(0l, column));
    }

    void serve_pointer(const Touch& touch) {
        if (touch.hovered) view_.ui.cursor(Ui::Cursor::Text);
        if (touch.pressed) view_.emit({ActionId::FocusPane, static_cast<int64_t>(Pane::Source)});
        if (touch.double_clicked) {
            view_.emit({ActionId::EditSelectWord, static_cast<int64_t>(byte_at(touch.at))});
        } else if (touch.pressed || touch.dragging) {
            const bool extend = touch.dragging || view_.ui.pointer().shift;
            view_.emit({ActionId::EditPlace, static_cast<int64_t>(byte_at(touch.at)), extend ? 1.0 : 0.0});
        }
    }

    void draw_line(size_t i, const Box& row, bool changed) {
        Painter& p = view_.p();
        const Theme& th = view_.th();
        const bool at_fault = i == wrong_.line;
        if (at_fault) {
            p.fill({row.x, row.y, row.w, row.h + wrong_.height}, th.err);
            p.fill({row.x, row.y, 4, row.h + wrong_.height}, kFailed);
            draw_error_mark(p, {row.x + kMark, row.cy()});
        } else if (changed) {
            p.fill({row.x, row.y, 4, row.h}, th.link);
        }
        p.text_right(at_fault ? Face::CodeBold : Face::Code, row.x + kNumberRight, row.cy(), std::to_string(i + 1),
                     at_fault ? th.t0 : th.t2);
        view_.ui.push_clip({row.x + kCode - 4, row.y, row.w - kCode - 8, row.h + (at_fault ? wrong_.height : 0)});
        draw_selection(i, row);
        draw_code_line(p, lines_[i], code_x(), row.cy());
        if (at_fault) draw_wrong(i, row);
        view_.ui.pop_clip();
    }

    void draw_selection(size_t i, const Box& row) {
        if (!editor_.has_selection()) return;
        const size_t start = editor_.line_start(i), end = start + lines_[i].text.size();
        const size_t from = std::max(start, editor_.selection_begin()), to = std::min(end + 1, editor_.selection_end());
        if (from >= to) return;
        const float x0 = code_x() + column_ * static_cast<float>(column_of(lines_[i].text, from - start));
        float x1 = code_x() + column_ * static_cast<float>(column_of(lines_[i].text, std::min(to, end) - start));
        if (to > end) x1 += column_ * 0.6f;  // the newline is in it too
        view_.p().fill(box_between(x0, row.y, x1, row.bottom()), with_alpha(view_.th().link, 0.35f));
    }

    void draw_wrong(size_t i, const Box& row) {
        Painter& p = view_.p();
        const Theme& th = view_.th();
        const std::string_view text = lines_[i].text;
        size_t begin = byte_of_column(text, static_cast<long>(wrong_.column)), end = begin;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
        end = std::max(end, begin + 1);
        const float x0 = code_x() + column_ * static_cast<float>(column_of(text, std::min(begin, text.size())));
        draw_zigzag(p, x0, x0 + column_ * static_cast<float>(end - begin), row.bottom() - 5, th.errt);
        const float indent = body_.x + kCode;
        float y = row.bottom() + kEditorPitch / 2;
        for (const std::string& line : wrong_.message) {
            p.text(Face::Head, indent, y, line, th.errt);
            y += kEditorPitch;
        }
        for (const std::string& line : wrong_.hint) {
            p.text(Face::Text, indent, y, line, th.t0);
            y += kEditorPitch;
        }
    }

    void draw_caret() {
        const size_t line = editor_.line_of(editor_.caret());
        const float x = code_x() + column_ * static_cast<float>(caret_column(line));
        const Box caret{view_.p().snap(x) - 1, row_y(line) + 3, 2, kEditorPitch - 6};
        if (caret.x < body_.x + kCode - 4) return;
        view_.p().fill(caret, view_.th().t0);
        view_.ui.mark("editor.caret", caret);
    }

    const View& view_;
    Box body_;
    const Editor& editor_;
    const std::vector<CodeLine>& lines_;
    float column_, top_ = 0;
    Wrong wrong_;
};

// What the keys asked of the clipboard, which belongs to the window.
void serve_clipboard(const View& view) {
    App& app = view.app;
    const Editor& editor = view.state().edit.editor;
    if (!app.editor_has_focus()) return;
    if (app.copy_wanted || app.cut_wanted) {
        if (editor.has_selection()) ImGui::SetClipboardText(editor.selected().c_str());
        if (app.cut_wanted && editor.has_selection()) view.emit({ActionId::EditTyped});
    }
    if (app.paste_wanted) {
        const char* text = ImGui::GetClipboardText();
        if (text && *text) view.emit({ActionId::EditTyped, 0, 0, 0, text});
    }
    app.copy_wanted = app.cut_wanted = app.paste_wanted = false;
}

}  // namespace

void draw_editor(const View& view, const Box& body) {
    serve_clipboard(view);
    EditorView(view, body).draw();
    view.p().outline(view.tile.box, view.app.editor_has_focus() ? view.th().link : view.th().line, 2, 4);
}

}  // namespace loopscope::app
