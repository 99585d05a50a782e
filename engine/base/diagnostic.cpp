#include "base/diagnostic.h"

namespace loopscope::base {

const char* diagnostic_kind_name(DiagnosticKind kind) {
    switch (kind) {
        case DiagnosticKind::IndentationError: return "IndentationError";
        case DiagnosticKind::TabError: return "TabError";
        case DiagnosticKind::Warning: return "SyntaxWarning";
        case DiagnosticKind::SyntaxError:
        case DiagnosticKind::Unsupported:
        case DiagnosticKind::Limit:
        case DiagnosticKind::Input: break;
    }
    return "SyntaxError";
}

std::string format_diagnostic(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line != 0) {
        text += ':' + std::to_string(diagnostic.line);
        if (diagnostic.column != 0) text += ':' + std::to_string(diagnostic.column);
    }
    text += diagnostic.kind == DiagnosticKind::Warning ? ": warning: " : ": error: ";
    text += diagnostic.message;
    if (!diagnostic.hint.empty()) text += "\nhint: " + diagnostic.hint;
    return text;
}

}  // namespace loopscope::base
