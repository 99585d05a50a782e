// dump_code FILE ...: compiles each file and prints its code objects as JSON, one file a line, for compare_code.py. With
// --text: the disassembly. Every code object is verified; a problem is printed as {"problem": ...}.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "compile/compiler.h"
#include "compile/verify.h"
#include "syntax/parser.h"

namespace {

using loopscope::compile::CodeSpec;
using loopscope::compile::Constant;

void quote(std::string& out, const std::string& text) {
    out += '"';
    for (unsigned char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c < 0x20) {
            char buffer[8];
            std::snprintf(buffer, sizeof buffer, "\\u%04x", c);
            out += buffer;
        } else {
            out += static_cast<char>(c);
        }
    }
    out += '"';
}

void names(std::string& out, const char* key, const std::vector<std::string>& list) {
    out += std::string(",\"") + key + "\":[";
    for (size_t i = 0; i < list.size(); ++i) {
        if (i) out += ',';
        quote(out, list[i]);
    }
    out += ']';
}

void number(std::string& out, const char* key, int64_t value) {
    out += std::string(",\"") + key + "\":" + std::to_string(value);
}

void dump(std::string& out, const CodeSpec& code) {
    using namespace loopscope::compile;
    out += "{\"name\":";
    quote(out, code.name);
    out += ",\"qualname\":";
    quote(out, code.qualname);
    number(out, "first_line", code.first_line);
    number(out, "argcount", code.arg_count);
    number(out, "posonly", code.posonly_count);
    number(out, "kwonly", code.kwonly_count);
    number(out, "flags", code.flags);
    number(out, "stack", code.stack_size);
    names(out, "varnames", code.varnames);
    names(out, "cellvars", code.cellvars);
    names(out, "freevars", code.freevars);
    names(out, "names", code.names);
    if (code.flags & kHasDocstring) {
        out += ",\"doc\":";
        quote(out, code.consts[0].text);
    }
    out += ",\"ins\":[";
    for (size_t i = 0; i < code.ins.size(); ++i) {
        const Ins& ins = code.ins[i];
        const Position& at = code.positions[i];
        out += i ? ",[\"" : "[\"";
        out += op_name(static_cast<Op>(ins.op & ~kLineMark));
        out += "\"," + std::to_string(ins.a) + "," + std::to_string(ins.b) + "," + (ins.op & kLineMark ? "1" : "0");
        for (int32_t part : {at.line, at.end_line, at.column, at.end_column}) out += "," + std::to_string(part);
        out += ']';
    }
    out += "],\"exceptions\":[";
    for (size_t i = 0; i < code.exceptions.size(); ++i) {
        const ExceptionEntry& e = code.exceptions[i];
        out += std::string(i ? "," : "") + "[" + std::to_string(e.start) + "," + std::to_string(e.end) + "," +
               std::to_string(e.target) + "," + std::to_string(e.depth) + "]";
    }
    out += "],\"children\":[";
    bool first = true;
    for (const Constant& constant : code.consts) {
        if (constant.kind != Constant::Kind::Code) continue;
        if (!first) out += ',';
        first = false;
        dump(out, *constant.code);
    }
    out += "]}";
}

std::string answer(const std::string& path, const std::string& source, bool as_text) {
    using namespace loopscope;
    std::string out;
    auto problem = [&](const char* key, const std::string& what) {
        out = std::string("{\"") + key + "\":";
        quote(out, what);
        return out + "}";
    };
    syntax::ParseResult module = syntax::parse_module(source, path);
    if (!module) return problem("error", base::format_diagnostic(module.error()));
    compile::CompileResult code = compile::compile_module(**module, path);
    if (!code) return problem("error", base::format_diagnostic(code.error()));
    if (std::string wrong = compile::verify(**code); !wrong.empty()) {
        return problem("problem", wrong + (as_text ? "\n" + compile::disassemble(**code) : ""));
    }
    if (as_text) return compile::disassemble(**code);
    dump(out, **code);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    bool as_text = false;
    for (int i = 1; i < argc; ++i) {
        const std::string path = argv[i];
        if (path == "--text") {
            as_text = true;
            continue;
        }
        std::ifstream file(path, std::ios::binary);
        const std::string source((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        std::cout << answer(path, source, as_text) << '\n';
    }
}
