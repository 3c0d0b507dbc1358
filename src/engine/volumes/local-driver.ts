/** `docker volume create -o`: what the local driver mounts in place of its own directory (moby, volume/local). */
import { FailureError } from '../../base/errors.ts';
import type { MountSpec } from '../../oci/runtime.ts';
import type { EngineContext } from '../context.ts';
import { MOUNT_FLAGS } from './mount-flags.ts';
import { checkVolumeName, mountpointOf, type VolumeRecord } from './volume-table.ts';

const OPTIONS = ['type', 'o', 'device', 'size'];

/** File systems on a block device that Linux knows. */
const DISK_TYPES = ['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'vfat', 'iso9660', 'squashfs'];

/** There is the local driver alone: others are plugins. */
export function refuseUnknownDriver(name: string, driver: string): void {
  if (driver === '' || driver === 'local') return;
  const looked = `error looking up volume plugin ${driver}: plugin "${driver}" not found`;
  throw new FailureError('notFound', `create ${name}: ${looked}`);
}

/** Fails with `invalid` as the driver does when the volume is made. */
export function checkDriverOptions(name: string, options: Readonly<Record<string, string>>): void {
  const refuse = (reason: string): never => {
    throw new FailureError('invalid', `create ${name}: ${reason}`);
  };
  checkVolumeName(name);
  for (const option of Object.keys(options)) {
    if (!OPTIONS.includes(option)) refuse(`invalid option: ${JSON.stringify(option)}`);
  }
  const { size = '' } = options;
  if (size && !/^\d+(\.\d+)? ?([kmgtp]?(ib?|b)?)$/i.test(size)) refuse(`invalid size: '${size}'`);
  if (size) refuse('quota size requested but no quota support');
  if (Object.keys(options).length === 0) return;
  if (!options['device']) refuse('missing required option: "device"');
  if (!options['type']) refuse('missing required option: "type"');
}

/** Whether the volume has a directory of its own. */
export const isPlain = (volume: VolumeRecord | undefined): boolean =>
  volume !== undefined && Object.keys(volume.options ?? {}).length === 0;

/** Where the volume's files are: undefined when they are the volume's own. A tmpfs is new for each container. */
export async function driverMount(
  engine: EngineContext,
  volume: VolumeRecord,
  target: string,
  readonly: boolean,
): Promise<MountSpec | undefined> {
  if (isPlain(volume)) return undefined;
  const { name, options } = volume;
  const { type = '', device = '', o = '' } = options ?? {};
  const words = o === '' ? [] : o.split(',');
  const fail = (flags: string, data: readonly string[], reason: string): never => {
    const mounted = `mount ${device}:${mountpointOf(name)}${flags}${data.length ? `, data: ${data.join(',')}` : ''}`;
    const text = `failed to mount local volume: ${mounted}: ${reason}`;
    throw new FailureError('system', `error while mounting volume '${mountpointOf(name)}': ${text}`);
  };
  const isBind = words.includes('bind') || words.includes('rbind');
  if (isBind) {
    if ((await engine.bindSources?.kind(device)) === undefined)
      fail(`, flags: ${words.includes('rbind') ? '0x5000' : '0x1000'}`, [], 'no such file or directory');
    return { type: 'bind', source: device, target, readonly: readonly || words.includes('ro') };
  }
  const data = words.filter((word) => word.includes('='));
  if (type !== 'tmpfs' && (!DISK_TYPES.includes(type) || !device.startsWith('/'))) fail('', data, 'no such device');
  if (type !== 'tmpfs') {
    const isThere = (await engine.bindSources?.kind(device)) !== undefined;
    fail('', data, isThere ? 'block device required' : 'no such file or directory');
  }
  const unknown = words.filter((word) => !word.includes('=') && !MOUNT_FLAGS.includes(word));
  if (unknown.length) fail('', [...data, ...unknown], 'invalid argument');
  return { type: 'tmpfs', target, readonly, options: ['suid', 'dev', 'exec', ...words] };
}
