// Type parameters (def f[T](...), class C[T], type A[T] = ...). They live in a function of their own around what they belong
// to; bounds, defaults and the values of aliases are functions too, called when somebody asks.
#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::node_cast;
using syntax::NodeKind;

void CodeWriter::enter_type_params(Unit& unit, const syntax::Node& owner, std::string_view name, int32_t first_line) {
    enter_unit(unit, table_.find(&owner, ScopeRole::TypeParams), UnitKind::TypeParams,
               "<generic parameters of " + std::string(name) + ">", first_line);
}

// [defaults ...] -> [what the code, called with them, returns]
void CodeWriter::call_type_params(const Location& where, std::shared_ptr<const CodeSpec> code, uint32_t make_flags,
                                  uint32_t count) {
    make_function(where, std::move(code), make_flags);
    if (count == 0) {
        emit(where, Op::PUSH_NULL);
        return emit(where, Op::CALL, 0);
    }
    // The first argument stands in the place of a method's self.
    emit(where, Op::SWAP, static_cast<int32_t>(count + 1));
    emit(where, Op::CALL, static_cast<int32_t>(count - 1));
}

// -> [tuple of the type parameters]
void CodeWriter::type_params(const syntax::List<syntax::TypeParam*>& params) {
    bool seen_default = false;
    for (const syntax::TypeParam* param : params) type_param(*param, seen_default);
    emit(at(*params.front()), Op::BUILD_TUPLE, static_cast<int32_t>(params.size()));
}

void CodeWriter::type_param(const syntax::TypeParam& node, bool& seen_default) {
    const Location where = at(node);
    const Expression* default_value = nullptr;
    std::string_view name;
    auto intrinsic = [&](Intrinsic which) { emit(where, Op::CALL_INTRINSIC, static_cast<int32_t>(which)); };
    if (const auto* var = node_cast<syntax::TypeVar>(&node)) {
        name = var->name;
        default_value = var->default_value;
        load_text(where, name);
        if (!var->bound) {
            intrinsic(Intrinsic::TypeVar);
        } else {
            const bool constraints = var->bound->kind == NodeKind::Tuple;
            type_param_part(where, node, *var->bound, ScopeRole::Body, name,
                            constraints ? Intrinsic::TypeVarWithConstraints : Intrinsic::TypeVarWithBound, false);
        }
    } else if (const auto* spec = node_cast<syntax::ParamSpec>(&node)) {
        name = spec->name;
        default_value = spec->default_value;
        load_text(where, name);
        intrinsic(Intrinsic::ParamSpec);
    } else {
        const auto& tuple = as<syntax::TypeVarTuple>(node);
        name = tuple.name;
        default_value = tuple.default_value;
        load_text(where, name);
        intrinsic(Intrinsic::TypeVarTuple);
    }
    if (default_value) {
        seen_default = true;
        type_param_part(where, node, *default_value, ScopeRole::Default, name, Intrinsic::SetTypeParamDefault,
                        node.kind == NodeKind::TypeVarTuple);
    } else if (seen_default) {
        return fail(node.span, "non-default type parameter '" + std::string(name) + "' follows default type parameter");
    }
    emit(where, Op::COPY, 1);
    store_name(where, node.span, name);
}

void CodeWriter::type_param_part(const Location& where, const syntax::TypeParam& node, const Expression& part, ScopeRole role,
                                 std::string_view name, Intrinsic intrinsic, bool allow_starred) {
    if (error_) return;
    const Location of_part = at(part);
    Unit unit;
    enter_unit(unit, table_.find(&node, role), UnitKind::TypeParams, name, of_part.line);
    const auto* star = allow_starred ? node_cast<syntax::Starred>(&part) : nullptr;
    if (star) {
        visit(*star->value);
        emit(of_part, Op::UNPACK_SEQUENCE, 1);
    } else {
        visit(part);
    }
    emit(of_part, Op::RETURN_VALUE);
    make_function(of_part, leave_unit(true), 0);
    emit(where, Op::CALL_INTRINSIC, static_cast<int32_t>(intrinsic));
}

void CodeWriter::type_alias(const syntax::TypeAlias& node) {
    const Location where = at(node);
    const auto* target = node_cast<syntax::Name>(node.name);
    if (!target) return;
    if (node.type_params.empty()) {
        load_text(where, target->id);
        load_none(where);
        type_alias_value(node, target->id);
    } else {
        Unit unit;
        enter_type_params(unit, node, target->id, where.line);
        load_text(where, target->id);
        type_params(node.type_params);
        type_alias_value(node, target->id);
        call_type_params(where, leave_unit(false), 0, 0);
    }
    store_name(where, target->span, target->id);
}

// [name, type parameters or None] -> [the alias]
void CodeWriter::type_alias_value(const syntax::TypeAlias& node, std::string_view name) {
    if (error_) return;
    const Location where = at(node);
    Unit unit;
    enter_unit(unit, table_.find(&node), UnitKind::Function, name, where.line);
    visit(*node.value);
    emit(where, Op::RETURN_VALUE);
    make_function(where, leave_unit(true), 0);
    emit(where, Op::CALL_INTRINSIC, static_cast<int32_t>(Intrinsic::TypeAlias));
}

}  // namespace loopscope::compile
