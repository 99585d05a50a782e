// Diagnostic and Result: how a layer says that its input is bad or a limit was reached.
//
// Callers: every layer of the engine and the app's command line. A Diagnostic is a value; nothing is printed
// or thrown here. The program's own exceptions and our bugs never travel this way.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace loopscope::base {

// What kind of refusal this is. The first three are Python's exception types for unusable source.
enum class DiagnosticKind : std::uint8_t {
    SyntaxError,
    IndentationError,
    TabError,
    Unsupported,  // valid Python that the engine does not know
    Limit,        // too big, too deep, too long
    Input,        // not Python's matter: JSON, files, arguments
    Warning,      // a SyntaxWarning: collected, never a reason to refuse
};

// The name that Python gives it: "SyntaxError", "IndentationError", "TabError", "SyntaxWarning"; the rest are
// SyntaxErrors too where a program has to be told.
const char* diagnostic_kind_name(DiagnosticKind kind);

struct Diagnostic {
    std::string file;
    std::uint32_t line = 0;    // 1-based; 0: about the file as a whole
    std::uint32_t column = 0;  // 1-based, in code points, as SyntaxError.offset; 0: no column known
    std::string message;
    std::string hint;  // what to write instead; empty where there is nothing useful to say
    DiagnosticKind kind = DiagnosticKind::SyntaxError;
    std::uint32_t end_line = 0;    // as SyntaxError.end_lineno; 0: unknown
    std::uint32_t end_column = 0;  // as SyntaxError.end_offset; ~0: -1
    std::string text;              // as SyntaxError.text: the source line, mostly with its newline; empty: unknown
};

// "FILE:LINE:COLUMN: error: MESSAGE", and a second line "hint: ..." where there is one. No newline at the end.
std::string format_diagnostic(const Diagnostic& diagnostic);

// Either a value or the Diagnostic that says why there is none.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Diagnostic diagnostic) : state_(std::in_place_index<1>, std::move(diagnostic)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return *checked_value(); }
    const T& value() const& { return *const_cast<Result*>(this)->checked_value(); }
    T&& value() && { return std::move(*checked_value()); }
    T& operator*() & { return *checked_value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return checked_value(); }
    const T* operator->() const { return const_cast<Result*>(this)->checked_value(); }

    Diagnostic& error() { return *checked_error(); }
    const Diagnostic& error() const { return *const_cast<Result*>(this)->checked_error(); }

private:
    T* checked_value() {
        T* held = std::get_if<0>(&state_);
        assert(held && "value() of a failed Result");
        return held;
    }
    Diagnostic* checked_error() {
        Diagnostic* held = std::get_if<1>(&state_);
        assert(held && "error() of a Result that holds a value");
        return held;
    }

    std::variant<T, Diagnostic> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Diagnostic diagnostic) : error_(std::move(diagnostic)) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    Diagnostic& error() { return *error_; }
    const Diagnostic& error() const { return *error_; }

private:
    std::optional<Diagnostic> error_;
};

}  // namespace loopscope::base
