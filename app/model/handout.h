// The handout: a lesson's stops on paper, as Markdown with a picture of each. With the answers, or with room for them.
//
// Called by the command line's `handout` and by the app. Pure: it says which pictures it needs and what the text is.
#pragma once
#include <string>
#include <vector>

#include "app/model/document.h"
#include "app/model/services.h"

namespace loopscope::app {

struct HandoutPicture {
    size_t run = 0, stop = 0;  // indexes
    std::string file, path;    // beside the text: "lesson-1.png", "talks/lesson-1.png"
    PictureOrder order;
};

// One a stop, in order; none where no run has stops. `text_path`: the text's file, beside which they go.
std::vector<HandoutPicture> handout_pictures(const Document& document, const std::string& text_path, bool answers);
std::string handout_text(const Document& document, const std::vector<HandoutPicture>& pictures, bool answers);

// "talks/" and "lesson" of "talks/lesson.md".
std::string folder_of(const std::string& path);
std::string stem_of(const std::string& path);

}  // namespace loopscope::app
