#include "trace/wire.h"

#include <array>

namespace loopscope::trace {

namespace {

constexpr FieldType type_of(std::string_view word) {
    constexpr struct {
        std::string_view word;
        FieldType type;
    } kWords[] = {{"fn", FieldType::Fn},     {"gen", FieldType::Gen},       {"ogen", FieldType::OptGen},
                  {"task", FieldType::Task}, {"fut", FieldType::Fut},       {"aw", FieldType::Aw},
                  {"oaw", FieldType::OptAw}, {"handle", FieldType::Handle}, {"val", FieldType::Val},
                  {"cb", FieldType::Cb},     {"str", FieldType::Str},       {"text", FieldType::Text},
                  {"uint", FieldType::Uint}, {"int", FieldType::Int},       {"outcome", FieldType::Outcome},
                  {"time", FieldType::Time}, {"otime", FieldType::OptTime}};
    for (auto& w : kWords) {
        if (w.word == word) return w.type;
    }
    throw "unknown field type in events.def";  // never at run time: the table is made by the compiler
}

constexpr TagRow make_row(Kind kind, uint8_t level, std::string_view fields) {
    TagRow row;
    row.kind = kind;
    row.level = level;
    while (!fields.empty()) {
        size_t space = fields.find(' ');
        std::string_view field = fields.substr(0, space);
        row.types[row.count++] = type_of(field.substr(0, field.find(':')));
        fields = space == std::string_view::npos ? std::string_view() : fields.substr(space + 1);
    }
    return row;
}

constexpr uint8_t kKindLevels[] = {
#define X(name, wire, level, category, fields, sentence) level,
    LOOPSCOPE_EVENTS(X)
#undef X
};

constexpr std::array<TagRow, static_cast<size_t>(Tag::Count)> kRows = {
#define X(name, wire, level, category, fields, sentence) make_row(Kind::name, level, fields),
    LOOPSCOPE_EVENTS(X)
#undef X
#define X(name, kind, fields) make_row(Kind::kind, kKindLevels[static_cast<size_t>(Kind::kind)], fields),
        LOOPSCOPE_SHORT_FORMS(X)
#undef X
};

}  // namespace

const TagRow& tag_row(uint8_t tag) { return kRows[tag]; }

}  // namespace loopscope::trace
