// Scopes, names and statements of the symbol pass; symbol_expressions.cpp has the rest of it.
#include "compile/symbol_builder.h"

#include "base/utf8.h"

namespace loopscope::compile {

using namespace symbol_flag;
using syntax::as;
using syntax::NodeKind;

namespace {

std::string quoted(const char* before, std::string_view name, const char* after) {
    std::string text = before;
    text += name;
    text += after;
    return text;
}

}  // namespace

base::Result<void> build_symbol_table(const syntax::Module& module, bool future_annotations, SymbolTable& table) {
    SymbolBuilder builder(module, future_annotations, table);
    return builder.run();
}

base::Result<void> SymbolBuilder::run() {
    enter(&module_, ScopeRole::Body, ScopeKind::Module, "top", {});
    if (module_.expression)
        expression(module_.expression);
    else
        statements(module_.body);
    leave();
    if (error_) return *std::move(error_);
    return resolve_bindings(module_, table_);
}

// ------------------------------------------------------------------------------------------------ scopes

void SymbolBuilder::enter(const void* node, ScopeRole role, ScopeKind kind, std::string_view name, const syntax::Span& span) {
    Scope& scope = table_.add(node, role);
    scope.kind = kind;
    scope.name = name;
    scope.span = span;
    if (!stack_.empty()) {
        Scope& around = here();
        scope.nested = around.nested || around.function_like();
        scope.in_iterable = around.in_iterable;
        scope.limits_mangling = around.limits_mangling;
        scope.mangled_names = around.mangled_names;
        if (kind == ScopeKind::Class) {
            scope.limits_mangling = false;
            scope.mangled_names.clear();
        }
        // Annotations that are kept as text are looked at for errors only.
        if (kind != ScopeKind::Annotation) around.children.push_back(&scope);
    }
    stack_.push_back(&scope);
}

void SymbolBuilder::leave() { stack_.pop_back(); }

void SymbolBuilder::enter_type_params(const syntax::Node& owner, std::string_view name, bool is_class, bool defaults,
                                      bool keyword_defaults) {
    const bool in_class = here().kind == ScopeKind::Class;
    enter(&owner, ScopeRole::TypeParams, ScopeKind::TypeParams, name, owner.span);
    if (in_class) {
        here().sees_class_scope = true;
        define("__classdict__", kUse, owner.span);
    }
    if (is_class) {
        define(".type_params", kLocal, owner.span);
        define(".type_params", kUse, owner.span);
        define(".generic_base", kLocal, owner.span);
        define(".generic_base", kUse, owner.span);
    }
    if (defaults) define(".defaults", kParam, owner.span);
    if (keyword_defaults) define(".kwdefaults", kParam, owner.span);
}

// ------------------------------------------------------------------------------------------------ names

void SymbolBuilder::fail(const syntax::Span& span, std::string message) {
    if (!error_) error_ = syntax_error(module_, span, std::move(message));
}

std::string_view SymbolBuilder::mangled(std::string_view name) { return mangle_in(table_.names(), here(), class_name_, name); }

uint32_t SymbolBuilder::flags_of(std::string_view name) const {
    const Scope& scope = *stack_.back();
    const Symbol* symbol = scope.find(mangle_in(table_.names(), scope, class_name_, name));
    return symbol ? symbol->flags : 0;
}

void SymbolBuilder::define_in(Scope& scope, std::string_view name, uint32_t flag, const syntax::Span& span) {
    if (error_) return;
    const std::string_view id = mangle_in(table_.names(), scope, class_name_, name);
    Symbol& symbol = scope.find_or_add(id);
    if ((flag & kParam) && (symbol.flags & kParam)) {
        return fail(span, quoted("duplicate argument '", name, "' in function definition"));
    }
    if ((flag & kTypeParam) && (symbol.flags & kTypeParam)) {
        return fail(span, quoted("duplicate type parameter '", name, "'"));
    }
    symbol.flags |= flag;
    if (scope.in_iteration_target) {
        if (symbol.flags & (kGlobal | kNonlocal)) {
            return fail(span, quoted("comprehension inner loop cannot rebind assignment expression target '", name, "'"));
        }
        symbol.flags |= kCompIter;
    }
    if (flag & kParam)
        scope.parameters.push_back(id);
    else if ((flag & kGlobal) && &scope != &table_.top())
        table_.top().find_or_add(id).flags |= flag;
}

void SymbolBuilder::note_directive(std::string_view name, const syntax::Span& span) {
    here().directives.push_back({mangled(name), span});
}

// ------------------------------------------------------------------------------------------------ statements

void SymbolBuilder::statements(const syntax::Statements& body) {
    for (const syntax::Statement* node : body) {
        if (error_) return;
        statement(*node);
    }
}

void SymbolBuilder::statement(const syntax::Statement& node) {
    switch (node.kind) {
        case NodeKind::FunctionDef:
        case NodeKind::AsyncFunctionDef: return function(as<syntax::FunctionDef>(node));
        case NodeKind::ClassDef: return class_def(as<syntax::ClassDef>(node));
        case NodeKind::TypeAlias: return type_alias(as<syntax::TypeAlias>(node));
        case NodeKind::Return: return expression(as<syntax::Return>(node).value);
        case NodeKind::Delete: return expressions(as<syntax::Delete>(node).targets);
        case NodeKind::Assign: expressions(as<syntax::Assign>(node).targets); return expression(as<syntax::Assign>(node).value);
        case NodeKind::AugAssign:
            expression(as<syntax::AugAssign>(node).target);
            return expression(as<syntax::AugAssign>(node).value);
        case NodeKind::AnnAssign: return annotated_assign(as<syntax::AnnAssign>(node));
        case NodeKind::For:
        case NodeKind::AsyncFor: {
            const auto& loop = as<syntax::For>(node);
            expression(loop.target);
            expression(loop.iter);
            statements(loop.body);
            return statements(loop.orelse);
        }
        case NodeKind::While: {
            const auto& loop = as<syntax::While>(node);
            expression(loop.test);
            statements(loop.body);
            return statements(loop.orelse);
        }
        case NodeKind::If: {
            const auto& branch = as<syntax::If>(node);
            expression(branch.test);
            statements(branch.body);
            return statements(branch.orelse);
        }
        case NodeKind::With:
        case NodeKind::AsyncWith: return with_statement(as<syntax::With>(node));
        case NodeKind::Match: return match_statement(as<syntax::Match>(node));
        case NodeKind::Raise: expression(as<syntax::Raise>(node).exc); return expression(as<syntax::Raise>(node).cause);
        case NodeKind::Try:
        case NodeKind::TryStar: return try_statement(as<syntax::Try>(node));
        case NodeKind::Assert: expression(as<syntax::Assert>(node).test); return expression(as<syntax::Assert>(node).msg);
        case NodeKind::Import:
            for (const syntax::Alias* name : as<syntax::Import>(node).names) alias(*name);
            return;
        case NodeKind::ImportFrom:
            for (const syntax::Alias* name : as<syntax::ImportFrom>(node).names) alias(*name);
            return;
        case NodeKind::Global: return global_names(as<syntax::Global>(node));
        case NodeKind::Nonlocal: return nonlocal_names(as<syntax::Nonlocal>(node));
        case NodeKind::Expr: return expression(as<syntax::Expr>(node).value);
        default: return;
    }
}

void SymbolBuilder::function(const syntax::FunctionDef& node) {
    define(node.name, kLocal, node.span);
    defaults(*node.args);
    expressions(node.decorator_list);
    const bool generic = !node.type_params.empty();
    if (generic) {
        bool keyword_defaults = false;
        for (const syntax::Expression* value : node.args->kw_defaults) keyword_defaults |= value != nullptr;
        enter_type_params(node, node.name, false, !node.args->defaults.empty(), keyword_defaults);
        type_params(node.type_params);
    }
    annotations(*node.args, node.returns);
    enter(&node, ScopeRole::Body, ScopeKind::Function, node.name, node.span);
    here().coroutine = node.is_async();
    parameters(*node.args);
    statements(node.body);
    leave();
    if (generic) leave();
}

void SymbolBuilder::class_def(const syntax::ClassDef& node) {
    define(node.name, kLocal, node.span);
    expressions(node.decorator_list);
    const std::string_view outer_class = class_name_;
    const bool generic = !node.type_params.empty();
    if (generic) {
        enter_type_params(node, node.name, true, false, false);
        // Private names of the class are mangled among its type parameters only: bases belong to the outside.
        here().limits_mangling = true;
        class_name_ = node.name;
        type_params(node.type_params);
    }
    expressions(node.bases);
    for (const syntax::Keyword* keyword : node.keywords) expression(keyword->value);
    enter(&node, ScopeRole::Body, ScopeKind::Class, node.name, node.span);
    class_name_ = node.name;
    if (generic) {
        define("__type_params__", kLocal, node.span);
        define(".type_params", kUse, node.span);
    }
    statements(node.body);
    leave();
    if (generic) leave();
    class_name_ = outer_class;
}

void SymbolBuilder::type_alias(const syntax::TypeAlias& node) {
    expression(node.name);
    const auto* name = syntax::node_cast<syntax::Name>(node.name);
    const std::string_view text = name ? name->id : std::string_view("<alias>");
    const bool in_class = here().kind == ScopeKind::Class;
    const bool generic = !node.type_params.empty();
    if (generic) {
        enter_type_params(node, text, false, false, false);
        type_params(node.type_params);
    }
    enter(&node, ScopeRole::Body, ScopeKind::TypeAlias, text, node.span);
    here().sees_class_scope = in_class;
    if (in_class) define("__classdict__", kUse, node.value->span);
    expression(node.value);
    leave();
    if (generic) leave();
}

void SymbolBuilder::annotated_assign(const syntax::AnnAssign& node) {
    if (const auto* target = syntax::node_cast<syntax::Name>(node.target)) {
        const uint32_t flags = flags_of(target->id);
        if ((flags & (kGlobal | kNonlocal)) && &here() != &table_.top() && node.simple) {
            return fail(node.span,
                        quoted("annotated name '", target->id, flags & kGlobal ? "' can't be global" : "' can't be nonlocal"));
        }
        if (node.simple)
            define(target->id, kAnnotated | kLocal, target->span);
        else if (node.value)
            define(target->id, kLocal, target->span);
    } else {
        expression(node.target);
    }
    annotation(node.annotation);
    expression(node.value);
}

void SymbolBuilder::global_names(const syntax::Global& node) {
    for (std::string_view name : node.names) {
        const uint32_t flags = flags_of(name);
        if (flags & kParam)
            fail(node.span, quoted("name '", name, "' is parameter and global"));
        else if (flags & kUse)
            fail(node.span, quoted("name '", name, "' is used prior to global declaration"));
        else if (flags & kAnnotated)
            fail(node.span, quoted("annotated name '", name, "' can't be global"));
        else if (flags & kLocal)
            fail(node.span, quoted("name '", name, "' is assigned to before global declaration"));
        define(name, kGlobal, node.span);
        note_directive(name, node.span);
    }
}

void SymbolBuilder::nonlocal_names(const syntax::Nonlocal& node) {
    for (std::string_view name : node.names) {
        const uint32_t flags = flags_of(name);
        if (flags & kParam)
            fail(node.span, quoted("name '", name, "' is parameter and nonlocal"));
        else if (flags & kUse)
            fail(node.span, quoted("name '", name, "' is used prior to nonlocal declaration"));
        else if (flags & kAnnotated)
            fail(node.span, quoted("annotated name '", name, "' can't be nonlocal"));
        else if (flags & kLocal) {
            fail(node.span, quoted("name '", name, "' is assigned to before nonlocal declaration"));
        }
        define(name, kNonlocal, node.span);
        note_directive(name, node.span);
    }
}

void SymbolBuilder::alias(const syntax::Alias& node) {
    std::string_view name = node.asname.empty() ? node.name : node.asname;
    if (name == "*") {
        if (here().kind != ScopeKind::Module) fail(node.span, "import * only allowed at module level");
        return;
    }
    if (node.asname.empty()) name = name.substr(0, name.find('.'));
    define(name, kImport, node.span);
}

void SymbolBuilder::try_statement(const syntax::Try& node) {
    statements(node.body);
    statements(node.orelse);
    for (const syntax::ExceptHandler* handler : node.handlers) {
        expression(handler->type);
        if (!handler->name.empty()) define(handler->name, kLocal, handler->span);
        statements(handler->body);
    }
    statements(node.finalbody);
}

void SymbolBuilder::with_statement(const syntax::With& node) {
    for (const syntax::WithItem* item : node.items) {
        expression(item->context_expr);
        expression(item->optional_vars);
    }
    statements(node.body);
}

void SymbolBuilder::match_statement(const syntax::Match& node) {
    expression(node.subject);
    for (const syntax::MatchCase* match_case : node.cases) {
        pattern(*match_case->pattern);
        expression(match_case->guard);
        statements(match_case->body);
    }
}

}  // namespace loopscope::compile
