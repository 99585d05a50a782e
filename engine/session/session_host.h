// What the engine may ask of the outside during a session: modules' sources, going on, and where output goes.
#pragma once
#include <string>
#include <string_view>

#include "library/library.h"
#include "runtime/vm.h"
#include "session/session.h"

namespace loopscope::session {

// Where the modules that the engine brings claim to lie (__file__, tracebacks).
inline constexpr std::string_view kLibraryFolder = "/usr/lib/python3.13/";

class SessionHost : public runtime::Host {
public:
    SessionHost(OutputSink& sink, const RunOptions& options) : sink_(sink), options_(options) {}

    // The program's own modules first (its folder, --path), then the engine's library.
    bool module_source(std::string_view name, runtime::ModuleSource* out) override {
        if (options_.find_module) {
            if (auto found = options_.find_module(name)) {
                out->text = found->problem.empty() ? found->text : "raise ImportError(" + quoted(found->problem) + ")\n";
                out->path = found->path;
                out->package = found->package;
                return true;
            }
        }
        std::string base(name);
        for (char& c : base)
            if (c == '.') c = '/';
        for (bool package : {false, true}) {
            std::string file = package ? base + "/__init__.py" : base + ".py";
            if (file.starts_with("_builtins")) return false;
            for (const auto& f : library::library_files())
                if (f.name == file) {
                    out->text = std::string(f.text);
                    out->path = std::string(kLibraryFolder) + file;
                    out->package = package;
                    out->library = true;
                    return true;
                }
        }
        return false;
    }
    bool keep_going() override { return !options_.keep_going || options_.keep_going(); }
    void write(int fd, std::string_view text) override { fd == 1 ? sink_.write_stdout(text) : sink_.write_stderr(text); }
    void flush(int) override { sink_.flush(); }

private:
    static std::string quoted(const std::string& text) {
        std::string s = "\"";
        for (char c : text) {
            if (c == '"' || c == '\\') s += '\\';
            s += c == '\n' ? ' ' : c;
        }
        return s + "\"";
    }
    OutputSink& sink_;
    const RunOptions& options_;
};

}  // namespace loopscope::session
