#include "app/shell/shot.h"

#include <fstream>

#include "app/cli/files.h"
#include "app/model/handout.h"
#include "app/shell/headless.h"
#include "app/shell/pictures.h"
#include "app/shell/still_services.h"

namespace loopscope::app {
namespace {

base::Diagnostic cannot(const std::string& file, std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.file = file;
    diagnostic.message = std::move(message);
    diagnostic.kind = base::DiagnosticKind::Input;
    return diagnostic;
}

bool write_file(const std::string& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    out.flush();
    return static_cast<bool>(out);
}

ThemeName theme_of(const std::string& name) {
    ThemeName theme = ThemeName::Dark;
    theme_from_name(name, theme);
    return theme;
}

}  // namespace

base::Result<void> render_shot(const cli::ShotArguments& arguments) {
    LoadOptions options;
    options.arguments = arguments.run;
    Opened opened = load_document({arguments.file}, options);
    if (!opened.document) return opened.refusal ? opened.refusal->diagnostic : cannot(arguments.file, "the run was stopped");
    PictureOrder order;
    order.width = arguments.width;
    order.height = arguments.height;
    order.theme = theme_of(arguments.theme);
    order.svg = arguments.output.ends_with(".svg");
    order.pane = Pane::Count;
    const uint64_t count = opened.document->runs.front().recording->step_count();
    // Without --at, and with "--at end": the end.
    order.step = arguments.at.step ? *arguments.at.step : count > 0 ? count - 1 : 0;
    if (arguments.at.step && *arguments.at.step >= count) {
        return cannot(arguments.file, "there is no step " + std::to_string(*arguments.at.step) + ": the run has " + std::to_string(count));
    }
    if (!arguments.view.empty()) pane_from_name(arguments.view, order.pane);
    order.bare = arguments.bare;
    const auto picture = make_picture(opened.document, order, options);
    if (!picture || picture->empty()) return cannot(arguments.file, "there is no such picture");
    if (!write_file(arguments.output, *picture)) return cannot(arguments.output, "cannot be written");
    return {};
}

base::Result<void> write_handout(const cli::HandoutArguments& arguments) {
    LoadOptions options;
    options.arguments = arguments.run;
    Opened opened = load_document({arguments.file}, options);
    if (!opened.document) return opened.refusal ? opened.refusal->diagnostic : cannot(arguments.file, "the run was stopped");
    const std::string stem = stem_of(arguments.output);
    const std::vector<HandoutPicture> pictures = handout_pictures(*opened.document, stem, arguments.answers);
    if (pictures.empty()) return cannot(arguments.file, "the scenario has no stops: there is nothing to hand out");
    const size_t cut = arguments.output.find_last_of('/');
    const std::string folder = cut == std::string::npos ? "" : arguments.output.substr(0, cut + 1);
    for (const HandoutPicture& wanted : pictures) {
        const auto picture = make_picture(opened.document, wanted.order, options);
        if (!picture || !write_file(folder + wanted.file, *picture)) return cannot(folder + wanted.file, "cannot be written");
    }
    if (!write_file(arguments.output, handout_text(*opened.document, pictures, arguments.answers))) return cannot(arguments.output, "cannot be written");
    return {};
}

}  // namespace loopscope::app
