/** The backslash commands of psql. */
import { utf8 } from '../../base/bytes.ts';
import { spawnCommand } from '../bin/lib/find-program.ts';
import { resolveTarget } from './connect-options.ts';
import { ConnectError } from './connection.ts';
import { copyCommand } from './copy-command.ts';
import { describeRelations } from './describe-relation.ts';
import {
  type Answer,
  databases,
  DescribeError,
  extensions,
  functions,
  type Given,
  relations,
  roles,
  schemas,
} from './describe.ts';
import { printTable } from './print-table.ts';
import { hiddenLine } from './prompt-line.ts';
import type { Psql } from './psql.ts';
import { EndOfPsql } from './psql-end.ts';
import { COMMANDS_HELP } from './psql-texts.ts';

type Command = (psql: Psql, words: readonly string[], rest: string) => Promise<boolean>;

/** Runs a line that begins with a backslash, and another after `\\`. Whether it went well. */
export async function runCommand(psql: Psql, line: string): Promise<boolean> {
  const [, name = '', rest = ''] = /^\\(\S[^\s\\]*|\\)\s*(.*)$/s.exec(line) ?? [];
  const whole = WHOLE_LINE.has(name);
  const cut = whole ? -1 : rest.search(/\\(?=[A-Za-z\\!?])/);
  const own = cut < 0 ? rest : rest.slice(0, cut);
  const after = cut < 0 ? '' : rest.slice(cut).replace(/^\\\\\s*/, '');
  if (psql.restricted !== undefined && name !== 'unrestrict') {
    await psql.error('backslash commands are restricted; only \\unrestrict is allowed\n');
    return false;
  }
  const run = COMMANDS[name] ?? (/^d[A-Za-z]*[S+]*$/.test(name) ? describe(name) : undefined);
  let fine: boolean;
  if (run) fine = await run(psql, wordsOf(psql, own), own.trim());
  else {
    const known =
      /^(watch|e|ef|ev|gexec|gdesc|gset|if|elif|else|endif|crosstabview|bind|sf|sv|z|dp|lo_\w+|h|help|copyright|s|H|C|T|f|w|errverbose|prompt|ir|qecho|warn)$/;
    await psql.error(
      known.test(name)
        ? `\\${name} is not simulated in Drydock\n`
        : `invalid command \\${name}\n${psql.lines?.interactive ? 'Try \\? for help.\n' : ''}`,
    );
    fine = false;
  }
  if (after === '') return fine;
  if (after.startsWith('\\')) return (await runCommand(psql, after)) && fine;
  for (const piece of psql.statements.line(after)) if (piece.kind === 'statement') await psql.send(piece.text);
  return fine;
}

const WHOLE_LINE = new Set(['!', 'copy', 'echo']);

/** Words of a command: quotes hold blanks, `:name` is a variable. */
function wordsOf(psql: Psql, text: string): readonly string[] {
  return [...text.matchAll(/'((?:[^']|'')*)'|"((?:[^"]|"")*)"|:(\w+)|(\S+)/g)].map(
    ([word, single, double, variable]) => {
      if (single !== undefined) return single.replaceAll("''", "'").replaceAll('\\n', '\n').replaceAll('\\t', '\t');
      if (double !== undefined) return `"${double}"`;
      return variable === undefined ? word : (psql.variables.get(variable) ?? word);
    },
  );
}

function describe(name: string): Command {
  return async (psql, [pattern]) => {
    const { connection } = psql;
    if (!connection) return notConnected(psql);
    const given: Given = { pattern, system: name.includes('S'), verbose: name.includes('+') };
    const letters = name.slice(1).replace(/[S+]/g, '');
    try {
      if (letters === '' && pattern !== undefined)
        return await answered(psql, await describeRelations(connection, given));
      const ask = { f: functions, n: schemas, u: roles, g: roles, x: extensions }[letters];
      if (ask) return await answered(psql, [await ask(connection, given)]);
      if (/^[tvmisE]*$/.test(letters)) return await answered(psql, [await relations(connection, letters, given)]);
    } catch (error) {
      if (!(error instanceof DescribeError)) throw error;
      await psql.error(`${error.message}\n`);
      return false;
    }
    await psql.error(`\\${name} is not simulated in Drydock\n`);
    return false;
  };
}

async function answered(psql: Psql, answers: readonly Answer[]): Promise<boolean> {
  let fine = true;
  for (const answer of answers) {
    if ('table' in answer) await psql.print(printTable(answer.table, psql.printing.options()));
    else if ('says' in answer) {
      await psql.error(`${answer.says}\n`);
      fine &&= answer.fine === true;
    }
  }
  return fine;
}

async function notConnected(psql: Psql): Promise<boolean> {
  await psql.error('You are currently not connected to a database.\n');
  return false;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  q: () => Promise.reject(new EndOfPsql(0)),
  quit: () => Promise.reject(new EndOfPsql(0)),
  '?': async (psql) => {
    await psql.print(COMMANDS_HELP);
    return true;
  },
  '\\': async () => true,
  restrict,
  unrestrict,
  l: async (psql, [pattern]) => list(psql, pattern, false),
  list: async (psql, [pattern]) => list(psql, pattern, false),
  'l+': async (psql, [pattern]) => list(psql, pattern, true),
  c: connectTo,
  connect: connectTo,
  conninfo: connectionInfo,
  x: (psql, [value]) => set(psql, 'expanded', value),
  t: (psql, [value]) => set(psql, 'tuples_only', value),
  a: (psql) => set(psql, 'format', psql.printing.format === 'aligned' ? 'unaligned' : 'aligned'),
  pset: async (psql, [name, value]) => set(psql, name ?? '', value),
  timing: async (psql, [value]) => {
    psql.timing = value === undefined ? !psql.timing : /^(on|true|yes|1)$/i.test(value);
    await psql.print(`Timing is ${psql.timing ? 'on' : 'off'}.\n`);
    return true;
  },
  g: async (psql) => go(psql),
  gx: async (psql) => go(psql, true),
  p: async (psql) => {
    const { buffer } = psql.statements;
    const text = buffer.trim() === '' ? psql.last : buffer.trimEnd();
    await psql.print(text === '' ? 'Query buffer is empty.\n' : `${text}\n`);
    return true;
  },
  r: async (psql) => {
    psql.statements.clear();
    if (!psql.isOn('QUIET')) await psql.print('Query buffer reset (cleared).\n');
    return true;
  },
  echo: async (psql, words) => {
    const bare = words[0] === '-n';
    await psql.sys.write(1, utf8(`${(bare ? words.slice(1) : words).join(' ')}${bare ? '' : '\n'}`));
    return true;
  },
  i: async (psql, [path]) => include(psql, path),
  include: async (psql, [path]) => include(psql, path),
  o: async (psql, [path]) => {
    await psql.openOutput(path);
    return true;
  },
  set: setVariable,
  unset: async (psql, [name = '']) => {
    psql.variables.delete(name);
    return true;
  },
  encoding: async (psql) => {
    await psql.print(`${psql.connection?.parameters.get('client_encoding') ?? ''}\n`);
    return true;
  },
  copy: copyCommand,
  password: changePassword,
  '!': shell,
};

async function list(psql: Psql, pattern: string | undefined, verbose: boolean): Promise<boolean> {
  if (!psql.connection) return notConnected(psql);
  return answered(psql, [await databases(psql.connection, { pattern, verbose, system: false })]);
}

async function set(psql: Psql, name: string, value: string | undefined): Promise<boolean> {
  const outcome = psql.printing.set(name, value);
  if ('error' in outcome) {
    await psql.error(`${outcome.error}\n`);
    return false;
  }
  if (!psql.isOn('QUIET')) await psql.print(`${outcome.told}\n`);
  return true;
}

async function go(psql: Psql, expanded?: boolean): Promise<boolean> {
  const { buffer } = psql.statements;
  const sql = buffer.trim() === '' ? psql.last : buffer.trimStart();
  psql.statements.clear();
  return sql === '' || psql.send(sql, expanded);
}

async function include(psql: Psql, path: string | undefined): Promise<boolean> {
  if (path !== undefined) return psql.include(path);
  await psql.error('\\i: missing required argument\n');
  return false;
}

async function setVariable(psql: Psql, [name, ...values]: readonly string[]): Promise<boolean> {
  if (name !== undefined) psql.variables.set(name, values.join(''));
  else {
    const names = [...psql.variables.keys()].sort();
    await psql.print(names.map((one) => `${one} = '${psql.variables.get(one)}'\n`).join(''));
  }
  return true;
}

async function connectTo(psql: Psql, words: readonly string[]): Promise<boolean> {
  const [database, user, host, port] = words.map((word) => (word === '-' ? undefined : word.replaceAll('"', '')));
  const { target } = psql;
  const other = host !== undefined && host !== target.host;
  const next = await resolveTarget(psql.sys, {
    database: database ?? target.database,
    user: user ?? target.user,
    host: host ?? target.host,
    port: port ?? String(target.port),
    password: other || (user !== undefined && user !== target.user) ? undefined : target.password,
  });
  try {
    const connection = await psql.connect(next);
    psql.connection?.close();
    psql.connection = connection;
    psql.target = connection.target;
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (psql.lines?.interactive) {
      await psql.error(`${error.message}\n${psql.connection ? 'Previous connection kept\n' : ''}`);
      return false;
    }
    await psql.error(`\\connect: ${error.message}\n`);
    psql.connection?.close();
    psql.connection = undefined;
    return false;
  }
  if (!psql.isOn('QUIET'))
    await psql.print(`You are now connected to database "${next.database}" as user "${next.user}".\n`);
  return true;
}

async function connectionInfo(psql: Psql): Promise<boolean> {
  const { connection } = psql;
  if (!connection) return notConnected(psql);
  const { target, address, parameters } = connection;
  const where: readonly (readonly [string, string])[] =
    address === undefined
      ? [['Socket Directory', target.host]]
      : [['Host', target.host], ...(address === target.host ? [] : [['Host Address', address] as const])];
  const rows = [
    ['Database', target.database],
    ['Client User', target.user],
    ...where,
    ['Server Port', String(target.port)],
    ['Options', ''],
    ['Protocol Version', '3.0'],
    ['Password Used', String(connection.passwordUsed)],
    ['GSSAPI Authenticated', 'false'],
    ['Backend PID', String(connection.backendPid)],
    ['SSL Connection', 'false'],
    ['Superuser', parameters.get('is_superuser')],
    ['Hot Standby', parameters.get('in_hot_standby')],
  ];
  const columns = ['Parameter', 'Value'].map((name) => ({ name, align: 'left' as const }));
  await psql.print(printTable({ title: 'Connection Information', columns, rows }, psql.printing.options()));
  return true;
}

async function changePassword(psql: Psql, [name]: readonly string[]): Promise<boolean> {
  const user = name ?? psql.target.user;
  const first = await hiddenLine(psql.sys, `Enter new password for user "${user}": `);
  const second = await hiddenLine(psql.sys, 'Enter it again: ');
  if (first !== second || first === undefined) {
    await psql.error("Passwords didn't match.\n");
    return false;
  }
  const { connection } = psql;
  if (!connection) return notConnected(psql);
  const { error } = await connection.rows(
    `ALTER USER "${user.replaceAll('"', '""')}" PASSWORD '${first.replaceAll("'", "''")}'`,
  );
  if (error) await psql.error(`${error['S']}:  ${error['M']}\n`);
  return !error;
}

async function shell(psql: Psql, _: readonly string[], line: string): Promise<boolean> {
  const { sys } = psql;
  const pid = await spawnCommand(sys, [sys.env.get('SHELL') ?? 'sh', ...(line === '' ? [] : ['-c', line])]);
  const result = await sys.wait(pid);
  return result?.status.kind === 'exited' && result.status.status === 0;
}

/** Until `\unrestrict` with the same word no backslash command runs: what a dump's data say is never one. */
async function restrict(psql: Psql, [key]: readonly string[]): Promise<boolean> {
  if (key === undefined) {
    await psql.error('\\restrict: missing required argument\n');
    return false;
  }
  psql.restricted = key;
  return true;
}

async function unrestrict(psql: Psql, [key]: readonly string[]): Promise<boolean> {
  const why =
    key === undefined
      ? 'missing required argument'
      : psql.restricted === undefined
        ? 'not currently in restricted mode'
        : key === psql.restricted
          ? undefined
          : 'wrong key';
  if (why === undefined) psql.restricted = undefined;
  else await psql.error(`\\unrestrict: ${why}\n`);
  return why === undefined;
}
