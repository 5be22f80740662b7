# shellcheck shell=bash
# Finds the Debian mirror that this machine itself uses, so that no mirror is
# named in the project. Sourced, never run.

# shellcheck disable=SC2034 # for tree.sh
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# Prints "URI SUITE" for every `deb` entry of a one-line (sources.list) file.
one_line_entries() {
  sed -n -E 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]*)?([^[:space:]]+)[[:space:]]+([^[:space:]]+).*/\2 \3/p' "$@"
}

# The same for deb822 (*.sources): stanzas of fields, with continuation lines.
# The blank line between files keeps the last stanza of one out of the next.
deb822_entries() {
  local file
  for file; do cat "$file"; echo; done | awk '
    function flush(  i, j, n, m, u, s) {
      if (types ~ /(^| )deb( |$)/ && enabled != "no") {
        n = split(uris, u, " "); m = split(suites, s, " ")
        for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) print u[i], s[j]
      }
      types = uris = suites = enabled = field = ""
    }
    /^#/ { next }
    /^[[:space:]]*$/ { flush(); next }
    /^[^[:space:]]/ { field = tolower($0); sub(/:.*/, "", field); sub(/^[^:]*:/, "") }
    { gsub(/[[:space:]]+/, " "); sub(/^ /, ""); sub(/ $/, "") }
    field == "types" { types = types " " $0 }
    field == "uris" { uris = uris " " $0 }
    field == "suites" { suites = suites " " $0 }
    field == "enabled" { enabled = tolower($0) }
    END { flush() }'
}

# Prints the mirror's URI. The archive proper is wanted: not security, not a
# third party's repository, not another distribution's.
debian_mirror() {
  if [ -n "${RW_HOST_MIRROR:-}" ]; then
    printf '%s\n' "$RW_HOST_MIRROR"
    return
  fi
  local etc=/etc/apt uri suite list=() stanza=()
  local file
  for file in "$etc/sources.list" "$etc"/sources.list.d/*.list; do [ ! -f "$file" ] || list+=("$file"); done
  for file in "$etc"/sources.list.d/*.sources; do [ ! -f "$file" ] || stanza+=("$file"); done
  while read -r uri suite; do
    case $uri in *security* | mirror+file:*) continue ;; esac
    case $suite in
      bullseye | bookworm | trixie | forky | sid | oldoldstable | oldstable | stable | testing | unstable)
        case $uri in
          */debian | */debian/ | */debian/*) printf '%s\n' "${uri%/}"; return ;;
        esac
        ;;
    esac
  done < <(
    [ ${#list[@]} = 0 ] || one_line_entries "${list[@]}"
    [ ${#stanza[@]} = 0 ] || deb822_entries "${stanza[@]}"
  )
  return 1
}

# How this machine's apt reaches the network (proxies, certificates), as options
# for the apt that fills a new tree: that one reads no file of this machine.
acquire_options() {
  apt-config dump 2>/dev/null |
    grep -E '^Acquire::(http|https)(::[^ ]*)?::(Proxy|Proxy-Auto-Detect|CaInfo|CaPath|Verify-Peer|Verify-Host|Timeout|AllowRedirect)[ :]' |
    sed 's/;$//; s/$/;/'
}
