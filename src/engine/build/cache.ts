/** The build cache: a child of the image so far that was made with the same configuration (moby, image/cache). */
import type { ContainerConfig } from '../../api/types/container.ts';
import type { HistoryEntry, ImageConfig, RunConfig } from '../../oci/config.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import type { EngineContext } from '../context.ts';
import { containerConfig } from '../containers/config.ts';

export interface CacheProbe {
  /** The image that this step would make; after the first miss there is none any more. */
  probe(parent: ImageId | undefined, config: Partial<ContainerConfig>): Promise<ImageId | undefined>;
}

/** For one stage. `from`: only these images' steps count (`--cache-from`); undefined: everything here. */
export function cacheProbe(
  engine: EngineContext,
  options: { readonly disabled: boolean; readonly from: readonly ImageId[] | undefined },
): CacheProbe {
  let missed = options.disabled;
  let sources = options.from;
  return {
    probe: async (parent, config) => {
      if (missed) return undefined;
      let hit = await childOf(engine, parent, config);
      if (sources && !(hit && sources.some((source) => descends(engine, source, hit as ImageId)))) {
        hit = undefined;
        for (const source of sources) {
          hit = await fromHistory(engine, parent, config, source);
          if (!hit) continue;
          sources = [source];
          break;
        }
      }
      missed = hit === undefined;
      return hit;
    },
  };
}

/** The newest child that was configured the same. */
async function childOf(
  engine: EngineContext,
  parent: ImageId | undefined,
  config: Partial<ContainerConfig>,
): Promise<ImageId | undefined> {
  let match: { id: ImageId; created: string } | undefined;
  for (const image of engine.images.all()) {
    if (image.parent !== parent) continue;
    const { container_config: made, created } = await engine.images.config(image.id);
    if (!made || !created || !sameConfig(made, config)) continue;
    if (!match || match.created < created) match = { id: image.id, created };
  }
  return match?.id;
}

const COMPARED = [
  'Env',
  'Cmd',
  'Entrypoint',
  'Shell',
  'OnBuild',
  'AttachStdin',
  'AttachStdout',
  'AttachStderr',
  'NetworkDisabled',
  'Tty',
  'OpenStdin',
  'StdinOnce',
  'ArgsEscaped',
  'User',
  'WorkingDir',
  'StopSignal',
  'StopTimeout',
] as const;

/** Everything but what belongs to one container: host name, domain name, MAC address, image. */
export function sameConfig(a: RunConfig, b: Partial<ContainerConfig>): boolean {
  const plain = COMPARED.every((field) => text(a[field]) === text(b[field]));
  const maps = (['ExposedPorts', 'Volumes', 'Labels'] as const).every(
    (field) => mapText(a[field]) === mapText(b[field]),
  );
  return plain && maps && healthText(a.Healthcheck) === healthText(b.Healthcheck);
}

/** An unset value, its zero and an empty list are the same. */
function text(value: unknown): string {
  const empty = value === undefined || value === null || value === '' || value === false;
  return empty || (Array.isArray(value) && value.length === 0) ? '' : JSON.stringify(value);
}

const mapText = (map: object | null | undefined): string =>
  JSON.stringify(Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

function healthText(health: RunConfig['Healthcheck']): string {
  if (!health) return '';
  const { Test, Interval, Timeout, StartPeriod, StartInterval, Retries } = health;
  return JSON.stringify([Test ?? [], Interval ?? 0, Timeout ?? 0, StartPeriod ?? 0, StartInterval ?? 0, Retries ?? 0]);
}

function descends(engine: EngineContext, from: ImageId, ancestor: ImageId): boolean {
  for (let id = engine.images.get(from)?.parent; id; id = engine.images.get(id)?.parent) {
    if (id === ancestor) return true;
  }
  return false;
}

/** A step of an image that came from elsewhere: its history says what was done, and its layers are here. */
async function fromHistory(
  engine: EngineContext,
  parent: ImageId | undefined,
  config: Partial<ContainerConfig>,
  source: ImageId,
): Promise<ImageId | undefined> {
  const target = await engine.images.config(source);
  const below: ImageConfig | undefined = parent && (await engine.images.config(parent));
  const done = below?.history?.length ?? 0;
  const step = target.history?.[done];
  if (!step || !beginsWith(target, below) || step.created_by !== (config.Cmd ?? []).join(' ')) return undefined;
  if (target.history?.length === done + 1) {
    if (parent) await engine.images.setParent(source, parent);
    return source;
  }
  const layer = step.empty_layer ? undefined : target.rootfs.diff_ids[below?.rootfs.diff_ids.length ?? 0];
  const restored = await engine.images.add(
    {
      architecture: target.architecture,
      author: target.author,
      config: containerConfig(config) as RunConfig,
      container_config: {},
      created: step.created,
      docker_version: engine.host.serverVersion,
      history: [...(below?.history ?? []), step],
      os: target.os,
      rootfs: { type: 'layers', diff_ids: [...(below?.rootfs.diff_ids ?? []), ...(layer ? [layer] : [])] },
    },
    { ...(parent && { parent }) },
  );
  return restored.id;
}

function beginsWith(target: ImageConfig, below: ImageConfig | undefined): boolean {
  if (!below) return true;
  const same = (a: HistoryEntry, b: HistoryEntry | undefined) => JSON.stringify(a) === JSON.stringify(b);
  return (
    (below.history ?? []).every((entry, i) => same(entry, target.history?.[i])) &&
    below.rootfs.diff_ids.every((diff, i) => diff === target.rootfs.diff_ids[i])
  );
}
