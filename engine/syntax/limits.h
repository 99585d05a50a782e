// The limits of the front end, and why each is what it is.
//
// Callers: lexer and parser, which refuse with a Diagnostic; the compiler, which may rely on kMaxTreeDepth when it
// walks the tree recursively.
#pragma once

#include <cstddef>
#include <cstdint>

namespace loopscope::syntax {

// Source text in bytes. The longest module of CPython's own library has about 250 KiB; a lesson has a few.
inline constexpr std::size_t kMaxSourceBytes = 1024 * 1024;

// Open brackets at a time, as CPython's tokenizer has it: "too many nested parentheses".
inline constexpr std::size_t kMaxOpenBrackets = 200;

// Levels of indentation, as CPython's tokenizer has it: "too many levels of indentation".
inline constexpr std::size_t kMaxIndentation = 100;

// f-strings inside f-strings, as CPython's tokenizer has it: "too many nested f-strings".
inline constexpr std::size_t kMaxFStringNesting = 150;

// Replacement fields inside each other's format specs in one f-string, as CPython: "f-string: expressions nested too
// deeply".
inline constexpr int kMaxReplacementNesting = 3;

// Height of any subtree and depth of the parser's own recursion. Chains such as 1+1+1+..., a.b.c..., not not ...
// and elif ladders count one a link. CPython refuses such trees from a few thousand on ("maximum recursion
// depth exceeded during compilation"); 1000 keeps a recursive walk with 2 KiB a frame inside 2 MiB of stack.
inline constexpr std::uint32_t kMaxTreeDepth = 1000;

// SyntaxWarnings kept of one source: a reader needs the first few, and each costs memory.
inline constexpr std::size_t kMaxWarnings = 200;

// Digits of a decimal int literal, as CPython's sys.get_int_max_str_digits().
inline constexpr std::size_t kMaxDecimalDigits = 4300;

}  // namespace loopscope::syntax
