/** Commands that show or change one thing of a container: diff, top, port, rename, commit, export, update. */
import type { ByteSource } from '../../base/streams.ts';
import type {
  ContainerInspectResponse,
  ContainerTopResponse,
  FilesystemChange,
  HostConfig,
  PortBinding,
} from '../../api/types/container.ts';
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import { parseUnsigned } from '../flags/numbers.ts';
import { alignTabs } from '../format/tabwriter.ts';
import { checkOutput, writeOutput } from '../image/save.ts';
import { fullName, parseReference, withDefaultTag } from '../reference.ts';
import type { Handler } from '../session.ts';
import { joinHost } from './list-columns.ts';
import { resources, restartPolicy } from './run/config.ts';

export const diff: Handler = async (session, _flags, [name = '']) => {
  const changes = (await session.client.containerChanges({ path: { id: name } })) as readonly FilesystemChange[] | null;
  await session.print((changes ?? []).map((change) => `${'CAD'[change.Kind]} ${change.Path}\n`).join(''));
};

export const top: Handler = async (session, _flags, [name = '', ...options]) => {
  const answer = (await session.client.containerTop({
    path: { id: name },
    query: { ...(options.length && { ps_args: options.join(' ') }) },
  })) as ContainerTopResponse;
  const lines = [answer.Titles, ...(answer.Processes ?? [])].map((row) => `${row.join('\t')}\n`);
  await session.print(alignTabs(lines.join(''), { minWidth: 20, padding: 3 }));
};

export const port: Handler = async (session, _flags, [name = '', wanted]) => {
  const container = (await session.client.containerInspect({ path: { id: name } })) as ContainerInspectResponse;
  const ports = container.NetworkSettings.Ports ?? {};
  const lines: string[] = [];
  if (wanted !== undefined) {
    const [number = '', proto = 'tcp'] = wanted.split('/');
    try {
      parseUnsigned(number, 16, true);
    } catch (error) {
      throw new CliFailure(`Error: invalid port (${number}): ${(error as Error).message}`);
    }
    const bindings = ports[`${number}/${proto}`];
    if (!bindings?.length) throw new CliFailure(`Error: No public port '${wanted}' published for ${name}`);
    for (const binding of bindings) lines.push(address(binding));
  } else {
    const keys = Object.keys(ports).sort((a, b) => comparePorts(a, b));
    for (const key of keys) for (const binding of ports[key] ?? []) lines.push(`${key} -> ${address(binding)}`);
  }
  await session.print(lines.map((line) => `${line}\n`).join(''));
};

function address(binding: PortBinding): string {
  return joinHost(binding.HostIp, binding.HostPort);
}

/** Docker sorts these lines naturally: numbers by value. */
function comparePorts(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}

export const rename: Handler = async (session, _flags, [before = '', after = '']) => {
  const [from, to] = [before.trim(), after.trim()];
  if (from === '' || to === '') throw new CliFailure('Error: Neither old nor new names may be empty');
  try {
    await session.client.containerRename({ path: { id: from }, query: { name: to } });
  } catch (error) {
    await session.warn(`${errorText(error)}\n`);
    throw new CliFailure(`Error: failed to rename container named ${from}`);
  }
};

export const commit: Handler = async (session, flags, [container = '', target = '']) => {
  const reference = target === '' ? undefined : withDefaultTag(parseReference(target));
  if (reference?.digest !== undefined) throw new CliFailure('refusing to create a tag with a digest reference');
  const { Id } = (await session.client.imageCommit({
    query: {
      container,
      ...(reference && { repo: fullName(reference), tag: reference.tag ?? 'latest' }),
      ...(flags.string('message') && { comment: flags.string('message') }),
      ...(flags.string('author') && { author: flags.string('author') }),
      ...(flags.list('change').length && { changes: flags.list('change') }),
      // The engine pauses unless it is told not to.
      ...(!flags.bool('pause') && { pause: '0' as unknown as boolean }),
    },
    body: undefined,
  })) as { Id: string };
  await session.print(`${Id}\n`);
};

export const exportContainer: Handler = async (session, flags, [name = '']) => {
  const output = flags.string('output');
  if (output === '' && session.machine.stdout.isTerminal)
    throw new CliFailure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  await checkOutput(session, output, 'export container');
  const { source } = (await session.client.containerExport({ path: { id: name } })) as { source: ByteSource };
  await writeOutput(session, output, source);
};

export const update: Handler = async (session, flags, names) => {
  if (flags.given.length === 0) throw new CliFailure('you must provide one or more flags when using this command');
  const policy = flags.string('restart')
    ? restartPolicy(flags.string('restart'))
    : { Name: '' as const, MaximumRetryCount: 0 };
  const { MemorySwappiness: _swappiness, PidsLimit, ...limits } = resources(flags);
  const body = { ...limits, ...(PidsLimit ? { PidsLimit } : {}), RestartPolicy: policy } as HostConfig;
  const failures: string[] = [];
  const warnings: string[] = [];
  for (const id of names) {
    try {
      const answer = (await session.client.containerUpdate({ path: { id }, body })) as {
        Warnings: readonly string[] | null;
      };
      await session.print(`${id}\n`);
      warnings.push(...(answer.Warnings ?? []));
    } catch (error) {
      failures.push(errorText(error));
    }
  }
  if (warnings.length) await session.print(`${warnings.join('\n')}\n`);
  if (failures.length) throw new CliFailure(failures.join('\n'));
};
