// The code writer: walks the syntax tree and writes the instructions of each function, class body and module. Inside of the
// write_*.cpp files and compiler.cpp only.
//
// Invariants: the first complaint is kept and writing goes on harmlessly, so that nothing has to be checked after each
// step; what is written twice (a `finally` body on each way through it) reads the tree only. The order of instructions
// and their places are those of CPython 3.13, because line events, tracebacks and the order of evaluation show them.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "compile/compiler.h"
#include "compile/constants.h"
#include "compile/instruction.h"
#include "compile/source_positions.h"
#include "compile/symbol_table.h"

namespace loopscope::compile {

// Literals and calls of more parts than this are built bit by bit instead of on the stack, as CPython does.
inline constexpr size_t kStackGuideline = 30;

enum class UnitKind : uint8_t { Module, Class, Function, AsyncFunction, Lambda, Comprehension, TypeParams };

// Names of one kind, numbered in the order of their first mention.
class NameList {
public:
    int32_t number(std::string_view name) {
        auto [place, added] = index_.emplace(std::string(name), static_cast<int32_t>(names_.size()));
        if (added) names_.emplace_back(name);
        return place->second;
    }
    int32_t find(std::string_view name) const {
        auto found = index_.find(std::string(name));
        return found == index_.end() ? -1 : found->second;
    }
    size_t size() const { return names_.size(); }
    std::vector<std::string>& list() { return names_; }

private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, int32_t> index_;
};

// What is open around a statement, from the outside in: leaving it early (break, continue, return) has to undo it.
enum class OpenKind : uint8_t {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
};

struct OpenBlock {
    OpenKind kind;
    Label start, exit;
    Location at;                                  // With: of the manager
    const syntax::Statements* finally = nullptr;  // FinallyTry: its body
    std::string_view name;                        // HandlerCleanup: `except E as name`
};

// A code object in the making.
struct Unit {
    Unit* outer = nullptr;
    const Scope* scope = nullptr;
    UnitKind kind = UnitKind::Module;
    std::string name, qualname;
    std::string_view class_name;  // what private names are mangled with
    int32_t first_line = 1;
    uint32_t arg_count = 0, posonly_count = 0, kwonly_count = 0;
    uint32_t flags = 0;
    std::vector<Instr> code;
    std::vector<int32_t> labels;
    NameList names, locals, cells, frees;
    ConstantPool constants;
    std::vector<OpenBlock> open;
    std::vector<const Scope*> inlined;  // comprehensions around the current expression, outermost first
    std::unordered_map<const Scope*, std::shared_ptr<const CodeSpec>> inner;  // code of inner functions that is written
    std::set<std::string_view> self_attributes;                               // class: assigned as self.x in its methods
};

// Counts of parameters and MAKE_FUNCTION's flags of what was pushed for it.
enum MakeFlags : uint32_t { kDefaults = 1, kKeywordDefaults = 2, kAnnotations = 4, kClosure = 8 };

class CodeWriter {
public:
    CodeWriter(const syntax::Module& module, SymbolTable& table, std::string_view file, const CompileOptions& options,
               bool future_annotations, uint32_t last_future_line);

    CompileResult run();

private:
    using Expression = syntax::Expression;
    using Statement = syntax::Statement;

    // ---- compiler.cpp: units, instructions, constants, names
    void enter_unit(Unit& unit, const Scope* scope, UnitKind kind, std::string_view name, int32_t first_line);
    std::shared_ptr<const CodeSpec> leave_unit(bool return_none);
    // The code that is already there of a function that stands in a body written twice, else nullptr.
    std::shared_ptr<const CodeSpec> written_before(const Scope* scope) const;
    std::string qualified_name(const Unit& unit) const;
    void fail(const syntax::Span& span, std::string message);
    void refuse(const syntax::Span& span, std::string message, std::string hint);
    void too_complex();
    void warn(const syntax::Span& span, std::string message);
    Location at(const syntax::Node& node) const { return positions_.at(node.span); }
    Location attribute_location(const syntax::Attribute& node, const Location& whole) const;

    Label new_label();
    void place(Label label);
    void emit(const Location& where, Op op, int32_t a = 0, int32_t b = 0);
    void emit_inner(const Location& where, Inner op);
    void emit_jump(const Location& where, Op op, Label target);
    void jump(const Location& where, Label target) { emit_jump(where, Op::JUMP, target); }
    void jump_on(const Location& where, Label target);  // one that closes no loop
    void set_up(const Location& where, Inner op, Label handler);
    void pop_block(const Location& where) { emit_inner(where, Inner::PopBlock); }
    void push_instr(const Instr& instr);

    void load(const Location& where, Constant constant);
    // A constant key and its value. CPython keeps constant keys in one tuple, so their lines are never seen to run: the
    // key counts as standing where the value's first instruction does.
    void load_key(const Constant& key, const Expression& value);
    void load_none(const Location& where) { load(where, make_none()); }
    void load_text(const Location& where, std::string_view text) { load(where, make_text(text)); }
    void emit_name(const Location& where, Op op, std::string_view name);  // an attribute or module name, mangled
    std::string_view mangled(std::string_view name);

    void name_op(const Location& where, const syntax::Span& span, std::string_view name, syntax::Context ctx);
    void load_name(const Location& where, std::string_view name) { name_op(where, {}, name, syntax::Context::Load); }
    void store_name(const Location& where, const syntax::Span& span, std::string_view name) {
        name_op(where, span, name, syntax::Context::Store);
    }
    void deref_op(const Location& where, std::string_view name, syntax::Context ctx);
    void class_scope_op(const Location& where, std::string_view name, bool deref);
    const Symbol* symbol(std::string_view mangled_name) const;
    int32_t cell_number(std::string_view mangled_name) const;
    bool check_assignable(const syntax::Span& span, std::string_view name, syntax::Context ctx);
    void open_block(OpenKind kind, Label start, Label exit, const Location& where = kNoLocation);
    void open_block(OpenBlock block);
    void close_block(OpenKind kind);

    // ---- write_statements.cpp
    void module_body();
    void body(const syntax::Statements& statements, Location where);
    void statements(const syntax::Statements& list, uint32_t from = 0);
    void statement(const Statement& node);
    void expression_statement(const syntax::Expr& node);
    void return_statement(const syntax::Return& node);
    void delete_statement(const syntax::Delete& node);
    void assign(const syntax::Assign& node);
    void augmented_assign(const syntax::AugAssign& node);
    void augmented_attribute(const syntax::AugAssign& node, const syntax::Attribute& target);
    void augmented_subscript(const syntax::AugAssign& node, const syntax::Subscript& target);
    void annotated_assign(const syntax::AnnAssign& node);
    void annotated_target(const syntax::AnnAssign& node);
    void check_annotation(const syntax::AnnAssign& node);
    void annotation_expression(const Expression& node);
    void annotation_subscript(const Expression& node);
    void if_statement(const syntax::If& node);
    void while_statement(const syntax::While& node);
    void for_statement(const syntax::For& node);
    void async_for_statement(const syntax::For& node);
    void break_statement(const syntax::Break& node);
    void continue_statement(const syntax::Continue& node);
    void raise_statement(const syntax::Raise& node);
    void assert_statement(const syntax::Assert& node);
    void import_statement(const syntax::Import& node);
    void import_as(const Location& where, const syntax::Import& node, const syntax::Alias& alias);
    void import_from(const syntax::ImportFrom& node);

    // ---- write_exceptions.cpp
    void try_statement(const syntax::Try& node);
    void try_finally(const syntax::Try& node);
    void try_except(const syntax::Try& node);
    void except_handler(const syntax::ExceptHandler& handler, bool last, Label end);
    void forget_name(const Location& where, std::string_view name);
    void try_star(const syntax::Try& node);
    void star_handler(const syntax::ExceptHandler& handler, bool first, bool last, Label reraise_star);
    void pop_except_and_reraise(const Location& where);
    void with_statement(const syntax::With& node, uint32_t item);
    void async_with_statement(const syntax::With& node, uint32_t item);
    void with_target(const syntax::WithItem& item, const Location& where);
    void with_cleanup(const Location& where, bool is_async, Label exit);
    void call_exit_with_nones(const Location& where);
    void unwind(Location& where, const OpenBlock& block, bool keep_top);
    // Undoes what is open, from the inside out; with `up_to_loop` up to the innermost loop, whose index in Unit::open is
    // the result (-1: there is none).
    int unwind_all(Location& where, const syntax::Span& span, bool keep_top, bool up_to_loop);
    void unwind_finally(Location& where, const OpenBlock& block, bool keep_top);

    // ---- write_expressions.cpp
    void visit(const Expression& node);
    void visit_rare(const Expression& node);
    void visit_all(const syntax::Expressions& list);
    void boolean(const syntax::BoolOp& node);
    void binary(const syntax::BinOp& node);
    void binary_op(const Location& where, syntax::BinaryOperator op, bool in_place);
    bool percent_format(const syntax::BinOp& node);
    void unary(const syntax::UnaryOp& node);
    void conditional(const syntax::IfExp& node);
    void compare(const syntax::Compare& node);
    void compare_op(const Location& where, syntax::CompareOperator op);
    void compare_operand(const Expression& node, bool of_in);
    void jump_if(const Expression& node, Label target, bool condition);
    void jump_if_compare(const syntax::Compare& node, Label target, bool condition);
    void jump_if_boolean(const syntax::BoolOp& node, Label target, bool condition);
    void dict(const syntax::Dict& node);
    void dict_part(const syntax::Dict& node, uint32_t begin, uint32_t end);
    void yield(const syntax::Yield& node);
    void yield_from(const syntax::YieldFrom& node);
    void await(const syntax::Await& node);
    void run_delegate(const Location& where);
    void await_value(const Location& where, int kind);
    void attribute(const syntax::Attribute& node);
    void note_self_attribute(const syntax::Attribute& node);
    void subscript(const syntax::Subscript& node);
    int32_t slice_parts(const syntax::Slice& node);
    void joined_string(const syntax::JoinedStr& node);
    void formatted_value(const syntax::FormattedValue& node);
    void sequence(const Expression& node, const syntax::Expressions& elts, syntax::Context ctx);
    void unpack_targets(const Location& where, const Expression& node, const syntax::Expressions& elts);
    void build_starred(const Location& where, const syntax::Expressions& elts, Op build, Op add, Op extend, bool tuple);
    bool interned_before(const std::string& text);
    Constant constant_set(std::vector<Constant> items);
    void iterable(const Expression& node);

    // ---- write_calls.cpp
    void call(const syntax::Call& node);
    bool method_call(const syntax::Call& node);
    bool is_imported_module(const Expression& node) const;
    void check_keywords(const syntax::List<syntax::Keyword*>& keywords);
    // Arguments and the call itself; `before` values of a plain call lie on the stack already, `extra` is added as the
    // last positional argument (the generic base of a class).
    void call_arguments(const Location& where, int32_t before, const syntax::Expressions& args,
                        const syntax::List<syntax::Keyword*>& keywords, std::string_view extra = {});
    void spread_arguments(const Location& where, int32_t before, const syntax::Expressions& args,
                          const syntax::List<syntax::Keyword*>& keywords, std::string_view extra);
    void spread_keywords(const Location& where, const syntax::List<syntax::Keyword*>& keywords);
    void keyword_dict(const Location& where, const syntax::List<syntax::Keyword*>& keywords, uint32_t begin, uint32_t end);
    void load_keyword_names(const Location& where, const syntax::List<syntax::Keyword*>& keywords);

    // ---- write_warnings.cpp
    void warn_about_compare(const syntax::Compare& node);
    void warn_about_call(const Expression& callee);
    void warn_about_subscript(const syntax::Subscript& node);
    const char* literal_type(const Expression& node);

    // ---- write_functions.cpp
    void function(const syntax::FunctionDef& node);
    void function_body(const syntax::FunctionDef& node, uint32_t make_flags, int32_t first_line);
    void spend_cost(const Unit& unit);
    void lambda(const syntax::Lambda& node);
    void class_def(const syntax::ClassDef& node);
    void class_body(const syntax::ClassDef& node, int32_t first_line);
    void class_end();
    void decorators(const syntax::Expressions& list);
    void apply_decorators(const syntax::Expressions& list);
    uint32_t defaults(const Location& where, const syntax::Arguments& args);
    bool keyword_defaults(const Location& where, const syntax::Arguments& args);
    bool annotations(const Location& where, const syntax::Arguments& args, const Expression* returns);
    int32_t argument_annotation(const Location& where, std::string_view name, const Expression* annotation);
    void annotation_value(const Expression& node);
    void make_function(const Location& where, std::shared_ptr<const CodeSpec> code, uint32_t make_flags);
    void set_parameters(Unit& unit, const syntax::Arguments& args);
    void check_parameters(const syntax::Arguments& args);

    // ---- write_types.cpp
    void enter_type_params(Unit& unit, const syntax::Node& owner, std::string_view name, int32_t first_line);
    void type_params(const syntax::List<syntax::TypeParam*>& params);
    void type_param(const syntax::TypeParam& node, bool& seen_default);
    void type_param_part(const Location& where, const syntax::TypeParam& node, const Expression& part, ScopeRole role,
                         std::string_view name, Intrinsic intrinsic, bool allow_starred);
    void type_alias(const syntax::TypeAlias& node);
    void type_alias_value(const syntax::TypeAlias& node, std::string_view name);
    void call_type_params(const Location& where, std::shared_ptr<const CodeSpec> code, uint32_t make_flags, uint32_t defaults);

    // ---- write_comprehensions.cpp
    struct Comp {
        const Expression& node;
        const syntax::List<syntax::Comprehension*>& generators;
        const Expression& element;  // of a dict comprehension: the key
        const Expression* value;
        ComprehensionKind kind;
    };
    void comprehension(const Expression& node);
    void write_comprehension(const Comp& comp, std::string_view name);
    void inlined_comprehension(const Comp& comp, const Scope& scope);
    void comprehension_start(const Comp& comp, const Location& where, bool inlined);
    void comprehension_loop(const Comp& comp, const Location& where, uint32_t index, int32_t depth, bool outermost_on_stack);
    void comprehension_async_loop(const Comp& comp, const Location& where, uint32_t index, int32_t depth,
                                  bool outermost_on_stack);
    void comprehension_inside(const Comp& comp, const Location& where, uint32_t index, int32_t depth, Label next);
    void comprehension_iterable(const syntax::Comprehension& part);
    struct SavedLocal {
        int32_t number;
        bool cell;
    };
    void restore_locals(const Location& where, const std::vector<SavedLocal>& saved);

    // ---- write_match.cpp
    struct PatternState;
    void match_statement(const syntax::Match& node);
    void match_case(const syntax::MatchCase& match_case, bool keep_subject, PatternState& state, Label end);
    void pattern(const syntax::Pattern& node, PatternState& state);
    void sub_pattern(const syntax::Pattern& node, PatternState& state);
    void pattern_value(const syntax::MatchValue& node, PatternState& state);
    void pattern_singleton(const syntax::MatchSingleton& node, PatternState& state);
    void pattern_sequence(const syntax::MatchSequence& node, PatternState& state);
    void pattern_unpack(const Location& where, const syntax::Patterns& patterns);
    void pattern_unpack_sequence(const Location& where, const syntax::Patterns& patterns, PatternState& state);
    void pattern_items(const Location& where, const syntax::Patterns& patterns, uint32_t star, PatternState& state);
    void pattern_mapping(const syntax::MatchMapping& node, PatternState& state);
    void pattern_mapping_keys(const Location& where, const syntax::MatchMapping& node);
    void pattern_class(const syntax::MatchClass& node, PatternState& state);
    void pattern_as(const syntax::MatchAs& node, PatternState& state);
    void pattern_or(const syntax::MatchOr& node, PatternState& state);
    bool reorder_captures(const Location& where, const std::vector<std::string_view>& names, PatternState& alternative);
    void capture(const syntax::Pattern& node, std::string_view name, PatternState& state);
    void rotate(const Location& where, int32_t count);
    Label fail_label(PatternState& state, size_t pops);
    void jump_to_fail(const Location& where, PatternState& state, Op op);
    void place_fail_pops(const Location& where, PatternState& state);

    const syntax::Module& module_;
    SymbolTable& table_;
    std::string_view file_;
    CompileOptions options_;
    bool future_annotations_;
    uint32_t last_future_line_;
    SourcePositions positions_;
    std::optional<std::set<std::string>> identifiers_;  // of the program, once they are asked for
    ConstantFolder folder_;
    Unit* unit_ = nullptr;
    size_t written_ = 0;
    std::optional<base::Diagnostic> error_;
    std::set<std::pair<uint32_t, std::string>> warned_;
};

// Text of an expression, as CPython writes annotations that are kept as text (unparse.cpp).
std::string unparse(const syntax::Expression& node);

// Docstring of a body, or nullptr.
const syntax::Constant* docstring_of(const syntax::Statements& body);
std::string clean_docstring(std::string_view text);

}  // namespace loopscope::compile
