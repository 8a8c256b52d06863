#!/usr/bin/env bash
# Unpacks Debian's open62541 with what it needs into a folder, for machines whose own Debian release has no such package
# (bookworm). Nothing of the system is changed: packages of a later release are not installed, only unpacked. The library
# of trixie asks for glibc 2.34, which bookworm has. Prints the folder: the test takes it as OPEN62541_PREFIX.
# Usage: install.sh FOLDER
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
release=trixie
if [[ -e $folder/usr/include/open62541/server.h ]]; then
  echo "$folder"
  exit
fi

# The mirror this machine already uses, so that a local one is kept to. Empty before the first update.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' \
    | grep -v security | head -n 1
}
{ [[ -n $(mirror || true) ]] || apt-get -qq update; } >&2
keys=/usr/share/keyrings/debian-archive-keyring.gpg
mkdir -p "$folder"/apt/{lists,archives}/partial
echo "deb [signed-by=$keys] $(mirror) $release main" >"$folder/apt/sources.list"
apt=(
  -qq
  -o "Dir::Etc::SourceList=$folder/apt/sources.list"
  -o Dir::Etc::SourceParts=/dev/null
  -o "Dir::State::Lists=$folder/apt/lists"
  -o "Dir::Cache=$folder/apt"
  -o APT::Sandbox::User=root
)
{
  apt-get "${apt[@]}" update
  cd "$folder/apt"
  apt-get "${apt[@]}" download libopen62541-1.4-dev libopen62541-1.4 libmbedcrypto16 libmbedx509-7
  for package in ./*.deb; do dpkg -x "$package" "$folder"; done
} >&2
rm -rf "$folder/apt"
echo "$folder"
