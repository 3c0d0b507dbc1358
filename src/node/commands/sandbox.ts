import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { ByteSource } from '../../base/streams.ts';
import { PACKS, SANDBOX } from '../../course/sandbox-archive.ts';
import { detectCompression, peek } from '../../oci/compression.ts';
import { readTar } from '../../oci/tar/read.ts';
import type { Sandbox } from '../../sandbox/assemble.ts';
import { DEFAULT_HUB } from '../build-tree.ts';
import { nodeSandbox } from '../sandbox.ts';
import { UsageError } from '../usage-error.ts';

type Verb = (sandbox: Sandbox, operand: string) => Promise<void>;

/** What can be done, and what its operand is; `-` is standard input or output. */
const VERBS: Readonly<Record<string, { readonly operand?: string; readonly run: Verb }>> = {
  export: { operand: 'FILE', run: ({ checkpoints }, file) => write(checkpoints.export(), file) },
  import: { operand: 'FILE', run: ({ checkpoints }, file) => checkpoints.import(machineIn(read(file))) },
  take: { operand: 'NAME', run: async ({ checkpoints }, name) => void (await checkpoints.take(name)) },
  restore: { operand: 'NAME', run: ({ checkpoints }, name) => checkpoints.restore(name) },
  drop: { operand: 'NAME', run: ({ checkpoints }, name) => checkpoints.drop(name) },
  list: {
    run: async ({ checkpoints }) => {
      for (const { name, created } of await checkpoints.list()) {
        process.stdout.write(`${new Date(created).toISOString()}  ${name}\n`);
      }
    },
  },
};

/** `drydock sandbox`: the whole state of a data folder as one file, and copies of it under names. */
export async function sandbox(args: readonly string[]): Promise<number> {
  const { verb, operand, data } = optionsOf(args);
  if (verb !== VERBS.import && !existsSync(data)) throw new UsageError(`${data}: there is no such folder`);
  const machine = await nodeSandbox({ hub: DEFAULT_HUB, learner: true, data });
  try {
    await machine.started;
    await verb.run(machine, operand);
  } finally {
    await machine.close();
  }
  return 0;
}

function optionsOf(args: readonly string[]): { readonly verb: (typeof VERBS)[string]; operand: string; data: string } {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  const [name = '', ...operands] = parsed.positionals;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) throw new UsageError(`'${name}' is not known; there are: ${Object.keys(VERBS).join(', ')}`);
  const wanted = verb.operand ? 1 : 0;
  if (operands.length !== wanted) throw new UsageError(`${name} takes ${verb.operand ?? 'nothing'}`);
  if (parsed.values.data === undefined) throw new UsageError('--data DIR is needed: the folder that keeps the state');
  return { verb, operand: operands[0] ?? '', data: resolve(parsed.values.data) };
}

function read(file: string): ByteSource {
  if (file === '-') return process.stdin;
  if (!existsSync(file)) throw new FailureError('notFound', `${file}: there is no such file`);
  return createReadStream(file);
}

/** The page saves progress and lesson packs beside the machine: those are its own, and stay in the file. */
async function* machineIn(file: ByteSource): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(file);
  if (detectCompression(head) !== 'none') return yield* whole;
  for await (const { header, body } of readTar(whole)) {
    if (header.name === SANDBOX) return yield* body;
    if (header.name.startsWith(PACKS)) {
      process.stderr.write(`drydock sandbox: left out, as lesson packs are for the page: ${header.name}\n`);
    }
  }
  throw new FailureError('invalid', 'this is not the file of a Drydock sandbox');
}

/** Under another name first: what bears the name is whole. */
async function write(source: ByteSource, file: string): Promise<void> {
  if (file === '-') return send(source, process.stdout);
  const part = `${file}.part`;
  try {
    await send(source, createWriteStream(part));
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

function send(source: ByteSource, target: Writable): Promise<void> {
  return pipeline(Readable.from(source), target, { end: target !== process.stdout });
}
