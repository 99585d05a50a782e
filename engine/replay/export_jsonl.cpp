// The trace as JSON lines: a header, then an object an event.
#include "replay/export.h"
#include "replay/fields.h"
#include "replay/json_text.h"

namespace loopscope::replay {

using trace::Event;

namespace {

std::string header(const std::vector<std::shared_ptr<const RawRecording>>& runs) {
    std::string line;
    JsonObject object(line);
    object.text("format", "loopscope-trace/1");
    object.text("title", runs.empty() ? "" : runs[0]->title);
    object.text("python", runs.empty() ? "3.13" : runs[0]->python);
    std::string names = "[";
    for (const auto& run : runs) {
        if (names.size() > 1) names += ", ";
        names += json_string(run->run_name);
    }
    object.raw("runs", names + "]");
    object.end();
    return line + "\n";
}

class LineMaker {
public:
    LineMaker(const RawRecording& run, bool name_run) : run_(run), name_run_(name_run) {}

    void line(std::string& to, const Event& e, const trace::Decoder& decoder) {
        trace::Namer namer{decoder.tables(), decoder.names(), e.offset};
        JsonObject object(to);
        if (name_run_) object.text("run", run_.run_name);
        object.number("step", static_cast<int64_t>(e.step));
        if (e.t != shown_t_ || t_text_.empty()) {
            shown_t_ = e.t;
            t_text_ = json_number(e.t);
        }
        object.raw("t", t_text_);
        if (e.iteration)
            object.number("iteration", e.iteration);
        else
            object.null("iteration");
        if (e.task)
            object.text("task", namer.task(e.task));
        else
            object.null("task");
        object.text("thread", thread_name(decoder, e.thread));
        object.text("kind", trace::kind_info(e.kind).name);
        std::vector<EventField> fields;
        if (e.kind != trace::Kind::Line) fields = event_fields(e, namer, decoder);
        add_place(object, e, decoder.tables(), fields);
        for (const EventField& field : fields) add_field(object, field);
        object.end();
        to += '\n';
    }

private:
    // A field of the event's own that has the name of an implied one comes first (executor.submitted's function).
    static void add_place(JsonObject& object, const Event& e, const trace::Tables& tables,
                          const std::vector<EventField>& fields) {
        if (e.function == trace::kNoFunction) return;
        const trace::FunctionInfo& info = tables.function(e.function);
        bool taken = false;
        for (const EventField& field : fields) taken = taken || field.name == "function";
        if (!taken) object.text("function", info.qualname);
        if (e.line) object.number("line", e.line);
        if (info.library)
            object.boolean("library", true);
        else if (!info.module.empty())
            object.text("module", info.module);
    }
    static void add_field(JsonObject& object, const EventField& field) {
        switch (field.form) {
            case FieldForm::Text: object.text(field.name, field.text); break;
            case FieldForm::Number: object.number(field.name, field.number); break;
            case FieldForm::Seconds: object.seconds(field.name, field.seconds); break;
            case FieldForm::Null: object.null(field.name); break;
            case FieldForm::True: object.boolean(field.name, true); break;
        }
    }

    const RawRecording& run_;
    bool name_run_;
    double shown_t_ = 0;  // the time changes seldom, and writing it is dear
    std::string t_text_;
};

}  // namespace

bool export_jsonl(const std::vector<std::shared_ptr<const RawRecording>>& runs, const Sink& write) {
    constexpr size_t kPiece = 64 * 1024;
    std::string text = header(runs);
    for (const auto& run : runs) {
        trace::NameBook names;
        trace::Decoder decoder(run->chunks, *run->tables, names);
        LineMaker maker(*run, runs.size() > 1);
        Event event;
        while (decoder.next(event)) {
            if (event.step == trace::kNoStep) continue;
            maker.line(text, event, decoder);
            if (text.size() < kPiece) continue;
            if (!write(text)) return false;
            text.clear();
        }
    }
    return text.empty() || write(text);
}

}  // namespace loopscope::replay
