// The lesson: views, bookmarks and the teacher's stops.
#include <algorithm>

#include "scenario/loader.h"

namespace loopscope::scenario {

namespace {

class LessonReader {
public:
    LessonReader(Checker& check, const Scenario& scenario, std::span<const std::string_view> event_kinds)
        : check_(check), scenario_(scenario), event_kinds_(event_kinds) {}

    void read(const Node& node, Lesson& lesson) {
        if (!check_.object(node, Shape::Lesson)) return;
        if (auto views = check_.member(node, "views")) {
            check_.items(*views, [&](const Node& item) { read_view(item, lesson.views); });
        }
        if (auto bookmarks = check_.member(node, "bookmarks")) {
            check_.items(*bookmarks, [&](const Node& item) { read_bookmark(item, lesson.bookmarks.emplace_back()); });
        }
        if (auto stops = check_.member(node, "stops")) {
            check_.items(*stops, [&](const Node& item) { read_stop(item, lesson.stops.emplace_back()); });
        }
    }

private:
    void read_view(const Node& node, std::vector<std::string>& views) {
        std::string view;
        if (!check_.word(node, view_names(), "view", view)) return;
        if (std::find(views.begin(), views.end(), view) != views.end()) check_.fail(node, "named twice");
        views.push_back(view);
    }

    void read_bookmark(const Node& node, Bookmark& bookmark) {
        if (!check_.object(node, Shape::Bookmark)) return;
        read_place(node, bookmark.at);
        read_run_name(node, bookmark.run);
        if (auto say = check_.member(node, "say")) check_.string(*say, bookmark.say);
    }

    void read_stop(const Node& node, Stop& stop) {
        if (!check_.object(node, Shape::Stop)) return;
        read_place(node, stop.at);
        read_run_name(node, stop.run);
        const auto text = [&](std::string_view key, std::string& to) {
            if (auto value = check_.member(node, key)) check_.string(*value, to);
        };
        text("say", stop.say);
        text("notes", stop.notes);
        text("ask", stop.ask);
        text("answer", stop.answer);
        const auto ask = check_.member(node, "ask");
        const auto choices = check_.member(node, "choices");
        const auto answer = check_.member(node, "answer");
        if (choices) read_choices(*choices, stop.choices);
        if (!ask && choices)
            check_.fail(*choices, "choices without a question: 'ask' is missing");
        else if (!ask && answer)
            check_.fail(*answer, "an answer without a question: 'ask' is missing");
        if (!choices || !answer || answer->json->kind != Json::Kind::String) return;
        if (std::find(stop.choices.begin(), stop.choices.end(), stop.answer) == stop.choices.end()) {
            check_.fail(*answer, "not one of the choices");
        }
    }

    void read_choices(const Node& node, std::vector<std::string>& choices) {
        check_.items(node, [&](const Node& item) {
            std::string choice;
            if (!check_.non_empty(item, choice)) return;
            if (std::find(choices.begin(), choices.end(), choice) != choices.end()) check_.fail(item, "named twice");
            choices.push_back(choice);
        });
        if (choices.size() < 2 && node.json->items.size() < 2) check_.fail(node, "must have at least two");
    }

    void read_run_name(const Node& object, std::string& to) {
        auto node = check_.member(object, "run");
        if (!node || !check_.non_empty(*node, to) || scenario_.find_run(to)) return;
        std::vector<std::string_view> names;
        for (const Run& run : scenario_.runs) names.push_back(run.name);
        check_.word(*node, names, "run", to);
    }

    void read_place(const Node& object, Place& place) {
        auto node = check_.member(object, "at");
        if (!node) {
            check_.fail_missing(object, "at", "such as {\"line\": 7, \"hit\": 2}, {\"step\": 40} or {\"time\": 1.5}");
            return;
        }
        if (!check_.object(*node, Shape::Place)) return;
        const auto line = check_.member(*node, "line");
        const auto step = check_.member(*node, "step");
        const auto time = check_.member(*node, "time");
        const auto event = check_.member(*node, "event");
        const auto hit = check_.member(*node, "hit");
        if (line.has_value() + step.has_value() + time.has_value() + event.has_value() != 1) {
            check_.fail(*node, "must have one of 'line', 'step', 'time' and 'event'");
        }
        if (line) read_number(*line, Place::Kind::Line, 1, place);
        if (step) read_number(*step, Place::Kind::Step, 0, place);
        if (time) {
            place.kind = Place::Kind::Time;
            check_.seconds(*time, place.time);
        }
        if (event) read_event(*event, place);
        if (!hit) return;
        double number = 0;
        if (step || time) check_.fail(*hit, "only a line or an event can be met more than once");
        if (check_.whole(*hit, 1, kMaxStep, number)) place.hit = static_cast<std::uint64_t>(number);
    }

    void read_number(const Node& node, Place::Kind kind, double from, Place& place) {
        double number = 0;
        place.kind = kind;
        if (check_.whole(node, from, kMaxStep, number)) place.number = static_cast<std::uint64_t>(number);
    }

    void read_event(const Node& node, Place& place) {
        place.kind = Place::Kind::Event;
        read_event_kind(check_, node, event_kinds_, place.event);
    }

    Checker& check_;
    const Scenario& scenario_;
    std::span<const std::string_view> event_kinds_;
};

}  // namespace

void read_event_kind(Checker& check, const Node& node, std::span<const std::string_view> kinds, std::string& to) {
    if (kinds.empty())
        check.non_empty(node, to);
    else
        check.word(node, kinds, "event", to);
}

void read_lesson(Checker& check, const Node& node, const Scenario& scenario, std::span<const std::string_view> event_kinds,
                 Lesson& lesson) {
    LessonReader(check, scenario, event_kinds).read(node, lesson);
}

}  // namespace loopscope::scenario
