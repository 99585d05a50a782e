# What the window needs: GLFW, OpenGL, Dear ImGui, stb (PNG writing). Included by dependencies.cmake.
loopscope_dependency(glfw PACKAGE glfw3 TARGETS glfw PKGCONFIG glfw3 DEBIAN libglfw3-dev)

find_package(OpenGL QUIET)
if(NOT TARGET OpenGL::GL)
    message(FATAL_ERROR "OpenGL was not found. On Debian and Ubuntu: apt-get install libgl-dev (app/run does that).")
endif()
add_library(loopscope_gl INTERFACE)
target_link_libraries(loopscope_gl INTERFACE OpenGL::GL)

find_path(LOOPSCOPE_STB_INCLUDE stb_image_write.h PATH_SUFFIXES stb)
if(NOT LOOPSCOPE_STB_INCLUDE)
    message(FATAL_ERROR "stb_image_write.h was not found. On Debian and Ubuntu: apt-get install libstb-dev "
                        "(app/run does that).")
endif()
add_library(loopscope_stb INTERFACE)
target_include_directories(loopscope_stb SYSTEM INTERFACE ${LOOPSCOPE_STB_INCLUDE})

# Dear ImGui: a CMake package (vcpkg), a pkg-config module (Debian, Ubuntu) or an unpacked source tree.
function(loopscope_find_imgui)
    if(LOOPSCOPE_IMGUI_DIR)
        loopscope_build_imgui(${LOOPSCOPE_IMGUI_DIR})
        return()
    endif()
    find_package(imgui CONFIG QUIET GLOBAL)
    if(TARGET imgui::imgui)
        add_library(loopscope_imgui INTERFACE)
        target_link_libraries(loopscope_imgui INTERFACE imgui::imgui ${CMAKE_DL_LIBS})
        return()
    endif()
    if(PKG_CONFIG_FOUND)
        pkg_check_modules(LOOPSCOPE_PC_imgui QUIET IMPORTED_TARGET GLOBAL imgui)
        if(TARGET PkgConfig::LOOPSCOPE_PC_imgui)
            add_library(loopscope_imgui INTERFACE)
            target_link_libraries(loopscope_imgui INTERFACE PkgConfig::LOOPSCOPE_PC_imgui ${CMAKE_DL_LIBS})
            return()
        endif()
    endif()
    message(FATAL_ERROR "Dear ImGui was not found. On Debian and Ubuntu: apt-get install libimgui-dev (app/run does "
                        "that). Elsewhere: vcpkg install imgui[glfw-binding,opengl3-binding], or unpack its source and "
                        "configure with -DLOOPSCOPE_IMGUI_DIR=PATH.")
endfunction()

function(loopscope_build_imgui folder)
    set(sources imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp misc/cpp/imgui_stdlib.cpp
                backends/imgui_impl_glfw.cpp backends/imgui_impl_opengl3.cpp)
    list(TRANSFORM sources PREPEND ${folder}/)
    foreach(source IN LISTS sources)
        if(NOT EXISTS ${source})
            message(FATAL_ERROR "LOOPSCOPE_IMGUI_DIR=${folder} is not a Dear ImGui source tree: ${source} is missing.")
        endif()
    endforeach()
    add_library(loopscope_imgui STATIC ${sources})
    target_include_directories(loopscope_imgui SYSTEM PUBLIC ${folder} ${folder}/backends ${folder}/misc/cpp)
    target_link_libraries(loopscope_imgui PUBLIC loopscope_glfw loopscope_gl ${CMAKE_DL_LIBS})
    target_compile_options(loopscope_imgui PRIVATE -w)
endfunction()

loopscope_find_imgui()
