#include "compile/future.h"

#include "compile/symbol_table.h"

namespace loopscope::compile {

namespace {

bool is_docstring(const syntax::Statement& node) {
    const auto* statement = syntax::node_cast<syntax::Expr>(&node);
    const auto* text = statement ? syntax::node_cast<syntax::Constant>(statement->value) : nullptr;
    return text && text->type == syntax::ConstantKind::Str;
}

// False: no such feature.
bool switch_on(std::string_view name, FutureFeatures& out) {
    if (name == "annotations") {
        out.annotations = true;
        return true;
    }
    for (std::string_view old : {"nested_scopes", "generators", "division", "absolute_import", "with_statement",
                                 "print_function", "unicode_literals", "generator_stop", "barry_as_FLUFL"}) {
        if (name == old) return true;
    }
    return false;
}

}  // namespace

base::Result<void> read_future_features(const syntax::Module& module, FutureFeatures& out) {
    bool first = true;
    for (const syntax::Statement* node : module.body) {
        const auto* import = syntax::node_cast<syntax::ImportFrom>(node);
        const bool future = import && import->module == "__future__" && import->level == 0;
        if (!future) {
            if (first && is_docstring(*node)) {
                first = false;
                continue;
            }
            break;
        }
        first = false;
        for (const syntax::Alias* alias : import->names) {
            if (switch_on(alias->name, out)) continue;
            const bool braces = alias->name == "braces";
            return syntax_error(module, import->span,
                                braces ? "not a chance" : "future feature " + std::string(alias->name) + " is not defined");
        }
        out.last_line = import->span.line;
    }
    return {};
}

}  // namespace loopscope::compile
