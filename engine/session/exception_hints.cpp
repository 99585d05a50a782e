#include "session/exception_hints.h"

#include "runtime/frames.h"
#include "runtime/memory.h"
#include "runtime/text_ops.h"
#include "runtime/traceback_suggest.h"

namespace loopscope::session {

namespace rt = runtime;

namespace {

bool in_standard_library(rt::VM& vm, const std::string& name) {
    rt::Str* key = rt::intern(vm, name);
    const bool found = key && rt::is_standard_module(vm, rt::obj_cell(key));
    if (key) rt::decref(vm, key);
    return found;
}

std::string about_module(rt::VM& vm, const std::string& name) {
    const std::string top = name.substr(0, name.find('.'));
    const std::string instead = "a " + top + ".py beside the program, or in a folder given with --path, is found";
    if (top == "multiprocessing")
        return "processes are not simulated: threading.Thread, queue.Queue and concurrent.futures.ThreadPoolExecutor have the "
               "same calls";
    if (in_standard_library(vm, top)) return "the engine does not bring this module of the standard library; " + instead;
    if (top == "requests" || top == "httpx")
        return "packages cannot be installed; for HTTP there are urllib.request and aiohttp";
    return "packages cannot be installed; beside the standard library there are aiohttp and async_timeout; " + instead;
}

}  // namespace

std::string hint_of_exception(rt::VM& vm, rt::Cell exc) {
    if (!rt::is_kind(exc, rt::kException)) return {};
    const auto* e = rt::as<rt::Exception>(exc);
    const auto is = [&](rt::C cls) { return rt::is_subclass(e->cls, vm.cls(cls)); };
    if (is(rt::C::ModuleNotFoundError))
        return rt::is_str(e->extra[0]) ? about_module(vm, rt::str_utf8(e->extra[0])) : std::string();
    if (e->cls == vm.cls(rt::C::EOFError))
        return R"(what is typed comes from the scenario: "world": {"stdin": [{"at": 0.0, "text": "yes\n"}]})";
    if (e->cls == vm.cls(rt::C::FileNotFoundError))
        return R"(files are those of the scenario: "world": {"files": {"data.txt": "content"}})";
    if (e->cls == vm.cls(rt::C::ConnectionRefusedError))
        return R"(who listens is said by the scenario: "world": {"network": {"servers": [{"listen": "127.0.0.1:8888", "script": []}]}})";
    return {};
}

}  // namespace loopscope::session
