// Values and callbacks inside records: their codes on the wire, and ValueWriter, with which the runtime writes one.
//
// Callers: the runtime's describe function (through Writer's templates); the reader for the codes.
// Invariants: writing needs no allocation and never runs the program's code; one value takes at most kMaxValueBytes.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace loopscope::trace {

constexpr size_t kMaxValueCharacters = 120;
constexpr size_t kMaxValueBytes = 600;

enum class ValueCode : uint8_t {
    Nothing,  // no value at all; as the inner value of an exception: it has no arguments
    None,
    False,
    True,
    Ellipsis,
    Int,     // zigzag varint
    Float,   // 8 bytes, little endian
    Str,     // length, UTF-8 bytes (surrogates as in WTF-8); shown as a Python literal
    StrCut,  // the same, and more followed
    Bytes,   // length, bytes
    BytesCut,
    Text,  // length, text as it is to be shown
    TextCut,
    Object,     // string id of the class name, running number: <Point #17>
    Exception,  // string id of the class name, then one value, its argument: ValueError('x')
    Class,      // string id: <class Point>
    Function,   // string id: <function f>
    Task,       // slot
    Future,     // slot
    Handle,     // slot
    Generator,  // slot
    Count,
    SmallInt = 0x80,  // 0x80 | n: the int n, 0..127
};

enum class CallbackCode : uint8_t {
    TaskStep,         // task: Task.__step
    TaskWakeup,       // task: Task.__wakeup, the task waits for a future
    FutureSetResult,  // future: what asyncio.sleep puts on the timer heap
    Named,            // string id of what is called
    NamedFor,         // string id, then an aw (future or task) that it is about: gather's or wait's done callback
    Count,
};

struct Callback {
    CallbackCode code;
    uint32_t a;      // slot or string id
    uint32_t b = 0;  // NamedFor: the aw

    static Callback step(uint32_t task) { return {CallbackCode::TaskStep, task}; }
    static Callback wakeup(uint32_t task) { return {CallbackCode::TaskWakeup, task}; }
    static Callback set_result(uint32_t future) { return {CallbackCode::FutureSetResult, future}; }
    static Callback named(uint32_t string_id) { return {CallbackCode::Named, string_id}; }
    static Callback named_for(uint32_t string_id, uint32_t awaitable) { return {CallbackCode::NamedFor, string_id, awaitable}; }
};

// A future or a task, as records name "whatever is awaited": slot * 2 + is_task.
inline uint32_t aw_future(uint32_t slot) { return slot << 1; }
inline uint32_t aw_task(uint32_t slot) { return slot << 1 | 1; }

inline uint8_t* put_varint(uint8_t* q, uint64_t n) {
    while (n >= 0x80) {
        *q++ = static_cast<uint8_t>(n | 0x80);
        n >>= 7;
    }
    *q++ = static_cast<uint8_t>(n);
    return q;
}
inline uint64_t zigzag(int64_t n) { return (static_cast<uint64_t>(n) << 1) ^ static_cast<uint64_t>(n >> 63); }
inline int64_t unzigzag(uint64_t n) { return static_cast<int64_t>(n >> 1) ^ -static_cast<int64_t>(n & 1); }
uint8_t* put_time(uint8_t* q, double seconds);

// Writes exactly one value (an exception and its argument count as one).
class ValueWriter {
public:
    explicit ValueWriter(uint8_t* q) : q_(q) {}

    void nothing() { code(ValueCode::Nothing); }
    void none() { code(ValueCode::None); }
    void boolean(bool b) { code(b ? ValueCode::True : ValueCode::False); }
    void ellipsis() { code(ValueCode::Ellipsis); }
    void integer(int64_t n) {
        if (static_cast<uint64_t>(n) < 0x80) {
            *q_++ = static_cast<uint8_t>(0x80 | n);
            return;
        }
        code(ValueCode::Int);
        q_ = put_varint(q_, zigzag(n));
    }
    void real(double d);
    void str(std::string_view utf8) { text_of(ValueCode::Str, utf8); }  // any length: cut here
    void bytes(std::string_view data) { text_of(ValueCode::Bytes, data); }
    void text(std::string_view shown) { text_of(ValueCode::Text, shown); }
    void object(uint32_t class_name, uint64_t number) {
        code(ValueCode::Object);
        q_ = put_varint(put_varint(q_, class_name), number);
    }
    // Then write its argument: nothing() for none, a value for one, text("1, 2") for several. An argument that is
    // itself an exception is written as text or object.
    void exception(uint32_t class_name) { with(ValueCode::Exception, class_name); }
    void type(uint32_t name) { with(ValueCode::Class, name); }
    void function(uint32_t name) { with(ValueCode::Function, name); }
    void task(uint32_t slot) { with(ValueCode::Task, slot); }
    void future(uint32_t slot) { with(ValueCode::Future, slot); }
    void handle(uint32_t slot) { with(ValueCode::Handle, slot); }
    void generator(uint32_t slot) { with(ValueCode::Generator, slot); }

    uint8_t* end() const { return q_; }

private:
    void code(ValueCode c) { *q_++ = static_cast<uint8_t>(c); }
    void with(ValueCode c, uint32_t n) {
        code(c);
        q_ = put_varint(q_, n);
    }
    void text_of(ValueCode whole, std::string_view text);

    uint8_t* q_;
};

}  // namespace loopscope::trace
