#!/usr/bin/env bash
# Installs what is missing, by name from the package registries; what is there is left alone.
#   setup.sh build   what it takes to build and serve the page
#   setup.sh test    browsers and their drivers as well
#   setup.sh sheet   what lays pictures out beside each other
# The machine needs Rust and Node. Debian packages are installed only where this user may.
set -euo pipefail
cd "$(dirname "$0")/.."
stamps=.cache/setup
mkdir -p "$stamps"

say() { printf 'setup: %s\n' "$*" >&2; }

# Debian packages, with one update of the lists at most.
apt() {
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    sudo="$(command -v sudo || true)"
    [ -n "$sudo" ] || { say "missing, and only an administrator may install it: $*"; exit 1; }
  fi
  say "installing $*"
  [ -e "$stamps/lists" ] || { $sudo apt-get update -qq && touch "$stamps/lists"; }
  # RUNLEVEL: what is installed for a test is not to be started as a service.
  $sudo env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$stamps/apt.log" 2>&1 ||
    { cat "$stamps/apt.log" >&2; exit 1; }
}

# A Rust program at an exact version, from PATH or else built once into the user's cache.
# Its own locked dependencies come first; a registry that lacks one of them still has a compatible one.
crate() { # name, version, program
  local have
  have="$("$3" --version 2>/dev/null | head -n 1 || true)"
  case " $have " in *" $2 "*) return ;; esac
  say "building $1 $2 (once)"
  cargo install --quiet --locked "$1" --version "$2" --root "$cargo" 2>"$stamps/$1.log" ||
    cargo install --quiet --force "$1" --version "$2" --root "$cargo" 2>>"$stamps/$1.log" ||
    { cat "$stamps/$1.log" >&2; exit 1; }
}

cargo="${XDG_CACHE_HOME:-$HOME/.cache}/smp-visualizer/cargo"
export PATH="$cargo/bin:$PATH"

for tool in cargo node npm; do
  command -v "$tool" >/dev/null || { say "$tool is missing: install Rust (rustup.rs) and Node 20 or later first"; exit 1; }
done
command -v cc >/dev/null || apt gcc libc6-dev

if [ "${1:-build}" = build ]; then
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ] || {
    say "adding the wasm32 target"
    rustup target add wasm32-unknown-unknown
  }
  crate wasm-pack 0.15.1 wasm-pack
  # The command line must be of exactly the version that the crate was compiled with.
  bindgen="$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')"
  crate wasm-bindgen-cli "$bindgen" wasm-bindgen
  if ! cmp -s www/package-lock.json "$stamps/package-lock.json" || [ ! -d www/node_modules ]; then
    say "installing the page's tools"
    (cd www && npm ci --loglevel=error >&2)
    cp www/package-lock.json "$stamps/package-lock.json"
  fi
elif [ "$1" = sheet ]; then
  packages=()
  command -v montage >/dev/null || packages+=(imagemagick)
  [ -d /usr/share/fonts/truetype/dejavu ] || packages+=(fonts-dejavu-core)
  [ ${#packages[@]} = 0 ] || apt "${packages[@]}"
else
  packages=()
  command -v chromium >/dev/null || packages+=(chromium)
  command -v chromedriver >/dev/null || packages+=(chromium-driver)
  command -v firefox-esr >/dev/null || command -v firefox >/dev/null || packages+=(firefox-esr)
  command -v WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
  compgen -G '/usr/lib/*/webkit2gtk-4.*/MiniBrowser' >/dev/null || packages+=(libwebkit2gtk-4.1-0)
  command -v Xvfb >/dev/null || packages+=(xvfb)
  # Keys that reach a browser's own commands, where its driver knows none.
  command -v xdotool >/dev/null || packages+=(xdotool)
  # The sample for a server of one's own is tested with a real one.
  command -v nginx >/dev/null || packages+=(nginx-light libnginx-mod-http-brotli-static)
  # Letters to lay out: without any font the three browsers measure different text.
  [ -d /usr/share/fonts/truetype/dejavu ] || packages+=(fonts-dejavu-core)
  [ ${#packages[@]} = 0 ] || apt "${packages[@]}"
  # Debian has no geckodriver of its own.
  command -v geckodriver >/dev/null || crate geckodriver 0.37.1 geckodriver
fi
