#include "compile/symbol_table.h"

namespace loopscope::compile {

Symbol* Scope::find(std::string_view symbol_name) {
    auto found = index_.find(symbol_name);
    return found == index_.end() ? nullptr : &symbols[found->second];
}

Symbol& Scope::find_or_add(std::string_view symbol_name) {
    auto [place, added] = index_.emplace(symbol_name, static_cast<uint32_t>(symbols.size()));
    if (added) symbols.push_back(Symbol{symbol_name, 0, Binding::None});
    return symbols[place->second];
}

Binding Scope::binding_of(std::string_view symbol_name) const {
    const Symbol* symbol = find(symbol_name);
    return symbol ? symbol->binding : Binding::None;
}

Scope* SymbolTable::find(const void* node, ScopeRole role) {
    auto found = by_node_.find({node, role});
    return found == by_node_.end() ? nullptr : found->second;
}

Scope& SymbolTable::add(const void* node, ScopeRole role) {
    scopes_.push_back(std::make_unique<Scope>());
    by_node_[{node, role}] = scopes_.back().get();
    return *scopes_.back();
}

std::string_view mangle_in(NamePool& pool, const Scope& scope, std::string_view owner, std::string_view name) {
    if (scope.limits_mangling && !scope.mangled_names.count(name)) return name;
    return mangle(pool, owner, name);
}

base::Diagnostic syntax_error(const syntax::Module& module, const syntax::Span& span, std::string message) {
    base::Diagnostic d;
    d.file = std::string(module.file);
    d.message = std::move(message);
    d.line = span.line;
    d.column = span.line ? span.column + 1 : 0;
    d.end_line = span.end_line;
    d.end_column = span.end_line ? span.end_column + 1 : 0;
    return d;
}

}  // namespace loopscope::compile
