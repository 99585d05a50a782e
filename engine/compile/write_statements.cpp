// Statements, but for those that handle exceptions, define functions and classes, or match patterns.
#include <algorithm>

#include "base/utf8.h"
#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::Context;
using syntax::node_cast;
using syntax::NodeKind;

namespace {

// Does a body (not that of an inner function or class) annotate a variable?
bool has_annotation(const syntax::Statements& list);

bool has_annotation(const syntax::Statement& node) {
    switch (node.kind) {
        case NodeKind::AnnAssign: return true;
        case NodeKind::For:
        case NodeKind::AsyncFor:
            return has_annotation(as<syntax::For>(node).body) || has_annotation(as<syntax::For>(node).orelse);
        case NodeKind::While:
            return has_annotation(as<syntax::While>(node).body) || has_annotation(as<syntax::While>(node).orelse);
        case NodeKind::If: return has_annotation(as<syntax::If>(node).body) || has_annotation(as<syntax::If>(node).orelse);
        case NodeKind::With:
        case NodeKind::AsyncWith: return has_annotation(as<syntax::With>(node).body);
        case NodeKind::Match:
            for (const syntax::MatchCase* match_case : as<syntax::Match>(node).cases) {
                if (has_annotation(match_case->body)) return true;
            }
            return false;
        case NodeKind::Try:
        case NodeKind::TryStar: {
            const auto& attempt = as<syntax::Try>(node);
            for (const syntax::ExceptHandler* handler : attempt.handlers) {
                if (has_annotation(handler->body)) return true;
            }
            return has_annotation(attempt.body) || has_annotation(attempt.finalbody) || has_annotation(attempt.orelse);
        }
        default: return false;
    }
}

bool has_annotation(const syntax::Statements& list) {
    for (const syntax::Statement* node : list) {
        if (has_annotation(*node)) return true;
    }
    return false;
}

}  // namespace

const syntax::Constant* docstring_of(const syntax::Statements& body) {
    const auto* first = body.empty() ? nullptr : node_cast<syntax::Expr>(body.front());
    const auto* text = first ? node_cast<syntax::Constant>(first->value) : nullptr;
    return text && text->type == syntax::ConstantKind::Str ? text : nullptr;
}

namespace {

std::string expand_tabs(std::string_view text) {
    if (text.find('\t') == std::string_view::npos) return std::string(text);
    constexpr size_t kTabSize = 8;
    std::string result;
    size_t column = 0;
    for (char c : text) {
        if (c == '\t') {
            const size_t spaces = kTabSize - column % kTabSize;
            result.append(spaces, ' ');
            column += spaces;
            continue;
        }
        result += c;
        if (c == '\n' || c == '\r')
            column = 0;
        else if (!base::is_utf8_continuation(c))
            ++column;
    }
    return result;
}

// The smallest indentation of the lines that are not blank.
size_t common_margin(std::string_view text) {
    size_t margin = std::string_view::npos;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        const size_t first = text.find_first_not_of(' ', at);
        if (first != std::string_view::npos && first < end) margin = std::min(margin, first - at);
        at = end + 1;
    }
    return margin == std::string_view::npos ? 0 : margin;
}

}  // namespace

// The text without its common indentation, as inspect.cleandoc does but for blank lines at its ends, which stay.
std::string clean_docstring(std::string_view text) {
    const std::string expanded = expand_tabs(text);
    std::string_view rest = expanded;
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const size_t first_end = std::min(rest.find('\n'), rest.size());
    std::string result(rest.substr(0, first_end));
    if (first_end == rest.size()) return result;
    result += '\n';
    rest.remove_prefix(first_end + 1);
    const size_t margin = common_margin(rest);
    for (size_t at = 0; at < rest.size();) {
        const size_t end = std::min(rest.find('\n', at), rest.size());
        size_t skip = 0;
        while (skip < margin && at + skip < end && rest[at + skip] == ' ') ++skip;
        result += rest.substr(at + skip, end - at - skip);
        if (end < rest.size()) result += '\n';
        at = end + 1;
    }
    return result;
}

void CodeWriter::module_body() { body(module_.body, module_.body.empty() ? kNoLocation : at(*module_.body.front())); }

// A module's or class's body: with what becomes its __annotations__ and __doc__.
void CodeWriter::body(const syntax::Statements& list, Location where) {
    if (has_annotation(list)) emit(where, Op::SETUP_ANNOTATIONS);
    const syntax::Constant* docstring = docstring_of(list);
    if (docstring) {
        load_text(at(*docstring), clean_docstring(docstring->text));
        store_name(kNoLocation, docstring->span, "__doc__");
    }
    statements(list, docstring ? 1 : 0);
}

void CodeWriter::statements(const syntax::Statements& list, uint32_t from) {
    for (uint32_t i = from; i < list.size(); ++i) {
        if (error_) return;
        statement(*list[i]);
    }
}

void CodeWriter::statement(const Statement& node) {
    switch (node.kind) {
        case NodeKind::FunctionDef:
        case NodeKind::AsyncFunctionDef: return function(as<syntax::FunctionDef>(node));
        case NodeKind::ClassDef: return class_def(as<syntax::ClassDef>(node));
        case NodeKind::TypeAlias: return type_alias(as<syntax::TypeAlias>(node));
        case NodeKind::Return: return return_statement(as<syntax::Return>(node));
        case NodeKind::Delete: return delete_statement(as<syntax::Delete>(node));
        case NodeKind::Assign: return assign(as<syntax::Assign>(node));
        case NodeKind::AugAssign: return augmented_assign(as<syntax::AugAssign>(node));
        case NodeKind::AnnAssign: return annotated_assign(as<syntax::AnnAssign>(node));
        case NodeKind::For: return for_statement(as<syntax::For>(node));
        case NodeKind::AsyncFor: return async_for_statement(as<syntax::For>(node));
        case NodeKind::While: return while_statement(as<syntax::While>(node));
        case NodeKind::If: return if_statement(as<syntax::If>(node));
        case NodeKind::With: return with_statement(as<syntax::With>(node), 0);
        case NodeKind::AsyncWith: return async_with_statement(as<syntax::With>(node), 0);
        case NodeKind::Match: return match_statement(as<syntax::Match>(node));
        case NodeKind::Raise: return raise_statement(as<syntax::Raise>(node));
        case NodeKind::Try:
        case NodeKind::TryStar: return try_statement(as<syntax::Try>(node));
        case NodeKind::Assert: return assert_statement(as<syntax::Assert>(node));
        case NodeKind::Import: return import_statement(as<syntax::Import>(node));
        case NodeKind::ImportFrom: return import_from(as<syntax::ImportFrom>(node));
        case NodeKind::Expr: return expression_statement(as<syntax::Expr>(node));
        case NodeKind::Pass: return emit(at(node), Op::NOP);
        case NodeKind::Break: return break_statement(as<syntax::Break>(node));
        case NodeKind::Continue: return continue_statement(as<syntax::Continue>(node));
        default: return;  // global, nonlocal: the symbol table's matter
    }
}

// ------------------------------------------------------------------------------------------------ simple statements

void CodeWriter::expression_statement(const syntax::Expr& node) {
    if (folder_.value(*node.value)) {
        const auto* literal = node_cast<syntax::Constant>(node.value);
        if (!literal || literal->type != syntax::ConstantKind::Complex) return emit(at(node), Op::NOP);
    }
    visit(*node.value);
    emit(kNoLocation, Op::POP_TOP);
}

void CodeWriter::return_statement(const syntax::Return& node) {
    Location where = at(node);
    const Scope& scope = *unit_->scope;
    if (!scope.function_like()) return fail(node.span, "'return' outside function");
    if (node.value && scope.coroutine && scope.generator && !options_.coroutines_are_generators) {
        return fail(node.span, "'return' with value in async generator");
    }
    const bool constant = node.value && folder_.value(*node.value);
    const bool keep_top = node.value && !constant;
    if (keep_top) {
        visit(*node.value);
    } else if (node.value) {
        where = at(*node.value);
        emit(where, Op::NOP);
    }
    if (!node.value || node.value->span.line != node.span.line) {
        where = at(node);
        emit(where, Op::NOP);
    }
    unwind_all(where, node.span, keep_top, false);
    if (!node.value)
        load_none(where);
    else if (constant)
        load(where, *folder_.value(*node.value));
    emit(where, Op::RETURN_VALUE);
}

void CodeWriter::delete_statement(const syntax::Delete& node) { visit_all(node.targets); }

void CodeWriter::assign(const syntax::Assign& node) {
    visit(*node.value);
    for (uint32_t i = 0; i < node.targets.size(); ++i) {
        if (i + 1 < node.targets.size()) emit(at(node), Op::COPY, 1);
        visit(*node.targets[i]);
    }
}

void CodeWriter::augmented_assign(const syntax::AugAssign& node) {
    if (const auto* target = node_cast<syntax::Attribute>(node.target)) return augmented_attribute(node, *target);
    if (const auto* target = node_cast<syntax::Subscript>(node.target)) return augmented_subscript(node, *target);
    const auto* target = node_cast<syntax::Name>(node.target);
    if (!target) return fail(node.target->span, "illegal expression for augmented assignment");
    load_name(at(*target), target->id);
    visit(*node.value);
    binary_op(at(node), node.op, true);
    store_name(at(*target), target->span, target->id);
}

void CodeWriter::augmented_attribute(const syntax::AugAssign& node, const syntax::Attribute& target) {
    visit(*target.value);
    emit(at(target), Op::COPY, 1);
    const Location where = attribute_location(target, at(target));
    emit_name(where, Op::LOAD_ATTR, target.attr);
    visit(*node.value);
    binary_op(at(node), node.op, true);
    if (!check_assignable(target.span, target.attr, Context::Store)) return;
    emit(where, Op::SWAP, 2);
    emit_name(where, Op::STORE_ATTR, target.attr);
}

void CodeWriter::augmented_subscript(const syntax::AugAssign& node, const syntax::Subscript& target) {
    const Location where = at(target);
    visit(*target.value);
    const auto* slice = node_cast<syntax::Slice>(target.slice);
    if (slice && !slice->step)
        emit(where, Op::BUILD_SLICE, slice_parts(*slice));
    else
        visit(*target.slice);
    emit(where, Op::COPY, 2);
    emit(where, Op::COPY, 2);
    emit(where, Op::BINARY_SUBSCR);
    visit(*node.value);
    binary_op(at(node), node.op, true);
    emit(where, Op::SWAP, 3);
    emit(where, Op::SWAP, 2);
    emit(where, Op::STORE_SUBSCR);
}

void CodeWriter::annotated_assign(const syntax::AnnAssign& node) {
    if (node.value) {
        visit(*node.value);
        visit(*node.target);
    }
    annotated_target(node);
    // Under the future import the annotation of anything but a plain name is not looked at.
    if (!node.simple && !future_annotations_) check_annotation(node);
}

void CodeWriter::annotated_target(const syntax::AnnAssign& node) {
    const Location where = at(node);
    if (const auto* target = node_cast<syntax::Name>(node.target)) {
        if (!check_assignable(target->span, target->id, Context::Store)) return;
        if (!node.simple || (unit_->kind != UnitKind::Module && unit_->kind != UnitKind::Class)) return;
        annotation_value(*node.annotation);
        emit_name(where, Op::LOAD_NAME, "__annotations__");
        load_text(where, mangled(target->id));
        emit(where, Op::STORE_SUBSCR);
    } else if (const auto* attribute = node_cast<syntax::Attribute>(node.target)) {
        if (!check_assignable(attribute->span, attribute->attr, Context::Store)) return;
        if (!node.value) annotation_expression(*attribute->value);
    } else if (const auto* subscript = node_cast<syntax::Subscript>(node.target)) {
        if (node.value) return;
        annotation_expression(*subscript->value);
        annotation_subscript(*subscript->slice);
    }
}

void CodeWriter::check_annotation(const syntax::AnnAssign& node) {
    if (unit_->kind == UnitKind::Module || unit_->kind == UnitKind::Class) annotation_expression(*node.annotation);
}

// Evaluated for what it may raise.
void CodeWriter::annotation_expression(const Expression& node) {
    visit(node);
    emit(at(node), Op::POP_TOP);
}

void CodeWriter::annotation_subscript(const Expression& node) {
    if (const auto* slice = node_cast<syntax::Slice>(&node)) {
        for (const Expression* part : {slice->lower, slice->upper, slice->step}) {
            if (part) annotation_expression(*part);
        }
    } else if (const auto* tuple = node_cast<syntax::Tuple>(&node)) {
        for (const Expression* part : tuple->elts) annotation_subscript(*part);
    } else {
        annotation_expression(node);
    }
}

void CodeWriter::raise_statement(const syntax::Raise& node) {
    int32_t count = 0;
    for (const Expression* part : {node.exc, node.cause}) {
        if (!part) break;
        visit(*part);
        ++count;
    }
    emit(at(node), Op::RAISE_VARARGS, count);
}

void CodeWriter::assert_statement(const syntax::Assert& node) {
    const auto* tuple = node_cast<syntax::Tuple>(node.test);
    if (tuple && !tuple->elts.empty()) warn(node.span, "assertion is always true, perhaps remove parentheses?");
    const Label end = new_label();
    jump_if(*node.test, end, true);
    const Location where = at(node);
    emit(where, Op::LOAD_ASSERTION_ERROR);
    if (node.msg) {
        emit(where, Op::PUSH_NULL);
        visit(*node.msg);
        emit(where, Op::CALL, 1);
    }
    emit(at(*node.test), Op::RAISE_VARARGS, 1);
    place(end);
}

// ------------------------------------------------------------------------------------------------ branches and loops

void CodeWriter::if_statement(const syntax::If& node) {
    const Label end = new_label();
    const bool has_else = !node.orelse.empty();
    const Label otherwise = has_else ? new_label() : end;
    jump_if(*node.test, otherwise, false);
    statements(node.body);
    if (has_else) {
        jump_on(kNoLocation, end);
        place(otherwise);
        statements(node.orelse);
    }
    place(end);
}

void CodeWriter::while_statement(const syntax::While& node) {
    const Label loop = new_label(), inside = new_label(), done = new_label(), end = new_label();
    place(loop);
    open_block(OpenKind::WhileLoop, loop, end, at(node));
    jump_if(*node.test, done, false);
    place(inside);
    statements(node.body);
    jump_if(*node.test, inside, true);
    close_block(OpenKind::WhileLoop);
    place(done);
    statements(node.orelse);
    place(end);
}

void CodeWriter::for_statement(const syntax::For& node) {
    const Label start = new_label(), cleanup = new_label(), end = new_label();
    open_block(OpenKind::ForLoop, start, end, at(node));
    iterable(*node.iter);
    const Location where = at(*node.iter);
    emit(where, Op::GET_ITER);
    place(start);
    emit_jump(where, Op::FOR_ITER, cleanup);
    emit(at(*node.target), Op::NOP);
    visit(*node.target);
    statements(node.body);
    jump(kNoLocation, start);
    place(cleanup);
    emit_inner(kNoLocation, Inner::LoopEnd);
    close_block(OpenKind::ForLoop);
    statements(node.orelse);
    place(end);
}

void CodeWriter::async_for_statement(const syntax::For& node) {
    if (unit_->kind != UnitKind::AsyncFunction) return fail(node.span, "'async for' outside async function");
    const Location where = at(node);
    const Label start = new_label(), except = new_label(), end = new_label();
    visit(*node.iter);
    emit(at(*node.iter), Op::GET_AITER);
    place(start);
    open_block(OpenKind::ForLoop, start, end, where);
    set_up(where, Inner::SetupFinally, except);
    emit(where, Op::GET_ANEXT);
    await_value(where, 3);
    pop_block(where);
    visit(*node.target);
    statements(node.body);
    jump(kNoLocation, start);
    close_block(OpenKind::ForLoop);
    place(except);
    emit(at(*node.iter), Op::END_ASYNC_FOR);
    statements(node.orelse);
    place(end);
}

void CodeWriter::break_statement(const syntax::Break& node) {
    Location where = at(node);
    emit(where, Op::NOP);
    const int found = unwind_all(where, node.span, false, true);
    if (found < 0) return fail(node.span, "'break' outside loop");
    const OpenBlock loop = unit_->open[static_cast<size_t>(found)];
    unwind(where, loop, false);
    jump(where, loop.exit);
}

void CodeWriter::continue_statement(const syntax::Continue& node) {
    Location where = at(node);
    emit(where, Op::NOP);
    const int loop = unwind_all(where, node.span, false, true);
    if (loop < 0) return fail(node.span, "'continue' not properly in loop");
    jump(where, unit_->open[static_cast<size_t>(loop)].start);
}

// ------------------------------------------------------------------------------------------------ imports

void CodeWriter::import_statement(const syntax::Import& node) {
    const Location where = at(node);
    for (const syntax::Alias* alias : node.names) {
        load(where, make_int(0));
        load_none(where);
        emit_name(where, Op::IMPORT_NAME, alias->name);
        if (!alias->asname.empty())
            import_as(where, node, *alias);
        else
            store_name(where, node.span, alias->name.substr(0, alias->name.find('.')));
    }
}

// import a.b.c as d: from the package that the import gives down to its module.
void CodeWriter::import_as(const Location& where, const syntax::Import& node, const syntax::Alias& alias) {
    size_t dot = alias.name.find('.');
    if (dot == std::string_view::npos) return store_name(where, node.span, alias.asname);
    while (true) {
        const size_t start = dot + 1;
        dot = alias.name.find('.', start);
        emit_name(where, Op::IMPORT_FROM, alias.name.substr(start, dot == std::string_view::npos ? dot : dot - start));
        if (dot == std::string_view::npos) break;
        emit(where, Op::SWAP, 2);
        emit(where, Op::POP_TOP);
    }
    store_name(where, node.span, alias.asname);
    emit(where, Op::POP_TOP);
}

void CodeWriter::import_from(const syntax::ImportFrom& node) {
    if (node.module == "__future__" && node.level == 0 && node.span.line > last_future_line_) {
        return fail(node.span, "from __future__ imports must occur at the beginning of the file");
    }
    const Location where = at(node);
    std::vector<Constant> names;
    for (const syntax::Alias* alias : node.names) names.push_back(make_text(alias->name));
    load(where, make_int(node.level));
    load(where, make_tuple(std::move(names)));
    emit_name(where, Op::IMPORT_NAME, node.module);
    for (const syntax::Alias* alias : node.names) {
        if (alias->name == "*") {
            emit(where, Op::CALL_INTRINSIC, static_cast<int32_t>(Intrinsic::ImportStar));
            return emit(kNoLocation, Op::POP_TOP);
        }
        emit_name(where, Op::IMPORT_FROM, alias->name);
        store_name(where, node.span, alias->asname.empty() ? alias->name : alias->asname);
    }
    emit(where, Op::POP_TOP);
}

}  // namespace loopscope::compile
