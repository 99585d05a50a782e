// The gallery's contents: the scenarios of a folder, one folder inside it a talk.
#pragma once
#include <string>
#include <vector>

#include "app/model/services.h"

namespace loopscope::app {

// The folder of scenarios: `wanted` where given, else beside the source the program was built from, else installed data.
std::string find_scenarios(const std::string& wanted, const std::string& executable);

// Folders by name; files that cannot be used are listed too, marked broken.
std::vector<GalleryTalk> scan_gallery(const std::string& folder);

}  // namespace loopscope::app
