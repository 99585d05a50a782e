// The symbol table: for every scope of a program, what its names are: local, a cell for inner functions, free (bound in
// an outer function) or global. The rules are CPython 3.13's, so are its complaints.
//
// Callers: compile_module builds it before any code is written; the code writer asks it. Invariants: scopes are found by
// the syntax node that makes them and live as long as the table; after build_symbol_table every symbol has a binding.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "compile/names.h"
#include "syntax/ast.h"

namespace loopscope::compile {

enum class ScopeKind : uint8_t { Module, Function, Class, TypeParams, TypeAlias, TypeVariable, Annotation };
enum class ComprehensionKind : uint8_t { None, List, Set, Dict, Generator };

// How code reaches a name. Local means "in this scope": a fast local of a function, a namespace entry elsewhere.
enum class Binding : uint8_t { None, Local, GlobalExplicit, GlobalImplicit, Free, Cell };

namespace symbol_flag {
inline constexpr uint32_t kGlobal = 1;  // global x
inline constexpr uint32_t kLocal = 2;   // assigned
inline constexpr uint32_t kParam = 4;
inline constexpr uint32_t kNonlocal = 8;  // nonlocal x
inline constexpr uint32_t kUse = 16;
inline constexpr uint32_t kFreeClass = 64;  // bound in a class body, and free in its methods
inline constexpr uint32_t kImport = 128;
inline constexpr uint32_t kAnnotated = 256;
inline constexpr uint32_t kCompIter = 512;  // iteration variable of a comprehension
inline constexpr uint32_t kTypeParam = 1024;
inline constexpr uint32_t kCompCell = 2048;  // a cell of a comprehension that is inlined here
inline constexpr uint32_t kBound = kLocal | kParam | kImport | kTypeParam;
}  // namespace symbol_flag

struct Symbol {
    std::string_view name;  // mangled
    uint32_t flags = 0;
    Binding binding = Binding::None;
};

struct Scope {
    ScopeKind kind = ScopeKind::Module;
    ComprehensionKind comprehension = ComprehensionKind::None;
    std::string_view name;
    syntax::Span span;
    std::vector<Symbol> symbols;               // in the order of their first mention
    std::vector<std::string_view> parameters;  // positional, keyword-only, *args, **kwargs
    std::vector<Scope*> children;              // of inlined comprehensions: their children too
    std::set<std::string_view> mangled_names;  // type parameters' scope of a class: the only names to mangle in it
    bool limits_mangling = false;
    bool nested = false;               // a function is around it
    bool generator = false;            // has a yield, or is a generator expression
    bool coroutine = false;            // async def, or has an async comprehension
    bool inlined = false;              // a comprehension that is part of the code around it
    bool needs_class_closure = false;  // class: a method uses super() or __class__
    bool needs_classdict = false;      // class: an inner type scope looks names up in it
    bool sees_class_scope = false;     // a type scope right inside of a class
    bool in_iteration_target = false;  // while building
    int in_iterable = 0;               // while building: comprehension iterables around the current expression

    bool function_like() const {
        return kind == ScopeKind::Function || kind == ScopeKind::TypeParams || kind == ScopeKind::TypeAlias ||
               kind == ScopeKind::TypeVariable;
    }
    Symbol* find(std::string_view symbol_name);
    const Symbol* find(std::string_view symbol_name) const { return const_cast<Scope*>(this)->find(symbol_name); }
    Symbol& find_or_add(std::string_view symbol_name);
    Binding binding_of(std::string_view symbol_name) const;

    struct Directive {
        std::string_view name;
        syntax::Span span;
    };
    std::vector<Directive> directives;  // global, nonlocal and := in comprehensions: places for complaints

private:
    std::unordered_map<std::string_view, uint32_t> index_;
};

// One node can make several scopes: a generic function its own and that of its type parameters.
enum class ScopeRole : uint8_t { Body, TypeParams, Default };

class SymbolTable {
public:
    Scope& top() { return *scopes_.front(); }
    const Scope& top() const { return *scopes_.front(); }
    Scope* find(const void* node, ScopeRole role = ScopeRole::Body);
    Scope& add(const void* node, ScopeRole role);
    NamePool& names() { return names_; }

private:
    std::deque<std::unique_ptr<Scope>> scopes_;
    std::map<std::pair<const void*, ScopeRole>, Scope*> by_node_;  // looked up only, never iterated
    NamePool names_;
};

// What the scopes' names are said to be `owner`'s private name inside `scope`: see Scope::limits_mangling.
std::string_view mangle_in(NamePool& pool, const Scope& scope, std::string_view owner, std::string_view name);

// Fills `table` from the program. `future_annotations`: annotations are text, their names count for nothing.
base::Result<void> build_symbol_table(const syntax::Module& module, bool future_annotations, SymbolTable& table);

// The second half of it: from what is said of the names in each scope to their bindings (symbol_analysis.cpp).
base::Result<void> resolve_bindings(const syntax::Module& module, SymbolTable& table);

// A complaint about the program at `span`; the module's text gives the source line.
base::Diagnostic syntax_error(const syntax::Module& module, const syntax::Span& span, std::string message);

}  // namespace loopscope::compile
