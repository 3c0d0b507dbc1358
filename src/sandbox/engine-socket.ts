/** The engine's socket on a machine that has it from the start: the file is there, and who may connect to it is served. */
import type { Transport } from '../api/transport.ts';
import type { Clock } from '../base/ports.ts';
import type { Kernel, Namespace } from '../kernel/kernel.ts';
import type { Sys } from '../kernel/sys.ts';
import type { EngineDaemon } from './engine-daemon.ts';

const SOCKET = '/run/docker.sock';
const MODE = 0o660;
/** Of the learner's machine, in its /etc/group. */
const DOCKER_GROUP = 999;

/** Comes with the first connection. */
const http = () => import('../base/http/server.ts');

export interface SocketOptions {
  readonly kernel: Kernel;
  readonly namespace: Namespace;
  readonly daemon: EngineDaemon;
  readonly api: Transport;
  readonly clock: Clock;
}

/** Connections wait while the engine starts; when it is stopped they are closed. */
export async function listenOnSocket({ kernel, namespace, daemon, api, clock }: SocketOptions): Promise<void> {
  let server: ReturnType<typeof http> | undefined;
  await kernel.listenUnix(namespace, SOCKET, (connection) => {
    if (!daemon.running) connection.close();
    else void (server ??= http()).then(({ serveConnection }) => serveConnection(api, connection, { clock }));
  });
  await restrict(namespace.files);
}

/** As docker.socket of systemd leaves it: the learner may have changed or removed it before the machine was switched off. */
async function restrict(files: Sys): Promise<void> {
  const { mode, gid } = await files.stat(SOCKET);
  if (mode === MODE && gid === DOCKER_GROUP) return;
  await files.chown(SOCKET, 0, DOCKER_GROUP);
  await files.chmod(SOCKET, MODE);
}
