// Names that the source does not spell: kept texts and Python's mangling of private names (__x in class C is _C__x).
//
// Callers: the symbol table and the code writer. Invariant: a view that keep() returned lives as long as the pool.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace loopscope::compile {

class NamePool {
public:
    std::string_view keep(std::string text) { return *kept_.insert(std::move(text)).first; }

private:
    std::unordered_set<std::string> kept_;  // node based: its strings never move
};

// `name` as seen inside of class `owner` (empty: not in a class).
std::string_view mangle(NamePool& pool, std::string_view owner, std::string_view name);

}  // namespace loopscope::compile
