// The front door, units (one a code object), instructions and names of the code writer.
#include "compile/compiler.h"

#include <algorithm>
#include <cassert>

#include "compile/assembler.h"
#include "compile/code_writer.h"
#include "compile/future.h"
#include "syntax/hints.h"

namespace loopscope::compile {

using syntax::Context;

CompileResult compile_module(const syntax::Module& module, std::string_view file, const CompileOptions& options) {
    FutureFeatures future;
    future.annotations = options.future_annotations;
    SourcePositions positions(module.source, options.line_offset);
    auto finished = [&](base::Diagnostic error) -> CompileResult {
        error.file = std::string(file);
        if (error.hint.empty()) error.hint = syntax::hint_for(error.message);
        // (CPython looks into the file for it: what is no file has none.)
        if (error.text.empty() && !file.starts_with('<')) error.text = std::string(positions.line(error.line)) + '\n';
        return error;
    };
    if (auto read = read_future_features(module, future); !read) return finished(std::move(read.error()));
    SymbolTable table;
    if (auto built = build_symbol_table(module, future.annotations, table); !built) {
        return finished(std::move(built.error()));
    }
    CodeWriter writer(module, table, file, options, future.annotations, future.last_line);
    CompileResult result = writer.run();
    if (!result) return finished(std::move(result.error()));
    return result;
}

CodeWriter::CodeWriter(const syntax::Module& module, SymbolTable& table, std::string_view file, const CompileOptions& options,
                       bool future_annotations, uint32_t last_future_line)
    : module_(module),
      table_(table),
      file_(file),
      options_(options),
      future_annotations_(future_annotations),
      last_future_line_(last_future_line),
      positions_(module.source, options.line_offset) {}

CompileResult CodeWriter::run() {
    Unit unit;
    enter_unit(unit, &table_.top(), UnitKind::Module, "<module>", 1);
    const bool eval = options_.mode == Mode::Eval;
    if (!eval)
        module_body();
    else if (module_.expression)
        visit(*module_.expression);
    else
        load_none(kNoLocation);
    std::shared_ptr<const CodeSpec> code = leave_unit(!eval);
    if (error_) return *std::move(error_);
    return code;
}

// ------------------------------------------------------------------------------------------------ units

void CodeWriter::enter_unit(Unit& unit, const Scope* scope, UnitKind kind, std::string_view name, int32_t first_line) {
    unit.outer = unit_;
    unit.scope = scope;
    unit.kind = kind;
    unit.name = std::string(name);
    unit.first_line = first_line;
    if (unit_) unit.class_name = unit_->class_name;
    if (scope->kind == ScopeKind::Class) {
        unit.class_name = scope->name;
        unit.flags |= kClassBody;
    }
    if (scope->function_like()) {
        unit.flags |= kOptimized;
        if (scope->nested) unit.flags |= kNested;
        if (scope->coroutine && options_.coroutines_are_generators)
            unit.flags |= kGenerator;
        else if (scope->generator)
            unit.flags |= scope->coroutine ? kAsyncGenerator : kGenerator;
        else if (scope->coroutine)
            unit.flags |= kCoroutine;
    }
    for (std::string_view parameter : scope->parameters) unit.locals.number(parameter);
    std::vector<std::string_view> cells, frees;
    for (const Symbol& symbol : scope->symbols) {
        const bool free = symbol.binding == Binding::Free;
        if (symbol.binding == Binding::Cell || ((symbol.flags & symbol_flag::kCompCell) && !free)) cells.push_back(symbol.name);
        if (free || (symbol.flags & symbol_flag::kFreeClass)) frees.push_back(symbol.name);
    }
    std::sort(cells.begin(), cells.end());
    std::sort(frees.begin(), frees.end());
    for (std::string_view cell : cells) unit.cells.number(cell);
    if (scope->needs_class_closure) unit.cells.number("__class__");
    if (scope->needs_classdict) unit.cells.number("__classdict__");
    for (std::string_view free : frees) unit.frees.number(free);
    unit.qualname = qualified_name(unit);
    unit_ = &unit;
    emit_inner({kind == UnitKind::Module ? 0 : first_line, first_line, 0, 0}, Inner::Enter);
}

std::string CodeWriter::qualified_name(const Unit& unit) const {
    const Unit* parent = unit.outer;
    if (parent && parent->kind == UnitKind::TypeParams) parent = parent->outer;
    if (!parent || !parent->outer) return unit.name;
    const bool named = unit.kind == UnitKind::Function || unit.kind == UnitKind::AsyncFunction || unit.kind == UnitKind::Class;
    if (named) {
        const std::string_view name = mangle(table_.names(), parent->class_name, unit.name);
        if (parent->scope->binding_of(name) == Binding::GlobalExplicit) return unit.name;
    }
    const bool function =
        parent->kind == UnitKind::Function || parent->kind == UnitKind::AsyncFunction || parent->kind == UnitKind::Lambda;
    return parent->qualname + (function ? ".<locals>." : ".") + unit.name;
}

std::shared_ptr<const CodeSpec> CodeWriter::leave_unit(bool return_none) {
    Unit& unit = *unit_;
    if (return_none) load_none(kNoLocation);
    emit(kNoLocation, Op::RETURN_VALUE);
    auto spec = std::make_shared<CodeSpec>();
    spec->name = unit.name;
    spec->qualname = unit.qualname;
    spec->file = std::string(file_);
    spec->first_line = unit.first_line;
    spec->arg_count = unit.arg_count;
    spec->posonly_count = unit.posonly_count;
    spec->kwonly_count = unit.kwonly_count;
    spec->flags = unit.flags;
    if (options_.library) spec->flags |= kLibrary;
    if (options_.hidden) spec->flags |= kHidden;
    spec->varnames = std::move(unit.locals.list());
    spec->cellvars = std::move(unit.cells.list());
    spec->freevars = std::move(unit.frees.list());
    spec->names = std::move(unit.names.list());
    spec->consts = unit.constants.take();
    // After a complaint the instructions may not fit together; nobody will run them.
    if (!error_) assemble(*spec, std::move(unit.code), unit.labels);
    unit_ = unit.outer;
    if (unit_) unit_->inner.emplace(unit.scope, spec);
    return spec;
}

std::shared_ptr<const CodeSpec> CodeWriter::written_before(const Scope* scope) const {
    auto found = unit_->inner.find(scope);
    return found == unit_->inner.end() ? nullptr : found->second;
}

// ------------------------------------------------------------------------------------------------ complaints

void CodeWriter::fail(const syntax::Span& span, std::string message) {
    if (!error_) error_ = syntax_error(module_, span, std::move(message));
}

void CodeWriter::refuse(const syntax::Span& span, std::string message, std::string hint) {
    if (error_) return;
    fail(span, std::move(message));
    error_->kind = base::DiagnosticKind::Unsupported;
    error_->hint = std::move(hint);
}

void CodeWriter::too_complex() {
    if (error_) return;
    fail({}, "program is too complex: more than " + std::to_string(kMaxInstructions) + " instructions");
    error_->kind = base::DiagnosticKind::Limit;
    error_->hint = "a `finally` body is written once for each way through it: move nested ones into functions";
}

void CodeWriter::warn(const syntax::Span& span, std::string message) {
    if (!options_.warnings || !warned_.emplace(span.line, message).second) return;
    base::Diagnostic d = syntax_error(module_, span, std::move(message));
    d.file = std::string(file_);
    d.text = std::string(positions_.line(span.line));
    d.kind = base::DiagnosticKind::Warning;
    options_.warnings->push_back(std::move(d));
}

// An attribute that ends on another line than the whole expression begins counts as being on that line, so that each
// link of a chain over several lines has its own.
Location CodeWriter::attribute_location(const syntax::Attribute& node, const Location& whole) const {
    const Location own = at(node);
    Location result = whole;
    if (whole.line == own.end_line) return result;
    result.line = own.end_line;
    const auto size = static_cast<int32_t>(node.attr.size());
    if (size <= own.end_column)
        result.column = own.end_column - size;
    else
        result.column = result.end_column = -1;
    result.end_line = std::max(result.line, result.end_line);
    result.end_column = std::max(result.column, result.end_column);
    return result;
}

// ------------------------------------------------------------------------------------------------ instructions

Label CodeWriter::new_label() {
    unit_->labels.push_back(-1);
    return {static_cast<int32_t>(unit_->labels.size()) - 1};
}

void CodeWriter::place(Label label) { unit_->labels[static_cast<size_t>(label.id)] = static_cast<int32_t>(unit_->code.size()); }

void CodeWriter::push_instr(const Instr& instr) {
    if (++written_ > kMaxInstructions) return too_complex();
    unit_->code.push_back(instr);
}

void CodeWriter::emit(const Location& where, Op op, int32_t a, int32_t b) {
    Instr instr;
    instr.op = static_cast<uint16_t>(op);
    instr.a = a;
    instr.b = static_cast<uint16_t>(b);
    instr.at = where;
    push_instr(instr);
}

void CodeWriter::emit_inner(const Location& where, Inner op) {
    Instr instr;
    instr.op = static_cast<uint16_t>(op);
    instr.at = where;
    push_instr(instr);
}

void CodeWriter::emit_jump(const Location& where, Op op, Label target) {
    Instr instr;
    instr.op = static_cast<uint16_t>(op);
    instr.label = target.id;
    instr.at = where;
    push_instr(instr);
}

void CodeWriter::jump_on(const Location& where, Label target) {
    Instr instr;
    instr.op = static_cast<uint16_t>(Op::JUMP);
    instr.b = 1;
    instr.label = target.id;
    instr.at = where;
    push_instr(instr);
}

void CodeWriter::set_up(const Location& where, Inner op, Label handler) {
    Instr instr;
    instr.op = static_cast<uint16_t>(op);
    instr.label = handler.id;
    instr.at = where;
    push_instr(instr);
}

void CodeWriter::load(const Location& where, Constant constant) {
    emit(where, Op::LOAD_CONST, unit_->constants.add(std::move(constant)));
}

void CodeWriter::load_key(const Constant& key, const Expression& value) {
    const size_t index = unit_->code.size();
    load(kNoLocation, key);
    visit(value);
    if (index + 1 < unit_->code.size()) unit_->code[index].at = unit_->code[index + 1].at;
}

void CodeWriter::emit_name(const Location& where, Op op, std::string_view name) {
    emit(where, op, unit_->names.number(mangled(name)));
}

void CodeWriter::open_block(OpenKind kind, Label start, Label exit, const Location& where) {
    open_block(OpenBlock{kind, start, exit, where, nullptr, {}});
}

void CodeWriter::open_block(OpenBlock block) {
    constexpr size_t kMaxOpenBlocks = 21;
    if (unit_->open.size() >= kMaxOpenBlocks && !error_) {
        const auto part = [](int32_t n) { return static_cast<uint32_t>(std::max(n, 0)); };
        const Location& where = block.at;
        fail({part(where.line), part(where.column), part(where.end_line), part(where.end_column)},
             "too many statically nested blocks");
    }
    unit_->open.push_back(block);
}

void CodeWriter::close_block([[maybe_unused]] OpenKind kind) {
    assert(!unit_->open.empty() && unit_->open.back().kind == kind);
    unit_->open.pop_back();
}

// ------------------------------------------------------------------------------------------------ names

std::string_view CodeWriter::mangled(std::string_view name) {
    return mangle_in(table_.names(), *unit_->scope, unit_->class_name, name);
}

// What a name is at this point: inside of an inlined comprehension its own names come first.
const Symbol* CodeWriter::symbol(std::string_view name) const {
    for (size_t i = unit_->inlined.size(); i-- > 0;) {
        const Symbol* found = unit_->inlined[i]->find(name);
        if (!found || (found->flags & symbol_flag::kParam)) continue;
        const bool right_in_class = i == 0 && unit_->scope->kind == ScopeKind::Class;
        if (found->binding != Binding::Free || right_in_class) return found;
    }
    return unit_->scope->find(name);
}

// Number among the cell and free variables together.
int32_t CodeWriter::cell_number(std::string_view name) const {
    const int32_t cell = unit_->cells.find(name);
    if (cell >= 0) return cell;
    const int32_t free = unit_->frees.find(name);
    assert(free >= 0 && "a captured variable without a cell");
    return static_cast<int32_t>(unit_->cells.size()) + std::max(free, 0);
}

bool CodeWriter::check_assignable(const syntax::Span& span, std::string_view name, Context ctx) {
    if (name != "__debug__" || ctx == Context::Load) return true;
    fail(span, ctx == Context::Del ? "cannot delete __debug__" : "cannot assign to __debug__");
    return false;
}

namespace {

Op pick(Context ctx, Op load, Op store, Op remove) {
    return ctx == Context::Load ? load : ctx == Context::Store ? store : remove;
}

}  // namespace

void CodeWriter::name_op(const Location& where, const syntax::Span& span, std::string_view name, Context ctx) {
    if (error_ || !check_assignable(span, name, ctx)) return;
    const std::string_view id = mangled(name);
    const Symbol* known = symbol(id);
    const Scope& scope = *unit_->scope;
    const bool in_comprehension = !unit_->inlined.empty();
    const bool in_function = scope.function_like();
    const Binding binding = known ? known->binding : Binding::None;
    const bool loads = ctx == Context::Load;
    switch (binding) {
        case Binding::Free:
        case Binding::Cell: return deref_op(where, id, ctx);
        case Binding::Local: {
            // In a module or class body only a comprehension's own names are fast locals.
            const bool own = in_comprehension && scope.find(id) != known;
            if (!in_function && !own) break;
            return emit(where, pick(ctx, Op::LOAD_FAST, Op::STORE_FAST, Op::DELETE_FAST), unit_->locals.number(id));
        }
        case Binding::GlobalImplicit: {
            if (loads && scope.sees_class_scope) return class_scope_op(where, id, false);
            if (!in_function && !(loads && in_comprehension && scope.kind == ScopeKind::Class)) break;
            return emit(where, pick(ctx, Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL), unit_->names.number(id));
        }
        case Binding::GlobalExplicit:
            return emit(where, pick(ctx, Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL), unit_->names.number(id));
        case Binding::None:
            if (!in_function) break;
            return emit(where, pick(ctx, Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL), unit_->names.number(id));
    }
    emit(where, pick(ctx, Op::LOAD_NAME, Op::STORE_NAME, Op::DELETE_NAME), unit_->names.number(id));
}

void CodeWriter::deref_op(const Location& where, std::string_view name, Context ctx) {
    const Scope& scope = *unit_->scope;
    const bool class_body = scope.kind == ScopeKind::Class && unit_->inlined.empty();
    int32_t number = cell_number(name);
    // The class's own cell __class__ is its methods': the body itself means what is around the class.
    const int32_t free = class_body ? unit_->frees.find(name) : -1;
    if (free >= 0) number = static_cast<int32_t>(unit_->cells.size()) + free;
    if (ctx == Context::Load) {
        if (class_body) return emit(where, Op::LOAD_FROM_DICT_OR_DEREF, number);
        if (scope.sees_class_scope && name != "__classdict__") return class_scope_op(where, name, true);
    }
    emit(where, pick(ctx, Op::LOAD_DEREF, Op::STORE_DEREF, Op::DELETE_DEREF), number);
}

// In a type parameter's scope right inside of a class: the class's namespace first.
void CodeWriter::class_scope_op(const Location& where, std::string_view name, bool deref) {
    const Label outside = new_label(), end = new_label();
    const int32_t dict = cell_number("__classdict__");
    load_text(where, name);
    emit(where, Op::LOAD_DEREF, dict);
    emit(where, Op::CONTAINS_OP);
    emit_jump(where, Op::POP_JUMP_IF_FALSE, outside);
    emit(where, Op::LOAD_DEREF, dict);
    load_text(where, name);
    emit(where, Op::BINARY_SUBSCR);
    jump_on(where, end);
    place(outside);
    if (deref)
        emit(where, Op::LOAD_DEREF, cell_number(name));
    else
        emit(where, Op::LOAD_GLOBAL, unit_->names.number(name));
    place(end);
}

}  // namespace loopscope::compile
