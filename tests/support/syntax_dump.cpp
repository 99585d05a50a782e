// Writes what the parser makes of sources, for compare_syntax.py.
//
//     syntax_dump [--python 3.6] < records > records
//
// A record is a line with a number of bytes, and so many bytes. For every source record there is one answer record: the
// dump of the tree with the warnings behind it, or "error" and kind, line, column, message a line each.
#include <cstdio>
#include <cstring>
#include <string>

#include "syntax/parser.h"

using namespace loopscope;

namespace {

bool read_record(std::string& record) {
    unsigned long size = 0;
    if (std::scanf("%lu", &size) != 1) return false;
    std::getchar();
    record.resize(size);
    return std::fread(record.data(), 1, size, stdin) == size;
}

std::string answer_for(const std::string& source, const syntax::ParseOptions& options) {
    syntax::ParseResult result = syntax::parse_module(source, "x", options);
    if (!result) {
        const base::Diagnostic& error = result.error();
        return std::string("error\n") + base::diagnostic_kind_name(error.kind) + "\n" + std::to_string(error.line) + "\n" +
               std::to_string(error.column) + "\n" + error.message + "\n";
    }
    std::string text = syntax::dump(**result);
    for (const base::Diagnostic& warning : (*result)->warnings) {
        text += "warning " + std::to_string(warning.line) + " " + warning.message + "\n";
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    syntax::ParseOptions options;
    if (argc == 3 && std::strcmp(argv[1], "--python") == 0 && std::strcmp(argv[2], "3.6") == 0) {
        options.dialect = syntax::Dialect::Py36;
    }
    std::string source;
    while (read_record(source)) {
        const std::string answer = answer_for(source, options);
        std::printf("%zu\n", answer.size());
        std::fwrite(answer.data(), 1, answer.size(), stdout);
    }
    return 0;
}
