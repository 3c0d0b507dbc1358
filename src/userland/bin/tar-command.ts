/** tar --to-command: a shell command for each file, which reads it and finds what it is in its environment. */
import type { ByteSource } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { endOf } from './lib/find-program.ts';
import type { TarHeader } from './lib/tar-format.ts';
import type { Tool } from './lib/tool.ts';

export async function giveToCommand(t: Tool, header: TarHeader, realName: string, content: ByteSource): Promise<void> {
  await t.out.flush();
  const [reader, writer] = t.sys.pipe();
  // It may read as little as it wants.
  const signals = new Map([['PIPE', 'default']] as const);
  t.sys.signal('PIPE', 'ignore');
  const argv = ['/bin/sh', '-c', t.value('to-command') as string];
  const env = new Map([...t.sys.env, ...describing(t, header, realName)]);
  const fds = new Map([
    [0, reader],
    [1, 1],
    [2, 2],
  ]);
  const pid = await t.sys.spawn('/bin/sh', { argv, env, fds, signals });
  await t.sys.close(reader);
  let reads = true;
  for await (const bytes of content) {
    try {
      if (reads) await t.sys.write(writer, bytes.slice());
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EPIPE') throw error;
      reads = false;
    }
  }
  await t.sys.close(writer);
  const status = await endOf(t.sys, pid);
  if (status.kind === 'signaled')
    await t.err(`tar: ${pid}: Child terminated on signal ${signalNumber(status.signal)}\n`);
  else if (status.kind === 'exited' && status.status !== 0 && !t.has('ignore-command-error'))
    await t.warn(`${pid}: Child returned status ${status.status}`, undefined, 2);
}

function describing(t: Tool, header: TarHeader, realName: string): [string, string][] {
  const time = String(Math.floor(header.mtime / 1000));
  return [
    ['TAR_VERSION', '1.34'],
    ['TAR_ARCHIVE', t.value('f') ?? '-'],
    ['TAR_VOLUME', '1'],
    ['TAR_BLOCKING_FACTOR', t.value('b') ?? '20'],
    ['TAR_FORMAT', 'gnu'],
    ['TAR_FILETYPE', 'f'],
    ['TAR_MODE', `0${header.mode.toString(8)}`],
    ['TAR_FILENAME', header.name],
    ['TAR_REALNAME', realName],
    ['TAR_UNAME', header.user],
    ['TAR_GNAME', header.group],
    ['TAR_UID', String(header.uid)],
    ['TAR_GID', String(header.gid)],
    ['TAR_SIZE', String(header.size)],
    ['TAR_MTIME', time],
    ['TAR_ATIME', time],
    ['TAR_CTIME', time],
  ];
}
