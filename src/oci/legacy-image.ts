/**
 * The v1 image JSON that Docker before 1.9 used: `docker save` still writes one per layer, and `docker load` still
 * reads archives that have only those (moby's image/v1).
 */
import { utf8 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { compareVersions } from '../base/versions.ts';
import { chainIds, hexOf, sha256 } from './digest.ts';
import type { DiffId } from './digest-types.ts';
import { goRunConfig, parseJson } from './config.ts';
import type { HistoryEntry, ImageConfig } from './config.ts';
import { encodeGoJson, goMap, goValue } from './go-json.ts';

export interface LegacyImage {
  /** 64 hex digits. */
  readonly id: string;
  /** The file's content. */
  readonly json: Uint8Array;
}

const EPOCH = '1970-01-01T00:00:00Z';

/** One v1 image per layer, lowest first. All but the last say nothing but their ids; it has the image's own data. */
export async function legacyImages(config: ImageConfig): Promise<LegacyImage[]> {
  const diffs = config.rootfs.diff_ids;
  const chain = await chainIds(diffs);
  const out: LegacyImage[] = [];
  let parent: string | undefined;
  for (const [i, layer] of chain.entries()) {
    const last = i === chain.length - 1;
    const image = last ? ownFields(config) : blankFields();
    const identity = goMap({ ...image, layer_id: layer, ...(parent === undefined ? {} : { parent }) });
    const id = await sha256(utf8(encodeGoJson(identity)));
    const json = {
      id: hexOf(id),
      parent: parent === undefined ? undefined : hexOf(parent),
      ...image,
      os: config.os || undefined,
    };
    out.push({ id: hexOf(id), json: utf8(encodeGoJson(json)) });
    parent = id;
  }
  return out;
}

const blankFields = () => ({ created: EPOCH, container_config: goRunConfig({}) });

/** The fields of moby's V1Image, in its order. */
const ownFields = (config: ImageConfig) => ({
  comment: config.comment || undefined,
  created: config.created ?? null,
  container: config.container || undefined,
  container_config: goRunConfig(config.container_config ?? {}),
  docker_version: config.docker_version || undefined,
  author: config.author || undefined,
  config: config.config ? goRunConfig(config.config) : undefined,
  architecture: config.architecture || undefined,
  variant: config.variant || undefined,
  os: config.os || undefined,
});

/** What loading needs of a v1 image's `json` file. */
export interface LegacyJson {
  readonly parent: string | undefined;
  readonly os: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function parseLegacyJson(bytes: Uint8Array): LegacyJson {
  const fields = parseJson(bytes) as Record<string, unknown> | null;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new FailureError('invalid', 'v1 image JSON is not an object');
  }
  const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return { parent: word(fields['parent']), os: word(fields['os']), fields };
}

/** The history entry that stands for a v1 image. */
export function legacyHistory({ fields }: LegacyJson): HistoryEntry {
  const container = fields['container_config'] as { Cmd?: unknown } | undefined;
  const command = Array.isArray(container?.Cmd) ? container.Cmd.join(' ') : '';
  const word = (name: string) =>
    typeof fields[name] === 'string' && fields[name] !== '' ? String(fields[name]) : undefined;
  return {
    created: word('created'),
    author: word('author'),
    created_by: command || undefined,
    comment: word('comment'),
  };
}

const DROPPED: ReadonlySet<string> = new Set(['id', 'parent', 'Size', 'parent_id', 'layer_id', 'throwaway']);

/** Docker from here on wrote its JSON by the same rules as today, so that its bytes are kept. */
const SAME_RULES = '1.8.3';

/** As moby's MakeConfigFromV1Config: bytes kept, or the fields that today's Docker knows with all their members. */
function imageFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const version = fields['docker_version'];
  const own: Record<string, unknown> =
    typeof version === 'string' && compareVersions(version, SAME_RULES) >= 0
      ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, goValue(value)]))
      : { ...ownFields(fields as unknown as ImageConfig), os: fields['os'] || undefined };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

/** The config that a v1 image becomes. */
export function configOfLegacy(
  image: LegacyJson,
  diffs: readonly DiffId[],
  history: readonly HistoryEntry[],
): Uint8Array {
  const top = new Map<string, unknown>();
  for (const [name, value] of Object.entries(imageFields(image.fields))) if (!DROPPED.has(name)) top.set(name, value);
  top.set('rootfs', { type: 'layers', diff_ids: diffs });
  top.set('history', history);
  return utf8(encodeGoJson(top));
}
