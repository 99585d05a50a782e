// Hints: a sentence in plain words that goes with a message, for those who meet it the first time.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

struct Hint {
    std::string_view message_start;
    std::string_view hint;
};

// The first row whose text the message starts with.
constexpr Hint kHints[] = {
    {"expected ':'", "a line that opens a block (if, for, while, def, class, with, try ...) ends with a colon"},
    {"expected an indented block", "indent the lines that belong to the block; a block that does nothing holds `pass`"},
    {"unexpected indent", "this line is indented further than the one before it, but no block was opened"},
    {"unindent does not match", "indent this line exactly as the block that it belongs to"},
    {"inconsistent use of tabs", "indent with blanks only, four a level"},
    {"too many levels of indentation", "move inner blocks into functions of their own"},
    {"unterminated triple-quoted", "the text is never closed: end it with the same three quotes"},
    {"unterminated", "close the text with the same quote on the same line, or use three quotes for several lines"},
    {"unmatched '", "there is no open bracket that this one could close"},
    {"closing parenthesis", "close the brackets in the reverse order in which they were opened"},
    {"f-string: expecting '}'", "a field of an f-string is closed by a brace; a brace as text is written twice"},
    {"f-string: single '}'", "a brace as text is written twice in an f-string: }}"},
    {"f-string: valid expression required", "write an expression between the braces; a brace as text is written twice"},
    {"f-string: lambda", "put the lambda in parentheses: its colon would begin the format"},
    {"invalid character '", "replace it: a character copied from a document may only look like the one that is meant"},
    {"invalid non-printable character", "delete it: an invisible character came in, often from a document or a web page"},
    {"leading zeros", "drop the zeros, or write 0o in front for an octal number"},
    {"invalid decimal literal", "a name cannot begin with a digit"},
    {"cannot assign to function call here", "a call gives a value: put a name on the left of =, or compare with =="},
    {"cannot assign to True", "True, False and None are fixed"},
    {"cannot assign to False", "True, False and None are fixed"},
    {"cannot assign to None", "True, False and None are fixed"},
    {"cannot assign to", "on the left of = there must be a name, an attribute or an item"},
    {"cannot delete", "only names, attributes and items can be deleted"},
    {"invalid syntax. Maybe you meant '=='", "= assigns; == compares"},
    {"Missing parentheses in call to 'print'", "print is a function: print(...)"},
    {"positional argument follows keyword", "write the arguments without a name first"},
    {"parameter without a default", "write the parameters without a default first"},
    {"Generator expression must be parenthesized", "put the generator expression in parentheses of its own"},
    {"multiple exception types must be parenthesized", "write: except (A, B):"},
    {"expected 'except' or 'finally' block", "a try block is followed by except or finally at the same indentation"},
    {"expected 'else' after 'if' expression", "write: value if condition else other"},
    {"did you forget parentheses around the comprehension target?", "write: [(a, b) for ...]"},
    {"trailing comma not allowed", "drop the comma at the end, or put the names in parentheses"},
    {"(unicode error) 'unicodeescape'", "double the backslash, or write r in front of the quote, if it is meant as text"},
    {"too complex", "split the expression or the ladder of elifs into smaller parts"},
    {"too many nested", "split the expression into smaller parts"},
    {"unexpected character after line continuation", "a backslash outside a text must be the last character of its line"},
    {"Did you mean to use 'from", "write: from MODULE import NAME"},
};

}  // namespace

std::string hint_for(std::string_view message) {
    if (message.ends_with("' was never closed")) return "close the bracket; everything behind it counts as its content";
    for (const Hint& row : kHints) {
        if (message.starts_with(row.message_start)) return std::string(row.hint);
    }
    return {};
}

}  // namespace loopscope::syntax
