// Hints: a sentence in plain words that goes with a message, for those who meet it the first time.
#include "syntax/hints.h"

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
    {"invalid non-printable character", "delete it: an invisible character came in, often from a web page"},
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
    {"(unicode error) 'unicodeescape'", "if the backslash is meant as text, double it, or write r before the quote"},
    {"too complex", "split the expression or the ladder of elifs into smaller parts"},
    {"too many nested", "split the expression into smaller parts"},
    {"unexpected character after line continuation", "a backslash outside a text must end its line"},
    {"Did you mean to use 'from", "write: from MODULE import NAME"},
    {"'await' outside function", "put it into a function that begins with `async def`, and run that with asyncio.run(...)"},
    {"'await' outside async function",
     "write `async def` for the function around it, and await that function where it is called"},
    {"'async with' outside async", "write `async def` for the function around it; a module has no event loop of its own"},
    {"'async for' outside async", "write `async def` for the function around it; a module has no event loop of its own"},
    {"asynchronous comprehension outside", "write `async def` for the function around it"},
    {"'yield from' inside async function", "write `await`: in an `async def` it takes the place of `yield from`"},
    {"'return' with value in async generator", "an async generator gives values with yield only"},
    {"'return' outside function", "only a function returns; to end the program early: sys.exit()"},
    {"'yield' outside function", "only a function can yield: put the line into a `def`"},
    {"'break' outside loop", "break ends the loop around it: here is none, look at the indentation"},
    {"'continue' not properly in loop", "continue goes on with the loop around it: here is none, look at the indentation"},
    {"nonlocal declaration not allowed at module level",
     "a name of the module is global: nonlocal is for functions inside functions"},
    {"no binding for nonlocal", "assign the name in the function around this one, or write global"},
    {"cannot mix bytes and nonbytes literals", "write b before both texts, or before none"},
};

}  // namespace

std::string hint_for(std::string_view message) {
    if (message.ends_with("' was never closed")) return "close the bracket; everything behind it counts as its content";
    for (const Hint& row : kHints) {
        if (message.starts_with(row.message_start)) return std::string(row.hint);
    }
    return {};
}

namespace {

// What was written where another language has it, or Python 2 had it.
std::string_view foreign_operator(TokenKind before, TokenKind token, std::string_view text) {
    if (token == TokenKind::LessGreater) return "not equal is written !=";
    if (token == TokenKind::Exclamation) return "write `not` in front of what is to be negated";
    if (token == TokenKind::Ampersand && before == TokenKind::Ampersand) return "write `and`";
    if (token == TokenKind::Bar && before == TokenKind::Bar) return "write `or`";
    if (token == TokenKind::If && before == TokenKind::Else) return "write `elif`";
    if (token == TokenKind::Greater && before == TokenKind::Equal) return "at least is written >=";
    if (token == TokenKind::ColonEqual) return "put the assignment in parentheses, or write =";
    if (token != TokenKind::Unknown) return {};
    if (text == "?") return "Python has no `?` operator: write `a if condition else b`";
    if (text == "$") return "names have no $ in front";
    return "this character has no meaning in Python outside of texts and comments";
}

bool begins_line(const std::vector<Token>& tokens, std::size_t at) {
    if (at == 0) return true;
    const TokenKind before = tokens[at - 1].kind;
    return before == TokenKind::Newline || before == TokenKind::Indent || before == TokenKind::Dedent;
}

// Whether a name is wanted behind this token.
bool wants_name(TokenKind before) {
    switch (before) {
        case TokenKind::Dot:
        case TokenKind::Def:
        case TokenKind::Class:
        case TokenKind::For:
        case TokenKind::Import:
        case TokenKind::As:
        case TokenKind::Global:
        case TokenKind::Nonlocal: return true;
        default: return false;
    }
}

bool is_increment(const std::vector<Token>& tokens, std::size_t at) {
    if (at < 2 || tokens[at].kind != TokenKind::Newline) return false;
    const TokenKind sign = tokens[at - 1].kind;
    return (sign == TokenKind::Plus || sign == TokenKind::Minus) && tokens[at - 2].kind == sign;
}

}  // namespace

std::string hint_for_token(const std::vector<Token>& tokens, std::size_t at, std::string_view source) {
    const Token& token = tokens[at];
    const TokenKind before = at > 0 ? tokens[at - 1].kind : TokenKind::Newline;
    const std::string text(source.substr(token.begin, token.end - token.begin));
    const std::string_view foreign = foreign_operator(before, token.kind, text);
    if (!foreign.empty()) return std::string(foreign);
    if (is_increment(tokens, at)) return "write += 1 or -= 1";
    if (begins_line(tokens, at)) {
        switch (token.kind) {
            case TokenKind::Elif:
            case TokenKind::Else:
            case TokenKind::Except:
            case TokenKind::Finally:
                return "there is no statement above, at the same indentation, that this `" + text + "` could belong to";
            default: break;
        }
    }
    const auto reserved = [](const std::string& word) {
        return "`" + word + "` is a word of the language and cannot be a name";
    };
    const bool in_list = before == TokenKind::LeftParen || before == TokenKind::Comma;
    if (is_keyword(token.kind) && (wants_name(before) || in_list)) return reserved(text);
    if (token.kind == TokenKind::Equal && is_keyword(before)) {
        const Token& word = tokens[at - 1];
        return reserved(std::string(source.substr(word.begin, word.end - word.begin)));
    }
    if (token.kind == TokenKind::EndMarker) return "the text ends too early";
    return {};
}

}  // namespace loopscope::syntax
