#include "syntax/parser.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "syntax/hints.h"
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

ParseResult parse(std::string_view raw, std::string_view file, const ParseOptions& options, bool (Parser::*rule)()) {
    base::Result<std::string> prepared = prepare_source(raw, file, options);
    if (!prepared) return prepared.error();
    auto module = std::make_unique<Module>();
    module->file = module->arena.copy_text(file);
    module->source = module->arena.copy_text(*prepared);
    Parser parser(*module, lex(module->source, module->file, options), options);
    if (!(parser.*rule)()) return parser.take_error();
    return module;
}

}  // namespace

ParseResult parse_module(std::string_view source, std::string_view file, const ParseOptions& options) {
    return parse(source, file, options, &Parser::parse_module_body);
}

ParseResult parse_expression(std::string_view source, std::string_view file, const ParseOptions& options) {
    source.remove_prefix(std::min(source.find_first_not_of(" \t"), source.size()));
    return parse(source, file, options, &Parser::parse_whole_expression);
}

Parser::Parser(Module& module, LexResult&& lexed, const ParseOptions& options)
    : module_(module), tokens_(std::move(lexed.tokens)), lex_error_(std::move(lexed.error)), options_(options) {
    module_.warnings = std::move(lexed.warnings);
}

bool Parser::parse_module_body() { return diagnose(&Parser::module_rule) && finish_warnings(); }
bool Parser::parse_whole_expression() { return diagnose(&Parser::expression_rule) && finish_warnings(); }

// The lexer's and the parser's in the order of lines, each with its line's text.
bool Parser::finish_warnings() {
    std::vector<base::Diagnostic>& warnings = module_.warnings;
    std::stable_sort(warnings.begin(), warnings.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    if (warnings.size() > kMaxWarnings) warnings.resize(kMaxWarnings);
    for (base::Diagnostic& warning : warnings) {
        warning.text = source_line(module_.source, warning.line, options_.line_offset);
    }
    return true;
}

bool Parser::module_rule() { return statements_until(TokenKind::EndMarker, module_.body) && at(TokenKind::EndMarker); }

bool Parser::expression_rule() {
    module_.expression = expressions_list(&Parser::expression);
    if (!module_.expression) return false;
    while (accept(TokenKind::Newline)) {
    }
    return at(TokenKind::EndMarker);
}

// The first pass finds the failure, the second one looks for words for it: first those that CPython finds even without
// looking (for dicts), then all.
bool Parser::diagnose(bool (Parser::*parse)()) {
    if ((this->*parse)() && !raised_) return true;
    if (raised_) return false;
    const TokenIndex failure = furthest_;
    second_pass_ = true;
    for (bool all : {false, true}) {
        if (raised_) break;
        pos_ = second_start_;
        explaining_ = all;
        forget();
        (this->*parse)();
    }
    if (!raised_) {
        const TokenIndex seen = furthest_;
        furthest_ = failure;
        const TokenKind last = tokens_[failure].kind;
        if (last == TokenKind::Indent || last == TokenKind::Dedent) {
            raise_here(last == TokenKind::Indent ? "unexpected indent" : "unexpected unindent",
                       base::DiagnosticKind::IndentationError);
            return false;
        }
        raise_here("invalid syntax");
        raised_->hint = hint_for_token(tokens_, failure, module_.source);
        if (last == TokenKind::EndMarker) raised_->column = raised_->end_column = 0;
        furthest_ = seen;
    }
    if (raised_->message == "expected ':'") raised_->hint = hint_for_token(tokens_, furthest_, module_.source);
    prefer_lex_error(*raised_);
    return false;
}

// A text that cannot even be split into tokens further down is told before a parser's error, as CPython does.
void Parser::prefer_lex_error(base::Diagnostic& chosen) {
    if (raised_by_lexer_ || !lex_error_ || chosen.kind == base::DiagnosticKind::Limit) return;
    if (lex_error_->overrides) {
        chosen = lex_error_->diagnostic;
        raised_by_lexer_ = true;
    } else if (lex_error_->has_open_bracket && lex_error_->open_bracket.line < tokens_[furthest_].line) {
        chosen = lex_error_->open_bracket;
    }
}

base::Diagnostic Parser::take_error() {
    base::Diagnostic diagnostic = std::move(*raised_);
    diagnostic.text = source_line(module_.source, diagnostic.line, options_.line_offset);
    if (!raised_by_lexer_ || lex_error_->whole_line) diagnostic.text += '\n';
    if (diagnostic.hint.empty()) diagnostic.hint = hint_for(diagnostic.message);
    return diagnostic;
}

// ------------------------------------------------------------------------------------------------ tokens and nodes

std::string_view Parser::identifier(const Token& token) {
    const std::string_view text = text_of(token);
    if (base::is_ascii(text)) return text;
    return module_.arena.copy_text(base::normalize_identifier(text));
}

bool Parser::accept_name(std::string_view& name) {
    if (!at(TokenKind::Name)) return false;
    name = identifier(token());
    advance();
    return true;
}

// Of the last token taken, blank ones left out.
Span Parser::last_span() const {
    TokenIndex last = pos_ == 0 ? 0 : pos_ - 1;
    while (last > 0 && tokens_[last].kind >= TokenKind::Newline && tokens_[last].kind <= TokenKind::Dedent) --last;
    return span_of(tokens_[last]);
}

Span Parser::span_from(TokenIndex start) const {
    if (start >= pos_) return span_of(tokens_[start]);
    return span_between(span_of(tokens_[start]), last_span());
}

void Parser::forget() {
    for (Memory* memory : {&disjunctions_, &bitwise_ors_, &primaries_, &atoms_, &patterns_, &expressions_[0], &expressions_[1],
                           &named_expressions_[0], &named_expressions_[1]}) {
        memory->clear();
    }
}

// ------------------------------------------------------------------------------------------------ messages

std::nullptr_t Parser::raise(base::DiagnosticKind kind, const Span& span, std::string message) {
    if (raised_) return nullptr;
    base::Diagnostic diagnostic;
    diagnostic.file = module_.file;
    diagnostic.line = span.line;
    diagnostic.column = span.column + 1;
    diagnostic.end_line = span.end_line;
    diagnostic.end_column = span.end_column + 1;
    diagnostic.message = std::move(message);
    diagnostic.kind = kind;
    raised_ = std::move(diagnostic);
    return nullptr;
}

std::nullptr_t Parser::raise_at(const Span& span, std::string message) {
    return raise(base::DiagnosticKind::SyntaxError, span, std::move(message));
}

std::nullptr_t Parser::raise_from(const Span& first, const Span& last, std::string message) {
    return raise_at(span_between(first, last), std::move(message));
}

std::nullptr_t Parser::raise_token(const Token& token, std::string message) {
    return raise_at(span_of(token), std::move(message));
}

// At the token that was looked at last. One without text of its own (an indentation, the end) is told by what stands
// before it.
std::nullptr_t Parser::raise_here(std::string message, base::DiagnosticKind kind) {
    const Token& token = tokens_[furthest_];
    raise(kind, span_of(token), std::move(message));
    if (token.kind == TokenKind::Indent || token.kind == TokenKind::Dedent || token.kind == TokenKind::EndMarker) {
        raised_->column = token.column;
        raised_->end_column = ~0u;  // SyntaxError.end_offset -1
    }
    return nullptr;
}

void Parser::raise_lex_error() {
    if (raised_ || !lex_error_) return;
    raised_ = lex_error_->diagnostic;
    raised_by_lexer_ = true;
}

bool Parser::fail_too_deep() {
    raise(base::DiagnosticKind::Limit, span_of(tokens_[std::min(pos_, tokens_.size() - 1)]),
          "too complex: nested more than " + std::to_string(kMaxTreeDepth) + " levels deep");
    return false;
}

}  // namespace loopscope::syntax
