// Calls: of methods, of anything else, with keywords and with starred arguments.
#include <set>

#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::Context;
using syntax::node_cast;
using syntax::NodeKind;
using Keywords = syntax::List<syntax::Keyword*>;

namespace {

bool has_unpacking(const syntax::Expressions& args, const Keywords& keywords) {
    for (const syntax::Expression* arg : args) {
        if (arg->kind == NodeKind::Starred) return true;
    }
    for (const syntax::Keyword* keyword : keywords) {
        if (keyword->arg.empty()) return true;
    }
    return false;
}

}  // namespace

void CodeWriter::check_keywords(const Keywords& keywords) {
    std::set<std::string_view> seen;
    for (const syntax::Keyword* keyword : keywords) {
        if (keyword->arg.empty()) continue;
        if (!check_assignable(keyword->span, keyword->arg, Context::Store)) return;
        if (!seen.insert(keyword->arg).second) {
            return fail(keyword->span, "keyword argument repeated: " + std::string(keyword->arg));
        }
    }
}

void CodeWriter::call(const syntax::Call& node) {
    check_keywords(node.keywords);
    if (error_ || method_call(node)) return;
    warn_about_call(*node.func);
    visit(*node.func);
    emit(at(*node.func), Op::PUSH_NULL);
    call_arguments(at(node), 0, node.args, node.keywords);
}

// o.m(...): no bound method object is made. Functions of imported modules are called plainly.
bool CodeWriter::method_call(const syntax::Call& node) {
    const auto* method = node_cast<syntax::Attribute>(node.func);
    if (!method || method->ctx != Context::Load || is_imported_module(*method->value)) return false;
    const size_t keywords = node.keywords.size();
    if (node.args.size() + keywords + (keywords != 0) >= kStackGuideline) return false;
    if (has_unpacking(node.args, node.keywords)) return false;
    visit(*method->value);
    const Location of_method = attribute_location(*method, at(*method));
    emit_name(of_method, Op::LOAD_METHOD, method->attr);
    visit_all(node.args);
    const Location where = attribute_location(*method, at(node));
    const auto count = static_cast<int32_t>(node.args.size() + keywords);
    if (keywords) {
        for (const syntax::Keyword* keyword : node.keywords) visit(*keyword->value);
        load_keyword_names(of_method, node.keywords);
        emit(where, Op::CALL_KW, count);
    } else {
        emit(where, Op::CALL, count);
    }
    return true;
}

// A name that an import statement of the module binds.
bool CodeWriter::is_imported_module(const Expression& node) const {
    const auto* name = node_cast<syntax::Name>(&node);
    if (!name) return false;
    const Symbol* symbol = table_.top().find(name->id);
    return symbol && (symbol->flags & symbol_flag::kImport);
}

void CodeWriter::load_keyword_names(const Location& where, const Keywords& keywords) {
    std::vector<Constant> names;
    for (const syntax::Keyword* keyword : keywords) names.push_back(make_text(keyword->arg));
    load(where, make_tuple(std::move(names)));
}

void CodeWriter::call_arguments(const Location& where, int32_t before, const syntax::Expressions& args,
                                const Keywords& keywords, std::string_view extra) {
    const size_t positional = args.size() + (extra.empty() ? 0 : 1);
    if (has_unpacking(args, keywords) || positional + keywords.size() * 2 > kStackGuideline) {
        return spread_arguments(where, before, args, keywords, extra);
    }
    visit_all(args);
    if (!extra.empty()) load_name(where, extra);
    const int32_t count = before + static_cast<int32_t>(positional + keywords.size());
    if (keywords.empty()) return emit(where, Op::CALL, count);
    for (const syntax::Keyword* keyword : keywords) visit(*keyword->value);
    load_keyword_names(where, keywords);
    emit(where, Op::CALL_KW, count);
}

// The arguments as a tuple, the keywords as a dict.
void CodeWriter::spread_arguments(const Location& where, int32_t before, const syntax::Expressions& args,
                                  const Keywords& keywords, std::string_view extra) {
    const auto* lone_star = args.size() == 1 ? node_cast<syntax::Starred>(args.front()) : nullptr;
    const bool big = args.size() + static_cast<size_t>(before) + !extra.empty() > kStackGuideline;
    bool starred = false;
    for (const Expression* arg : args) starred |= arg->kind == NodeKind::Starred;
    if (lone_star && before == 0 && extra.empty()) {
        visit(*lone_star->value);  // CALL_FUNCTION_EX takes any iterable
    } else if (std::vector<Constant> items;
               before == 0 && extra.empty() && args.size() > 2 && !starred && folder_.values(args, items)) {
        load(where, make_tuple(std::move(items)));
    } else if (!starred && !big) {
        visit_all(args);
        if (!extra.empty()) load_name(where, extra);
        emit(where, Op::BUILD_TUPLE, before + static_cast<int32_t>(args.size() + !extra.empty()));
    } else {
        bool built = big;
        if (big) emit(where, Op::BUILD_LIST, before);
        for (uint32_t i = 0; i < args.size(); ++i) {
            const auto* star = node_cast<syntax::Starred>(args[i]);
            if (star && !built) {
                emit(where, Op::BUILD_LIST, before + static_cast<int32_t>(i));
                built = true;
            }
            visit(star ? *star->value : *args[i]);
            if (star)
                emit(where, Op::LIST_EXTEND, 1, 1);
            else if (built)
                emit(where, Op::LIST_APPEND, 1);
        }
        if (!extra.empty()) {
            load_name(where, extra);
            emit(where, Op::LIST_APPEND, 1);
        }
        emit(where, Op::LIST_TO_TUPLE);
    }
    if (!keywords.empty()) spread_keywords(where, keywords);
    emit(where, Op::CALL_FUNCTION_EX, 0, keywords.empty() ? 0 : 1);
}

void CodeWriter::spread_keywords(const Location& where, const Keywords& keywords) {
    // [callable, EMPTY, arguments, dict] while a mapping is merged: for messages that name the callable.
    auto merge = [&] { emit(where, Op::DICT_MERGE, 1, 3); };
    const uint32_t count = keywords.size();
    bool built = false;
    uint32_t waiting = 0;
    for (uint32_t i = 0; i < count; ++i) {
        if (!keywords[i]->arg.empty()) {
            ++waiting;
            continue;
        }
        if (waiting) {
            keyword_dict(where, keywords, i - waiting, i);
            if (built) merge();
            built = true;
            waiting = 0;
        }
        if (!built) emit(where, Op::BUILD_MAP, 0);
        built = true;
        visit(*keywords[i]->value);
        merge();
    }
    if (!waiting) return;
    keyword_dict(where, keywords, count - waiting, count);
    if (built) merge();
}

void CodeWriter::keyword_dict(const Location& where, const Keywords& keywords, uint32_t begin, uint32_t end) {
    const uint32_t count = end - begin;
    const bool big = count * 2 > kStackGuideline;
    if (big) emit(where, Op::BUILD_MAP, 0);
    for (uint32_t i = begin; i < end; ++i) {
        if (big || count == 1) {
            load_text(where, keywords[i]->arg);
            visit(*keywords[i]->value);
        } else {
            load_key(make_text(keywords[i]->arg), *keywords[i]->value);
        }
        if (big) emit(where, Op::MAP_ADD, 1);
    }
    if (!big) emit(where, Op::BUILD_MAP, static_cast<int32_t>(count));
}

}  // namespace loopscope::compile
