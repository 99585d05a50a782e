// Places in the source: from the spans of the syntax tree (columns in code points) to those of code (columns in UTF-8 bytes).
//
// Caller: the code writer and diagnostics.
#pragma once

#include <string_view>
#include <vector>

#include "compile/instruction.h"
#include "syntax/ast.h"

namespace loopscope::compile {

class SourcePositions {
public:
    SourcePositions(std::string_view source, uint32_t line_offset);

    Location at(const syntax::Span& span) const;

    // Text of a line without its end; empty where there is no such line.
    std::string_view line(uint32_t number) const;

private:
    int32_t byte_column(uint32_t line, uint32_t column) const;

    std::string_view source_;
    uint32_t line_offset_;
    std::vector<size_t> starts_;  // of each line, and one more: the end
    std::vector<bool> ascii_;
};

}  // namespace loopscope::compile
