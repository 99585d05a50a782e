// The module _unicode: names of characters, for library/unicodedata.py.
#include "base/character_names.h"
#include "runtime/argument_name.h"
#include "runtime/builtins.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

// (code point) -> str or None
Status name_of(VM& vm, Args a, Cell* out) {
    int64_t code;
    if (Status s = index_of(vm, a[0], &code, "name"); s != Status::Ok) return s;
    if (!charge(vm, 8192)) return Status::Fail;  // the whole table is looked through
    std::string name = base::find_character_name(static_cast<char32_t>(code));
    return name.empty() ? give(out, none_cell()) : give_text(vm, out, name);
}

// (name) -> code point or None
Status lookup(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise(vm, C::TypeError, "lookup() argument must be str, not %s", argument_name(vm, a[0]));
    std::optional<char32_t> code = base::find_character_by_name(str_utf8(a[0]));
    return give(out, code ? int_cell(*code) : none_cell());
}

constexpr NativeDef kFunctions[] = {
    {"name_of", name_of, 1, 1, 0, nullptr, nullptr}, {"lookup", lookup, 1, 1, 0, nullptr, nullptr}, LS_NO_MORE};

}  // namespace

void setup_unicode_module(VM& vm) { add_functions(vm, new_module(vm, "_unicode"), "_unicode", kFunctions); }

}  // namespace loopscope::runtime
