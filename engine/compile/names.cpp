#include "compile/names.h"

namespace loopscope::compile {

std::string_view mangle(NamePool& pool, std::string_view owner, std::string_view name) {
    if (owner.empty() || !name.starts_with("__")) return name;
    // Dunder names stay, and so do dotted ones: those stand in import statements only.
    if (name.ends_with("__") || name.find('.') != std::string_view::npos) return name;
    const size_t first = owner.find_first_not_of('_');
    if (first == std::string_view::npos) return name;
    std::string text = "_";
    text += owner.substr(first);
    text += name;
    return pool.keep(std::move(text));
}

}  // namespace loopscope::compile
