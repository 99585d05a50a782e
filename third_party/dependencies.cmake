# How each dependency is found: one interface target each (loopscope_<name>), so that no other CMake file knows whether
# it came from a CMake package (vcpkg), from pkg-config (Debian, Ubuntu) or from a path. No source of theirs is kept here.
find_package(PkgConfig QUIET)

# loopscope_dependency(NAME package TARGETS a::a ... PKGCONFIG module DEBIAN package)
# The first of: the CMake package's target, the pkg-config module, or a message that says what to install.
function(loopscope_dependency name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PACKAGE;PKGCONFIG;DEBIAN" "TARGETS")
    add_library(loopscope_${name} INTERFACE)
    if(arg_PACKAGE)
        find_package(${arg_PACKAGE} CONFIG QUIET GLOBAL)
        foreach(target IN LISTS arg_TARGETS)
            if(TARGET ${target})
                target_link_libraries(loopscope_${name} INTERFACE ${target})
                return()
            endif()
        endforeach()
    endif()
    if(arg_PKGCONFIG AND PKG_CONFIG_FOUND)
        pkg_check_modules(LOOPSCOPE_PC_${name} QUIET IMPORTED_TARGET GLOBAL ${arg_PKGCONFIG})
        if(TARGET PkgConfig::LOOPSCOPE_PC_${name})
            target_link_libraries(loopscope_${name} INTERFACE PkgConfig::LOOPSCOPE_PC_${name})
            return()
        endif()
    endif()
    message(FATAL_ERROR "${name} was not found. On Debian and Ubuntu: apt-get install ${arg_DEBIAN} "
                        "(app/run does that). Elsewhere: see third_party/README.md.")
endfunction()

loopscope_dependency(json PACKAGE nlohmann_json TARGETS nlohmann_json::nlohmann_json PKGCONFIG nlohmann_json
                     DEBIAN nlohmann-json3-dev)
loopscope_dependency(fmt PACKAGE fmt TARGETS fmt::fmt PKGCONFIG fmt DEBIAN libfmt-dev)
loopscope_dependency(tommath PACKAGE libtommath TARGETS libtommath tommath PKGCONFIG libtommath DEBIAN libtommath-dev)
# PCRE2 is one library for each width of code units: texts are matched as they lie in memory.
foreach(bits 8 16 32)
    loopscope_dependency(pcre2_${bits} PACKAGE pcre2 TARGETS PCRE2::${bits}BIT pcre2-${bits}-static
                         PKGCONFIG libpcre2-${bits} DEBIAN libpcre2-dev)
endforeach()
add_library(loopscope_pcre2 INTERFACE)
target_link_libraries(loopscope_pcre2 INTERFACE loopscope_pcre2_8 loopscope_pcre2_16 loopscope_pcre2_32)

if(LOOPSCOPE_TESTS)
    loopscope_dependency(doctest PACKAGE doctest TARGETS doctest::doctest DEBIAN doctest-dev)
endif()

if(LOOPSCOPE_APP)
    include(${CMAKE_CURRENT_LIST_DIR}/gui.cmake)
endif()
