#include "app/widgets/code.h"

namespace loopscope::app {
namespace {

Colour token_colour(const Theme& th, Token token) {
    switch (token) {
        case Token::Keyword: return th.kw;
        case Token::String: return th.st;
        case Token::Number: return th.nu;
        case Token::Comment: return th.cm;
        case Token::Mark: return th.t1;
        case Token::Name:
        case Token::Defined: break;
    }
    return th.t0;
}

}  // namespace

void draw_code_line(Painter& p, const CodeLine& line, float x, float cy, const CodeLook& look) {
    const float column = p.column(look.face);
    float shift = 0;  // what wider characters (boxes with a name) have pushed the rest to the right
    for (const Span& span : line.spans) {
        const std::string_view text = line.text.substr(span.begin, span.end - span.begin);
        const bool bold = span.token == Token::Keyword || span.token == Token::Defined;
        const Colour colour = look.quiet ? p.theme().t2 : token_colour(p.theme(), span.token);
        const uint32_t begin = column_of(line.text, span.begin), end = column_of(line.text, span.end);
        const float at = x + column * static_cast<float>(begin) + shift;
        const float width = p.text(bold ? look.bold : look.face, at, cy,
                                   text.find('\t') == std::string_view::npos ? std::string(text) : expand_tabs(text), colour);
        const float plain = column * static_cast<float>(end - begin);
        if (width > plain + 1) shift += width - plain;
    }
}

}  // namespace loopscope::app
