// Exports of a run: JSON lines (the contract's format), text, Chrome Trace Event JSON, and the saved binary trace.
//
// Called by the command line. They stream: each hands pieces of text to `write`, which returns false to give up.
// The JSON lines and the binary form need no index, so they take the raw recordings.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "replay/recording.h"

namespace loopscope::replay {

using Sink = std::function<bool(std::string_view)>;

// All runs of a scenario, in order.
bool export_jsonl(const std::vector<std::shared_ptr<const RawRecording>>& runs, const Sink& write);
bool export_text(const Recording& run, const Sink& write);  // one line an event
bool export_chrome(const std::vector<std::shared_ptr<const RawRecording>>& runs, const Sink& write);
bool export_binary(const std::vector<std::shared_ptr<const RawRecording>>& runs, const Sink& write);

// A saved trace; any bytes at all may be given.
base::Result<std::vector<std::shared_ptr<const RawRecording>>> load_binary(std::string_view bytes);
bool looks_like_binary(std::string_view bytes);

// `show`: the whole run as a text timeline, and the state at a step.
std::string show_run(const Recording& run);
std::string show_step(const Recording& run, uint64_t step);

}  // namespace loopscope::replay
