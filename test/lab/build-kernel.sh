#!/bin/bash
# Builds the kernel of the virtual lab: User-Mode Linux from Debian's kernel source package, with USB.
#
#   build-kernel.sh OUTDIR        leaves OUTDIR/linux-KEY and the link OUTDIR/linux; nothing is built when the key is there
#   build-kernel.sh --packages    prints the Debian packages that it and the lab's inside need
#
# Installs what is missing of those packages, for which it needs root or sudo. The build tree needs 2 GB and is removed after.
# The key names all that decides the binary: the version of the source, the compiler, the configuration, the patches and the way it is built.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# To build with; and inside the lab: udev for node names and plugging, iproute2 for the loopback, util-linux for taskset.
packages=(gcc make flex bison bc libc6-dev libelf-dev xz-utils patch perl-base linux-source udev iproute2 util-linux)

say() { printf 'build-kernel: %s\n' "$*" >&2; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo --preserve-env=DEBIAN_FRONTEND "$@"; fi; }

install_missing() {
  local missing=() name
  for name in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  say "installing ${missing[*]}"
  as_root apt-get update -qq
  as_root apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# linux-source stands for the package of one version: linux-source-6.1.
source_package() { dpkg-query -W -f '${Depends}' linux-source | grep -o 'linux-source-[0-9.]*'; }

cache_key() {
  { dpkg-query -W -f '${Package} ${Version}\n' "$1"; gcc -dumpfullversion; uname -m
    cat "$here/uml.config" "$here"/patches/*.patch; declare -f build check_configuration; } | sha256sum | cut -c1-16
}

# An option that Kconfig dropped would only be noticed much later, by a device that never appears.
check_configuration() {
  local name value wanted
  while IFS='=' read -r name value; do
    if [ "$value" = n ]; then
      if grep -q "^$name=" .config; then say "the configuration gained $name"; exit 4; fi
    else
      wanted="$name=$value"
      grep -qxF "$wanted" .config || { say "the configuration lost $wanted"; exit 4; }
    fi
  done < <(grep '^CONFIG_' "$here/uml.config")
}

build() {
  local source=$1 kernel=$2 tree patch
  tree=$(mktemp -d "$(dirname "$kernel")/build.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$tree'" EXIT
  say "unpacking $source"
  nice -n 10 tar -C "$tree" --strip-components=1 -xf "/usr/src/$source.tar.xz"
  cd "$tree"
  for patch in "$here"/patches/*.patch; do
    patch -s -p1 --force < "$patch" || { say "${patch##*/} does not apply to $source"; exit 4; }
  done
  export ARCH=um KBUILD_BUILD_TIMESTAMP='1970-01-01' KBUILD_BUILD_USER=lab KBUILD_BUILD_HOST=lab KBUILD_BUILD_VERSION=1
  make -s defconfig
  scripts/kconfig/merge_config.sh -m .config "$here/uml.config" >/dev/null
  make -s olddefconfig 2>/dev/null
  check_configuration
  say "compiling (log: $kernel.log)"
  nice -n 10 make -j"$(nproc)" linux > "$kernel.log" 2>&1 || { tail -20 "$kernel.log" >&2; exit 5; }
  strip -o "$kernel.new" linux
  mv "$kernel.new" "$kernel"
}

# One function, so that bash has read all of it: an edit of this file during the build changes nothing.
main() {
  [ $# -eq 1 ] || { say 'usage: build-kernel.sh OUTDIR | --packages'; exit 2; }
  if [ "$1" = --packages ]; then echo "${packages[*]}"; exit; fi
  command -v dpkg-query >/dev/null || { say 'only Debian has the kernel source as a package'; exit 3; }
  [ "$(uname -m)" = x86_64 ] || { say "User-Mode Linux does not run on $(uname -m)"; exit 3; }
  install_missing
  local source key out kernel
  source=$(source_package)
  key=$(cache_key "$source")
  mkdir -p "$1"
  out=$(cd "$1" && pwd)
  kernel=$out/linux-$key
  if [ ! -x "$kernel" ]; then build "$source" "$kernel"; fi
  ln -sfn "linux-$key" "$out/linux"
  say "$(stat -L -c '%s bytes' "$kernel"), key $key"
  exit
}
main "$@"
