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

base::Result<std::shared_ptr<const Document>> open_whole(const std::string& file, const LoadOptions& options) {
    Opened opened = load_document({file}, options);
    if (opened.document) return std::shared_ptr<const Document>(opened.document);
    return opened.refusal ? opened.refusal->diagnostic : cannot(file, "the run was stopped");
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
    const base::Result<std::shared_ptr<const Document>> opened = open_whole(arguments.file, options);
    if (!opened) return opened.error();
    const Document& document = **opened;
    PictureOrder order;
    order.width = arguments.width;
    order.height = arguments.height;
    order.theme = theme_of(arguments.theme);
    order.svg = arguments.output.ends_with(".svg");
    order.pane = Pane::Count;
    const uint64_t count = document.runs.front().recording->step_count();
    // Without --at, and with "--at end": the end.
    order.step = arguments.at.step ? *arguments.at.step : count > 0 ? count - 1 : 0;
    if (arguments.at.step && *arguments.at.step >= count) {
        return cannot(arguments.file,
                      "there is no step " + std::to_string(*arguments.at.step) + ": the run has " + std::to_string(count));
    }
    if (!arguments.view.empty()) pane_from_name(arguments.view, order.pane);
    order.bare = arguments.bare;
    const auto picture = make_picture(*opened, order, options);
    if (!picture || picture->empty()) return cannot(arguments.file, "there is no such picture");
    if (!write_file(arguments.output, *picture)) return cannot(arguments.output, "cannot be written");
    return {};
}

base::Result<void> write_handout(const cli::HandoutArguments& arguments) {
    LoadOptions options;
    options.arguments = arguments.run;
    const base::Result<std::shared_ptr<const Document>> opened = open_whole(arguments.file, options);
    if (!opened) return opened.error();
    const Document& document = **opened;
    const std::vector<HandoutPicture> pictures = handout_pictures(document, arguments.output, arguments.answers);
    if (pictures.empty()) return cannot(arguments.file, "the scenario has no stops: there is nothing to hand out");
    for (const HandoutPicture& wanted : pictures) {
        const auto picture = make_picture(*opened, wanted.order, options);
        if (!picture || !write_file(wanted.path, *picture)) return cannot(wanted.path, "cannot be written");
    }
    if (!write_file(arguments.output, handout_text(document, pictures, arguments.answers)))
        return cannot(arguments.output, "cannot be written");
    return {};
}

}  // namespace loopscope::app
