/** `POST /containers/{id}/update`: limits and the restart policy. */
import type { Call } from '../../api/calls.ts';
import type { ContainerUpdateResponse, HostConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { publishContainer } from './container-events.ts';
import { prefixed } from './signalling.ts';
import { resourceWarnings, validateResources, validateRestartPolicy } from './validate.ts';
import { cgroupLimits } from './spec.ts';

const NUMBERS = `CpuShares NanoCpus CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime BlkioWeight
Memory MemorySwap MemoryReservation`.split(/\s+/);
const TEXTS = ['CpusetCpus', 'CpusetMems'];

export async function containerUpdate(
  engine: EngineContext,
  call: Call<'containerUpdate'>,
): Promise<ContainerUpdateResponse> {
  const wanted = call.body;
  const policy = wanted.RestartPolicy;
  if (policy?.Name) validateRestartPolicy(policy);
  validateResources(wanted, engine.host, { update: true });
  const container = engine.containers.find(call.path.id ?? '');
  await container.lock.run(async () => {
    const { hostConfig, state } = container.record;
    const refuse = (reason: string): never => {
      throw prefixed(`Cannot update container ${container.id}: `, new FailureError('invalid', reason));
    };
    if (state.removing || state.dead) refuse('Container is marked for removal and cannot be "update".');
    if (policy?.Name && policy.Name !== 'no' && hostConfig.AutoRemove) {
      refuse('Restart policy cannot be updated because AutoRemove is enabled for the container');
    }
    const changed: Record<string, unknown> = { ...hostConfig };
    for (const field of NUMBERS) if (Number(wanted[field] ?? 0) !== 0) changed[field] = wanted[field];
    for (const field of TEXTS) if (wanted[field]) changed[field] = wanted[field];
    if (typeof wanted.PidsLimit === 'number')
      changed.PidsLimit = wanted.PidsLimit ? Math.max(0, wanted.PidsLimit) : null;
    checkConflicts(wanted, hostConfig, refuse);
    const shares = sharesOutOfRange(Number(wanted['CpuShares'] ?? 0));
    if (shares && state.running) refuse(`runc did not terminate successfully: exit status 1: ${shares}\n: unknown`);
    checkSwap(wanted, changed as HostConfig, state.running ? container.id : undefined, refuse);
    if (policy?.Name) changed.RestartPolicy = { Name: policy.Name, MaximumRetryCount: policy.MaximumRetryCount ?? 0 };
    container.change({ hostConfig: changed as HostConfig });
    container.running?.limit(cgroupLimits(changed as HostConfig));
    await engine.containers.save(container);
    publishContainer(engine, container, 'update');
  });
  const warnings = resourceWarnings(wanted);
  return { Warnings: warnings.length ? warnings : null };
}

/** What runc says when the kernel's control group has kept another number than it was given; negative ones are huge there. */
export function sharesOutOfRange(shares: number): string | undefined {
  if (shares === 1) return 'the minimum allowed cpu-shares is 2';
  return shares < 0 || shares > 262_144 ? 'the maximum allowed cpu-shares is 262144' : undefined;
}

/** CPUs by number and CPUs by time exclude each other, also when one of them was set before. */
function checkConflicts(wanted: HostConfig, before: HostConfig, refuse: (reason: string) => never): void {
  const had = (field: string) => Number(before[field] ?? 0) !== 0;
  const wants = (field: string) => Number(wanted[field] ?? 0) !== 0;
  const conflict = (field: string, other: string) =>
    refuse(`Conflicting options: ${field} cannot be updated as ${other} has already been set`);
  if (wants('CpuPeriod') && had('NanoCpus')) conflict('CPU Period', 'NanoCPUs');
  if (wants('CpuQuota') && had('NanoCpus')) conflict('CPU Quota', 'NanoCPUs');
  if (wants('NanoCpus') && had('CpuPeriod')) conflict('Nano CPUs', 'CPU Period');
  if (wants('NanoCpus') && had('CpuQuota')) conflict('Nano CPUs', 'CPU Quota');
}

function checkSwap(
  wanted: HostConfig,
  changed: HostConfig,
  running: string | undefined,
  refuse: (reason: string) => never,
): void {
  const swap = Number(changed.MemorySwap ?? 0);
  // The kernel takes no limit for both that is below that of memory alone, and none beside no limit.
  if (running && wanted.MemorySwap && swap > 0 && (!changed.Memory || swap < changed.Memory)) {
    const file = `/sys/fs/cgroup/memory/docker/${running}/memory.memsw.limit_in_bytes`;
    const written = `failed to write "${swap}": write ${file}: invalid argument`;
    refuse(`runc did not terminate successfully: exit status 1: ${written}\n: unknown`);
  }
  if (wanted.Memory && wanted.Memory > swap && !wanted.MemorySwap) {
    refuse('Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time');
  }
}
