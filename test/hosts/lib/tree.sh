# shellcheck shell=bash
# Builds and caches the root tree of a suite: a fresh plain Debian, with two
# users and an offline package repository, but nothing of what the wizard is
# there to set up. Sourced by host and vm.

# A fresh tree's key: the recipe and the suite.
tree_key() { recipe_key "$1" "$HERE/lib/recipe.sh" "$HERE/lib/repo.sh"; }

# Prints the path of the finished tree, built or not.
tree_path() { printf '%s/%s-%s\n' "$TREES" "$1" "$(tree_key "$1")"; }

# Builds the tree if it is missing and prints its path.
build_tree() {
  local suite=$1 tree
  check_suite "$suite"
  tree=$(tree_path "$suite")
  if [ ! -d "$tree" ]; then
    need_root
    need_tools mmdebstrap apt-ftparchive flock
    mkdir -p "$TREES"
    # Not followed by `||`, which would switch `set -e` off in all of it.
    # The lock's descriptor lives in this subshell only: a host that is started
    # later must not inherit it and hold the lock for as long as it runs.
    (
      flock 9
      [ -d "$tree" ] || build_tree_locked "$suite" "$tree"
    ) 9>"$TREES/.$suite.lock" >&2
  fi
  printf '%s\n' "$tree"
}

build_tree_locked() {
  local suite=$1 tree=$2 began=$SECONDS new mirror log=$TREES/$1.log option options=()
  mirror=$(debian_mirror) ||
    die "no Debian mirror in this machine's apt sources (RW_HOST_MIRROR names one)"
  [ -e "$KEYRING" ] || die "missing: $KEYRING (run: test/hosts/host deps)"
  # The lock is ours, so what has this name was left by a build that was killed.
  remove_trees "$TREES/.new-$suite-"*
  new=$TREES/.new-$suite-$$
  # shellcheck disable=SC2064 # the name of now is meant
  trap "say 'no $suite tree; see $log'; remove_trees '$new'" EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  while read -r option; do options+=("--aptopt=$option"); done < <(acquire_options)
  # A frozen mirror serves sid's index longer than it claims to be valid.
  options+=('--aptopt=Acquire::Check-Valid-Until "false";')

  say "building the $suite tree (once; log: $log)"
  # shellcheck disable=SC2086 # words are meant
  mmdebstrap --mode=root --variant=minbase --format=directory \
    --include="$(echo $TREE_PACKAGES | tr ' ' ',')" "${options[@]}" \
    --customize-hook="$HERE/lib/repo.sh" \
    "$suite" "$new" "deb [signed-by=$KEYRING] $mirror $suite main" >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; die "could not build $suite"; }
  # Alone on their lines: `set -e` does not look into what stands before `||`.
  settle "$new" >>"$log" 2>&1
  try_node "$new" >>"$log" 2>&1
  # Readers see the whole tree or none.
  mv "$new" "$tree"
  trap - EXIT INT TERM
  forget_old_trees "$suite" "$tree"
  say "built $suite in $((SECONDS - began)) s: $tree"
}

# A tree that runs the wizard must be able to run this machine's node.
try_node() {
  # shellcheck disable=SC2016 # the inner shell expands it
  unshare --mount bash -euc '
    mount --bind "$2" "$1/usr/local/bin/node"
    chroot "$1" /usr/local/bin/node -e "process.stdout.write(process.version + \"\n\")"
  ' bash "$1" "$(node_binary)"
}

# The node that runs the tests: npm names it, a shell has it on the PATH.
node_binary() {
  local node=${npm_node_execpath:-${RW_HOST_NODE:-}}
  [ -n "$node" ] || node=$(command -v node) || die "no node on the PATH"
  readlink -f "$node"
}

# remove_trees DIR...: refuses to touch a tree in which something is mounted.
remove_trees() {
  local dir
  for dir; do
    [ -e "$dir" ] || continue
    if findmnt -rno TARGET | grep -qF "$dir/"; then
      say "left alone, something is mounted in it: $dir"
      continue
    fi
    rm -rf --one-file-system "$dir"
  done
}

# Trees of an older recipe go, unless a live host stands on one or an image is
# being made from it.
forget_old_trees() {
  local suite=$1 keep=$2 tree
  for tree in "$TREES/$suite"-*; do
    if [ ! -d "$tree" ] || [ "$tree" = "$keep" ]; then continue; fi
    grep -qsxF "$tree" "$LIVE"/*/tree "$IMAGES"/.new-*/tree || remove_trees "$tree"
  done
}
