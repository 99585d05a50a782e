#include "app/shell/safe_write.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

namespace loopscope::app {

namespace fs = std::filesystem;

namespace {

// Else a machine that loses its power may keep the new name and not yet the text.
bool reaches_disk(FILE* file) {
#if defined(__unix__) || defined(__APPLE__)
    return fsync(fileno(file)) == 0 || errno == EINVAL || errno == ENOTSUP;
#else
    (void)file;
    return true;
#endif
}

bool write_whole(const std::string& path, std::string_view text) {
    FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    bool good = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0 && reaches_disk(file);
    const int first_error = errno;
    if (std::fclose(file) != 0 && good) return false;
    if (!good) errno = first_error;
    return good;
}

}  // namespace

bool write_safely(const std::string& path, std::string_view text, std::string* problem) {
    std::error_code error;
    fs::path target = path;
    if (fs::is_symlink(target, error)) {
        const fs::path named = fs::weakly_canonical(target, error);
        if (!error) target = named;
    }
    const std::string beside = target.string() + ".new";
    if (!write_whole(beside, text)) {
        if (problem) *problem = std::strerror(errno);
        if (fs::is_regular_file(beside, error)) fs::remove(beside, error);
        return false;
    }
    const fs::file_status old = fs::status(target, error);
    std::error_code ignored;
    if (!error && fs::exists(old)) fs::permissions(beside, old.permissions(), ignored);
    fs::rename(beside, target, error);
    if (!error) return true;
    if (problem) *problem = error.message();
    fs::remove(beside, ignored);
    return false;
}

}  // namespace loopscope::app
