#include "support/broken_inputs.h"

namespace loopscope::tests {

namespace {

// A scenario whose other parts are right.
std::string with(const std::string& member) { return R"({"program": "pass\n", )" + member + "}"; }
std::string with_world(const std::string& member) { return with(R"("world": {)" + member + "}"); }
std::string with_client(const std::string& members) {
    return with_world(R"("network": {"clients": [{"connect": "h:1", )" + members + "}]}");
}
std::string with_server(const std::string& members) { return with_world(R"("network": {"servers": [{)" + members + "}]}"); }
std::string with_stop(const std::string& members) { return with(R"("lesson": {"stops": [{)" + members + "}]}"); }

std::string repeat(const std::string& piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

void add_not_json(std::vector<BrokenInput>& all) {
    using namespace std::string_literals;
    const std::vector<BrokenInput> more = {
        {"empty file", "", "1:1: error: not JSON: the file is empty", ""},
        {"white space only", " \n\t\n", "3:1: error: not JSON: the file is empty", ""},
        {"plain text", "hello", "1:1: error: not JSON: expected a value, found 'hello'", ""},
        {"cut off in an object", R"({"program": "pass")", "1:19: error: not JSON: expected ',' or '}', found the end of the file (at /program)",
         "the object begins at line 1, column 1"},
        {"cut off in a list", "{\"program\": [\n\"pass\"", "2:7: error: not JSON: expected ',' or ']', found the end of the file (at /program/0)",
         "the list begins at line 1, column 13"},
        {"cut off in a string", R"({"program": "pass)", "1:13: error: not JSON: a string without its closing quote (at /program)", ""},
        {"cut off after a key", R"({"program")", "1:11: error: not JSON: expected ':' after the key 'program', found the end of the file (at /program)", ""},
        {"cut off after a colon", R"({"program":)", "1:12: error: not JSON: expected a value, found the end of the file (at /program)", ""},
        {"cut off after a comma", R"({"program": "pass",)", "1:20: error: not JSON: expected a key or '}', found the end of the file (at /program)", ""},
        {"only a brace", "{", "1:2: error: not JSON: expected a key or '}', found the end of the file (at /)", ""},
        {"comma at the end of an object", R"({"program": "pass",})", "1:20: error: not JSON: a comma before '}' (at /program)", "no comma after the last one"},
        {"comma at the end of a list", R"({"program": ["a",]})", "1:18: error: not JSON: a comma before ']' (at /program/0)", ""},
        {"missing comma", "{\"title\": \"x\"\n \"program\": \"\"}", "2:2: error: not JSON: expected ',' or '}', found '\"' (at /title)", "is a comma missing?"},
        {"missing colon", R"({"program" "pass"})", "1:12: error: not JSON: expected ':' after the key 'program', found '\"' (at /program)", ""},
        {"unquoted key", R"({program: "pass"})", "1:2: error: not JSON: expected a key, found 'program' (at /)", "keys stand in double quotes"},
        {"single quotes", R"({'program': 'pass'})", "1:2: error: not JSON: expected a key, found ''' (at /)", "keys stand in double quotes"},
        {"single quotes around a value", R"({"program": 'pass'})", "1:13: error: not JSON: expected a value, found ''' (at /program)", "strings stand in double quotes"},
        {"comment", "{\n// no\n\"program\": \"\"}", "2:1: error: not JSON: a comment", "JSON has no comments"},
        {"hash comment", "# no\n{}", "1:1: error: not JSON: a comment", ""},
        {"Python's True", R"({"program": True})", "1:13: error: not JSON: expected a value, found 'True' (at /program)", "write true or false"},
        {"NaN", R"({"program": "", "until": NaN})", "1:26: error: not JSON: expected a value, found 'NaN' (at /until)", "JSON has finite numbers only"},
        {"minus infinity", R"({"program": "", "until": -Infinity})", "1:26: error: not JSON: '-' without a number (at /until)", "JSON has finite numbers only"},
        {"overflowing number", R"({"program": "", "until": 1e999})", "1:26: error: the number 1e999 is out of range (at /until)", ""},
        {"leading zero", R"({"program": "", "until": 01})", "1:26: error: not JSON: a number with a leading zero (at /until)", ""},
        {"no digit after the point", R"({"program": "", "until": 1.})", "1:26: error: not JSON: no digit after the decimal point (at /until)", ""},
        {"no digit in the exponent", R"({"program": "", "until": 1e})", "1:26: error: not JSON: no digit in the exponent (at /until)", ""},
        {"hexadecimal number", R"({"program": "", "until": 0x10})", "1:26: error: not JSON: a malformed number (at /until)", ""},
        {"line break in a string", "{\"program\": \"a\nb\"}", "1:15: error: not JSON: a line break inside a string (at /program)", "close the string, or write \\n"},
        {"NUL in a string", "{\"program\": \"a\0b\"}"s, "1:15: error: not JSON: the control character U+0000 inside a string (at /program)", ""},
        {"NUL outside of strings", "{\"program\": \"\"}\0"s, "1:16: error: not JSON: something follows the end of the value: the control character U+0000", ""},
        {"unknown escape", R"({"program": "\x41"})", "1:14: error: not JSON: an unknown escape in a string (at /program)", "a backslash is written \\\\"},
        {"short unicode escape", R"({"program": "\u12"})", "1:14: error: not JSON: \\u needs four hexadecimal digits (at /program)", ""},
        {"half a surrogate pair", R"({"program": "\ud83d"})", "1:14: error: not JSON: half of a surrogate pair (at /program)", ""},
        {"two values", R"({"program": ""} {})", "1:17: error: not JSON: something follows the end of the value: '{'", ""},
        {"Latin-1", "{\"program\": \"caf\xE9\"}", "1:17: error: not JSON: not UTF-8 (byte 0xE9)", "save the file as UTF-8"},
        {"overlong UTF-8", "{\"program\": \"\xC0\xAF\"}", "1:14: error: not JSON: not UTF-8 (byte 0xC0)", ""},
        {"UTF-16", "\xFF\xFE{\0}\0"s, "1:1: error: not JSON: the file is UTF-16", "save it as UTF-8"},
        {"huge nesting of lists", repeat("[", 200'000), "1:65: error: nested more than 64 levels deep (at /" + repeat("0/", 63) + "0)", ""},
        {"huge nesting of objects", repeat("{\"a\":", 100'000), "1:321: error: nested more than 64 levels deep (at /" + repeat("a/", 63) + "a)", ""},
        {"very many values", "[" + repeat("0,", 600'000) + "0]", "1:1000000: error: more than 500000 values in the file (at /499999)", ""},
        {"very big file", std::string(17 * 1024 * 1024, ' '), "1:1: error: the file has 17825792 bytes; the limit is 16777216", ""},
        {"duplicate key", "{\"program\": \"a\",\n \"program\": \"b\"}", "2:2: error: duplicate key 'program', value \"b\" (at /program)", "it stands at line 1 already"},
        {"duplicate key further in", R"({"program": "", "world": {"files": {"a": "1", "b": "2", "a": "3"}}})",
         "1:57: error: duplicate key 'a', value \"3\" (at /world/files/a)", ""},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_head(std::vector<BrokenInput>& all) {
    const std::vector<BrokenInput> more = {
        {"a list", "[1, 2]", "1:1: error: the file is [1, 2]: must be an object, {...}", ""},
        {"a number", "3", "1:1: error: the file is 3: must be an object, {...}", ""},
        {"null", "null", "1:1: error: the file is null: must be an object, {...}", ""},
        {"no program", "{}", "1:1: error: 'program' at /program is missing, value {}", "a scenario has one 'program', or a list of 'runs'"},
        {"unknown key", with(R"("sumary": "x")"), "1:23: error: unknown key 'sumary' at /sumary, value \"x\"", "did you mean 'summary'?"},
        {"unknown key unlike any", with(R"("colour": 3)"), "1:23: error: unknown key 'colour' at /colour, value 3", "a scenario may have: $schema, format, title, summary, talk, python, program, runs, until, world, clock, costs, limits, lesson, expect"},
        {"key in capitals", with(R"("Title": "x")"), "1:23: error: unknown key 'Title' at /Title, value \"x\"", "did you mean 'title'?"},
        {"key with slash and tilde", with(R"("a/b~c": 1)"), "1:23: error: unknown key 'a/b~c' at /a~1b~0c, value 1", ""},
        {"empty key", with(R"("": 1)"), "1:23: error: unknown key '' at /, value 1", ""},
        {"wrong format", with(R"("format": "other/1")"), "1:33: error: 'format' at /format is \"other/1\": must be \"loopscope-scenario/1\"", ""},
        {"later format", with(R"("format": "loopscope-scenario/9")"), "1:33: error: 'format' at /format is \"loopscope-scenario/9\": a version of the format that this program does not know", ""},
        {"a trace", with(R"("format": "loopscope-trace/1")"), "1:33: error: 'format' at /format is \"loopscope-trace/1\": a trace as JSON lines, not a scenario", ""},
        {"title a number", with(R"("title": 3)"), "1:32: error: 'title' at /title is 3: must be a string", ""},
        {"title empty", with(R"("title": "")"), "1:32: error: 'title' at /title is \"\": must not be empty", ""},
        {"title of two lines", with(R"("title": "a\nb")"), "1:32: error: 'title' at /title is \"a\\nb\": must be one line without control characters", ""},
        {"summary a list", with(R"("summary": ["a"])"), "1:34: error: 'summary' at /summary is [\"a\"]: must be a string", ""},
        {"talk null", with(R"("talk": null)"), "1:31: error: 'talk' at /talk is null: must be a string", ""},
        {"unknown dialect", with(R"("python": "2.7")"), "1:33: error: 'python' at /python is \"2.7\": unknown dialect", "known: 3.13, 3.6, micropython"},
        {"dialect a number", with(R"("python": 3.13)"), "1:33: error: 'python' at /python is 3.13: must be a string", ""},
        {"nearly a dialect", with(R"("python": "Micropithon")"), "1:33: error: 'python' at /python is \"Micropithon\": unknown dialect", "did you mean \"micropython\"?"},
        {"until negative", with(R"("until": -1)"), "1:32: error: 'until' at /until is -1: must be >= 0", ""},
        {"until a string", with(R"("until": "1")"), "1:32: error: 'until' at /until is \"1\": must be a number", ""},
        {"until beyond all times", with(R"("until": 1e300)"), "1:32: error: 'until' at /until is 1e300: must be from 0 to 1000000000000", ""},
        {"clock unknown key", with(R"("clock": {"reed": 1})"), "1:33: error: unknown key 'reed' at /clock/reed, value 1", "did you mean 'read'?"},
        {"clock negative", with(R"("clock": {"read": -0.5})"), "1:41: error: 'read' at /clock/read is -0.5: must be >= 0", ""},
        {"cost negative", with(R"("costs": {"f": -2})"), "1:38: error: 'f' at /costs/f is -2: must be >= 0", ""},
        {"cost true", with(R"("costs": {"f": true})"), "1:38: error: 'f' at /costs/f is true: must be a number", ""},
        {"cost of nothing", with(R"("costs": {"": 1})"), "1:37: error: '' at /costs/ is 1: the name of a function must not be empty", ""},
        {"costs a list", with(R"("costs": [])"), "1:32: error: 'costs' at /costs is []: must be an object, {...}", ""},
        {"limit of events 0", with(R"("limits": {"events": 0})"), "1:44: error: 'events' at /limits/events is 0: must be >= 1", ""},
        {"limit of events a fraction", with(R"("limits": {"events": 1.5})"), "1:44: error: 'events' at /limits/events is 1.5: must be a whole number", ""},
        {"limit of events too high", with(R"("limits": {"events": 1000000001})"), "1:44: error: 'events' at /limits/events is 1000000001: must be from 1 to 1000000000", ""},
        {"limit of the heap too high", with(R"("limits": {"heap": 4294967297})"), "1:42: error: 'heap' at /limits/heap is 4294967297: must be from 1 to 4294967296", ""},
        {"limit a string", with(R"("limits": {"heap": "1 GB"})"), "1:42: error: 'heap' at /limits/heap is \"1 GB\": must be a whole number", ""},
        {"unknown limit", with(R"("limits": {"memory": 1})"), "1:34: error: unknown key 'memory' at /limits/memory, value 1", ""},
        {"limits a number", with(R"("limits": 5)"), "1:33: error: 'limits' at /limits is 5: must be an object, {...}", ""},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_runs(std::vector<BrokenInput>& all) {
    const std::vector<BrokenInput> more = {
        {"program and runs", R"({"program": "", "runs": [{"name": "a", "program": ""}]})",
         "1:25: error: 'runs' at /runs is [{\"name\": \"a\", \"program\": \"\"}]: beside 'program': a scenario has one program or a list of runs", ""},
        {"no runs", R"({"runs": []})", "1:10: error: 'runs' at /runs is []: must have at least one run", ""},
        {"runs an object", R"({"runs": {}})", "1:10: error: 'runs' at /runs is {}: must be a list, [...]", ""},
        {"a run a string", R"({"runs": ["a"]})", "1:11: error: item 1 of 'runs' at /runs/0 is \"a\": must be an object, {...}", ""},
        {"a run without a name", R"({"runs": [{"program": ""}]})", "1:11: error: 'name' at /runs/0/name is missing, value {\"program\": \"\"}", ""},
        {"a run without a program", R"({"runs": [{"name": "a"}]})", "1:11: error: 'program' at /runs/0/program is missing, value {\"name\": \"a\"}", ""},
        {"two runs of a name", R"({"runs": [{"name": "a", "program": ""}, {"name": "a", "program": ""}]})",
         "1:50: error: 'name' at /runs/1/name is \"a\": another run has this name", ""},
        {"a run with an unknown key", R"({"runs": [{"name": "a", "program": "", "limits": {}}]})", "1:40: error: unknown key 'limits' at /runs/0/limits, value {}", ""},
        {"a run's world wrong", R"({"runs": [{"name": "a", "program": "", "world": 1}]})", "1:49: error: 'world' at /runs/0/world is 1: must be an object, {...}", ""},
        {"too many runs", R"({"runs": [)" + repeat("{},", 100) + "{}]}",
         "1:10: error: 'runs' at /runs is [{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}...: must have at most 100 runs", ""},
        {"program a number", R"({"program": 3})", "1:13: error: 'program' at /program is 3: must be a string, a list of lines, or {\"file\": PATH}", ""},
        {"a line a number", R"({"program": ["a", 3]})", "1:19: error: item 2 of 'program' at /program/1 is 3: must be a string", ""},
        {"program an object without file", R"({"program": {}})", "1:13: error: 'file' at /program/file is missing, value {}", ""},
        {"program with an unknown key", R"({"program": {"path": "a.py"}})", "1:14: error: unknown key 'path' at /program/path, value \"a.py\"", ""},
        {"file a number", R"({"program": {"file": 1}})", "1:22: error: 'file' at /program/file is 1: must be a string", ""},
        {"file empty", R"({"program": {"file": ""}})", "1:22: error: 'file' at /program/file is \"\": must not be empty", ""},
        {"file missing", R"({"program": {"file": "absent.py"}})", "1:22: error: 'file' at /program/file is \"absent.py\": no such file", ""},
        {"file a folder", R"({"program": {"file": "folder"}})", "1:22: error: 'file' at /program/file is \"folder\": a folder, not a file", ""},
        {"file above", R"({"program": {"file": "../a.py"}})", "1:22: error: 'file' at /program/file is \"../a.py\": a path with '..'", "a program's file stands inside the scenario's folder"},
        {"file above by a detour", R"({"program": {"file": "folder/../../a.py"}})", "1:22: error: 'file' at /program/file is \"folder/../../a.py\": a path with '..'", ""},
        {"file absolute", R"({"program": {"file": "/etc/passwd"}})", "1:22: error: 'file' at /program/file is \"/etc/passwd\": an absolute path", ""},
        {"file on a drive", R"({"program": {"file": "C:\\a.py"}})", "1:22: error: 'file' at /program/file is \"C:\\\\a.py\": an absolute path", ""},
        {"file with backslashes", R"({"program": {"file": "a\\b.py"}})", "1:22: error: 'file' at /program/file is \"a\\\\b.py\": folders are separated by /", ""},
        {"file ends in a slash", R"({"program": {"file": "folder/"}})", "1:22: error: 'file' at /program/file is \"folder/\": not the path of a file", ""},
        {"file with a NUL", R"({"program": {"file": "a\u0000b"}})", "1:22: error: 'file' at /program/file is \"a\\u0000b\": must be one line without control characters", ""},
        {"expected status too high", with(R"("expect": {"status": 256})"), "1:44: error: 'status' at /expect/status is 256: must be from 0 to 255", ""},
        {"expected status a fraction", with(R"("expect": {"status": 0.5})"), "1:44: error: 'status' at /expect/status is 0.5: must be a whole number", ""},
        {"expected output a number", with(R"("expect": {"stdout": 3})"), "1:44: error: 'stdout' at /expect/stdout is 3: must be a list of lines or a string", ""},
        {"expected line a number", with(R"("expect": {"stdout": ["a", 1]})"), "1:50: error: item 2 of 'stdout' at /expect/stdout/1 is 1: must be a string", ""},
        {"expected seconds negative", with(R"("expect": {"seconds": -1})"), "1:45: error: 'seconds' at /expect/seconds is -1: must be >= 0", ""},
        {"expected events not a list", with(R"("expect": {"events": {}})"), "1:44: error: 'events' at /expect/events is {}: must be a list, [...]", ""},
        {"expected event without its kind", with(R"("expect": {"events": [{"name": "a"}]})"), "1:45: error: 'event' at /expect/events/0/event is missing, value {\"name\": \"a\"}", "such as {\"event\": \"task.done\", \"name\": \"Task-2\"}"},
        {"expected event unknown", with(R"("expect": {"events": [{"event": "task.dones"}]})"), "1:55: error: 'event' at /expect/events/0/event is \"task.dones\": unknown event", "did you mean \"task.done\"?"},
        {"expected event with an unknown field", with(R"("expect": {"events": [{"event": "print", "txt": "a"}]})"), "1:64: error: unknown key 'txt' at /expect/events/0/txt, value \"a\"", "did you mean 'text'?"},
        {"expected event with a list", with(R"("expect": {"events": [{"event": "print", "text": ["a"]}]})"), "1:72: error: 'text' at /expect/events/0/text is [\"a\"]: must be a string or a number", ""},
        {"expected stderr a list", with(R"("expect": {"stderr": []})"), "1:44: error: 'stderr' at /expect/stderr is []: must be a string", ""},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_world(std::vector<BrokenInput>& all) {
    const std::vector<BrokenInput> more = {
        {"world unknown key", with_world(R"("sockets": [])"), "1:33: error: unknown key 'sockets' at /world/sockets, value []", "the world may have: executor, network, signals, processes, stdin, files"},
        {"no workers", with_world(R"("executor": {"workers": 0})"), "1:57: error: 'workers' at /world/executor/workers is 0: must be >= 1", ""},
        {"half a worker", with_world(R"("executor": {"workers": 0.5})"), "1:57: error: 'workers' at /world/executor/workers is 0.5: must be a whole number", ""},
        {"very many workers", with_world(R"("executor": {"workers": 1e9})"), "1:57: error: 'workers' at /world/executor/workers is 1e9: must be from 1 to 10000", ""},
        {"negative latency", with_world(R"("network": {"latency": -0.1})"), "1:56: error: 'latency' at /world/network/latency is -0.1: must be >= 0", ""},
        {"client without address", with_world(R"("network": {"clients": [{}]})"), "1:57: error: 'connect' at /world/network/clients/0/connect is missing, value {}", "an address is \"HOST:PORT\""},
        {"address without port", with_world(R"("network": {"clients": [{"connect": "localhost"}]})"), "1:69: error: 'connect' at /world/network/clients/0/connect is \"localhost\": must be \"HOST:PORT\", the port from 1 to 65535", ""},
        {"port out of range", with_world(R"("network": {"clients": [{"connect": "h:65536"}]})"), "1:69: error: 'connect' at /world/network/clients/0/connect is \"h:65536\": must be \"HOST:PORT\", the port from 1 to 65535", ""},
        {"port 0", with_server(R"("listen": "h:0", "script": [])"), "1:68: error: 'listen' at /world/network/servers/0/listen is \"h:0\": must be \"HOST:PORT\", the port from 1 to 65535", ""},
        {"address without host", with_server(R"("listen": ":80", "script": [])"), "1:68: error: 'listen' at /world/network/servers/0/listen is \":80\": must be \"HOST:PORT\", the port from 1 to 65535", ""},
        {"IPv6 without brackets", with_server(R"("listen": "::1:80", "script": [])"), "1:68: error: 'listen' at /world/network/servers/0/listen is \"::1:80\": must be \"HOST:PORT\", the port from 1 to 65535", ""},
        {"client late by less than nothing", with_client(R"("at": -3)"), "1:82: error: 'at' at /world/network/clients/0/at is -3: must be >= 0", ""},
        {"two clients of a name", with_world(R"("network": {"clients": [{"connect": "h:1", "name": "a"}, {"connect": "h:1", "name": "a"}]})"),
         "1:117: error: 'name' at /world/network/clients/1/name is \"a\": another client has the name \"a\"", ""},
        {"script a string", with_client(R"("script": "hello")"), "1:86: error: 'script' at /world/network/clients/0/script is \"hello\": must be a list, [...]", ""},
        {"script step of two", with_client(R"("script": [{"send": "a", "wait": 1}])"),
         "1:87: error: item 1 of 'script' at /world/network/clients/0/script/0 is {\"send\": \"a\", \"wait\": 1}: must be one of {\"send\": TEXT}, {\"receive\": TEXT}, {\"wait\": SECONDS}, {\"close\": true}", ""},
        {"script step of nothing", with_client(R"("script": [{}])"),
         "1:87: error: item 1 of 'script' at /world/network/clients/0/script/0 is {}: must be one of {\"send\": TEXT}, {\"receive\": TEXT}, {\"wait\": SECONDS}, {\"close\": true}", ""},
        {"script step unknown", with_client(R"("script": [{"sent": "a"}])"), "1:88: error: unknown key 'sent' at /world/network/clients/0/script/0/sent, value \"a\"", "did you mean 'send'?"},
        {"wait negative", with_client(R"("script": [{"wait": -1}])"), "1:96: error: 'wait' at /world/network/clients/0/script/0/wait is -1: must be >= 0", ""},
        {"close false", with_client(R"("script": [{"close": false}])"), "1:97: error: 'close' at /world/network/clients/0/script/0/close is false: must be true", ""},
        {"receive nothing", with_client(R"("script": [{"receive": ""}])"), "1:99: error: 'receive' at /world/network/clients/0/script/0/receive is \"\": must not be empty", ""},
        {"server of two kinds", with_server(R"("listen": "h:1", "http": {}, "script": [])"),
         "1:57: error: item 1 of 'servers' at /world/network/servers/0 is {\"listen\": \"h:1\", \"http\": {}, \"script\": []}: must have either 'http' or 'script'", ""},
        {"server of no kind", with_server(R"("listen": "h:1")"), "1:57: error: item 1 of 'servers' at /world/network/servers/0 is {\"listen\": \"h:1\"}: must have either 'http' or 'script'", ""},
        {"two servers at an address", with_world(R"("network": {"servers": [{"listen": "h:1", "script": []}, {"listen": "h:1", "script": []}]})"),
         "1:101: error: 'listen' at /world/network/servers/1/listen is \"h:1\": another server listens there", ""},
        {"request without a path", with_server(R"("listen": "h:1", "http": {"GET": {}})"), "1:91: error: 'GET' at /world/network/servers/0/http/GET is {}: its key must be a request such as \"GET /path\"", ""},
        {"request in small letters", with_server(R"("listen": "h:1", "http": {"get /": {}})"), "1:93: error: 'get /' at /world/network/servers/0/http/get ~1 is {}: its key must be a request such as \"GET /path\"", ""},
        {"HTTP status of two digits", with_server(R"("listen": "h:1", "http": {"GET /": {"status": 20}})"), "1:104: error: 'status' at /world/network/servers/0/http/GET ~1/status is 20: must be >= 100", ""},
        {"HTTP delay a string", with_server(R"("listen": "h:1", "http": {"GET /": {"delay": "1"}})"), "1:103: error: 'delay' at /world/network/servers/0/http/GET ~1/delay is \"1\": must be a number", ""},
        {"unknown signal", with_world(R"("signals": [{"at": 2.0, "signal": "SIGFOO"}])"), "1:67: error: 'signal' at /world/signals/0/signal is \"SIGFOO\": unknown signal",
         "known: SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGCONT, SIGWINCH"},
        {"signal misspelt", with_world(R"("signals": [{"signal": "sigint"}])"), "1:56: error: 'signal' at /world/signals/0/signal is \"sigint\": unknown signal", "did you mean \"SIGINT\"?"},
        {"signal a number", with_world(R"("signals": [{"signal": 2}])"), "1:56: error: 'signal' at /world/signals/0/signal is 2: must be a string", ""},
        {"signal without a name", with_world(R"("signals": [{"at": 1}])"), "1:45: error: 'signal' at /world/signals/0/signal is missing, value {\"at\": 1}", ""},
        {"signal at a negative time", with_world(R"("signals": [{"at": -1, "signal": "SIGINT"}])"), "1:52: error: 'at' at /world/signals/0/at is -1: must be >= 0", ""},
        {"process without a command", with_world(R"("processes": [{"takes": 1}])"), "1:47: error: 'command' at /world/processes/0/command is missing, value {\"takes\": 1}", ""},
        {"process that takes less than nothing", with_world(R"("processes": [{"command": "ls", "takes": -1}])"), "1:74: error: 'takes' at /world/processes/0/takes is -1: must be >= 0", ""},
        {"process with exit 300", with_world(R"("processes": [{"command": "ls", "exit": 300}])"), "1:73: error: 'exit' at /world/processes/0/exit is 300: must be from 0 to 255", ""},
        {"stdin a string", with_world(R"("stdin": "yes\n")"), "1:42: error: 'stdin' at /world/stdin is \"yes\\n\": must be a list, [...]", ""},
        {"stdin without text", with_world(R"("stdin": [{"at": 1}])"), "1:43: error: 'text' at /world/stdin/0/text is missing, value {\"at\": 1}", ""},
        {"files a list", with_world(R"("files": ["a"])"), "1:42: error: 'files' at /world/files is [\"a\"]: must be an object, {...}", ""},
        {"a file's content a number", with_world(R"("files": {"a": 1})"), "1:48: error: 'a' at /world/files/a is 1: must be a string", ""},
        {"a file without a name", with_world(R"("files": {"": "x"})"), "1:47: error: '' at /world/files/ is \"x\": the name of a file must not be empty", ""},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_lesson(std::vector<BrokenInput>& all) {
    const std::vector<BrokenInput> more = {
        {"unknown view", with(R"("lesson": {"views": ["timelines"]})"), "1:44: error: item 1 of 'views' at /lesson/views/0 is \"timelines\": unknown view", "did you mean \"timeline\"?"},
        {"a view twice", with(R"("lesson": {"views": ["loop", "loop"]})"), "1:52: error: item 2 of 'views' at /lesson/views/1 is \"loop\": named twice", ""},
        {"lesson unknown key", with(R"("lesson": {"stop": []})"), "1:34: error: unknown key 'stop' at /lesson/stop, value []", "did you mean 'stops'?"},
        {"stop without a place", with_stop(R"("say": "x")"), "1:44: error: 'at' at /lesson/stops/0/at is missing, value {\"say\": \"x\"}", ""},
        {"place of nothing", with_stop(R"("at": {})"), "1:51: error: 'at' at /lesson/stops/0/at is {}: must have one of 'line', 'step', 'time' and 'event'", ""},
        {"place of two kinds", with_stop(R"("at": {"line": 1, "step": 2})"), "1:51: error: 'at' at /lesson/stops/0/at is {\"line\": 1, \"step\": 2}: must have one of 'line', 'step', 'time' and 'event'", ""},
        {"place a number", with_stop(R"("at": 7)"), "1:51: error: 'at' at /lesson/stops/0/at is 7: must be an object, {...}", ""},
        {"line 0", with_stop(R"("at": {"line": 0})"), "1:60: error: 'line' at /lesson/stops/0/at/line is 0: must be >= 1", ""},
        {"step negative", with_stop(R"("at": {"step": -1})"), "1:60: error: 'step' at /lesson/stops/0/at/step is -1: must be >= 0", ""},
        {"step a fraction", with_stop(R"("at": {"step": 1.5})"), "1:60: error: 'step' at /lesson/stops/0/at/step is 1.5: must be a whole number", ""},
        {"hit 0", with_stop(R"("at": {"line": 1, "hit": 0})"), "1:70: error: 'hit' at /lesson/stops/0/at/hit is 0: must be >= 1", ""},
        {"hit of a step", with_stop(R"("at": {"step": 1, "hit": 2})"), "1:70: error: 'hit' at /lesson/stops/0/at/hit is 2: only a line or an event can be met more than once", ""},
        {"unknown event", with_stop(R"("at": {"event": "task.dones"})"), "1:61: error: 'event' at /lesson/stops/0/at/event is \"task.dones\": unknown event", "did you mean \"task.done\"?"},
        {"stop of an unknown run", with_stop(R"("at": {"step": 1}, "run": "other")"), "1:71: error: 'run' at /lesson/stops/0/run is \"other\": unknown run", "known: main"},
        {"choices without a question", with_stop(R"("at": {"step": 1}, "choices": ["A", "B"])"), "1:75: error: 'choices' at /lesson/stops/0/choices is [\"A\", \"B\"]: choices without a question: 'ask' is missing", ""},
        {"answer without a question", with_stop(R"("at": {"step": 1}, "answer": "A")"), "1:74: error: 'answer' at /lesson/stops/0/answer is \"A\": an answer without a question: 'ask' is missing", ""},
        {"answer that is no choice", with_stop(R"("at": {"step": 1}, "ask": "?", "choices": ["A", "B"], "answer": "C")"), "1:109: error: 'answer' at /lesson/stops/0/answer is \"C\": not one of the choices", ""},
        {"one choice", with_stop(R"("at": {"step": 1}, "ask": "?", "choices": ["A"])"), "1:87: error: 'choices' at /lesson/stops/0/choices is [\"A\"]: must have at least two", ""},
        {"a choice twice", with_stop(R"("at": {"step": 1}, "ask": "?", "choices": ["A", "A"])"), "1:93: error: item 2 of 'choices' at /lesson/stops/0/choices/1 is \"A\": named twice", ""},
        {"bookmark unknown key", with(R"("lesson": {"bookmarks": [{"at": {"step": 1}, "ask": "?"}]})"), "1:68: error: unknown key 'ask' at /lesson/bookmarks/0/ask, value \"?\"", ""},
        {"the first of two errors is told", with(R"("lesson": {"views": ["x"]}, "until": -1)"), "1:44: error: item 1 of 'views' at /lesson/views/0 is \"x\": unknown view", ""},
    };
    all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

std::vector<BrokenInput> broken_scenarios() {
    std::vector<BrokenInput> all;
    add_not_json(all);
    add_head(all);
    add_runs(all);
    add_world(all);
    add_lesson(all);
    return all;
}

}  // namespace loopscope::tests
