/** docker create, and the first half of docker run */
import { utf8 } from '../../base/bytes.ts';
import { messageOf } from '../../base/errors.ts';
import { sourceOf } from '../../base/streams.ts';
import { parsePlatform } from '../../oci/manifest.ts';
import type { ContainerCreateBody, ContainerCreateResponse } from '../../api/types/container.ts';
import { isNotFound } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import { pullImage } from '../image/pull.ts';
import { directoryOf, fileErrorText, resolvePath } from '../paths.ts';
import { SILENT, stderrSink } from '../progress/json-messages.ts';
import { familiarString, parseReference, withDefaultTag, type ImageReference } from '../reference.ts';
import type { Handler, Session } from '../session.ts';
import { createBody } from './run/config.ts';

export const create: Handler = async (session, flags, args) => {
  const body = await readCreateFlags(session, flags, args, 'create');
  const id = await createContainer(session, flags, body);
  await session.print(`${id}\n`);
};

/** Mistakes in the flags end with a hint and status 125. */
export async function readCreateFlags(
  session: Session,
  flags: Flags,
  args: readonly string[],
  verb: 'run' | 'create',
): Promise<ContainerCreateBody> {
  try {
    const policy = flags.string('pull');
    if (!['always', 'missing', 'never', ''].includes(policy))
      throw new CliFailure(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`);
    return await createBody(session, flags, args);
  } catch (error) {
    throw withHelp(error, verb, 125);
  }
}

export function withHelp(error: unknown, verb: 'run' | 'create', status: number): CliFailure {
  const message = error instanceof Error ? error.message : String(error);
  return new CliFailure(`docker: ${message}\n\nRun 'docker ${verb} --help' for more information`, status);
}

export async function createContainer(session: Session, flags: Flags, body: ContainerCreateBody): Promise<string> {
  const image = body.Image as string;
  const cidfile = flags.string('cidfile');
  if (cidfile) await checkIdFile(session, cidfile);
  const reference: ImageReference | undefined = /^[a-f0-9]{64}$|^sha256:[a-f0-9]{64}$/.test(image)
    ? undefined
    : withDefaultTag(parseReference(image));
  const platform = flags.string('platform');
  if (platform) checkPlatform(platform);
  const pull = async () => {
    if (!reference) return;
    await pullImage(session, reference, { platform }, flags.bool('quiet') ? SILENT : stderrSink(session));
  };
  const policy = flags.string('pull');
  if (policy === 'always') await pull();
  const post = () =>
    session.client.containerCreate({
      query: { ...(flags.string('name') && { name: flags.string('name') }), ...(platform && { platform }) },
      body,
    }) as Promise<ContainerCreateResponse>;
  let answer: ContainerCreateResponse;
  try {
    answer = await post();
  } catch (error) {
    if (!isNotFound(error) || !reference || policy !== 'missing' || /No such container/.test((error as Error).message))
      throw error;
    if (!flags.bool('quiet')) await session.warn(`Unable to find image '${familiarString(reference)}' locally\n`);
    await pull();
    answer = await post();
  }
  for (const warning of answer.Warnings ?? []) await session.warn(`WARNING: ${warning}\n`);
  if (cidfile) {
    await session.machine.files.write(resolvePath(session.machine.cwd, cidfile), sourceOf(utf8(answer.Id)), 0o644);
  }
  return answer.Id;
}

async function checkIdFile(session: Session, path: string): Promise<void> {
  const exists = await session.machine.files.stat(resolvePath(session.machine.cwd, path)).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new CliFailure(`container ID file found, make sure the other container isn't running or delete ${path}`);
  const directory = directoryOf(resolvePath(session.machine.cwd, path));
  await session.machine.files.stat(directory).catch((error: unknown) => {
    throw new CliFailure(`failed to create the container ID file: ${fileErrorText('open', path, error)}`);
  });
}

/** The client's library takes dots in a component, the engine's does not. */
export function checkPlatform(platform: string): void {
  try {
    parsePlatform(platform, /^[A-Za-z0-9_.-]+$/);
  } catch (error) {
    throw new CliFailure(`error parsing specified platform: ${messageOf(error)}`);
  }
}
