// Comprehensions. Those of lists, sets and dicts are part of the function around them: their variables are locals of it,
// whose outer values are put aside. Generator expressions are functions.
#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::Context;
using syntax::node_cast;
using syntax::NodeKind;

void CodeWriter::comprehension(const Expression& node) {
    if (const auto* dict = node_cast<syntax::DictComp>(&node)) {
        return write_comprehension({node, dict->generators, *dict->key, dict->value, ComprehensionKind::Dict}, "<dictcomp>");
    }
    const auto& comp = as<syntax::ElementComp>(node);
    auto write = [&](ComprehensionKind kind, std::string_view name) {
        write_comprehension({node, comp.generators, *comp.elt, nullptr, kind}, name);
    };
    if (node.kind == NodeKind::ListComp)
        write(ComprehensionKind::List, "<listcomp>");
    else if (node.kind == NodeKind::SetComp)
        write(ComprehensionKind::Set, "<setcomp>");
    else
        write(ComprehensionKind::Generator, "<genexpr>");
}

// The outermost iterable is evaluated outside.
void CodeWriter::comprehension_iterable(const syntax::Comprehension& part) {
    iterable(*part.iter);
    emit(at(*part.iter), part.is_async ? Op::GET_AITER : Op::GET_ITER);
}

void CodeWriter::write_comprehension(const Comp& comp, std::string_view name) {
    const Location where = at(comp.node);
    const Scope& scope = *table_.find(&comp.node);
    const bool makes_generator = comp.kind == ComprehensionKind::Generator;
    if (scope.coroutine && !makes_generator && unit_->kind != UnitKind::AsyncFunction &&
        unit_->kind != UnitKind::Comprehension) {
        return fail(comp.node.span, "asynchronous comprehension outside of an asynchronous function");
    }
    if (scope.inlined) return inlined_comprehension(comp, scope);
    std::shared_ptr<const CodeSpec> code = written_before(&scope);
    if (!code) {
        Unit unit;
        enter_unit(unit, &scope, UnitKind::Comprehension, name, where.line);
        unit.arg_count = 1;
        comprehension_start(comp, where, false);
        comprehension_loop(comp, where, 0, 0, false);
        if (!makes_generator) emit(at(comp.element), Op::RETURN_VALUE);
        code = leave_unit(true);
    }
    make_function(where, std::move(code), 0);
    emit(where, Op::PUSH_NULL);
    comprehension_iterable(*comp.generators.front());
    emit(where, Op::CALL, 1);
    if (scope.coroutine && !makes_generator) await_value(where, 0);
}

void CodeWriter::comprehension_start(const Comp& comp, const Location& where, bool inlined) {
    switch (comp.kind) {
        case ComprehensionKind::List: emit(where, Op::BUILD_LIST, 0); break;
        case ComprehensionKind::Set: emit(where, Op::BUILD_SET, 0); break;
        case ComprehensionKind::Dict: emit(where, Op::BUILD_MAP, 0); break;
        default: return;
    }
    if (inlined) emit(where, Op::SWAP, 2);
}

void CodeWriter::inlined_comprehension(const Comp& comp, const Scope& scope) {
    const Location where = at(comp.node);
    comprehension_iterable(*comp.generators.front());
    unit_->inlined.push_back(&scope);
    std::vector<SavedLocal> saved;
    for (const Symbol& own : scope.symbols) {
        if (!(own.flags & symbol_flag::kLocal) || (own.flags & symbol_flag::kNonlocal)) continue;
        if (own.binding != Binding::Local && own.binding != Binding::Cell) continue;
        const bool cell = own.binding == Binding::Cell;
        // A captured variable may have the place of a cell of the function around, which is put aside as it is.
        const bool free_outside = cell && unit_->cells.find(own.name) < 0;
        const SavedLocal local{free_outside ? cell_number(own.name) : unit_->locals.number(own.name), free_outside};
        emit(where, Op::LOAD_FAST_AND_CLEAR, local.number, local.cell);
        if (cell) emit(where, Op::MAKE_CELL, cell_number(own.name));
        saved.push_back(local);
    }
    const Label cleanup = new_label(), end = new_label();
    if (!saved.empty()) {
        emit(where, Op::SWAP, static_cast<int32_t>(saved.size() + 1));
        set_up(where, Inner::SetupFinally, cleanup);
    }
    comprehension_start(comp, where, true);
    comprehension_loop(comp, where, 0, 0, true);
    if (!saved.empty()) {
        pop_block(kNoLocation);
        jump_on(kNoLocation, end);
        // An exception: what is made so far goes, the outer values come back.
        place(cleanup);
        emit(kNoLocation, Op::SWAP, 2);
        emit(kNoLocation, Op::POP_TOP);
        restore_locals(where, saved);
        emit(kNoLocation, Op::RERAISE);
        place(end);
        restore_locals(where, saved);
    }
    unit_->inlined.pop_back();
}

// [outer values ..., result] -> [result]
void CodeWriter::restore_locals(const Location& where, const std::vector<SavedLocal>& saved) {
    emit(where, Op::SWAP, static_cast<int32_t>(saved.size() + 1));
    for (size_t i = saved.size(); i-- > 0;) {
        emit(where, Op::STORE_FAST_MAYBE_NULL, saved[i].number, saved[i].cell);
    }
}

// One `for` of it and what is inside. `depth`: iterators between the collection being made and the top of the stack.
void CodeWriter::comprehension_loop(const Comp& comp, const Location& where, uint32_t index, int32_t depth,
                                    bool outermost_on_stack) {
    if (error_) return;
    const syntax::Comprehension& part = *comp.generators[index];
    if (part.is_async) return comprehension_async_loop(comp, where, index, depth, outermost_on_stack);
    const Label start = new_label(), next = new_label(), done = new_label();
    bool loops = true;
    if (!outermost_on_stack || index > 0) {
        const auto* list = node_cast<syntax::ListExpr>(part.iter);
        const auto* tuple = node_cast<syntax::Tuple>(part.iter);
        const syntax::Expressions* values = list ? &list->elts : tuple ? &tuple->elts : nullptr;
        if (index == 0) {
            emit(where, Op::LOAD_FAST, 0);
        } else if (values && values->size() == 1 && values->front()->kind != NodeKind::Starred) {
            visit(*values->front());  // for y in [f(x)]: an assignment, no loop
            loops = false;
        } else {
            comprehension_iterable(part);
        }
    }
    if (loops) {
        ++depth;
        place(start);
        emit_jump(at(*part.iter), Op::FOR_ITER, done);
    }
    visit(*part.target);
    comprehension_inside(comp, where, index, depth, next);
    place(next);
    if (!loops) return;
    const bool innermost = index + 1 == comp.generators.size();
    Location of_element = at(comp.element);
    if (innermost && comp.value) {
        const Location of_value = at(*comp.value);
        of_element.end_line = of_value.end_line;
        of_element.end_column = of_value.end_column;
    }
    jump(of_element, start);
    place(done);
    emit_inner(kNoLocation, Inner::LoopEnd);
}

void CodeWriter::comprehension_async_loop(const Comp& comp, const Location& where, uint32_t index, int32_t depth,
                                          bool outermost_on_stack) {
    const syntax::Comprehension& part = *comp.generators[index];
    const Label start = new_label(), next = new_label(), except = new_label();
    if (index == 0 && !outermost_on_stack)
        emit(where, Op::LOAD_FAST, 0);
    else if (index > 0)
        comprehension_iterable(part);
    place(start);
    open_block(OpenKind::AsyncComprehension, start, {}, where);
    set_up(where, Inner::SetupFinally, except);
    emit(where, Op::GET_ANEXT);
    await_value(where, 3);
    pop_block(where);
    visit(*part.target);
    comprehension_inside(comp, where, index, depth + 1, next);
    place(next);
    jump(at(comp.element), start);
    close_block(OpenKind::AsyncComprehension);
    place(except);
    emit(where, Op::END_ASYNC_FOR);
}

// The conditions, and then the next `for` or the element.
void CodeWriter::comprehension_inside(const Comp& comp, const Location& where, uint32_t index, int32_t depth, Label next) {
    for (const Expression* condition : comp.generators[index]->ifs) jump_if(*condition, next, false);
    if (index + 1 < comp.generators.size()) return comprehension_loop(comp, where, index + 1, depth, false);
    visit(comp.element);
    Location of_element = at(comp.element);
    switch (comp.kind) {
        case ComprehensionKind::List: return emit(of_element, Op::LIST_APPEND, depth + 1);
        case ComprehensionKind::Set: return emit(of_element, Op::SET_ADD, depth + 1);
        case ComprehensionKind::Dict: {
            visit(*comp.value);
            const Location of_value = at(*comp.value);
            of_element.end_line = of_value.end_line;
            of_element.end_column = of_value.end_column;
            return emit(of_element, Op::MAP_ADD, depth + 1);
        }
        default:
            emit(of_element, Op::YIELD_VALUE, 0, unit_->flags & kAsyncGenerator ? 1 : 0);
            return emit(of_element, Op::POP_TOP);
    }
}

}  // namespace loopscope::compile
