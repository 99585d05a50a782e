// The symbol pass over expressions, parameters, annotations, type parameters and patterns.
#include "compile/symbol_builder.h"

namespace loopscope::compile {

using namespace symbol_flag;
using syntax::as;
using syntax::NodeKind;

void SymbolBuilder::expressions(const syntax::Expressions& list) {
    for (const syntax::Expression* node : list) expression(node);
}

void SymbolBuilder::expression(const syntax::Expression* node) {
    if (!node || error_) return;
    switch (node->kind) {
        case NodeKind::Constant: return;
        case NodeKind::Name: return name(as<syntax::Name>(*node));
        case NodeKind::Attribute: return expression(as<syntax::Attribute>(*node).value);
        case NodeKind::Call: return call(as<syntax::Call>(*node));
        case NodeKind::BinOp: expression(as<syntax::BinOp>(*node).left); return expression(as<syntax::BinOp>(*node).right);
        default: return inner_expression(*node);
    }
}

void SymbolBuilder::inner_expression(const syntax::Expression& node) {
    switch (node.kind) {
        case NodeKind::NamedExpr: return named_expression(as<syntax::NamedExpr>(node));
        case NodeKind::BoolOp: return expressions(as<syntax::BoolOp>(node).values);
        case NodeKind::UnaryOp: return expression(as<syntax::UnaryOp>(node).operand);
        case NodeKind::Lambda: return lambda(as<syntax::Lambda>(node));
        case NodeKind::IfExp:
            expression(as<syntax::IfExp>(node).test);
            expression(as<syntax::IfExp>(node).body);
            return expression(as<syntax::IfExp>(node).orelse);
        case NodeKind::Dict: expressions(as<syntax::Dict>(node).keys); return expressions(as<syntax::Dict>(node).values);
        case NodeKind::Set: return expressions(as<syntax::Set>(node).elts);
        case NodeKind::ListComp:
        case NodeKind::SetComp:
        case NodeKind::GeneratorExp: {
            const auto& comp = as<syntax::ElementComp>(node);
            if (node.kind == NodeKind::ListComp) {
                return comprehension(node, ComprehensionKind::List, "listcomp", comp.generators, comp.elt, nullptr);
            }
            if (node.kind == NodeKind::SetComp) {
                return comprehension(node, ComprehensionKind::Set, "setcomp", comp.generators, comp.elt, nullptr);
            }
            return comprehension(node, ComprehensionKind::Generator, "genexpr", comp.generators, comp.elt, nullptr);
        }
        case NodeKind::DictComp: {
            const auto& comp = as<syntax::DictComp>(node);
            return comprehension(node, ComprehensionKind::Dict, "dictcomp", comp.generators, comp.key, comp.value);
        }
        case NodeKind::Yield: return yields(node, as<syntax::Yield>(node).value);
        case NodeKind::YieldFrom: return yields(node, as<syntax::YieldFrom>(node).value);
        case NodeKind::Await:
            if (forbidden_here(node, "await expression")) return;
            expression(as<syntax::Await>(node).value);
            here().coroutine = true;
            return;
        case NodeKind::Compare:
            expression(as<syntax::Compare>(node).left);
            return expressions(as<syntax::Compare>(node).comparators);
        case NodeKind::FormattedValue:
            expression(as<syntax::FormattedValue>(node).value);
            return expression(as<syntax::FormattedValue>(node).format_spec);
        case NodeKind::JoinedStr: return expressions(as<syntax::JoinedStr>(node).values);
        case NodeKind::Subscript:
            expression(as<syntax::Subscript>(node).value);
            return expression(as<syntax::Subscript>(node).slice);
        case NodeKind::Starred: return expression(as<syntax::Starred>(node).value);
        case NodeKind::List: return expressions(as<syntax::ListExpr>(node).elts);
        case NodeKind::Tuple: return expressions(as<syntax::Tuple>(node).elts);
        case NodeKind::Slice:
            expression(as<syntax::Slice>(node).lower);
            expression(as<syntax::Slice>(node).upper);
            return expression(as<syntax::Slice>(node).step);
        default: return;
    }
}

void SymbolBuilder::name(const syntax::Name& node) {
    // The compiler knows __debug__: reading it is no use of a name.
    if (node.ctx == syntax::Context::Load && node.id == "__debug__") return;
    define(node.id, node.ctx == syntax::Context::Load ? kUse : kLocal, node.span);
    // super() without arguments finds its class in the cell __class__.
    if (node.ctx == syntax::Context::Load && node.id == "super" && here().function_like()) {
        define("__class__", kUse, node.span);
    }
}

void SymbolBuilder::call(const syntax::Call& node) {
    expression(node.func);
    expressions(node.args);
    for (const syntax::Keyword* keyword : node.keywords) expression(keyword->value);
}

void SymbolBuilder::lambda(const syntax::Lambda& node) {
    defaults(*node.args);
    enter(&node, ScopeRole::Body, ScopeKind::Function, "lambda", node.span);
    parameters(*node.args);
    expression(node.body);
    leave();
}

// ------------------------------------------------------------------------------------------------ := and comprehensions

void SymbolBuilder::named_expression(const syntax::NamedExpr& node) {
    if (forbidden_here(node, "named expression")) return;
    if (here().in_iterable > 0) {
        return fail(node.span, "assignment expression cannot be used in a comprehension iterable expression");
    }
    const auto* target = syntax::node_cast<syntax::Name>(node.target);
    if (target && here().comprehension != ComprehensionKind::None) extend_named_expression(*target);
    expression(node.value);
    expression(node.target);
}

// In a comprehension `:=` binds in the nearest function or module around it.
void SymbolBuilder::extend_named_expression(const syntax::Name& target) {
    const syntax::Span& span = target.span;
    for (size_t i = stack_.size(); i-- > 0;) {
        Scope& scope = *stack_[i];
        const Symbol* symbol = scope.find(mangle_in(table_.names(), scope, class_name_, target.id));
        const uint32_t flags = symbol ? symbol->flags : 0;
        if (scope.comprehension != ComprehensionKind::None) {
            if ((flags & kCompIter) && (flags & kLocal)) {
                return fail(span, "assignment expression cannot rebind comprehension iteration variable '" +
                                      std::string(target.id) + "'");
            }
            continue;
        }
        switch (scope.kind) {
            case ScopeKind::Function:
                define(target.id, flags & kGlobal ? kGlobal : kNonlocal, span);
                note_directive(target.id, span);
                return define_in(scope, target.id, kLocal, span);
            case ScopeKind::Module:
                define(target.id, kGlobal, span);
                note_directive(target.id, span);
                return define_in(scope, target.id, kGlobal, span);
            case ScopeKind::Class:
                return fail(span, "assignment expression within a comprehension cannot be used in a class body");
            case ScopeKind::TypeParams:
                return fail(span,
                            "assignment expression within a comprehension cannot be used within the definition "
                            "of a generic");
            case ScopeKind::TypeAlias:
                return fail(span, "assignment expression within a comprehension cannot be used in a type alias");
            case ScopeKind::TypeVariable:
                return fail(span, "assignment expression within a comprehension cannot be used in a TypeVar bound");
            case ScopeKind::Annotation: return fail(span, "named expression cannot be used within an annotation");
        }
    }
}

void SymbolBuilder::iteration_target(const syntax::Expression& target) {
    here().in_iteration_target = true;
    expression(&target);
    here().in_iteration_target = false;
}

void SymbolBuilder::iterable(const syntax::Expression& iter) {
    ++here().in_iterable;
    expression(&iter);
    --here().in_iterable;
}

void SymbolBuilder::comprehension(const syntax::Expression& node, ComprehensionKind kind, std::string_view scope_name,
                                  const syntax::List<syntax::Comprehension*>& generators, const syntax::Expression* element,
                                  const syntax::Expression* value) {
    const syntax::Comprehension& outermost = *generators.front();
    iterable(*outermost.iter);  // evaluated outside, and handed in
    enter(&node, ScopeRole::Body, ScopeKind::Function, scope_name, node.span);
    here().comprehension = kind;
    if (outermost.is_async) here().coroutine = true;
    define(".0", kParam, node.span);
    iteration_target(*outermost.target);
    expressions(outermost.ifs);
    for (uint32_t i = 1; i < generators.size(); ++i) generator_part(*generators[i]);
    expression(value);
    expression(element);
    const bool makes_generator = kind == ComprehensionKind::Generator;
    here().generator = makes_generator;
    const bool is_async = here().coroutine && !makes_generator;
    leave();
    if (is_async) here().coroutine = true;
}

void SymbolBuilder::generator_part(const syntax::Comprehension& part) {
    iteration_target(*part.target);
    iterable(*part.iter);
    expressions(part.ifs);
    if (part.is_async) here().coroutine = true;
}

void SymbolBuilder::yields(const syntax::Expression& node, const syntax::Expression* value) {
    if (forbidden_here(node, "yield expression")) return;
    expression(value);
    here().generator = true;
    switch (here().comprehension) {
        case ComprehensionKind::None: return;
        case ComprehensionKind::List: return fail(node.span, "'yield' inside list comprehension");
        case ComprehensionKind::Set: return fail(node.span, "'yield' inside set comprehension");
        case ComprehensionKind::Dict: return fail(node.span, "'yield' inside dict comprehension");
        case ComprehensionKind::Generator: return fail(node.span, "'yield' inside generator expression");
    }
}

bool SymbolBuilder::forbidden_here(const syntax::Expression& node, const char* what) {
    const char* where = nullptr;
    switch (here().kind) {
        case ScopeKind::Annotation: where = " cannot be used within an annotation"; break;
        case ScopeKind::TypeVariable: where = " cannot be used within a TypeVar bound"; break;
        case ScopeKind::TypeAlias: where = " cannot be used within a type alias"; break;
        case ScopeKind::TypeParams: where = " cannot be used within the definition of a generic"; break;
        default: return false;
    }
    fail(node.span, std::string(what) + where);
    return true;
}

// ------------------------------------------------------------------------------------------------ parameters

void SymbolBuilder::parameters(const syntax::Arguments& args) {
    for (const syntax::Arg* arg : args.posonlyargs) define(arg->arg, kParam, arg->span);
    for (const syntax::Arg* arg : args.args) define(arg->arg, kParam, arg->span);
    for (const syntax::Arg* arg : args.kwonlyargs) define(arg->arg, kParam, arg->span);
    if (args.vararg) define(args.vararg->arg, kParam, args.vararg->span);
    if (args.kwarg) define(args.kwarg->arg, kParam, args.kwarg->span);
}

void SymbolBuilder::defaults(const syntax::Arguments& args) {
    expressions(args.defaults);
    expressions(args.kw_defaults);
}

void SymbolBuilder::annotations(const syntax::Arguments& args, const syntax::Expression* returns) {
    for (const syntax::Arg* arg : args.posonlyargs) argument_annotation(arg);
    for (const syntax::Arg* arg : args.args) argument_annotation(arg);
    argument_annotation(args.vararg);
    argument_annotation(args.kwarg);
    for (const syntax::Arg* arg : args.kwonlyargs) argument_annotation(arg);
    annotation(returns);
}

void SymbolBuilder::annotation(const syntax::Expression* node) {
    if (!node) return;
    if (!future_annotations_) return expression(node);
    enter(node, ScopeRole::Body, ScopeKind::Annotation, "_annotation", node->span);
    expression(node);
    leave();
}

void SymbolBuilder::type_params(const syntax::List<syntax::TypeParam*>& params) {
    for (const syntax::TypeParam* param : params) type_param(*param);
}

void SymbolBuilder::type_param(const syntax::TypeParam& node) {
    std::string_view id;
    const syntax::Expression* bound = nullptr;
    const syntax::Expression* default_value = nullptr;
    if (const auto* var = syntax::node_cast<syntax::TypeVar>(&node)) {
        id = var->name;
        bound = var->bound;
        default_value = var->default_value;
    } else if (const auto* spec = syntax::node_cast<syntax::ParamSpec>(&node)) {
        id = spec->name;
        default_value = spec->default_value;
    } else {
        id = as<syntax::TypeVarTuple>(node).name;
        default_value = as<syntax::TypeVarTuple>(node).default_value;
    }
    if (here().limits_mangling) here().mangled_names.insert(id);
    define(id, kTypeParam | kLocal, node.span);
    type_param_part(bound, &node, ScopeRole::Body, id);
    type_param_part(default_value, &node, ScopeRole::Default, id);
}

// A bound or default: evaluated when somebody asks for it, so it is a little function.
void SymbolBuilder::type_param_part(const syntax::Expression* part, const void* key, ScopeRole role, std::string_view id) {
    if (!part || error_) return;
    const bool in_class = here().sees_class_scope;
    enter(key, role, ScopeKind::TypeVariable, id, part->span);
    here().sees_class_scope = in_class;
    if (in_class) define("__classdict__", kUse, part->span);
    expression(part);
    leave();
}

// ------------------------------------------------------------------------------------------------ patterns

void SymbolBuilder::patterns(const syntax::Patterns& list) {
    for (const syntax::Pattern* node : list) pattern(*node);
}

void SymbolBuilder::pattern(const syntax::Pattern& node) {
    if (error_) return;
    switch (node.kind) {
        case NodeKind::MatchValue: return expression(as<syntax::MatchValue>(node).value);
        case NodeKind::MatchSequence: return patterns(as<syntax::MatchSequence>(node).patterns);
        case NodeKind::MatchStar: {
            const auto& star = as<syntax::MatchStar>(node);
            if (!star.name.empty()) define(star.name, kLocal, star.span);
            return;
        }
        case NodeKind::MatchMapping: {
            const auto& mapping = as<syntax::MatchMapping>(node);
            expressions(mapping.keys);
            patterns(mapping.patterns);
            if (!mapping.rest.empty()) define(mapping.rest, kLocal, mapping.span);
            return;
        }
        case NodeKind::MatchClass: {
            const auto& cls = as<syntax::MatchClass>(node);
            expression(cls.cls);
            patterns(cls.patterns);
            return patterns(cls.kwd_patterns);
        }
        case NodeKind::MatchAs: {
            const auto& as_pattern = as<syntax::MatchAs>(node);
            if (as_pattern.pattern) pattern(*as_pattern.pattern);
            if (!as_pattern.name.empty()) define(as_pattern.name, kLocal, as_pattern.span);
            return;
        }
        case NodeKind::MatchOr: return patterns(as<syntax::MatchOr>(node).patterns);
        default: return;
    }
}

}  // namespace loopscope::compile
