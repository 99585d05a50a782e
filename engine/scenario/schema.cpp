// The JSON Schema (draft 7, which editors know best) of scenario files, made from keys.def.
#include <cstdio>

#include "scenario/json.h"
#include "scenario/keys.h"
#include "scenario/scenario.h"

namespace loopscope::scenario {

namespace {

std::string quoted_list(const std::vector<std::string_view>& words) {
    std::string text;
    for (std::string_view word : words) text += (text.empty() ? "" : ", ") + quote_json(word);
    return "[" + text + "]";
}

std::string list_of(std::string_view type, std::string_view more = "") {
    return R"({"type": "array", "items": {"$ref": "#/definitions/)" + std::string(type) + "\"}" + std::string(more) + "}";
}

std::string map_of(std::string_view type, std::string_view more = "") {
    return R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/)" + std::string(type) + "\"}" +
           std::string(more) + "}";
}

std::string range(std::string_view type, double from, double to) {
    char text[120];
    std::snprintf(text, sizeof text, R"({"type": "%s", "minimum": %.0f, "maximum": %.0f})", std::string(type).c_str(), from,
                  to);
    return text;
}

struct Definition {
    std::string name, schema;
};

// The types that keys.def names and that are no shapes.
std::vector<Definition> types() {
    std::vector<std::string_view> signals;
    for (const auto& [name, number] : signal_names()) signals.push_back(name);
    const std::string one_line = R"({"type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$"})";
    const std::string not_empty_key = R"(, "propertyNames": {"minLength": 1})";
    return {
        {"Text", R"({"type": "string"})"},
        {"Format", R"({"const": ")" + std::string(kFormatName) + "\"}"},
        {"Name", one_line},
        {"Command", one_line},
        {"Path", R"({"type": "string", "pattern": "^(?!/)(?!.*(^|/)\\.\\.(/|$))[^\\\\\\u0000-\\u001f\\u007f]+$"})"},
        {"Lines", R"({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})"},
        {"Program", R"({"anyOf": [{"$ref": "#/definitions/Lines"}, {"$ref": "#/definitions/ProgramFile"}]})"},
        {"Runs", list_of("Run", R"(, "minItems": 1, "maxItems": 100)")},
        {"Dialect", R"({"enum": ["3.13", "3.6", "micropython"]})"},
        {"Seconds", range("number", 0, kMaxTime)},
        {"Costs", map_of("Seconds", not_empty_key)},
        {"Files", map_of("Text", not_empty_key)},
        {"Http", map_of("HttpAnswer", R"(, "propertyNames": {"pattern": "^[A-Z]+ /\\S*$"})")},
        {"Headers", R"({"type": "object", "additionalProperties": {"type": "string", "pattern": "^[^\\r\\n]*$"}, )"
                    R"("propertyNames": {"pattern": "^[!#-'*+.0-9A-Z^_`a-z|~-]+$"}})"},
        {"Address", R"({"type": "string", "pattern": "^(\\[[^\\]\\s/]+\\]|[^:\\s/]+):[0-9]{1,5}$"})"},
        {"Clients", list_of("Client")},
        {"Servers", list_of("Server")},
        {"Script", list_of("ScriptStep")},
        {"Signals", list_of("Signal")},
        {"Processes", list_of("Process")},
        {"Inputs", list_of("Input")},
        {"Bookmarks", list_of("Bookmark")},
        {"Stops", list_of("Stop")},
        {"Views", R"({"type": "array", "uniqueItems": true, "items": {"enum": )" + quoted_list(view_names()) + "}}"},
        {"Sights", list_of("Sight")},
        {"Scalar", R"({"anyOf": [{"type": "string"}, {"type": "number"}]})"},
        {"Choices", list_of("Name", R"(, "minItems": 2, "uniqueItems": true)")},
        {"SignalName", R"({"enum": )" + quoted_list(signals) + "}"},
        {"EventKind", R"({"type": "string", "pattern": "^[a-z_]+(\\.[a-z_]+)?$"})"},
        {"True", R"({"const": true})"},
        {"HttpStatus", range("integer", 100, 599)},
        {"ExitStatus", range("integer", 0, 255)},
        {"Workers", range("integer", 1, kMaxWorkers)},
        {"Positive", range("integer", 1, kMaxStep)},
        {"Count", range("integer", 0, kMaxStep)},
        {"LimitEvents", range("integer", 1, static_cast<double>(kMaxEvents))},
        {"LimitHeap", range("integer", 1, static_cast<double>(kMaxHeap))},
        {"LimitInstructions", range("integer", 1, static_cast<double>(kMaxInstructions))},
        {"LimitSeconds", range("integer", 1, static_cast<double>(kMaxSeconds))},
    };
}

// The inside of a shape's schema, without its braces.
std::string shape_schema(Shape shape, std::string_view rules, const std::string& indent) {
    std::string text = indent + "\"type\": \"object\",\n" + indent + "\"additionalProperties\": false,\n";
    if (!rules.empty()) text += indent + std::string(rules) + ",\n";
    text += indent + "\"properties\": {\n";
    const auto keys = keys_of(shape);
    for (const KeyInfo& key : keys) {
        // A sibling of $ref is not read in draft 7, hence allOf.
        text += indent + "  " + quote_json(key.name) + ": {\"description\": " + quote_json(key.help) +
                ", \"allOf\": [{\"$ref\": \"#/definitions/" + std::string(key.type) + "\"}]}" +
                (&key == &keys.back() ? "\n" : ",\n");
    }
    return text + indent + "}";
}

}  // namespace

std::string schema_text() {
    std::string text =
        "{\n"
        "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
        "  \"title\": \"Loopscope scenario\",\n"
        "  \"description\": \"Made from engine/scenario/keys.def: edit that.\",\n";
    std::string definitions;
#define SHAPE(name, called, rules)                              \
    if (Shape::name == Shape::Scenario)                         \
        text += shape_schema(Shape::name, rules, "  ") + ",\n"; \
    else                                                        \
        definitions += "    \"" #name "\": {\n" + shape_schema(Shape::name, rules, "      ") + "\n    },\n";
    LOOPSCOPE_SCENARIO_SHAPES(SHAPE)
#undef SHAPE
    for (const Definition& type : types()) definitions += "    " + quote_json(type.name) + ": " + type.schema + ",\n";
    definitions.resize(definitions.size() - 2);
    return text + "  \"definitions\": {\n" + definitions + "\n  }\n}\n";
}

}  // namespace loopscope::scenario
