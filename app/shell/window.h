// Window: GLFW and OpenGL behind the app's frames: events in, pictures out, asleep while nothing happens.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "app/keys.h"
#include "app/shell/settings.h"
#include "app/views/frame.h"

struct GLFWwindow;
struct GLFWcursor;

namespace loopscope::app {

class Window {
public:
    // problem: why there is no window.
    bool create(const WindowPlace& place, std::string& problem);
    ~Window();
    Window() = default;
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool closing() const;
    void wait(double seconds);  // for events; at most that long
    void frame(App& app);
    void wake();  // from any thread
    WindowPlace place() const;
    double wanted_wake() const { return result_.wake; }
    bool typing() const { return result_.typing; }  // a text field has the focus
    // After an event the picture needs some frames to settle, one that comes while these are drawn included.
    static constexpr int kFramesOfEvent = 4;
    int frames_due = kFramesOfEvent;

    std::vector<std::string> dropped;  // files, taken by the app
    // Keys and typed text in the order in which they came. A typed letter comes twice: as a key, and as text.
    struct Input {
        KeyPress press;
        std::string typed;
    };
    std::vector<Input> inputs;

private:
    void prepare_scale(App& app);
    void read_pointer();
    void set_cursor(Ui::Cursor cursor);
    void set_full_screen(bool on);
    static void on_key(GLFWwindow*, int, int, int, int);
    static void on_char(GLFWwindow*, unsigned);
    static void on_scroll(GLFWwindow*, double, double);
    static void on_drop(GLFWwindow*, int, const char**);
    static void on_move(GLFWwindow*, double, double);
    static void on_button(GLFWwindow*, int, int, int);

    GLFWwindow* window_ = nullptr;
    GLFWcursor* cursors_[5] = {};
    FontFiles files_;
    Fonts fonts_;
    Regions regions_;
    UiMemory memory_;
    Pointer pointer_;
    FrameResult result_;
    float scale_ = 0, content_scale_ = 1;
    bool backends_ = false, full_screen_ = false, typing_ = false;
    WindowPlace windowed_;
    int windowed_x_ = 100, windowed_y_ = 100;
};

}  // namespace loopscope::app
