#include "session/program.h"

#include "compile/compiler.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace loopscope::session {

namespace {

// Does the main program import uasyncio or asyn at its top level? Then it is MicroPython's.
bool imports_micropython(const syntax::Module& module) {
    auto wanted = [](std::string_view name) {
        std::string_view top = name.substr(0, name.find('.'));
        return top == "uasyncio" || top == "asyn";
    };
    for (const syntax::Statement* s : module.body) {
        if (s->kind == syntax::NodeKind::Import) {
            for (const auto& alias : static_cast<const syntax::Import*>(s)->names)
                if (wanted(alias->name)) return true;
        } else if (s->kind == syntax::NodeKind::ImportFrom) {
            if (wanted(static_cast<const syntax::ImportFrom*>(s)->module)) return true;
        }
    }
    return false;
}

syntax::Dialect syntax_dialect(scenario::Dialect d) {
    return d == scenario::Dialect::Py36          ? syntax::Dialect::Py36
           : d == scenario::Dialect::MicroPython ? syntax::Dialect::MicroPython
                                                 : syntax::Dialect::Py313;
}

}  // namespace

base::Result<Program> prepare_program(const scenario::Run& run, const std::map<std::string, double>& costs,
                                      const RunOptions& options) {
    Program p;
    p.text = run.program.text;
    p.path = run.program.path;
    p.folder = run.program.folder;
    auto said = options.python ? options.python : run.python;
    p.dialect = said.value_or(scenario::Dialect::Py313);
    syntax::ParseOptions parse;
    parse.dialect = syntax_dialect(p.dialect);
    auto module = syntax::parse_module(p.text, p.path, parse);
    if (!module) return module.error();
    if (!said && imports_micropython(**module)) p.dialect = scenario::Dialect::MicroPython;
    compile::CompileOptions compile_options;
    if (!costs.empty()) compile_options.costs = &costs;
    compile_options.coroutines_are_generators = p.dialect == scenario::Dialect::MicroPython;
    if (p.dialect == scenario::Dialect::Py313) {
        p.warnings = (*module)->warnings;
        compile_options.warnings = &p.warnings;
    }
    auto code = compile::compile_module(**module, p.path, compile_options);
    if (!code) return code.error();
    p.code = *code;
    p.text = syntax::source_to_show(p.text);
    return p;
}

}  // namespace loopscope::session
