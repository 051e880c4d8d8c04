#!/usr/bin/env bash
# Sees to the system packages that Switchboard stands on (Debian, Ubuntu).
#
#   scripts/system_packages.sh STAMP [--with-test-tools]
#
# Installs with apt what is missing where it is root or sudo asks for no password;
# elsewhere it prints one line that says what to install. Qt's libraries are needed:
# without them it ends with status 1. The rest (fonts, test tools) is only missed.
# STAMP is touched once nothing is missing, so that make need not ask again.
set -euo pipefail
stamp=${1:?usage: system_packages.sh STAMP [--with-test-tools]}

# What `ldd` finds outside the wheels for the platform plugins xcb and offscreen,
# the image formats, and Qt Multimedia; what those depend on, apt brings along.
libraries=(
    libdbus-1-3 libdrm2 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0
    libgssapi-krb5-2 libpulse0 libx11-6 libx11-xcb1 libxcb-cursor0 libxcb-glx0
    libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0
    libxcb-xinerama0 libxcb-xkb1 libxcb1 libxext6 libxkbcommon-x11-0 libxkbcommon0
    libxrandr2
)
# Chinese and emoji glyphs; the Wayland plugin; what Qt Multimedia warns about.
extras=(
    fonts-noto-cjk fonts-noto-color-emoji libpipewire-0.3-0 libva-drm2 libva-x11-2
    libva2 libwayland-client0 libwayland-cursor0 libwayland-egl1
)
if [ "${2:-}" = --with-test-tools ]; then
    extras+=(xvfb xdotool openbox)
fi

if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: Qt 6 needs its usual X11, OpenGL and font libraries, and Noto CJK and Noto Color Emoji."
    exit 0
fi

# Names of installed packages and of what they stand in for (libglib2.0-0t64 is
# libglib2.0-0 on newer Ubuntu).
installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}, ${Provides}\n' |
    sed -n 's/^ii *//p' | tr ',' '\n' | sed 's/(.*//; s/ //g')
missing_of() {
    printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
}
mapfile -t missing < <(missing_of "${libraries[@]}" "${extras[@]}")

if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ]; then
        root=(env)
    elif sudo -n true 2>/dev/null; then
        root=(sudo -n env)
    else
        echo "Please install with root's help: apt-get install --no-install-recommends ${missing[*]}"
        [ -z "$(missing_of "${libraries[@]}")" ]
        exit
    fi
    echo "Installing system packages: ${missing[*]}"
    apt=(apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    "${root[@]}" "${apt[@]}" update
    "${root[@]}" DEBIAN_FRONTEND=noninteractive "${apt[@]}" install \
        --no-install-recommends "${missing[@]}" >/dev/null
fi
mkdir -p "$(dirname "$stamp")"
touch "$stamp"
