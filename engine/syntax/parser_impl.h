// Parser: the state of one parse. Recursive descent, precedence climbing for binary operators; split by what is parsed
// (parser.cpp, parser_statements.cpp, parser_blocks.cpp, parser_expressions.cpp, parser_atoms.cpp, parser_strings.cpp,
// parser_arguments.cpp, parser_patterns.cpp) and, for messages alone, parser_explain.cpp and parser_explain_parts.cpp.
//
// How errors come about. A parse function returns nullptr (or false) where the text does not fit: a soft failure,
// without a message. The first pass only finds out that there is one and where (the furthest token looked at). Then the
// text is parsed again with `explaining_` set, and on the way to the failure functions that begin with explain_ look
// for known mistakes and raise a message. Where nobody knows better it is "invalid syntax" at the furthest token.
// Invariants: once raised_ is set, every function returns a failure; whoever tries an alternative after a failure asks
// raised_ first.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/ast.h"
#include "syntax/lexer.h"
#include "syntax/limits.h"
#include "syntax/parser.h"

namespace loopscope::syntax {

struct ParameterLists;
struct StringValue;

enum class TargetUse : std::uint8_t { Assign, Delete, For };

class Parser {
public:
    Parser(Module& module, LexResult&& lexed, const ParseOptions& options);

    // Fills module.body or module.expression; else take_error() says why not.
    bool parse_module_body();
    bool parse_whole_expression();
    base::Diagnostic take_error();

private:
    using TokenIndex = std::size_t;

    // A piece of adjacent string literals: a node, or the token of an f-string's text that is still to be decoded.
    struct StringPart {
        Expression* node = nullptr;
        TokenIndex text = 0;
    };

    // What explain_parameters has seen so far.
    struct ParameterScan {
        std::size_t count = 0;
        bool seen_slash = false, seen_star = false, seen_default = false;
    };

    // A list under construction: its items lie on the parser's scratch stack until they are copied to the arena.
    template <class T>
    class Items {
    public:
        explicit Items(Parser& parser) : parser_(parser), base_(parser.scratch_.size()) {}
        ~Items() { parser_.scratch_.resize(base_); }
        Items(const Items&) = delete;
        Items& operator=(const Items&) = delete;

        void push(T* item) { parser_.scratch_.push_back(item); }
        std::size_t size() const { return parser_.scratch_.size() - base_; }
        T* operator[](std::size_t i) const { return static_cast<T*>(parser_.scratch_[base_ + i]); }
        T* back() const { return static_cast<T*>(parser_.scratch_.back()); }

        List<T*> finish() const {
            const std::size_t count = size();
            if (count == 0) return {};
            auto* items = static_cast<T**>(parser_.module_.arena.allocate(sizeof(T*) * count, alignof(T*)));
            for (std::size_t i = 0; i < count; ++i) items[i] = (*this)[i];
            return {items, static_cast<std::uint32_t>(count)};
        }

    private:
        Parser& parser_;
        std::size_t base_;
    };

    template <class T>
    List<T*> copy_list(const std::vector<T*>& items) {
        return {module_.arena.copy_array(items.data(), items.size()), static_cast<std::uint32_t>(items.size())};
    }

    // Counts the parser's own recursion.
    class Depth {
    public:
        explicit Depth(Parser& parser) : parser_(parser) { ++parser_.depth_; }
        ~Depth() { --parser_.depth_; }
        bool ok() { return parser_.depth_ <= kMaxTreeDepth || parser_.fail_too_deep(); }

    private:
        Parser& parser_;
    };

    // While it lives, no messages are looked for.
    class Quiet {
    public:
        explicit Quiet(Parser& parser) : parser_(parser), before_(parser.explaining_) { parser.explaining_ = false; }
        ~Quiet() { parser_.explaining_ = before_; }

    private:
        Parser& parser_;
        bool before_;
    };

    // ---- tokens (parser.cpp)
    const Token& token(std::size_t ahead = 0) {
        const TokenIndex i = pos_ + ahead < tokens_.size() ? pos_ + ahead : tokens_.size() - 1;
        if (i > furthest_) furthest_ = i;
        if (tokens_[i].kind == TokenKind::Error) raise_lex_error();
        return tokens_[i];
    }
    TokenKind kind(std::size_t ahead = 0) { return token(ahead).kind; }
    // Without counting as looked at.
    TokenKind glance(std::size_t ahead) const {
        return tokens_[pos_ + ahead < tokens_.size() ? pos_ + ahead : tokens_.size() - 1].kind;
    }
    TokenKind glance_at(TokenIndex i) const { return tokens_[i < tokens_.size() ? i : tokens_.size() - 1].kind; }
    bool at(TokenKind wanted) { return kind() == wanted; }
    bool at_soft(std::string_view word, std::size_t ahead = 0) {
        return kind(ahead) == TokenKind::Name && text_of(token(ahead)) == word;
    }
    void advance() {
        if (pos_ + 1 < tokens_.size()) ++pos_;
    }
    bool accept(TokenKind wanted) {
        if (!at(wanted)) return false;
        advance();
        return true;
    }
    std::string_view text_of(const Token& token) const { return module_.source.substr(token.begin, token.end - token.begin); }
    std::string_view identifier(const Token& token);
    bool accept_name(std::string_view& name);

    // ---- nodes (parser.cpp)
    template <class T>
    T* make(NodeKind kind, TokenIndex start) {
        T* node = module_.arena.make<T>();
        node->kind = kind;
        node->span = span_from(start);
        return node;
    }
    Span span_from(TokenIndex start) const;
    Span last_span() const;
    static Span span_between(const Span& from, const Span& to) { return {from.line, from.column, to.end_line, to.end_column}; }
    static Span span_of(const Token& token) { return {token.line, token.column, token.end_line, token.end_column}; }

    static std::uint32_t height_of(const Node* node) { return node ? node->height : 0; }
    template <class T>
    static std::uint32_t height_of(const List<T*>& list) {
        std::uint32_t height = 0;
        for (const T* item : list) height = std::max(height, height_of(static_cast<const Node*>(item)));
        return height;
    }
    // Sets the node's height from its children's; nullptr where the tree gets too deep.
    template <class T, class... Children>
    T* seal(T* node, const Children&... children) {
        const std::uint32_t height = 1 + std::max({std::uint32_t{0}, height_of(children)...});
        if (height > kMaxTreeDepth) {
            fail_too_deep();
            return nullptr;
        }
        node->height = static_cast<std::uint16_t>(height);
        return node;
    }

    // ---- messages (parser.cpp)
    std::nullptr_t raise(base::DiagnosticKind kind, const Span& span, std::string message);
    std::nullptr_t raise_at(const Span& span, std::string message);
    std::nullptr_t raise_from(const Span& first, const Span& last, std::string message);
    std::nullptr_t raise_token(const Token& token, std::string message);
    std::nullptr_t raise_no_names();
    std::nullptr_t raise_here(std::string message, base::DiagnosticKind kind = base::DiagnosticKind::SyntaxError);
    void raise_lex_error();
    bool fail_too_deep();
    bool diagnose(bool (Parser::*parse)());
    void prefer_lex_error(base::Diagnostic& chosen);

    bool finish_warnings();
    bool module_rule();
    bool expression_rule();

    // ---- statements (parser_statements.cpp)
    bool statements_until(TokenKind end, Statements& body);
    bool statement(Items<Statement>& to);
    bool simple_statements(Items<Statement>& to);
    Statement* simple_statement();
    Statement* expression_statement();
    Statement* assignment(TokenIndex start, Expression* first);
    Statement* annotated_assignment(TokenIndex start, Expression* target);
    Statement* augmented_assignment(TokenIndex start, Expression* target, BinaryOperator op);
    Expression* annotated_value();
    Statement* return_statement();
    Statement* raise_statement();
    Statement* delete_statement();
    Statement* assert_statement();
    Statement* import_statement();
    Statement* import_from_statement();
    bool import_targets(List<Alias*>& names);
    Alias* import_alias(bool dotted);
    bool dotted_name(std::string_view& name);
    Statement* scope_statement();
    Statement* type_alias();
    template <class T>
    Statement* bare_statement(NodeKind kind);

    // ---- blocks (parser_blocks.cpp)
    bool block(Statements& body, const char* what, const Token& owner);
    bool colon(bool forced);
    Statement* compound_statement(bool& handled);
    Statement* if_statement();
    Statement* while_statement();
    Statement* for_statement(TokenIndex start, bool is_async);
    Statement* with_statement(TokenIndex start, bool is_async);
    bool with_items_in_parentheses(List<WithItem*>& items);
    bool with_items(List<WithItem*>& items);
    WithItem* with_item();
    Statement* try_statement();
    ExceptHandler* except_handler(bool is_star);
    Statement* match_statement(bool& handled);
    MatchCase* match_case();
    Expression* subject_expression();
    Statement* decorated();
    Statement* async_statement();
    Statement* function_definition(TokenIndex start, bool is_async, Expressions decorators);
    Statement* class_definition(TokenIndex start, Expressions decorators);
    bool else_block(Statements& body);
    bool type_parameters(List<TypeParam*>& params);
    TypeParam* type_parameter();

    // ---- expressions (parser_expressions.cpp)
    Expression* star_expressions();
    Expression* star_expression();
    Expression* star_named_expression();
    Expression* named_expression();
    Expression* any_named_expression();
    Expression* expression();
    Expression* any_expression();
    Expression* expressions_list(Expression* (Parser::*element)());
    Expression* yield_expression();
    Expression* lambda();
    Expression* disjunction();
    Expression* any_disjunction();
    Expression* conjunction();
    Expression* inversion();
    Expression* comparison();
    bool comparison_operator(CompareOperator& op);
    Expression* binary(int lowest);
    Expression* bitwise_or();
    Expression* any_bitwise_or() { return binary(0); }
    Expression* factor();
    Expression* power();
    Expression* await_primary();
    Expression* primary();
    Expression* any_primary();
    Expression* attribute(Expression* value, TokenIndex start);
    Expression* subscript(Expression* value, TokenIndex start);
    Expression* slices();
    Expression* slice();

    // ---- atoms (parser_atoms.cpp)
    Expression* atom();
    Expression* any_atom();
    Expression* constant(ConstantKind type);
    Expression* number();
    Expression* parenthesized();
    Expression* list_display();
    Expression* brace_display();
    Expression* generator_expression(TokenIndex start, Expression* element);
    Expression* element_comprehension(TokenIndex start, Expression* element, NodeKind kind);
    Expression* dict_display(TokenIndex start, Expression* first_key);
    Expression* dict_comprehension(TokenIndex start, Expression* key, Expression* value);
    Expression* set_display(TokenIndex start, Expression* first);
    bool dict_item(Expression*& key, Expression*& value);
    bool at_comprehension() { return at(TokenKind::For) || (at(TokenKind::Async) && kind(1) == TokenKind::For); }
    bool comprehension_clauses(List<Comprehension*>& clauses);
    Comprehension* comprehension_clause();
    Expression* star_targets();
    Expression* star_target();
    bool make_target(Expression* expression, Context context);
    bool is_valid_target(const Expression* expression, bool starred_too) const;
    void set_context(Expression* expression, Context context);

    // ---- strings (parser_strings.cpp)
    Expression* strings();
    Constant* string_literal(bool& bytes);
    bool fstring(std::vector<StringPart>& parts);
    Constant* fstring_text(bool raw, const Token& blamed);
    bool fstring_field(std::vector<StringPart>& parts, bool raw);
    FormattedValue* field_contents(std::vector<StringPart>& parts, TokenIndex open, bool raw);
    bool fstring_conversion(int& conversion);
    JoinedStr* format_spec(bool raw);
    Constant* debug_text(TokenIndex open, TokenIndex end);
    Expressions join_parts(const std::vector<StringPart>& parts);
    void warn_about_escape(const StringValue& value, std::uint32_t line);

    // ---- arguments (parser_arguments.cpp)
    Expression* starred_argument();
    Expression* call(Expression* function, TokenIndex start);
    bool call_arguments(Expressions& args, List<Keyword*>& keywords, Expression* function);
    Arguments* parameters(bool is_lambda);
    Expression* positional_argument();
    Keyword* keyword_argument();
    Expression* sole_generator(TokenIndex argument_start, Expression* element);
    Arg* parameter(bool annotated, bool starred);
    bool parameter_item(ParameterLists& lists, bool is_lambda, TokenKind end);

    // ---- patterns (parser_patterns.cpp)
    Pattern* patterns();
    Pattern* pattern();
    Pattern* any_pattern();
    Pattern* or_pattern();
    Pattern* closed_pattern();
    Pattern* maybe_star_pattern();
    Pattern* singleton_pattern(ConstantKind value);
    Expression* signed_number_or_complex();
    Pattern* name_pattern();
    Pattern* class_pattern(Expression* cls, TokenIndex start);
    Pattern* group_or_sequence_pattern();
    Pattern* list_pattern();
    Pattern* mapping_pattern();
    Expression* mapping_key();
    Pattern* value_pattern(Expression* value, TokenIndex start);
    bool capture_target(std::string_view& name);
    Expression* dotted_value();

    // ---- messages for known mistakes (parser_explain.cpp); each may set raised_
    void explain_expression(TokenIndex start, Expression* left);
    void explain_named_expression(TokenIndex start, Expression* left);
    void explain_statement(TokenIndex start);
    void explain_invalid_target(const Expression* expression, TargetUse use);
    void explain_for_target();
    void explain_comprehension_clause();
    void explain_bracket_comprehension(TokenIndex start);
    void explain_not_operand();
    void explain_group(TokenIndex start);
    void explain_dict(TokenIndex start);
    bool starts_with_display(TokenIndex start);
    void explain_annotation(TokenIndex start);
    void explain_call_arguments(TokenIndex start, Expression* function);
    void explain_argument(TokenIndex start, Expression* value);
    void explain_parameters(TokenIndex start, bool is_lambda);
    bool explain_parameter(ParameterScan& scan, bool is_lambda, TokenKind end);
    bool explain_star_parameter(ParameterScan& scan, bool is_lambda, TokenKind end);
    bool explain_keywords_parameter(bool is_lambda);
    void explain_parenthesized_parameters(bool is_lambda);
    void explain_except(bool is_star);
    void explain_mixed_except(bool star_here);
    void explain_with();
    void explain_field(TokenIndex open);
    void explain_assignment(TokenIndex start);
    void explain_class_pattern(TokenIndex start);
    void explain_as_pattern();
    const Expression* find_invalid_target(const Expression* expression, TargetUse use) const;

    // Runs `parse` from `start` for its result alone: position and soft failures are undone, raised_ is not.
    template <class F>
    auto attempt(TokenIndex start, F parse) {
        const TokenIndex before = pos_;
        pos_ = start;
        auto result = parse();
        after_attempt_ = pos_;
        pos_ = before;
        return result;
    }

    // ---- the second pass (parser.cpp)

    // What a rule gave at each token, so that looking at a stretch of text from many sides stays linear. CPython does
    // so too, and it decides which of several mistakes is told: a stretch read once without messages stays without.
    // Rules that explain at their own start have one memory for each mode.
    struct Remembered {
        Node* result = nullptr;
        std::uint32_t end = 0;  // one more than the position behind it; 0: not parsed yet
    };
    using Memory = std::vector<Remembered>;

    template <class T>
    T* remembered(Memory& memory, T* (Parser::*rule)()) {
        const TokenIndex index = pos_ - second_start_;
        if (index >= memory.size()) memory.resize(std::max(index + 1, memory.size() * 2));
        if (const Remembered& known = memory[index]; known.end != 0) {
            pos_ = known.end - 1;
            return static_cast<T*>(known.result);
        }
        T* result = (this->*rule)();
        if (raised_) return nullptr;
        memory[index] = {result, static_cast<std::uint32_t>(pos_ + 1)};
        return result;
    }
    void forget();

    // After a soft failure: goes back to where the text still made sense, so that the mistake is told in terms of what
    // stands there. False in the first pass, which does not go on, and where something has been raised.
    bool fall_back(TokenIndex to) {
        if (!second_pass_ || raised_) return false;
        pos_ = to;
        return true;
    }

    Module& module_;
    std::vector<Token> tokens_;
    std::optional<LexError> lex_error_;
    ParseOptions options_;
    TokenIndex pos_ = 0;
    TokenIndex furthest_ = 0;
    TokenIndex after_attempt_ = 0;
    std::uint32_t depth_ = 0;
    bool explaining_ = false;
    bool second_pass_ = false;
    TokenIndex second_start_ = 0;  // where it begins: at the outermost statement that failed
    Memory disjunctions_, bitwise_ors_, primaries_, atoms_, patterns_;
    Memory expressions_[2], named_expressions_[2];  // without and with messages
    std::uint32_t old_statement_chain_ = 0;
    std::optional<base::Diagnostic> raised_;
    bool raised_by_lexer_ = false;
    std::vector<Node*> scratch_;
};

bool is_augmented_assignment(TokenKind kind);

// "function call", "literal" ...: what CPython calls an expression in its messages.
const char* describe_expression(const Expression& expression);

// A sentence for beginners about a text that makes no sense from this token on, where nothing better is known than "invalid
// syntax".
std::string hint_for_token(const std::vector<Token>& tokens, std::size_t at, std::string_view source);

}  // namespace loopscope::syntax
