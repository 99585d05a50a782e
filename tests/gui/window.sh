#!/usr/bin/env bash
# The real window on a virtual display: opens a program, steps by keys, changes level and theme, opens the file browser,
# and is closed by Ctrl+Q. The app tells its state in a file that LOOPSCOPE_TELLTALE names.
#
#   window.sh LOOPSCOPE
set -euo pipefail
binary=$1
if [[ -z ${LOOPSCOPE_INSIDE-} ]]; then
    export LOOPSCOPE_INSIDE=1
    exec xvfb-run -a -s "-screen 0 1280x800x24" "$0" "$binary"
fi

folder=$(mktemp -d)
trap 'kill "$app" 2>/dev/null || true; rm -rf "$folder"' EXIT
export XDG_CONFIG_HOME=$folder LOOPSCOPE_TELLTALE=$folder/state
cat >"$folder/program.py" <<'PYTHON'
def count(n):
    while n:
        yield n
        n -= 1

for i in count(3):
    print(i)
PYTHON

fail() {
    echo "window: $1" >&2
    cat "$folder/state" >&2 || true
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

"$binary" "$folder/program.py" >"$folder/out" 2>&1 &
app=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name Loopscope | head -n 1) || fail "no window"
xdotool windowfocus "$window" || true
wait_for screen = 1

# A key at a time: the app draws between them.
key() {
    xdotool keydown "$1"
    sleep 0.1
    xdotool keyup "$1"
    sleep 0.15
}
key Home
wait_for step = 0
key Right
key Right
wait_for step -gt 1
step=$(value step)
key Left
wait_for step -lt "$step"
level=$(value level)
key l
wait_for level -ne "$level"
theme=$(value theme)
xdotool keydown ctrl; key t; xdotool keyup ctrl
wait_for theme -ne "$theme"
key space
wait_for playing = 1
key space
wait_for playing = 0
key End
step=$(value step)

# The pointer: the transport's first button goes to the beginning (12 + 20 from the left, 62 from the bottom).
eval "$(xdotool getwindowgeometry --shell "$window")"
xdotool mousemove --window "$window" 32 $((HEIGHT - 62))
sleep 0.3
xdotool mousedown 1; sleep 0.15; xdotool mouseup 1
wait_for step -lt "$step"

# The gallery, and words in its search field.
xdotool keydown ctrl; key g; xdotool keyup ctrl
wait_for screen = 0
xdotool keydown ctrl; key f; xdotool keyup ctrl
sleep 0.5
xdotool type --delay 120 "sleep"
wait_for search = sleep

xdotool keydown ctrl; key q; xdotool keyup ctrl
for _ in $(seq 100); do
    kill -0 "$app" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$app" 2>/dev/null && fail "does not close"
status=0
wait "$app" || status=$?
[[ $status == 0 ]] || { cat "$folder/out" >&2; fail "exit status $status"; }
[[ -s $folder/loopscope/settings.json ]] || fail "no settings were written"
echo "window: all as it should be"
