// Functions, lambdas and classes: their own code objects, and what makes them.
#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::Context;
using syntax::node_cast;

// ------------------------------------------------------------------------------------------------ functions

void CodeWriter::decorators(const syntax::Expressions& list) {
    for (const Expression* decorator : list) {
        visit(*decorator);
        emit(at(*decorator), Op::PUSH_NULL);
    }
}

void CodeWriter::apply_decorators(const syntax::Expressions& list) {
    for (uint32_t i = list.size(); i-- > 0;) emit(at(*list[i]), Op::CALL, 1);
}

void CodeWriter::check_parameters(const syntax::Arguments& args) {
    auto check = [&](const syntax::Arg* arg) {
        if (arg) check_assignable(arg->span, arg->arg, Context::Store);
    };
    for (const syntax::Arg* arg : args.posonlyargs) check(arg);
    for (const syntax::Arg* arg : args.args) check(arg);
    check(args.vararg);
    for (const syntax::Arg* arg : args.kwonlyargs) check(arg);
    check(args.kwarg);
}

void CodeWriter::set_parameters(Unit& unit, const syntax::Arguments& args) {
    unit.posonly_count = args.posonlyargs.size();
    unit.arg_count = args.posonlyargs.size() + args.args.size();
    unit.kwonly_count = args.kwonlyargs.size();
    if (args.vararg) unit.flags |= kVarArgs;
    if (args.kwarg) unit.flags |= kVarKeywords;
}

// Pushes the defaults; the result says which there are, for MAKE_FUNCTION.
uint32_t CodeWriter::defaults(const Location& where, const syntax::Arguments& args) {
    uint32_t make_flags = 0;
    if (!args.defaults.empty()) {
        visit_all(args.defaults);
        emit(where, Op::BUILD_TUPLE, static_cast<int32_t>(args.defaults.size()));
        make_flags |= kDefaults;
    }
    if (keyword_defaults(where, args)) make_flags |= kKeywordDefaults;
    return make_flags;
}

bool CodeWriter::keyword_defaults(const Location& where, const syntax::Arguments& args) {
    int32_t count = 0;
    for (uint32_t i = 0; i < args.kwonlyargs.size(); ++i) {
        const Expression* value = args.kw_defaults[i];
        if (!value) continue;
        load_key(make_text(mangled(args.kwonlyargs[i]->arg)), *value);
        ++count;
    }
    if (count) emit(where, Op::BUILD_MAP, count);
    return count != 0;
}

// name, value, name, value ... as a tuple.
bool CodeWriter::annotations(const Location& where, const syntax::Arguments& args, const Expression* returns) {
    int32_t count = 0;
    auto argument = [&](const syntax::Arg* arg) {
        if (arg) count += argument_annotation(where, arg->arg, arg->annotation);
    };
    for (const syntax::Arg* arg : args.args) argument(arg);
    for (const syntax::Arg* arg : args.posonlyargs) argument(arg);
    argument(args.vararg);
    for (const syntax::Arg* arg : args.kwonlyargs) argument(arg);
    argument(args.kwarg);
    count += argument_annotation(where, "return", returns);
    if (count) emit(where, Op::BUILD_TUPLE, count * 2);
    return count != 0;
}

int32_t CodeWriter::argument_annotation(const Location& where, std::string_view name, const Expression* annotation) {
    if (!annotation) return 0;
    load_text(where, mangled(name));
    const auto* star = node_cast<syntax::Starred>(annotation);
    if (star && !future_annotations_) {
        // *args: *Ts
        visit(*star->value);
        emit(where, Op::UNPACK_SEQUENCE, 1);
    } else {
        annotation_value(*annotation);
    }
    return 1;
}

void CodeWriter::annotation_value(const Expression& node) {
    if (future_annotations_)
        load_text(at(node), unparse(node));
    else
        visit(node);
}

// [parts that make_flags names] -> [function]
void CodeWriter::make_function(const Location& where, std::shared_ptr<const CodeSpec> code, uint32_t make_flags) {
    if (error_) return;
    if (!code->freevars.empty()) {
        for (const std::string& name : code->freevars) emit(where, Op::LOAD_CLOSURE, cell_number(name));
        emit(where, Op::BUILD_TUPLE, static_cast<int32_t>(code->freevars.size()));
        make_flags |= kClosure;
    }
    Constant constant;
    constant.kind = Constant::Kind::Code;
    constant.code = std::move(code);
    emit(where, Op::MAKE_FUNCTION, unit_->constants.add(std::move(constant)), static_cast<int32_t>(make_flags));
}

void CodeWriter::function(const syntax::FunctionDef& node) {
    check_parameters(*node.args);
    decorators(node.decorator_list);
    const auto first_line =
        static_cast<int32_t>(node.decorator_list.empty() ? node.span.line : node.decorator_list.front()->span.line);
    const Location where = at(node);
    uint32_t make_flags = defaults(where, *node.args);
    const bool generic = !node.type_params.empty();
    if (!generic) {
        if (annotations(where, *node.args, node.returns)) make_flags |= kAnnotations;
        function_body(node, make_flags, first_line);
    } else {
        // The defaults are handed to the scope of the type parameters, which makes the function.
        const uint32_t count = (make_flags & kDefaults ? 1u : 0u) + (make_flags & kKeywordDefaults ? 1u : 0u);
        if (count == 2) emit(where, Op::SWAP, 2);
        Unit unit;
        enter_type_params(unit, node, node.name, first_line);
        unit.arg_count = count;
        type_params(node.type_params);
        for (uint32_t i = 0; i < count; ++i) emit(where, Op::LOAD_FAST, static_cast<int32_t>(i));
        if (annotations(where, *node.args, node.returns)) make_flags |= kAnnotations;
        function_body(node, make_flags, first_line);
        emit(where, Op::SWAP, 2);
        emit(where, Op::CALL_INTRINSIC, static_cast<int32_t>(Intrinsic::SetTypeParams));
        call_type_params(where, leave_unit(false), 0, count);
    }
    apply_decorators(node.decorator_list);
    store_name(where, node.span, node.name);
}

void CodeWriter::function_body(const syntax::FunctionDef& node, uint32_t make_flags, int32_t first_line) {
    if (error_) return;
    const Scope* scope = table_.find(&node);
    if (auto code = written_before(scope)) return make_function(at(node), std::move(code), make_flags);
    Unit unit;
    enter_unit(unit, scope, node.is_async() ? UnitKind::AsyncFunction : UnitKind::Function, node.name, first_line);
    set_parameters(unit, *node.args);
    const syntax::Constant* docstring = docstring_of(node.body);
    if (docstring) {
        unit.flags |= kHasDocstring;
        unit.constants.add(make_text(clean_docstring(docstring->text)));
    }
    spend_cost(unit);
    statements(node.body, docstring ? 1 : 0);
    make_function(at(node), leave_unit(true), make_flags);
}

// A function that a scenario gives a cost spends it before its first statement.
void CodeWriter::spend_cost(const Unit& unit) {
    if (!options_.costs) return;
    auto found = options_.costs->find(unit.qualname);
    if (found == options_.costs->end()) found = options_.costs->find(unit.name);
    if (found == options_.costs->end()) return;
    Constant seconds;
    seconds.kind = Constant::Kind::Float;
    seconds.f = found->second;
    load(kNoLocation, make_tuple({make_text(unit.name + "()"), seconds}));
    emit(kNoLocation, Op::CALL_INTRINSIC, static_cast<int32_t>(Intrinsic::Spend));
    emit(kNoLocation, Op::POP_TOP);
}

void CodeWriter::lambda(const syntax::Lambda& node) {
    check_parameters(*node.args);
    const Location where = at(node);
    const uint32_t make_flags = defaults(where, *node.args);
    if (error_) return;
    const Scope* scope = table_.find(&node);
    if (auto code = written_before(scope)) return make_function(where, std::move(code), make_flags);
    Unit unit;
    enter_unit(unit, scope, UnitKind::Lambda, "<lambda>", static_cast<int32_t>(node.span.line));
    set_parameters(unit, *node.args);
    visit(*node.body);
    if (!unit.scope->generator) emit(at(*node.body), Op::RETURN_VALUE);
    make_function(where, leave_unit(!unit.scope->generator), make_flags);
}

// ------------------------------------------------------------------------------------------------ classes

void CodeWriter::class_def(const syntax::ClassDef& node) {
    decorators(node.decorator_list);
    const auto first_line =
        static_cast<int32_t>(node.decorator_list.empty() ? node.span.line : node.decorator_list.front()->span.line);
    const Location where = at(node);
    check_keywords(node.keywords);
    if (node.type_params.empty()) {
        class_body(node, first_line);
        call_arguments(where, 2, node.bases, node.keywords);
    } else {
        Unit unit;
        enter_type_params(unit, node, node.name, first_line);
        unit.class_name = node.name;
        type_params(node.type_params);
        store_name(where, {}, ".type_params");
        class_body(node, first_line);
        load_name(where, ".type_params");
        emit(where, Op::CALL_INTRINSIC, static_cast<int32_t>(Intrinsic::SubscriptGeneric));
        store_name(where, {}, ".generic_base");
        call_arguments(where, 2, node.bases, node.keywords, ".generic_base");
        call_type_params(where, leave_unit(false), 0, 0);
    }
    apply_decorators(node.decorator_list);
    store_name(where, node.span, node.name);
}

// Pushes what a call that makes the class begins with: the maker, its body and its name.
void CodeWriter::class_body(const syntax::ClassDef& node, int32_t first_line) {
    if (error_) return;
    const Location where = at(node);
    emit(where, Op::LOAD_BUILD_CLASS);
    emit(where, Op::PUSH_NULL);
    const Scope* scope = table_.find(&node);
    if (auto code = written_before(scope)) {
        make_function(where, std::move(code), 0);
        return load_text(where, node.name);
    }
    Unit unit;
    enter_unit(unit, scope, UnitKind::Class, node.name, first_line);
    const Location start{first_line, first_line, 0, 0};
    load_name(start, "__name__");
    store_name(start, {}, "__module__");
    load_text(start, unit.qualname);
    store_name(start, {}, "__qualname__");
    load(start, make_int(first_line));
    store_name(start, {}, "__firstlineno__");
    if (!node.type_params.empty()) {
        load_name(start, ".type_params");
        store_name(start, {}, "__type_params__");
    }
    if (unit.scope->needs_classdict) {
        emit(start, Op::LOAD_LOCALS);
        emit(start, Op::STORE_DEREF, cell_number("__classdict__"));
    }
    body(node.body, start);
    class_end();
    make_function(where, leave_unit(true), 0);
    load_text(where, node.name);
}

// __static_attributes__, and the cell that super() and __class__ of the methods look into: it is returned too.
void CodeWriter::class_end() {
    if (error_) return;
    std::vector<Constant> attributes;
    for (std::string_view name : unit_->self_attributes) attributes.push_back(make_text(name));
    load(kNoLocation, make_tuple(std::move(attributes)));
    store_name(kNoLocation, {}, "__static_attributes__");
    if (unit_->scope->needs_classdict) {
        emit(kNoLocation, Op::LOAD_CLOSURE, cell_number("__classdict__"));
        store_name(kNoLocation, {}, "__classdictcell__");
    }
    if (!unit_->scope->needs_class_closure) return;
    emit(kNoLocation, Op::LOAD_CLOSURE, cell_number("__class__"));
    emit(kNoLocation, Op::COPY, 1);
    store_name(kNoLocation, {}, "__classcell__");
    emit(kNoLocation, Op::RETURN_VALUE);
}

}  // namespace loopscope::compile
