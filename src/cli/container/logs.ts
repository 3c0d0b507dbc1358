/** docker logs */
import type { ByteSource } from '../../base/streams.ts';
import type { ContainerInspectResponse } from '../../api/types/container.ts';
import { CliFailure } from '../failure.ts';
import { timestampOf } from '../timestamps.ts';
import type { Handler } from '../session.ts';
import { copyOutput } from './streams.ts';

export const logs: Handler = async (session, flags, [name = '']) => {
  const { client } = session;
  const container = (await client.containerInspect({ path: { id: name } })) as ContainerInspectResponse;
  const moment = (flag: 'since' | 'until') => {
    const text = flags.string(flag);
    if (text === '') return {};
    try {
      return { [flag]: timestampOf(text, session.now()) };
    } catch (error) {
      throw new CliFailure(`invalid value for "${flag}": ${(error as Error).message}`);
    }
  };
  const { source } = (await client.containerLogs({
    path: { id: container.Id },
    query: {
      stdout: true,
      stderr: true,
      ...moment('since'),
      ...moment('until'),
      ...(flags.bool('timestamps') && { timestamps: true }),
      ...(flags.bool('follow') && { follow: true }),
      ...(flags.bool('details') && { details: true }),
      tail: flags.string('tail'),
    } as Record<string, string | boolean>,
  })) as { source: ByteSource };
  await copyOutput(session, source, container.Config.Tty);
};
