#!/bin/sh
# Makes the secrets of compose.yaml in ./secrets, each once: what is there is left as it is.
# The folder is its owner's alone; the files in it are readable, as each container runs as another user.
set -eu
folder=${1:-secrets}
umask 077
mkdir -p "$folder"
chmod 0700 "$folder"

# make NAME COMMAND...: writes what the command says, and nothing when it fails.
make() {
  file=$folder/$1
  shift
  [ -e "$file" ] && return
  "$@" >"$file.part"
  chmod 0444 "$file.part"
  mv "$file.part" "$file"
}
hex() { openssl rand -hex 24; }
uri() {
  printf 'mongodb://quaylab:%s@mongo1:27017,mongo2:27017,mongo3:27017/quaylab?replicaSet=rs0&authSource=admin\n' "$(cat "$folder/mongodb-password")"
}
redis_url() { printf 'redis://:%s@redis:6379/0\n' "$(cat "$folder/redis-password")"; }
redis_conf() {
  # noeviction: a job is never dropped for want of memory.
  printf 'appendonly yes\nappendfsync everysec\nmaxmemory-policy noeviction\ndir /data\nrequirepass %s\n' "$(cat "$folder/redis-password")"
}

make cluster-secret openssl rand -base64 48
make mongodb-key openssl rand -base64 512
make mongodb-root-password hex
make mongodb-password hex
make mongodb-uri uri
make redis-password hex
make redis-url redis_url
make redis.conf redis_conf
