#!/bin/bash
# Runs one command inside the lab kernel and gives back its output and exit code.
#
#   run-in-lab.sh [-t SECONDS] [-m MEMORY] [-w FOLDER]... [-T] [-v] KERNEL COMMAND [ARGUMENT...]
#
#   -t SECONDS   the command's time limit (default 120); over it: exit code 124. A kernel that hangs is ended 15 s later: 125
#   -m MEMORY    memory of the lab (default 1G; it is a sparse file, only touched pages count)
#   -w FOLDER    a host folder the command may write; all else it writes is memory and gone afterwards
#   -T           virtual time: the kernel's clock jumps over every idle wait and computing takes none. -t counts virtual seconds then,
#                so give a large one; the real limit is that number too, capped at 600
#   -v           kernel messages on stderr (otherwise they are shown only when the lab fails)
#
# The command sees the host's files at their own paths (hostfs below a memory overlay), starts in the current folder with
# the current environment, stdin empty, and has its own /proc /sys /dev /run, loopback network and udev if installed.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
limit=120 memory=1G writable='' travel='' verbose=''
while getopts 't:m:w:Tv' option; do
  case $option in
    t) limit=$OPTARG ;; m) memory=$OPTARG ;; T) travel=time-travel=inf-cpu ;; v) verbose=1 ;;
    w) writable+=${writable:+:}$(cd "$OPTARG" && pwd -P) || exit 2 ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -ge 2 ] || { sed -n '4p' "$0" >&2; exit 2; }
kernel=$1; shift
[ -x "$kernel" ] || { echo "run-in-lab: no kernel at $kernel (build-kernel.sh makes one)" >&2; exit 2; }

# The lab's memory is a file. Containers often give /dev/shm 64 MB, and a lab that finds no room dies of a bus error.
memory_folder=${LAB_MEMORY_DIR:-/dev/shm}
room=$(df --output=avail -k "$memory_folder" 2>/dev/null | tail -1)
[ -n "${LAB_MEMORY_DIR:-}" ] || [ "${room:-0}" -ge 1200000 ] || memory_folder=${TMPDIR:-/tmp}

run=$(mktemp -d "${TMPDIR:-/tmp}/lab.XXXXXX") || exit 2
uml=''
finish() {
  if [ -n "$uml" ]; then kill -TERM -- "-$uml" 2>/dev/null && sleep 0.2 && kill -KILL -- "-$uml" 2>/dev/null; fi
  rm -rf "$run"
}
trap finish EXIT
trap 'exit 130' INT TERM

# The second stage, run after the root is in place. Output goes through cat: the command sees pipes, the terminal stays raw.
{
  printf 'export LAB=1 LAB_DIR=%q\n' "$run"
  cat <<'SESSION'
stty -F /dev/tty0 raw 2>/dev/null; stty -F /dev/tty1 raw 2>/dev/null
ip link set lo up
ip address add 192.0.2.1/32 dev lo          # with loopback addresses only, glibc's AI_ADDRCONFIG finds no host at all (ser2net asks so)
udevd=; for udevd in /lib/systemd/systemd-udevd /usr/lib/systemd/systemd-udevd /sbin/udevd; do [ -x $udevd ] && break; udevd=; done
if [ -n "$udevd" ]; then
  $udevd --daemon >/dev/null 2>&1
  udevadm trigger --action=add --subsystem-match=usb >/dev/null 2>&1
  udevadm settle --timeout=10 >/dev/null 2>&1
fi
mkfifo /run/lab-out /run/lab-err
cat </run/lab-out >/dev/tty0 & out=$!
cat </run/lab-err >/dev/tty1 & err=$!
bash "$LAB_DIR/command" </dev/null >/run/lab-out 2>/run/lab-err
echo $? >"$LAB_DIR/code"
# A background process the command left behind may still hold the pipes: wait for the readers, but not for ever.
( sleep 2; kill $out $err ) 2>/dev/null &
wait $out $err 2>/dev/null
sync
stty -F /dev/tty0 raw 2>/dev/null
echo o >/proc/sysrq-trigger
sleep 5
SESSION
} > "$run/session"
{
  # A page fault costs 50 to 170 microseconds here: memory once had is better kept than given back.
  echo 'export MALLOC_TRIM_THRESHOLD_=1000000000 MALLOC_MMAP_THRESHOLD_=1000000000 MALLOC_TOP_PAD_=16000000'
  export -p | grep -v -E '^declare -[a-z-]+ (OLDPWD|PWD|SHLVL|TMPDIR|_)(=|$)'
  printf 'cd %q || exit 126\n' "$PWD"
  printf 'exec timeout --kill-after=5 %q' "$limit"; printf ' %q' "$@"; printf '\n'
} > "$run/command"
cp "$here/lab-init" "$run/init"

# One CPU for the whole lab: UML switches host processes at every system call and page fault, and across CPUs each switch costs
# a wake-up (measured: 3 times slower). Labs that run side by side get different CPUs by chance.
mapfile -t cpus < <(taskset -cp $$ | sed 's/.*: //' | tr ',' '\n' | awk -F- '{ for (i = $1; i <= ($2 == "" ? $1 : $2); i++) print i }')
set -m
taskset -c "${cpus[RANDOM % ${#cpus[@]}]}" env -i PATH="$PATH" HOME="$run" TMPDIR="$memory_folder" "$kernel" \
  mem="$memory" root=none rootfstype=hostfs rootflags=/ ro init="$run/init" LAB_DIR="$run" LAB_WRITABLE="$writable" \
  con=null con0=null,fd:3 con1=null,fd:4 console=tty2 con2=null,fd:1 panic=-1 hostname=lab $travel \
  3>&1 4>&2 >"$run/kernel.log" 2>&1 </dev/null &
uml=$!
set +m
real=$limit
[ -z "$travel" ] || [ "$real" -lt 600 ] || real=600
started=$SECONDS
deadline=$((started + real + 15))
while kill -0 "$uml" 2>/dev/null && [ $SECONDS -lt $deadline ]; do sleep 0.05; done
hung=''
kill -0 "$uml" 2>/dev/null && hung=1
[ -n "$hung" ] || { wait "$uml"; uml=''; } 2>/dev/null
[ -z "$verbose" ] || cat "$run/kernel.log" >&2
if [ -n "$hung" ]; then
  echo "run-in-lab: the lab kernel did not stop within $((real + 15)) s and was ended" >&2
  tail -20 "$run/kernel.log" >&2
  exit 125
fi
if [ ! -s "$run/code" ]; then
  echo "run-in-lab: the lab ended without running the command to its end; kernel messages:" >&2
  tail -30 "$run/kernel.log" >&2
  exit 125
fi
code=$(cat "$run/code")
# timeout(1) says 137 when the command did not end on TERM and was killed.
[ "$code" -ne 137 ] || [ $((SECONDS - started)) -lt "$limit" ] || code=124
[ "$code" -ne 124 ] || echo "run-in-lab: the command ran over its limit of $limit s and was ended" >&2
exit "$code"
