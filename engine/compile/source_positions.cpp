#include "compile/source_positions.h"

#include "base/utf8.h"

namespace loopscope::compile {

SourcePositions::SourcePositions(std::string_view source, uint32_t line_offset) : source_(source), line_offset_(line_offset) {
    size_t start = 0;
    bool ascii = true;
    auto end_line = [&](size_t next) {
        starts_.push_back(start);
        ascii_.push_back(ascii);
        start = next;
        ascii = true;
    };
    for (size_t i = 0; i < source.size(); ++i) {
        const char c = source[i];
        if (static_cast<unsigned char>(c) >= 0x80) ascii = false;
        if (c == '\n' || (c == '\r' && (i + 1 == source.size() || source[i + 1] != '\n'))) end_line(i + 1);
    }
    end_line(source.size());
    starts_.push_back(source.size());
}

std::string_view SourcePositions::line(uint32_t number) const {
    if (number <= line_offset_ || number - line_offset_ > ascii_.size()) return {};
    const size_t index = number - line_offset_ - 1;
    std::string_view text = source_.substr(starts_[index], starts_[index + 1] - starts_[index]);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

int32_t SourcePositions::byte_column(uint32_t number, uint32_t column) const {
    if (number <= line_offset_ || number - line_offset_ > ascii_.size()) return static_cast<int32_t>(column);
    if (ascii_[number - line_offset_ - 1]) return static_cast<int32_t>(column);
    return static_cast<int32_t>(base::code_point_offset(line(number), column));
}

Location SourcePositions::at(const syntax::Span& span) const {
    return {static_cast<int32_t>(span.line), static_cast<int32_t>(span.end_line), byte_column(span.line, span.column),
            byte_column(span.end_line, span.end_column)};
}

}  // namespace loopscope::compile
