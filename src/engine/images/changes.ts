/**
 * `docker commit -c` and `docker import -c`: Dockerfile instructions applied to a config (moby, builder/dockerfile,
 * BuildFromConfig).
 */
import type { ContainerConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { configure, configures, expandedBy } from '../build/configure.ts';
import { readInstruction } from '../build/instructions.ts';
import { parseDockerfile } from '../build/parse.ts';

const VALID = new Set('cmd entrypoint healthcheck env expose label onbuild stopsignal user volume workdir'.split(' '));

/** The config with the changes, and nothing else of it touched. */
export function applyChanges(config: Partial<ContainerConfig>, changes: readonly string[]): Partial<ContainerConfig> {
  if (!changes.length) return config;
  const { nodes, escape } = parseDockerfile(changes.join('\n'));
  const state = { config: { ...config }, author: '', commandGiven: false };
  const instructions = nodes.map((node) => {
    if (!VALID.has(node.name.toLowerCase())) {
      throw new FailureError('invalid', `${node.name} is not a valid change command`);
    }
    return readInstruction(node);
  });
  for (const instruction of instructions) {
    const { step, variables } = expandedBy(instruction, state.config.Env ?? [], escape);
    if (configures(step)) configure(state, step, variables, escape);
  }
  return state.config;
}
