#include <doctest/doctest.h>

#include <cstring>
#include <random>

#include "support/fake_recording.h"
#include "support/trace_invariants.h"
#include "trace/describe.h"
#include "trace/reader.h"

using namespace loopscope;
using namespace loopscope::trace;

namespace {

using Raw = std::shared_ptr<const replay::RawRecording>;

struct Listing {
    std::vector<std::string> lines;  // "kind function line"
    bool broken = false;
};

Listing list(const replay::RawRecording& raw, Category category) {
    NameBook names;
    Decoder decoder(raw.chunks, *raw.tables, names);
    Listing listing;
    Event e;
    while (decoder.next(e)) {
        if (e.step == kNoStep || kind_info(e.kind).category != category) continue;
        std::string line(kind_info(e.kind).name);
        if (e.delegated) line += " delegated";
        if (e.function != kNoFunction) line += " " + raw.tables->function(e.function).qualname + " " + std::to_string(e.line);
        listing.lines.push_back(line);
    }
    listing.broken = decoder.broken();
    return listing;
}

Chunk chunk_of(std::string_view bytes) {
    Chunk chunk;
    chunk.data = std::make_unique<uint8_t[]>(bytes.size());  // exactly: a read too far is seen
    chunk.capacity = chunk.used = bytes.size();
    std::memcpy(chunk.data.get(), bytes.data(), bytes.size());
    return chunk;
}

std::string bytes_of(const replay::RawRecording& raw) {
    std::string all;
    for (const Chunk& chunk : raw.chunks) all.append(reinterpret_cast<const char*>(chunk.data.get()), chunk.used);
    return all;
}

}  // namespace

TEST_CASE("every tag's row can be read, and levels are 0 to 3") {
    for (size_t i = 0; i < kKindCount; ++i) {
        const KindInfo& info = kind_info(static_cast<Kind>(i));
        CHECK(info.level >= 0);
        CHECK(info.level <= 3);
        CHECK((info.level == 0) == info.sentence.empty());
        Kind kind;
        CHECK(kind_from_name(info.name, kind) == (info.level > 0));
    }
}

TEST_CASE("a chain is told frame by frame: sends inwards, yields outwards, a throw to the innermost") {
    Listing listing = list(*fake::chain(), Category::Generator);
    CHECK(!listing.broken);
    std::vector<std::string> expected = {"generator.created top 12",
                                         "generator.send top 12",
                                         "generator.created middle 8",
                                         "generator.send middle 8",
                                         "generator.created bottom 1",
                                         "generator.send bottom 1",
                                         "generator.yield bottom 3",
                                         "generator.yield middle 9",
                                         "generator.yield top 13",
                                         "generator.throw delegated top 13",
                                         "generator.throw delegated middle 9",
                                         "generator.throw bottom 3",
                                         "generator.yield bottom 5",
                                         "generator.passes middle 9",
                                         "generator.passes top 13",
                                         "generator.send top 13",
                                         "generator.send middle 9",
                                         "generator.send bottom 5",
                                         "generator.return bottom 6",
                                         "generator.return middle 10",
                                         "generator.return top 14"};
    CHECK(listing.lines == expected);
}

TEST_CASE("values handed through a chain are those at its ends") {
    Raw raw = fake::chain();
    NameBook names;
    Decoder decoder(raw->chunks, *raw->tables, names);
    Event e;
    std::vector<std::string> values;
    while (decoder.next(e)) {
        if (e.kind == Kind::GeneratorSend || e.kind == Kind::GeneratorYield)
            values.push_back(Namer{*raw->tables, names, e.offset}.value(e.value));
    }
    CHECK(values == std::vector<std::string>{"None", "None", "None", "42", "42", "42", "7", "84", "84", "84"});
}

TEST_CASE("task, turn and thread of an event are those that its place implies") {
    Raw raw = fake::executor();
    NameBook names;
    Decoder decoder(raw->chunks, *raw->tables, names);
    Event e;
    bool worker = false, outside = false;
    while (decoder.next(e)) {
        if (e.kind == Kind::TaskSuspended || e.kind == Kind::TaskDone) CHECK(e.task == e.subject);
        if (e.kind == Kind::LoopIteration) CHECK(e.task == 0);
        if (e.kind == Kind::Line && e.thread == 1) {
            worker = true;
            CHECK(e.task == 0);
            CHECK(e.iteration == 0);
            CHECK(raw->tables->function(e.function).qualname == "crunch");
        }
        if (e.kind == Kind::Line && raw->tables->function(e.function).qualname == "<module>") {
            outside = true;
            CHECK(e.iteration == 0);
        }
    }
    CHECK(worker);
    CHECK(outside);
    CHECK(!decoder.broken());
}

TEST_CASE("names stay unique: two tasks of one name, and a task renamed") {
    Tables tables;
    Writer w(tables);
    uint32_t job = w.intern("job");
    w.task_created(0, job, 0);
    w.task_created(1, job, 0);
    w.task_created(2, w.intern("job#2"), 0);
    w.task_created(3, job, 0);
    w.task_renamed(0, w.intern("boss"));
    w.task_step(0);
    std::vector<Chunk> chunks = w.take_chunks();
    NameBook names;
    Decoder decoder(chunks, tables, names);
    Event e;
    while (decoder.next(e)) {
    }
    CHECK(names.name(1, 0) == "job");
    CHECK(names.name(1, decoder.offset()) == "boss");
    CHECK(names.name(2, ~0ull) == "job#2");
    CHECK(names.name(3, ~0ull) == "job#2#2");
    CHECK(names.name(4, ~0ull) == "job#3");
    CHECK(names.name(5, 0) == "?");
}

TEST_CASE("the hand-made recordings keep the rules that every recording keeps") {
    for (const Raw& raw : {fake::countdown(), fake::chain(), fake::cancellation(), fake::blocking(), fake::executor(),
                           fake::crowd(20, 30), fake::failure()}) {
        for (const std::string& problem : fake::check_invariants(*raw)) FAIL_CHECK(raw->title << ": " << problem);
    }
}

TEST_CASE("a trace cut anywhere is read up to there") {
    Raw raw = fake::countdown();
    std::string bytes = bytes_of(*raw);
    uint64_t last = 0;
    for (size_t size = 0; size <= bytes.size(); ++size) {
        std::vector<Chunk> chunks;
        chunks.push_back(chunk_of(std::string_view(bytes).substr(0, size)));
        NameBook names;
        Decoder decoder(chunks, *raw->tables, names);
        Event e;
        while (decoder.next(e)) {
        }
        CHECK(decoder.steps() >= last);
        last = decoder.steps();
    }
    CHECK(last > 200);
}

TEST_CASE("damaged bytes never lead out of bounds") {
    std::mt19937 random(1);
    for (const Raw& raw : {fake::countdown(), fake::chain(), fake::cancellation(), fake::executor()}) {
        std::string good = bytes_of(*raw);
        for (int round = 0; round < 1500; ++round) {
            std::string bytes = good;
            int changes = 1 + static_cast<int>(random() % 8);
            for (int i = 0; i < changes; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
            if (round % 5 == 0) bytes.erase(random() % bytes.size(), random() % 20);
            std::vector<Chunk> chunks;
            chunks.push_back(chunk_of(bytes));
            NameBook names;
            Decoder decoder(chunks, *raw->tables, names);
            Event e;
            uint64_t read = 0;
            while (decoder.next(e)) {
                Namer namer{*raw->tables, names, e.offset};
                namer.value(e.value);
                namer.callback(e.callback);
                namer.awaitable(e.target);
                ++read;
            }
            CHECK(read <= bytes.size());
        }
    }
}
