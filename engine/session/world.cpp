#include "session/world.h"

#include "loop/loop.h"
#include "runtime/frames.h"

namespace loopscope::session {

namespace rt = runtime;

namespace {

// Python dicts and lists, made piece by piece.
class Maker {
public:
    explicit Maker(rt::VM& vm) : vm_(vm) {}

    rt::Cell text(std::string_view s) { return rt::new_str_cell(vm_, s); }
    rt::Cell number(double d) { return rt::float_cell(d); }
    rt::Cell dict(std::initializer_list<std::pair<const char*, rt::Cell>> owned) {
        rt::Dict* d = rt::new_dict(vm_);
        for (const auto& [name, value] : owned) put(d, text(name), value);
        return rt::obj_cell(d);
    }
    template <class Items, class Make>
    rt::Cell list(const Items& items, Make&& make) {
        rt::List* l = rt::new_list(vm_, 4);
        for (const auto& item : items) (void)rt::list_append(vm_, l, make(item));
        return rt::obj_cell(l);
    }
    void put(rt::Dict* d, rt::Cell owned_key, rt::Cell owned_value) {
        (void)rt::dict_set(vm_, d, owned_key, owned_value);
        rt::decref(vm_, owned_key);
        rt::decref(vm_, owned_value);
    }

    rt::Cell address(const scenario::Address& a) {
        rt::Cell host = text(a.host), pair = rt::tuple_of(vm_, {host, rt::int_cell(a.port)});
        rt::decref(vm_, host);
        return pair;
    }
    rt::Cell script(const std::vector<scenario::ScriptStep>& steps) {
        return list(steps, [&](const scenario::ScriptStep& s) {
            using Kind = scenario::ScriptStep::Kind;
            const char* word = s.kind == Kind::Send      ? "send"
                               : s.kind == Kind::Receive ? "receive"
                               : s.kind == Kind::Wait    ? "wait"
                                                         : "close";
            rt::Cell name = text(word), value = s.kind == Kind::Wait ? number(s.seconds) : text(s.text),
                     pair = rt::tuple_of(vm_, {name, value});
            rt::decref(vm_, name);
            rt::decref(vm_, value);
            return pair;
        });
    }
    rt::Cell server(const scenario::Server& s) {
        rt::Dict* answers = rt::new_dict(vm_);
        for (const auto& [request, answer] : s.http) {
            rt::Dict* headers = rt::new_dict(vm_);
            for (const auto& [name, value] : answer.headers) put(headers, text(name), text(value));
            put(answers, text(request),
                dict({{"status", rt::int_cell(answer.status)},
                      {"body", text(answer.body)},
                      {"headers", rt::obj_cell(headers)},
                      {"delay", number(answer.delay)}}));
        }
        return dict({{"listen", address(s.listen)},
                     {"http", s.speaks_http ? rt::obj_cell(answers) : (rt::decref(vm_, answers), rt::none_cell())},
                     {"script", script(s.script)}});
    }
    rt::Cell client(const scenario::Client& c) {
        return dict(
            {{"name", text(c.name)}, {"connect", address(c.connect)}, {"at", number(c.at)}, {"script", script(c.script)}});
    }
    rt::Cell signal(const scenario::Signal& s) { return dict({{"at", number(s.at)}, {"signal", rt::int_cell(s.number)}}); }
    rt::Cell process(const scenario::Process& p) {
        return dict({{"command", text(p.command)},
                     {"stdout", text(p.out)},
                     {"stderr", text(p.err)},
                     {"takes", number(p.takes)},
                     {"exit", rt::int_cell(p.exit)}});
    }
    rt::Cell input(const scenario::Input& i) { return dict({{"at", number(i.at)}, {"text", text(i.text)}}); }
    rt::Cell files(const std::map<std::string, std::string>& files) {
        rt::Dict* d = rt::new_dict(vm_);
        for (const auto& [name, content] : files) put(d, text(name), text(content));
        return rt::obj_cell(d);
    }

    rt::Cell world(const scenario::World& w) {
        return dict({{"latency", number(w.network_latency)},
                     {"clients", list(w.clients, [&](const auto& c) { return client(c); })},
                     {"servers", list(w.servers, [&](const auto& s) { return server(s); })},
                     {"signals", list(w.signals, [&](const auto& s) { return signal(s); })},
                     {"processes", list(w.processes, [&](const auto& p) { return process(p); })},
                     {"stdin", list(w.stdin_texts, [&](const auto& i) { return input(i); })},
                     {"files", files(w.files)}});
    }

private:
    rt::VM& vm_;
};

// Clients, signals and standard input come by themselves: their module starts with the program.
bool import_module(rt::VM& vm, const char* name) {
    rt::Cell import = rt::dict_get_str(vm.builtins, vm.names.import_), arg = rt::new_str_cell(vm, name), out = rt::empty_cell();
    rt::RunResult r = rt::run_call(vm, import, &arg, 1, &out);
    rt::decref(vm, arg);
    rt::decref(vm, out);
    return r == rt::RunResult::Returned;
}

}  // namespace

bool start_world(rt::VM& vm, const scenario::World& world) {
    loop::set_world(vm, Maker(vm).world(world));
    if (!rt::is_empty(vm.exc)) return false;
    bool moves = !world.clients.empty() || !world.signals.empty();
    return !moves || import_module(vm, "_world_script");
}

}  // namespace loopscope::session
