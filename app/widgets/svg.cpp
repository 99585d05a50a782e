#include "app/widgets/svg.h"

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"

namespace loopscope::app {
namespace {

// Characters that XML cannot hold become U+FFFD.
std::string escaped(std::string_view text) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
        const base::DecodedCodePoint c = base::decode_utf8(text, at);
        const std::string_view bytes = text.substr(at, c.size);
        at += c.size;
        if (bytes == "<")
            out += "&lt;";
        else if (bytes == ">")
            out += "&gt;";
        else if (bytes == "&")
            out += "&amp;";
        else if (bytes == "\"")
            out += "&quot;";
        else if (c.code_point < 0x20 || c.code_point == 0xfffe || c.code_point == 0xffff ||
                 (c.code_point >= 0xd800 && c.code_point < 0xe000))
            out += "\xef\xbf\xbd";
        else
            out += bytes;
    }
    return out;
}

}  // namespace

// Two decimals, and none where they are zero.
void SvgDrawing::number(float value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value));
    std::string shown = text;
    while (shown.back() == '0') shown.pop_back();
    if (shown.back() == '.') shown.pop_back();
    body_ += shown == "-0" ? "0" : shown;
}

void SvgDrawing::attribute(const char* name, float value) {
    body_ += std::string(" ") + name + "=\"";
    number(value);
    body_ += '"';
}

// Colours are 0xAABBGGRR.
void SvgDrawing::paint(const char* how, Colour colour) {
    char text[80];
    std::snprintf(text, sizeof text, " %s=\"#%02x%02x%02x\"", how, colour & 0xffu, (colour >> 8) & 0xffu,
                  (colour >> 16) & 0xffu);
    body_ += text;
    const unsigned alpha = colour >> 24;
    if (alpha == 255) return;
    std::snprintf(text, sizeof text, " %s-opacity=\"%.3f\"", how, alpha / 255.0);
    body_ += text;
}

void SvgDrawing::place(const Box& box, float radius) {
    attribute("x", box.x);
    attribute("y", box.y);
    attribute("width", box.w);
    attribute("height", box.h);
    if (radius > 0) attribute("rx", radius);
}

void SvgDrawing::place(Vec centre, float radius) {
    attribute("cx", centre.x);
    attribute("cy", centre.y);
    attribute("r", radius);
}

void SvgDrawing::place(const std::vector<Vec>& points) {
    body_ += " points=\"";
    for (const Vec& p : points) {
        number(p.x);
        body_ += ',';
        number(p.y);
        body_ += ' ';
    }
    body_ += '"';
}

void SvgDrawing::stroke(Colour colour, float thickness) {
    body_ += " fill=\"none\"";
    paint("stroke", colour);
    attribute("stroke-width", thickness);
}

void SvgDrawing::rect(const Box& box, Colour colour, float radius) {
    if (box.w <= 0 || box.h <= 0) return;
    body_ += "<rect";
    place(box, radius);
    paint("fill", colour);
    body_ += "/>\n";
}

void SvgDrawing::outline(const Box& box, Colour colour, float radius, float thickness) {
    body_ += "<rect";
    place(box, radius);
    stroke(colour, thickness);
    body_ += "/>\n";
}

void SvgDrawing::polyline(const std::vector<Vec>& points, Colour colour, float thickness, bool closed) {
    body_ += closed ? "<polygon" : "<polyline";
    place(points);
    stroke(colour, thickness);
    body_ += "/>\n";
}

void SvgDrawing::polygon(const std::vector<Vec>& points, Colour colour) {
    body_ += "<polygon";
    place(points);
    paint("fill", colour);
    body_ += "/>\n";
}

void SvgDrawing::disc(Vec centre, float radius, Colour colour) {
    body_ += "<circle";
    place(centre, radius);
    paint("fill", colour);
    body_ += "/>\n";
}

void SvgDrawing::ring(Vec centre, float radius, Colour colour, float thickness) {
    body_ += "<circle";
    place(centre, radius);
    stroke(colour, thickness);
    body_ += "/>\n";
}

void SvgDrawing::text(Vec at, float em, float width, std::string_view utf8, Colour colour, bool code, bool bold) {
    body_ += code ? "<text class=\"c\"" : "<text class=\"t\"";
    attribute("x", at.x);
    attribute("y", at.y);
    attribute("font-size", em);
    if (bold) body_ += code ? " font-weight=\"700\"" : " font-weight=\"600\"";
    if (width > 0) attribute("textLength", width);
    paint("fill", colour);
    body_ += '>' + escaped(utf8) + "</text>\n";
}

void SvgDrawing::push_clip(const Box& box) {
    const std::string id = "k" + std::to_string(++clip_count_);
    char text[160];
    std::snprintf(text, sizeof text,
                  "<clipPath id=\"%s\"><rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\"/></clipPath>\n", id.c_str(),
                  static_cast<double>(box.x), static_cast<double>(box.y), static_cast<double>(std::max(0.0f, box.w)),
                  static_cast<double>(std::max(0.0f, box.h)));
    clips_ += text;
    body_ += "<g clip-path=\"url(#" + id + ")\">\n";
    ++open_;
}

void SvgDrawing::pop_clip() {
    if (open_ == 0) return;
    --open_;
    body_ += "</g>\n";
}

std::string SvgDrawing::finish(const Box& part, std::string_view title) const {
    char head[320];
    std::snprintf(head, sizeof head,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"%.0f %.0f %.0f %.0f\">\n",
                  static_cast<double>(part.w), static_cast<double>(part.h), static_cast<double>(part.x),
                  static_cast<double>(part.y), static_cast<double>(part.w), static_cast<double>(part.h));
    std::string text = head;
    if (!title.empty()) text += "<title>" + escaped(title) + "</title>\n";
    text += "<style>text{white-space:pre}.t{font-family:Inter,sans-serif}.c{font-family:'JetBrains Mono',monospace}</style>\n";
    text += "<defs>\n" + clips_ + "</defs>\n" + body_;
    for (int i = 0; i < open_; ++i) text += "</g>\n";
    return text + "</svg>\n";
}

}  // namespace loopscope::app
