# Shared by the wrappers of jobs and services. POSIX sh on Linux: dash and busybox ash run it.
# A process is known by `pid start-time boot-id`, so that a reused pid is never mistaken for it.

umask 077
me=$0
PATH=${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}
export PATH
# Absolute, for the environment of a job or service may bring another path.
shell=$(command -v sh)
boot=unknown
if [ -r /proc/sys/kernel/random/boot_id ]; then
  read -r boot </proc/sys/kernel/random/boot_id
fi

# Reads /proc/$1/stat: sets stat_state, stat_parent, stat_group and stat_start, or fails.
read_stat() {
  { read -r stat_line <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The name in parentheses may hold blanks: what follows the last `)` is regular.
  # shellcheck disable=SC2086
  set -- ${stat_line##*) }
  [ $# -ge 20 ] || return 1
  stat_state=$1
  stat_parent=$2
  stat_group=$3
  shift 19
  stat_start=$1
}

# Prints the identity of process $1.
identity() {
  read_stat "$1" || return 1
  printf '%s %s %s\n' "$1" "$stat_start" "$boot"
}

# Whether process $1 runs. A zombie does not: `kill -0` would say it does.
runs() {
  read_stat "$1" && [ "$stat_state" != Z ] && [ "$stat_state" != X ]
}

# Whether the process `$1 $2 $3` (pid, start time, boot) runs.
alive() {
  [ -n "$1" ] && [ "$3" = "$boot" ] && runs "$1" && [ "$stat_start" = "$2" ]
}

# Whether any process of group $1 runs. Where the group cannot be signalled it is gone, which
# saves looking at all processes; where it can, it may still be zombies only.
group_alive() {
  kill -0 "-$1" 2>/dev/null || return 1
  for stat_file in /proc/[0-9]*; do
    runs "${stat_file#/proc/}" && [ "$stat_group" = "$1" ] && return 0
  done
  return 1
}

# Sends signal $1 to group $2. The one form that every shell takes: busybox knows no `--` here,
# dash no group after `-s NAME`.
signal_group() { kill "-$1" "-$2" 2>/dev/null; }

# Sleeps 50 ms, or a second where sleep takes no fractions, and adds it to `waited`.
nap() {
  if sleep 0.05 2>/dev/null; then
    waited=$((waited + 50))
  else
    sleep 1
    waited=$((waited + 1000))
  fi
}

# TERM to group $1, KILL to what is left of it after $2 ms; returns when none of it runs.
end_group() {
  signal_group TERM "$1"
  waited=0
  while group_alive "$1"; do
    [ "$waited" -lt "$2" ] || signal_group KILL "$1"
    nap
  done
}

# TERM to the subshell of identity $1 until it is gone. Once would not do: a subshell that was
# only just forked forgets a signal that came before it set its trap.
end_subshell() {
  # shellcheck disable=SC2086
  while alive $1; do
    kill "${1%% *}" 2>/dev/null
    nap
  done
}

# Prints the text of symbolic link $1 (readlink is not everywhere).
link_text() {
  [ -L "$1" ] || return 1
  link_line=$(ls -ld "$1" 2>/dev/null) || return 1
  printf '%s\n' "${link_line##* -> }"
}

# Sets `number` to the first word of file $1, or to $2 if there is no such file.
read_number() {
  number=$2
  [ ! -e "$1" ] || read -r number _ <"$1"
}

# Becomes its arguments in a session of their own. Called in a background subshell, which leads
# no process group, so the pid stays the one that `$!` told.
own_session() {
  if command -v setsid >/dev/null 2>&1; then
    exec setsid "$@"
  elif command -v busybox >/dev/null 2>&1; then
    exec busybox setsid "$@"
  fi
  exec perl -e 'use POSIX; POSIX::setsid(); exec @ARGV' "$@"
}

# Refuses a lease term $2 lower than the highest one that was seen in directory $1: prints
# `stale_term HIGHEST` and fails. The marks, files named by their term, only ever go up: who
# finds a higher one after making its own is refused too, so no lock is needed.
admit_term() {
  [ -d "$1" ] || mkdir -p "$1" || return 1
  [ -e "$1/$2" ] || : >"$1/$2" || return 1
  for term_mark in "$1"/*; do
    seen=${term_mark##*/}
    if [ "$seen" -gt "$2" ]; then
      rm -f "$1/$2"
      echo "stale_term $seen"
      return 1
    fi
    [ "$seen" -eq "$2" ] || rm -f "$term_mark"
  done
}
