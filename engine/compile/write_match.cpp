// match statements.
//
// While a pattern is tried the stack holds, from the bottom: the subject (but for the last case), the values captured so
// far, the parts still to be looked at (`on_top` of them), and the part being matched. Names are stored only once the whole
// pattern has matched, so that a failed one leaves no trace. A test that fails jumps to where as many values are
// popped as lie on the stack then: PatternState::fail[n] pops n of them.
#include <set>

#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::node_cast;
using syntax::NodeKind;

struct CodeWriter::PatternState {
    std::vector<std::string_view> captured;  // in the order in which their values lie on the stack
    std::vector<Label> fail;
    bool allow_irrefutable = false;  // may a pattern that always matches stand here?
    int32_t on_top = 0;
};

namespace {

bool is_wildcard(const syntax::Pattern& node) {
    const auto* as_pattern = node_cast<syntax::MatchAs>(&node);
    return as_pattern && as_pattern->name.empty();
}

bool is_wildcard_star(const syntax::Pattern& node) {
    const auto* star = node_cast<syntax::MatchStar>(&node);
    return star && star->name.empty();
}

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

// ------------------------------------------------------------------------------------------------ the statement

void CodeWriter::match_statement(const syntax::Match& node) {
    visit(*node.subject);
    const Label end = new_label();
    const uint32_t count = node.cases.size();
    const syntax::MatchCase& last = *node.cases.back();
    const bool has_default = is_wildcard(*last.pattern) && count > 1;
    const uint32_t tried = count - has_default;
    for (uint32_t i = 0; i < tried; ++i) {
        PatternState state;
        state.allow_irrefutable = node.cases[i]->guard || i == count - 1;
        match_case(*node.cases[i], i != tried - 1, state, end);
        if (error_) return;
    }
    if (has_default) {
        emit(at(*last.pattern), Op::NOP);
        if (last.guard) jump_if(*last.guard, end, false);
        statements(last.body);
    }
    place(end);
}

void CodeWriter::match_case(const syntax::MatchCase& match_case, bool keep_subject, PatternState& state, Label end) {
    const Location where = at(*match_case.pattern);
    if (keep_subject) emit(where, Op::COPY, 1);
    pattern(*match_case.pattern, state);
    for (std::string_view name : state.captured) store_name(where, match_case.pattern->span, name);
    if (match_case.guard) jump_if(*match_case.guard, fail_label(state, 0), false);
    if (keep_subject) emit(where, Op::POP_TOP);
    statements(match_case.body);
    jump(kNoLocation, end);
    place_fail_pops(where, state);
}

// ------------------------------------------------------------------------------------------------ failing, capturing

Label CodeWriter::fail_label(PatternState& state, size_t pops) {
    while (state.fail.size() <= pops) state.fail.push_back(new_label());
    return state.fail[pops];
}

void CodeWriter::jump_to_fail(const Location& where, PatternState& state, Op op) {
    emit_jump(where, op, fail_label(state, static_cast<size_t>(state.on_top) + state.captured.size()));
}

void CodeWriter::place_fail_pops(const Location& where, PatternState& state) {
    for (size_t i = state.fail.size(); i-- > 0;) {
        place(state.fail[i]);
        if (i) emit(where, Op::POP_TOP);
    }
    state.fail.clear();
}

// Moves the top of the stack below `count` - 1 others.
void CodeWriter::rotate(const Location& where, int32_t count) {
    for (; count > 1; --count) emit(where, Op::SWAP, count);
}

void CodeWriter::capture(const syntax::Pattern& node, std::string_view name, PatternState& state) {
    const Location where = at(node);
    if (name.empty()) return emit(where, Op::POP_TOP);
    for (std::string_view other : state.captured) {
        if (other == name) return fail(node.span, "multiple assignments to name " + quoted(name) + " in pattern");
    }
    if (!check_assignable(node.span, name, syntax::Context::Store)) return;
    rotate(where, state.on_top + static_cast<int32_t>(state.captured.size()) + 1);
    state.captured.push_back(name);
}

// ------------------------------------------------------------------------------------------------ patterns

void CodeWriter::pattern(const syntax::Pattern& node, PatternState& state) {
    if (error_) return;
    switch (node.kind) {
        case NodeKind::MatchValue: return pattern_value(as<syntax::MatchValue>(node), state);
        case NodeKind::MatchSingleton: return pattern_singleton(as<syntax::MatchSingleton>(node), state);
        case NodeKind::MatchSequence: return pattern_sequence(as<syntax::MatchSequence>(node), state);
        case NodeKind::MatchMapping: return pattern_mapping(as<syntax::MatchMapping>(node), state);
        case NodeKind::MatchClass: return pattern_class(as<syntax::MatchClass>(node), state);
        case NodeKind::MatchStar: return capture(node, as<syntax::MatchStar>(node).name, state);
        case NodeKind::MatchAs: return pattern_as(as<syntax::MatchAs>(node), state);
        case NodeKind::MatchOr: return pattern_or(as<syntax::MatchOr>(node), state);
        default: return;
    }
}

void CodeWriter::sub_pattern(const syntax::Pattern& node, PatternState& state) {
    const bool outer = state.allow_irrefutable;
    state.allow_irrefutable = true;
    pattern(node, state);
    state.allow_irrefutable = outer;
}

void CodeWriter::pattern_value(const syntax::MatchValue& node, PatternState& state) {
    if (!folder_.value(*node.value) && node.value->kind != NodeKind::Attribute) {
        const bool number = node.value->kind == NodeKind::UnaryOp || node.value->kind == NodeKind::BinOp;
        if (!number) return fail(node.span, "patterns may only match literals and attribute lookups");
    }
    visit(*node.value);
    emit(at(node), Op::COMPARE_EQ);
    jump_to_fail(at(node), state, Op::POP_JUMP_IF_FALSE);
}

void CodeWriter::pattern_singleton(const syntax::MatchSingleton& node, PatternState& state) {
    const Location where = at(node);
    load(where, node.value == syntax::ConstantKind::None ? make_none() : make_bool(node.value == syntax::ConstantKind::True));
    emit(where, Op::IS_OP);
    jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
}

void CodeWriter::pattern_as(const syntax::MatchAs& node, PatternState& state) {
    if (!node.pattern) {
        if (!state.allow_irrefutable) {
            return fail(node.span, node.name.empty()
                                       ? "wildcard makes remaining patterns unreachable"
                                       : "name capture " + quoted(node.name) + " makes remaining patterns unreachable");
        }
        return capture(node, node.name, state);
    }
    ++state.on_top;
    emit(at(node), Op::COPY, 1);
    pattern(*node.pattern, state);
    --state.on_top;
    capture(node, node.name, state);
}

// ------------------------------------------------------------------------------------------------ sequences

void CodeWriter::pattern_sequence(const syntax::MatchSequence& node, PatternState& state) {
    const Location where = at(node);
    const uint32_t count = node.patterns.size();
    uint32_t star = count;
    bool only_wildcards = true, star_wildcard = false;
    for (uint32_t i = 0; i < count; ++i) {
        const syntax::Pattern& part = *node.patterns[i];
        if (part.kind != NodeKind::MatchStar) {
            only_wildcards &= is_wildcard(part);
            continue;
        }
        if (star < count) return fail(node.span, "multiple starred names in sequence pattern");
        star_wildcard = is_wildcard_star(part);
        only_wildcards &= star_wildcard;
        star = i;
    }
    ++state.on_top;
    emit(where, Op::MATCH_SEQUENCE);
    jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
    if (star == count || count > 1) {
        emit(where, Op::GET_LEN);
        load(where, make_int(star == count ? count : count - 1));
        emit(where, star == count ? Op::COMPARE_EQ : Op::COMPARE_GE);
        jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
    }
    --state.on_top;
    if (only_wildcards)
        emit(where, Op::POP_TOP);
    else if (star_wildcard)
        pattern_items(where, node.patterns, star, state);
    else
        pattern_unpack_sequence(where, node.patterns, state);
}

void CodeWriter::pattern_unpack(const Location& where, const syntax::Patterns& patterns) {
    constexpr uint32_t kMaxBefore = 256, kMaxAfter = 65'536;
    const uint32_t count = patterns.size();
    for (uint32_t i = 0; i < count; ++i) {
        if (patterns[i]->kind != NodeKind::MatchStar) continue;
        const uint32_t after = count - i - 1;
        if (i >= kMaxBefore || after >= kMaxAfter) {
            return fail(patterns[i]->span, "too many expressions in star-unpacking sequence pattern");
        }
        return emit(where, Op::UNPACK_EX, static_cast<int32_t>(i), static_cast<int32_t>(after));
    }
    emit(where, Op::UNPACK_SEQUENCE, static_cast<int32_t>(count));
}

void CodeWriter::pattern_unpack_sequence(const Location& where, const syntax::Patterns& patterns, PatternState& state) {
    pattern_unpack(where, patterns);
    state.on_top += static_cast<int32_t>(patterns.size());
    for (const syntax::Pattern* part : patterns) {
        --state.on_top;
        sub_pattern(*part, state);
    }
}

// With an unnamed star: only the items that are asked for are taken out.
void CodeWriter::pattern_items(const Location& where, const syntax::Patterns& patterns, uint32_t star, PatternState& state) {
    ++state.on_top;
    const uint32_t count = patterns.size();
    for (uint32_t i = 0; i < count; ++i) {
        if (i == star || is_wildcard(*patterns[i])) continue;
        emit(where, Op::COPY, 1);
        if (i < star) {
            load(where, make_int(i));
        } else {
            emit(where, Op::GET_LEN);
            load(where, make_int(count - i));
            emit(where, Op::BINARY_SUBTRACT);
        }
        emit(where, Op::BINARY_SUBSCR);
        sub_pattern(*patterns[i], state);
    }
    --state.on_top;
    emit(where, Op::POP_TOP);
}

// ------------------------------------------------------------------------------------------------ mappings, classes

void CodeWriter::pattern_mapping(const syntax::MatchMapping& node, PatternState& state) {
    const Location where = at(node);
    const auto count = static_cast<int32_t>(node.keys.size());
    const bool rest = !node.rest.empty();
    ++state.on_top;
    emit(where, Op::MATCH_MAPPING);
    jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
    if (count == 0 && !rest) {
        --state.on_top;
        return emit(where, Op::POP_TOP);
    }
    if (count) {
        emit(where, Op::GET_LEN);
        load(where, make_int(count));
        emit(where, Op::COMPARE_GE);
        jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
    }
    pattern_mapping_keys(where, node);
    emit(where, Op::MATCH_KEYS);
    state.on_top += 2;
    emit(where, Op::COPY, 1);
    load_none(where);
    emit(where, Op::IS_OP, 0, 1);
    jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
    emit(where, Op::UNPACK_SEQUENCE, count);
    state.on_top += count - 1;
    for (const syntax::Pattern* part : node.patterns) {
        --state.on_top;
        sub_pattern(*part, state);
    }
    state.on_top -= 2;
    if (!rest) {
        emit(where, Op::POP_TOP);
        return emit(where, Op::POP_TOP);
    }
    // [subject, keys] -> [a dict of the subject without the keys]
    emit(where, Op::BUILD_MAP, 0);
    emit(where, Op::SWAP, 3);
    emit(where, Op::DICT_UPDATE, 2);
    emit(where, Op::UNPACK_SEQUENCE, count);
    for (int32_t left = count; left > 0; --left) {
        emit(where, Op::COPY, 1 + left);
        emit(where, Op::SWAP, 2);
        emit(where, Op::DELETE_SUBSCR);
    }
    capture(node, node.rest, state);
}

// Keys that are equal in Python look alike: True is 1, and so is 1.0.
static Constant comparable(Constant key) {
    using Kind = Constant::Kind;
    const bool whole = (key.kind == Kind::Float || key.kind == Kind::Complex) && key.f > -1e15 && key.f < 1e15 &&
                       static_cast<double>(static_cast<int64_t>(key.f)) == key.f;
    if (key.kind == Kind::True || key.kind == Kind::False) {
        key.i = key.kind == Kind::True;
        key.kind = Kind::Int;
    } else if (whole && (key.kind == Kind::Float || key.f == 0)) {
        key.i = static_cast<int64_t>(key.f);
        key.kind = Kind::Int;
    }
    return key;
}

void CodeWriter::pattern_mapping_keys(const Location& where, const syntax::MatchMapping& node) {
    ConstantPool seen;
    int32_t distinct = 0;
    for (const Expression* key : node.keys) {
        if (const Constant* constant = folder_.value(*key)) {
            if (seen.add(comparable(*constant)) != distinct) {
                return fail(node.span, "mapping pattern checks duplicate key (" + unparse(*key) + ")");
            }
            ++distinct;
        } else if (key->kind != NodeKind::Attribute && key->kind != NodeKind::UnaryOp && key->kind != NodeKind::BinOp) {
            return fail(node.span, "mapping pattern keys may only match literals and attribute lookups");
        }
        visit(*key);
    }
    emit(where, Op::BUILD_TUPLE, static_cast<int32_t>(node.keys.size()));
}

void CodeWriter::pattern_class(const syntax::MatchClass& node, PatternState& state) {
    const Location where = at(node);
    const auto positional = static_cast<int32_t>(node.patterns.size());
    const auto total = positional + static_cast<int32_t>(node.kwd_patterns.size());
    std::set<std::string_view> seen;
    std::vector<Constant> names;
    for (uint32_t i = 0; i < node.kwd_attrs.size(); ++i) {
        const std::string_view name = node.kwd_attrs[i];
        if (!check_assignable(node.kwd_patterns[i]->span, name, syntax::Context::Store)) return;
        if (!seen.insert(name).second) {
            return fail(node.kwd_patterns[i]->span, "attribute name repeated in class pattern: " + std::string(name));
        }
        names.push_back(make_text(name));
    }
    visit(*node.cls);
    load(where, make_tuple(std::move(names)));
    emit(where, Op::MATCH_CLASS, positional);
    emit(where, Op::COPY, 1);
    load_none(where);
    emit(where, Op::IS_OP, 0, 1);
    ++state.on_top;
    jump_to_fail(where, state, Op::POP_JUMP_IF_FALSE);
    emit(where, Op::UNPACK_SEQUENCE, total);
    state.on_top += total - 1;
    for (int32_t i = 0; i < total; ++i) {
        --state.on_top;
        const syntax::Pattern& part = i < positional ? *node.patterns[static_cast<uint32_t>(i)]
                                                     : *node.kwd_patterns[static_cast<uint32_t>(i - positional)];
        if (is_wildcard(part))
            emit(where, Op::POP_TOP);
        else
            sub_pattern(part, state);
    }
}

// ------------------------------------------------------------------------------------------------ alternatives

void CodeWriter::pattern_or(const syntax::MatchOr& node, PatternState& state) {
    const Location where = at(node);
    const Label end = new_label();
    const uint32_t count = node.patterns.size();
    std::vector<std::string_view> names;  // of the first alternative: the others must capture the same
    for (uint32_t i = 0; i < count; ++i) {
        const syntax::Pattern& part = *node.patterns[i];
        PatternState alternative;
        alternative.allow_irrefutable = i == count - 1 && state.allow_irrefutable;
        emit(at(part), Op::COPY, 1);
        pattern(part, alternative);
        if (error_) return;
        if (i == 0)
            names = alternative.captured;
        else if (!reorder_captures(at(part), names, alternative)) {
            return fail(node.span, "alternative patterns bind different names");
        }
        jump(at(part), end);
        place_fail_pops(at(part), alternative);
    }
    emit(where, Op::POP_TOP);
    jump_to_fail(where, state, Op::JUMP);
    place(end);
    // Each capture goes below the copy of the subject, what is on top, and the captures before this pattern.
    const int32_t below = static_cast<int32_t>(names.size() + state.captured.size()) + 1 + state.on_top;
    for (std::string_view name : names) {
        rotate(where, below);
        for (std::string_view other : state.captured) {
            if (other == name) return fail(node.span, "multiple assignments to name " + quoted(name) + " in pattern");
        }
        state.captured.push_back(name);
    }
    emit(where, Op::POP_TOP);
}

// Brings the captures of an alternative into the order of the first one's; false where they are others.
bool CodeWriter::reorder_captures(const Location& where, const std::vector<std::string_view>& names,
                                  PatternState& alternative) {
    std::vector<std::string_view>& captured = alternative.captured;
    if (captured.size() != names.size()) return false;
    for (size_t i = names.size(); i-- > 0;) {
        size_t from = 0;
        while (from < captured.size() && captured[from] != names[i]) ++from;
        if (from == captured.size()) return false;
        if (from == i) continue;
        // The first from + 1 captures move behind those that follow them, up to place i.
        std::vector<std::string_view> moved(captured.begin(), captured.begin() + static_cast<ptrdiff_t>(from) + 1);
        captured.erase(captured.begin(), captured.begin() + static_cast<ptrdiff_t>(from) + 1);
        captured.insert(captured.begin() + static_cast<ptrdiff_t>(i - from), moved.begin(), moved.end());
        for (size_t turn = 0; turn <= from; ++turn) rotate(where, static_cast<int32_t>(i) + 1);
    }
    return true;
}

}  // namespace loopscope::compile
