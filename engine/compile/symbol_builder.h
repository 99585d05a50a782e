// The walk over the syntax tree that notes what each scope says of its names. Inside of symbol_builder*.cpp only.
#pragma once

#include <optional>

#include "compile/symbol_table.h"

namespace loopscope::compile {

class SymbolBuilder {
public:
    SymbolBuilder(const syntax::Module& module, bool future_annotations, SymbolTable& table)
        : module_(module), table_(table), future_annotations_(future_annotations) {}

    base::Result<void> run();

private:
    // Scopes
    void enter(const void* node, ScopeRole role, ScopeKind kind, std::string_view name, const syntax::Span& span);
    void leave();
    void enter_type_params(const syntax::Node& owner, std::string_view name, bool is_class, bool defaults,
                           bool keyword_defaults);

    // Names
    std::string_view mangled(std::string_view name);
    uint32_t flags_of(std::string_view name) const;
    void define(std::string_view name, uint32_t flag, const syntax::Span& span) { define_in(here(), name, flag, span); }
    void define_in(Scope& scope, std::string_view name, uint32_t flag, const syntax::Span& span);
    void note_directive(std::string_view name, const syntax::Span& span);
    void fail(const syntax::Span& span, std::string message);
    Scope& here() { return *stack_.back(); }

    // Statements
    void statements(const syntax::Statements& body);
    void statement(const syntax::Statement& node);
    void function(const syntax::FunctionDef& node);
    void class_def(const syntax::ClassDef& node);
    void type_alias(const syntax::TypeAlias& node);
    void annotated_assign(const syntax::AnnAssign& node);
    void global_names(const syntax::Global& node);
    void nonlocal_names(const syntax::Nonlocal& node);
    void alias(const syntax::Alias& node);
    void try_statement(const syntax::Try& node);
    void with_statement(const syntax::With& node);
    void match_statement(const syntax::Match& node);

    // Expressions
    void expressions(const syntax::Expressions& list);
    void expression(const syntax::Expression* node);
    void inner_expression(const syntax::Expression& node);
    void name(const syntax::Name& node);
    void named_expression(const syntax::NamedExpr& node);
    void extend_named_expression(const syntax::Name& target);
    void lambda(const syntax::Lambda& node);
    void call(const syntax::Call& node);
    void comprehension(const syntax::Expression& node, ComprehensionKind kind, std::string_view scope_name,
                       const syntax::List<syntax::Comprehension*>& generators, const syntax::Expression* element,
                       const syntax::Expression* value);
    void generator_part(const syntax::Comprehension& part);
    void iteration_target(const syntax::Expression& target);
    void iterable(const syntax::Expression& iter);
    void yields(const syntax::Expression& node, const syntax::Expression* value);
    bool forbidden_here(const syntax::Expression& node, const char* what);

    // Parts
    void parameters(const syntax::Arguments& args);
    void defaults(const syntax::Arguments& args);
    void annotations(const syntax::Arguments& args, const syntax::Expression* returns);
    void annotation(const syntax::Expression* node);
    void argument_annotation(const syntax::Arg* arg) {
        if (arg) annotation(arg->annotation);
    }
    void type_params(const syntax::List<syntax::TypeParam*>& params);
    void type_param(const syntax::TypeParam& node);
    void type_param_part(const syntax::Expression* part, const void* key, ScopeRole role, std::string_view name);
    void pattern(const syntax::Pattern& node);
    void patterns(const syntax::Patterns& list);

    const syntax::Module& module_;
    SymbolTable& table_;
    bool future_annotations_;
    std::vector<Scope*> stack_;
    std::string_view class_name_;  // what private names are mangled with
    std::optional<base::Diagnostic> error_;
};

}  // namespace loopscope::compile
