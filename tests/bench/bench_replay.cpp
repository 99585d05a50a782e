// What it costs to look at a recording: bench_replay PROGRAM [EVENTS] records PROGRAM (at most so many events) and measures
// going anywhere in it. Prints NAME VALUE lines; times in microseconds of CPU time (of the one thread that there is), sizes in
// bytes. Built with the release: see run.
#include <malloc.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "app/cli/input.h"
#include "replay/cursor.h"
#include "replay/export.h"
#include "replay/mistakes.h"
#include "replay/timeline.h"

namespace {

using namespace loopscope;

double microseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double took(const std::function<void()>& work) {
    double start = microseconds();
    work();
    return microseconds() - start;
}

void report(const char* name, double value) { std::printf("%s %.4g\n", name, value); }

void report_spread(const std::string& name, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    report((name + ".median").c_str(), times[times.size() / 2]);
    report((name + ".p99").c_str(), times[times.size() * 99 / 100]);
    report((name + ".max").c_str(), times.back());
}

std::shared_ptr<const replay::RawRecording> record(const char* file, uint64_t events) {
    auto input = cli::load_input(file, {});
    if (!input || !input->scenario) return nullptr;
    input->scenario->limits.events = events;
    session::RunOptions options = cli::run_options(input->scenario->runs[0], {});
    options.record = true;
    session::SilentSink sink;
    return session::run_scenario_run(*input->scenario, 0, options, sink).recording;
}

size_t heap_in_use() { return mallinfo2().uordblks + mallinfo2().hblkhd; }

void measure_moves(const replay::Recording& recording) {
    const uint64_t steps = recording.step_count();
    std::mt19937_64 random(1);
    std::vector<double> seek, forward, back, state;
    replay::Cursor cursor(recording);
    for (int i = 0; i < 200; i++) {
        uint64_t step = random() % steps;
        seek.push_back(took([&] { (void)cursor.seek(step); }));
        state.push_back(took([&] { (void)cursor.state(); }));
        if (step + 1 < steps)
            forward.push_back(took([&] {
                (void)cursor.forward();
                (void)cursor.state();
            }));
        if (step > 0)
            back.push_back(took([&] {
                (void)cursor.seek(step - 1);
                (void)cursor.state();
            }));
    }
    report_spread("seek", seek);
    report_spread("state", state);
    report_spread("forward", forward);
    report_spread("back", back);
}

// Saved, then opened as the app does it: file, recording, the state at its end.
void measure_saved(const std::shared_ptr<const replay::RawRecording>& raw, double events) {
    std::string bytes, path = "/tmp/bench_replay." + std::to_string(std::rand()) + ".bin";
    replay::export_binary({raw}, [&](std::string_view piece) {
        bytes += piece;
        return true;
    });
    std::ofstream(path, std::ios::binary) << bytes;
    report("disk.bytes_per_event", static_cast<double>(bytes.size()) / events);
    bytes = {};
    report("open", took([&] {
               auto input = cli::load_input(path, {});
               replay::Timeline lanes;
               auto opened = replay::Recording::build(input->recordings[0], {}, &lanes);
               if (opened->state_at_end().step + 1 != opened->step_count()) std::puts("open.wrong 1");
           }));
    std::remove(path.c_str());
}

// A saved trace, opened as the app does it.
int open_only(const char* path) {
    for (int i = 0; i < 5; i++) {
        auto input = cli::load_input(path, {});
        replay::Timeline lanes;
        std::vector<replay::Mistake> mistakes;
        report("index", took([&] { (void)replay::Recording::build(input->recordings[0], {}, &lanes, &mistakes); }));
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--open") return open_only(argv[2]);
    if (argc < 2) return std::fprintf(stderr, "usage: bench_replay PROGRAM [EVENTS]\n"), 2;
    uint64_t limit = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000'000;
    size_t before = heap_in_use();
    std::shared_ptr<const replay::RawRecording> raw;
    double run = took([&] { raw = record(argv[1], limit); });
    if (!raw) return std::fprintf(stderr, "bench_replay: %s cannot be run\n", argv[1]), 1;
    malloc_trim(0);
    size_t stream = heap_in_use() - before;
    std::shared_ptr<const replay::Recording> recording;
    replay::Timeline lanes;
    double build = took([&] { recording = replay::Recording::build(raw, {}, &lanes); });
    double events = static_cast<double>(recording->step_count());
    size_t all = heap_in_use() - before;
    report("events", events);
    report("record", run);
    report("build", build);
    report("keyframes", static_cast<double>(recording->keyframe_count()));
    report("stream.bytes_per_event", static_cast<double>(raw->byte_count()) / events);
    report("stream.held_per_event", static_cast<double>(stream) / events);
    report("memory.bytes_per_event", static_cast<double>(all) / events);
    measure_moves(*recording);
    measure_saved(raw, events);
    return 0;
}
