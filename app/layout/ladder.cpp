#include "app/layout/ladder.h"

#include <algorithm>

#include "replay/cursor.h"
#include "replay/sentence.h"

namespace loopscope::app {
namespace {

using trace::Event;
using trace::Kind;

// Collects rows while a cursor walks over the run.
class Builder {
public:
    Builder(const LadderInput& input, Ladder& out) : input_(input), rec_(*input.recording), out_(out) {
        out_.columns.push_back({"caller", 0, 0, 0, false});
    }

    bool wanted(const Event& e) const { return input_.task == 0 || e.task == input_.task; }

    void event(const Event& e, const replay::Cursor& cursor) {
        if (!wanted(e)) return;
        switch (e.kind) {
            case Kind::GeneratorSend: row(e, LadderKind::Send, under(cursor, e, 1), column(e)); break;
            case Kind::GeneratorThrow: thrown(e, cursor); break;
            case Kind::GeneratorYield: back(e, LadderKind::Yield, cursor); break;
            case Kind::GeneratorReturn: back(e, LadderKind::Return, cursor); break;
            case Kind::GeneratorRaise: back(e, LadderKind::Raise, cursor); break;
            case Kind::GeneratorPasses: back(e, LadderKind::Passes, cursor); break;
            default: break;
        }
    }

private:
    // A throw goes through the outer frames to the innermost one: `way_` is the way that it takes, caller first.
    void thrown(const Event& e, const replay::Cursor& cursor) {
        const int to = column(e);
        if (way_.empty() || !e.delegated) {
            const int from = way_.empty() ? e.delegated ? top(cursor, e) : under(cursor, e, 1) : way_.back();
            if (way_.empty()) way_.push_back(from);
            row(e, LadderKind::Throw, from, to, e.delegated);
        } else {
            row(e, LadderKind::Throw, way_.back(), to, true);
        }
        way_.push_back(to);
        if (!e.delegated && way_.size() <= 2) way_.clear();
    }

    // And what comes back goes the same way outwards, frame by frame.
    void back(const Event& e, LadderKind kind, const replay::Cursor& cursor) {
        const int from = column(e);
        if (way_.size() > 1 && way_.back() == from) {
            way_.pop_back();
            const int to = way_.back();
            // A frame that has been left by an error or has returned gives it to one that then runs.
            const bool hands_on = to != 0 && (kind == LadderKind::Yield || kind == LadderKind::Passes);
            row(e, kind, from, to, hands_on);
            if (way_.size() == 1 || !hands_on) way_.clear();
            return;
        }
        way_.clear();
        row(e, kind, from, top(cursor, e));
    }

    const std::vector<trace::Frame>& frames(const replay::Cursor& cursor, const Event& e) const {
        static const std::vector<trace::Frame> kNone;
        const auto& threads = cursor.decoder().threads();
        return e.thread < threads.size() ? threads[e.thread].frames : kNone;
    }
    int column_of(uint32_t generator) const {
        if (generator == 0) return 0;
        for (size_t i = 1; i < out_.columns.size(); ++i) {
            if (out_.columns[i].generator == generator) return static_cast<int>(i);
        }
        return -1;
    }
    // The generator frame on top of the stack after the event, else the caller.
    int top(const replay::Cursor& cursor, const Event& e) const {
        const auto& stack = frames(cursor, e);
        for (auto it = stack.rbegin(); it != stack.rend(); ++it) {
            if (const int at = column_of(it->generator); it->generator != 0 && at > 0 && it->generator != e.generator)
                return at;
        }
        return 0;
    }
    // The same, below the `skip` frames that the event pushed.
    int under(const replay::Cursor& cursor, const Event& e, size_t skip) const {
        const auto& stack = frames(cursor, e);
        for (size_t i = stack.size() > skip ? stack.size() - skip : 0; i > 0; --i) {
            if (const int at = column_of(stack[i - 1].generator); stack[i - 1].generator != 0 && at > 0) return at;
        }
        return 0;
    }
    int column(const Event& e) {
        const int found = column_of(e.generator);
        if (found >= 0) return found;
        if (out_.columns.size() >= input_.most_columns) {
            out_.cut = true;
            return -1;
        }
        LadderColumn column;
        column.generator = e.generator;
        column.first_step = e.step;
        if (e.function != trace::kNoFunction) {
            const trace::FunctionInfo& info = rec_.tables().function(e.function);
            column.name = info.qualname;
            column.library = info.library;
        }
        out_.columns.push_back(column);
        return static_cast<int>(out_.columns.size()) - 1;
    }
    void row(const Event& e, LadderKind kind, int from, int to, bool delegated = false) {
        if (from < 0 || to < 0) return;
        if (from == to) from = 0;
        LadderRow r{e.step, kind, from, to, replay::short_label(rec_, e.step), delegated};
        out_.columns[static_cast<size_t>(std::max(from, to))].last_step = e.step;
        out_.rows.push_back(std::move(r));
    }

    const LadderInput& input_;
    const replay::Recording& rec_;
    Ladder& out_;
    std::vector<int> way_;
};

// Life lines follow from the rows alone: whoever has sent and not got back is in a call.
void fill_states(Ladder& ladder) {
    const size_t columns = ladder.columns.size();
    std::vector<LifeState> now(columns, LifeState::None);
    now[0] = LifeState::Running;
    ladder.states.assign(columns, {});
    for (const LadderRow& row : ladder.rows) {
        const auto from = static_cast<size_t>(row.from), to = static_cast<size_t>(row.to);
        switch (row.kind) {
            case LadderKind::Send:
            case LadderKind::Throw:
                now[from] = LifeState::InCall;
                now[to] = row.delegated ? LifeState::InCall : LifeState::Running;
                break;
            case LadderKind::Yield:
            case LadderKind::Passes:
                now[from] = LifeState::Suspended;
                now[to] = row.delegated ? LifeState::InCall : LifeState::Running;
                break;
            case LadderKind::Return:
            case LadderKind::Raise:
                now[from] = LifeState::Closed;
                now[to] = LifeState::Running;
                break;
        }
        for (size_t i = 0; i < columns; ++i) ladder.states[i].push_back(now[i]);
    }
}

}  // namespace

size_t Ladder::row_at(uint64_t step) const {
    return static_cast<size_t>(
        std::upper_bound(rows.begin(), rows.end(), step, [](uint64_t s, const LadderRow& r) { return s < r.step; }) -
        rows.begin());
}

Ladder make_ladder(const LadderInput& input) {
    Ladder ladder;
    const replay::Recording& rec = *input.recording;
    Builder builder(input, ladder);
    replay::Cursor cursor(rec);
    // A very long run is walked from a place some way before the step that is shown.
    constexpr uint64_t kWalk = 400'000;
    bool more = true;
    if (rec.step_count() > kWalk && input.around > kWalk / 2) {
        more = cursor.seek(input.around - kWalk / 2);
        ladder.cut = true;
    } else {
        more = cursor.forward();
    }
    for (uint64_t walked = 0; more && walked < kWalk; ++walked, more = cursor.forward()) {
        builder.event(cursor.event(), cursor);
        if (ladder.rows.size() > input.most_rows && cursor.step() > input.around) {
            ladder.cut = true;
            break;
        }
    }
    if (ladder.rows.size() > 2 * input.most_rows) {
        ladder.rows.erase(ladder.rows.begin(), ladder.rows.end() - static_cast<ptrdiff_t>(2 * input.most_rows));
    }
    fill_states(ladder);
    return ladder;
}

}  // namespace loopscope::app
