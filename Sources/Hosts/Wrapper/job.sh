# Durable jobs. `start` returns at once; the job goes on in a session of its own. A directory's
# job runs at most once: the claim is an atomic `ln -s` that nobody ever takes over.
#
#   start DIR TERMS TERM   starts it unless it was; prints `started` or `stale_term N`
#   status DIR             prints `absent`, `running`, `lost` or `ended STATUS REASON`
#   cancel DIR             TERM to the job's group, KILL after its grace
#   sweep JOBS MINUTES     removes jobs that ended longer ago
#   admit TERMS TERM       refuses lower terms from now on; prints `admitted` or `stale_term N`
#
# Files of DIR: script env stdin directory deadline grace (written by the controller; deadline
# in seconds, grace in ms); claim body stdout stderr overdue cancel exit (written here). `exit`
# holds `STATUS REASON`, the reason one of exited, deadline, cancelled; it appears by rename.

write_exit() {
  printf '%s %s\n' "$1" "$2" >"$dir/exit.$$"
  mv "$dir/exit.$$" "$dir/exit"
}

# Becomes the job's process; says first who it is, so that nobody need be told by its parent.
# The environment comes from a file, never from a command line.
body() {
  identity $$ >"$dir/body.$$" && mv "$dir/body.$$" "$dir/body" || exit 126
  # A cancel before this session was there had no group to signal, but left its mark first.
  [ ! -e "$dir/cancel" ] || exit 143
  read -r place <"$dir/directory" || exit 126
  exec <"$dir/stdin" >>"$dir/stdout" 2>>"$dir/stderr"
  # shellcheck disable=SC1091
  [ ! -s "$dir/env" ] || . "$dir/env"
  umask 022
  mkdir -p "$place" && cd "$place" || exit 126
  exec "$shell" "$dir/script"
}

# Holds the deadline of $1 seconds on process $2 with start time $3, also when the runner is
# gone. Looks every few seconds whether there is still something to hold.
watch() {
  sleeper=
  trap 'kill -s KILL "$sleeper" 2>/dev/null; exit 0' TERM
  left=$1
  while [ "$left" -gt 0 ]; do
    part=5
    [ "$left" -ge "$part" ] || part=$left
    sleep "$part" &
    sleeper=$!
    wait "$sleeper"
    alive "$2" "$3" "$boot" || exit 0
    left=$((left - part))
  done
  trap '' TERM
  : >"$dir/overdue"
  end_group "$2" "$grace"
}

# Ends the group on a request; the runner's main flow then sees the job's end.
on_cancel() {
  [ -z "$child" ] || end_group "$child" "$grace"
}

# `wait` returns early on a signal: waits until the child is really gone.
await() {
  while :; do
    wait "$child"
    status=$?
    runs "$child" || break
  done
}

runner() {
  cd / || exit 1
  child=
  read_number "$dir/grace" 10000
  grace=$number
  trap on_cancel TERM
  trap : HUP
  ln -s "$(identity $$)" "$dir/claim" 2>/dev/null || exit 0
  # Whoever waits for the claim reads to the end of this output.
  exec >/dev/null 2>&1
  if [ -e "$dir/cancel" ]; then
    write_exit 143 cancelled
    exit 0
  fi
  : >>"$dir/stdout"
  : >>"$dir/stderr"
  own_session "$shell" "$me" body "$dir" </dev/null >/dev/null 2>&1 &
  child=$!
  watcher=
  read_number "$dir/deadline" 0
  if [ "$number" -gt 0 ] && read_stat "$child"; then
    watch "$number" "$child" "$stat_start" </dev/null >/dev/null 2>&1 &
    watcher=$(identity $!)
  fi
  # A cancel between the mark above and `child` met a runner that knew no child.
  [ ! -e "$dir/cancel" ] || on_cancel
  await
  reason=exited
  [ ! -e "$dir/overdue" ] || reason=deadline
  [ ! -e "$dir/cancel" ] || reason=cancelled
  # The watcher may be killing what is left of the group: the job ends after it.
  [ ! -e "$dir/overdue" ] || wait
  rm -f "$dir/env" "$dir/stdin"
  write_exit "$status" "$reason"
  [ -e "$dir/overdue" ] || end_subshell "$watcher"
}

# Whether the body runs on although its runner was killed; sets body_pid.
body_alive() {
  [ -e "$dir/body" ] && read -r body_pid body_start body_boot <"$dir/body" &&
    alive "$body_pid" "$body_start" "$body_boot"
}

print_end() {
  [ -e "$dir/exit" ] && read -r code reason <"$dir/exit" && echo "ended $code $reason"
}

status() {
  ! print_end || return 0
  if ! claim=$(link_text "$dir/claim"); then
    echo absent
    return
  fi
  # shellcheck disable=SC2086
  if alive $claim || body_alive; then
    echo running
  else
    # The runner may have written it between the two looks.
    print_end || echo lost
  fi
}

cancel() {
  [ -d "$dir" ] || return 0
  : >"$dir/cancel"
  claim=$(link_text "$dir/claim") || return 0
  # shellcheck disable=SC2086
  if alive $claim; then
    kill -s TERM "${claim%% *}" 2>/dev/null
  elif body_alive; then
    read_number "$dir/grace" 10000
    end_group "$body_pid" "$number"
  fi
}

start() {
  admit_term "$1" "$2" || return 0
  if [ ! -e "$dir/exit" ] && [ ! -L "$dir/claim" ]; then
    # Ends when the runner has claimed or found that another one has.
    claimed=$(own_session "$shell" "$me" runner "$dir" </dev/null 2>&1 &)
  fi
  if [ -L "$dir/claim" ]; then echo started; else echo "not started ${claimed:-}"; fi
}

sweep() {
  find "$dir" -mindepth 2 -maxdepth 2 -name exit -mmin "+$1" 2>/dev/null |
    while IFS= read -r ended; do rm -rf "${ended%/exit}"; done
}

verb=$1
dir=$2
shift 2
case $verb in
start) start "$@" ;;
runner) runner ;;
body) body ;;
status) status ;;
cancel) cancel ;;
sweep) sweep "$@" ;;
admit) ! admit_term "$dir" "$1" || echo admitted ;;
*) exit 64 ;;
esac
