// g++ 12 with sanitizers takes std::regex's own members for uninitialised.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "support/json_schema.h"

#include <cmath>
#include <regex>
#include <set>

namespace loopscope::tests {

namespace {

using nlohmann::json;

class Validator {
public:
    explicit Validator(const json& root) : root_(root) {}

    std::string check(const json& schema, const json& value, const std::string& at) {
        if (schema.contains("$ref") && schema.size() == 1) return check(resolve(schema["$ref"]), value, at);
        for (const auto& [keyword, rule] : schema.items()) {
            const std::string problem = check_keyword(keyword, rule, schema, value, at);
            if (!problem.empty()) return problem;
        }
        return {};
    }

private:
    const json& resolve(const std::string& reference) const { return root_.at(json::json_pointer(reference.substr(1))); }

    static bool has_type(const std::string& type, const json& value) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "number") return value.is_number();
        if (type == "integer") return value.is_number() && std::floor(value.get<double>()) == value.get<double>();
        return false;
    }

    static bool matches(const std::string& pattern, const std::string& text) {
        return std::regex_search(text, std::regex(pattern, std::regex::ECMAScript));
    }

    std::size_t count_fitting(const json& schemas, const json& value, const std::string& at) {
        std::size_t fitting = 0;
        for (const json& schema : schemas) fitting += check(schema, value, at).empty();
        return fitting;
    }

    std::string check_keyword(const std::string& keyword, const json& rule, const json& schema, const json& value,
                              const std::string& at) {
        const auto unless = [&](bool good) { return good ? std::string() : at + ": " + keyword + " " + rule.dump(); };
        static const std::set<std::string> kNotes = {"$schema", "title", "description", "definitions"};
        if (kNotes.count(keyword)) return {};
        if (keyword == "type") return unless(has_type(rule, value));
        if (keyword == "const") return unless(value == rule);
        if (keyword == "enum") return unless(std::find(rule.begin(), rule.end(), value) != rule.end());
        if (keyword == "allOf") return unless(count_fitting(rule, value, at) == rule.size());
        if (keyword == "anyOf") return unless(count_fitting(rule, value, at) > 0);
        if (keyword == "oneOf") return unless(count_fitting(rule, value, at) == 1);
        if (keyword == "minimum") return unless(!value.is_number() || value.get<double>() >= rule.get<double>());
        if (keyword == "maximum") return unless(!value.is_number() || value.get<double>() <= rule.get<double>());
        if (keyword == "pattern") return unless(!value.is_string() || matches(rule, value));
        if (keyword == "minLength") return unless(!value.is_string() || value.get<std::string>().size() >= rule);
        if (keyword == "minItems") return unless(!value.is_array() || value.size() >= rule);
        if (keyword == "maxItems") return unless(!value.is_array() || value.size() <= rule);
        if (keyword == "minProperties") return unless(!value.is_object() || value.size() >= rule);
        if (keyword == "maxProperties") return unless(!value.is_object() || value.size() <= rule);
        if (keyword == "uniqueItems") {
            return unless(!value.is_array() || std::set<json>(value.begin(), value.end()).size() == value.size());
        }
        if (keyword == "required") {
            for (const json& name : rule) {
                if (value.is_object() && !value.contains(name.get<std::string>())) return unless(false);
            }
            return {};
        }
        return check_children(keyword, rule, schema, value, at);
    }

    std::string check_children(const std::string& keyword, const json& rule, const json& schema, const json& value,
                               const std::string& at) {
        if (keyword == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
                const std::string problem = check(rule, value[i], at + "/" + std::to_string(i));
                if (!problem.empty()) return problem;
            }
            return {};
        }
        static const std::set<std::string> kOfMembers = {"properties", "additionalProperties", "propertyNames", "dependencies"};
        if (!kOfMembers.count(keyword)) return "the schema's keyword " + keyword + " is not known to this test";
        if (!value.is_object()) return {};
        for (const auto& [key, member] : value.items()) {
            const std::string problem = check_member(keyword, rule, schema, value, key, member, at);
            if (!problem.empty()) return problem;
        }
        return {};
    }

    std::string check_member(const std::string& keyword, const json& rule, const json& schema, const json& object,
                             const std::string& key, const json& member, const std::string& at) {
        if (keyword == "propertyNames") return check(rule, key, at + "/" + key);
        if (keyword == "additionalProperties") {
            if (schema.contains("properties") && schema["properties"].contains(key)) return {};
            if (rule.is_boolean()) return rule.get<bool>() ? "" : at + ": unknown key " + key;
            return check(rule, member, at + "/" + key);
        }
        if (!rule.contains(key)) return {};
        if (keyword == "properties") return check(rule[key], member, at + "/" + key);
        if (rule[key].is_object()) return check(rule[key], object, at);
        for (const json& needed : rule[key]) {
            if (!object.contains(needed.get<std::string>())) return at + ": " + key + " needs " + needed.dump();
        }
        return {};
    }

    const json& root_;
};

}  // namespace

std::string check_schema(const nlohmann::json& schema, const nlohmann::json& value) {
    return Validator(schema).check(schema, value, "");
}

}  // namespace loopscope::tests
