/** Commands that do one thing to each named container: stop, kill, restart, rm, pause, unpause, wait. */
import { isNotFound } from '../errors.ts';
import { forEachName, oneByOne, sideBySide } from '../each.ts';
import { CliFailure } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import type { ContainerWaitResponse } from '../../api/types/container.ts';
import { errorText } from '../errors.ts';
import type { Handler, Session } from '../session.ts';

export const stop: Handler = async (session, flags, names) => {
  await deprecations(session, flags);
  const query = stopQuery(flags);
  return forEachName(
    names,
    (id) => session.client.containerStop({ path: { id }, query }),
    (id) => session.print(`${id}\n`),
  );
};

export const restart: Handler = async (session, flags, names) => {
  await deprecations(session, flags);
  const query = stopQuery(flags);
  return oneByOne(
    names,
    (id) => session.client.containerRestart({ path: { id }, query }),
    (id) => session.print(`${id}\n`),
  );
};

export const kill: Handler = (session, flags, names) => {
  const signal = flags.string('signal');
  return forEachName(
    names,
    (id) => session.client.containerKill({ path: { id }, query: { ...(signal && { signal }) } }),
    (id) => session.print(`${id}\n`),
  );
};

export const pause: Handler = (session, _flags, names) =>
  forEachName(
    names,
    (id) => session.client.containerPause({ path: { id } }),
    (id) => session.print(`${id}\n`),
  );

export const unpause: Handler = (session, _flags, names) =>
  forEachName(
    names,
    (id) => session.client.containerUnpause({ path: { id } }),
    (id) => session.print(`${id}\n`),
  );

/** With --force a container that is not there is only told about. */
export const rm: Handler = async (session, flags, names) => {
  const force = flags.bool('force');
  const query = {
    ...(flags.bool('volumes') && { v: true }),
    ...(flags.bool('link') && { link: true }),
    ...(force && { force: true }),
  };
  const failures: string[] = [];
  const running = sideBySide(names, (name) =>
    name.replace(/^\/+|\/+$/g, '') === ''
      ? Promise.reject(new CliFailure('container name cannot be empty'))
      : session.client.containerDelete({ path: { id: name.replace(/^\//, '') }, query }),
  );
  for (const [i, name] of names.entries()) {
    const failed = await running[i];
    if (!failed) await session.print(`${name}\n`);
    else if (force && isNotFound(failed.error)) await session.warn(`${errorText(failed.error)}\n`);
    else failures.push(errorText(failed.error));
  }
  if (failures.length) throw new CliFailure(failures.join('\n'));
};

export const wait: Handler = (session, _flags, names) => {
  const statuses = new Map<string, number>();
  return oneByOne(
    names,
    async (id) => {
      const { settled } = (await session.client.containerWait({ path: { id } })) as {
        settled: Promise<ContainerWaitResponse>;
      };
      statuses.set(id, (await settled).StatusCode);
    },
    (id) => session.print(`${statuses.get(id)}\n`),
  );
};

/** Told on standard output, as the parser of flags does it. */
async function deprecations(session: Session, flags: Flags): Promise<void> {
  if (flags.changed('time')) await session.print('Flag --time has been deprecated, use --timeout instead\n');
}

function stopQuery(flags: Flags): { signal?: string; t?: number } {
  const name = flags.changed('time') ? 'time' : 'timeout';
  if (flags.changed('time') && flags.changed('timeout'))
    throw new CliFailure('conflicting options: cannot specify both --timeout and --time');
  return {
    ...(flags.string('signal') && { signal: flags.string('signal') }),
    ...(flags.changed(name) && { t: flags.number(name) }),
  };
}
