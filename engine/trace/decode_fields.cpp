// The fields of a record: slots become running numbers, values and callbacks are read.
#include "trace/decoder_steps.h"

namespace loopscope::trace {

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
    bool named = e_.kind != Kind::GeneratorCreated && e_.kind != Kind::GeneratorFreed;
    if (g->number == 0 && named) {
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
    v.argument = plain(in, in.byte());  // an exception in an exception has no argument of its own
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

// Fields that name things by slot.
bool DecoderSteps::read_slot(FieldReader& in, FieldType type) {
    uint64_t at = in.varint();
    switch (type) {
        case FieldType::Gen:
            gen_slot_ = generator_slot(at);
            has_gen_ = true;
            break;
        case FieldType::OptGen:
            if (at == 0) break;
            gen_slot_ = generator_slot(at - 1);
            if (d_.broken()) break;
            coroutine_slot_ = gen_slot_ + 1;
            e_.generator = d_.generators_[gen_slot_].number;
            break;
        case FieldType::Task:
            if (e_.kind != Kind::TaskCreated)
                e_.subject = task_number(at);
            else
                slot(d_.tasks_, at, d_.task_count_);
            task_slot_ = static_cast<uint32_t>(at);
            break;
        case FieldType::Fut: {
            uint32_t* f = slot(d_.futures_, at, d_.future_count_);
            if (!f) break;
            if (e_.kind == Kind::FutureCreated || *f == 0) *f = ++d_.future_count_;
            e_.target = {Awaitable::Kind::Future, *f, static_cast<uint32_t>(at)};
            future_slot_ = static_cast<uint32_t>(at);
            break;
        }
        case FieldType::Handle:
            slot(d_.handles_, at, d_.handle_count_);
            handle_slot_ = static_cast<uint32_t>(at);
            has_handle_ = true;
            break;
        case FieldType::Aw: e_.target = awaitable(at); break;
        default:
            if (at) e_.target = awaitable(at - 1);  // OptAw
    }
    return !d_.broken();
}

bool DecoderSteps::read_field(FieldReader& in, FieldType type) {
    switch (type) {
        case FieldType::Gen:
        case FieldType::OptGen:
        case FieldType::Task:
        case FieldType::Fut:
        case FieldType::Handle:
        case FieldType::Aw:
        case FieldType::OptAw: return read_slot(in, type);
        case FieldType::Fn: e_.called = static_cast<uint32_t>(in.varint()); break;
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
        case FieldType::Time:
            e_.has_when = type == FieldType::Time || in.byte() != 0;
            if (e_.has_when) e_.when = in.time();
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

}  // namespace loopscope::trace
