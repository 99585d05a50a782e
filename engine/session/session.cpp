// One run, from source text to exit status: compile, set up a VM, run the main program, what comes at a program's end, tear
// down.
#include "session/session.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "compile/compiler.h"
#include "loop/loop.h"
#include "runtime/frames.h"
#include "runtime/gc_module.h"
#include "runtime/memory.h"
#include "runtime/outside.h"
#include "session/exception_hints.h"
#include "session/program.h"
#include "session/session_host.h"
#include "session/world.h"
#include "trace/writer.h"

namespace loopscope::session {

namespace rt = runtime;

namespace {

struct VMDeleter {
    void operator()(rt::VM* vm) const { rt::destroy_vm(vm); }
};

// Sets a module attribute.
void put(rt::VM& vm, rt::Dict* ns, const char* name, rt::Cell owned) {
    rt::Str* key = rt::intern(vm, name);
    (void)rt::dict_set_str(vm, ns, key, owned);
    rt::decref(vm, key);
    rt::decref(vm, owned);
}

rt::Dict* module_dict(rt::VM& vm, const char* name) {
    rt::Str* key = rt::intern(vm, name);
    rt::Cell m = rt::dict_get_str(vm.modules, key);
    rt::decref(vm, key);
    return rt::is_kind(m, rt::kModule) ? rt::as<rt::Module>(m)->dict : nullptr;
}

// What is kept of one run, all its printed text too. 100 million events take about a third of it.
constexpr uint64_t kRecordedBytes = 640ull << 20;

struct Ending {
    replay::EndKind kind = replay::EndKind::Finished;
    int status = 0;
    std::string message;
};

std::string warning_text(const Program& program, const base::Diagnostic& warning) {
    std::string text = program.path + ":" + std::to_string(warning.line) + ": SyntaxWarning: " + warning.message + "\n";
    const size_t begin = warning.text.find_first_not_of(" \t\f");
    if (begin != std::string::npos) text += "  " + warning.text.substr(begin) + "\n";
    return text;
}

class Run {
public:
    Run(rt::VM& vm, OutputSink& sink) : vm_(vm), sink_(sink) {}

    Ending main_program(const Program& program, const std::vector<std::string>& argv) {
        rt::Module* main = make_main(program);
        set_argv(program, argv);
        rt::Code* code = rt::load_code(vm_, program.code, "", false);
        if (!main || !code) return stopped();
        vm_.outside->sources[program.path] = rt::SourceText{program.text, {}};
        for (const base::Diagnostic& warning : program.warnings) rt::vm_print(vm_, 2, warning_text(program, warning));
        rt::Function* fn = rt::new_function(vm_, code, main->dict);
        rt::Cell ns = rt::obj_cell(main->dict), out = rt::empty_cell();
        rt::incref(ns);
        vm_.heap_limit = vm_.heap_used + vm_.limits.heap;
        if (fail_first) rt::fail_allocations(vm_, rt::FaultPlan{fail_first, fail_count});
        rt::RunResult r = rt::run_call(vm_, rt::obj_cell(fn), &ns, 1, &out);
        open_reserve();
        if (r == rt::RunResult::Stopped) return stopped();
        Ending ending;
        if (r == rt::RunResult::Raised) ending = uncaught();
        if (vm_.stop_reason != rt::StopReason::None) return stopped();
        if (!wind_up(&ending)) return stopped();
        collect_garbage();
        if (vm_.stop_reason == rt::StopReason::None) tear_down(main);
        if (vm_.stop_reason == rt::StopReason::None) collect_garbage();
        if (vm_.stop_reason != rt::StopReason::None) return stopped();
        sink_.flush();
        return ending;
    }

private:
    // What is said at the end, and what the program left to be run then, must not fail for want of memory.
    void open_reserve() {
        constexpr uint64_t kReserve = 16 << 20;
        vm_.heap_limit = vm_.heap_used + rt::heap_room(vm_) + kReserve;
        vm_.outside->faults.count = 0;
    }

    rt::Module* make_main(const Program& program) {
        auto* m = rt::make<rt::Module>(vm_, rt::kModule, rt::C::Module);
        if (!m) return nullptr;
        m->name = rt::intern(vm_, "__main__");
        m->dict = rt::new_dict(vm_);
        put(vm_, m->dict, "__name__", rt::newref(rt::obj_cell(m->name)));
        put(vm_, m->dict, "__doc__", rt::none_cell());
        put(vm_, m->dict, "__package__", rt::none_cell());
        put(vm_, m->dict, "__loader__", rt::none_cell());
        put(vm_, m->dict, "__spec__", rt::none_cell());
        put(vm_, m->dict, "__annotations__", rt::obj_cell(rt::new_dict(vm_)));
        rt::Str* builtins = rt::intern(vm_, "builtins");
        put(vm_, m->dict, "__builtins__", rt::newref(rt::dict_get_str(vm_.modules, builtins)));
        put(vm_, m->dict, "__file__", rt::new_str_cell(vm_, program.path));
        put(vm_, m->dict, "__cached__", rt::none_cell());
        (void)rt::dict_set_str(vm_, vm_.modules, m->name, rt::obj_cell(m));
        return m;
    }

    void set_argv(const Program& program, const std::vector<std::string>& argv) {
        rt::List* l = rt::new_list(vm_, 1);
        (void)rt::list_append(vm_, l, rt::new_str_cell(vm_, program.path));
        for (const auto& a : argv) (void)rt::list_append(vm_, l, rt::new_str_cell(vm_, a));
        if (rt::Dict* sys = module_dict(vm_, "sys")) {
            put(vm_, sys, "argv", rt::obj_cell(l));
            rt::List* path = rt::new_list(vm_, 1);
            (void)rt::list_append(vm_, path, rt::new_str_cell(vm_, program.folder));
            put(vm_, sys, "path", rt::obj_cell(path));
        }
    }

    // The exception that left the main program: sys.exit's status, or a traceback.
    Ending uncaught() {
        rt::Cell exc = rt::take_exception(vm_);
        Ending e;
        if (rt::exception_matches(vm_, exc, rt::obj_cell(vm_.cls(rt::C::SystemExit)))) {
            e.status = exit_status(rt::as<rt::Exception>(exc)->extra[0]);
            rt::decref(vm_, exc);
            return e;
        }
        e.status = rt::exception_matches(vm_, exc, rt::obj_cell(vm_.cls(rt::C::KeyboardInterrupt))) ? 130 : 1;
        report(exc);
        if (std::string hint = hint_of_exception(vm_, exc); !hint.empty()) e.message = "hint: " + hint;
        rt::decref(vm_, exc);
        return e;
    }

    int exit_status(rt::Cell code) {
        int64_t n = 0;
        if (rt::is_empty(code) || rt::is_none(code)) return 0;
        if (rt::is_int(code)) return rt::fits_int64(code, &n) ? static_cast<int>(n & 0xff) : 255;
        std::string shown;
        if (rt::is_str(code))
            shown = rt::str_utf8(code);
        else if (rt::repr_nested(vm_, code, &shown) != rt::Status::Ok && !rt::is_empty(vm_.exc))
            rt::clear_exception(vm_);
        rt::vm_print(vm_, 2, shown + "\n");
        return 1;
    }

    // Through sys.excepthook where the program has put in its own, else as CPython writes it.
    void report(rt::Cell exc) {
        rt::Dict* sys = module_dict(vm_, "sys");
        rt::Str* key = rt::intern(vm_, "excepthook");
        rt::Cell hook = sys ? rt::dict_get_str(sys, key) : rt::empty_cell();
        bool own = rt::is_kind(hook, rt::kFunction) && !(rt::as<rt::Function>(hook)->code->flags & compile::kHidden);
        if (own) {
            rt::Cell args[3] = {rt::obj_cell(rt::obj_of(exc)->cls), exc, rt::as<rt::Exception>(exc)->traceback},
                     out = rt::empty_cell();
            if (rt::run_call(vm_, hook, args, 3, &out) == rt::RunResult::Returned) {
                rt::decref(vm_, out);
                return;
            }
            if (!rt::is_empty(vm_.exc)) rt::clear_exception(vm_);
        }
        rt::vm_print(vm_, 2, rt::format_exception(vm_, exc));
    }

    // What CPython does between the end of the main program and the end of the interpreter: threads are waited for, atexit
    // runs.
    bool wind_up(Ending* ending) {
        rt::Cell calls = loop::program_end_calls(vm_);
        for (uint32_t i = 0; rt::is_kind(calls, rt::kList) && i < rt::as<rt::List>(calls)->n; i++) {
            rt::Cell fn = rt::newref(rt::as<rt::List>(calls)->v[i]), out = rt::empty_cell();
            rt::RunResult r = rt::run_call(vm_, fn, nullptr, 0, &out);
            rt::decref(vm_, fn);
            if (r == rt::RunResult::Stopped) return false;
            if (r == rt::RunResult::Raised) {
                Ending late = uncaught();
                if (ending->status == 0) ending->status = late.status;
            } else
                rt::decref(vm_, out);
            if (vm_.stop_reason != rt::StopReason::None) return false;
        }
        rt::decref(vm_, calls);
        return true;
    }

    // Finalizers of what only keeps itself alive run at the end, too.
    void collect_garbage() {
        if (vm_.recording) vm_.in_finalize |= 4;
        vm_.recording = 0;
        (void)rt::collect_cycles(vm_);
        if (!rt::is_empty(vm_.exc)) rt::clear_exception(vm_);
    }

    // The main module's names go, private ones first, then the others in order: finalizers of what only they kept alive run
    // now. That is after the program's end: what they print is recorded, what they run is not.
    void tear_down(rt::Module* main) {
        if (vm_.recording) vm_.in_finalize |= 4;
        vm_.recording = 0;
        rt::Dict* d = main->dict;
        std::vector<rt::Str*> first, second;
        uint32_t pos = 0;
        rt::Cell k, v;
        while (rt::dict_next(d, &pos, &k, &v)) {
            if (!rt::is_str(k)) continue;
            std::string name = rt::str_utf8(k);
            if (name == "__builtins__") continue;
            bool is_private = name.size() > 1 && name[0] == '_' && name[1] != '_';
            (is_private ? first : second).push_back(rt::newref(rt::as<rt::Str>(k)));
        }
        for (auto* list : {&first, &second})
            for (rt::Str* name : *list) {
                if (vm_.stop_reason == rt::StopReason::None) (void)rt::dict_set_str(vm_, d, name, rt::none_cell());
                rt::decref(vm_, name);
            }
    }

    // What to do about a loop that waits for a clock that stands still.
    std::string hint_of_waiting() {
        if (!loop::waits_busily(vm_)) return "\nhint: most likely a loop that never ends; a scenario may set other \"limits\"";
        return "\nhint: the program reads the clock over and over, but code costs no time here, so that the clock stands "
               "still: "
               "await asyncio.sleep(), or give the scenario \"clock\": {\"read\": 0.000001}";
    }

    uint64_t instructions_limit() const {
        const rt::Limits& most = vm_.limits;
        return vm_.ticks_in_all > most.instructions_in_all() ? most.instructions_in_all() : most.instructions_between_events;
    }

    Ending stopped() {
        Ending e;
        auto limit = [&](const std::string& text) {
            e.kind = replay::EndKind::Limit;
            e.status = 4;
            e.message = "limit: " + text;
        };
        switch (vm_.stop_reason) {
            case rt::StopReason::Deadlock: {
                e.kind = replay::EndKind::Deadlock;
                e.status = 3;
                e.message = "deadlock: nothing left to run";
                std::string who = loop::who_waits(vm_);
                if (!who.empty()) e.message += "\n" + who;
                break;
            }
            case rt::StopReason::Idle:
                e.kind = replay::EndKind::Idle;
                e.status = 3;
                e.message = "idle: waiting for " + loop::waits_outside(vm_);
                break;
            case rt::StopReason::Until: e.status = loop::exit_status(vm_); break;
            case rt::StopReason::EventLimit: limit("events " + std::to_string(event_limit) + hint_of_waiting()); break;
            case rt::StopReason::ByteLimit:
                limit("recording " + std::to_string(kRecordedBytes) +
                      "\nhint: the program prints very much; so many bytes of a run are kept");
                break;
            case rt::StopReason::HeapLimit: limit("heap " + std::to_string(vm_.limits.heap)); break;
            case rt::StopReason::InstructionLimit:
                limit("instructions " + std::to_string(instructions_limit()) + hint_of_waiting());
                break;
            case rt::StopReason::StopRequested:
            case rt::StopReason::StepReached: e.kind = replay::EndKind::Stopped; break;
            default:
                if (!rt::is_empty(vm_.exc)) return uncaught();
                limit("heap " + std::to_string(vm_.limits.heap));
                break;
        }
        sink_.flush();
        return e;
    }

public:
    uint64_t event_limit = 0;
    uint64_t fail_first = 0, fail_count = 0;

private:
    rt::VM& vm_;
    OutputSink& sink_;
};

void collect_sources(const rt::VM& vm, replay::RawRecording* raw) {
    for (const auto& [file, source] : vm.outside->sources) {
        replay::SourceText s;
        s.file = file;
        s.text = source.text;
        s.library = file.starts_with("<engine>/") || file.starts_with(kLibraryFolder);
        raw->sources.push_back(std::move(s));
    }
}

}  // namespace

RunResult run_scenario_run(const scenario::Scenario& scenario, std::size_t run_index, const RunOptions& options,
                           OutputSink& sink) {
    RunResult result;
    const scenario::Run& run = scenario.runs[run_index];
    auto program = prepare_program(run, scenario.costs, options);
    if (!program) {
        result.end.status = 2;
        result.refused = program.error();
        return result;
    }
    auto raw = std::make_shared<replay::RawRecording>();
    raw->title = scenario.title;
    raw->run_name = run.name;
    raw->file = run.program.path;
    raw->python = std::string(scenario::dialect_name(program->dialect));
    if (scenario.runs.size() > 1)
        for (const auto& r : scenario.runs) raw->run_names.push_back(r.name);
    trace::Writer writer(*raw->tables, options.record ? trace::WriterMode::Keep : trace::WriterMode::Scratch);
    uint64_t events = scenario.limits.events.value_or(scenario::kDefaultEvents);
    writer.set_event_limit(events);
    if (options.record) writer.set_byte_limit(kRecordedBytes);
    if (options.stop_at_step) writer.set_stop_at_step(*options.stop_at_step);
    SessionHost host(sink, options);
    rt::VMOptions vm_options;
    vm_options.limits.heap = scenario.limits.heap.value_or(scenario::kDefaultHeap);
    vm_options.limits.instructions_between_events = scenario.limits.instructions.value_or(scenario::kDefaultInstructions);
    vm_options.host = &host;
    vm_options.trace = &writer;
    vm_options.dialect = static_cast<uint8_t>(program->dialect);
    std::unique_ptr<rt::VM, VMDeleter> vm(rt::create_vm(vm_options));
    if (!vm) {
        result.end.status = 4;
        result.end.message = "limit: no address space for the program's memory";
        return result;
    }
    loop::Settings settings;
    if (options.until)
        settings.until = *options.until;
    else if (run.until)
        settings.until = *run.until;
    settings.workers = run.world.executor_workers.value_or(0);
    vm->clock_read_cost = scenario.clock_read;
    if (!loop::install(*vm, settings) || !rt::start_library(*vm)) {
        result.end.status = 70;
        result.end.message = "the engine's own library does not start:\n" +
                             (rt::is_empty(vm->exc) ? std::string() : rt::format_exception(*vm, vm->exc));
        return result;
    }
    vm->heap_limit = std::numeric_limits<std::uint64_t>::max() / 2;  // the program's limit begins with the program itself
    if (!start_world(*vm, run.world)) {
        result.end.status = 70;
        result.end.message =
            "the world does not start:\n" + (rt::is_empty(vm->exc) ? std::string() : rt::format_exception(*vm, vm->exc));
        return result;
    }
    vm->recording = options.trace_off ? 0 : 1;
    Run r(*vm, sink);
    r.event_limit = events;
    r.fail_first = options.fail_first;
    r.fail_count = options.fail_count;
    Ending ending = r.main_program(*program, options.argv);
    vm->recording = 0;
    result.end.kind = ending.kind;
    result.end.status = ending.status;
    result.end.message = ending.message;
    result.seconds = vm->now;
    result.allocations = vm->outside->faults.seen;
    if (options.at_end) options.at_end(*vm);
    raw->end = result.end;
    if (options.record) {
        collect_sources(*vm, raw.get());
        raw->chunks = writer.take_chunks();
        result.recording = raw;
    }
    return result;
}

}  // namespace loopscope::session
