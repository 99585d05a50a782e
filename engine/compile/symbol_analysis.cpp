// From uses and definitions to bindings. Two ways through the tree of scopes at once: down go the names that outer
// functions bind, up come the names that inner scopes leave free; a name that comes up free and is local here is a cell.
#include <cassert>

#include "compile/symbol_table.h"

namespace loopscope::compile {

namespace {

using namespace symbol_flag;
using NameSet = std::set<std::string_view>;

// What the scopes around a block bind. Each block gets copies: what it adds is for its children only.
struct Surroundings {
    bool has_bound = false;  // false: the module itself, where nothing can be nonlocal
    NameSet bound;           // by functions around
    NameSet global;          // declared global around
    NameSet type_params;
    const Scope* class_entry = nullptr;  // the class whose namespace a type scope sees
};

class Analysis {
public:
    explicit Analysis(const syntax::Module& module) : module_(module) {}

    base::Result<void> run(SymbolTable& table) {
        Surroundings around;
        NameSet free;
        block(table.top(), around, free);
        if (error_) return *std::move(error_);
        return {};
    }

private:
    void fail(const Scope& scope, std::string_view name, std::string message) {
        if (error_) return;
        syntax::Span span;
        for (const Scope::Directive& said : scope.directives) {
            if (said.name != name) continue;
            span = said.span;
            break;
        }
        error_ = syntax_error(module_, span, std::move(message));
    }

    void block(Scope& scope, const Surroundings& around, NameSet& free) {
        if (error_) return;
        Surroundings inner;
        inner.has_bound = true;
        inner.type_params = around.type_params;
        NameSet local;
        // What a name is declared as may take it out of what is around, for this block and its children.
        Surroundings here = around;
        if (scope.kind == ScopeKind::Class) {
            // A class body is transparent: its children see what is around it, not its own names.
            inner.global = around.global;
            inner.bound = around.bound;
        }
        for (size_t i = 0; i < scope.symbols.size(); ++i) bind(scope, scope.symbols[i], here, local, free);
        if (error_) return;
        inner.type_params = here.type_params;
        if (scope.kind != ScopeKind::Class) {
            if (scope.function_like()) inner.bound = local;
            inner.bound.insert(here.bound.begin(), here.bound.end());
            inner.global = here.global;
        } else {
            inner.bound.insert("__class__");
            inner.bound.insert("__classdict__");
        }
        NameSet new_free, inlined_cells;
        children(scope, around, inner, new_free, inlined_cells);
        if (error_) return;
        if (scope.function_like()) {
            make_cells(scope, new_free, inlined_cells);
        } else if (scope.kind == ScopeKind::Class) {
            scope.needs_class_closure |= new_free.erase("__class__") > 0;
            scope.needs_classdict |= new_free.erase("__classdict__") > 0;
        }
        pass_on(scope, here, new_free, inlined_cells);
        free.insert(new_free.begin(), new_free.end());
    }

    void bind(Scope& scope, Symbol& symbol, Surroundings& here, NameSet& local, NameSet& free) {
        const std::string_view name = symbol.name;
        if (symbol.flags & kGlobal) {
            if (symbol.flags & kNonlocal) {
                return fail(scope, name, "name '" + std::string(name) + "' is nonlocal and global");
            }
            symbol.binding = Binding::GlobalExplicit;
            here.global.insert(name);
            here.bound.erase(name);
            return;
        }
        if (symbol.flags & kNonlocal) return bind_nonlocal(scope, symbol, here, free);
        if (symbol.flags & kBound) {
            symbol.binding = Binding::Local;
            local.insert(name);
            here.global.erase(name);
            if (symbol.flags & kTypeParam)
                here.type_params.insert(name);
            else
                here.type_params.erase(name);
            return;
        }
        if (here.class_entry) {
            // A type scope in a class: a name of the class is looked up there, and else in the globals only.
            const Symbol* in_class = here.class_entry->find(name);
            const uint32_t flags = in_class ? in_class->flags : 0;
            if (flags & kGlobal) {
                symbol.binding = Binding::GlobalExplicit;
                return;
            }
            if ((flags & kBound) && !(flags & kNonlocal)) {
                symbol.binding = Binding::GlobalImplicit;
                return;
            }
        }
        if (here.has_bound && here.bound.count(name)) {
            symbol.binding = Binding::Free;
            free.insert(name);
            return;
        }
        symbol.binding = Binding::GlobalImplicit;
    }

    void bind_nonlocal(Scope& scope, Symbol& symbol, Surroundings& here, NameSet& free) {
        const std::string name(symbol.name);
        if (!here.has_bound) return fail(scope, symbol.name, "nonlocal declaration not allowed at module level");
        if (!here.bound.count(symbol.name)) {
            return fail(scope, symbol.name, "no binding for nonlocal '" + name + "' found");
        }
        if (here.type_params.count(symbol.name)) {
            return fail(scope, symbol.name, "nonlocal binding not allowed for type parameter '" + name + "'");
        }
        symbol.binding = Binding::Free;
        free.insert(symbol.name);
    }

    void children(Scope& scope, const Surroundings& around, Surroundings& inner, NameSet& new_free, NameSet& inlined_cells) {
        std::vector<Scope*> all;
        for (Scope* child : scope.children) {
            inner.class_entry = nullptr;
            if (child->sees_class_scope) inner.class_entry = scope.kind == ScopeKind::Class ? &scope : around.class_entry;
            const bool inlines = child->comprehension != ComprehensionKind::None &&
                                 child->comprehension != ComprehensionKind::Generator && !scope.sees_class_scope;
            NameSet child_free;
            block(*child, inner, child_free);
            if (error_) return;
            if (inlines) {
                take_over(scope, *child, child_free, inlined_cells);
                child->inlined = true;
                all.insert(all.end(), child->children.begin(), child->children.end());
            } else {
                all.push_back(child);
            }
            new_free.insert(child_free.begin(), child_free.end());
        }
        scope.children = std::move(all);
    }

    // The names of an inlined comprehension become names of the scope around it.
    void take_over(Scope& scope, Scope& comp, NameSet& comp_free, NameSet& inlined_cells) {
        for (const Symbol& symbol : comp.symbols) {
            if (symbol.flags & kParam) continue;
            if (symbol.binding == Binding::Cell || (symbol.flags & kCompCell)) inlined_cells.insert(symbol.name);
            const Symbol* existing = scope.find(symbol.name);
            if (!existing) {
                Binding binding = symbol.binding;
                if (binding == Binding::Free && scope.kind == ScopeKind::Class && symbol.name == "__class__") {
                    binding = Binding::GlobalImplicit;
                    comp_free.erase(symbol.name);
                }
                Symbol& added = scope.find_or_add(symbol.name);
                added.flags = symbol.flags;
                added.binding = binding;
            } else if ((existing->flags & kBound) && scope.kind != ScopeKind::Class && !free_in_a_child(comp, symbol.name)) {
                // Free there and bound here: one and the same local now.
                comp_free.erase(symbol.name);
            }
        }
    }

    static bool free_in_a_child(const Scope& scope, std::string_view name) {
        for (const Scope* child : scope.children) {
            if (child->binding_of(name) == Binding::Free) return true;
        }
        return false;
    }

    static void make_cells(Scope& scope, NameSet& free, const NameSet& inlined_cells) {
        for (Symbol& symbol : scope.symbols) {
            if (symbol.binding != Binding::Local) continue;
            if (!free.count(symbol.name) && !inlined_cells.count(symbol.name)) continue;
            symbol.binding = Binding::Cell;
            free.erase(symbol.name);
        }
    }

    // What stays free is free here too, so that every function between binder and user hands the cell on.
    static void pass_on(Scope& scope, const Surroundings& here, const NameSet& free, const NameSet& inlined_cells) {
        for (Symbol& symbol : scope.symbols) {
            if (inlined_cells.count(symbol.name)) symbol.flags |= kCompCell;
        }
        const bool class_like = scope.kind == ScopeKind::Class || scope.sees_class_scope;
        for (std::string_view name : free) {
            if (Symbol* known = scope.find(name)) {
                if (class_like) known->flags |= kFreeClass;
                continue;
            }
            if (here.has_bound && !here.bound.count(name)) continue;
            scope.find_or_add(name).binding = Binding::Free;
        }
    }

    const syntax::Module& module_;
    std::optional<base::Diagnostic> error_;
};

}  // namespace

base::Result<void> resolve_bindings(const syntax::Module& module, SymbolTable& table) {
    Analysis analysis(module);
    return analysis.run(table);
}

}  // namespace loopscope::compile
