# Keeps one long-running service alive, apart from whoever asked for it.
#
#   start DIR TERMS TERM SPEC  starts DIR/specs/SPEC; another specification is stopped first;
#                              prints `supervised SPEC` or `stale_term N`
#   stop DIR TERMS TERM [SPEC] stops what runs, unless it runs SPEC; prints `stopped` or
#                              `stale_term N`
#   forget DIR SPEC            removes all definitions but SPEC: environments hold secrets
#   reload DIR                 HUP to whoever handles it; prints `reloaded` or `unhandled`
#   status DIR                 prints `absent`, or `STATE SPEC PID UPTIME-MS STARTS`
#
# States: running ⇄ crashed (waits to be started again) → stopped. Files of DIR:
# specs/SPEC/{command,env,directory,stop_ms,log_limit} (the controller's); claim.N pid.N stop.N
# starts log (made here). One supervisor per DIR: the holder of the highest claim.N, made by an
# atomic `ln -s` with the text `PID START BOOT SPEC`; the claim of a dead holder is followed by
# N+1. Marks carry N, so that a late request never meets a later supervisor.

# Sets `claim` (its number), `holder` and `held` (the specification) from the highest claim.
read_claim() {
  claim=0
  for mark in "$dir"/claim.*; do
    [ -L "$mark" ] || continue
    [ "${mark##*.}" -le "$claim" ] || claim=${mark##*.}
  done
  [ "$claim" -gt 0 ] && holder=$(link_text "$dir/claim.$claim") || return 1
  held=${holder##* }
}

# Whether a supervisor is at work.
# shellcheck disable=SC2086
supervised() { read_claim && alive $holder; }

# Whether the service of claim $1 runs; sets pid.
service_alive() {
  pid=0
  [ -e "$dir/pid.$1" ] && read -r pid since epoch <"$dir/pid.$1" &&
    alive "$pid" "$since" "$epoch"
}

# Sets stop_ms to the time that specification $1 gives its service to stop.
read_stop_time() {
  read_number "$dir/specs/$1/stop_ms" 10000
  stop_ms=$number
}

# Ends services of claims lower than $1, whose supervisors were killed, and their marks.
end_former() {
  for former in "$dir"/pid.*; do
    [ -e "$former" ] && [ "${former##*.}" -lt "$1" ] || continue
    ! service_alive "${former##*.}" || end_group "$pid" "$stop_ms"
    rm -f "$former"
  done
  for former in "$dir"/claim.* "$dir"/stop.*; do
    [ "${former##*.}" = '*' ] || [ "${former##*.}" -ge "$1" ] || rm -f "$former"
  done
}

# Takes the claim or ends. Who finds a higher claim than its own came too late.
take_claim() {
  while :; do
    ! supervised || exit 0
    next=$((claim + 1))
    ln -s "$(identity $$) $spec" "$dir/claim.$next" 2>/dev/null || continue
    read_claim
    if [ "$claim" -eq "$next" ]; then
      mine=$next
      return
    fi
    rm -f "$dir/claim.$next"
  done
}

# Becomes the service's process. It first says who it is and then looks at the claim, while a
# new supervisor first claims and then looks who is there: one of the two sees the other.
body() {
  here=$dir/specs/$spec
  read -r place <"$here/directory" || exit 126
  identity $$ >"$dir/new.$mine" && mv "$dir/new.$mine" "$dir/pid.$mine" || exit 126
  read_claim
  [ "$claim" -eq "$mine" ] || exit 126
  # A stop before this session was there had no group to signal, but left its mark first.
  [ ! -e "$dir/stop.$mine" ] || exit 143
  printf '%s %s %s\n' "$(date +%s)" "$$" "$spec" >>"$dir/starts"
  # Whoever waits for the first start reads to the end of this output.
  exec >>"$dir/log"
  # shellcheck disable=SC1091
  [ ! -s "$here/env" ] || . "$here/env"
  umask 022
  mkdir -p "$place" && cd "$place" || exit 126
  exec "$shell" "$here/command"
}

# Rotates the log by copy and truncation, so that its writers need not open it again. Keeps
# three older ones; ends with the supervisor `$1`.
rotate() {
  # Not by a redirection of the call, which would keep the old output open beside the new one.
  exec </dev/null >/dev/null 2>&1
  sleeper=
  trap 'kill -s KILL "$sleeper" 2>/dev/null; exit 0' TERM
  while :; do
    sleep 3 &
    sleeper=$!
    wait "$sleeper"
    # shellcheck disable=SC2086
    alive $1 || exit 0
    [ -e "$dir/log" ] && [ "$(($(wc -c <"$dir/log")))" -gt "$2" ] || continue
    for age in 2 1; do
      [ ! -e "$dir/log.$age" ] || mv "$dir/log.$age" "$dir/log.$((age + 1))"
    done
    cp "$dir/log" "$dir/log.1" && : >"$dir/log"
  done
}

# Whether this supervisor shall end.
ending() { [ -n "$terminated" ] || [ -e "$dir/stop.$mine" ]; }

# Waits $1 ms, the first short wait in one sleep, or until the end is asked for.
pause() {
  if [ "$1" -le 200 ] && sleep 0.2 2>/dev/null; then return; fi
  waited=0
  while [ "$waited" -lt "$1" ] && ! ending; do nap; done
}

# Ends the service at once, wherever the main flow is: a mark alone could come just before it
# begins to wait.
on_term() {
  terminated=yes
  [ -z "$mine" ] || : >"$dir/stop.$mine"
  [ -z "$child" ] || end_group "$child" "$stop_ms"
}

# Waits for the child's end. With the leader its whole group ends, for what it leaves behind
# would hold its ports.
await() {
  while :; do
    ! ending || end_group "$child" "$stop_ms"
    wait "$child" 2>/dev/null
    runs "$child" || break
  done
  ! group_alive "$child" || end_group "$child" 1000
  child=
}

now() { date +%s; }

# Starts the service again and again: 200 ms after its end, twice as long each time up to 30 s,
# and 200 ms again after it lived for 10 s.
keep_alive() {
  delay=200
  until ending; do
    born=$(now)
    own_session "$shell" "$me" body "$dir" "$spec" "$mine" </dev/null 2>>"$dir/log" &
    child=$!
    # Only the body still holds the output of the first start's caller.
    exec >/dev/null 2>&1
    await
    [ $(($(now) - born)) -lt 10 ] || delay=200
    pause "$delay"
    delay=$((delay * 2))
    [ "$delay" -le 30000 ] || delay=30000
  done
}

runner() {
  cd / || exit 1
  terminated=
  mine=
  child=
  read_stop_time "$spec"
  trap on_term TERM
  trap : HUP
  take_claim
  end_former "$mine"
  read_number "$dir/specs/$spec/log_limit" 10485760
  self=$(identity $$)
  rotate "$self" "$number" &
  rotator=$(identity $!)
  keep_alive
  rm -f "$dir/pid.$mine"
  end_subshell "$rotator"
}

# Ends supervisor and service of the highest claim, unless the claim holds specification $1.
end_claimed() {
  read_claim && [ "$held" != "$1" ] || return 0
  : >"$dir/stop.$claim"
  read_stop_time "$held"
  # shellcheck disable=SC2086
  if alive $holder; then
    kill -s TERM "${holder%% *}" 2>/dev/null
    while alive $holder; do nap; done
  fi
  # Its supervisor was killed: the service is ours to end.
  ! service_alive "$claim" || end_group "$pid" "$stop_ms"
  rm -f "$dir/pid.$claim"
}

# Waits until the claim's service was started once, for a start that another one made.
await_launch() {
  waited=0
  while supervised && [ ! -e "$dir/pid.$claim" ] && [ "$waited" -lt 10000 ]; do nap; done
}

start() {
  admit_term "$1" "$2" || return 0
  tries=0
  while [ "$tries" -lt 20 ]; do
    if supervised && [ ! -e "$dir/stop.$claim" ]; then
      if [ "$held" = "$spec" ]; then
        await_launch
        echo "supervised $spec"
        return
      fi
      end_claimed "$spec"
    elif supervised; then
      nap
    else
      launched=$(own_session "$shell" "$me" runner "$dir" "$spec" </dev/null 2>&1 &)
      # Where no supervisor comes to be, this is not repeated without end.
      tries=$((tries + 1))
    fi
  done
  echo "unsupervised ${launched:-}"
}

stop() {
  admit_term "$1" "$2" || return 0
  end_claimed "${3:-none}"
  echo stopped
}

# Whether process $1 handles HUP: the lowest bit of the mask of caught signals.
handles_hangup() {
  while read -r key mask; do
    [ "$key" = SigCgt: ] || continue
    case $mask in *[13579bdf]) return 0 ;; *) return 1 ;; esac
  done 2>/dev/null <"/proc/$1/status"
  return 1
}

# The leader of the service may be the shell that runs its command and that HUP would end: who
# does not handle it is spared, and its children are asked.
reload() {
  reloaded=unhandled
  if read_claim && service_alive "$claim"; then
    if handles_hangup "$pid"; then
      kill -s HUP "$pid" && reloaded=reloaded
    else
      for process in /proc/[0-9]*; do
        process=${process#/proc/}
        runs "$process" && [ "$stat_parent" = "$pid" ] && handles_hangup "$process" &&
          kill -s HUP "$process" && reloaded=reloaded
      done
    fi
  fi
  echo "$reloaded"
}

# Sets uptime to the ms since start time stat_start, which counts hundredths since the boot.
read_uptime() {
  read -r uptime _ </proc/uptime
  uptime=$(((${uptime%.*}${uptime#*.} - stat_start) * 10))
}

status() {
  if ! read_claim; then
    echo absent
    return
  fi
  count=0
  [ ! -e "$dir/starts" ] || count=$(($(wc -l <"$dir/starts")))
  word=crashed
  [ ! -e "$dir/stop.$claim" ] || word=stopped
  uptime=0
  if service_alive "$claim"; then
    word=running
    read_uptime
  fi
  echo "$word $held $pid $uptime $count"
}

forget() {
  for other in "$dir"/specs/*; do
    [ "${other##*/}" = "$1" ] || rm -rf "$other"
  done
}

verb=$1
dir=$2
shift 2
case $verb in
start)
  spec=$3
  start "$@"
  ;;
runner)
  spec=$1
  runner
  ;;
body)
  spec=$1
  mine=$2
  body
  ;;
stop) stop "$@" ;;
forget) forget "$@" ;;
reload) reload ;;
status) status ;;
*) exit 64 ;;
esac
