#include "scenario/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/utf8.h"

namespace loopscope::scenario {

namespace {

// 0 -> "0", 1e12 -> "1000000000000", 0.5 -> "0.5"
std::string number_text(double value) {
    char text[40];
    std::snprintf(text, sizeof text, std::floor(value) == value && std::fabs(value) < 1e16 ? "%.0f" : "%g", value);
    return text;
}

std::string range_text(double from, double to) { return "must be from " + number_text(from) + " to " + number_text(to); }

std::string list_words(std::span<const std::string_view> words) {
    std::string text;
    for (std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

}  // namespace

std::string Node::pointer() const {
    if (!parent) return {};
    return parent->pointer() + '/' + (key.data() ? pointer_token(key) : std::to_string(index));
}

std::string Node::label() const {
    if (!parent) return "the file";
    if (key.data()) return "'" + std::string(key) + "'";
    return "item " + std::to_string(index + 1) + " of " + parent->label();
}

bool Checker::report(std::size_t offset, std::string message, std::string hint) {
    if (error_ && error_offset_ <= offset) return false;
    const TextPosition position = position_of(text_, offset);
    error_.emplace();
    error_->file = file_;
    error_->line = position.line;
    error_->column = position.column;
    error_->message = std::move(message);
    error_->hint = std::move(hint);
    error_->kind = base::DiagnosticKind::Input;
    error_offset_ = offset;
    return false;
}

// As it stands in the file, on one line, cut where it is long.
std::string Checker::value_text(const Json& json) const {
    constexpr std::size_t kLongest = 60;
    std::string value;
    bool space = false;
    for (char c : text_.substr(json.begin, std::min<std::size_t>(json.end - json.begin, 4 * kLongest))) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank)
            value += c;
        else if (!space)
            value += ' ';
        space = blank;
    }
    if (base::count_code_points(value) <= kLongest) return value;
    return value.substr(0, base::code_point_offset(value, kLongest - 3)) + "...";
}

bool Checker::fail(const Node& node, std::string_view problem, std::string hint) {
    std::string message = node.label();
    if (node.parent) message += " at " + node.pointer();
    return report(node.json->begin, message + " is " + value_text(*node.json) + ": " + std::string(problem), std::move(hint));
}

bool Checker::fail_missing(const Node& object, std::string_view key, std::string hint) {
    std::string message = "'" + std::string(key) + "' at " + object.pointer() + "/" + pointer_token(key) + " is missing";
    return report(object.json->begin, message + ", value " + value_text(*object.json), std::move(hint));
}

bool Checker::object(const Node& node, Shape shape) {
    if (!any_object(node)) return false;
    std::vector<std::string_view> known;
    for (const KeyInfo& key : keys_of(shape)) known.push_back(key.name);
    bool good = true;
    for (const JsonMember& member : node.json->members) {
        if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
        const Node child{&member.value, &node, member.key, 0};
        const std::string meant = nearest_word(member.key, known);
        good = report(member.key_begin,
                      "unknown key " + child.label() + " at " + child.pointer() + ", value " + value_text(member.value),
                      !meant.empty() ? "did you mean '" + meant + "'?"
                                     : std::string(shape_called(shape)) + " may have: " + list_words(known));
    }
    return good;
}

bool Checker::any_object(const Node& node) {
    return node.json->kind == Json::Kind::Object || fail(node, "must be an object, {...}");
}

bool Checker::array(const Node& node) { return node.json->kind == Json::Kind::Array || fail(node, "must be a list, [...]"); }

std::optional<Node> Checker::member(const Node& object, std::string_view key) const {
    const JsonMember* found = object.json->find(key);
    if (!found) return std::nullopt;
    return Node{&found->value, &object, found->key, 0};
}

bool Checker::string(const Node& node, std::string& to) {
    if (node.json->kind != Json::Kind::String) return fail(node, "must be a string");
    to = node.json->text;
    return true;
}

bool Checker::non_empty(const Node& node, std::string& to) {
    std::string text;
    if (!string(node, text)) return false;
    if (text.empty()) return fail(node, "must not be empty");
    for (char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return fail(node, "must be one line without control characters");
    }
    to = std::move(text);
    return true;
}

bool Checker::word(const Node& node, std::span<const std::string_view> words, std::string_view what, std::string& to) {
    std::string text;
    if (!string(node, text)) return false;
    if (std::find(words.begin(), words.end(), text) != words.end()) {
        to = std::move(text);
        return true;
    }
    const std::string meant = nearest_word(text, words);
    return fail(node, "unknown " + std::string(what),
                meant.empty() ? "known: " + list_words(words) : "did you mean \"" + meant + "\"?");
}

bool Checker::number(const Node& node, double from, double to, double& value) {
    if (node.json->kind != Json::Kind::Number) return fail(node, "must be a number");
    if (node.json->number < from) return fail(node, "must be >= " + number_text(from));
    if (node.json->number > to) return fail(node, range_text(from, to));
    value = node.json->number == 0 ? 0 : node.json->number;  // -0.0 is 0
    return true;
}

bool Checker::whole(const Node& node, double from, double to, double& value) {
    if (node.json->kind != Json::Kind::Number) return fail(node, "must be a whole number");
    if (node.json->number != std::floor(node.json->number)) return fail(node, "must be a whole number");
    return number(node, from, to, value);
}

std::uint32_t Checker::line_of(std::size_t offset) {
    if (line_starts_.empty()) {
        line_starts_.push_back(0);
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (text_[i] == '\n') line_starts_.push_back(i + 1);
        }
    }
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    return static_cast<std::uint32_t>(after - line_starts_.begin());
}

}  // namespace loopscope::scenario
