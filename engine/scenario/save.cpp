// Writes a scenario as the text of one file, keys in the order of keys.def, what is as it would be anyway left out.
#include <cstdio>
#include <cstdlib>

#include "base/utf8.h"
#include "scenario/json.h"
#include "scenario/keys.h"
#include "scenario/scenario.h"

namespace loopscope::scenario {

namespace {

// Indented JSON, written from front to back.
class JsonWriter {
public:
    void begin(char bracket) {
        text_ += bracket;
        first_ = true;
        ++depth_;
    }
    void end(char bracket) {
        --depth_;
        if (!first_) new_line();
        text_ += bracket;
        first_ = false;
    }
    JsonWriter& key(std::string_view name) {
        item();
        text_ += quote_json(name) + ": ";
        return *this;
    }
    JsonWriter& item() {
        if (!first_) text_ += ',';
        new_line();
        first_ = false;
        return *this;
    }
    void string(std::string_view value) { text_ += quote_json(valid_utf8(value)); }
    void number(double value) {
        char digits[40];
        for (int precision = 15; precision <= 17; ++precision) {  // as short as reads back the same
            std::snprintf(digits, sizeof digits, "%.*g", precision, value);
            if (std::strtod(digits, nullptr) == value) break;
        }
        text_ += digits;
    }
    void whole(std::uint64_t value) { text_ += std::to_string(value); }
    void literal(std::string_view value) { text_ += value; }

    std::string take() { return std::move(text_) + '\n'; }

private:
    void new_line() { text_ += '\n' + std::string(2 * depth_, ' '); }

    // A program may be any bytes; JSON may not.
    static std::string valid_utf8(std::string_view text) {
        std::string valid;
        for (std::size_t at = 0; at < text.size();) {
            const base::DecodedCodePoint c = base::decode_utf8(text, at);
            const bool good = c.valid && !base::is_surrogate(c.code_point);
            base::append_utf8(valid, good ? c.code_point : base::kReplacementCharacter);
            at += c.size;
        }
        return valid;
    }

    std::string text_;
    std::size_t depth_ = 0;
    bool first_ = true;
};

class ScenarioWriter {
public:
    explicit ScenarioWriter(const Scenario& scenario) : scenario_(scenario) {}

    std::string write() {
        json_.begin('{');
        text("format", kFormatName);
        text("title", scenario_.title);
        text("summary", scenario_.summary);
        text("talk", scenario_.talk);
        if (scenario_.runs.size() == 1 && scenario_.runs[0].name == "main") {
            write_run_keys(scenario_.runs[0]);
        } else {
            json_.key("runs").begin('[');
            for (const Run& run : scenario_.runs) {
                json_.item().begin('{');
                json_.key("name").string(run.name);
                write_run_keys(run);
                json_.end('}');
            }
            json_.end(']');
        }
        write_rest();
        json_.end('}');
        return json_.take();
    }

private:
    void text(std::string_view key, std::string_view value) {
        if (!value.empty()) json_.key(key).string(value);
    }
    void seconds(std::string_view key, double value) {
        if (value != 0) json_.key(key).number(value);
    }

    void write_run_keys(const Run& run) {
        if (run.python) json_.key("python").string(dialect_name(*run.python));
        write_program(run.program.text);
        if (run.until) json_.key("until").number(*run.until);
        write_world(run.world);
        write_expect(run.expect);
    }

    // As lines, which is how people read and edit it; a text that does not end with a line end only fits one string.
    void write_program(std::string_view program) {
        json_.key("program");
        if (!program.ends_with('\n')) {
            json_.string(program);
            return;
        }
        write_lines(program.substr(0, program.size() - 1));
    }

    void write_lines(std::string_view lines) {
        json_.begin('[');
        for (std::size_t begin = 0; begin <= lines.size();) {
            const std::size_t end = std::min(lines.find('\n', begin), lines.size());
            json_.item().string(lines.substr(begin, end - begin));
            begin = end + 1;
        }
        json_.end(']');
    }

    void write_world(const World& world) {
        const bool network = world.network_latency != 0 || !world.clients.empty() || !world.servers.empty();
        if (!world.executor_workers && !network && world.signals.empty() && world.processes.empty() &&
            world.stdin_texts.empty() && world.files.empty()) {
            return;
        }
        json_.key("world").begin('{');
        if (world.executor_workers) {
            json_.key("executor").begin('{');
            json_.key("workers").whole(*world.executor_workers);
            json_.end('}');
        }
        if (network) write_network(world);
        list("signals", world.signals, [this](const Signal& signal) {
            seconds("at", signal.at);
            json_.key("signal").string(signal.name);
        });
        list("processes", world.processes, [this](const Process& process) {
            json_.key("command").string(process.command);
            text("stdout", process.out);
            text("stderr", process.err);
            seconds("takes", process.takes);
            seconds("exit", process.exit);
        });
        list("stdin", world.stdin_texts, [this](const Input& input) {
            seconds("at", input.at);
            json_.key("text").string(input.text);
        });
        if (!world.files.empty()) {
            json_.key("files").begin('{');
            for (const auto& [name, content] : world.files) json_.key(name).string(content);
            json_.end('}');
        }
        json_.end('}');
    }

    void write_network(const World& world) {
        json_.key("network").begin('{');
        seconds("latency", world.network_latency);
        list("clients", world.clients, [this](const Client& client) {
            json_.key("name").string(client.name);
            json_.key("connect").string(address_text(client.connect));
            seconds("at", client.at);
            write_script(client.script);
        });
        list("servers", world.servers, [this](const Server& server) {
            json_.key("listen").string(address_text(server.listen));
            if (server.speaks_http)
                write_http(server);
            else
                write_script(server.script);
        });
        json_.end('}');
    }

    static std::string address_text(const Address& address) {
        const bool brackets = address.host.find(':') != std::string::npos;
        return (brackets ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
    }

    void write_http(const Server& server) {
        json_.key("http").begin('{');
        for (const auto& [request, answer] : server.http) {
            json_.key(request).begin('{');
            if (answer.status != 200) json_.key("status").whole(static_cast<std::uint64_t>(answer.status));
            text("body", answer.body);
            if (!answer.headers.empty()) {
                json_.key("headers").begin('{');
                for (const auto& [name, value] : answer.headers) json_.key(name).string(value);
                json_.end('}');
            }
            seconds("delay", answer.delay);
            json_.end('}');
        }
        json_.end('}');
    }

    void write_script(const std::vector<ScriptStep>& script) {
        json_.key("script").begin('[');
        for (const ScriptStep& step : script) {
            json_.item().begin('{');
            switch (step.kind) {
                case ScriptStep::Kind::Send: json_.key("send").string(step.text); break;
                case ScriptStep::Kind::Receive: json_.key("receive").string(step.text); break;
                case ScriptStep::Kind::Wait: json_.key("wait").number(step.seconds); break;
                case ScriptStep::Kind::Close: json_.key("close").literal("true"); break;
            }
            json_.end('}');
        }
        json_.end(']');
    }

    void write_expect(const Expect& expect) {
        if (expect.empty()) return;
        json_.key("expect").begin('{');
        if (expect.out) {
            json_.key("stdout").begin('[');
            for (const std::string& line : *expect.out) json_.item().string(line);
            json_.end(']');
        }
        if (expect.err) json_.key("stderr").string(*expect.err);
        if (expect.status) json_.key("status").whole(static_cast<std::uint64_t>(*expect.status));
        if (expect.seconds) json_.key("seconds").number(*expect.seconds);
        list("events", expect.events, [this](const Sight& sight) {
            json_.key("event").string(sight.event);
            for (const Sight::Field& field : sight.fields) {
                json_.key(field.name);
                if (field.number)
                    json_.number(*field.number);
                else
                    json_.string(field.text);
            }
        });
        json_.end('}');
    }

    void write_rest() {
        if (scenario_.clock_read != 0) {
            json_.key("clock").begin('{');
            seconds("read", scenario_.clock_read);
            json_.end('}');
        }
        if (!scenario_.costs.empty()) {
            json_.key("costs").begin('{');
            for (const auto& [function, cost] : scenario_.costs) json_.key(function).number(cost);
            json_.end('}');
        }
        write_limits(scenario_.limits);
        const Lesson& lesson = scenario_.lesson;
        if (!lesson.views.empty() || !lesson.bookmarks.empty() || !lesson.stops.empty()) write_lesson(lesson);
    }

    void write_limits(const Limits& limits) {
        if (!limits.events && !limits.heap && !limits.instructions && !limits.seconds) return;
        json_.key("limits").begin('{');
        if (limits.events) json_.key("events").whole(*limits.events);
        if (limits.heap) json_.key("heap").whole(*limits.heap);
        if (limits.instructions) json_.key("instructions").whole(*limits.instructions);
        if (limits.seconds) json_.key("seconds").whole(*limits.seconds);
        json_.end('}');
    }

    void write_lesson(const Lesson& lesson) {
        json_.key("lesson").begin('{');
        if (!lesson.views.empty()) strings("views", lesson.views);
        list("bookmarks", lesson.bookmarks, [this](const Bookmark& bookmark) {
            write_place(bookmark.at);
            text("run", bookmark.run);
            text("say", bookmark.say);
        });
        list("stops", lesson.stops, [this](const Stop& stop) {
            write_place(stop.at);
            text("run", stop.run);
            text("say", stop.say);
            text("notes", stop.notes);
            if (!stop.ask.empty() || !stop.choices.empty() || !stop.answer.empty()) json_.key("ask").string(stop.ask);
            if (!stop.choices.empty()) strings("choices", stop.choices);
            text("answer", stop.answer);
        });
        json_.end('}');
    }

    void write_place(const Place& place) {
        json_.key("at").begin('{');
        switch (place.kind) {
            case Place::Kind::Line: json_.key("line").whole(place.number); break;
            case Place::Kind::Step: json_.key("step").whole(place.number); break;
            case Place::Kind::Time: json_.key("time").number(place.time); break;
            case Place::Kind::Event: json_.key("event").string(place.event); break;
        }
        if (place.hit != 1) json_.key("hit").whole(place.hit);
        json_.end('}');
    }

    void strings(std::string_view key, const std::vector<std::string>& words) {
        json_.key(key).begin('[');
        for (const std::string& word : words) json_.item().string(word);
        json_.end(']');
    }

    // A list of objects; nothing where it is empty.
    template <class T, class Write>
    void list(std::string_view key, const std::vector<T>& things, Write&& write) {
        if (things.empty()) return;
        json_.key(key).begin('[');
        for (const T& thing : things) {
            json_.item().begin('{');
            write(thing);
            json_.end('}');
        }
        json_.end(']');
    }

    const Scenario& scenario_;
    JsonWriter json_;
};

}  // namespace

std::string to_json(const Scenario& scenario) { return ScenarioWriter(scenario).write(); }

}  // namespace loopscope::scenario
