// Scenarios that use everything a scenario file can say. Used by the tests of the loader, the writer and the schema.
#pragma once

namespace loopscope::tests {

inline constexpr const char* kFullScenario = R"JSON({
  "$schema": "../assets/scenario.schema.json",
  "format": "loopscope-scenario/1",
  "title": "Blocking the loop, and not",
  "summary": "One paragraph\nfor the gallery.",
  "talk": "asyncio - deep dive, 5.1 and 5.2",
  "python": "3.6",
  "runs": [
    {"name": "blocking", "program": ["import asyncio, time", "", "print('é')"]},
    {"name": "run_in_executor", "program": {"file": "sub/executor.py"}, "python": "3.13", "until": 2,
     "world": {"executor": {"workers": 1}}, "expect": {"stdout": "a\nb\n", "status": 3}}
  ],
  "until": 30.0,
  "world": {
    "executor": {"workers": 8},
    "network": {
      "latency": 0.25,
      "clients": [{"name": "c", "connect": "127.0.0.1:8888", "at": 0.5,
                   "script": [{"send": "hello\n"}, {"receive": "HELLO\n"}, {"wait": 1.0}, {"close": true}]},
                  {"connect": "[::1]:80"}],
      "servers": [{"listen": "example.org:80", "http": {"GET /": {"status": 404, "body": "hi", "delay": 0.3}, "POST /x?y=1": {}}},
                  {"listen": "10.0.0.5:7", "script": [{"receive": "ping\n"}, {"send": "pong\n"}]}]
    },
    "signals": [{"at": 2.0, "signal": "SIGINT"}],
    "processes": [{"command": "ls -l", "stdout": "total 0\n", "stderr": "e", "takes": 1.5, "exit": 7}],
    "stdin": [{"at": 0.5, "text": "yes\n"}, {"text": "no\n"}],
    "files": {"data.txt": "content", "empty": ""}
  },
  "clock": {"read": 0.000001},
  "costs": {"crunch": 2.0, "Worker.run": 0.1},
  "limits": {"events": 2000000, "heap": 268435456, "instructions": 1e6, "seconds": 60},
  "lesson": {
    "views": ["source", "timeline", "loop"],
    "bookmarks": [{"at": {"step": 40}, "say": "here"}, {"at": {"time": 1.5}, "run": "run_in_executor"}],
    "stops": [{"at": {"line": 7, "hit": 2}, "run": "blocking", "say": "A sentence.", "notes": "for the teacher",
               "ask": "Which task runs next?", "choices": ["A", "B"], "answer": "B"},
              {"at": {"event": "task.done", "hit": 3}, "ask": "Why?"}]
  },
  "expect": {"stdout": ["one", "two"], "stderr": "a part of it", "status": 0, "seconds": 3.0,
             "events": [{"event": "task.done", "name": "Task-2", "t": 1.5}, {"event": "print", "text": "one*"}]}
}
)JSON";

inline constexpr const char* kSmallScenario = R"JSON({"program": "print(1)"})JSON";

}  // namespace loopscope::tests
