/** tar --checkpoint: what it does at every so many records of an archive that is written or read. */
import type { ByteSource } from '../../base/streams.ts';
import { endOf } from './lib/find-program.ts';
import { BLOCK } from './lib/tar-format.ts';
import type { Tool } from './lib/tool.ts';

const USUAL = 10;
const ACTIONS = /^(?:\.|dot|echo|bell|ttyout=.*|echo=.*|exec=.*|sleep=\d+|totals|wait=.*)$/s;

/** Bytes of a record. */
export const recordSize = (t: Tool) => BLOCK * Number(t.value('b') ?? 20);

async function fatal(t: Tool, words: string): Promise<never> {
  await t.err(`tar: ${words}\n`);
  return t.die('Error is not recoverable: exiting now', undefined, 2);
}

/** The same bytes. */
export async function* withCheckpoints(
  t: Tool,
  source: ByteSource,
  what: 'Write' | 'Read',
): AsyncGenerator<Uint8Array> {
  const given = t.given.filter(([key]) => key === 'checkpoint' || key === 'checkpoint-action');
  if (given.length === 0) return yield* source;
  const word = t.value('checkpoint');
  const [, dot, count] = /^(\.?)(-?\d*)$/.exec(word ?? '') ?? (await fatal(t, '--checkpoint value is not an integer'));
  const every = word === undefined || count === '' ? USUAL : Number(count);
  const actions = t.values('checkpoint-action');
  for (const action of actions) if (!ACTIONS.test(action)) await fatal(t, `${action}: unknown checkpoint action`);
  if (dot) actions.push('dot');
  if (actions.length === 0) actions.push('echo');
  const record = recordSize(t);
  let [position, number] = [0, 0];
  for await (const bytes of source) {
    position += bytes.length;
    for (; (number + 1) * record <= position;) {
      number++;
      if (every > 0 && number % every === 0) for (const action of actions) await act(t, action, what, number);
    }
    yield bytes;
  }
}

/** `%u` is the number, `%s` what is done; other conversions tell of time, and are left out. */
function filled(format: string, what: string, number: number): string {
  return format.replace(/%(?:\{[^}]*\})?([a-zA-Z%*])/g, (_, kind: string) =>
    kind === 'u' ? String(number) : kind === 's' ? what.toLowerCase() : kind === '%' ? '%' : '',
  );
}

async function act(t: Tool, action: string, what: 'Write' | 'Read', number: number): Promise<void> {
  const [, name = '', argument = ''] = /^([^=]*)=?(.*)$/s.exec(action) ?? [];
  if (name === 'echo')
    await t.err(`tar: ${argument ? filled(argument, what, number) : `${what} checkpoint ${number}`}\n`);
  else if (name === '.' || name === 'dot') await t.out.text('.');
  else if (name === 'bell') await t.out.text('\x07');
  else if (name === 'sleep') await t.sys.sleep(Number(argument) * 1000);
  else if (name === 'exec') await execute(t, argument, what, number);
}

async function execute(t: Tool, command: string, what: 'Write' | 'Read', number: number): Promise<void> {
  await t.out.flush();
  const env = new Map([
    ...t.sys.env,
    ['TAR_VERSION', '1.34'],
    ['TAR_ARCHIVE', t.value('f') ?? '-'],
    ['TAR_CHECKPOINT', String(number)],
    ['TAR_BLOCKING_FACTOR', t.value('b') ?? '20'],
    ['TAR_FORMAT', 'gnu'],
    ['TAR_SUBCOMMAND', what === 'Write' ? '-c' : '-x'],
  ] as const);
  const pid = await t.sys.spawn('/bin/sh', { argv: ['/bin/sh', '-c', command], env });
  await endOf(t.sys, pid);
}
