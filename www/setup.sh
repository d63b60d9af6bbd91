#!/usr/bin/env bash
# Installs missing tools from the package registries; present ones are kept.
#   setup.sh build   dependencies to build and serve the page
#   setup.sh test    browsers and their drivers
#   setup.sh sheet   ImageMagick, for the sheets
# The machine needs Rust and Node. Debian packages are installed if the user is root or has sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
stamps=.cache/setup
mkdir -p "$stamps"

say() { printf 'setup: %s\n' "$*" >&2; }

# Installs Debian packages; updates the package lists at most once.
apt() {
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    sudo="$(command -v sudo || true)"
    [ -n "$sudo" ] || { say "missing, and only an administrator may install it: $*"; exit 1; }
  fi
  say "installing $*"
  [ -e "$stamps/lists" ] || { $sudo apt-get update -qq && touch "$stamps/lists"; }
  # RUNLEVEL=1: packages installed for tests must not start services.
  $sudo env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$stamps/apt.log" 2>&1 ||
    { cat "$stamps/apt.log" >&2; exit 1; }
}

# A Rust program at an exact version, from PATH or else built once into the user's cache, with its locked dependencies
# or, if the registry lacks one of them, compatible ones.
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
  # The command line tool must have exactly the version of the crate.
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
  # Sends keyboard shortcuts to a browser whose driver cannot.
  command -v xdotool >/dev/null || packages+=(xdotool)
  # The sample configuration is tested with a real server.
  command -v nginx >/dev/null || packages+=(nginx-light libnginx-mod-http-brotli-static)
  # Without any font the three browsers measure text differently.
  [ -d /usr/share/fonts/truetype/dejavu ] || packages+=(fonts-dejavu-core)
  [ ${#packages[@]} = 0 ] || apt "${packages[@]}"
  # Debian has no geckodriver of its own.
  command -v geckodriver >/dev/null || crate geckodriver 0.37.1 geckodriver
fi
