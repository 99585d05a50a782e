#include "app/cli/arguments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "app/cli/options.def"
#include "scenario/keys.h"

namespace loopscope::cli {

namespace {

enum class Option : std::uint8_t {
#define OPTION(name, long_name, short_name, argument, calls, help) name,
    LOOPSCOPE_OPTIONS(OPTION)
#undef OPTION
};

struct OptionInfo {
    Option option;
    std::string_view long_name, short_name, argument, calls, help;
};

constexpr OptionInfo kOptions[] = {
#define OPTION(name, long_name, short_name, argument, calls, help) {Option::name, long_name, short_name, argument, calls, help},
    LOOPSCOPE_OPTIONS(OPTION)
#undef OPTION
};

struct CallInfo {
    Call call;
    char letter;
    std::string_view name, usage, help;
};

constexpr CallInfo kCalls[] = {
    {Call::App, 'A', "", "[FILE[#step=N&pane=NAME] ...]", "opens the desktop app; no FILE: the gallery of scenarios"},
    {Call::Run, 'r', "run", "FILE", "runs the program in virtual time and prints just what the program prints"},
    {Call::Trace, 't', "trace", "FILE", "writes all that happened, to standard output without -o"},
    {Call::Show, 'h', "show", "FILE", "the state at a step as text; without --at, a timeline of the whole run"},
    {Call::Check, 'c', "check", "FILE ...", "runs scenarios and compares with what they expect; a .py must end with status 0"},
    {Call::Shot, 's', "shot", "FILE -o PNG",
     "renders what the app would show, without a screen; OUT.svg: as a drawing; without --at: the end"},
    {Call::Handout, 'o', "handout", "FILE -o MD", "writes the lesson's stops as Markdown, with a picture of each beside it"},
};

const CallInfo& info_of(Call call) {
    for (const CallInfo& info : kCalls) {
        if (info.call == call) return info;
    }
    return kCalls[0];
}

base::Diagnostic usage_error(std::string message, std::string hint = {}) {
    base::Diagnostic diagnostic;
    diagnostic.file = "loopscope";
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.kind = base::DiagnosticKind::Input;
    return diagnostic;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Fewer digits than would overflow: nobody has so many steps.
bool parse_count(std::string_view text, std::uint64_t& to) {
    if (!all_digits(text) || text.size() > 18) return false;
    to = std::strtoull(std::string(text).c_str(), nullptr, 10);
    return true;
}

class ArgumentParser {
public:
    explicit ArgumentParser(const std::vector<std::string>& words) : words_(words) {}

    base::Result<Arguments> parse() {
        parse_call();
        while (at_ < words_.size() && !error_ && !finished_) parse_word();
        if (error_) return *error_;
        if (arguments_.call != Call::Help && arguments_.call != Call::Version && !check_complete()) return *error_;
        return std::move(arguments_);
    }

private:
    bool fail(std::string message, std::string hint = {}) {
        if (!error_) error_ = usage_error(std::move(message), std::move(hint));
        return false;
    }

    std::string see_help() const {
        const CallInfo& info = info_of(arguments_.call);
        return "loopscope " + std::string(info.name) + (info.name.empty() ? "" : " ") + "--help lists the options";
    }

    void parse_call() {
        if (words_.empty()) return;
        for (const CallInfo& info : kCalls) {
            if (info.name.empty() || words_[0] != info.name) continue;
            arguments_.call = info.call;
            at_ = 1;
        }
        if (words_[0] == "--version") {
            arguments_.call = Call::Version;
            finished_ = true;
        }
    }

    void parse_word() {
        const std::string& word = words_[at_++];
        if (word == "--") {
            arguments_.run.argv.assign(words_.begin() + static_cast<std::ptrdiff_t>(at_), words_.end());
            at_ = words_.size();
        } else if (word.size() > 1 && word[0] == '-') {
            parse_option(word);
        } else {
            arguments_.files.push_back(word);
        }
    }

    void parse_option(const std::string& word) {
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        const std::string name = word.substr(0, equals);
        const OptionInfo* option = find_option(name);
        if (!option) return;
        std::string value;
        if (option->argument.empty()) {
            if (equals != std::string::npos) fail("the option " + name + " takes no value: " + word);
        } else if (equals != std::string::npos) {
            value = word.substr(equals + 1);
        } else if (at_ < words_.size()) {
            value = words_[at_++];
        } else {
            fail("the option " + name + " needs a value: " + std::string(option->argument), see_help());
        }
        if (!error_) apply(*option, name, value);
    }

    const OptionInfo* find_option(const std::string& name) {
        const char letter = info_of(arguments_.call).letter;
        std::vector<std::string_view> known;
        for (const OptionInfo& option : kOptions) {
            const bool has = option.calls.find(letter) != std::string_view::npos;
            if (has) known.push_back(option.long_name);
            if (name != option.long_name && (option.short_name.empty() || name != option.short_name)) continue;
            if (has) return &option;
            fail("the option " + name + " is not one of loopscope " + std::string(info_of(arguments_.call).name), see_help());
            return nullptr;
        }
        const std::string meant = scenario::nearest_word(name, known);
        fail("unknown option " + name, meant.empty() ? see_help() : "did you mean " + meant + "?");
        return nullptr;
    }

    void apply(const OptionInfo& option, const std::string& name, const std::string& value) {
        switch (option.option) {
            case Option::Format: apply_format(value); break;
            case Option::Output:
                value.empty() ? void(fail("the name of the output is empty")) : void(arguments_.output = value);
                break;
            case Option::At: apply_at(value); break;
            case Option::Size: apply_size(value); break;
            case Option::Theme:
                if (value != "light" && value != "dark" && value != "contrast")
                    fail("unknown theme '" + value + "'", "known: light, dark, contrast");
                arguments_.shot.theme = value;
                break;
            case Option::View: apply_view(value); break;
            case Option::Bare: arguments_.shot.bare = true; break;
            case Option::Answers: arguments_.answers = true; break;
            case Option::Say: arguments_.says = true; break;
            case Option::RunName: arguments_.run.run = value; break;
            case Option::Path: arguments_.run.paths.push_back(value); break;
            case Option::Python:
                arguments_.run.python = scenario::dialect_from_name(value);
                if (!arguments_.run.python)
                    fail("unknown dialect '" + value + "' after " + name, "known: 3.13, 3.6, micropython");
                break;
            case Option::Until: apply_until(value); break;
            case Option::NoRecord: arguments_.run.record = false; break;
            case Option::Help:
                arguments_.help_about = arguments_.call;
                arguments_.call = Call::Help;
                finished_ = true;
                break;
        }
        if (option.option == Option::RunName && value.empty()) fail("the name of the run is empty");
    }

    void apply_format(const std::string& value) {
        static constexpr std::array<std::string_view, 4> kFormats = {"jsonl", "chrome", "text", "bin"};
        const auto found = std::find(kFormats.begin(), kFormats.end(), value);
        if (found == kFormats.end())
            fail("unknown format '" + value + "'", "known: jsonl, chrome, text, bin");
        else
            arguments_.format = static_cast<TraceFormat>(found - kFormats.begin());
    }

    void apply_at(const std::string& value) {
        arguments_.at.given = true;
        std::uint64_t step = 0;
        if (value == "end")
            arguments_.at.step.reset();
        else if (parse_count(value, step))
            arguments_.at.step = step;
        else
            fail("not a step: '" + value + "'", "--at takes a step's number, from 0, or end");
    }

    void apply_size(const std::string& value) {
        const std::size_t x = value.find('x');
        std::uint64_t width = 0, height = 0;
        const bool good = x != std::string::npos && parse_count(value.substr(0, x), width) &&
                          parse_count(value.substr(x + 1), height) && width >= 160 && height >= 120 && width <= 16384 &&
                          height <= 16384 && width * height <= 64'000'000;
        if (!good)
            fail("not a size: '" + value + "'",
                 "--size takes WIDTHxHEIGHT, from 160x120 to 16384 a side and 64 million pixels");
        arguments_.shot.width = static_cast<int>(width);
        arguments_.shot.height = static_cast<int>(height);
    }

    void apply_view(const std::string& value) {
        const auto& views = scenario::view_names();
        arguments_.shot.view = value;
        if (std::find(views.begin(), views.end(), value) != views.end()) return;
        std::string known;
        for (std::string_view view : views) known += (known.empty() ? "" : ", ") + std::string(view);
        fail("unknown view '" + value + "'", "known: " + known);
    }

    void apply_until(const std::string& value) {
        char* end = nullptr;
        const double seconds = std::strtod(value.c_str(), &end);
        const bool number = !value.empty() && *end == '\0' && value.find_first_not_of("0123456789.eE+-") == std::string::npos;
        if (!number || !std::isfinite(seconds) || seconds < 0 || seconds > scenario::kMaxTime) {
            fail("not a time: '" + value + "'", "--until takes seconds, a number >= 0");
        }
        arguments_.run.until = seconds;
    }

    bool check_complete() {
        const Call call = arguments_.call;
        const std::string name(info_of(call).name);
        if (call == Call::App) return true;
        if (arguments_.files.empty()) return fail("loopscope " + name + " needs a FILE", see_help());
        if (call != Call::Check && arguments_.files.size() > 1) {
            return fail("loopscope " + name + " takes one FILE; '" + arguments_.files[1] + "' is a second one",
                        "the program's own arguments follow --");
        }
        if (call == Call::Shot && arguments_.output.empty()) return fail("loopscope shot needs -o PNG", see_help());
        if (call == Call::Handout && arguments_.output.empty()) return fail("loopscope handout needs -o MD", see_help());
        if (arguments_.shot.bare && arguments_.shot.view.empty()) return fail("--bare needs a pane: --view NAME", see_help());
        return true;
    }

    const std::vector<std::string>& words_;
    std::size_t at_ = 0;
    bool finished_ = false;
    Arguments arguments_;
    std::optional<base::Diagnostic> error_;
};

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size() + 2, width), ' ');
    return text;
}

std::string option_lines(char letter) {
    std::string text;
    for (const OptionInfo& option : kOptions) {
        if (option.calls.find(letter) == std::string_view::npos) continue;
        std::string name(option.long_name);
        if (!option.short_name.empty()) name = std::string(option.short_name) + ", " + name;
        if (!option.argument.empty()) name += " " + std::string(option.argument);
        text += "  " + padded(name, 24) + std::string(option.help) + "\n";
    }
    return text;
}

constexpr std::string_view kFileHelp =
    "FILE is a scenario (.json), a Python program (.py), or a trace saved with --format bin.\n"
    "What follows -- is the program's sys.argv[1:].\n";

}  // namespace

base::Result<Arguments> parse_arguments(const std::vector<std::string>& words) { return ArgumentParser(words).parse(); }

base::Result<OpenFile> parse_open_file(const std::string& word, bool file_of_that_name) {
    OpenFile open;
    const std::size_t hash = file_of_that_name ? std::string::npos : word.rfind('#');
    open.file = word.substr(0, hash);
    if (hash == std::string::npos) return open;
    std::string_view rest = std::string_view(word).substr(hash + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        std::uint64_t step = 0;
        const auto& views = scenario::view_names();
        if (part.starts_with("step=") && parse_count(part.substr(5), step)) {
            open.step = step;
        } else if (part.starts_with("pane=") && std::find(views.begin(), views.end(), part.substr(5)) != views.end()) {
            open.pane = part.substr(5);
        } else {
            return usage_error("cannot understand '" + std::string(part) + "' in " + word, "FILE#step=N&pane=NAME");
        }
    }
    return open;
}

std::string help_text(Call about) {
    const CallInfo& info = info_of(about);
    if (about != Call::App) {
        return "usage: loopscope " + std::string(info.name) + " " + std::string(info.usage) + " [OPTION ...] [-- ARG ...]\n\n" +
               std::string(info.name) + ": " + std::string(info.help) + "\n\n" + option_lines(info.letter) + "\n" +
               std::string(kFileHelp);
    }
    std::string text = "Loopscope steps through asyncio programs, forwards and backwards.\n\nusage:\n";
    for (const CallInfo& call : kCalls) {
        const std::string name = call.name.empty() ? "" : std::string(call.name) + " ";
        text += "  loopscope " + padded(name + std::string(call.usage), 34) + std::string(call.help) + "\n";
    }
    text += "  loopscope " + padded("CALL --help", 34) + "the options of a call\n";
    text += "  loopscope " + padded("--version", 34) + "the version\n\noptions of the app:\n";
    return text + option_lines('A') + "\n" + std::string(kFileHelp) + R"(
exit status of run: the program's own; 2 for input that cannot be used, 3 where nothing can run any more,
4 where a limit was reached
)";
}

}  // namespace loopscope::cli
