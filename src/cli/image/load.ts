/** docker load */
import type { ByteSource } from '../../base/streams.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { CliFailure } from '../failure.ts';
import { fileErrorText, resolvePath } from '../paths.ts';
import { showMessages, stdoutSink } from '../progress/json-messages.ts';
import type { Handler } from '../session.ts';

export const load: Handler = async (session, flags) => {
  const input = flags.string('input');
  const { machine } = session;
  let body: ByteSource = machine.stdin.source;
  if (input !== '') {
    const path = resolvePath(machine.cwd, input);
    try {
      await machine.files.stat(path);
    } catch (error) {
      throw new CliFailure(fileErrorText('open', input, error));
    }
    body = machine.files.read(path);
  } else if (machine.stdin.isTerminal) throw new CliFailure('requested load from stdin, but stdin is empty');
  const quiet = flags.bool('quiet') || !machine.stdout.isTerminal;
  const messages = (await session.client.imageLoad({
    query: { ...(quiet && { quiet: true }) },
    headers: { 'content-type': 'application/x-tar' },
    body,
  })) as AsyncIterable<JsonMessage>;
  await showMessages(messages, stdoutSink(session), () => session.now());
};
