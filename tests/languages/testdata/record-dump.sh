#!/bin/bash
# Records dump.out with a real PostgreSQL (Debian's 15), run as root: it makes a server in a folder of its own, and drops it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
work=$(mktemp -d)
chown postgres "$work"
su postgres -c "$bin/initdb -D $work/data -A trust --locale=C.UTF-8 && $bin/pg_ctl -D $work/data -o '-p 5498 -k $work' -w start" >"$work/log"
trap 'su postgres -c "$bin/pg_ctl -D $work/data stop" >/dev/null; rm -rf "$work"' EXIT
export PGHOST=$work PGPORT=5498 PGUSER=postgres PATH=$bin:$PATH TZ=UTC
createdb shopdb
psql -qX -v ON_ERROR_STOP=1 -f "$here/dump.sql" shopdb >/dev/null
cd "$work"
while read -r line; do
  echo "\$ $line"
  status=0
  bash -c "$line" 2>&1 </dev/null || status=$?
  echo "= $status"
done <"$here/dump-cases.txt" | sed -E "s#$bin/##; s#$work#/var/run/postgresql#; s/5498/5432/" >"$here/dump.out"
