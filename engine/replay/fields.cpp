#include "replay/fields.h"

namespace loopscope::replay {

using trace::Event;
using trace::Kind;

std::string thread_name(const trace::Decoder& decoder, uint32_t id) {
    if (id < decoder.threads().size() && decoder.threads()[id].name) {
        return trace::strict_utf8(decoder.tables().string(decoder.threads()[id].name - 1));
    }
    return id == 0 ? "main" : "thread-" + std::to_string(id);
}

std::string actor(const Event& event, const trace::Namer& namer, const trace::Decoder& decoder) {
    if (event.task) return namer.task(event.task);
    if (event.thread < decoder.threads().size()) {
        const trace::ThreadState& thread = decoder.threads()[event.thread];
        if (thread.running_handle && thread.running_callback.code != trace::CallbackCode::Count) {
            return namer.callback(thread.running_callback);
        }
    }
    return thread_name(decoder, event.thread);
}

namespace {

const char* outcome_name(trace::Outcome outcome) {
    switch (outcome) {
        case trace::Outcome::Result: return "result";
        case trace::Outcome::Exception: return "exception";
        case trace::Outcome::Cancelled: return "cancelled";
    }
    return "";
}

class FieldMaker {
public:
    FieldMaker(const Event& e, const trace::Namer& namer, const trace::Decoder& decoder) : e_(e), n_(namer), d_(decoder) {}

    std::vector<EventField> make() {
        std::string_view row = trace::kind_info(e_.kind).fields;
        while (!row.empty()) {
            size_t space = row.find(' ');
            std::string_view field = row.substr(0, space);
            size_t colon = field.find(':');
            add(field.substr(0, colon), field.substr(colon + 1));
            row = space == std::string_view::npos ? std::string_view() : row.substr(space + 1);
        }
        add_implied();
        return std::move(fields_);
    }

private:
    void text(std::string_view name, std::string value) { fields_.push_back({name, FieldForm::Text, std::move(value), 0, 0}); }
    void number(std::string_view name, int64_t value) { fields_.push_back({name, FieldForm::Number, {}, value, 0}); }
    void seconds(std::string_view name, double value) { fields_.push_back({name, FieldForm::Seconds, {}, 0, value}); }
    void null(std::string_view name) { fields_.push_back({name, FieldForm::Null, {}, 0, 0}); }
    void flag(std::string_view name) { fields_.push_back({name, FieldForm::True, {}, 0, 0}); }

    void awaitable(std::string_view name) {
        if (e_.target)
            text(name, n_.awaitable(e_.target));
        else
            null(name);
    }
    void add(std::string_view type, std::string_view name);
    void add_value(std::string_view name);
    void add_implied();
    void add_lock();

    const Event& e_;
    const trace::Namer& n_;
    const trace::Decoder& d_;
    std::vector<EventField> fields_;
    int strings_ = 0;
};

// The value of an outcome is named after what it is.
void FieldMaker::add_value(std::string_view name) {
    bool with_outcome = e_.kind == Kind::TaskDone || e_.kind == Kind::FutureDone || e_.kind == Kind::ExecutorFinished;
    if (e_.value.code == trace::ValueCode::Nothing) return;
    if (with_outcome && e_.outcome == trace::Outcome::Exception) name = "exception";
    text(name, n_.value(e_.value));
}

void FieldMaker::add(std::string_view type, std::string_view name) {
    if (type == "val")
        add_value(name);
    else if (type == "fn")
        return;  // the event's `function`
    else if (type == "gen")
        text(name, n_.function(e_.function) + "#" + std::to_string(e_.generator));
    else if (type == "ogen") {
        if (e_.generator && e_.generator_slot < d_.generators().size()) {
            text(name, n_.function(d_.generators()[e_.generator_slot].function));
        }
    } else if (type == "task")
        text(name, n_.task(e_.subject));
    else if (type == "fut" || type == "aw" || type == "oaw")
        awaitable(name);
    else if (type == "handle")
        text(name, n_.handle(e_.handle));
    else if (type == "cb")
        text(name, n_.callback(e_.callback));
    else if (type == "str") {
        uint32_t id = e_.names[strings_++ & 1];
        if (name == "title") return;  // the task's name says it
        text(name == "job_function" ? "function" : name, trace::strict_utf8(n_.tables.string(id)));
    } else if (type == "text")
        text(name, std::string(e_.text));
    else if (type == "uint") {
        if (name == "stream")
            text(name, e_.number == 2 ? "stderr" : "stdout");
        else if (name == "lock")
            text(name, n_.lock(e_.number));
        else
            number(name, e_.number);
    } else if (type == "int")
        number(name, e_.status);
    else if (type == "outcome")
        text(name, outcome_name(e_.outcome));
    else if (type == "time") {
        if (name == "to") seconds("from", e_.from);
        seconds(name, e_.when);
    } else if (type == "otime") {
        if (e_.has_when)
            seconds(name, e_.when);
        else
            null(name);
    }
}

// Who holds it now, and who waits for it, the next one first.
void FieldMaker::add_lock() {
    const trace::LockSlot* lock = d_.lock(e_.number);
    if (lock && lock->owner)
        text("owner", n_.task(lock->owner));
    else
        null("owner");
    if (!lock || lock->waiting.empty()) return null("waiting");
    std::string all;
    for (uint32_t task : lock->waiting) all += (all.empty() ? "" : ", ") + (task ? n_.task(task) : std::string("?"));
    text("waiting", all);
}

// What the reader knows and a reader of the line would have to look up.
void FieldMaker::add_implied() {
    switch (e_.kind) {
        case Kind::GeneratorYield:
        case Kind::GeneratorReturn:
        case Kind::GeneratorRaise: text("generator", n_.function(e_.function) + "#" + std::to_string(e_.generator)); break;
        case Kind::GeneratorSend:
            text("flavor", std::string(trace::flavor_name(d_.tables().function(e_.function).flavor)));
            if (e_.first) flag("first");
            break;
        case Kind::GeneratorCreated:
            text("flavor", std::string(trace::flavor_name(d_.tables().function(e_.function).flavor)));
            break;
        case Kind::GeneratorThrow:
            if (e_.delegated) flag("delegated");
            break;
        case Kind::HandleRun:
        case Kind::TimerDue:
        case Kind::HandleCancelled:
            if (e_.callback.code != trace::CallbackCode::Count) text("callback", n_.callback(e_.callback));
            break;
        case Kind::TaskCreated:
            if (e_.parent)
                text("parent", n_.task(e_.parent));
            else
                null("parent");
            break;
        case Kind::LockWaits:
        case Kind::LockAcquired:
        case Kind::LockReleased:
        case Kind::LockLeft: add_lock(); break;
        case Kind::CancelRequested: text("by", actor(e_, n_, d_)); break;
        case Kind::ExecutorStarted:
        case Kind::ExecutorFinished: text("worker", thread_name(d_, e_.thread)); break;
        case Kind::Unwind:
        case Kind::ExceptionCaught:
            if (e_.value.code != trace::ValueCode::Nothing) text("exception", n_.value(e_.value));
            break;
        default: break;
    }
}

}  // namespace

std::vector<EventField> event_fields(const Event& event, const trace::Namer& namer, const trace::Decoder& decoder) {
    return FieldMaker(event, namer, decoder).make();
}

}  // namespace loopscope::replay
