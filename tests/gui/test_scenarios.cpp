// The scenarios of the gallery as the app shows them: every pane at sampled steps; to the end and back; every key.
#include <imgui.h>

#include <algorithm>
#include <filesystem>

#include "app/shell/loader.h"
#include "gui/driver.h"
#include "replay/state.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

// Every so-manieth scenario of the gallery: all of them take many minutes under the sanitizers, and differ little as pictures.
std::vector<std::string> scenario_files(size_t every) {
    std::vector<std::string> files, chosen;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(LOOPSCOPE_SOURCE_DIR) + "/scenarios")) {
        if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    for (size_t i = 0; i < files.size(); i += every) chosen.push_back(files[i]);
    return chosen;
}

std::shared_ptr<const Document> loaded(const std::string& file) {
    const Opened opened = load_document({.path = file}, {{}, {}, 200'000});
    CAPTURE(file);
    REQUIRE_MESSAGE(opened.document != nullptr, (opened.refusal ? opened.refusal->diagnostic.message : std::string("stopped")));
    return opened.document;
}

}  // namespace

TEST_CASE("every pane draws every scenario at sampled steps") {
    const std::vector<std::string> files = scenario_files(7);
    REQUIRE_FALSE(files.empty());
    Driver d(1280, 720);
    for (const std::string& file : files) {
        const auto document = loaded(file);
        d.app.show(document);
        for (size_t run = 0; run < document->runs.size(); ++run) {
            d.app.emit({ActionId::SelectRun, static_cast<int64_t>(run)});
            const uint64_t count = document->runs[run].recording->step_count();
            for (int i = 0; i <= 2 && count > 0; ++i) {
                d.app.emit({ActionId::Seek, static_cast<int64_t>((count - 1) * static_cast<uint64_t>(i) / 2)});
                d.app.ui_for_setup().alone = Pane::Count;
                d.frame(2);
                CHECK(d.headless.vertex_count() > 500);
                if (run > 0 || i == 0) continue;
                for (int pane = 0; pane < kPaneCount; ++pane) {
                    if (static_cast<Pane>(pane) == Pane::Now || static_cast<Pane>(pane) == Pane::Compare) continue;
                    d.app.ui_for_setup().alone = static_cast<Pane>(pane);
                    d.frame();
                    CHECK(d.headless.vertex_count() > 100);
                }
            }
        }
        if (document->runs.size() > 1) {
            d.app.emit(ActionId::CompareMode);
            d.frame(2);
            CHECK(d.app.ui().mode == Mode::Compare);
            d.app.emit(ActionId::StepMode);
        }
    }
}

TEST_CASE("to the end and back, every step shows the same state and says the same") {
    Driver d(1280, 720);
    for (const std::string& file : scenario_files(5)) {
        const auto document = loaded(file);
        d.app.show(document);
        d.frame();
        const auto shown = [&] { return replay::to_text(d.app.moment().state) + d.app.moment().sentence; };
        d.app.emit(ActionId::Home);
        d.app.apply_pending();
        std::vector<std::pair<uint64_t, std::string>> seen;
        constexpr size_t kMost = 60;
        while (seen.size() < kMost) {
            seen.emplace_back(d.step(), shown());
            d.app.emit(ActionId::StepForward);
            d.app.apply_pending();
            if (d.step() == seen.back().first) break;
        }
        CAPTURE(file);
        for (size_t i = seen.size() - 1; i > 0; --i) {
            d.app.emit({ActionId::Seek, static_cast<int64_t>(seen[i].first)});
            d.app.emit(ActionId::StepBack);
            d.app.apply_pending();
            if (seen[i - 1].first == 0 && d.step() != 0) continue;  // the beginning may be no event of this level
            REQUIRE(d.step() == seen[i - 1].first);
            REQUIRE(shown() == seen[i - 1].second);
        }
    }
}

TEST_CASE("every key that a run knows does something or says why not, and leaves a picture") {
    Driver d(1280, 720);
    for (int i = 0; i < kActionCount; ++i) {
        const ActionInfo& info = action_info(static_cast<ActionId>(i));
        if ((info.where & kRun) == 0 && info.where != kAnywhere) continue;
        for (const std::string& key : split_keys(info.keys)) {
            if (info.id == ActionId::Quit || info.id == ActionId::NewProgram) continue;
            d.show(Sample::Cancellation);
            d.app.emit({ActionId::Seek, static_cast<int64_t>(d.recording().step_count() / 2)});
            d.frame();
            CAPTURE(info.name);
            CAPTURE(key);
            CHECK(d.app.key(parse_key(key)));
            d.frame(3);
            CHECK(d.step() < d.recording().step_count());
            CHECK(d.headless.vertex_count() > 100);
            d.app.ui_for_setup().presenter = d.app.ui_for_setup().full_screen = false;
            d.app.ui_for_setup().overlay = Overlay::None;
            d.frame();
        }
    }
}

TEST_CASE("every command of the palette can be given, at the beginning, in the middle and at the end") {
    Driver d(1280, 720);
    for (const ActionId id : find_actions("", kRun)) {
        if (id == ActionId::Quit) continue;
        for (const int place : {0, 1, 2}) {
            d.show(Sample::Countdown);
            d.app.emit(
                {ActionId::Seek, static_cast<int64_t>((d.recording().step_count() - 1) * static_cast<uint64_t>(place) / 2)});
            d.app.emit(id);
            d.frame(2);
            CAPTURE(action_info(id).name);
            CHECK(d.headless.vertex_count() > 100);
            d.app.ui_for_setup().presenter = d.app.ui_for_setup().full_screen = false;
            d.app.ui_for_setup().overlay = Overlay::None;
        }
    }
}
