/** The volumes of one engine: a durable record each; the runtime has their content. */
import type { Volume } from '../../api/types/system.ts';
import type { StringMap } from '../../api/types/container.ts';
import { utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import type { Clock } from '../../base/ports.ts';
import { rfc3339Nano } from '../../base/time.ts';
import type { Records } from '../../store/store.ts';
import type { Runtime } from '../../oci/runtime.ts';

export interface VolumeRecord {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly labels: StringMap | null;
  readonly options: StringMap | null;
  /** Made because a container named no volume for a mount point. */
  readonly anonymous: boolean;
}

export const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';

export class VolumeTable {
  #volumes = new Map<string, VolumeRecord>();

  constructor(
    private readonly records: Records,
    private readonly runtime: Runtime,
    private readonly clock: Clock,
  ) {}

  async load(): Promise<void> {
    for (const [, record] of await this.records.list<VolumeRecord>('volumes/')) this.#volumes.set(record.name, record);
  }

  all(): readonly VolumeRecord[] {
    return [...this.#volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): VolumeRecord | undefined {
    return this.#volumes.get(name);
  }

  find(name: string): VolumeRecord {
    const volume = this.#volumes.get(name);
    if (!volume) throw new FailureError('notFound', `get ${name}: no such volume`);
    return volume;
  }

  /** Makes the volume, or answers the one that is there. Fails with `invalid` on a bad name. */
  async create(
    name: string,
    options: {
      readonly labels?: StringMap | null;
      readonly driverOptions?: StringMap | null;
      readonly anonymous?: boolean;
    },
  ): Promise<{ readonly volume: VolumeRecord; readonly made: boolean }> {
    const existing = this.#volumes.get(name);
    if (existing) return { volume: existing, made: false };
    checkVolumeName(name);
    const volume: VolumeRecord = {
      name,
      created: this.clock.now(),
      labels: options.labels ?? null,
      options: options.driverOptions ?? null,
      anonymous: options.anonymous ?? false,
    };
    await this.runtime.createVolume(name);
    await this.records.write([{ key: `volumes/${name}`, value: volume }]);
    this.#volumes.set(name, volume);
    return { volume, made: true };
  }

  /** The record goes first: a volume without a record is no more seen, and made anew when it is asked for. */
  async remove(name: string): Promise<void> {
    await this.records.write([{ key: `volumes/${name}` }]);
    this.#volumes.delete(name);
    await this.runtime.removeVolume(name);
  }
}

/** By its options a volume stands for a mount. Its size is not looked at, and it is not pruned. */
export function mountsSomethingElse({ options }: VolumeRecord): boolean {
  return Object.keys(options ?? {}).length > 0;
}

export function mountpointOf(name: string): string {
  return `/var/lib/docker/volumes/${name}/_data`;
}

/** As `docker volume inspect` shows it; whole seconds, as the local driver has them. */
export function volumeResponse(record: VolumeRecord): Volume {
  return {
    CreatedAt: rfc3339Nano(Math.floor(record.created / 1000) * 1000),
    Driver: 'local',
    Labels: record.labels,
    Mountpoint: mountpointOf(record.name),
    Name: record.name,
    Options: record.options,
    Scope: 'local',
  };
}

/** Fails with `invalid`. */
export function checkVolumeName(name: string): void {
  if (utf8(name).length < 2) {
    throw new FailureError(
      'invalid',
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    );
  }
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    throw new FailureError(
      'invalid',
      `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
}
