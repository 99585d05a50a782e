#include "app/widgets/regions.h"

#include <cmath>

namespace loopscope::app {
namespace {
constexpr float kDragDistance = 4;
constexpr double kDoubleClickSeconds = 0.35;
}  // namespace

std::string_view Regions::topmost(unsigned flag) const {
    for (auto it = last_.rbegin(); it != last_.rend(); ++it) {
        const bool wanted = flag == kNoFlags ? (it->flags & kQuiet) == 0 : (it->flags & flag) != 0;
        if (wanted && it->box.contains(pointer_.at)) return it->name;
    }
    return {};
}

void Regions::begin(const Pointer& pointer) {
    before_ = pointer_;
    pointer_ = pointer;
    for (int b = 0; b < 2; ++b) {
        press_[b] = pointer_.down[b] && !before_.down[b];
        release_[b] = !pointer_.down[b] && before_.down[b];
    }
    const std::string_view top = topmost(kNoFlags);
    if (top != hot_) {
        hot_ = top;
        hot_since_ = pointer_.now;
    }
    wheel_target_ = topmost(kTakesWheel);
    if (press_[0] || press_[1]) {
        held_ = hot_;
        pressed_at_ = pointer_.at;
        moved_ = false;
    }
    const Vec d = pointer_.at - pressed_at_;
    if (!held_.empty() && std::abs(d.x) + std::abs(d.y) >= kDragDistance) moved_ = true;
    now_.clear();
    clips_.clear();
}

void Regions::end() {
    last_.swap(now_);
    if (!pointer_.down[0] && !pointer_.down[1]) held_.clear();
}

Touch Regions::region(std::string_view name, const Box& box, unsigned flags) {
    const Box visible = clips_.empty() ? box : intersect(box, clips_.back());
    Touch touch;
    touch.at = pointer_.at;
    if (visible.empty()) {
        if (held_ != name) return touch;
    } else {
        now_.push_back({std::string(name), visible, flags});
    }
    const bool own = held_ == name && !held_.empty();
    touch.hovered = hot_ == name && !hot_.empty() && (held_.empty() || own);
    touch.held = own && pointer_.down[0];
    touch.pressed = own && press_[0];
    touch.dragging = own && pointer_.down[0] && moved_;
    if (own) touch.drag = pointer_.at - before_.at;
    if (own && release_[0] && touch.hovered) {
        touch.clicked = true;
        touch.double_clicked = last_clicked_ == name && pointer_.now - last_click_ < kDoubleClickSeconds;
        last_clicked_ = name;
        last_click_ = touch.double_clicked ? -10 : pointer_.now;
    }
    touch.right_clicked = own && release_[1] && touch.hovered;
    if ((flags & kTakesWheel) != 0 && wheel_target_ == name) {
        touch.wheel = pointer_.wheel;
        touch.wheel_x = pointer_.wheel_x;
    }
    return touch;
}

void Regions::push_clip(const Box& box) { clips_.push_back(clips_.empty() ? box : intersect(box, clips_.back())); }
void Regions::pop_clip() { clips_.pop_back(); }

bool Regions::is_hot(std::string_view name) const { return hot_ == name; }

const Box* Regions::find(std::string_view name) const {
    for (auto it = last_.rbegin(); it != last_.rend(); ++it) {
        if (it->name == name) return &it->box;
    }
    return nullptr;
}

std::vector<std::string> Regions::names() const {
    std::vector<std::string> names;
    names.reserve(last_.size());
    for (const Region& region : last_) names.push_back(region.name);
    return names;
}

}  // namespace loopscope::app
