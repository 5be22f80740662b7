# shellcheck shell=bash
# Starts a virtual machine, talks to it, and ends it. Sourced by vm.

vm_names() {
  local dir
  for dir in "$VMS"/*/; do [ ! -d "$dir" ] || basename "$dir"; done
}

vm_state() {
  local dir=$VMS/$1
  if remembered "$dir/owner" >/dev/null; then
    echo starting
  elif [ -e "$dir/keeper" ] && ! remembered "$dir/keeper" >/dev/null; then
    echo orphan
  elif remembered "$dir/qemu" >/dev/null; then
    echo up
  else
    echo off
  fi
}

alive() {
  [ -d "$VMS/$1" ] || die "no such machine: $1 (vm list shows them)"
  remembered "$VMS/$1/qemu" >/dev/null || die "$1 has no power (vm start $1)"
}

# ssh_to NAME USER OPTION [COMMAND]: nothing of the person's own ssh set-up is
# used, and no key of a throw-away machine is kept.
ssh_to() {
  local name=$1 user=$2 option=$3
  shift 3
  ssh -F /dev/null "$option" -i "$RW_HOST_CACHE/ssh/key" -p "$(cat "$VMS/$name/port")" -l "$user" \
    -o LogLevel=ERROR -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=10 \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -o ServerAliveInterval=15 -o ServerAliveCountMax=8 127.0.0.1 "$@"
}

boot_id() { ssh_to "$1" root -T cat /proc/sys/kernel/random/boot_id </dev/null; }

# Waits until ssh answers from another boot than BEFORE and the boot is over.
# Bounded: emulation is slow on a busy machine, but not that slow.
await_ssh() {
  local name=$1 before=$2 now state until=$((SECONDS + 300))
  while [ $SECONDS -lt $until ]; do
    remembered "$VMS/$name/qemu" >/dev/null || return 1
    if now=$(boot_id "$name" 2>/dev/null) && [ -n "$now" ] && [ "$now" != "$before" ]; then
      state=$(ssh_to "$name" root -T systemctl is-system-running --wait </dev/null) || true
      case $state in running | degraded) return 0 ;; esac
      say "systemd says: ${state:-nothing}"
    fi
    sleep 0.5
  done
  return 1
}

# -cpu: with cx16 the guest kernel crashes under software emulation. Neither AVX, which costs a call each where it
#   is emulated, nor five levels of page tables; and none of the mitigations, whose returns and barriers cost more
#   here than anywhere: a quarter less work for a boot and for the wizard in it.
# panic=1: now and then the emulated kernel trips over its own patching at boot
#   ("Oops: int3", seen with 6.12 and several threads); it starts again by itself.
# cache=unsafe: what the guest syncs reaches this machine's memory, which a killed
#   QEMU does not take along; so a power cut still loses only what wasn't synced.
# restrict: without --online nothing but our ssh connection gets in or out.
power_on() {
  local name=$1 dir=$VMS/$1 image port restrict=on attempt
  if remembered "$dir/qemu" >/dev/null; then die "$name is already running"; fi
  image=$(cat "$dir/image")
  [ "$(cat "$dir/online")" = no ] || restrict=off
  # The port is free when we look; should another take it, QEMU ends at once.
  for attempt in 1 2 3 4 5; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    [ -z "$(ss -Hltn "sport = :$port")" ] || continue
    echo "$port" >"$dir/port"
    setsid qemu-system-x86_64 -nodefaults -no-user-config -display none \
      -accel tcg,thread=multi -cpu Nehalem,-cx16 -M q35 -smp 2 -m "$(cat "$dir/memory")" \
      -kernel "$image/kernel" -initrd "$image/initrd" \
      -append "root=/dev/vda rw console=ttyS0 quiet systemd.show_status=false panic=1 mitigations=off $(cat "$dir/append")" \
      -drive "file=$dir/disk.qcow2,format=qcow2,if=virtio,cache=unsafe" \
      -nic "user,model=virtio,restrict=$restrict,hostfwd=tcp:127.0.0.1:$port-:22" \
      -device virtio-rng-pci -serial "file:$dir/console.log" \
      </dev/null >"$dir/qemu.log" 2>&1 &
    remember "$dir/qemu" $!
    disown
    if await_ssh "$name" ""; then return; fi
    grep -qs 'Could not set up host forwarding' "$dir/qemu.log" || break
    say "port $port was taken, attempt $attempt"
  done
  cat "$dir/qemu.log" >&2
  tail -n 20 "$dir/console.log" >&2 || true
  end "$dir/qemu"
  die "$name did not come up"
}

# One at a time: two test runs may find the same dead machine.
vm_down() (
  set +e
  exec 7>"$VMS/.down"
  flock 7
  end "$VMS/$1/qemu"
  remove_trees "$VMS/$1"
)
