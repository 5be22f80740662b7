# shellcheck shell=bash
# Builds and caches the disk image of a virtual machine. Sourced by vm.

ssh_key() {
  local key=$RW_HOST_CACHE/ssh/key
  if [ ! -e "$key.pub" ]; then
    mkdir -p "$RW_HOST_CACHE/ssh"
    chmod 0700 "$RW_HOST_CACHE/ssh"
    # Two builds at once: the lock lets the second one find the first one's key.
    (
      flock 8
      [ -e "$key.pub" ] || ssh-keygen -q -t ed25519 -N '' -C rootless-wizard-tests -f "$key"
    ) 8>"$RW_HOST_CACHE/ssh/.lock" >&2
  fi
  printf '%s\n' "$key"
}

# build_image SUITE PACKAGES: prints the path of the finished image's directory,
# building it if need be. Each set of packages is an image of its own.
build_image() {
  local suite=$1 packages=$2 tree key node image variant=plain
  tree=$(build_tree "$suite")
  key=$(ssh_key)
  node=$(node_binary)
  [ -z "$packages" ] || variant=$(printf %s "$packages" | sha256sum | cut -c1-6)
  image=$IMAGES/$suite.$variant-$(recipe_key "$tree $(cat "$key.pub") $("$node" --version)" "$HERE/lib/image-recipe.sh")
  if [ ! -d "$image" ]; then
    need_root
    need_tools mkfs.ext4 unshare flock
    mkdir -p "$IMAGES"
    # See build_tree for why it is written like this.
    (
      flock 9
      [ -d "$image" ] || build_image_locked "$suite.$variant" "$tree" "$image" "$node" "$key.pub" "$packages"
    ) 9>"$IMAGES/.$suite.$variant.lock" >&2
  fi
  printf '%s\n' "$image"
}

build_image_locked() {
  local kind=$1 tree=$2 image=$3 node=$4 key=$5 packages=$6 began=$SECONDS work log=$IMAGES/$1.log old
  remove_trees "$IMAGES/.new-$kind-"*
  work=$IMAGES/.new-$kind-$$
  mkdir "$work"
  # Says that the tree is in use; see forget_old_trees.
  echo "$tree" >"$work/tree"
  # shellcheck disable=SC2064 # the name of now is meant
  trap "say 'no $kind image; see $log'; remove_trees '$work'" EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  say "building the $kind image (once; log: $log)"
  unshare --mount --propagation private \
    "$HERE/lib/image-recipe.sh" "$tree" "$work" "$node" "$key" "$packages" >"$log" 2>&1
  rm -rf "$work"/{upper,overlay,root}
  mv "$work" "$image"
  trap - EXIT INT TERM
  # Images of an older recipe go, unless a machine's disk stands on one.
  for old in "$IMAGES/$kind"-*/; do
    old=${old%/}
    if [ "$old" = "$image" ] || grep -qsxF "$old" "$VMS"/*/image; then continue; fi
    remove_trees "$old"
  done
  say "built $kind in $((SECONDS - began)) s: $image"
}
