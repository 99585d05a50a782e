// Loader: a file -> a Document: reads it, runs its programs, lays the timelines, finds the lesson's places.
//
// Called on a worker thread by the app and directly by `shot`. Invariant: what cannot be used becomes a Refusal, never a
// missing Document without one (but a run that was stopped gives neither).
#pragma once
#include <functional>
#include <memory>

#include "app/cli/frontend.h"
#include "app/model/services.h"

namespace loopscope::app {

struct LoadOptions {
    cli::RunArguments arguments;
    std::function<bool()> keep_going;  // may be empty
    uint64_t most_events = 0;          // 0: the scenario's own limit
};

Opened load_document(const OpenRequest& request, const LoadOptions& options);

// The same document with another program in one of its runs; the other runs are kept.
Opened run_changed_program(const Document& document, size_t run, const std::string& text, const LoadOptions& options);

// The document's runs may be a choice of its scenario's: which one of those it is. The document has a scenario.
size_t scenario_index(const Document& document, size_t run);

}  // namespace loopscope::app
