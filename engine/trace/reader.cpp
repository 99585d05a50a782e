#include "trace/reader.h"

#include <algorithm>

#include "trace/decoder_steps.h"
#include "trace/writer.h"

namespace loopscope::trace {

// --- names ---------------------------------------------------------------------------------------------------------

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

// --- the decoder ---------------------------------------------------------------------------------------------------

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

const LockSlot* Decoder::lock(int64_t number) const {
    auto at =
        std::lower_bound(locks_.begin(), locks_.end(), number, [](const LockSlot& lock, int64_t n) { return lock.number < n; });
    return at != locks_.end() && at->number == number ? &*at : nullptr;
}

const LockSlot* Decoder::lock_waited_for(uint32_t task) const {
    for (const LockSlot& lock : locks_) {
        if (std::find(lock.waiting.begin(), lock.waiting.end(), task) != lock.waiting.end()) return &lock;
    }
    return nullptr;
}

size_t Decoder::bytes() const {
    size_t total = sizeof *this + generators_.capacity() * sizeof(GeneratorSlot) + tasks_.capacity() * sizeof(TaskSlot) +
                   futures_.capacity() * 4 + handles_.capacity() * sizeof(HandleSlot);
    for (const LockSlot& lock : locks_) total += sizeof lock + lock.waiting.capacity() * 4;
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
    event.clear();
    event.offset = offset_;
    event.thread = thread_;
    if (tag & kLineBit ? !read_line(event, in, tag) : !read_other(event, in, tag)) return false;
    size_t size = static_cast<size_t>(in.at() - begin);
    at_ += size;
    offset_ += size;
    return true;
}

bool Decoder::read_line(Event& event, FieldReader& in, uint8_t tag) {
    uint64_t delta = tag == kFarLine ? in.varint() : tag & 0x7f;
    ThreadState& thread = threads_[thread_];
    if (!in.ok || thread.frames.empty()) {
        event.detailed = true;
        problem_ = "a line without a frame";
        return false;
    }
    DecoderSteps(*this, event).line(thread, static_cast<uint32_t>(delta));
    event.step = steps_++;
    return true;
}

bool Decoder::read_other(Event& event, FieldReader& in, uint8_t tag) {
    event.step = kNoStep;
    event.function = kNoFunction;
    event.line = 0;
    event.detailed = true;
    if (tag == static_cast<uint8_t>(Tag::Line) || tag >= static_cast<uint8_t>(Tag::Count)) {
        problem_ = "an unknown tag";
        return false;
    }
    const TagRow& row = tag_row(tag);
    event.kind = row.kind;
    event.tag = static_cast<Tag>(tag);
    DecoderSteps steps(*this, event);
    if (!steps.read(in, row)) return false;
    steps.apply();
    if (broken()) return false;
    if (row.level > 0) event.step = steps_++;
    return true;
}

}  // namespace loopscope::trace
