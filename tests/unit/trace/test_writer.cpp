#include <doctest/doctest.h>

#include <string>

#include "trace/describe.h"
#include "trace/reader.h"
#include "trace/writer.h"

using namespace loopscope::trace;

namespace {

std::string bytes_of(const std::vector<Chunk>& chunks) {
    std::string all;
    for (const Chunk& chunk : chunks) all.append(reinterpret_cast<const char*>(chunk.data.get()), chunk.used);
    return all;
}

struct Read {
    std::vector<Event> events;  // steps only
    NameBook names;
    bool broken = false;
};

void read_all(Read& read, const std::vector<Chunk>& chunks, const Tables& tables) {
    Decoder decoder(chunks, tables, read.names);
    Event event;
    while (decoder.next(event)) {
        if (event.step != kNoStep) read.events.push_back(event);
    }
    read.broken = decoder.broken();
}

FunctionInfo function(const char* name, uint32_t line, Flavor flavor = Flavor::Function) {
    FunctionInfo info;
    info.qualname = name;
    info.file = "p.py";
    info.first_line = line;
    info.flavor = flavor;
    return info;
}

// Some of everything; returns the number of steps written, or stops early where the writer says so.
uint64_t scribble(Writer& w, uint32_t fn, uint32_t gen, int rounds) {
    auto seven = [](ValueWriter& v) { v.integer(7); };
    w.call(fn);
    for (int i = 0; i < rounds; ++i) {
        for (uint32_t n = 0; n < 5; ++n) w.line(n);
        w.gen_created(0, gen);
        w.gen_start(0, false);
        w.line_far(300);
        w.gen_yield(seven);
        w.gen_send(0, false, [](ValueWriter& v) { v.str("hello"); });
        w.gen_return(seven);
        w.gen_freed(0);
        w.future_created(3);
        w.future_done(3, Outcome::Result, [](ValueWriter& v) { v.real(0.5); });
        w.future_freed(3);
        w.print(1, "line\n");
        w.loop_advance(w.steps() * 0.001);
    }
    w.ret_none();
    return w.steps();
}

}  // namespace

TEST_CASE("a line takes one byte, a far one a varint more") {
    Tables tables;
    Writer w(tables);
    w.call(w.add_function(function("f", 10)));
    uint64_t before = w.offset();
    w.line(0);
    w.line(126);
    CHECK(w.offset() - before == 2);
    w.line_far(127);
    CHECK(w.offset() - before == 4);
    CHECK(w.steps() == 4);
    std::vector<Chunk> chunks = w.take_chunks();
    Read read;
    read_all(read, chunks, tables);
    REQUIRE(read.events.size() == 4);
    CHECK(read.events[1].line == 10);
    CHECK(read.events[2].line == 136);
    CHECK(read.events[3].line == 137);
    CHECK(read.events[3].kind == Kind::Line);
}

TEST_CASE("the same calls give the same bytes, also with chunks used before") {
    Tables tables, again;
    Writer first(tables), second(again);
    auto setup = [](Writer& w) {
        return std::make_pair(w.add_function(function("f", 1)), w.add_function(function("g", 5, Flavor::Generator)));
    };
    auto [f, g] = setup(first);
    setup(second);
    scribble(first, f, g, 100000);
    scribble(second, f, g, 100000);
    std::vector<Chunk> one = first.take_chunks(), two = second.take_chunks();
    CHECK(one.size() > 2);
    std::string bytes = bytes_of(one);
    CHECK(bytes == bytes_of(two));
    Tables third;
    Writer recycled(third, WriterMode::Keep, std::move(two));
    setup(recycled);
    scribble(recycled, f, g, 100000);
    CHECK(bytes == bytes_of(recycled.take_chunks()));
}

TEST_CASE("steps() is what the reader counts, and offset() where it is") {
    Tables tables;
    Writer w(tables);
    uint32_t f = w.add_function(function("f", 1)), g = w.add_function(function("g", 5, Flavor::Generator));
    uint64_t steps = scribble(w, f, g, 50000);
    uint64_t offset = w.offset();
    std::vector<Chunk> chunks = w.take_chunks();
    NameBook names;
    Decoder decoder(chunks, tables, names);
    Event event;
    while (decoder.next(event)) {
    }
    CHECK(!decoder.broken());
    CHECK(decoder.steps() == steps);
    CHECK(decoder.offset() == offset);
}

TEST_CASE("the event limit is exact, and what is recorded after it goes nowhere") {
    for (uint64_t limit : {1ull, 2ull, 7ull, 1000ull, 999999ull}) {
        Tables tables;
        Writer w(tables);
        uint32_t f = w.add_function(function("f", 1)), g = w.add_function(function("g", 5, Flavor::Generator));
        w.set_event_limit(limit);
        scribble(w, f, g, 100000);
        CHECK(w.stop_reason() == StopReason::EventLimit);
        CHECK(w.steps() == limit);
        std::vector<Chunk> chunks = w.take_chunks();
        Read read;
        read_all(read, chunks, tables);
        CHECK(!read.broken);
        CHECK(read.events.size() == limit);
    }
}

TEST_CASE("a scratch writer counts like one that keeps") {
    Tables tables;
    Writer keep(tables), scratch(tables, WriterMode::Scratch);
    uint32_t f = keep.add_function(function("f", 1)), g = keep.add_function(function("g", 5, Flavor::Generator));
    keep.print(1, std::string(3 << 20, 'x'));
    scratch.print(1, std::string(3 << 20, 'x'));
    CHECK(scribble(keep, f, g, 100000) == scribble(scratch, f, g, 100000));
    CHECK(keep.offset() == scratch.offset());
    scratch.set_event_limit(scratch.steps() + 12345);
    uint64_t before = scratch.steps();
    scribble(scratch, f, g, 100000);
    CHECK(scratch.stop_reason() == StopReason::EventLimit);
    CHECK(scratch.steps() == before + 12345);
}

TEST_CASE("stopping at a step and at an offset, and going on") {
    Tables tables;
    Writer whole(tables);
    uint32_t f = whole.add_function(function("f", 1)), g = whole.add_function(function("g", 5, Flavor::Generator));
    scribble(whole, f, g, 1000);
    std::string bytes = bytes_of(whole.take_chunks());
    for (uint64_t step : {0ull, 1ull, 77ull, 5000ull}) {
        Writer w(tables);
        w.set_stop_at_step(step);
        scribble(w, f, g, 1000);
        CHECK(w.stop_reason() == StopReason::Step);
        CHECK(w.steps() == step + 1);
        uint64_t offset = w.offset();
        Writer by_offset(tables);
        by_offset.set_stop_at_offset(offset);
        scribble(by_offset, f, g, 1000);
        CHECK(by_offset.stop_reason() == StopReason::Offset);
        CHECK(by_offset.offset() == offset);
        CHECK(bytes_of(w.take_chunks()) == bytes.substr(0, offset));
    }
    Writer w(tables);
    w.set_event_limit(3);
    w.call(f);
    CHECK(!w.line(1));
    CHECK(w.line(2));
    CHECK(w.line(3));
    w.set_event_limit(5);
    w.go_on();
    CHECK(w.stop_reason() == StopReason::None);
    CHECK(!w.line(3));
    CHECK(w.line(4));
    CHECK(w.steps() == 5);
}

TEST_CASE("a writer asked to stop does so at the next record") {
    Tables tables;
    Writer w(tables);
    w.call(w.add_function(function("f", 1)));
    CHECK(!w.line(1));
    w.ask_to_stop();
    CHECK(w.line(2));
    CHECK(w.stop_reason() == StopReason::Asked);
    CHECK(w.steps() == 3);
}

TEST_CASE("a re-run counts on from where its checkpoint was taken") {
    Tables tables;
    Writer w(tables, WriterMode::Scratch);
    w.set_position(1000, 700);
    CHECK(w.offset() == 1000);
    CHECK(w.steps() == 700);
    w.set_stop_at_step(702);
    CHECK(!w.line(1));
    CHECK(!w.line(2));
    CHECK(w.line(3));
    CHECK(w.steps() == 703);
    CHECK(w.offset() == 1003);
}

TEST_CASE("long prints lie in chunks of their own size, and the byte limit holds them") {
    Tables tables;
    Writer w(tables);
    w.call(w.add_function(function("f", 1)));
    std::string text(5 << 20, 'x');
    w.print(1, text);
    w.print(2, "short");
    w.set_byte_limit(8 << 20);
    CHECK(w.print(1, text));
    CHECK(w.stop_reason() == StopReason::ByteLimit);
    std::vector<Chunk> chunks = w.take_chunks();
    Read read;
    read_all(read, chunks, tables);
    REQUIRE(read.events.size() == 4);
    CHECK(read.events[1].text == text);
    CHECK(read.events[2].text == "short");
    CHECK(read.events[2].number == 2);
}

TEST_CASE("adding a function or a string again gives the same id") {
    Tables tables;
    uint32_t f = tables.add_function(function("f", 1));
    CHECK(tables.add_function(function("f", 2)) != f);
    CHECK(tables.add_function(function("f", 1)) == f);
    uint32_t s = tables.intern("abc");
    for (int i = 0; i < 1000; ++i) tables.intern("s" + std::to_string(i));
    CHECK(tables.intern("abc") == s);
    CHECK(tables.string(s) == "abc");
    std::unique_ptr<Tables> copy = tables.copy();
    CHECK(copy->intern("s999") == tables.intern("s999"));
    CHECK(copy->functions() == tables.functions());
}
