quit_desk() { kill -TERM $(cat /tmp/w10/desk.pid); for i in $(seq 80); do kill -0 $(cat /tmp/w10/desk.pid) 2>/dev/null || break; sleep .1; done; }
waitwin() { for i in $(seq 200); do W=$(xdotool search --onlyvisible --name Switchboard 2>/dev/null|head -1); [ -n "$W" ] && return; sleep .03; done; }
