#!/usr/bin/env bash
# The real window on a virtual display, by real keys and buttons: a teacher's ways through the app, end to end. The app
# tells its state in a file that LOOPSCOPE_TELLTALE names.
#
#   window.sh LOOPSCOPE
set -euo pipefail
binary=$1
if [[ -z ${LOOPSCOPE_INSIDE-} ]]; then
    export LOOPSCOPE_INSIDE=1
    # No repeated keys: on a slow machine one press would count several times. No reset when the last client leaves: what
    # connects in that moment (xdotool, letting go of the key that closed the app) would be turned away.
    exec xvfb-run -a -s "-screen 0 1600x900x24 -r -noreset" "$0" "$binary"
fi

folder=$(mktemp -d)
app=
trap '[[ -n $app ]] && kill "$app" 2>/dev/null; rm -rf "$folder"' EXIT
export XDG_CONFIG_HOME=$folder/config LOOPSCOPE_TELLTALE=$folder/state
mkdir "$folder/config" "$folder/lessons"
cat >"$folder/lessons/program.py" <<'PYTHON'
def count(n):
    while n:
        yield n
        n -= 1

for i in count(3):
    print(i)
PYTHON
cat >"$folder/lessons/lesson.json" <<'JSON'
{
  "format": "loopscope-scenario/1",
  "title": "Two ways",
  "runs": [
    {"name": "one", "program": ["import asyncio", "async def f(n):", "    await asyncio.sleep(n)", "    print(n)",
                                "async def main():", "    await asyncio.gather(f(1), f(2))", "asyncio.run(main())"]},
    {"name": "two", "program": ["import asyncio", "async def f(n):", "    await asyncio.sleep(n)", "    print(n)",
                                "async def main():", "    await f(1)", "    await f(2)", "asyncio.run(main())"]}
  ],
  "lesson": {"stops": [
    {"at": {"line": 3}, "say": "Both begin.", "ask": "Which is done first?", "choices": ["f(1)", "f(2)"], "answer": "f(1)"},
    {"at": {"line": 4}, "say": "The first is done."}]}
}
JSON
echo '{"format": "loopscope-scenario/1", "title": "Wrong", "proggram": ["print(1)"]}' >"$folder/lessons/wrong.json"

step=start
fail() {
    echo "window: $step: $1" >&2
    cat "$LOOPSCOPE_TELLTALE" >&2 || true
    cat "$folder/out" >&2 || true
    exit 1
}
# value NAME: of the state; wait_for NAME TEST VALUE: until it holds.
value() { sed -n "s/^$1 //p" "$LOOPSCOPE_TELLTALE" 2>/dev/null || true; }
wait_for() {
    for _ in $(seq 300); do
        if [[ -e $LOOPSCOPE_TELLTALE ]] && [ "$(value "$1")" "$2" "$3" ]; then return 0; fi
        sleep 0.1
    done
    fail "$1 is '$(value "$1")', wanted $2 $3"
}
# key [MODIFIER ...] KEY: the app draws between pressing and letting go.
key() {
    local last=${*: -1} held=("${@:1:$#-1}") i
    for i in "${held[@]}"; do xdotool keydown "$i"; done
    xdotool keydown "$last"
    sleep 0.1
    xdotool keyup "$last"
    for i in "${held[@]}"; do xdotool keyup "$i"; done
    sleep 0.15
}
# Types once a field has the focus.
typed_in_field() {
    wait_for typing = 1
    typed "$1"
}
typed() { xdotool type --delay 90 "$1"; sleep 0.2; }
click() {
    xdotool mousemove --window "$window" "$1" "$2"
    sleep 0.3
    xdotool mousedown 1; sleep 0.3; xdotool mouseup 1
    sleep 0.3
}
start() {
    rm -f "$LOOPSCOPE_TELLTALE"
    "$binary" "$@" >"$folder/out" 2>&1 &
    app=$!
    window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$app" --name Loopscope | head -n 1) || fail "no window"
    xdotool windowfocus "$window" || true
    for _ in $(seq 300); do [[ -e $LOOPSCOPE_TELLTALE ]] && return 0; sleep 0.1; done
    fail "no picture"
}
# Leaves by Ctrl+Q, with status 0.
leave() {
    key ctrl q
    for _ in $(seq 100); do kill -0 "$app" 2>/dev/null || break; sleep 0.1; done
    kill -0 "$app" 2>/dev/null && fail "does not close"
    local status=0
    wait "$app" || status=$?
    app=
    [[ $status == 0 ]] || fail "exit status $status"
}

step="open by argument, step, back"
start "$folder/lessons/program.py"
wait_for screen = 1
key Home
wait_for step = 0
key Right
wait_for step -gt 0
at=$(value step)
key Right
wait_for step -gt "$at"
at=$(value step)
key Left
wait_for step -lt "$at"
level=$(value level)
key l
wait_for level -ne "$level"
key space
wait_for playing = 1
key space
wait_for playing = 0
key End
wait_for step = $(($(value steps) - 1))
at=$(value step)
eval "$(xdotool getwindowgeometry --shell "$window")"
click 32 $((HEIGHT - 62))                # the transport's first button: to the beginning
wait_for step -lt "$at"
theme=$(value theme)
key ctrl t
wait_for theme -ne "$theme"
key ctrl plus
wait_for scale -gt 100
key ctrl 0
wait_for scale = 100

step="find"
key ctrl f
typed_in_field print
wait_for filter = print
at=$(value step)
key Return
wait_for step -gt "$at"
key Escape

step="breakpoint"
click 700 300
key F9
wait_for breakpoints = 1

step="edit, break it, undo, save"
key e
wait_for editing = 1
key ctrl End
typed "print('more')"
wait_for edited = 1
typed " ("
wait_for wrong = 1
key BackSpace; key BackSpace
wait_for wrong = 0
key ctrl s
wait_for edited = 0
grep -q "print('more')" "$folder/lessons/program.py" || fail "it was not saved"
key Escape
wait_for editing = 0

step="changes by others are followed"
steps=$(value steps)
sleep 1.2
printf "\nprint('and more')\n" >>"$folder/lessons/program.py"
wait_for steps -gt "$steps"

step="recover"
key e
wait_for editing = 1
key ctrl End
typed "print('unsaved')"
wait_for edited = 1
kill -KILL "$app"
wait "$app" 2>/dev/null || true
start
wait_for screen = 0
wait_for draft = 1
click $((WIDTH / 2 + 90)) $((HEIGHT - 99))
for _ in 1 2 3 4 5 6; do [[ $(value draft) == 0 ]] && break; click $((WIDTH / 2 + 90)) $((HEIGHT - 99)); done
wait_for draft = 0
wait_for editing = 1
leave

step="the file browser"
start
key ctrl o
wait_for overlay = 3
typed_in_field "$folder/lessons/lesson.json"
key Return
wait_for path = "$folder/lessons/lesson.json"
wait_for screen = 1

step="predict"
key alt 2
wait_for mode = 1
key Next
at=$(value step)
key Right
wait_for step = "$at"
key 1
wait_for answers = 1
sleep 0.3
key Return
wait_for step -gt "$at"
key Escape
wait_for mode = 0

step="be the loop"
key alt 4
wait_for mode = 3
at=$(value step)
for pick in 1 2 3 4 5 6 7 8 9; do key "$pick"; [[ $(value picks) -gt 0 ]] && break; done
wait_for picks -gt 0
wait_for step -ge "$at"
key Escape
wait_for mode = 0

step="handout and export"
# by_palette WORDS FILE: the command that these words find makes that file.
by_palette() {
    key ctrl p
    wait_for overlay = 2
    typed_in_field "$1"
    key Return
    wait_for overlay = 0
    for _ in $(seq 100); do [[ -s $2 ]] && return 0; sleep 0.1; done
    fail "$2 was not written"
}
by_palette "room for" "$folder/lessons/lesson-handout.md"
grep -q "Which is done first" "$folder/lessons/lesson-handout.md" || fail "the handout asks nothing"
[[ -s $folder/lessons/lesson-handout-2.png ]] || fail "the handout has no pictures"
by_palette "drawing" "$folder/lessons/lesson-step$(value step).svg"
tail -n 1 "$folder/lessons/lesson-step$(value step).svg" | grep -q "</svg>" || fail "the drawing has no end"
at=$(value step)
key Right
wait_for step -gt "$at"

step="compare"
key alt 3
wait_for mode = 2
key j
key Right; key Right
wait_for other_step -gt 0
key Escape
wait_for mode = 0
key Tab
wait_for run = 1

step="present"
key F6
wait_for presenter = 1
key b
wait_for blank = 1
key b
wait_for blank = 0
key Escape
wait_for presenter = 1
key F6
wait_for presenter = 0

step="save as one file"
key ctrl shift s
wait_for overlay = 3
wait_for typing = 1
key ctrl a
typed "copy.json"
key Return
wait_for path = "$folder/lessons/copy.json"
"$binary" run "$folder/lessons/copy.json" >/dev/null || fail "what was saved does not run"

step="the gallery and its search"
key ctrl g
wait_for screen = 0
key ctrl f
typed_in_field sleep
wait_for search = sleep
leave
[[ -s $XDG_CONFIG_HOME/loopscope/settings.json ]] || fail "no settings were written"

step="a file that cannot be used"
start "$folder/lessons/wrong.json"
wait_for screen = 2
leave
echo "window: all as it should be"
