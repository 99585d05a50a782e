# What app/run and tests/run share: installing packages, and configuring a build. Sourced by them, not run.
# Both write to standard error alone: standard output belongs to the program that is started afterwards.

say() { printf '%s: %s\n' "$script_name" "$*" >&2; }

# The packages of packages.txt whose use is one of the arguments, without those that are installed.
missing_packages() {
    local uses=" $* " package use reason
    while read -r package use reason; do
        [[ -z $package || $package == \#* || $uses != *" $use "* ]] && continue
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done <"$project/third_party/packages.txt"
}

# install_packages USE ...: nothing, and no network, where all is there.
install_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "not a Debian or Ubuntu: taking it that what third_party/README.md lists is installed"
        return
    fi
    local missing as_root=() package use reason
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "these packages are missing, and there is no sudo to install them. As root:"
            say "  apt-get install --no-install-recommends ${missing[*]}"
            return 1
        fi
        as_root=(sudo)
    fi
    say "installing ${#missing[@]} packages with ${as_root[*]:+sudo }apt-get:"
    while read -r package use reason; do
        [[ " ${missing[*]} " == *" $package "* ]] && say "  $package: $reason"
    done <"$project/third_party/packages.txt"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
    # No package list may be there yet, and an old one names files that the mirrors no longer have.
    "${as_root[@]}" "${apt[@]}" update >&2 || say "apt-get update failed; trying with the lists that are there"
    "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 || {
        say "apt-get could not install the packages; see above"
        return 1
    }
}

# forget_foreign_build FOLDER: CMake refuses a cache that was made for another place, and a build made by other means
# (another generator, a compiler that is gone) cannot be gone on with. Only CMake's own files go.
forget_foreign_build() {
    local cache=$1/CMakeCache.txt home folder generator compiler
    [[ -f $cache ]] || return 0
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$cache")
    folder=$(sed -n 's/^CMAKE_CACHEFILE_DIR:INTERNAL=//p' "$cache")
    generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$cache")
    compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[A-Z]*=//p' "$cache")
    [[ $home == "$project" && $folder == "$1" && $generator == Ninja && -x $compiler ]] && return 0
    say "configuring $1 afresh: it was made for ${home:-nothing known} with ${generator:-no generator}"
    rm -rf "$cache" "$1/CMakeFiles" "$1/build.ninja"
}

# build_preset PRESET FOLDER TARGET: configures where needed, then builds. One build at a time in a folder.
build_preset() {
    local preset=$1 folder=$2 target=$3
    mkdir -p "$folder"
    (
        if command -v flock >/dev/null; then flock 9; fi
        cd "$project"
        forget_foreign_build "$folder"
        if [[ ! -f $folder/build.ninja || CMakePresets.json -nt $folder/CMakeCache.txt ]]; then
            cmake --preset "$preset" >"$folder/configure.log" 2>&1 || {
                cat "$folder/configure.log" >&2
                say "CMake could not configure the build; see above"
                exit 1
            }
        fi
        # Where nothing is to be built nothing is said: what follows is the program's.
        cmake --build "$folder" --target "$target" 2>&1 |
            { grep --line-buffered -v -e '^ninja: no work to do' -e '^\[0/[0-9]*\] Re-checking globbed' >&2 || true; } || {
            say "the build failed; see above"
            exit 1
        }
    ) 9>"$folder/.lock"
}
