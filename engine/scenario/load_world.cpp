// What is outside the program: executor, network, signals, processes, standard input, files.
#include <algorithm>

#include "scenario/loader.h"

namespace loopscope::scenario {

namespace {

void read_seconds(Checker& check, const Node& object, std::string_view key, double& to) {
    if (auto value = check.member(object, key)) check.seconds(*value, to);
}

void read_text(Checker& check, const Node& object, std::string_view key, std::string& to) {
    if (auto value = check.member(object, key)) check.string(*value, to);
}

void read_int(Checker& check, const Node& object, std::string_view key, double from, double most, int& to) {
    double number = 0;
    auto value = check.member(object, key);
    if (value && check.whole(*value, from, most, number)) to = static_cast<int>(number);
}

// "127.0.0.1:8888", "example.org:80", "[::1]:80"
void read_address(Checker& check, const Node& object, std::string_view key, Address& to) {
    auto node = check.member(object, key);
    if (!node) {
        check.fail_missing(object, key, "an address is \"HOST:PORT\"");
        return;
    }
    std::string text;
    if (!check.non_empty(*node, text)) return;
    const std::size_t colon = text.rfind(':');
    std::string host = text.substr(0, colon == std::string::npos ? 0 : colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string::npos)
        host.clear();
    const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
    const bool digits = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
    const int number = digits ? std::stoi(port) : 0;
    if (host.empty() || host.find_first_of(" \t/") != std::string::npos || number < 1 || number > 65535) {
        check.fail(*node, "must be \"HOST:PORT\", the port from 1 to 65535");
        return;
    }
    to.host = std::move(host);
    to.port = static_cast<std::uint16_t>(number);
}

void read_step(Checker& check, const Node& node, ScriptStep& step) {
    if (!check.object(node, Shape::ScriptStep)) return;
    if (node.json->members.size() != 1) {
        check.fail(node, "must be one of {\"send\": TEXT}, {\"receive\": TEXT}, {\"wait\": SECONDS}, {\"close\": true}");
    } else if (auto send = check.member(node, "send")) {
        step.kind = ScriptStep::Kind::Send;
        check.string(*send, step.text);
    } else if (auto receive = check.member(node, "receive")) {
        step.kind = ScriptStep::Kind::Receive;
        if (check.string(*receive, step.text) && step.text.empty()) check.fail(*receive, "must not be empty");
    } else if (auto wait = check.member(node, "wait")) {
        step.kind = ScriptStep::Kind::Wait;
        check.seconds(*wait, step.seconds);
    } else if (auto close = check.member(node, "close")) {
        step.kind = ScriptStep::Kind::Close;
        if (close->json->kind != Json::Kind::Bool || !close->json->truth) check.fail(*close, "must be true");
    }
}

void read_script(Checker& check, const Node& node, std::vector<ScriptStep>& script) {
    check.items(node, [&](const Node& item) { read_step(check, item, script.emplace_back()); });
}

void read_client(Checker& check, const Node& node, std::vector<Client>& clients) {
    Client& client = clients.emplace_back();
    client.name = "client-" + std::to_string(clients.size());
    if (!check.object(node, Shape::Client)) return;
    if (auto name = check.member(node, "name")) check.non_empty(*name, client.name);
    read_address(check, node, "connect", client.connect);
    read_seconds(check, node, "at", client.at);
    if (auto script = check.member(node, "script")) read_script(check, *script, client.script);
    const auto same = [&](const Client& other) { return &other != &client && other.name == client.name; };
    if (std::any_of(clients.begin(), clients.end(), same)) {
        auto name = check.member(node, "name");
        check.fail(name ? *name : node, "another client has the name \"" + client.name + "\"");
    }
}

// "GET /": a method in capitals, a space, a path.
bool is_request(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == 0 || space == std::string_view::npos || text.substr(space + 1, 1) != "/") return false;
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto visible = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; };
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(space), capital) &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(space) + 1, text.end(), visible);
}

// A header's name is a token, and its value stands in one line.
void read_headers(Checker& check, const Node& node, HttpAnswer& answer) {
    constexpr std::string_view kMore = "!#$%&'*+-.^_`|~";
    const auto token = [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               kMore.find(c) != std::string_view::npos;
    };
    check.members(node, [&](const Node& item) {
        if (item.key.empty() || !std::all_of(item.key.begin(), item.key.end(), token))
            check.fail(item, "its key must be the name of a header");
        std::string& value = answer.headers[std::string(item.key)];
        check.string(item, value);
        if (value.find_first_of("\r\n") != std::string::npos) check.fail(item, "must be one line");
    });
}

void read_http(Checker& check, const Node& node, Server& server) {
    server.speaks_http = true;
    check.members(node, [&](const Node& item) {
        if (!is_request(item.key)) check.fail(item, "its key must be a request such as \"GET /path\"");
        if (!check.object(item, Shape::HttpAnswer)) return;
        HttpAnswer& answer = server.http[std::string(item.key)];
        read_int(check, item, "status", 100, 599, answer.status);
        read_text(check, item, "body", answer.body);
        if (auto headers = check.member(item, "headers")) read_headers(check, *headers, answer);
        read_seconds(check, item, "delay", answer.delay);
    });
}

void read_server(Checker& check, const Node& node, std::vector<Server>& servers) {
    Server server;
    if (!check.object(node, Shape::Server)) return;
    read_address(check, node, "listen", server.listen);
    const auto http = check.member(node, "http");
    const auto script = check.member(node, "script");
    if (!http == !script) check.fail(node, "must have either 'http' or 'script'");
    if (http) read_http(check, *http, server);
    if (script) read_script(check, *script, server.script);
    const auto same = [&](const Server& other) { return other.listen == server.listen; };
    if (server.listen.port != 0 && std::any_of(servers.begin(), servers.end(), same)) {
        check.fail(*check.member(node, "listen"), "another server listens there");
    }
    servers.push_back(std::move(server));
}

void read_signal(Checker& check, const Node& node, Signal& signal) {
    if (!check.object(node, Shape::Signal)) return;
    read_seconds(check, node, "at", signal.at);
    auto name = check.member(node, "signal");
    if (!name) {
        check.fail_missing(node, "signal");
        return;
    }
    std::vector<std::string_view> known;
    for (const auto& [word, number] : signal_names()) known.push_back(word);
    if (!check.word(*name, known, "signal", signal.name)) return;
    for (const auto& [word, number] : signal_names()) {
        if (word == signal.name) signal.number = number;
    }
}

void read_process(Checker& check, const Node& node, Process& process) {
    if (!check.object(node, Shape::Process)) return;
    if (auto command = check.member(node, "command"))
        check.non_empty(*command, process.command);
    else
        check.fail_missing(node, "command");
    read_text(check, node, "stdout", process.out);
    read_text(check, node, "stderr", process.err);
    read_seconds(check, node, "takes", process.takes);
    read_int(check, node, "exit", 0, 255, process.exit);
}

void read_input(Checker& check, const Node& node, Input& input) {
    if (!check.object(node, Shape::Input)) return;
    read_seconds(check, node, "at", input.at);
    if (auto text = check.member(node, "text"))
        check.string(*text, input.text);
    else
        check.fail_missing(node, "text");
}

void read_network(Checker& check, const Node& node, World& world) {
    if (!check.object(node, Shape::Network)) return;
    read_seconds(check, node, "latency", world.network_latency);
    if (auto clients = check.member(node, "clients")) {
        check.items(*clients, [&](const Node& item) { read_client(check, item, world.clients); });
    }
    if (auto servers = check.member(node, "servers")) {
        check.items(*servers, [&](const Node& item) { read_server(check, item, world.servers); });
    }
}

void read_files(Checker& check, const Node& node, World& world) {
    check.members(node, [&](const Node& item) {
        if (item.key.empty()) check.fail(item, "the name of a file must not be empty");
        if (item.key.find('\0') != std::string_view::npos) check.fail(item, "the name of a file cannot have a null character");
        check.string(item, world.files[std::string(item.key)]);
    });
}

}  // namespace

void read_world(Checker& check, const Node& node, World& world) {
    if (!check.object(node, Shape::World)) return;
    auto executor = check.member(node, "executor");
    if (executor && check.object(*executor, Shape::Executor)) {
        double workers = 0;
        auto count = check.member(*executor, "workers");
        if (count && check.whole(*count, 1, kMaxWorkers, workers)) world.executor_workers = static_cast<std::uint32_t>(workers);
    }
    if (auto network = check.member(node, "network")) read_network(check, *network, world);
    if (auto signals = check.member(node, "signals")) {
        check.items(*signals, [&](const Node& item) { read_signal(check, item, world.signals.emplace_back()); });
    }
    if (auto processes = check.member(node, "processes")) {
        check.items(*processes, [&](const Node& item) { read_process(check, item, world.processes.emplace_back()); });
    }
    if (auto inputs = check.member(node, "stdin")) {
        check.items(*inputs, [&](const Node& item) { read_input(check, item, world.stdin_texts.emplace_back()); });
    }
    if (auto files = check.member(node, "files")) read_files(check, *files, world);
}

}  // namespace loopscope::scenario
