// Checker: walks a Json value, and says of what does not fit the key, the pointer, the value and where it stands.
//
// Callers: the loader's files alone. Invariants: it never stops at what is wrong; the error that stands first in the
// file is the one that is told. Reading functions leave the target alone where the value does not fit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "scenario/json.h"
#include "scenario/keys.h"

namespace loopscope::scenario {

// A value and the way to it. Nodes live on the stack of those who walk: a child never outlives its parent.
struct Node {
    const Json* json;
    const Node* parent;
    std::string_view key;  // of a member; no data() for an item
    std::size_t index;     // of an item

    std::string pointer() const;
    std::string label() const;  // "'signal'", "item 2 of 'runs'", "the file"
};

class Checker {
public:
    Checker(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    // "'until' at /until is -1: must be >= 0". Returns false, so that callers may say `return fail(...)`.
    bool fail(const Node& node, std::string_view problem, std::string hint = {});
    bool fail_missing(const Node& object, std::string_view key, std::string hint = {});

    // Whether it is an object; every key that the shape does not have is an error.
    bool object(const Node& node, Shape shape);
    bool any_object(const Node& node);
    bool array(const Node& node);

    // The member, where there is one.
    std::optional<Node> member(const Node& object, std::string_view key) const;

    bool string(const Node& node, std::string& to);
    bool non_empty(const Node& node, std::string& to);
    bool word(const Node& node, std::span<const std::string_view> words, std::string_view what, std::string& to);
    bool number(const Node& node, double from, double to, double& value);
    bool seconds(const Node& node, double& value) { return number(node, 0, kMaxTime, value); }
    bool whole(const Node& node, double from, double to, double& value);

    // Calls read(item) for each.
    template <class Read>
    bool items(const Node& node, Read&& read) {
        if (!array(node)) return false;
        for (std::size_t i = 0; i < node.json->items.size(); ++i) {
            read(Node{&node.json->items[i], &node, {}, i});
        }
        return true;
    }
    template <class Read>
    bool members(const Node& node, Read&& read) {
        if (!any_object(node)) return false;
        for (const JsonMember& member : node.json->members) read(Node{&member.value, &node, member.key, 0});
        return true;
    }

    std::uint32_t line_of(std::size_t offset);
    const std::optional<base::Diagnostic>& error() const { return error_; }

private:
    bool report(std::size_t offset, std::string message, std::string hint);
    std::string value_text(const Json& json) const;

    std::string_view text_;
    std::string file_;
    std::optional<base::Diagnostic> error_;
    std::size_t error_offset_ = 0;
    std::vector<std::size_t> line_starts_;  // made when the first line is asked for
};

}  // namespace loopscope::scenario
