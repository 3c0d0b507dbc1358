/** The program `docker`: the client, or with `daemon` or `-d`, as it was spelt in Docker 1.x, the engine. */
import type { Clock } from '../base/ports.ts';
import { runDocker } from '../cli/docker.ts';
import { machineOf } from '../host/machine.ts';
import type { Program } from '../kernel/sys.ts';
import { downloadFile } from '../engine/download.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import type { EngineConnections } from './connections.ts';
import type { EngineDaemon } from './engine-daemon.ts';

export interface DockerProgramOptions {
  readonly clock: Clock;
  readonly daemon: EngineDaemon;
  readonly connections: EngineConnections;
  /** Where the machine's downloads come from, once one is wanted. */
  readonly registry: () => Promise<RemoteRegistry>;
}

export function dockerProgram({ clock, daemon, connections, registry }: DockerProgramOptions): Program {
  const download = async (url: string) => downloadFile(await registry(), url);
  return async (sys) => {
    if (['daemon', '-d', '--daemon'].includes(sys.argv[1] ?? '')) {
      const { dockerd } = await import('./dockerd.ts');
      return dockerd(daemon)(sys);
    }
    return runDocker(machineOf(sys, { clock, connect: (host) => connections(sys, host), download }));
  };
}
