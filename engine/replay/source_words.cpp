#include "replay/source_words.h"

#include <algorithm>
#include <cctype>

namespace loopscope::replay {

namespace {

// Bytes of UTF-8 beyond ASCII count as letters.
bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<signed char>(c) < 0; }

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (size_t at = 0; at < text.size();) {
        if (!in_word(text[at])) {
            ++at;
            continue;
        }
        size_t end = at;
        while (end < text.size() && in_word(text[end])) ++end;
        if (!std::isdigit(static_cast<unsigned char>(text[at]))) words.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

size_t await_at(std::string_view line) {
    for (size_t at = line.find("await"); at != std::string_view::npos; at = line.find("await", at + 1)) {
        const bool begins = at == 0 || !in_word(line[at - 1]);
        const bool ends = at + 5 >= line.size() || !in_word(line[at + 5]);
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

}  // namespace

std::string line_of(std::string_view text, uint32_t line) {
    size_t at = 0;
    for (uint32_t i = 1; i < line; ++i) {
        at = text.find('\n', at);
        if (at == std::string_view::npos) return {};
        ++at;
    }
    return line == 0 ? std::string() : std::string(text.substr(at, std::min(text.find('\n', at), text.size()) - at));
}

bool awaits_plainly(std::string_view line) {
    const std::vector<std::string> words = words_of(line);
    return !words.empty() && words.front() != "async" && await_at(line) != std::string_view::npos;
}

std::string behind_await(std::string_view line) {
    const size_t at = await_at(line);
    return at == std::string_view::npos ? std::string() : std::string(line.substr(at + 5));
}

std::vector<std::string> names_bound(std::string_view line) {
    const std::string_view before = line.substr(0, std::min(await_at(line), line.size()));
    const size_t equals = before.rfind('=');
    return equals == std::string_view::npos ? std::vector<std::string>() : words_of(before.substr(0, equals));
}

bool mentions(std::string_view line, const std::vector<std::string>& names) {
    const std::vector<std::string> words = words_of(line);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return std::find(names.begin(), names.end(), word) != names.end(); });
}

}  // namespace loopscope::replay
