// try and with, and how break, continue and return leave them.
//
// A guarded region stands between SetupFinally (or SetupWith) and PopBlock; the assembler makes the table of handlers from
// it. A handler begins with PUSH_EXC_INFO: [what was handled before, exception], and is itself guarded by a region whose
// handler makes the former the handled one again. Bodies of `finally` are written once for each way through them.
#include "compile/code_writer.h"

namespace loopscope::compile {

namespace {

// Operand b of a RERAISE: the exception counts as raised where it came into the handler from. For the line marks, and for the
// line where the frame is left.
constexpr int32_t kFromElsewhere = 1;

}  // namespace

void CodeWriter::try_statement(const syntax::Try& node) {
    if (!node.finalbody.empty()) return try_finally(node);
    if (node.is_star()) return try_star(node);
    try_except(node);
}

void CodeWriter::try_finally(const syntax::Try& node) {
    const Location where = at(node);
    const Label inside = new_label(), handler = new_label(), cleanup = new_label(), exit = new_label();
    set_up(where, Inner::SetupFinally, handler);
    place(inside);
    open_block(OpenBlock{OpenKind::FinallyTry, inside, handler, where, &node.finalbody, {}});
    if (node.handlers.empty())
        statements(node.body);
    else if (node.is_star())
        try_star(node);
    else
        try_except(node);
    pop_block(kNoLocation);
    close_block(OpenKind::FinallyTry);
    statements(node.finalbody);
    jump_on(kNoLocation, exit);

    place(handler);
    open_block(OpenKind::FinallyEnd, handler, {}, where);
    set_up(kNoLocation, Inner::SetupFinally, cleanup);
    emit(kNoLocation, Op::PUSH_EXC_INFO);
    statements(node.finalbody);
    close_block(OpenKind::FinallyEnd);
    emit(kNoLocation, Op::RERAISE);
    place(cleanup);
    pop_except_and_reraise(kNoLocation);
    place(exit);
}

// [what was handled before, exception]: an exception inside of a handler.
void CodeWriter::pop_except_and_reraise(const Location& where) {
    emit(where, Op::COPY, 2);
    emit(where, Op::POP_EXCEPT);
    emit(where, Op::RERAISE, 0, kFromElsewhere);
}

void CodeWriter::try_except(const syntax::Try& node) {
    const Location where = at(node);
    const Label inside = new_label(), except = new_label(), end = new_label(), cleanup = new_label();
    set_up(where, Inner::SetupFinally, except);
    place(inside);
    open_block(OpenKind::TryExcept, inside, {}, where);
    statements(node.body);
    close_block(OpenKind::TryExcept);
    pop_block(kNoLocation);
    statements(node.orelse);
    jump_on(kNoLocation, end);

    place(except);
    set_up(kNoLocation, Inner::SetupFinally, cleanup);
    emit(kNoLocation, Op::PUSH_EXC_INFO);
    open_block(OpenKind::ExceptionHandler, {}, {}, where);
    for (uint32_t i = 0; i < node.handlers.size(); ++i) {
        except_handler(*node.handlers[i], i + 1 == node.handlers.size(), end);
    }
    close_block(OpenKind::ExceptionHandler);
    emit(kNoLocation, Op::RERAISE);
    place(cleanup);
    pop_except_and_reraise(kNoLocation);
    place(end);
}

void CodeWriter::except_handler(const syntax::ExceptHandler& handler, bool last, Label end) {
    if (!handler.type && !last) return fail(handler.span, "default 'except:' must be last");
    const Location where = at(handler);
    const Label next = new_label(), inside = new_label();
    if (handler.type) {
        visit(*handler.type);
        emit(where, Op::CHECK_EXC_MATCH);
        emit_jump(where, Op::POP_JUMP_IF_FALSE, next);
    }
    if (handler.name.empty()) {
        emit(where, Op::POP_TOP);
        place(inside);
        open_block(OpenKind::HandlerCleanup, inside, {}, where);
        statements(handler.body);
        close_block(OpenKind::HandlerCleanup);
        pop_block(kNoLocation);
        emit(kNoLocation, Op::POP_EXCEPT);
        jump_on(kNoLocation, end);
    } else {
        const Label cleanup = new_label();
        store_name(where, handler.span, handler.name);
        set_up(where, Inner::SetupFinally, cleanup);
        place(inside);
        open_block(OpenBlock{OpenKind::HandlerCleanup, inside, {}, where, nullptr, handler.name});
        statements(handler.body);
        close_block(OpenKind::HandlerCleanup);
        pop_block(kNoLocation);
        pop_block(kNoLocation);
        emit(kNoLocation, Op::POP_EXCEPT);
        forget_name(kNoLocation, handler.name);
        jump_on(kNoLocation, end);
        place(cleanup);
        forget_name(kNoLocation, handler.name);
        emit(kNoLocation, Op::RERAISE, 0, kFromElsewhere);
    }
    place(next);
}

// The name of an exception goes at the end of its handler; it is set first because the body may have deleted it.
void CodeWriter::forget_name(const Location& where, std::string_view name) {
    load_none(where);
    name_op(where, {}, name, syntax::Context::Store);
    name_op(where, {}, name, syntax::Context::Del);
}

// except*: [handled before, original, list of what the handlers raised, what is left to match]
void CodeWriter::try_star(const syntax::Try& node) {
    const Location where = at(node);
    const Label inside = new_label(), except = new_label(), orelse = new_label(), end = new_label(), cleanup = new_label(),
                reraise_star = new_label(), reraise = new_label();
    set_up(where, Inner::SetupFinally, except);
    place(inside);
    open_block(OpenKind::TryExcept, inside, {}, where);
    statements(node.body);
    close_block(OpenKind::TryExcept);
    pop_block(kNoLocation);
    jump_on(kNoLocation, orelse);

    place(except);
    set_up(kNoLocation, Inner::SetupFinally, cleanup);
    emit(kNoLocation, Op::PUSH_EXC_INFO);
    open_block(OpenKind::ExceptionGroupHandler, {}, {}, where);
    for (uint32_t i = 0; i < node.handlers.size(); ++i) {
        star_handler(*node.handlers[i], i == 0, i + 1 == node.handlers.size(), reraise_star);
    }
    close_block(OpenKind::ExceptionGroupHandler);
    place(reraise_star);
    emit(kNoLocation, Op::CALL_INTRINSIC, static_cast<int32_t>(Intrinsic::PrepReraiseStar));
    emit(kNoLocation, Op::COPY, 1);
    emit_jump(kNoLocation, Op::POP_JUMP_IF_NOT_NONE, reraise);
    emit(kNoLocation, Op::POP_TOP);
    pop_block(kNoLocation);
    emit(kNoLocation, Op::POP_EXCEPT);
    jump_on(kNoLocation, end);
    place(reraise);
    pop_block(kNoLocation);
    emit(kNoLocation, Op::SWAP, 2);
    emit(kNoLocation, Op::POP_EXCEPT);
    emit(kNoLocation, Op::RERAISE);
    place(cleanup);
    pop_except_and_reraise(kNoLocation);
    place(orelse);
    statements(node.orelse);
    place(end);
}

void CodeWriter::star_handler(const syntax::ExceptHandler& handler, bool first, bool last, Label reraise_star) {
    const Location where = at(handler);
    const Label inside = new_label(), cleanup = new_label(), done = new_label(), no_match = new_label(), next = new_label();
    if (first) {
        emit(where, Op::BUILD_LIST, 0);
        emit(where, Op::COPY, 2);
    }
    if (handler.type) {
        visit(*handler.type);
        emit(where, Op::CHECK_EG_MATCH);
        emit(where, Op::COPY, 1);
        emit_jump(where, Op::POP_JUMP_IF_NONE, no_match);
    }
    if (handler.name.empty())
        emit(where, Op::POP_TOP);
    else
        store_name(where, handler.span, handler.name);
    set_up(where, Inner::SetupFinally, cleanup);
    place(inside);
    open_block(OpenBlock{OpenKind::HandlerCleanup, inside, {}, where, nullptr, handler.name});
    statements(handler.body);
    close_block(OpenKind::HandlerCleanup);
    pop_block(kNoLocation);
    if (!handler.name.empty()) forget_name(kNoLocation, handler.name);
    jump_on(kNoLocation, done);
    place(cleanup);
    if (!handler.name.empty()) forget_name(kNoLocation, handler.name);
    emit(kNoLocation, Op::LIST_APPEND, 2);  // what the handler raised
    jump_on(kNoLocation, next);
    place(done);
    emit(kNoLocation, Op::NOP);
    jump_on(kNoLocation, next);
    place(no_match);
    emit(where, Op::POP_TOP);
    place(next);
    if (!last) return;
    emit(kNoLocation, Op::LIST_APPEND, 1);  // what nobody handled
    jump_on(kNoLocation, reraise_star);
}

// ------------------------------------------------------------------------------------------------ with

void CodeWriter::with_statement(const syntax::With& node, uint32_t index) {
    const syntax::WithItem& item = *node.items[index];
    const Location where = at(*item.context_expr);
    const Label inside = new_label(), handler = new_label(), exit = new_label();
    visit(*item.context_expr);
    emit(where, Op::BEFORE_WITH);
    set_up(where, Inner::SetupWith, handler);
    place(inside);
    open_block(OpenKind::With, inside, handler, where);
    with_target(item, where);
    if (index + 1 == node.items.size())
        statements(node.body);
    else
        with_statement(node, index + 1);
    close_block(OpenKind::With);
    pop_block(kNoLocation);
    call_exit_with_nones(where);
    emit(where, Op::POP_TOP);
    jump(where, exit);
    place(handler);
    with_cleanup(where, false, exit);
    place(exit);
}

void CodeWriter::async_with_statement(const syntax::With& node, uint32_t index) {
    if (unit_->kind != UnitKind::AsyncFunction) return fail(node.span, "'async with' outside async function");
    const syntax::WithItem& item = *node.items[index];
    const Location where = at(*item.context_expr);
    const Label inside = new_label(), handler = new_label(), exit = new_label();
    visit(*item.context_expr);
    emit(where, Op::BEFORE_ASYNC_WITH);
    await_value(where, 1);
    set_up(where, Inner::SetupWith, handler);
    place(inside);
    open_block(OpenKind::AsyncWith, inside, handler, where);
    with_target(item, where);
    if (index + 1 == node.items.size())
        statements(node.body);
    else
        async_with_statement(node, index + 1);
    close_block(OpenKind::AsyncWith);
    pop_block(where);
    call_exit_with_nones(where);
    await_value(where, 2);
    emit(where, Op::POP_TOP);
    jump(where, exit);
    place(handler);
    with_cleanup(where, true, exit);
    place(exit);
}

void CodeWriter::with_target(const syntax::WithItem& item, const Location& where) {
    if (item.optional_vars)
        visit(*item.optional_vars);
    else
        emit(where, Op::POP_TOP);
}

// [exit, exception]
void CodeWriter::with_cleanup(const Location& where, bool is_async, Label exit) {
    const Label cleanup = new_label(), suppress = new_label();
    set_up(where, Inner::SetupFinally, cleanup);
    emit(where, Op::PUSH_EXC_INFO);
    emit(where, Op::WITH_EXCEPT_START);
    if (is_async) await_value(where, 2);
    emit_jump(kNoLocation, Op::POP_JUMP_IF_TRUE, suppress);
    emit(kNoLocation, Op::RERAISE, 0, kFromElsewhere);
    place(suppress);
    emit(kNoLocation, Op::POP_TOP);
    pop_block(kNoLocation);
    emit(kNoLocation, Op::POP_EXCEPT);
    emit(kNoLocation, Op::POP_TOP);
    jump_on(kNoLocation, exit);
    place(cleanup);
    pop_except_and_reraise(kNoLocation);
}

void CodeWriter::call_exit_with_nones(const Location& where) {
    emit(where, Op::PUSH_NULL);
    for (int i = 0; i < 3; ++i) load_none(where);
    emit(where, Op::CALL, 3);
}

// ------------------------------------------------------------------------------------------------ leaving early

int CodeWriter::unwind_all(Location& where, const syntax::Span& span, bool keep_top, bool up_to_loop) {
    if (unit_->open.empty()) return -1;
    const OpenBlock top = unit_->open.back();
    if (top.kind == OpenKind::ExceptionGroupHandler) {
        fail(span, "'break', 'continue' and 'return' cannot appear in an except* block");
        return -1;
    }
    if (up_to_loop && (top.kind == OpenKind::WhileLoop || top.kind == OpenKind::ForLoop)) {
        return static_cast<int>(unit_->open.size()) - 1;
    }
    unit_->open.pop_back();
    unwind(where, top, keep_top);
    const int loop = unwind_all(where, span, keep_top, up_to_loop);
    unit_->open.push_back(top);
    return loop;
}

// Writes what leaves `block`. With `keep_top` the value on top of the stack, about to be returned, stays there. What
// follows a `finally` body or a call of __exit__ is artificial: these shall be seen to run last.
void CodeWriter::unwind(Location& where, const OpenBlock& block, bool keep_top) {
    auto keep = [&] {
        if (keep_top) emit(where, Op::SWAP, 2);
    };
    switch (block.kind) {
        case OpenKind::WhileLoop:
        case OpenKind::ExceptionHandler:
        case OpenKind::ExceptionGroupHandler:
        case OpenKind::AsyncComprehension: return;
        case OpenKind::ForLoop:
        case OpenKind::PopValue: keep(); return emit(where, Op::POP_TOP);
        case OpenKind::TryExcept: return pop_block(where);
        case OpenKind::FinallyTry: return unwind_finally(where, block, keep_top);
        case OpenKind::FinallyEnd:
            keep();
            emit(where, Op::POP_TOP);
            keep();
            pop_block(where);
            return emit(where, Op::POP_EXCEPT);
        case OpenKind::With:
        case OpenKind::AsyncWith:
            where = block.at;
            pop_block(where);
            keep();
            call_exit_with_nones(where);
            if (block.kind == OpenKind::AsyncWith) await_value(where, 2);
            emit(where, Op::POP_TOP);
            where = kNoLocation;
            return;
        case OpenKind::HandlerCleanup:
            if (!block.name.empty()) pop_block(where);
            keep();
            pop_block(where);
            emit(where, Op::POP_EXCEPT);
            if (!block.name.empty()) forget_name(where, block.name);
            return;
    }
}

void CodeWriter::unwind_finally(Location& where, const OpenBlock& block, bool keep_top) {
    pop_block(where);
    if (keep_top) open_block(OpenKind::PopValue, {}, {}, where);
    statements(*block.finally);
    if (keep_top) close_block(OpenKind::PopValue);
    where = kNoLocation;
}

}  // namespace loopscope::compile
