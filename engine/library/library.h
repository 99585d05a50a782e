// The Python modules that the engine brings, as text inside the binary.
//
// Callers: engine/session (source of last resort for an import) and tests. Invariants: sorted by name; names are
// paths with forward slashes, relative to engine/library ("asyncio/__init__.py"); the texts live for ever.
#pragma once

#include <span>
#include <string_view>

namespace loopscope::library {

struct LibraryFile {
    std::string_view name;
    std::string_view text;
};

std::span<const LibraryFile> library_files();

// The same modules compiled: `text` is what compile/code_bytes.h reads. Sorted by name; a module may be missing.
std::span<const LibraryFile> library_code();

}  // namespace loopscope::library
