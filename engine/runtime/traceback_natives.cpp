// What the library's modules traceback, linecache and inspect ask of the VM: places, sources, marks and suggestions.
#include <algorithm>

#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/outside.h"
#include "runtime/setup.h"
#include "runtime/text_ops.h"
#include "runtime/traceback.h"
#include "runtime/traceback_marks.h"
#include "runtime/traceback_suggest.h"

namespace loopscope::runtime {

namespace {

Status give_text(VM& vm, std::string_view text, Cell* out) {
    *out = new_str_cell(vm, text);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

// _source_text(file): the text that was compiled under that name, or None.
Status source_text(VM& vm, Args a, Cell* out) {
    auto it = is_str(a[0]) ? vm.outside->sources.find(str_utf8(a[0])) : vm.outside->sources.end();
    if (it != vm.outside->sources.end()) return give_text(vm, it->second.text, out);
    *out = none_cell();
    return Status::Ok;
}

Cell place_tuple(VM& vm, const compile::Position& p) {
    auto known = [](int32_t n) { return n < 0 ? none_cell() : int_cell(n); };
    return tuple_of(vm, {int_cell(p.line), int_cell(p.end_line), known(p.column), known(p.end_column)});
}

// _tb_place(traceback): line, last line, column, end column, the last two in bytes or None.
Status traceback_place(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kTraceback)) return raise(vm, C::TypeError, "a traceback is needed, not %s", type_name(vm, a[0]));
    *out = place_tuple(vm, traceback_position(as<Traceback>(a[0])));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

// _code_places(code): a list of such tuples, one an instruction.
Status code_places(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kCode)) return raise(vm, C::TypeError, "a code object is needed, not %s", type_name(vm, a[0]));
    List* all = new_list(vm, 4);
    if (!all) return Status::Fail;
    *out = obj_cell(all);
    for (const auto& p : as<Code>(a[0])->spec->positions) {
        Cell place = place_tuple(vm, p);
        if (is_empty(place) || !list_append(vm, all, place)) return Status::Fail;
    }
    return Status::Ok;
}

// _marked_source(text, line, end line, column, end column): the lines to show, joined; '' where there is nothing to show.
Status marked_source_native(VM& vm, Args a, Cell* out) {
    const std::string text = str_utf8(a[0]);
    compile::Position place{1, 1, -1, -1};
    auto number = [&](uint32_t i, int32_t* to) {
        if (is_small_int(a[i])) *to = static_cast<int32_t>(std::clamp<int64_t>(int_of(a[i]), -1, 1 << 30));
    };
    number(1, &place.line);
    place.end_line = place.line;
    number(2, &place.end_line);
    number(3, &place.column);
    number(4, &place.end_column);
    std::vector<std::string_view> lines;
    for (size_t from = 0;;) {
        size_t end = text.find('\n', from);
        lines.push_back(std::string_view(text).substr(from, end == std::string::npos ? end : end - from));
        if (end == std::string::npos || lines.size() > static_cast<size_t>(std::max(0, place.end_line - place.line))) break;
        from = end + 1;
    }
    std::string joined;
    for (const std::string& line : marked_source(lines, place)) joined += line + "\n";
    return give_text(vm, joined, out);
}

// _suggestion(exception): ". Did you mean: 'x'?" or ''.
Status suggestion_native(VM& vm, Args a, Cell* out) {
    return give_text(vm, is_kind(a[0], kException) ? suggestion_for(vm, as<Exception>(a[0])) : "", out);
}

}  // namespace

void setup_traceback_natives(VM& vm, Dict* engine) {
    static const NativeDef natives[] = {{"_source_text", source_text, 1, 1, 0, nullptr, nullptr},
                                        {"_tb_place", traceback_place, 1, 1, 0, nullptr, nullptr},
                                        {"_code_places", code_places, 1, 1, 0, nullptr, nullptr},
                                        {"_marked_source", marked_source_native, 5, 5, 0, nullptr, nullptr},
                                        {"_suggestion", suggestion_native, 1, 1, 0, nullptr, nullptr},
                                        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, engine, "_engine", natives);
}

}  // namespace loopscope::runtime
