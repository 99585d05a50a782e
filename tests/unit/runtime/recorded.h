// Tables that Python recorded (recorded/record.py), and a VM to compare with them. Used by the tests of numbers and text.
#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "runtime/num_int.h"
#include "runtime/text_ops.h"
#include "runtime/vm.h"

namespace recorded {

inline std::vector<std::vector<std::string>> rows(const std::string& name) {
    std::ifstream in(std::string(LOOPSCOPE_SOURCE_DIR) + "/tests/unit/runtime/recorded/" + name);
    REQUIRE_MESSAGE(in, "tests/unit/runtime/recorded/", name, " is missing");
    std::vector<std::vector<std::string>> out;
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> row;
        for (size_t at = 0; at <= line.size();) {
            size_t tab = line.find('\t', at);
            if (tab == std::string::npos) tab = line.size();
            row.push_back(line.substr(at, tab - at));
            at = tab + 1;
        }
        out.push_back(std::move(row));
    }
    return out;
}

// The text that an ascii(repr) stands for, in UTF-8.
inline std::string unescaped(const std::string& repr) {
    std::string out;
    for (size_t i = 1; i + 1 < repr.size(); i++) {
        if (repr[i] != '\\') {
            out += repr[i];
            continue;
        }
        char c = repr[++i];
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits) {
            loopscope::base::append_utf8(out, static_cast<char32_t>(std::stoul(repr.substr(i + 1, digits), nullptr, 16)));
            i += digits;
        } else {
            out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
    }
    return out;
}

struct NoHost : loopscope::runtime::Host {
    bool module_source(std::string_view, loopscope::runtime::ModuleSource*) override { return false; }
    void write(int, std::string_view) override {}
};

// A VM with its built-in types; nothing of the library has run.
struct BareVm {
    NoHost host;
    loopscope::runtime::VM* vm;
    BareVm() {
        loopscope::runtime::VMOptions options;
        options.host = &host;
        options.arena_bytes = 1ull << 30;
        vm = loopscope::runtime::create_vm(options);
        REQUIRE(vm);
    }
    ~BareVm() { loopscope::runtime::destroy_vm(vm); }
    BareVm(const BareVm&) = delete;
    BareVm& operator=(const BareVm&) = delete;
    operator loopscope::runtime::VM&() { return *vm; }
};

// "ClassName message" of the pending exception, which is dropped.
inline std::string dropped_exception(loopscope::runtime::VM& vm) {
    using namespace loopscope::runtime;
    Owned exception(vm, take_exception(vm));
    if (!is_kind(exception, kException)) return "nothing";
    auto* args = as<Tuple>(as<Exception>(exception)->args);
    return std::string(type_name(vm, exception)) +
           (args->n && is_str(args->v[0]) ? " " + str_ascii_repr_utf8(as<Str>(args->v[0])) : "");
}

}  // namespace recorded
