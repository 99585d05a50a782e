// The format mini-language: results and messages as Python recorded them.
#include "recorded.h"
#include "runtime/format_spec.h"

using namespace loopscope::runtime;

namespace {

Cell formatted_value(VM& vm, const std::string& kind, const std::string& text) {
    if (kind == "str") return new_str_cell(vm, recorded::unescaped(text));
    if (kind == "float") return float_cell(strtod(text.c_str(), nullptr));
    if (kind == "bool") return bool_cell(text == "1");
    return int_from_text(vm, text, 10);
}

}  // namespace

TEST_CASE("format() of int, float, bool and str agrees with what Python recorded") {
    recorded::BareVm vm;
    auto rows = recorded::rows("formats.txt");
    REQUIRE(rows.size() > 2000);
    for (auto& row : rows) {
        REQUIRE(row.size() == 4);
        Owned value(vm, formatted_value(vm, row[0], row[1]));
        Cell out = empty_cell();
        Status s = format_native(vm, value, recorded::unescaped(row[2]), &out);
        std::string result = s == Status::Ok ? "= " + str_ascii_repr_utf8(as<Str>(out)) : recorded::dropped_exception(vm);
        CHECK_MESSAGE(result == row[3], row[0], " ", row[1], " with ", row[2]);
        decref(vm, out);
    }
}

TEST_CASE("a width that would fill the memory is refused before anything is made") {
    recorded::BareVm vm;
    VM& v = vm;
    uint64_t before = v.heap_used;
    Cell out = empty_cell();
    CHECK(format_native(vm, int_cell(1), "9000000000", &out) == Status::Fail);
    CHECK(recorded::dropped_exception(vm) == "MemoryError");
    CHECK(format_native(vm, float_cell(1.5), ".9000000000f", &out) == Status::Fail);
    CHECK(recorded::dropped_exception(vm) == "ValueError 'precision too big'");
    CHECK(v.heap_used == before);
}

TEST_CASE("repr of floats is the shortest that reads back") {
    struct {
        double value;
        const char* repr;
    } cases[] = {{0.0, "0.0"},
                 {-0.0, "-0.0"},
                 {0.1, "0.1"},
                 {1e16, "1e+16"},
                 {123456789012345680.0, "1.2345678901234568e+17"},
                 {1e15, "1000000000000000.0"},
                 {0.0001, "0.0001"},
                 {0.00001, "1e-05"},
                 {5e-324, "5e-324"},
                 {1.7976931348623157e308, "1.7976931348623157e+308"},
                 {100.0, "100.0"}};
    for (auto& c : cases) CHECK(float_repr(c.value) == c.repr);
}
