#include "app/shell/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#if defined(__APPLE__)
#include <OpenGL/gl3.h>
#else
#include <GL/gl.h>
#endif
#include <imgui.h>

#if __has_include(<backends/imgui_impl_glfw.h>)
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#else
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#endif

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/layout/pane_layout.h"
#include "app/widgets/compat.hpp"
#include "base/utf8.h"

namespace loopscope::app {
namespace {

std::string last_error = "unknown reason";

struct KeyRow {
    int glfw;
    uint16_t key;
};
constexpr KeyRow kKeys[] = {
    {GLFW_KEY_SPACE, kKeySpace}, {GLFW_KEY_LEFT, kKeyLeft},           {GLFW_KEY_RIGHT, kKeyRight},
    {GLFW_KEY_UP, kKeyUp},       {GLFW_KEY_DOWN, kKeyDown},           {GLFW_KEY_HOME, kKeyHome},
    {GLFW_KEY_END, kKeyEnd},     {GLFW_KEY_PAGE_UP, kKeyPageUp},      {GLFW_KEY_PAGE_DOWN, kKeyPageDown},
    {GLFW_KEY_ENTER, kKeyEnter}, {GLFW_KEY_KP_ENTER, kKeyEnter},      {GLFW_KEY_ESCAPE, kKeyEscape},
    {GLFW_KEY_TAB, kKeyTab},     {GLFW_KEY_BACKSPACE, kKeyBackspace}, {GLFW_KEY_DELETE, kKeyDelete},
};

// The character that the key gives on the user's keyboard, in upper case; 0: none.
uint16_t printable(int key, int scancode) {
    if (key == GLFW_KEY_KP_ADD) return '+';
    if (key == GLFW_KEY_KP_SUBTRACT) return '-';
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return static_cast<uint16_t>('0' + key - GLFW_KEY_KP_0);
    const char* name = glfwGetKeyName(key, scancode);
    if (!name || !name[0] || name[1]) return 0;
    return static_cast<uint16_t>(std::toupper(static_cast<unsigned char>(name[0])));
}

uint16_t named(int key) {
    for (const KeyRow& row : kKeys) {
        if (row.glfw == key) return row.key;
    }
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return static_cast<uint16_t>(kKeyF1 + key - GLFW_KEY_F1);
    return kKeyNone;
}

Window& self(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

}  // namespace

// Symbols (?, [, +) come by on_char, since where they stand differs from keyboard to keyboard; letters, digits and chords here.
void Window::on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
    Window& w = self(window);
    w.frames_due = kFramesOfEvent;
    if (action == GLFW_RELEASE) return;
    KeyPress press;
    press.ctrl = (mods & GLFW_MOD_CONTROL) != 0;
    press.shift = (mods & GLFW_MOD_SHIFT) != 0;
    press.alt = (mods & GLFW_MOD_ALT) != 0;
    press.key = named(key);
    if (press.key == kKeyNone) {
        press.key = printable(key, scancode);
        const bool letter = press.key < 256 && std::isalnum(press.key);
        if (!letter && !press.ctrl && !press.alt) return;
        // Ctrl and + is Ctrl, Shift and = on many keyboards.
        if (!letter && press.ctrl) press.shift = false;
    }
    if (press.key != kKeyNone) w.inputs.push_back({press, {}});
}

void Window::on_char(GLFWwindow* window, unsigned code_point) {
    std::string typed;
    base::append_utf8(typed, code_point);
    self(window).inputs.push_back({{}, typed});
    self(window).frames_due = kFramesOfEvent;
    if (code_point >= 128 || std::isalnum(static_cast<int>(code_point)) || code_point <= ' ') return;
    KeyPress press;
    press.key = static_cast<uint16_t>(code_point);
    self(window).inputs.push_back({press, {}});
}

void Window::on_scroll(GLFWwindow* window, double x, double y) {
    self(window).pointer_.wheel += static_cast<float>(y);
    self(window).pointer_.wheel_x += static_cast<float>(x);
    self(window).frames_due = kFramesOfEvent;
}

void Window::on_move(GLFWwindow* window, double, double) { self(window).frames_due = kFramesOfEvent; }
void Window::on_button(GLFWwindow* window, int, int, int) { self(window).frames_due = kFramesOfEvent; }

void Window::on_drop(GLFWwindow* window, int count, const char** paths) {
    for (int i = 0; i < count; ++i) self(window).dropped.emplace_back(paths[i]);
    self(window).frames_due = kFramesOfEvent;
}

bool Window::create(const WindowPlace& place, std::string& problem) {
    glfwSetErrorCallback([](int, const char* text) { last_error = text ? text : "unknown reason"; });
    if (!glfwInit()) {
        problem = last_error;
        return false;
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_MAXIMIZED, place.maximised ? GLFW_TRUE : GLFW_FALSE);
#ifdef GLFW_X11_CLASS_NAME
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "loopscope");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "loopscope");
#endif
    windowed_ = place;
    // No larger than the screen.
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        int x = 0, y = 0, width = 0, height = 0;
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
        if (width > 0 && height > 0) {
            windowed_.width = std::min(place.width, width);
            windowed_.height = std::min(place.height, height);
        }
    }
    window_ = glfwCreateWindow(windowed_.width, windowed_.height, "Loopscope", nullptr, nullptr);
    if (!window_) {
        problem = last_error;
        return false;
    }
    glfwSetWindowSizeLimits(window_, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    glfwSetWindowUserPointer(window_, this);
    // A click that is over before the next frame looks is seen all the same.
    glfwSetInputMode(window_, GLFW_STICKY_MOUSE_BUTTONS, GLFW_TRUE);
    glfwSetKeyCallback(window_, on_key);
    glfwSetCharCallback(window_, on_char);
    glfwSetScrollCallback(window_, on_scroll);
    glfwSetCursorPosCallback(window_, on_move);
    glfwSetMouseButtonCallback(window_, on_button);
    glfwSetInputMode(window_, GLFW_STICKY_MOUSE_BUTTONS, GLFW_TRUE);  // a click within one frame is seen, too
    glfwSetDropCallback(window_, on_drop);
    const int shapes[] = {GLFW_ARROW_CURSOR, GLFW_HAND_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HRESIZE_CURSOR, GLFW_VRESIZE_CURSOR};
    for (int i = 0; i < 5; ++i) cursors_[i] = glfwCreateStandardCursor(shapes[i]);
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
#if !defined(__APPLE__)
    content_scale_ = std::max(1.0f, x);
#endif
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    // Chains the callbacks installed above.
    ImGui_ImplGlfw_InitForOpenGL(window_, true);
    ImGui_ImplOpenGL3_Init("#version 150");
    backends_ = true;
    files_ = find_font_files();
    return true;
}

Window::~Window() {
    if (backends_) {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    for (GLFWcursor* cursor : cursors_) {
        if (cursor) glfwDestroyCursor(cursor);
    }
    if (window_) glfwDestroyWindow(window_);
    glfwTerminate();
}

bool Window::closing() const { return glfwWindowShouldClose(window_); }
void Window::wake() { glfwPostEmptyEvent(); }

void Window::wait(double seconds) {
    if (frames_due > 0 || seconds <= 0) {
        glfwPollEvents();
        if (frames_due > 0) --frames_due;
        return;
    }
    const double before = glfwGetTime();
    if (seconds > 1e6) {
        glfwWaitEvents();
    } else {
        glfwWaitEventsTimeout(seconds);
    }
    // Woken by an event and not by the time: let the picture settle.
    if (glfwGetTime() - before < seconds - 0.001) frames_due = kFramesOfEvent - 1;
}

void Window::prepare_scale(App& app) {
    int width = 0, height = 0;
    glfwGetWindowSize(window_, &width, &height);
    const float wanted = app.ui().saved.scale * std::max(content_scale_, fitting_scale(width, height));
    if (wanted == scale_) return;
    scale_ = wanted;
    load_fonts(fonts_, files_, scale_);
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

void Window::read_pointer() {
    double x = 0, y = 0;
    glfwGetCursorPos(window_, &x, &y);
    const bool inside = glfwGetWindowAttrib(window_, GLFW_HOVERED) != 0;
    const bool was_down = pointer_.down[0];
    pointer_.down[0] = glfwGetMouseButton(window_, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS;
    pointer_.down[1] = glfwGetMouseButton(window_, GLFW_MOUSE_BUTTON_RIGHT) == GLFW_PRESS;
    pointer_.at = {static_cast<float>(x) / scale_, static_cast<float>(y) / scale_};
    if (!inside && !pointer_.down[0] && !was_down) pointer_.at = {-1e6f, -1e6f};
    const auto key = [&](int a, int b) { return glfwGetKey(window_, a) == GLFW_PRESS || glfwGetKey(window_, b) == GLFW_PRESS; };
    pointer_.shift = key(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    pointer_.ctrl = key(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    pointer_.alt = key(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
    pointer_.now = glfwGetTime();
}

void Window::set_cursor(Ui::Cursor cursor) { glfwSetCursor(window_, cursors_[static_cast<int>(cursor)]); }

void Window::set_full_screen(bool on) {
    if (on == full_screen_) return;
    full_screen_ = on;
    if (on) {
        glfwGetWindowPos(window_, &windowed_x_, &windowed_y_);
        glfwGetWindowSize(window_, &windowed_.width, &windowed_.height);
        GLFWmonitor* monitor = glfwGetPrimaryMonitor();
        const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
        if (mode) glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        glfwSetWindowMonitor(window_, nullptr, windowed_x_, windowed_y_, windowed_.width, windowed_.height, 0);
    }
    frames_due = kFramesOfEvent;
}

void Window::frame(App& app) {
    prepare_scale(app);
    set_full_screen(app.ui().full_screen);
    read_pointer();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    int width = 0, height = 0;
    glfwGetWindowSize(window_, &width, &height);
    result_ = draw_frame(app, fonts_, regions_, memory_, pointer_,
                         {static_cast<float>(width) / scale_, static_cast<float>(height) / scale_});
    ImGui::Render();
    pointer_.wheel = pointer_.wheel_x = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    set_cursor(result_.cursor);
    glfwSwapBuffers(window_);
}

WindowPlace Window::place() const {
    WindowPlace place = windowed_;
    if (full_screen_) return place;
    glfwGetWindowSize(window_, &place.width, &place.height);
    place.maximised = glfwGetWindowAttrib(window_, GLFW_MAXIMIZED) != 0;
    return place;
}

}  // namespace loopscope::app
