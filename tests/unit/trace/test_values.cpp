#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/utf8.h"
#include "trace/describe.h"
#include "trace/reader.h"
#include "trace/writer.h"

using namespace loopscope;
using namespace loopscope::trace;

namespace {

// What a value recorded by `put` is described as.
template <class Put>
std::string described(Tables& tables, Put&& put) {
    Writer w(tables);
    w.call(0);
    w.raised(put);
    std::vector<Chunk> chunks = w.take_chunks();
    NameBook names;
    Decoder decoder(chunks, tables, names);
    Event event;
    decoder.next(event);
    REQUIRE(decoder.next(event));
    return Namer{tables, names, event.offset}.value(event.value);
}
template <class Put>
std::string described(Put&& put) {
    Tables tables;
    return described(tables, put);
}

double time_through_writer(double t) {
    Tables tables;
    Writer w(tables);
    w.loop_advance(t);
    std::vector<Chunk> chunks = w.take_chunks();
    NameBook names;
    Decoder decoder(chunks, tables, names);
    Event event;
    REQUIRE(decoder.next(event));
    return event.t;
}

}  // namespace

TEST_CASE("plain values are Python literals") {
    CHECK(described([](ValueWriter& v) { v.none(); }) == "None");
    CHECK(described([](ValueWriter& v) { v.boolean(true); }) == "True");
    CHECK(described([](ValueWriter& v) { v.boolean(false); }) == "False");
    for (int64_t n : {int64_t(0), int64_t(127), int64_t(128), int64_t(-1), std::numeric_limits<int64_t>::min(),
                      std::numeric_limits<int64_t>::max()}) {
        CHECK(described([n](ValueWriter& v) { v.integer(n); }) == std::to_string(n));
    }
    CHECK(described([](ValueWriter& v) { v.str("it's"); }) == "\"it's\"");
    CHECK(described([](ValueWriter& v) { v.str("a\n\\'\""); }) == "'a\\n\\\\\\'\"'");
    CHECK(described([](ValueWriter& v) { v.str("caf\u00e9\x01"); }) == "'caf\u00e9\\x01'");
    CHECK(described([](ValueWriter& v) { v.str("\xed\xa0\x80"); }) == "'\\ud800'");
    CHECK(described([](ValueWriter& v) {
              v.bytes(
                  std::string_view("\x00\xff"
                                   "a",
                                   3));
          }) == "b'\\x00\\xffa'");
    CHECK(described([](ValueWriter& v) { v.text("[1, 2]"); }) == "[1, 2]");
}

TEST_CASE("floats are written as repr writes them") {
    auto shown = [](double d) { return described([d](ValueWriter& v) { v.real(d); }); };
    CHECK(shown(0.1) == "0.1");
    CHECK(shown(1.0) == "1.0");
    CHECK(shown(-0.0) == "-0.0");
    CHECK(shown(1e16) == "1e+16");
    CHECK(shown(123456789012345680.0) == "1.2345678901234568e+17");
    CHECK(shown(1e15) == "1000000000000000.0");
    CHECK(shown(0.0001) == "0.0001");
    CHECK(shown(0.00001) == "1e-05");
    CHECK(shown(1.5e300) == "1.5e+300");
    CHECK(shown(5e-324) == "5e-324");
    CHECK(shown(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(shown(std::nan("")) == "nan");
    CHECK(shown(3.25) == "3.25");
}

TEST_CASE("a description has at most 120 characters") {
    std::string text = described([](ValueWriter& v) { v.str(std::string(119, 'x')); });
    CHECK(base::count_code_points(text) == 120);
    CHECK(text.substr(text.size() - 3) == "\u2026");
    text = described([](ValueWriter& v) { v.str(std::string(118, 'x')); });
    CHECK(text == "'" + std::string(118, 'x') + "'");
    std::string umlauts;
    for (int i = 0; i < 100000; ++i) umlauts += "\u00fc";
    for (bool bytes : {false, true}) {
        text = described([&](ValueWriter& v) { bytes ? v.bytes(umlauts) : v.str(umlauts); });
        CHECK(base::count_code_points(text) <= 120);
        CHECK(base::find_invalid_utf8(text) == std::string::npos);
    }
    text = described([&](ValueWriter& v) { v.text(umlauts); });
    CHECK(base::count_code_points(text) == 120);
}

TEST_CASE("objects, classes and exceptions are named, with their argument") {
    Tables tables;
    uint32_t point = tables.intern("Point"), error = tables.intern("ValueError");
    CHECK(described(tables, [&](ValueWriter& v) { v.object(point, 17); }) == "<Point #17>");
    CHECK(described(tables, [&](ValueWriter& v) { v.type(point); }) == "<class 'Point'>");
    CHECK(described(tables, [&](ValueWriter& v) { v.function(point); }) == "<function Point>");
    CHECK(described(tables, [&](ValueWriter& v) {
              v.exception(error);
              v.nothing();
          }) == "ValueError()");
    CHECK(described(tables, [&](ValueWriter& v) {
              v.exception(error);
              v.str("x");
          }) == "ValueError('x')");
    CHECK(described(tables, [&](ValueWriter& v) {
              v.exception(error);
              v.text("1, 2");
          }) == "ValueError(1, 2)");
    CHECK(described(tables, [&](ValueWriter& v) {
              v.exception(error);
              v.object(point, 2);
          }) == "ValueError(<Point #2>)");
}

TEST_CASE("times come back to the bit, whether or not they are whole microseconds") {
    for (double t :
         {0.0, 1.0, 0.1, 0.3, 0.1 + 0.2, 1e-6, 1e-7, 123456.789012, 4e9, 1e12, 3.5e9, std::nextafter(1.0, 2.0), -1.5}) {
        CHECK(time_through_writer(t) == t);
    }
    CHECK(std::isinf(time_through_writer(std::numeric_limits<double>::infinity())));
}

TEST_CASE("time_text has at most six decimals") {
    CHECK(time_text(0) == "0.0");
    CHECK(time_text(1) == "1.0");
    CHECK(time_text(0.1 + 0.2) == "0.3");
    CHECK(time_text(0.123456) == "0.123456");
    CHECK(time_text(12.5) == "12.5");
    CHECK(time_text(-0.0) == "0.0");
}
