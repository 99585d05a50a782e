#include "replay/recording.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>

#include "replay/backward.h"
#include "replay/cursor.h"
#include "replay/mistake_finder.h"
#include "replay/timeline_maker.h"
#include "trace/code_run.h"
#include "trace/describe.h"

namespace loopscope::replay {

using trace::Event;
using trace::Kind;

std::string RawRecording::main_file() const {
    std::string found;
    for (const SourceText& source : sources) {
        if (!source.library && source.module.empty()) found = source.file;
    }
    return found;
}

uint64_t RawRecording::byte_count() const {
    uint64_t total = 0;
    for (const trace::Chunk& chunk : chunks) total += chunk.used;
    return total;
}

int event_level(const Event& e, const trace::Tables& tables) {
    const trace::KindInfo& info = trace::kind_info(e.kind);
    bool code = info.category == trace::Category::Code || info.category == trace::Category::Generator;
    if (!code || e.function == trace::kNoFunction) return info.level;
    const trace::FunctionInfo& function = trace::quick_function(tables, e.function);
    if (function.hidden) return Recording::kLevels + 1;
    return function.library ? Recording::kLevels : info.level;
}

// --- the one pass --------------------------------------------------------------------------------------------------

// What the sets that have many members hold of a step, a bit each; StepWords turns 64 steps into a word of each set.
enum StepBits : uint8_t {
    kLevelBits = 0x0f,  // bit n: in level n + 1
    kLineStep = 0x10,
    kTaskStep = 0x20,
    kStateChange = 0x40,
    kIteration = 0x80,
};

constexpr uint8_t from_level(int level) {
    return level <= 0 || level > Recording::kLevels ? 0 : static_cast<uint8_t>(kLevelBits << (level - 1) & kLevelBits);
}

class StepWords {
public:
    explicit StepWords(const std::array<RankBits*, 8>& sets) : sets_(sets) {}
    void put(uint64_t step, uint8_t bits) {  // of every step, in order
        steps_[step % 64] = bits;
        if (step % 64 == 63) flush(step - 63);
    }
    void finish(uint64_t count) {
        if (count % 64) flush(count - count % 64);
    }

private:
    void flush(uint64_t first) {
        std::array<uint64_t, 8> eights;  // of the bytes, the first one lowest
        for (unsigned i = 0; i < 8; ++i) {
            std::memcpy(&eights[i], &steps_[8 * i], 8);
            if constexpr (std::endian::native == std::endian::big) eights[i] = __builtin_bswap64(eights[i]);
        }
        for (unsigned set = 0; set < sets_.size(); ++set) {
            uint64_t word = 0;
            for (unsigned i = 0; i < 8; ++i) word |= side_by_side(eights[i] >> set) << (8 * i);
            sets_[set]->append(first, word);
        }
        steps_.fill(0);
    }
    // The lowest bits of eight bytes: the product puts that of byte n at bit 56 + n.
    static uint64_t side_by_side(uint64_t bytes) { return (bytes & 0x0101010101010101) * 0x0102040810204080 >> 56; }
    std::array<RankBits*, 8> sets_;
    std::array<uint8_t, 64> steps_{};
};

class RecordingBuilder {
public:
    explicit RecordingBuilder(std::shared_ptr<const RawRecording> raw)
        : r_(new Recording),
          words_({&r_->levels_[0], &r_->levels_[1], &r_->levels_[2], &r_->levels_[3], &r_->lines_, &r_->task_steps_,
                  &r_->state_changes_, &r_->iterations_}) {
        r_->raw_ = std::move(raw);
        r_->names_ = std::make_unique<trace::NameBook>();
        total_bytes_ = r_->raw_->byte_count();
        for (const trace::FunctionInfo& function : r_->raw_->tables->functions()) {
            int level = function.hidden ? 0 : function.library ? Recording::kLevels : kCodeLevel;
            code_bits_.push_back(from_level(level));
        }
    }
    std::shared_ptr<const Recording> build(const std::function<bool()>& keep_going, Timeline* timeline,
                                           std::vector<Mistake>* mistakes);

private:
    void add_keyframe(const trace::Decoder& decoder, const Fold& fold);
    void note(const Event& e, const Fold& fold, const trace::Decoder& decoder);
    struct CodeVisitor;
    bool read_code(trace::Decoder& decoder, Fold& fold, TimelineMaker* lanes, MistakeFinder* finder);
    uint8_t code_bits(uint32_t function) const {
        return function < code_bits_.size() ? code_bits_[function] : from_level(kCodeLevel);
    }
    void note_task(const Event& e, const trace::Decoder& decoder);
    void note_problem(const Event& e, const trace::Decoder& decoder);
    void finish(const trace::Decoder& decoder);

    static constexpr uint64_t kLeastSpacing = 16 * 1024, kMostSpacing = 512 * 1024;  // bytes of trace between two keyframes
    static constexpr double kMostBytes = 64e6;                                       // of all keyframes together
    static constexpr int kCodeLevel = 3;  // of lines, calls and returns in the program's own code
    std::shared_ptr<Recording> r_;
    StepWords words_;
    std::vector<uint8_t> code_bits_;  // by function: the levels of what its code does
    uint64_t next_keyframe_ = 0, total_bytes_ = 0;
    std::vector<uint64_t> last_raise_;        // by thread
    std::map<std::string, uint64_t> raises_;  // of the exceptions that ended tasks: where they were raised
    std::optional<uint64_t> fatal_raise_;
};

void RecordingBuilder::add_keyframe(const trace::Decoder& decoder, const Fold& fold) {
    auto keyframe =
        std::make_unique<Recording::Keyframe>(Recording::Keyframe{decoder.with_names(*r_->names_), fold, decoder.steps()});
    // As far apart as their size asks for: they take a twelfth of what the trace takes. Large states would then lie too far
    // apart for a quick seek, so they take more, but all of them together no more than kMostBytes.
    uint64_t size = decoder.bytes() + fold.bytes();
    double spacing = static_cast<double>(size) * static_cast<double>(total_bytes_) / kMostBytes;
    next_keyframe_ =
        decoder.offset() + std::max(std::clamp(12 * size, kLeastSpacing, kMostSpacing), static_cast<uint64_t>(spacing));
    r_->keyframes_.push_back(std::move(keyframe));
}

void RecordingBuilder::note_task(const Event& e, const trace::Decoder& decoder) {
    std::vector<Recording::TaskFacts>& tasks = r_->tasks_;
    if (e.kind == Kind::TaskCreated) {
        while (tasks.size() < e.subject) {  // one that was never created before it was spoken of
            Recording::TaskFacts facts;
            facts.number = static_cast<uint32_t>(tasks.size()) + 1;
            facts.created_step = e.step;
            tasks.push_back(facts);
        }
        Recording::TaskFacts& facts = tasks[e.subject - 1];
        facts.parent = e.parent;
        facts.created_step = e.step;
        if (e.generator) facts.coroutine = decoder.generators()[e.generator_slot].function;
    } else if (e.kind == Kind::TaskDone && e.subject && e.subject <= tasks.size()) {
        tasks[e.subject - 1].done_step = e.step;
    }
}

// An exception that leaves the outermost frame of a thread ends it: the run is opened where it was raised.
void RecordingBuilder::note_problem(const Event& e, const trace::Decoder& decoder) {
    if (e.thread >= last_raise_.size()) last_raise_.resize(e.thread + 1, trace::kNoStep);
    uint64_t& raised = last_raise_[e.thread];
    if (e.kind == Kind::ExceptionRaised) raised = e.step;
    bool uncaught = e.kind == Kind::Unwind && decoder.threads()[e.thread].frames.empty();
    bool failed = e.kind == Kind::TaskDone && e.outcome == trace::Outcome::Exception;
    if (uncaught || failed || e.kind == Kind::LoopBlocked) r_->problems_.set(e.step);
    if (!uncaught && !failed) return;
    // Whoever awaits a failed task raises the same exception again: it is opened where it was raised first.
    trace::Namer namer{decoder.tables(), *r_->names_, e.offset};
    uint64_t origin = raises_.emplace(namer.value(e.value), raised == trace::kNoStep ? e.step : raised).first->second;
    bool exit = decoder.tables().string(e.value.name) == "SystemExit";
    if (uncaught && !exit && !fatal_raise_) fatal_raise_ = origin;
}

void RecordingBuilder::note(const Event& e, const Fold& fold, const trace::Decoder& decoder) {
    if (e.step == trace::kNoStep) return;
    uint8_t bits = from_level(event_level(e, decoder.tables()));
    if (fold.changed_task) {
        bits |= kStateChange;
        r_->changed_tasks_.push_back(fold.changed_task);
    }
    switch (e.kind) {
        case Kind::Line: bits |= kLineStep; break;
        case Kind::TaskStep: bits |= kTaskStep; break;
        case Kind::LoopIteration: bits |= kIteration; break;
        case Kind::LoopAdvance:
            if (e.when > e.from) r_->advances_.set(e.step);
            r_->advance_times_.emplace_back(e.step, e.t);
            break;
        case Kind::Print:
            r_->prints_.set(e.step);
            r_->outputs_.push_back({e.step, e.t, e.task, static_cast<uint32_t>(e.number), e.text});
            break;
        case Kind::TaskCreated:
        case Kind::TaskDone: note_task(e, decoder); break;
        default: break;
    }
    switch (e.kind) {
        case Kind::ExceptionRaised:
        case Kind::Unwind:
        case Kind::TaskDone:
        case Kind::LoopBlocked: note_problem(e, decoder); break;
        default: break;
    }
    words_.put(e.step, bits);
}

// Three of four events, and they change nothing but the place.
struct RecordingBuilder::CodeVisitor {
    RecordingBuilder& b;
    Fold::Lines lines{};
    uint32_t first_own = ~uint32_t(0), last_own = 0;
    void line(uint64_t step, uint32_t function, uint32_t line) {
        const uint8_t bits = b.code_bits(function);
        b.words_.put(step, bits | kLineStep);
        const bool own = bits == from_level(kCodeLevel);
        lines.add(function, line, own);
        if (!own) return;
        first_own = std::min(first_own, line);
        last_own = std::max(last_own, line);
    }
    void code(uint64_t step, uint32_t function) { b.words_.put(step, b.code_bits(function)); }
};

bool RecordingBuilder::read_code(trace::Decoder& decoder, Fold& fold, TimelineMaker* lanes, MistakeFinder* finder) {
    const uint32_t thread = decoder.thread();
    if (!fold.is_plain(thread) || (lanes && !lanes->is_plain(thread))) return false;
    CodeVisitor visitor{*this};
    if (!trace::CodeReader::read(decoder, next_keyframe_, ~uint64_t(0), visitor)) return false;
    fold.apply_code(visitor.lines, decoder);
    if (visitor.last_own == 0) return true;
    if (lanes) lanes->note_code(visitor.first_own, visitor.last_own, fold, decoder);
    if (finder) finder->note_code(thread, visitor.lines.own_function, visitor.lines.own_line);
    return true;
}

void RecordingBuilder::finish(const trace::Decoder& decoder) {
    r_->step_count_ = decoder.steps();
    r_->end_time_ = decoder.time();
    r_->broken_ = decoder.broken();
    words_.finish(r_->step_count_);
    r_->changed_tasks_.shrink_to_fit();
    r_->advance_times_.shrink_to_fit();
    r_->outputs_.shrink_to_fit();
    for (RankBits& bits : r_->levels_) bits.finish(r_->step_count_);
    for (RankBits* bits :
         {&r_->lines_, &r_->task_steps_, &r_->state_changes_, &r_->iterations_, &r_->advances_, &r_->prints_, &r_->problems_}) {
        bits->finish(r_->step_count_);
    }
    for (Recording::TaskFacts& facts : r_->tasks_) facts.name = r_->names_->name(facts.number, ~uint64_t(0));
    const RunEnd& end = r_->raw_->end;
    bool failed = end.status != 0 || end.kind != EndKind::Finished;
    if (fatal_raise_)
        r_->first_problem_ = fatal_raise_;
    else if (failed && end.kind != EndKind::Finished && r_->step_count_)
        r_->first_problem_ = r_->step_count_ - 1;
}

std::shared_ptr<const Recording> RecordingBuilder::build(const std::function<bool()>& keep_going, Timeline* timeline,
                                                         std::vector<Mistake>* mistakes) {
    std::optional<TimelineMaker> lanes;
    if (timeline) lanes.emplace(*r_->raw_->tables);
    std::optional<MistakeFinder> finder;
    if (mistakes) finder.emplace(*r_);
    trace::Decoder decoder(r_->raw_->chunks, *r_->raw_->tables, *r_->names_);
    Fold fold;
    Event event;
    add_keyframe(decoder, fold);
    for (;;) {
        if (read_code(decoder, fold, lanes ? &*lanes : nullptr, finder ? &*finder : nullptr)) {
            if (decoder.offset() < next_keyframe_) continue;
            if (keep_going && !keep_going()) return nullptr;
            add_keyframe(decoder, fold);
            continue;
        }
        if (!decoder.next(event)) break;
        fold.apply(event, decoder);
        note(event, fold, decoder);
        if (lanes && event.step != trace::kNoStep) lanes->note(event, fold, decoder);
        if (finder && event.step != trace::kNoStep) finder->note(event, decoder);
        // Right after a step: then the keyframe is the state at that step, before any record after it.
        if (decoder.offset() < next_keyframe_ || event.step == trace::kNoStep) continue;
        if (keep_going && !keep_going()) return nullptr;
        add_keyframe(decoder, fold);
    }
    finish(decoder);
    if (lanes) *timeline = lanes->finish(*r_);
    if (finder) *mistakes = finder->finish();
    return r_;
}

Recording::~Recording() = default;

std::shared_ptr<const Recording> Recording::build(std::shared_ptr<const RawRecording> raw,
                                                  const std::function<bool()>& keep_going, Timeline* timeline,
                                                  std::vector<Mistake>* mistakes) {
    return RecordingBuilder(std::move(raw)).build(keep_going, timeline, mistakes);
}

// --- levels --------------------------------------------------------------------------------------------------------

namespace {
int level_slot(int level) { return std::clamp(level, 1, Recording::kLevels) - 1; }
}  // namespace

uint64_t Recording::level_count(int level) const { return levels_[level_slot(level)].count(); }

std::optional<uint64_t> Recording::level_index(int level, uint64_t step) const {
    uint64_t rank = levels_[level_slot(level)].rank(step + 1);
    if (rank == 0) return std::nullopt;
    return rank - 1;
}

uint64_t Recording::level_step(int level, uint64_t index) const { return levels_[level_slot(level)].select(index); }
bool Recording::in_level(int level, uint64_t step) const { return levels_[level_slot(level)].test(step); }

// --- moving --------------------------------------------------------------------------------------------------------

const Recording::Keyframe& Recording::keyframe_before(uint64_t step) const {
    auto after = std::upper_bound(keyframes_.begin(), keyframes_.end(), step,
                                  [](uint64_t s, const std::unique_ptr<Keyframe>& k) { return s < k->first_step; });
    return after == keyframes_.begin() ? *keyframes_.front() : **(after - 1);
}

std::optional<uint64_t> Recording::step_of(const RankBits& bits, uint64_t step, bool forward) const {
    return forward ? bits.next(step) : bits.previous(step);
}

std::optional<uint64_t> Recording::change_of(uint32_t task, uint64_t step, bool forward) const {
    if (task == 0) return step_of(state_changes_, step, forward);
    if (forward) {
        for (uint64_t i = state_changes_.rank(step + 1); i < changed_tasks_.size(); ++i) {
            if (changed_tasks_[i] == task) return state_changes_.select(i);
        }
        return std::nullopt;
    }
    for (uint64_t i = state_changes_.rank(step); i-- > 0;) {
        if (changed_tasks_[i] == task) return state_changes_.select(i);
    }
    return std::nullopt;
}

std::optional<uint64_t> Recording::go(uint64_t step, const Navigation& by, bool forward) const {
    auto search = [&](const std::function<bool(const Event&)>& wanted) {
        return forward ? find_next(step, wanted) : find_previous(step, wanted);
    };
    auto of_task = [&](const Event& e) { return by.task == 0 || e.task == by.task || e.subject == by.task; };
    switch (by.unit) {
        case Unit::Event: return step_of(levels_[level_slot(by.level)], step, forward);
        case Unit::Line: {
            if (by.level >= kLevels) return step_of(lines_, step, forward);
            return forward ? next_of_both(lines_, levels_[2], step) : previous_of_both(lines_, levels_[2], step);
        }
        case Unit::TaskStep:
            if (by.task == 0) return step_of(task_steps_, step, forward);
            return search([&](const Event& e) { return e.kind == Kind::TaskStep && e.subject == by.task; });
        case Unit::StateChange: return change_of(by.task, step, forward);
        case Unit::Iteration: return step_of(iterations_, step, forward);
        case Unit::Advance: return step_of(advances_, step, forward);
        case Unit::Print: return step_of(prints_, step, forward);
        case Unit::Problem: return step_of(problems_, step, forward);
        case Unit::SameTask: return search([&](const Event& e) { return in_level(by.level, e.step) && of_task(e); });
    }
    return std::nullopt;
}

std::optional<uint64_t> Recording::find_next(uint64_t step, const std::function<bool(const Event&)>& wanted) const {
    uint64_t begin = step + 1;  // kNoStep + 1 is 0: from the start
    if (begin >= step_count_) return std::nullopt;
    trace::Decoder decoder = keyframe_before(begin).decoder;
    Event event;
    while (decoder.next(event)) {
        if (event.step != trace::kNoStep && event.step >= begin && wanted(event)) return event.step;
    }
    return std::nullopt;
}

std::optional<uint64_t> Recording::find_previous(uint64_t step, const std::function<bool(const Event&)>& wanted) const {
    return Backward(*this).find_previous(step, wanted);
}

uint64_t Recording::step_at_time(double t) const {
    if (t < 0) return 0;
    auto later = std::upper_bound(advance_times_.begin(), advance_times_.end(), t,
                                  [](double time, const std::pair<uint64_t, double>& a) { return time < a.second; });
    uint64_t end = later == advance_times_.end() ? step_count_ : later->first;
    return end == 0 ? 0 : end - 1;
}

double Recording::time_of(uint64_t step) const {
    auto later = std::upper_bound(advance_times_.begin(), advance_times_.end(), step,
                                  [](uint64_t s, const std::pair<uint64_t, double>& a) { return s < a.first; });
    return later == advance_times_.begin() ? 0 : (later - 1)->second;
}

std::optional<uint64_t> Recording::step_at_line(std::string_view file, uint32_t line, uint64_t hit) const {
    std::optional<uint64_t> found;
    uint64_t left = std::max<uint64_t>(hit, 1);
    trace::Decoder decoder = keyframes_.front()->decoder;
    Event event;
    while (!found && decoder.next(event)) {
        if (event.kind != Kind::Line || event.line != line) continue;
        if (!file.empty() && tables().function(event.function).file != file) continue;
        if (--left == 0) found = event.step;
    }
    return found;
}

std::optional<uint64_t> Recording::step_at_event(Kind kind, uint64_t hit) const {
    uint64_t left = std::max<uint64_t>(hit, 1);
    trace::Decoder decoder = keyframes_.front()->decoder;
    Event event;
    while (decoder.next(event)) {
        if (event.kind == kind && event.step != trace::kNoStep && --left == 0) return event.step;
    }
    return std::nullopt;
}

std::optional<uint64_t> Recording::first_problem() const { return first_problem_; }

// --- one step ------------------------------------------------------------------------------------------------------

Event Recording::event(uint64_t step) const {
    Event event;
    if (step >= step_count_) return event;
    trace::Decoder decoder = keyframe_before(step).decoder;
    struct {
        void line(uint64_t, uint32_t, uint32_t) {}
        void code(uint64_t, uint32_t) {}
    } nothing;
    do {
        while (decoder.steps() < step && trace::CodeReader::read(decoder, ~uint64_t(0), step - decoder.steps(), nothing)) {
        }
    } while (decoder.next(event) && event.step != step);
    return event;
}

uint64_t Recording::offset_of(uint64_t step) const { return event(step).offset; }

State Recording::state(uint64_t step) const {
    Cursor cursor(*this);
    cursor.seek(step);
    return cursor.state();
}

State Recording::state_at_end() const {
    Cursor cursor(*this);
    cursor.seek_end();
    return cursor.state();
}

State Recording::state_at_start() const { return Cursor(*this).state(); }

// --- facts ---------------------------------------------------------------------------------------------------------

uint32_t Recording::task_by_name(std::string_view name) const {
    for (const TaskFacts& facts : tasks_) {
        if (facts.name == name) return facts.number;
    }
    return 0;
}

size_t Recording::outputs_until(uint64_t step) const {
    auto later =
        std::upper_bound(outputs_.begin(), outputs_.end(), step, [](uint64_t s, const Output& o) { return s < o.step; });
    return static_cast<size_t>(later - outputs_.begin());
}

}  // namespace loopscope::replay
