/** dockerd: the process that is the engine on a machine. It owns the socket, answers on it, and stops the engine when it is told to end. */
import { utf8 } from '../base/bytes.ts';
import { serveConnection } from '../base/http/server.ts';
import { messageOf } from '../base/errors.ts';
import { SysError } from '../kernel/errno.ts';
import type { Program, Sys } from '../kernel/sys.ts';
import { Accounts } from '../userland/bin/lib/accounts.ts';
import { socketDuplex } from '../userland/bin/lib/socket-duplex.ts';
import type { EngineDaemon } from './engine-daemon.ts';

const SOCKET = '/var/run/docker.sock';

/** Options that change nothing here; with `=` or the next word as their value. */
const TAKEN = new Set(['-H', '--host', '--log-driver', '--log-level', '-l', '--storage-driver', '-s', '--exec-opt', '--graph', '-g', '--data-root', '--add-runtime', '--default-runtime', '--userland-proxy-path', '--init-path', '--seccomp-profile', '--containerd', '--group', '-G']); // prettier-ignore

export function dockerd(daemon: EngineDaemon): Program {
  return async (sys) => {
    const log = (level: string, message: string) =>
      sys.write(2, utf8(`time="${new Date(sys.now()).toISOString()}" level=${level} msg=${JSON.stringify(message)}\n`));
    if (sys.credentials.euid !== 0) {
      await sys.write(
        2,
        utf8(
          'dockerd needs to be started with root privileges. To run dockerd in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/\n',
        ),
      );
      return 1;
    }
    if (!sys.interfaces().some(({ addresses }) => addresses.some(({ address }) => address === '10.0.0.10'))) {
      await log(
        'fatal',
        'a Docker daemon inside of a container is not simulated in Drydock; the real one would need --privileged',
      );
      return 1;
    }
    for (const option of unknownOptions(sys.argv.slice(1)))
      await log('warning', `${option} is not simulated in Drydock`);
    if (daemon.running) {
      await log('fatal', 'pid file found, ensure docker is not running or delete /var/run/docker.pid');
      return 1;
    }
    const listener = await listen(sys);
    try {
      await daemon.start();
    } catch (error) {
      await log('fatal', `Error starting daemon: ${messageOf(error)}`);
      await sys.unlink(SOCKET);
      return 1;
    }
    await log('info', 'Daemon has completed initialization');
    await log('info', `API listen on ${SOCKET}`);
    await tellReady(sys);
    await serve(sys, listener, daemon);
    await log('info', "Processing signal 'terminated'");
    await daemon.stop();
    await sys.unlink(SOCKET);
    return 0;
  };
}

function unknownOptions(words: readonly string[]): readonly string[] {
  const unknown: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [name = ''] = (words[i] as string).split('=', 1);
    if (!name.startsWith('-') || name === '-d' || name === '--daemon') continue;
    if (!TAKEN.has(name)) unknown.push(name);
    else if (name === words[i]) i++;
  }
  return unknown;
}

async function listen(sys: Sys): Promise<number> {
  try {
    await sys.unlink(SOCKET);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
  const fd = await sys.socket('unix', 'stream');
  await sys.bind(fd, { path: SOCKET });
  sys.listen(fd);
  const group = (await Accounts.read(sys)).group('docker')?.gid ?? 0;
  await sys.chown(SOCKET, 0, group);
  await sys.chmod(SOCKET, 0o660);
  return fd;
}

/** sd_notify(3), where the init system waits for it. */
async function tellReady(sys: Sys): Promise<void> {
  const path = sys.env.get('NOTIFY_SOCKET');
  if (path === undefined) return;
  const fd = await sys.socket('unix', 'datagram');
  await sys.sendto(fd, utf8('READY=1'), { path });
  await sys.close(fd);
}

/** Until a signal says that it is enough. */
async function serve(sys: Sys, listener: number, daemon: EngineDaemon): Promise<void> {
  const told = new Promise<'told'>((resolve) => {
    for (const signal of ['TERM', 'INT'] as const) sys.signal(signal, () => resolve('told'));
  });
  const connections = (async () => {
    for (;;) {
      try {
        void serveConnection(daemon.api, socketDuplex(sys, await sys.accept(listener)));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (error.errno !== 'EINTR') return;
      }
    }
  })();
  await Promise.race([told, connections]);
  await sys.close(listener);
}
