#include "app/layout/axis.h"

#include <algorithm>
#include <cmath>

namespace loopscope::app {
namespace {

constexpr double kPad = 8;            // before the first and behind the last event
constexpr double kGapWidth = 52;      // a jump of the clock, by steps
constexpr double kInstantWidth = 12;  // an instant, by time
constexpr double kMostSlot = 240;     // an event is never wider

// How many events of a level there are up to a step.
uint64_t rank_in(const replay::Recording& recording, int level, uint64_t step) {
    if (step == 0 || recording.step_count() == 0) return 0;
    const auto index = recording.level_index(level, std::min(step, recording.step_count()) - 1);
    return index ? *index + 1 : 0;
}

// Of one run, not laid out yet.
std::vector<Axis::Instant> instants_of(const AxisInput& input) {
    std::vector<Axis::Instant> instants;
    Axis::Instant instant;
    for (const replay::TimeJump& jump : input.timeline->jumps) {
        if (jump.to <= jump.from) continue;
        instant.step_end = jump.step;
        instants.push_back(instant);
        instant = {};
        instant.step_begin = jump.step;
        instant.t = jump.to;
    }
    instant.step_end = input.recording->step_count();
    instants.push_back(instant);
    for (Axis::Instant& i : instants) {
        i.rank = rank_in(*input.recording, input.level, i.step_begin);
        i.count = rank_in(*input.recording, input.level, i.step_end) - i.rank;
    }
    return instants;
}

}  // namespace

AxisGrid shared_grid(const AxisInput& a, const AxisInput& b) {
    const std::vector<Axis::Instant> first = instants_of(a), second = instants_of(b);
    AxisGrid grid;
    size_t i = 0, k = 0;
    while (i < first.size() || k < second.size()) {
        const bool both = i < first.size() && k < second.size() && same_instant(first[i].t, second[k].t);
        if (both) {
            grid.cells.push_back({first[i].t, std::max(first[i].count, second[k].count)});
            ++i, ++k;
        } else if (k == second.size() || (i < first.size() && first[i].t < second[k].t)) {
            grid.cells.push_back({first[i].t, first[i].count});
            ++i;
        } else {
            grid.cells.push_back({second[k].t, second[k].count});
            ++k;
        }
    }
    grid.end = std::max({a.recording->end_time(), b.recording->end_time(), grid.cells.back().t});
    return grid;
}

Axis::Axis(const AxisInput& input) : recording_(input.recording), level_(input.level), instants_(instants_of(input)) {
    if (!input.shared) {
        lay(input, instants_, std::max(recording_->end_time(), instants_.back().t));
        return;
    }
    for (const AxisGrid::Cell& shared : input.shared->cells) {
        Instant cell;
        cell.t = shared.t;
        cell.count = shared.count;
        cells_.push_back(cell);
    }
    lay(input, cells_, input.shared->end);
    take_places(input);
}

// The run's own instants lie where the shared ones do that have their time.
void Axis::take_places(const AxisInput& input) {
    size_t own = 0;
    for (Instant& cell : cells_) {
        const bool here = own < instants_.size() && same_instant(instants_[own].t, cell.t);
        if (own < instants_.size()) {
            cell.step_begin = instants_[own].step_begin;
            cell.rank = instants_[own].rank;
        } else {
            cell.step_begin = recording_->step_count();
            cell.rank = rank(cell.step_begin);
        }
        cell.step_end = here ? instants_[own].step_end : cell.step_begin;
        if (!here) continue;
        Instant& i = instants_[own++];
        const double slot = (cell.x1 - cell.x0) / static_cast<double>(std::max<uint64_t>(1, cell.count));
        i.x0 = cell.x0;
        i.x1 = cell.x0 + slot * static_cast<double>(std::max<uint64_t>(1, i.count));
        if (own > 1) instants_[own - 2].gap_to = i.x0;
        i.gap_to = input.by_time ? std::max(i.x1, cell.gap_to) : i.x1;
    }
}

uint64_t Axis::rank(uint64_t step) const { return rank_in(*recording_, level_, step); }

void Axis::lay(const AxisInput& input, std::vector<Instant>& instants, double end) {
    if (input.by_time) {
        lay_time(input, instants, end);
    } else {
        lay_steps(input, instants);
    }
}

void Axis::lay_steps(const AxisInput& input, std::vector<Instant>& instants) {
    const double gaps = static_cast<double>(instants.size() - 1);
    double count = 0;
    for (const Instant& i : instants) count += static_cast<double>(std::max<uint64_t>(1, i.count));
    const double room = std::max(40.0, input.width - 2 * kPad);
    const double fit_gap = gaps > 0 ? std::min(kGapWidth, room * 0.35 / gaps) : 0;
    const double fit_slot = std::min(kMostSlot, (room - fit_gap * gaps) / count);
    slot_ = std::min(fit_slot * input.zoom, kMostSlot * std::max(1.0, input.zoom / 1000));
    const double gap = std::min(kGapWidth, fit_gap * input.zoom);
    double x = kPad;
    for (Instant& i : instants) {
        i.x0 = x;
        i.x1 = x + static_cast<double>(std::max<uint64_t>(1, i.count)) * slot_;
        i.gap_to = i.x1 + gap;
        x = i.gap_to;
    }
    instants.back().gap_to = instants.back().x1;
    length_ = std::max(input.width, instants.back().x1 + kPad);
}

void Axis::lay_time(const AxisInput& input, std::vector<Instant>& instants, double end) {
    const double count = static_cast<double>(instants.size());
    const double room = std::max(40.0, input.width - 2 * kPad);
    const double fit_instant = end > 0 ? std::min(kInstantWidth, room * 0.4 / count) : room / count;
    const double per_second = end > 0 ? (room - fit_instant * count) / end * input.zoom : 0;
    double x = kPad;
    for (size_t k = 0; k < instants.size(); ++k) {
        Instant& i = instants[k];
        const double most = std::max(fit_instant, static_cast<double>(std::max<uint64_t>(1, i.count)) * 24);
        i.x0 = x;
        i.x1 = x + std::min(fit_instant * input.zoom, most);
        const double next = k + 1 < instants.size() ? instants[k + 1].t : end;
        i.gap_to = i.x1 + std::max(0.0, next - i.t) * per_second;
        x = i.gap_to;
    }
    slot_ = 0;
    length_ = std::max(input.width, x + kPad);
}

size_t Axis::instant_of(uint64_t step) const {
    const auto it = std::upper_bound(instants_.begin(), instants_.end(), step,
                                     [](uint64_t s, const Instant& i) { return s < i.step_begin; });
    return it == instants_.begin() ? 0 : static_cast<size_t>(it - instants_.begin()) - 1;
}

size_t Axis::instant_at(double x) const {
    const auto it =
        std::upper_bound(instants_.begin(), instants_.end(), x, [](double at, const Instant& i) { return at < i.x0; });
    return it == instants_.begin() ? 0 : static_cast<size_t>(it - instants_.begin()) - 1;
}

double Axis::position(uint64_t step) const {
    const Instant& i = instants_[instant_of(step)];
    const double width = (i.x1 - i.x0) / static_cast<double>(std::max<uint64_t>(1, i.count));
    if (step >= i.step_end) return i.x1;
    return i.x0 + width * static_cast<double>(rank(step) - i.rank);
}

double Axis::middle(uint64_t step) const {
    const Instant& i = instants_[instant_of(step)];
    const double width = (i.x1 - i.x0) / static_cast<double>(std::max<uint64_t>(1, i.count));
    // An event of a deeper level stands at the border behind the last one that has a slot.
    if (recording_->step_count() > 0 && !recording_->in_level(level_, step)) return position(step);
    return std::min(position(step) + width / 2, i.x1);
}

double Axis::position_of_time(double t) const {
    const auto it =
        std::upper_bound(instants_.begin(), instants_.end(), t, [](double at, const Instant& i) { return at < i.t; });
    const size_t k = it == instants_.begin() ? 0 : static_cast<size_t>(it - instants_.begin()) - 1;
    const Instant& i = instants_[k];
    if (t <= i.t) return i.x0;
    const double next = k + 1 < instants_.size() ? instants_[k + 1].t : recording_->end_time();
    if (next <= i.t) return i.gap_to;
    return i.x1 + (i.gap_to - i.x1) * std::min(1.0, (t - i.t) / (next - i.t));
}

uint64_t Axis::step_at(double x) const {
    const Instant& i = instants_[instant_at(x)];
    if (recording_->level_count(level_) == 0) return i.step_begin;
    const double width = (i.x1 - i.x0) / static_cast<double>(std::max<uint64_t>(1, i.count));
    const double within = width > 0 ? std::floor((x - i.x0) / width) : 0;
    const double last = i.count > 0 ? static_cast<double>(i.count - 1) : 0;
    const uint64_t index = i.rank + static_cast<uint64_t>(std::clamp(within, 0.0, last));
    return recording_->level_step(level_, std::min(index, recording_->level_count(level_) - 1));
}

double Axis::time_at(double x) const {
    const size_t k = instant_at(x);
    const Instant& i = instants_[k];
    if (x <= i.x1 || i.gap_to <= i.x1) return i.t;
    const double next = k + 1 < instants_.size() ? instants_[k + 1].t : recording_->end_time();
    return i.t + (next - i.t) * std::min(1.0, (x - i.x1) / (i.gap_to - i.x1));
}

Axis::Anchor Axis::anchor(double x) const {
    Anchor anchor;
    anchor.instant = instant_at(x);
    const Instant& i = instants_[anchor.instant];
    anchor.in_gap = x > i.x1 && i.gap_to > i.x1;
    anchor.share = anchor.in_gap ? (x - i.x1) / (i.gap_to - i.x1) : i.x1 > i.x0 ? (x - i.x0) / (i.x1 - i.x0) : 0;
    return anchor;
}

double Axis::x_of(const Anchor& anchor) const {
    const Instant& i = instants_[std::min(anchor.instant, instants_.size() - 1)];
    return anchor.in_gap ? i.x1 + anchor.share * (i.gap_to - i.x1) : i.x0 + anchor.share * (i.x1 - i.x0);
}

double nice_step(double least) {
    if (!(least > 0)) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= least * 0.999) return power * factor;
    }
    return power * 10;
}

}  // namespace loopscope::app
