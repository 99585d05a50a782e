#include "scenario/json.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/utf8.h"

namespace loopscope::scenario {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

class JsonParser {
public:
    JsonParser(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    base::Result<Json> run() {
        Json value;
        if (!check_encoding() || !skip_space()) return error_;
        if (at_end()) {
            fail(at_, "not JSON: the file is empty", "the smallest scenario is {\"title\": \"...\", \"program\": \"...\"}");
            return error_;
        }
        if (!parse_value(value) || !skip_space()) return error_;
        if (!at_end()) {
            fail(at_, "not JSON: something follows the end of the value: " + found(), "");
            return error_;
        }
        return value;
    }

private:
    bool at_end() const { return at_ >= text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }

    bool fail(std::size_t offset, std::string message, std::string hint) {
        const TextPosition position = position_of(text_, offset);
        error_.file = file_;
        error_.line = position.line;
        error_.column = position.column;
        error_.message = std::move(message);
        if (!path_.empty()) error_.message += " (at " + pointer() + ")";
        error_.hint = std::move(hint);
        error_.kind = base::DiagnosticKind::Input;
        return false;
    }

    std::string pointer() const {
        std::string text;
        for (const std::string& token : path_) text += '/' + pointer_token(token);
        return text;
    }

    // What stands at the cursor, for messages.
    std::string found() const {
        if (at_end()) return "the end of the file";
        std::size_t end = at_;
        while (end < text_.size() && end - at_ < 20 && is_word(text_[end])) ++end;
        if (end == at_) end = at_ + base::decode_utf8(text_, at_).size;
        const std::string_view piece = text_.substr(at_, end - at_);
        const auto byte = static_cast<unsigned char>(piece[0]);
        if (byte < 0x20 || byte == 0x7F) {
            char name[32];
            std::snprintf(name, sizeof name, "the control character U+%04X", byte);
            return name;
        }
        return "'" + std::string(piece) + "'";
    }

    bool check_encoding() {
        if (text_.size() > kMaxJsonBytes) {
            return fail(
                0, "the file has " + std::to_string(text_.size()) + " bytes; the limit is " + std::to_string(kMaxJsonBytes),
                "");
        }
        if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
            return fail(0, "not JSON: the file is UTF-16", "save it as UTF-8");
        }
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        const std::size_t bad = base::find_invalid_utf8(text_);
        if (bad == std::string_view::npos) return true;
        char byte[8];
        std::snprintf(byte, sizeof byte, "0x%02X", static_cast<unsigned char>(text_[bad]));
        return fail(bad, std::string("not JSON: not UTF-8 (byte ") + byte + ")", "save the file as UTF-8");
    }

    bool skip_space() {
        while (!at_end()) {
            const char c = text_[at_];
            if (c == '/' || c == '#') return fail(at_, "not JSON: a comment", "JSON has no comments");
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return true;
            ++at_;
        }
        return true;
    }

    bool parse_value(Json& value) {
        if (++values_ > kMaxJsonValues) {
            return fail(at_, "more than " + std::to_string(kMaxJsonValues) + " values in the file", "");
        }
        value.begin = static_cast<std::uint32_t>(at_);
        bool good = false;
        switch (peek()) {
            case '{': good = parse_object(value); break;
            case '[': good = parse_array(value); break;
            case '"':
                value.kind = Json::Kind::String;
                good = parse_string(value.text);
                break;
            default: good = peek() == '-' || is_digit(peek()) ? parse_number(value) : parse_word(value);
        }
        value.end = static_cast<std::uint32_t>(at_);
        return good;
    }

    bool parse_word(Json& value) {
        std::size_t end = at_;
        while (end < text_.size() && is_word(text_[end])) ++end;
        const std::string_view word = text_.substr(at_, end - at_);
        if (word == "null") {
            value.kind = Json::Kind::Null;
        } else if (word == "true" || word == "false") {
            value.kind = Json::Kind::Bool;
            value.truth = word == "true";
        } else {
            return fail(at_, "not JSON: expected a value, found " + found(), word_hint(word));
        }
        at_ = end;
        return true;
    }

    std::string word_hint(std::string_view word) const {
        if (peek() == '\'') return "strings stand in double quotes";
        if (word == "True" || word == "False") return "write true or false";
        if (word == "None" || word == "undefined") return "write null, or leave the key out";
        if (word == "NaN" || word == "Infinity" || word == "inf" || word == "nan") return "JSON has finite numbers only";
        if (peek() == '}' || peek() == ']') return "no comma before the closing bracket";
        if (!word.empty()) return "strings stand in double quotes";
        return "";
    }

    bool parse_number(Json& value) {
        const std::size_t begin = at_;
        if (peek() == '-') ++at_;
        if (!is_digit(peek())) {
            return fail(begin, "not JSON: '-' without a number", is_word(peek()) ? "JSON has finite numbers only" : "");
        }
        const bool leading_zero = peek() == '0';
        const std::size_t first = at_;
        skip_digits();
        if (leading_zero && at_ - first > 1) return fail(begin, "not JSON: a number with a leading zero", "");
        if (peek() == '.') {
            ++at_;
            if (!skip_digits()) return fail(begin, "not JSON: no digit after the decimal point", "");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++at_;
            if (peek() == '+' || peek() == '-') ++at_;
            if (!skip_digits()) return fail(begin, "not JSON: no digit in the exponent", "");
        }
        if (is_word(peek()) || peek() == '.') return fail(begin, "not JSON: a malformed number", "");
        const std::string digits(text_.substr(begin, at_ - begin));
        value.kind = Json::Kind::Number;
        value.number = std::strtod(digits.c_str(), nullptr);
        if (!std::isfinite(value.number)) return fail(begin, "the number " + shortened(digits) + " is out of range", "");
        return true;
    }

    static std::string shortened(const std::string& text) { return text.size() <= 40 ? text : text.substr(0, 37) + "..."; }

    bool skip_digits() {
        const std::size_t begin = at_;
        while (is_digit(peek())) ++at_;
        return at_ > begin;
    }

    bool parse_string(std::string& to) {
        const std::size_t begin = at_++;
        for (;;) {
            std::size_t end = at_;
            while (end < text_.size() && text_[end] != '"' && text_[end] != '\\' &&
                   static_cast<unsigned char>(text_[end]) >= 0x20) {
                ++end;
            }
            to.append(text_, at_, end - at_);
            at_ = end;
            if (at_end()) return fail(begin, "not JSON: a string without its closing quote", "");
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                return true;
            }
            if (c == '\n' || c == '\r') {
                return fail(at_, "not JSON: a line break inside a string", "close the string, or write \\n");
            }
            if (c != '\\') return fail(at_, "not JSON: " + found() + " inside a string", "write it as an escape: \\u0000");
            if (!parse_escape(to)) return false;
        }
    }

    bool parse_escape(std::string& to) {
        const std::size_t begin = at_++;
        const char c = peek();
        ++at_;
        switch (c) {
            case '"':
            case '\\':
            case '/': to += c; return true;
            case 'b': to += '\b'; return true;
            case 'f': to += '\f'; return true;
            case 'n': to += '\n'; return true;
            case 'r': to += '\r'; return true;
            case 't': to += '\t'; return true;
            case 'u': return parse_unicode(to, begin);
            default: break;
        }
        at_ = begin;
        return fail(begin, "not JSON: an unknown escape in a string", "a backslash is written \\\\");
    }

    bool parse_unicode(std::string& to, std::size_t begin) {
        char32_t unit = 0;
        if (!parse_hex4(unit)) return fail(begin, "not JSON: \\u needs four hexadecimal digits", "");
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            char32_t low = 0;
            if (text_.substr(at_, 2) == "\\u") {
                at_ += 2;
                if (!parse_hex4(low)) return fail(begin, "not JSON: \\u needs four hexadecimal digits", "");
            }
            if (low < 0xDC00 || low > 0xDFFF) return fail(begin, "not JSON: half of a surrogate pair", "");
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        } else if (base::is_surrogate(unit)) {
            return fail(begin, "not JSON: half of a surrogate pair", "");
        }
        base::append_utf8(to, unit);
        return true;
    }

    bool parse_hex4(char32_t& unit) {
        if (text_.size() - at_ < 4) return false;
        for (int i = 0; i < 4; ++i) {
            const char c = text_[at_ + i];
            const int digit = is_digit(c)            ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return false;
            unit = unit * 16 + static_cast<char32_t>(digit);
        }
        at_ += 4;
        return true;
    }

    bool enter(std::size_t begin) {
        if (++depth_ > kMaxJsonDepth) {
            return fail(begin, "nested more than " + std::to_string(kMaxJsonDepth) + " levels deep", "");
        }
        ++at_;
        return skip_space();
    }

    // After an item: true and `more` where a comma and another item follow, true and not `more` at the closing bracket.
    bool next_item(char close, std::size_t begin, bool& more) {
        if (!skip_space()) return false;
        if (peek() == close && !at_end()) {
            ++at_;
            more = false;
            return true;
        }
        if (peek() != ',' || at_end()) return fail_in(close, begin, "expected ',' or '" + std::string(1, close) + "'");
        ++at_;
        if (!skip_space()) return false;
        if (peek() == close && !at_end()) {
            return fail(at_, std::string("not JSON: a comma before '") + close + "'", "no comma after the last one");
        }
        more = true;
        return true;
    }

    bool fail_in(char close, std::size_t begin, const std::string& expected) {
        std::string hint;
        if (at_end()) {
            const TextPosition opened = position_of(text_, begin);
            hint = std::string(close == '}' ? "the object" : "the list") + " begins at line " + std::to_string(opened.line) +
                   ", column " + std::to_string(opened.column);
        } else if (peek() == '"') {
            hint = "is a comma missing?";
        }
        return fail(at_, "not JSON: " + expected + ", found " + found(), hint);
    }

    bool parse_array(Json& value) {
        value.kind = Json::Kind::Array;
        const std::size_t begin = at_;
        if (!enter(begin)) return false;
        bool more = peek() != ']' || at_end();
        if (!more) ++at_;
        path_.emplace_back();
        while (more) {
            path_.back() = std::to_string(value.items.size());
            value.items.emplace_back();
            if (at_end()) return fail_in(']', begin, "expected a value or ']'");
            if (!parse_value(value.items.back()) || !next_item(']', begin, more)) return false;
        }
        path_.pop_back();
        --depth_;
        return true;
    }

    bool parse_object(Json& value) {
        value.kind = Json::Kind::Object;
        const std::size_t begin = at_;
        if (!enter(begin)) return false;
        bool more = peek() != '}' || at_end();
        if (!more) ++at_;
        path_.emplace_back();
        while (more) {
            if (!parse_member(value, begin) || !next_item('}', begin, more)) return false;
        }
        path_.pop_back();
        --depth_;
        return check_duplicates(value);
    }

    bool parse_member(Json& value, std::size_t begin) {
        if (peek() != '"') {
            const bool word = is_word(peek()) || peek() == '\'';
            if (!at_end() && word) {
                return fail(at_, "not JSON: expected a key, found " + found(), "keys stand in double quotes");
            }
            return fail_in('}', begin, "expected a key or '}'");
        }
        JsonMember& member = value.members.emplace_back();
        member.key_begin = static_cast<std::uint32_t>(at_);
        if (!parse_string(member.key)) return false;
        path_.back() = member.key;
        if (!skip_space()) return false;
        if (peek() != ':') return fail_in('}', begin, "expected ':' after the key '" + member.key + "'");
        ++at_;
        if (!skip_space()) return false;
        if (at_end()) return fail_in('}', begin, "expected a value");
        return parse_value(member.value);
    }

    bool check_duplicates(const Json& object) {
        std::vector<const JsonMember*> sorted;
        for (const JsonMember& member : object.members) sorted.push_back(&member);
        std::stable_sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->key < b->key; });
        const JsonMember* first = nullptr;
        const JsonMember* again = nullptr;
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            if (sorted[i]->key != sorted[i - 1]->key || (again && again->key_begin < sorted[i]->key_begin)) continue;
            first = sorted[i - 1];
            again = sorted[i];
        }
        if (!again) return true;
        path_.push_back(again->key);
        const std::string value(text_.substr(again->value.begin, again->value.end - again->value.begin));
        fail(again->key_begin, "duplicate key '" + again->key + "', value " + shortened(value),
             "it stands at line " + std::to_string(position_of(text_, first->key_begin).line) + " already");
        return false;
    }

    std::string_view text_;
    std::string file_;
    std::size_t at_ = 0, depth_ = 0, values_ = 0;
    std::vector<std::string> path_;
    base::Diagnostic error_;
};

}  // namespace

const JsonMember* Json::find(std::string_view key) const {
    for (const JsonMember& member : members) {
        if (member.key == key) return &member;
    }
    return nullptr;
}

TextPosition position_of(std::string_view text, std::size_t offset) {
    TextPosition position;
    const std::string_view before = text.substr(0, offset);
    position.line += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    position.column += static_cast<std::uint32_t>(base::count_code_points(before.substr(line_start)));
    return position;
}

base::Result<Json> parse_json(std::string_view text, std::string_view file) { return JsonParser(text, file).run(); }

std::string pointer_token(std::string_view key) {
    std::string token;
    for (char c : key) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

std::string quote_json(std::string_view text) {
    std::string quoted = "\"";
    for (char c : text) {
        switch (c) {
            case '"': quoted += "\\\""; break;
            case '\\': quoted += "\\\\"; break;
            case '\n': quoted += "\\n"; break;
            case '\r': quoted += "\\r"; break;
            case '\t': quoted += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
                    quoted += c;
                } else {
                    char escape[8];
                    std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned char>(c));
                    quoted += escape;
                }
        }
    }
    return quoted + '"';
}

}  // namespace loopscope::scenario
