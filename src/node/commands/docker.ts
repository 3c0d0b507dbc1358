import { runDocker } from '../../cli/docker.ts';
import { nodeMachine } from '../machine.ts';

/** `drydock docker …`: the status is the docker program's. */
export function docker(args: readonly string[]): Promise<number> {
  return runDocker(nodeMachine(args));
}
