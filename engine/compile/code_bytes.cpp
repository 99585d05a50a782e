#include "compile/code_bytes.h"

#include <cstring>

namespace loopscope::compile {

namespace {

class Out {
public:
    void number(uint64_t n) {
        for (; n >= 0x80; n >>= 7) bytes.push_back(static_cast<char>(n | 0x80));
        bytes.push_back(static_cast<char>(n));
    }
    void difference(int64_t n) { number((static_cast<uint64_t>(n) << 1) ^ static_cast<uint64_t>(n >> 63)); }
    void text(std::string_view s) {
        number(s.size());
        bytes.append(s);
    }
    void texts(const std::vector<std::string>& list) {
        number(list.size());
        for (const auto& s : list) text(s);
    }
    void constant(const Constant& c);
    void code(const CodeSpec& c);

    std::string bytes;

private:
    void positions(const std::vector<Position>& list);
};

void Out::positions(const std::vector<Position>& list) {
    Position last;
    for (const Position& p : list) {
        difference(p.line - last.line);
        difference(p.end_line - p.line);
        difference(p.column - last.column);
        difference(p.end_column - last.end_column);
        last = p;
    }
}

void Out::constant(const Constant& c) {
    number(static_cast<uint64_t>(c.kind));
    switch (c.kind) {
        case Constant::Kind::Int: difference(c.i); break;
        case Constant::Kind::Float:
        case Constant::Kind::Complex: {
            char raw[sizeof c.f];
            memcpy(raw, &c.f, sizeof raw);
            bytes.append(raw, sizeof raw);
            break;
        }
        case Constant::Kind::Str:
        case Constant::Kind::Bytes:
        case Constant::Kind::BigInt: text(c.text); break;
        case Constant::Kind::Tuple:
        case Constant::Kind::FrozenSet:
            number(c.items.size());
            for (const Constant& item : c.items) constant(item);
            if (c.kind == Constant::Kind::FrozenSet) number(static_cast<uint64_t>(c.i));
            break;
        case Constant::Kind::Code: code(*c.code); break;
        default: break;
    }
}

void Out::code(const CodeSpec& c) {
    text(c.name);
    text(c.qualname);
    for (uint64_t n : {uint64_t(c.first_line), uint64_t(c.arg_count), uint64_t(c.posonly_count), uint64_t(c.kwonly_count),
                       uint64_t(c.flags), uint64_t(c.free_base), uint64_t(c.stack_size)})
        number(n);
    for (const auto* list : {&c.varnames, &c.cellvars, &c.freevars, &c.slot_names, &c.names}) texts(*list);
    number(c.consts.size());
    for (const Constant& k : c.consts) constant(k);
    number(c.ins.size());
    for (const Ins& i : c.ins) {
        bytes.push_back(static_cast<char>(i.op));
        bytes.push_back(static_cast<char>(i.line));
        number(i.b);
        difference(i.a);
    }
    positions(c.positions);
    number(c.exceptions.size());
    for (const ExceptionEntry& e : c.exceptions)
        for (uint32_t n : {e.start, e.end, e.target, e.depth}) number(n);
}

class In {
public:
    In(std::string_view bytes, std::string_view file) : p_(bytes.data()), end_(p_ + bytes.size()), file_(file) {}

    std::shared_ptr<CodeSpec> code();
    bool good() const { return good_ && p_ == end_; }

private:
    uint8_t byte() {
        if (p_ == end_) {
            good_ = false;
            return 0;
        }
        return static_cast<uint8_t>(*p_++);
    }
    uint64_t number() {
        uint64_t n = byte();
        if (n < 0x80) return n;
        n &= 0x7f;
        for (unsigned shift = 7; good_ && shift < 64; shift += 7) {
            uint64_t b = byte();
            n |= (b & 0x7f) << shift;
            if (b < 0x80) break;
        }
        return n;
    }
    uint32_t small() { return static_cast<uint32_t>(number()); }
    int64_t difference() {
        uint64_t n = number();
        return static_cast<int64_t>(n >> 1) ^ -static_cast<int64_t>(n & 1);
    }
    size_t count() {  // of things that take a byte at least
        uint64_t n = number();
        if (n > static_cast<uint64_t>(end_ - p_)) good_ = false;
        return good_ ? n : 0;
    }
    std::string text() {
        size_t n = count();
        std::string s(p_, n);
        p_ += n;
        return s;
    }
    void texts(std::vector<std::string>& list) {
        size_t n = count();
        list.reserve(n);
        for (; n > 0 && good_; n--) list.push_back(text());
    }
    void constant(Constant& c);
    void items(std::vector<Constant>& list);
    void positions(CodeSpec& c);

    const char *p_, *end_;
    std::string_view file_;
    bool good_ = true;
    int depth_ = 0;
};

void In::items(std::vector<Constant>& list) {
    size_t n = count();
    if (++depth_ > 200) good_ = false;
    if (good_) list.resize(n);
    for (size_t i = 0; i < n && good_; i++) constant(list[i]);
    depth_--;
}

void In::constant(Constant& c) {
    c.kind = static_cast<Constant::Kind>(byte());
    switch (c.kind) {
        case Constant::Kind::Int: c.i = difference(); break;
        case Constant::Kind::Float:
        case Constant::Kind::Complex:
            if (static_cast<size_t>(end_ - p_) < sizeof c.f) {
                good_ = false;
                break;
            }
            memcpy(&c.f, p_, sizeof c.f);
            p_ += sizeof c.f;
            break;
        case Constant::Kind::Str:
        case Constant::Kind::Bytes:
        case Constant::Kind::BigInt: c.text = text(); break;
        case Constant::Kind::Tuple: items(c.items); break;
        case Constant::Kind::FrozenSet:
            items(c.items);
            c.i = small();
            break;
        case Constant::Kind::Code: c.code = code(); break;
        default: break;
    }
}

void In::positions(CodeSpec& c) {
    Position last;
    for (Position& p : c.positions) {
        p.line = last.line + static_cast<int32_t>(difference());
        p.end_line = p.line + static_cast<int32_t>(difference());
        p.column = last.column + static_cast<int32_t>(difference());
        p.end_column = last.end_column + static_cast<int32_t>(difference());
        last = p;
    }
}

std::shared_ptr<CodeSpec> In::code() {
    auto made = std::make_shared<CodeSpec>();
    CodeSpec& c = *made;
    c.file = file_;
    c.name = text();
    c.qualname = text();
    c.first_line = static_cast<int32_t>(number());
    for (uint32_t* n : {&c.arg_count, &c.posonly_count, &c.kwonly_count, &c.flags, &c.free_base, &c.stack_size}) *n = small();
    for (auto* list : {&c.varnames, &c.cellvars, &c.freevars, &c.slot_names, &c.names}) texts(*list);
    items(c.consts);
    c.ins.resize(count());
    for (Ins& i : c.ins) {
        i.op = byte();
        i.line = byte();
        i.b = static_cast<uint16_t>(number());
        i.a = static_cast<int32_t>(difference());
    }
    c.positions.resize(c.ins.size());
    positions(c);
    c.exceptions.resize(count());
    for (ExceptionEntry& e : c.exceptions)
        for (uint32_t* n : {&e.start, &e.end, &e.target, &e.depth}) *n = small();
    return made;
}

}  // namespace

std::string code_to_bytes(const CodeSpec& code) {
    Out out;
    out.code(code);
    return std::move(out.bytes);
}

std::shared_ptr<const CodeSpec> code_from_bytes(std::string_view bytes, std::string_view file) {
    In in(bytes, file);
    auto code = in.code();
    return in.good() ? code : nullptr;
}

}  // namespace loopscope::compile
