/** The notice that docker prints before building without BuildKit. */
import { utf8 } from '../../base/bytes.ts';
import type { Machine } from '../machine.ts';

export async function builderNotice(machine: Machine): Promise<void> {
  const choice = machine.env.get('DOCKER_BUILDKIT') ?? '';
  const rest = /^(0|f|false)$/i.test(choice)
    ? '            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n            environment-variable.\n'
    : '            Install the buildx component to build images with BuildKit:\n            https://docs.docker.com/go/buildx/\n';
  await machine.stderr.write(
    utf8(`DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n${rest}\n`),
  );
}
