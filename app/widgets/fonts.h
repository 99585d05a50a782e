// Fonts: the faces of the app, found at run time and built for a scale.
//
// Callers: the shell and the tests build them (load_fonts, when the scale changes, between frames); the painter draws
// with them. Sizes are em, as in CSS: ImGui's SizePixels is ascent minus descent, so the font file's own metrics are
// read to convert. Where no font file is found ImGui's built-in one stands in for all faces.
#pragma once
#include <array>
#include <string>
#include <vector>

struct ImFont;

namespace loopscope::app {

enum class Face : unsigned char {
    Text,      // 17: text, legend
    Head,      // 17 semibold: headers, labels on bars, key caps
    Large,     // 20: second lines, choices' reasons
    Title,     // 20 semibold
    Answer,    // 26
    Banner,    // 26 semibold
    Question,  // 34 semibold
    Huge,      // 44 semibold: presenter's banner
    Code,      // 17 mono
    CodeBold,
    Readout,       // 20 mono bold
    ReadoutQuiet,  // 20 mono
    BigCode,       // 26 mono: presenter
    BigCodeBold,
    Count
};
constexpr int kFaceCount = static_cast<int>(Face::Count);

struct FaceFont {
    ImFont* font = nullptr;
    float em = 17;     // in units, without the scale
    float size = 0;    // what ImGui calls the size, in pixels
    float ascent = 0;  // top of the line to the baseline, in pixels
    float column = 0;  // mono faces: the width of a character in units, else 0
};

struct FontFiles {
    std::string text, head, mono, mono_bold;  // empty: not found
    std::string fill, fill_mono;              // for glyphs that the others lack
};

class Fonts {
public:
    const FaceFont& operator[](Face face) const { return faces_[static_cast<size_t>(face)]; }
    float scale() const { return scale_; }

private:
    friend bool load_fonts(Fonts&, const FontFiles&, float);
    std::array<FaceFont, kFaceCount> faces_;
    float scale_ = 1;
};

// Looks in Debian's, other systems' and the user's font folders; `extra` (may be empty) is looked in first.
FontFiles find_font_files(const std::string& extra = {});

// Fills the current ImGui context's atlas anew. False where a built-in font had to do.
bool load_fonts(Fonts& fonts, const FontFiles& files, float scale);

// (ascent - descent) / em and the advance of a character of a font file, from its own tables; 0 where it is none.
struct FontMetrics {
    float height_per_em = 0;
    float ascent_per_em = 0;
};
FontMetrics read_font_metrics(const std::string& path);

}  // namespace loopscope::app
