#include "trace/reader.h"

#include <array>
#include <cstring>

#include "trace/writer.h"

namespace loopscope::trace {

namespace {

enum class FieldType : uint8_t { Fn, Gen, OptGen, Task, Fut, Aw, OptAw, Handle, Val, Cb, Str, Text, Uint, Int, Outcome, Time, OptTime };

struct TagRow {
    Kind kind = Kind::Line;
    uint8_t level = 0;
    uint8_t count = 0;
    FieldType types[4] = {};
};

constexpr FieldType type_of(std::string_view word) {
    constexpr struct { std::string_view word; FieldType type; } kWords[] = {
        {"fn", FieldType::Fn}, {"gen", FieldType::Gen}, {"ogen", FieldType::OptGen}, {"task", FieldType::Task},
        {"fut", FieldType::Fut}, {"aw", FieldType::Aw}, {"oaw", FieldType::OptAw}, {"handle", FieldType::Handle},
        {"val", FieldType::Val}, {"cb", FieldType::Cb}, {"str", FieldType::Str}, {"text", FieldType::Text},
        {"uint", FieldType::Uint}, {"int", FieldType::Int}, {"outcome", FieldType::Outcome}, {"time", FieldType::Time},
        {"otime", FieldType::OptTime}};
    for (auto& w : kWords) {
        if (w.word == word) return w.type;
    }
    throw "unknown field type in events.def";    // never at run time: the table is made by the compiler
}

constexpr TagRow make_row(Kind kind, uint8_t level, std::string_view fields) {
    TagRow row;
    row.kind = kind;
    row.level = level;
    while (!fields.empty()) {
        size_t space = fields.find(' ');
        std::string_view field = fields.substr(0, space);
        row.types[row.count++] = type_of(field.substr(0, field.find(':')));
        fields = space == std::string_view::npos ? std::string_view() : fields.substr(space + 1);
    }
    return row;
}

constexpr uint8_t kKindLevels[] = {
#define X(name, wire, level, category, fields, sentence) level,
    LOOPSCOPE_EVENTS(X)
#undef X
};

constexpr std::array<TagRow, static_cast<size_t>(Tag::Count)> kRows = {
#define X(name, wire, level, category, fields, sentence) make_row(Kind::name, level, fields),
    LOOPSCOPE_EVENTS(X)
#undef X
#define X(name, kind, fields) make_row(Kind::kind, kKindLevels[static_cast<size_t>(Kind::kind)], fields),
        LOOPSCOPE_SHORT_FORMS(X)
#undef X
};

// Reads fields; after an overrun everything is zero and `ok` false.
class FieldReader {
public:
    FieldReader(const uint8_t* at, const uint8_t* end) : at_(at), end_(end) {}
    bool ok = true;
    const uint8_t* at() const { return at_; }

    uint8_t byte() {
        if (at_ == end_) return fail();
        return *at_++;
    }
    uint64_t varint() {
        uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            uint8_t b = byte();
            n |= uint64_t(b & 0x7f) << shift;
            if (!(b & 0x80)) return n;
        }
        return fail();
    }
    double bits() {
        uint64_t n = 0;
        for (int i = 0; i < 8; ++i) n |= uint64_t(byte()) << (8 * i);
        double d;
        std::memcpy(&d, &n, sizeof d);
        return d;
    }
    double time() {
        uint64_t n = varint();
        return n == 1 ? bits() : static_cast<double>(n >> 1) / 1e6;
    }
    std::string_view text() {
        uint64_t size = varint();
        if (!ok || size > static_cast<uint64_t>(end_ - at_)) {
            fail();
            return {};
        }
        std::string_view view(reinterpret_cast<const char*>(at_), static_cast<size_t>(size));
        at_ += size;
        return view;
    }

private:
    uint8_t fail() {
        ok = false;
        at_ = end_;
        return 0;
    }
    const uint8_t* at_;
    const uint8_t* end_;
};

}  // namespace

// --- names -----------------------------------------------------------------------------------------------------------

std::string NameBook::unique(std::string_view title) {
    uint32_t& uses = taken_[std::string(title)];
    if (++uses == 1) return std::string(title);
    for (uint32_t n = uses;; ++n) {
        std::string name = std::string(title) + "#" + std::to_string(n);
        if (taken_.emplace(name, 1).second) {
            taken_[std::string(title)] = n;
            return name;
        }
    }
}

void NameBook::created(uint32_t task, std::string_view title, uint64_t offset) {
    if (task <= tasks_.size()) return;
    while (tasks_.size() + 1 < task) tasks_.emplace_back();
    tasks_.push_back({{offset, unique(title)}});
}

void NameBook::renamed(uint32_t task, std::string_view title, uint64_t offset) {
    if (task == 0 || task > tasks_.size()) return;
    std::vector<Entry>& entries = tasks_[task - 1];
    if (!entries.empty() && entries.back().offset >= offset) return;
    entries.push_back({offset, unique(title)});
}

std::string_view NameBook::name(uint32_t task, uint64_t offset) const {
    if (task == 0 || task > tasks_.size() || tasks_[task - 1].empty()) return "?";
    const std::vector<Entry>& entries = tasks_[task - 1];
    size_t i = entries.size() - 1;
    while (i > 0 && entries[i].offset > offset) --i;
    return entries[i].name;
}

// --- what a record means -----------------------------------------------------------------------------------------------

// Reads one record's fields and applies them to the decoder.
class DecoderSteps {
public:
    DecoderSteps(Decoder& decoder, Event& event) : d_(decoder), e_(event) {}

    bool read(FieldReader& in, const TagRow& row);
    void line(uint32_t delta);
    void apply();
    void finish_task_if_left();

private:
    bool refuse(const char* why) {
        d_.problem_ = why;
        return false;
    }
    ThreadState& thread() { return d_.threads_[d_.thread_]; }
    template <class Slot> Slot* slot(std::vector<Slot>& slots, uint64_t at, uint32_t created);
    uint32_t generator_slot(uint64_t at);
    uint32_t task_number(uint64_t at);
    Awaitable awaitable(uint64_t wire);
    PlainValue plain(FieldReader& in, uint8_t code);
    Value value(FieldReader& in);
    CallbackRef callback(FieldReader& in);
    bool read_field(FieldReader& in, FieldType type);

    void push(uint32_t function, uint32_t generator_slot_plus_one);
    void pop(GeneratorStatus left_as);
    void apply_code();
    void apply_generator();
    void enter_generator();
    void forget_delegate(GeneratorSlot& generator);
    void undelegate();
    void apply_tasks_and_futures();
    void apply_handles();
    void apply_loop();
    void apply_threads();
    void place(bool own_function);
    void fill();
    bool loop_itself();

    Decoder& d_;
    Event& e_;
    uint32_t gen_slot_ = 0, task_slot_ = 0, handle_slot_ = 0, future_slot_ = 0;
    uint32_t coroutine_slot_ = 0;    // + 1
    unsigned strings_ = 0;
    bool has_gen_ = false, has_task_ = false, has_handle_ = false, has_future_ = false;
};

// A slot that a created record opens or another one refers to. Slots are dense, so one far beyond is no slot.
template <class Slot>
Slot* DecoderSteps::slot(std::vector<Slot>& slots, uint64_t at, uint32_t created) {
    if (at >= slots.size()) {
        if (at > 64 + 4 * uint64_t(created)) {
            refuse("a slot number out of range");
            return nullptr;
        }
        slots.resize(static_cast<size_t>(at) + 1);
    }
    return &slots[static_cast<size_t>(at)];
}

uint32_t DecoderSteps::generator_slot(uint64_t at) {
    GeneratorSlot* g = slot(d_.generators_, at, d_.generator_count_);
    if (!g) return 0;
    if (g->number == 0 && e_.kind != Kind::GeneratorCreated) {
        *g = GeneratorSlot{};
        g->number = ++d_.generator_count_;
    }
    return static_cast<uint32_t>(at);
}

uint32_t DecoderSteps::task_number(uint64_t at) {
    TaskSlot* t = slot(d_.tasks_, at, d_.task_count_);
    if (!t) return 0;
    if (t->number == 0) {
        t->number = ++d_.task_count_;
        if (d_.filling_) d_.filling_->created(t->number, "?", d_.offset_);
    }
    return t->number;
}

Awaitable DecoderSteps::awaitable(uint64_t wire) {
    if (wire & 1) return {Awaitable::Kind::Task, task_number(wire >> 1), static_cast<uint32_t>(wire >> 1)};
    uint32_t* f = slot(d_.futures_, wire >> 1, d_.future_count_);
    if (!f) return {};
    if (*f == 0) *f = ++d_.future_count_;
    return {Awaitable::Kind::Future, *f, static_cast<uint32_t>(wire >> 1)};
}

PlainValue DecoderSteps::plain(FieldReader& in, uint8_t code) {
    PlainValue v;
    if (code & 0x80) {
        v.code = ValueCode::SmallInt;
        v.n = code & 0x7f;
        return v;
    }
    if (code >= static_cast<uint8_t>(ValueCode::Count)) {
        refuse("an unknown value code");
        return v;
    }
    v.code = static_cast<ValueCode>(code);
    switch (v.code) {
        case ValueCode::Int: v.n = unzigzag(in.varint()); break;
        case ValueCode::Float: v.real = in.bits(); break;
        case ValueCode::Str:
        case ValueCode::StrCut:
        case ValueCode::Bytes:
        case ValueCode::BytesCut:
        case ValueCode::Text:
        case ValueCode::TextCut: v.bytes = in.text(); break;
        case ValueCode::Object:
            v.name = static_cast<uint32_t>(in.varint());
            v.n = static_cast<int64_t>(in.varint());
            break;
        case ValueCode::Exception:
        case ValueCode::Class:
        case ValueCode::Function: v.name = static_cast<uint32_t>(in.varint()); break;
        case ValueCode::Task: v.n = task_number(in.varint()); break;
        case ValueCode::Future: v.n = awaitable((in.varint() & 0xffffffff) << 1).number; break;
        case ValueCode::Handle: {
            HandleSlot* h = slot(d_.handles_, in.varint(), d_.handle_count_);
            v.n = h ? h->number : 0;
            break;
        }
        case ValueCode::Generator: {
            uint32_t at = generator_slot(in.varint());
            if (at >= d_.generators_.size()) break;
            v.n = d_.generators_[at].number;
            v.name = d_.generators_[at].function;
            break;
        }
        default: break;
    }
    return v;
}

Value DecoderSteps::value(FieldReader& in) {
    Value v;
    static_cast<PlainValue&>(v) = plain(in, in.byte());
    if (v.code != ValueCode::Exception) return v;
    v.argument = plain(in, in.byte());    // an exception in an exception has no argument of its own
    return v;
}

CallbackRef DecoderSteps::callback(FieldReader& in) {
    CallbackRef c;
    uint8_t code = in.byte();
    if (code >= static_cast<uint8_t>(CallbackCode::Count)) {
        refuse("an unknown callback code");
        return c;
    }
    c.code = static_cast<CallbackCode>(code);
    uint64_t a = in.varint();
    if (c.code == CallbackCode::TaskStep || c.code == CallbackCode::TaskWakeup) {
        c.about = {Awaitable::Kind::Task, task_number(a), static_cast<uint32_t>(a)};
    } else if (c.code == CallbackCode::FutureSetResult) {
        c.about = awaitable((a & 0xffffffff) << 1);
    } else {
        c.name = static_cast<uint32_t>(a);
        if (c.code == CallbackCode::NamedFor) c.about = awaitable(in.varint());
    }
    return c;
}

bool DecoderSteps::read_field(FieldReader& in, FieldType type) {
    switch (type) {
        case FieldType::Fn: e_.called = static_cast<uint32_t>(in.varint()); break;
        case FieldType::Gen:
            gen_slot_ = generator_slot(in.varint());
            has_gen_ = true;
            break;
        case FieldType::OptGen: {
            uint64_t n = in.varint();
            if (n == 0) break;
            uint32_t at = generator_slot(n - 1);
            if (d_.broken()) break;
            coroutine_slot_ = at + 1;
            gen_slot_ = at;
            e_.generator = d_.generators_[at].number;
            break;
        }
        case FieldType::Task: {
            uint64_t at = in.varint();
            if (e_.kind == Kind::TaskCreated) {
                if (!slot(d_.tasks_, at, d_.task_count_)) break;
            } else {
                e_.subject = task_number(at);
            }
            task_slot_ = static_cast<uint32_t>(at);
            has_task_ = true;
            break;
        }
        case FieldType::Fut: {
            uint64_t at = in.varint();
            uint32_t* f = slot(d_.futures_, at, d_.future_count_);
            if (!f) break;
            if (e_.kind == Kind::FutureCreated || *f == 0) *f = ++d_.future_count_;
            e_.target = {Awaitable::Kind::Future, *f, static_cast<uint32_t>(at)};
            future_slot_ = static_cast<uint32_t>(at);
            has_future_ = true;
            break;
        }
        case FieldType::Aw: e_.target = awaitable(in.varint()); break;
        case FieldType::OptAw:
            if (uint64_t n = in.varint()) e_.target = awaitable(n - 1);
            break;
        case FieldType::Handle: {
            uint64_t at = in.varint();
            if (!slot(d_.handles_, at, d_.handle_count_)) break;
            handle_slot_ = static_cast<uint32_t>(at);
            has_handle_ = true;
            break;
        }
        case FieldType::Val: e_.value = value(in); break;
        case FieldType::Cb: e_.callback = callback(in); break;
        case FieldType::Str: e_.names[strings_++ & 1] = static_cast<uint32_t>(in.varint()); break;
        case FieldType::Text: e_.text = in.text(); break;
        case FieldType::Uint: e_.number = static_cast<int64_t>(in.varint()); break;
        case FieldType::Int: e_.status = unzigzag(in.varint()); break;
        case FieldType::Outcome: {
            uint8_t outcome = in.byte();
            if (outcome > static_cast<uint8_t>(Outcome::Cancelled)) return refuse("an unknown outcome");
            e_.outcome = static_cast<Outcome>(outcome);
            break;
        }
        case FieldType::OptTime:
            e_.has_when = in.byte() != 0;
            if (e_.has_when) e_.when = in.time();
            break;
        case FieldType::Time:
            e_.when = in.time();
            e_.has_when = true;
            break;
    }
    return !d_.broken();
}

bool DecoderSteps::read(FieldReader& in, const TagRow& row) {
    for (int i = 0; i < row.count; ++i) {
        if (!read_field(in, row.types[i])) return false;
    }
    if (!in.ok) return refuse("a record ends too early");
    return true;
}

// --- frames --------------------------------------------------------------------------------------------------------------

void DecoderSteps::push(uint32_t function, uint32_t generator_slot_plus_one) {
    Frame frame;
    frame.function = function;
    frame.line = d_.tables_->function(function).first_line;
    if (generator_slot_plus_one) {
        const GeneratorSlot& g = d_.generators_[generator_slot_plus_one - 1];
        frame.generator = g.number;
        frame.slot = generator_slot_plus_one - 1;
        if (g.line) frame.line = g.line;
        frame.delegating = g.delegate != 0;
    }
    thread().frames.push_back(frame);
}

// Takes the top frame off; the event speaks of it. A frame of the wrong kind is left where it is.
void DecoderSteps::pop(GeneratorStatus left_as) {
    std::vector<Frame>& frames = thread().frames;
    bool of_generator = kind_info(e_.kind).category == Category::Generator;
    if (frames.empty() || (frames.back().generator != 0) != of_generator) {
        refuse("a frame is left that was not entered");
        return;
    }
    Frame frame = frames.back();
    frames.pop_back();
    e_.function = frame.function;
    e_.line = frame.line;
    e_.generator = frame.generator;
    if (!of_generator) return;
    gen_slot_ = frame.slot;
    GeneratorSlot& g = d_.generators_[frame.slot];
    if (g.number != frame.generator) return;    // dropped meanwhile
    g.line = frame.line;
    g.status = left_as;
    if (left_as == GeneratorStatus::Closed) g.delegate = 0;
}

void DecoderSteps::forget_delegate(GeneratorSlot& generator) { generator.delegate = generator.delegate_number = 0; }

// The frame on top runs code of its own, so it does not delegate now.
void DecoderSteps::undelegate() {
    std::vector<Frame>& frames = thread().frames;
    if (frames.empty() || !frames.back().delegating) return;
    frames.back().delegating = false;
    GeneratorSlot& g = d_.generators_[frames.back().slot];
    if (g.number == frames.back().generator) forget_delegate(g);
}

void DecoderSteps::enter_generator() {
    GeneratorSlot& g = d_.generators_[gen_slot_];
    std::vector<Frame>& frames = thread().frames;
    if (e_.awaited && !frames.empty() && frames.back().generator) {
        GeneratorSlot& outer = d_.generators_[frames.back().slot];
        if (outer.number == frames.back().generator) {
            outer.delegate = gen_slot_ + 1;
            outer.delegate_number = g.number;
            frames.back().delegating = true;
        }
    } else {
        undelegate();
    }
    const GeneratorSlot* inner = d_.delegate_of(g);
    if (!inner || inner->status == GeneratorStatus::Closed) forget_delegate(g);
    g.status = GeneratorStatus::Running;
    push(g.function, gen_slot_ + 1);
}

void DecoderSteps::place(bool own_function) {
    const std::vector<Frame>& frames = thread().frames;
    if (own_function || frames.empty()) return;
    if (thread().loop && frames.size() <= thread().loop_base && loop_itself()) return;
    e_.function = frames.back().function;
    e_.line = frames.back().line;
}

// Events that are the loop's own doing where no code of the program runs above it.
bool DecoderSteps::loop_itself() {
    switch (kind_info(e_.kind).category) {
        case Category::Task:
        case Category::Future:
        case Category::Handle:
        case Category::Loop:
        case Category::Cancel:
        case Category::World: return true;
        default: return false;
    }
}

void DecoderSteps::apply_code() {
    switch (e_.kind) {
        case Kind::Call:
            undelegate();
            push(e_.called, 0);
            place(false);
            break;
        case Kind::Return:
            pop(GeneratorStatus::Closed);
            break;
        case Kind::Unwind:
            e_.value = thread().in_flight;
            pop(GeneratorStatus::Closed);
            break;
        case Kind::ExceptionRaised:
            undelegate();
            thread().in_flight = e_.value;
            place(false);
            break;
        case Kind::ExceptionCaught:
            e_.value = thread().in_flight;
            place(false);
            break;
        default: place(false);
    }
}

void DecoderSteps::apply_generator() {
    bool own = true;
    switch (e_.tag) {
        case Tag::GeneratorCreated: {
            undelegate();
            GeneratorSlot& g = d_.generators_[gen_slot_];
            g = GeneratorSlot{};
            g.number = ++d_.generator_count_;
            g.function = e_.called;
            break;
        }
        case Tag::GeneratorStart:
        case Tag::GeneratorStartAwaited:
            e_.first = true;
            e_.awaited = e_.tag == Tag::GeneratorStartAwaited;
            e_.value.code = ValueCode::None;
            thread().passed_in = e_.value;
            break;
        case Tag::GeneratorSend:
        case Tag::GeneratorSendAwaited:
            e_.awaited = e_.tag == Tag::GeneratorSendAwaited;
            thread().passed_in = e_.value;
            break;
        case Tag::GeneratorSendNext: {
            const std::vector<Frame>& frames = thread().frames;
            const GeneratorSlot* outer = frames.empty() || !frames.back().generator ? nullptr : &d_.generators_[frames.back().slot];
            if (!outer || outer->number != frames.back().generator || !d_.delegate_of(*outer)) {
                refuse("the frame on top awaits nothing that could be sent to");
                return;
            }
            gen_slot_ = outer->delegate - 1;
            has_gen_ = true;
            e_.awaited = true;
            e_.value = thread().passed_in;
            break;
        }
        case Tag::GeneratorThrow:
        case Tag::GeneratorThrowDelegated:
            e_.delegated = e_.tag == Tag::GeneratorThrowDelegated;
            thread().in_flight = e_.value;
            break;
        case Tag::GeneratorYield:
        case Tag::GeneratorYieldSame:
            if (e_.tag == Tag::GeneratorYieldSame) e_.value = thread().passed_out;
            thread().passed_out = e_.value;
            pop(GeneratorStatus::Suspended);
            return;
        case Tag::GeneratorReturn:
            pop(GeneratorStatus::Closed);
            return;
        case Tag::GeneratorRaise:
        case Tag::GeneratorRaiseSame:
            if (e_.tag == Tag::GeneratorRaiseSame) e_.value = thread().in_flight;
            thread().in_flight = e_.value;
            pop(GeneratorStatus::Closed);
            return;
        case Tag::GeneratorPasses: thread().passed_out = e_.value; break;
        default: break;
    }
    if (!has_gen_) return;
    GeneratorSlot& g = d_.generators_[gen_slot_];
    e_.generator = g.number;
    bool enters = e_.kind == Kind::GeneratorSend || (e_.kind == Kind::GeneratorThrow && !e_.delegated);
    if (enters) enter_generator();
    e_.function = g.function;
    e_.line = g.line ? g.line : d_.tables_->function(g.function).first_line;
    place(own);
    if (e_.kind == Kind::GeneratorClose) g.status = GeneratorStatus::Closed;    // a throw that follows enters it again
    if (e_.kind == Kind::GeneratorFreed) g = GeneratorSlot{};
}

// --- tasks, futures, handles ---------------------------------------------------------------------------------------------

// After task.done what the task still schedules belongs to it; anything else does not.
void DecoderSteps::finish_task_if_left() {
    ThreadState& t = thread();
    if (!t.leaving) return;
    bool still = e_.kind == Kind::FutureCallbackScheduled || e_.kind == Kind::HandleScheduled ||
                 e_.kind == Kind::CancelCompleted || kind_info(e_.kind).level == 0;
    if (still) return;
    t.leaving = false;
    if (!t.tasks.empty()) t.tasks.pop_back();
}

void DecoderSteps::apply_tasks_and_futures() {
    ThreadState& t = thread();
    switch (e_.kind) {
        case Kind::TaskCreated: {
            TaskSlot& slot = d_.tasks_[task_slot_];
            slot = TaskSlot{};
            slot.number = e_.subject = ++d_.task_count_;
            slot.coroutine = coroutine_slot_;
            e_.parent = t.tasks.empty() ? 0 : t.tasks.back().number;
            if (d_.filling_) d_.filling_->created(slot.number, d_.tables_->string(e_.names[0]), e_.offset);
            break;
        }
        case Kind::TaskRenamed:
            if (d_.filling_) d_.filling_->renamed(e_.subject, d_.tables_->string(e_.names[0]), e_.offset);
            break;
        case Kind::TaskStep:
            d_.tasks_[task_slot_].pending_handle = 0;
            t.tasks.push_back({e_.subject, task_slot_});
            break;
        case Kind::TaskFreed: d_.tasks_[task_slot_] = TaskSlot{}; break;
        case Kind::FutureFreed: d_.futures_[future_slot_] = 0; break;
        default: break;
    }
    e_.task = t.tasks.empty() ? 0 : t.tasks.back().number;
    if (e_.kind == Kind::TaskSuspended) {
        e_.subject = e_.task;
        if (!t.tasks.empty()) {
            task_slot_ = t.tasks.back().slot;
            t.tasks.pop_back();
        }
    } else if (e_.kind == Kind::TaskDone && e_.task == e_.subject) {
        t.leaving = true;
    }
    place(false);
}

void DecoderSteps::apply_handles() {
    ThreadState& t = thread();
    bool by_task = e_.tag == Tag::StepScheduled || e_.tag == Tag::WakeupScheduled || e_.tag == Tag::StepRun;
    bool scheduled = e_.kind == Kind::HandleScheduled || e_.kind == Kind::TimerScheduled;
    e_.own_handle = by_task;
    if (by_task) {
        TaskSlot& slot = d_.tasks_[task_slot_];
        if (scheduled) {
            slot.pending_handle = ++d_.handle_count_;
            slot.wakeup = e_.tag == Tag::WakeupScheduled;
        }
        e_.handle = slot.pending_handle;
        e_.callback.code = slot.wakeup ? CallbackCode::TaskWakeup : CallbackCode::TaskStep;
        e_.callback.about = {Awaitable::Kind::Task, slot.number, task_slot_};
        if (!scheduled) slot.pending_handle = 0;
    } else if (has_handle_) {
        HandleSlot& slot = d_.handles_[handle_slot_];
        if (scheduled) slot = {++d_.handle_count_, e_.callback};
        else if (slot.number == 0 && e_.kind != Kind::HandleFreed) slot.number = ++d_.handle_count_;
        e_.handle = slot.number;
        e_.callback = slot.callback;
        if (e_.kind == Kind::HandleFreed) slot = HandleSlot{};
    }
    if (e_.kind == Kind::HandleRun) {
        t.tasks.clear();
        t.leaving = false;
        t.running_handle = e_.handle;
        t.running_callback = e_.callback;
    }
    place(false);
}

// --- the loop and threads ------------------------------------------------------------------------------------------------

void DecoderSteps::apply_loop() {
    ThreadState& t = thread();
    bool idle = e_.kind == Kind::LoopIteration || e_.kind == Kind::LoopPoll || e_.kind == Kind::LoopStopped;
    if (idle) {
        t.running_handle = 0;
        t.running_callback = {};
        if (e_.kind != Kind::LoopStopped) t.tasks.clear();
        t.leaving = false;
    }
    switch (e_.kind) {
        case Kind::LoopStarted:
            if (e_.number < 0 || static_cast<uint64_t>(e_.number) > d_.iterations_.size() + 64) {
                refuse("a loop number out of range");
                return;
            }
            t.loop = static_cast<uint32_t>(e_.number);
            t.loop_base = t.frames.size();
            if (t.loop >= d_.iterations_.size()) d_.iterations_.resize(t.loop + 1);
            break;
        case Kind::LoopIteration:
            if (t.loop < d_.iterations_.size()) ++d_.iterations_[t.loop];
            break;
        case Kind::LoopAdvance:
            e_.from = d_.time_;
            d_.time_ = e_.when;
            break;
        case Kind::LoopBlocked: e_.from = d_.time_; break;
        default: break;
    }
    place(false);
}

void DecoderSteps::apply_threads() {
    bool names_thread = e_.kind == Kind::ThreadStarted || e_.kind == Kind::ThreadEnded || e_.kind == Kind::ThreadSwitched;
    if (!names_thread) {
        place(false);
        return;
    }
    uint64_t id = static_cast<uint64_t>(e_.number);
    if (id > d_.threads_.size() + 16) {
        refuse("a thread number out of range");
        return;
    }
    if (id >= d_.threads_.size()) d_.threads_.resize(static_cast<size_t>(id) + 1);
    ThreadState& other = d_.threads_[static_cast<size_t>(id)];
    if (e_.kind == Kind::ThreadStarted) {
        other = ThreadState{};
        other.name = e_.names[0] + 1;
        other.alive = true;
    } else if (e_.kind == Kind::ThreadEnded) {
        other.alive = false;
        other.frames.clear();
        other.tasks.clear();
        e_.names[0] = other.name ? other.name - 1 : 0;
    } else {
        d_.thread_ = static_cast<uint32_t>(id);
    }
    place(false);
}

void DecoderSteps::fill() {
    e_.generator_slot = gen_slot_;
    e_.subject_slot = task_slot_;
    e_.handle_slot = handle_slot_;
    const ThreadState& t = thread();
    if (e_.kind != Kind::TaskSuspended) e_.task = t.tasks.empty() ? 0 : t.tasks.back().number;
    e_.t = d_.time_;
    e_.loop = t.loop;
    e_.iteration = t.loop ? d_.iteration(t.loop) : 0;
}

void DecoderSteps::line(uint32_t delta) {
    if (thread().leaving) finish_task_if_left();
    undelegate();
    Frame& frame = thread().frames.back();
    frame.line = d_.tables_->function(frame.function).first_line + delta;
    e_.function = frame.function;
    e_.line = frame.line;
    fill();
}

void DecoderSteps::apply() {
    finish_task_if_left();
    switch (kind_info(e_.kind).category) {
        case Category::Code: apply_code(); break;
        case Category::Generator: apply_generator(); break;
        case Category::Task:
        case Category::Future: apply_tasks_and_futures(); break;
        case Category::Handle: apply_handles(); break;
        case Category::Loop: apply_loop(); break;
        case Category::Thread: apply_threads(); break;
        default: place(false);
    }
    fill();
    if (e_.kind == Kind::LoopStopped) d_.threads_[d_.thread_].loop = 0;
}

// --- the decoder -----------------------------------------------------------------------------------------------------------

Decoder::Decoder(const std::vector<Chunk>& chunks, const Tables& tables, const NameBook& names)
    : chunks_(&chunks), tables_(&tables), names_(&names), filling_(nullptr), threads_(1) {
    threads_[0].alive = true;
}

Decoder::Decoder(const std::vector<Chunk>& chunks, const Tables& tables, NameBook& names)
    : Decoder(chunks, tables, static_cast<const NameBook&>(names)) {
    filling_ = &names;
}

Decoder Decoder::with_names(const NameBook& names) const {
    Decoder copy = *this;
    copy.names_ = &names;
    copy.filling_ = nullptr;
    return copy;
}

const GeneratorSlot* Decoder::delegate_of(const GeneratorSlot& generator) const {
    if (generator.delegate == 0 || generator.delegate > generators_.size()) return nullptr;
    const GeneratorSlot& inner = generators_[generator.delegate - 1];
    return inner.number == generator.delegate_number ? &inner : nullptr;
}

size_t Decoder::bytes() const {
    size_t total = sizeof *this + generators_.capacity() * sizeof(GeneratorSlot) + tasks_.capacity() * sizeof(TaskSlot) +
                   futures_.capacity() * 4 + handles_.capacity() * sizeof(HandleSlot);
    for (const ThreadState& t : threads_) total += sizeof t + t.frames.capacity() * sizeof(Frame);
    return total;
}

bool Decoder::next(Event& event) {
    if (broken()) return false;
    while (chunk_ < chunks_->size() && at_ >= (*chunks_)[chunk_].used) {
        ++chunk_;
        at_ = 0;
    }
    if (chunk_ >= chunks_->size()) return false;
    const Chunk& chunk = (*chunks_)[chunk_];
    const uint8_t* begin = chunk.data.get() + at_;
    FieldReader in(begin, chunk.data.get() + chunk.used);
    uint8_t tag = in.byte();
    event = Event{};
    event.offset = offset_;
    event.thread = thread_;
    DecoderSteps steps(*this, event);
    if (tag & kLineBit) {
        uint64_t delta = tag == kFarLine ? in.varint() : tag & 0x7f;
        std::vector<Frame>& frames = threads_[thread_].frames;
        if (!in.ok || frames.empty()) {
            problem_ = "a line without a frame";
            return false;
        }
        steps.line(static_cast<uint32_t>(delta));
    } else {
        if (tag == static_cast<uint8_t>(Tag::Line) || tag >= static_cast<uint8_t>(Tag::Count)) {
            problem_ = "an unknown tag";
            return false;
        }
        const TagRow& row = kRows[tag];
        event.kind = row.kind;
        event.tag = static_cast<Tag>(tag);
        if (!steps.read(in, row)) return false;
        steps.apply();
        if (broken()) return false;
    }
    if (kRows[static_cast<size_t>(event.kind)].level > 0) event.step = steps_++;
    size_t size = static_cast<size_t>(in.at() - begin);
    at_ += size;
    offset_ += size;
    return true;
}

}  // namespace loopscope::trace
