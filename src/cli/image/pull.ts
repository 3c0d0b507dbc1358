/** docker pull */
import type { JsonMessage } from '../../api/types/image.ts';
import { CliFailure } from '../failure.ts';
import { showMessages, SILENT, stdoutSink, type ProgressSink } from '../progress/json-messages.ts';
import { fullString, fullName, parseReference, withDefaultTag, type ImageReference } from '../reference.ts';
import { headerFor } from '../registry-auth.ts';
import type { Handler, Session } from '../session.ts';

export const pull: Handler = async (session, flags, [remote = '']) => {
  let reference = parseReference(remote);
  const all = flags.bool('all-tags');
  const bare = reference.tag === undefined && reference.digest === undefined;
  if (all && !bare) throw new CliFailure("tag can't be used with --all-tags/-a");
  if (!all && bare) {
    reference = withDefaultTag(reference);
    if (!flags.bool('quiet')) await session.print(`Using default tag: ${reference.tag}\n`);
  }
  const sink = flags.bool('quiet') ? SILENT : stdoutSink(session);
  await pullImage(session, reference, { all, platform: flags.string('platform') }, sink);
  await session.print(`${fullString(reference)}\n`);
};

export async function pullImage(
  session: Session,
  reference: ImageReference,
  options: { readonly all?: boolean; readonly platform?: string },
  sink: ProgressSink,
): Promise<void> {
  const messages = (await session.client.imageCreate({
    query: {
      fromImage: fullName(reference),
      ...(!options.all && { tag: reference.digest ?? reference.tag ?? 'latest' }),
      ...(options.platform && { platform: options.platform.toLowerCase() }),
    },
    headers: headerFor(session.config, reference.domain),
  })) as AsyncIterable<JsonMessage>;
  await showMessages(messages, sink, () => session.now());
}
