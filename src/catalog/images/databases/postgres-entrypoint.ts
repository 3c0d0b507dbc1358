/**
 * What the container of postgres:18 begins with: it makes the data directory once, with what the environment says, and
 * then is the server. The official image starts a server of its own before for every new directory; here only where
 * there is something for it to do, since a start takes a second in a browser.
 */
export const ENTRYPOINT = `#!/usr/bin/env bash
set -Eeo pipefail

# NAME or NAME_FILE, and what it is without both.
value_of() {
	local file="\${1}_FILE"
	if [ -n "\${!1:-}" ] && [ -n "\${!file:-}" ]; then
		printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$1" "$file"
		exit 1
	fi
	local value="\${!1:-\${2:-}}"
	[ -z "\${!file:-}" ] || value="$(cat "\${!file}")"
	export "$1"="$value"
	unset "$file"
}

own_directories() {
	mkdir -p "$PGDATA" /var/run/postgresql
	chmod 0700 "$PGDATA"
	chmod 03775 /var/run/postgresql
	if [ "$(id -u)" = 0 ]; then
		chown -R postgres "$PGDATA" /var/run/postgresql
	fi
}

check_environment() {
	if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
		cat >&2 <<-'EOE'
			Error: Database is uninitialized and superuser password is not specified.
			       Give the superuser one: docker run -e POSTGRES_PASSWORD=...
			       Or let everybody in who reaches the server, which is seldom a good
			       idea: docker run -e POSTGRES_HOST_AUTH_METHOD=trust
		EOE
		exit 1
	fi
	if [ "$POSTGRES_HOST_AUTH_METHOD" = trust ]; then
		cat >&2 <<-'EOW'
			WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust": whoever reaches
			         port 5432, as all containers of its networks do, has this database
			         without a password. Set POSTGRES_PASSWORD instead.
		EOW
	fi
}

# Since 18 the volume is /var/lib/postgresql: one at the old place would hold nothing, and be lost unseen.
check_old_places() {
	[ "$PG_MAJOR" -ge 18 ] || return 0
	local found='' place
	for place in /var/lib/postgresql /var/lib/postgresql/data; do
		[ ! -s "$place/PG_VERSION" ] || found="$place"
	done
	if [ -z "$found" ] && grep -q ' /var/lib/postgresql/data ' /proc/mounts; then
		found='/var/lib/postgresql/data (unused mount/volume)'
	fi
	[ -n "$found" ] || return 0
	cat >&2 <<-EOE
		Error: since 18 these images keep each major version's data in a directory of
		       its own below /var/lib/postgresql, and there is data of the old kind in:
		         $found
		       Mount the volume at /var/lib/postgresql. Data of an older version is taken
		       over by pg_upgrade, not by a newer image.
	EOE
	exit 1
}

make_cluster() {
	local secret
	secret="$(mktemp)"
	printf '%s\\n' "$POSTGRES_PASSWORD" > "$secret"
	eval 'initdb --username="$POSTGRES_USER" --pwfile="$secret" '"$POSTGRES_INITDB_ARGS"
	rm -f "$secret"
	printf '\\nhost all all all %s\\n' "\${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
}

# psql for files and scripts of /docker-entrypoint-initdb.d
docker_process_sql() {
	PGHOST= psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc --dbname "$POSTGRES_DB" "$@"
}

fill_cluster() {
	export PGPASSWORD="\${PGPASSWORD:-$POSTGRES_PASSWORD}"
	pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
	if [ "$POSTGRES_DB" != postgres ]; then
		(POSTGRES_DB=postgres; docker_process_sql -v db="$1" <<< 'CREATE DATABASE :"db" ;')
	fi
	echo
	local file
	for file in /docker-entrypoint-initdb.d/*; do
		case "$file" in
			*.sh)
				if [ -x "$file" ]; then
					echo "$0: running $file"
					"$file"
				else
					echo "$0: sourcing $file"
					. "$file"
				fi
				;;
			*.sql) echo "$0: running $file"; docker_process_sql -f "$file"; echo ;;
			*.sql.gz) echo "$0: running $file"; gunzip -c "$file" | docker_process_sql; echo ;;
			*) echo "$0: ignoring $file" ;;
		esac
		echo
	done
	pg_ctl -D "$PGDATA" -m fast -w stop
	unset PGPASSWORD
}

[ "\${1:0:1}" != - ] || set -- postgres "$@"

if [ "$1" = postgres ] && [[ " $* " != *' --version '* && " $* " != *' -V '* && " $* " != *' --help '* ]]; then
	value_of POSTGRES_PASSWORD
	value_of POSTGRES_USER postgres
	value_of POSTGRES_DB "$POSTGRES_USER"
	value_of POSTGRES_INITDB_ARGS
	own_directories
	if [ "$(id -u)" = 0 ]; then
		exec gosu postgres "$0" "$@"
	fi
	if [ -s "$PGDATA/PG_VERSION" ]; then
		printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
	else
		check_environment
		check_old_places
		make_cluster
		if [ "$POSTGRES_DB" != postgres ] || [ -n "$(ls /docker-entrypoint-initdb.d)" ]; then
			fill_cluster "$POSTGRES_DB"
		fi
		printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
	fi
fi

exec "$@"
`;
