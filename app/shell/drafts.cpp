#include "app/shell/drafts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#if defined(__unix__) || defined(__APPLE__)
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

#include "app/shell/json_file.h"
#include "app/shell/settings.h"

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// More programs than these nobody has open at once; a folder of so many old drafts is full, and says so by keep()'s false.
constexpr unsigned kMostDrafts = 1000;

// A lock that ends with the process, however that ends. False: another one holds it.
bool lock_file(const std::string& file, int& descriptor) {
#if defined(__unix__) || defined(__APPLE__)
    descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return false;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    close(descriptor);
    descriptor = -1;
    return false;
#else
    (void)file;
    descriptor = -1;
    return true;
#endif
}

void unlock(int descriptor) {
#if defined(__unix__) || defined(__APPLE__)
    if (descriptor >= 0) close(descriptor);
#else
    (void)descriptor;
#endif
}

bool same_program(const Draft& a, const Draft& b) { return a.path == b.path && a.run == b.run && a.whole_file == b.whole_file; }

}  // namespace

std::optional<Draft> load_draft(const std::string& file) {
    std::ifstream in(file);
    if (!in) return std::nullopt;
    const Json json = Json::parse(in, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    Draft draft{text_of(json, "path"), text_of(json, "run"), text_of(json, "text"), json.contains("whole_file")};
    if (draft.text.empty()) return std::nullopt;
    return draft;
}

bool save_draft(const std::string& file, const Draft& draft) {
    Json json = {{"path", draft.path}, {"run", draft.run}, {"text", draft.text}};
    if (draft.whole_file) json["whole_file"] = true;
    return write_json(file, json);
}

std::string draft_folder() {
    const std::string settings = settings_path();
    return settings.empty() ? std::string() : settings.substr(0, settings.find_last_of('/') + 1) + "drafts";
}

Drafts::Drafts(std::string folder) : folder_(std::move(folder)) {
    if (folder_.empty()) return;
    std::error_code error;
    fs::create_directories(folder_, error);  // for the locks
    std::vector<unsigned> numbers;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() == ".json") numbers.push_back(static_cast<unsigned>(std::atoi(name.c_str())));
    }
    std::sort(numbers.begin(), numbers.end());
    for (const unsigned number : numbers) {
        if (auto slot = claim(number, true)) slots_.push_back(std::move(*slot));
    }
}

Drafts::~Drafts() {
    for (const Slot& slot : slots_) unlock(slot.lock);
}

std::optional<Drafts::Slot> Drafts::claim(unsigned number, bool with_text) {
    Slot slot;
    slot.file = folder_ + "/" + std::to_string(number) + ".json";
    std::error_code error;
    if (fs::exists(slot.file, error) != with_text || !lock_file(slot.file + ".lock", slot.lock)) return std::nullopt;
    const auto draft = load_draft(slot.file);
    // Looked at again: another app may have written it before the lock was had. What cannot be read is left alone.
    if (draft.has_value() == with_text && fs::exists(slot.file, error) == with_text) {
        if (draft) slot.draft = *draft;
        if (with_text) slot.aside = ++put_aside_;
        return slot;
    }
    unlock(slot.lock);
    return std::nullopt;
}

Drafts::Slot* Drafts::own(const Draft& draft) {
    for (Slot& slot : slots_) {
        if (!slot.aside && same_program(slot.draft, draft)) return &slot;
    }
    for (unsigned number = 0; number < kMostDrafts; ++number) {
        auto slot = claim(number, false);
        if (!slot) continue;
        slots_.push_back(std::move(*slot));
        return &slots_.back();
    }
    return nullptr;
}

bool Drafts::keep(const Draft& draft) {
    if (folder_.empty()) return false;
    Slot* slot = own(draft);
    if (!slot) return false;
    slot->draft = draft;
    return save_draft(slot->file, draft);
}

void Drafts::give_up(const Slot& slot) {
    std::error_code error;
    fs::remove(slot.file, error);
    unlock(slot.lock);  // its file stays: one that is removed can be held twice, by its old name and by its new
}

void Drafts::saved(const std::string& path) {
    std::erase_if(slots_, [&](Slot& slot) {
        if (slot.aside || slot.draft.path != path) return false;
        give_up(slot);
        return true;
    });
}

void Drafts::put_aside(const std::string* run) {
    for (Slot& slot : slots_) {
        if (!slot.aside && (!run || slot.draft.run == *run)) slot.aside = ++put_aside_;
    }
}

std::vector<Drafts::Slot>::const_iterator Drafts::first_aside() const {
    // What is written on counts as the last of all.
    const auto first =
        std::min_element(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) { return a.aside - 1 < b.aside - 1; });
    return first != slots_.end() && first->aside ? first : slots_.end();
}

std::optional<Draft> Drafts::offered() const {
    const auto slot = first_aside();
    return slot == slots_.end() ? std::nullopt : std::optional<Draft>(slot->draft);
}

void Drafts::forget_offered() {
    const auto slot = first_aside();
    if (slot == slots_.end()) return;
    give_up(*slot);
    slots_.erase(slot);
}

}  // namespace loopscope::app
