/** PostgreSQL (PGlite) in a thread of its own, and psql beside recorded answers of the real one. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PGLITE } from '../../src/languages/assets.ts';
import { SERVER_VERSION } from '../../src/languages/postgres/version.ts';
import { PROJECT_ROOT } from '../../src/node/project-root.ts';
import { PSQL_VERSION } from '../../src/userland/postgres/psql-texts.ts';
import { languageMachine, type LanguageMachine } from './machine.ts';

const PATIENCE_MS = 180_000;
const TESTDATA = join(dirname(fileURLToPath(import.meta.url)), 'testdata');
const START =
  'mkdir -p /data /var/run/postgresql; chown postgres /data /var/run/postgresql; chmod 700 /data; echo sesame >/tmp/secret;' +
  'gosu postgres initdb -D /data --pwfile=/tmp/secret >init.log 2>&1;' +
  'printf "local all all trust\\nhost all all all scram-sha-256\\n" >/data/pg_hba.conf;' +
  'gosu postgres pg_ctl -D /data -l /app/server.log -w start';

async function server(files: Readonly<Record<string, string>> = {}): Promise<LanguageMachine> {
  const machine = await languageMachine(files);
  expect(await machine.sh(START)).toBe('waiting for server to start... done\nserver started\n');
  return machine;
}

test('all modules of PGlite that a server loads are among the assets', () => {
  const root = join(PROJECT_ROOT, 'node_modules', PGLITE.package, PGLITE.from);
  const needed = new Set(['index.js', 'fs/memfs-frontend.js']);
  for (const file of needed) {
    const code = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of code.matchAll(/(?:import|export)\s*(?:[\w${}\s*,]+from)?\s*"(\.[^"]+\.js)"/g))
      needed.add(join(dirname(file), name));
  }
  expect([...needed].filter((file) => !PGLITE.files.includes(file))).toEqual([]);
  expect(readdirSync(root)).toEqual(expect.arrayContaining(PGLITE.files.filter((file) => !file.includes('/'))));
});

test(
  'psql prints what the real one prints',
  async () => {
    const { sh } = await server({ '/app/psql.sql': readFileSync(join(TESTDATA, 'psql.sql'), 'utf8') });
    const today = new Date().toISOString().slice(0, 10);
    const recorded = readFileSync(join(TESTDATA, 'psql.out'), 'utf8');
    expect(await sh('psql -U postgres -f psql.sql')).toBe(recorded.replaceAll(/\d{4}-11-28/g, today));
    expect(await sh(`psql -U postgres -tAc 'show server_version' | cut -d' ' -f1; psql --version`)).toBe(
      `${SERVER_VERSION}\npsql (PostgreSQL) ${PSQL_VERSION}\n`,
    );
    const title = async (command: string) => (await sh(`psql -U postgres -c '${command}'`)).split('\n')[0]?.trim();
    expect(await title('\\dt')).toBe('List of tables');
    expect(await title('\\l')).toBe('List of databases');
    expect(await title('\\conninfo')).toBe('Connection Information');
  },
  PATIENCE_MS,
);

test(
  'who may come in, how it stops, and what is there after it was killed',
  async () => {
    const { sh } = await server();
    const at = 'psql -h localhost -U postgres';
    expect(await sh(`${at} -wc 'select 1'; echo $?; PGPASSWORD=no ${at} -c 'select 1'; echo $?`)).toBe(
      'psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: fe_sendauth: no password supplied\n2\n' +
        'psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "postgres"\n2\n',
    );
    expect(await sh(`PGPASSWORD=sesame ${at} -tAc 'select 6 * 7'`)).toBe('42\n');
    expect(await sh('psql -U nobody; psql -U postgres nowhere')).toBe(
      ['role "nobody" does not exist', 'database "nowhere" does not exist']
        .map(
          (why) =>
            `psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  ${why}\n`,
        )
        .join(''),
    );
    // Sessions share one engine: each finds its own user, settings and database.
    await sh(
      "psql -U postgres -qc 'create role app login' -c 'create database shop owner app'; psql -U app shop -qc 'create table t(a int)'",
    );
    const other = 'psql -U app shop -tAc "select current_user; show search_path; select count(*) from t" >other';
    await sh(
      `(echo "set search_path = nowhere;"; sleep .5; ${other}; echo "show search_path;") | psql -qtA -U postgres >first`,
    );
    expect(await sh('cat other first')).toBe('app\n"$user", public\n0\nnowhere\n');
    // Killed, it recovers from its log; nothing that was committed is lost.
    await sh(
      "psql -U app shop -qc 'insert into t select generate_series(1, 1000)'; kill -9 $(head -1 /data/postmaster.pid); sleep .2",
    );
    expect(await sh('psql -U app shop -c "select 1"; echo $?')).toContain('failed: Connection refused');
    expect(
      await sh(
        'gosu postgres pg_ctl -D /data -s -l /app/server.log start; psql -U app shop -tAc "select sum(a) from t"',
      ),
    ).toBe('500500\n');
    expect(await sh('grep -c "automatic recovery in progress" server.log')).toBe('1\n');
    expect(await sh('gosu postgres pg_ctl -D /data stop; pg_isready; echo $?; tail -1 server.log')).toMatch(
      /^waiting for server to shut down... done\nserver stopped\n\/var\/run\/postgresql:5432 - no response\n2\n.* UTC \[\d+\] LOG: {2}database system is shut down\n$/,
    );
    expect(await sh('postgres -D /data; gosu postgres initdb -D /data')).toMatch(
      /^"root" execution of the PostgreSQL server is not permitted\.\n[^]*initdb: error: directory "\/data" exists but is not empty\n/,
    );
  },
  PATIENCE_MS,
);

/**
 * Dumps beside those of Debian's PostgreSQL 15: the words of its version, its random key, and the one setting that version 17
 * added are left out.
 */
const sameDump = (text: string) =>
  text
    .replaceAll(/^-- Dumped (from|by).*$/gm, '-- Dumped $1')
    .replaceAll(/^(\\(?:un)?restrict) \w+$/gm, '$1 KEY')
    .replaceAll(/(LOCALE|LC_COLLATE = '[^']*' LC_CTYPE) = '[^']*'/g, 'LOCALE')
    .replaceAll('SET transaction_timeout = 0;\n', '');

test(
  'pg_dump writes what the real one writes, and psql makes the same database of it',
  async () => {
    const read = (name: string) => readFileSync(join(TESTDATA, name), 'utf8');
    const { sh } = await server({ '/app/dump.sql': read('dump.sql') });
    const at = 'export PGUSER=postgres PGHOST=/var/run/postgresql PGPORT=5432;';
    expect(await sh(`${at} createdb shopdb; psql -qX -v ON_ERROR_STOP=1 -f dump.sql shopdb >/dev/null; echo $?`)).toBe(
      '0\n',
    );
    const recorded = new Map(
      read('dump.out')
        .split(/^\$ /m)
        .slice(1)
        .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
    );
    for (const line of read('dump-cases.txt').trim().split('\n')) {
      const answer = await sh(`${at} (${line}) </dev/null; echo "= $?"`);
      expect.soft(`$ ${line}\n${sameDump(answer)}`).toBe(`$ ${line}\n${sameDump(recorded.get(line) as string)}`);
    }
    // There and back: the dump of what was made of a dump is that dump.
    const again = await sh(
      `${at} pg_dump shopdb >1.sql; createdb second; psql -qX -v ON_ERROR_STOP=1 -f 1.sql second >/dev/null; echo $?; pg_dump second >2.sql`,
    );
    expect(again).toBe('0\n');
    expect(sameDump(await sh('cat 2.sql'))).toBe(sameDump(await sh('cat 1.sql')));
    // What is not simulated is named, and nothing is written.
    await sh(
      `${at} psql -qX shopdb -c 'create function public.twice(a int) returns int language sql as $$ select a * 2 $$' -c 'grant select on plain to app'`,
    );
    expect(await sh(`${at} pg_dump shopdb; echo $?`)).toBe(
      'pg_dump: error: the database holds what is not simulated here; the real pg_dump would write it:\n' +
        '  function public.twice(integer)\n  privileges on public.plain (--no-privileges leaves them out)\n1\n',
    );
    expect(
      await sh(`${at} pg_dump -x -t plain -a shopdb | grep -c COPY; pg_dump -Fc shopdb; pg_dump -j 2 shopdb`),
    ).toBe(
      '1\npg_dump: error: the custom format is not simulated in Drydock; the plain one is, and psql reads it\n' +
        'pg_dump: error: option -j is not simulated in Drydock; the real pg_dump has it\n',
    );
    expect(
      await sh(
        `${at} printf '\\\\restrict abc\n\\\\echo hi\nselect 1;\n\\\\unrestrict x\n\\\\unrestrict abc\n\\\\echo there\n' >r.sql; psql -XtAf r.sql`,
      ),
    ).toBe(
      'psql:r.sql:2: error: backslash commands are restricted; only \\unrestrict is allowed\n1\n' +
        'psql:r.sql:4: error: \\unrestrict: wrong key\nthere\n',
    );
  },
  2 * PATIENCE_MS,
);
