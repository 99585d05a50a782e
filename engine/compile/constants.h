// Constants of a program: made from literals, worked out from constant expressions, and kept once each.
//
// Caller: the code writer. What is folded is what CPython folds, as far as it can be seen: constant expressions over
// several lines are one instruction on their first line.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "compile/code.h"
#include "syntax/ast.h"

namespace loopscope::compile {

Constant make_none();
Constant make_bool(bool value);
Constant make_int(int64_t value);
Constant make_text(std::string_view text);
Constant make_tuple(std::vector<Constant> items);
Constant make_literal(const syntax::Constant& node);

// The constants of one code object.
class ConstantPool {
public:
    int32_t add(Constant constant);
    std::vector<Constant> take() { return std::move(constants_); }

private:
    std::vector<Constant> constants_;
    std::unordered_map<std::string, int32_t> index_;  // by their text form; looked up only
    std::unordered_map<const CodeSpec*, int32_t> code_index_;
};

class ConstantFolder {
public:
    // The value of an expression that is constant, else nullptr. Lives as long as the folder.
    const Constant* value(const syntax::Expression& node);

    // All of them, as a tuple; false where one is not constant.
    bool values(const syntax::Expressions& nodes, std::vector<Constant>& out);

private:
    const Constant* work_out(const syntax::Expression& node);
    const Constant* keep(Constant constant);
    const Constant* binary(const syntax::BinOp& node);
    const Constant* unary(const syntax::UnaryOp& node);
    const Constant* subscript(const syntax::Subscript& node);

    std::deque<Constant> kept_;
    size_t budget_ = size_t{16} << 20;  // bytes; what goes beyond is worked out by the program itself
    std::unordered_map<const syntax::Expression*, const Constant*> known_;  // looked up only
};

}  // namespace loopscope::compile
