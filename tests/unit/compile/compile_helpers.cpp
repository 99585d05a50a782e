#include "compile_helpers.h"

namespace compile_test {

Code compile_text(const std::string& source, compile::CompileOptions options) {
    auto module = options.mode == compile::Mode::Eval ? syntax::parse_expression(source, "test.py")
                                                      : syntax::parse_module(source, "test.py");
    REQUIRE_MESSAGE(module.ok(), source);
    auto code = compile::compile_module(**module, "test.py", options);
    INFO(source);
    if (!code) FAIL(base::format_diagnostic(code.error()));
    CHECK(compile::verify(**code) == "");
    return *code;
}

Code inner(const Code& code, std::string_view qualname) {
    for (const compile::Constant& constant : code->consts) {
        if (constant.kind != compile::Constant::Kind::Code) continue;
        if (constant.code->qualname == qualname) return constant.code;
        const std::string path = constant.code->qualname + ".";
        const bool inside = qualname.starts_with(path) || constant.code->name.starts_with("<generic");
        if (!inside) continue;
        if (Code found = inner(constant.code, qualname)) return found;
    }
    return nullptr;
}

std::string complaint(const std::string& source) {
    auto module = syntax::parse_module(source, "test.py");
    auto text = [](const base::Diagnostic& d) {
        return std::to_string(d.line) + ":" + std::to_string(d.column) + ": " + d.message;
    };
    if (!module) return text(module.error());
    auto code = compile::compile_module(**module, "test.py");
    if (!code) return text(code.error());
    CHECK(compile::verify(**code) == "");
    return "compiles";
}

std::string listing(const CodeSpec& code) {
    std::string out;
    for (const compile::Ins& ins : code.ins) {
        if (!out.empty()) out += "; ";
        out += compile::op_name(static_cast<Op>(ins.op & ~compile::kLineMark));
        out += " " + std::to_string(ins.a);
        if (ins.b) out += "," + std::to_string(ins.b);
    }
    return out;
}

std::vector<int> marked_lines(const CodeSpec& code) {
    std::vector<int> lines;
    for (size_t i = 0; i < code.ins.size(); ++i) {
        if (code.ins[i].op & compile::kLineMark) lines.push_back(code.positions[i].line);
    }
    return lines;
}

int count(const CodeSpec& code, Op op) {
    int number = 0;
    for (const compile::Ins& ins : code.ins) number += static_cast<Op>(ins.op & ~compile::kLineMark) == op;
    return number;
}

}  // namespace compile_test
