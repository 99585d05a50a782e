#include "compile/constants.h"

#include <cmath>
#include <cstring>
#include <set>

#include "base/utf8.h"
#include "compile/flow_graph.h"
#include "compile/wide_int.h"

namespace loopscope::compile {

namespace {

using Kind = Constant::Kind;
using syntax::as;
using syntax::BinaryOperator;
using syntax::NodeKind;

constexpr int64_t kExactInDouble = int64_t{1} << 53;
constexpr size_t kMaxFoldedText = 4096;
constexpr size_t kMaxFoldedItems = 256;

// ------------------------------------------------------------------------------------------------ literals

std::string binary_to_hex(std::string_view digits) {
    std::string hex = "0x";
    const size_t first = (digits.size() + 3) / 4 * 4 - digits.size();
    int value = 0;
    size_t bits = first;
    for (char c : digits) {
        value = value * 2 + (c - '0');
        if (++bits % 4 == 0) {
            hex += "0123456789abcdef"[value];
            value = 0;
        }
    }
    return hex;
}

std::string octal_to_hex(std::string_view digits) {
    std::string bits;
    for (char c : digits) {
        const int value = c - '0';
        for (int shift = 2; shift >= 0; --shift) bits += static_cast<char>('0' + ((value >> shift) & 1));
    }
    return binary_to_hex(bits);
}

std::string big_int_text(const syntax::Constant& node) {
    switch (node.base) {
        case 2: return binary_to_hex(node.text);
        case 8: return octal_to_hex(node.text);
        case 16: return "0x" + std::string(node.text);
        default: return std::string(node.text);
    }
}

// ------------------------------------------------------------------------------------------------ arithmetic

bool is_int(const Constant& c) { return c.kind == Kind::Int || c.kind == Kind::True || c.kind == Kind::False; }

// Longer ones than a few machine words are left to the program.
bool is_any_int(const Constant& c) {
    constexpr size_t kMaxDigits = 50;
    return is_int(c) || (c.kind == Kind::BigInt && c.text.size() <= kMaxDigits);
}
bool is_bool(const Constant& c) { return c.kind == Kind::True || c.kind == Kind::False; }
int64_t int_of(const Constant& c) { return c.kind == Kind::Int ? c.i : c.kind == Kind::True; }

bool as_double(const Constant& c, double& out) {
    if (c.kind == Kind::Float) {
        out = c.f;
        return true;
    }
    if (!is_int(c)) return false;
    const int64_t i = int_of(c);
    if (i > kExactInDouble || i < -kExactInDouble) return false;
    out = static_cast<double>(i);
    return true;
}

int64_t floor_divide(int64_t x, int64_t y) {
    const int64_t quotient = x / y;
    return x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient;
}

// What stays within 64 bits for certain.
bool fold_narrow(BinaryOperator op, int64_t x, int64_t y, int64_t& out) {
    switch (op) {
        case BinaryOperator::FloorDiv:
            if (y == 0 || x == INT64_MIN) return false;
            out = floor_divide(x, y);
            return true;
        case BinaryOperator::Mod:
            if (y == 0 || x == INT64_MIN) return false;
            out = x - floor_divide(x, y) * y;
            return true;
        case BinaryOperator::RShift:
            if (y < 0) return false;
            out = y > 63 ? (x < 0 ? -1 : 0) : x >> y;
            return true;
        case BinaryOperator::BitOr: out = x | y; return true;
        case BinaryOperator::BitXor: out = x ^ y; return true;
        case BinaryOperator::BitAnd: out = x & y; return true;
        default: return false;
    }
}

// What may need more. Results of up to kMaxFoldedBits are worked out, as in CPython; sums of any size.
bool fold_wide(BinaryOperator op, const WideInt& x, const WideInt& y, WideInt& out) {
    constexpr size_t kMaxFoldedBits = 128;
    int64_t count = 0;
    switch (op) {
        case BinaryOperator::Add: out = add(x, y); return true;
        case BinaryOperator::Sub: out = add(x, negate(y)); return true;
        case BinaryOperator::Mult:
            if (x.bits() + y.bits() > kMaxFoldedBits) return false;
            out = multiply(x, y);
            return true;
        case BinaryOperator::LShift:
            if (!y.fits(count) || count < 0 || count > static_cast<int64_t>(kMaxFoldedBits)) return false;
            if (x.bits() + static_cast<size_t>(count) > kMaxFoldedBits) return false;
            out = shift_left(x, static_cast<size_t>(count));
            return true;
        case BinaryOperator::Pow:
            if (!y.fits(count) || count < 0 || count > static_cast<int64_t>(kMaxFoldedBits)) return false;
            if (x.bits() * static_cast<size_t>(count) > kMaxFoldedBits) return false;
            out = WideInt::of(1);
            for (int64_t i = 0; i < count; ++i) out = multiply(out, x);
            return true;
        default: return false;
    }
}

bool fold_doubles(BinaryOperator op, double x, double y, double& out) {
    switch (op) {
        case BinaryOperator::Add: out = x + y; return true;
        case BinaryOperator::Sub: out = x - y; return true;
        case BinaryOperator::Mult: out = x * y; return true;
        case BinaryOperator::Div:
            if (y == 0) return false;
            out = x / y;
            return true;
        default: return false;
    }
}

Constant make_float(double value) {
    Constant c;
    c.kind = Kind::Float;
    c.f = value;
    return c;
}

WideInt wide(const Constant& c) { return c.kind == Kind::BigInt ? WideInt::of_text(c.text) : WideInt::of(int_of(c)); }

Constant make_wide(const WideInt& value) {
    int64_t narrow = 0;
    if (value.fits(narrow)) return make_int(narrow);
    Constant c;
    c.kind = Kind::BigInt;
    c.text = value.text();
    return c;
}

bool fold_integers(BinaryOperator op, const Constant& x, const Constant& y, Constant& out) {
    WideInt result;
    if (fold_wide(op, wide(x), wide(y), result)) {
        out = make_wide(result);
        return true;
    }
    int64_t narrow = 0;
    if (!is_int(x) || !is_int(y) || !fold_narrow(op, int_of(x), int_of(y), narrow)) return false;
    const bool bits = op == BinaryOperator::BitOr || op == BinaryOperator::BitXor || op == BinaryOperator::BitAnd;
    out = bits && is_bool(x) && is_bool(y) ? make_bool(narrow != 0) : make_int(narrow);
    return true;
}

bool fold_numbers(BinaryOperator op, const Constant& x, const Constant& y, Constant& out) {
    if (is_any_int(x) && is_any_int(y) && op != BinaryOperator::Div) return fold_integers(op, x, y, out);
    double a = 0, b = 0, result = 0;
    if (!as_double(x, a) || !as_double(y, b) || !fold_doubles(op, a, b, result)) return false;
    out = make_float(result);
    return true;
}

bool repeat(const Constant& sequence, int64_t times, Constant& out) {
    const bool tuple = sequence.kind == Kind::Tuple;
    const size_t size = tuple ? sequence.items.size() : sequence.text.size();
    const size_t limit = tuple ? kMaxFoldedItems : kMaxFoldedText;
    const size_t count = times < 0 ? 0 : static_cast<size_t>(times);
    if (size != 0 && count > limit / size) return false;
    out.kind = sequence.kind;
    if (size == 0) return true;
    for (size_t i = 0; i < count; ++i) {
        out.text += sequence.text;
        out.items.insert(out.items.end(), sequence.items.begin(), sequence.items.end());
    }
    return true;
}

bool is_sequence(const Constant& c) { return c.kind == Kind::Str || c.kind == Kind::Bytes || c.kind == Kind::Tuple; }

bool fold_sequences(BinaryOperator op, const Constant& x, const Constant& y, Constant& out) {
    if (op == BinaryOperator::Add && is_sequence(x) && x.kind == y.kind) {
        out = x;
        out.text += y.text;
        out.items.insert(out.items.end(), y.items.begin(), y.items.end());
        return true;
    }
    if (op != BinaryOperator::Mult) return false;
    if (is_sequence(x) && is_int(y)) return repeat(x, int_of(y), out);
    if (is_sequence(y) && is_int(x)) return repeat(y, int_of(x), out);
    return false;
}

size_t bytes_of(const Constant& c) {
    size_t bytes = c.text.size();
    for (const Constant& item : c.items) bytes += sizeof(Constant) + bytes_of(item);
    return bytes;
}

// ------------------------------------------------------------------------------------------------ identity

void append_key(std::string& key, const Constant& c) {
    key += static_cast<char>('A' + static_cast<int>(c.kind));
    switch (c.kind) {
        case Kind::Int: key += std::to_string(c.i); break;
        case Kind::Float:
        case Kind::Complex: {
            uint64_t bits;
            std::memcpy(&bits, &c.f, sizeof bits);
            key += std::to_string(bits);
            break;
        }
        case Kind::BigInt:
        case Kind::Str:
        case Kind::Bytes:
            key += std::to_string(c.text.size());
            key += ':';
            key += c.text;
            break;
        case Kind::Tuple:
            key += '(';
            for (const Constant& item : c.items) append_key(key, item);
            key += ')';
            break;
        case Kind::FrozenSet: {  // equal sets are one constant, in whatever order they are written
            std::set<std::string> members;
            for (const Constant& item : c.items) {
                std::string member;
                append_key(member, item);
                members.insert(std::move(member));
            }
            key += '(';
            for (const std::string& member : members) key += member;
            key += ')';
            break;
        }
        default: break;
    }
}

}  // namespace

Constant make_none() { return {}; }

Constant make_bool(bool value) {
    Constant c;
    c.kind = value ? Kind::True : Kind::False;
    return c;
}

Constant make_int(int64_t value) {
    Constant c;
    c.kind = Kind::Int;
    c.i = value;
    return c;
}

Constant make_text(std::string_view text) {
    Constant c;
    c.kind = Kind::Str;
    c.text = std::string(text);
    return c;
}

Constant make_tuple(std::vector<Constant> items) {
    Constant c;
    c.kind = Kind::Tuple;
    c.items = std::move(items);
    return c;
}

Constant make_literal(const syntax::Constant& node) {
    Constant c;
    switch (node.type) {
        case syntax::ConstantKind::None: break;
        case syntax::ConstantKind::False: c.kind = Kind::False; break;
        case syntax::ConstantKind::True: c.kind = Kind::True; break;
        case syntax::ConstantKind::Ellipsis: c.kind = Kind::Ellipsis; break;
        case syntax::ConstantKind::Int: return make_int(node.int_value);
        case syntax::ConstantKind::BigInt:
            c.kind = Kind::BigInt;
            c.text = big_int_text(node);
            break;
        case syntax::ConstantKind::Float: return make_float(node.float_value);
        case syntax::ConstantKind::Complex:
            c.kind = Kind::Complex;
            c.f = node.float_value;
            break;
        case syntax::ConstantKind::Str: return make_text(node.text);
        case syntax::ConstantKind::Bytes:
            c.kind = Kind::Bytes;
            c.text = std::string(node.text);
            break;
    }
    return c;
}

int32_t ConstantPool::add(Constant constant) {
    const auto next = static_cast<int32_t>(constants_.size());
    if (constant.kind == Kind::Code) {
        auto [place, added] = code_index_.emplace(constant.code.get(), next);
        if (!added) return place->second;
    } else {
        std::string key;
        append_key(key, constant);
        auto [place, added] = index_.emplace(std::move(key), next);
        if (!added) return place->second;
    }
    constants_.push_back(std::move(constant));
    return next;
}

const Constant* ConstantFolder::keep(Constant constant) {
    const size_t bytes = bytes_of(constant);
    if (bytes > budget_) return nullptr;
    budget_ -= bytes;
    kept_.push_back(std::move(constant));
    return &kept_.back();
}

const Constant* ConstantFolder::value(const syntax::Expression& node) {
    switch (node.kind) {
        case NodeKind::Constant:
        case NodeKind::BinOp:
        case NodeKind::UnaryOp:
        case NodeKind::Tuple:
        case NodeKind::Subscript:
        case NodeKind::Name: break;
        default: return nullptr;
    }
    if (node.kind == NodeKind::Name && as<syntax::Name>(node).id != "__debug__") return nullptr;
    auto [place, added] = known_.emplace(&node, nullptr);
    if (!added) return place->second;
    const Constant* found = work_out(node);
    known_[&node] = found;
    return found;
}

bool ConstantFolder::values(const syntax::Expressions& nodes, std::vector<Constant>& out) {
    for (const syntax::Expression* node : nodes) {
        const Constant* found = value(*node);
        if (!found) return false;
        out.push_back(*found);
    }
    return true;
}

const Constant* ConstantFolder::work_out(const syntax::Expression& node) {
    switch (node.kind) {
        case NodeKind::Constant:  // always kept: its text stands in the source
            kept_.push_back(make_literal(as<syntax::Constant>(node)));
            return &kept_.back();
        case NodeKind::BinOp: return binary(as<syntax::BinOp>(node));
        case NodeKind::UnaryOp: return unary(as<syntax::UnaryOp>(node));
        case NodeKind::Subscript: return subscript(as<syntax::Subscript>(node));
        case NodeKind::Name: return as<syntax::Name>(node).ctx == syntax::Context::Load ? keep(make_bool(true)) : nullptr;
        case NodeKind::Tuple: {
            const auto& tuple = as<syntax::Tuple>(node);
            std::vector<Constant> items;
            if (tuple.ctx != syntax::Context::Load || !values(tuple.elts, items)) return nullptr;
            return keep(make_tuple(std::move(items)));
        }
        default: return nullptr;
    }
}

const Constant* ConstantFolder::binary(const syntax::BinOp& node) {
    const Constant* right = value(*node.right);
    if (!right) return nullptr;
    const Constant* left = value(*node.left);
    if (!left) return nullptr;
    Constant result;
    if (fold_numbers(node.op, *left, *right, result)) return keep(std::move(result));
    if (fold_sequences(node.op, *left, *right, result)) return keep(std::move(result));
    return nullptr;
}

const Constant* ConstantFolder::unary(const syntax::UnaryOp& node) {
    const Constant* operand = value(*node.operand);
    if (!operand || operand->kind == Kind::Complex) return nullptr;
    switch (node.op) {
        case syntax::UnaryOperator::Not: return keep(make_bool(!is_truthy(*operand)));
        case syntax::UnaryOperator::USub:
            if (operand->kind == Kind::Float) return keep(make_float(-operand->f));
            if (is_any_int(*operand)) return keep(make_wide(negate(wide(*operand))));
            return nullptr;
        case syntax::UnaryOperator::UAdd:
            if (operand->kind == Kind::Float || operand->kind == Kind::BigInt) return operand;
            return is_int(*operand) ? keep(make_int(int_of(*operand))) : nullptr;
        case syntax::UnaryOperator::Invert: return operand->kind == Kind::Int ? keep(make_int(~operand->i)) : nullptr;
    }
    return nullptr;
}

const Constant* ConstantFolder::subscript(const syntax::Subscript& node) {
    if (node.ctx != syntax::Context::Load) return nullptr;
    const Constant* index = value(*node.slice);
    if (!index || !is_int(*index)) return nullptr;
    const Constant* sequence = value(*node.value);
    if (!sequence || !is_sequence(*sequence)) return nullptr;
    const bool text = sequence->kind == Kind::Str;
    const auto size = static_cast<int64_t>(sequence->kind == Kind::Tuple ? sequence->items.size()
                                           : text                        ? base::count_code_points(sequence->text)
                                                                         : sequence->text.size());
    int64_t at = int_of(*index);
    if (at < 0) at += size;
    if (at < 0 || at >= size) return nullptr;
    const auto place = static_cast<size_t>(at);
    if (sequence->kind == Kind::Tuple) return keep(sequence->items[place]);
    if (!text) return keep(make_int(static_cast<unsigned char>(sequence->text[place])));
    const size_t start = base::code_point_offset(sequence->text, place);
    return keep(make_text(std::string_view(sequence->text).substr(start, base::decode_utf8(sequence->text, start).size)));
}

}  // namespace loopscope::compile
