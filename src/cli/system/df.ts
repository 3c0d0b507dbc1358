/** docker system df */
import { humanDuration } from '../../base/time.ts';
import type { ContainerSummary } from '../../api/types/container.ts';
import type { ImageSummary } from '../../api/types/image.ts';
import type { DataUsageResponse, Volume } from '../../api/types/system.ts';
import { containerListing } from '../container/list-columns.ts';
import { CliFailure } from '../failure.ts';
import { formatRows, rowValue, unescaped, type Listing } from '../format/list-format.ts';
import { compileTemplate, executeTemplate } from '../format/template.ts';
import { TemplateError } from '../format/template-lex.ts';
import { humanSize, shortId } from '../format/units.ts';
import { GoList, GoStruct } from '../format/value.ts';
import { imageListing, imageRows, type ImageRow } from '../image/list-columns.ts';
import { volumeListing } from '../volume/volume.ts';
import type { Handler, Session } from '../session.ts';

interface CacheRecord {
  readonly ID: string;
  readonly Type: string;
  readonly Size: number;
  readonly CreatedAt: string;
  readonly LastUsedAt?: string | null;
  readonly UsageCount: number;
  readonly InUse: boolean;
  readonly Shared: boolean;
}

interface Kind {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Build cache has no share, as in real Docker. */
  readonly showsShare: boolean;
}

export const df: Handler = async (session, flags) => {
  const usage = (await session.client.systemDataUsage()) as DataUsageResponse;
  const format = flags.string('format');
  if (flags.bool('verbose')) return verbose(session, usage, format);
  const listing: Listing<Kind> = {
    type: '*formatter.diskUsageImagesContext',
    headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
    table: '{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}',
    fields: {
      Active: (row) => String(row.active),
      Reclaimable: (row) =>
        row.showsShare && row.size > 0
          ? `${humanSize(row.reclaimable)} (${Math.trunc((row.reclaimable * 100) / row.size)}%)`
          : humanSize(row.reclaimable),
      Size: (row) => humanSize(row.size),
      TotalCount: (row) => String(row.total),
      Type: (row) => row.type,
    },
  };
  await session.print(formatRows(format === 'raw' ? RAW : format || 'table', listing, kinds(usage)));
};

const RAW =
  'type: {{.Type}}\\ntotal: {{.TotalCount}}\\nactive: {{.Active}}\\nsize: {{.Size}}\\nreclaimable: {{.Reclaimable}}\\n';

function kinds(usage: DataUsageResponse): readonly Kind[] {
  const images = (usage.Images ?? []) as readonly ImageSummary[];
  const containers = (usage.Containers ?? []) as readonly ContainerSummary[];
  const volumes = (usage.Volumes ?? []) as readonly Volume[];
  const caches = (usage.BuildCache ?? []) as readonly CacheRecord[];
  const used = images.filter((image) => image.Containers > 0);
  const usedBytes = used.reduce(
    (sum, image) => sum + (image.Size === -1 || image.SharedSize === -1 ? 0 : image.Size - image.SharedSize),
    0,
  );
  const running = containers.filter((container) => /running|paused|restarting/.test(container.State));
  const sizeOf = (rows: readonly ContainerSummary[]) => rows.reduce((sum, row) => sum + (row.SizeRw ?? 0), 0);
  const volumeSize = (rows: readonly Volume[]) =>
    rows.reduce((sum, row) => sum + Math.max(0, row.UsageData?.Size ?? 0), 0);
  const idle = volumes.filter((volume) => (volume.UsageData?.RefCount ?? 0) === 0);
  const cacheSize = (rows: readonly CacheRecord[]) =>
    rows.filter((row) => !row.Shared).reduce((sum, row) => sum + row.Size, 0);
  return [
    {
      type: 'Images',
      total: images.length,
      active: used.length,
      size: usage.LayersSize,
      reclaimable: usage.LayersSize - usedBytes,
      showsShare: true,
    },
    {
      type: 'Containers',
      total: containers.length,
      active: running.length,
      size: sizeOf(containers),
      reclaimable: sizeOf(containers) - sizeOf(running),
      showsShare: true,
    },
    {
      type: 'Local Volumes',
      total: volumes.length,
      active: volumes.length - idle.length,
      size: volumeSize(volumes),
      reclaimable: volumeSize(idle),
      showsShare: true,
    },
    {
      type: 'Build Cache',
      total: caches.length,
      active: caches.filter((row) => row.InUse).length,
      size: cacheSize(caches),
      reclaimable: cacheSize(caches.filter((row) => !row.InUse)),
      showsShare: false,
    },
  ];
}

async function verbose(session: Session, usage: DataUsageResponse, format: string): Promise<void> {
  const now = session.now();
  const parts = verboseParts(usage, now);
  if (format !== '' && format !== 'table') {
    const { images, containers, volumes, caches } = parts;
    const list = <T>(name: string, listing: Listing<T>, rows: readonly T[]) => ({
      name,
      json: name,
      omitEmpty: false,
      get: () =>
        new GoList(
          `[]${listing.type}`,
          rows.map((row) => rowValue(listing, row)),
        ),
    });
    const all = new GoStruct('*formatter.diskUsageContext', [
      list('Images', untruncated(images.listing), images.rows),
      list('Containers', containers.listing, containers.rows),
      list('Volumes', volumes.listing, volumes.rows),
      list('BuildCache', caches.listing, caches.rows),
    ]);
    await printVerbose(session, format, all);
    return;
  }
  const { images, containers, volumes, caches } = parts;
  const cacheBytes = caches.rows.filter((row) => !row.Shared).reduce((sum, row) => sum + row.Size, 0);
  await session.print(
    'Images space usage:\n\n' +
      formatRows(
        'table {{.Repository}}\\t{{.Tag}}\\t{{.ID}}\\t{{.CreatedSince}}\\t{{.Size}}\\t{{.SharedSize}}\\t{{.UniqueSize}}\\t{{.Containers}}',
        images.listing,
        images.rows,
      ) +
      '\nContainers space usage:\n\n' +
      formatRows(
        'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.LocalVolumes}}\\t{{.Size}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Names}}',
        containers.listing,
        containers.rows,
      ) +
      '\nLocal Volumes space usage:\n\n' +
      formatRows('table {{.Name}}\\t{{.Links}}\\t{{.Size}}', volumes.listing, volumes.rows) +
      `\nBuild cache usage: ${humanSize(cacheBytes)}\n\n` +
      formatRows('table', caches.listing, caches.rows),
  );
}

/** Where templates see all objects, ids are whole and no newline follows. */
async function printVerbose(session: Session, format: string, value: GoStruct): Promise<void> {
  try {
    const source = format === 'json' ? '{{json .}}' : unescaped(format.replace(/^table\s*/, ''));
    await session.print(executeTemplate(compileTemplate(source), value));
  } catch (error) {
    if (error instanceof TemplateError) throw new CliFailure(error.message);
    throw error;
  }
}

function untruncated(listing: Listing<ImageRow>): Listing<ImageRow> {
  return { ...listing, fields: { ...listing.fields, ID: ({ image }) => image.Id } };
}

function verboseParts(usage: DataUsageResponse, now: number) {
  const images = imageListing(true, now, false);
  const containers = containerListing({ truncate: true, now, size: true });
  return {
    images: {
      listing: {
        ...images,
        headers: { ...images.headers, Containers: 'CONTAINERS' },
        fields: {
          ...images.fields,
          SharedSize: ({ image }: ImageRow) => humanSize(Math.max(0, image.SharedSize)),
          UniqueSize: ({ image }: ImageRow) => humanSize(image.Size - Math.max(0, image.SharedSize)),
        },
      },
      // An image is told once, by the first of its names.
      rows: ((usage.Images ?? []) as readonly ImageSummary[]).flatMap((image) =>
        imageRows([{ ...image, RepoTags: image.RepoTags?.slice(0, 1) ?? null, RepoDigests: [] }], false),
      ),
    },
    containers: {
      listing: {
        ...containers,
        fields: { ...containers.fields, Size: (row: ContainerSummary) => humanSize(row.SizeRw ?? 0, 3) },
      },
      rows: (usage.Containers ?? []) as readonly ContainerSummary[],
    },
    volumes: { listing: volumeListing(), rows: (usage.Volumes ?? []) as readonly Volume[] },
    caches: { listing: cacheListing(now), rows: (usage.BuildCache ?? []) as readonly CacheRecord[] },
  };
}

function cacheListing(now: number): Listing<CacheRecord> {
  const ago = (text: string | null | undefined) => (text ? `${humanDuration(now - Date.parse(text))} ago` : '');
  return {
    type: '*formatter.buildCacheContext',
    headers: {
      ID: 'CACHE ID',
      CacheType: 'CACHE TYPE',
      Size: 'SIZE',
      CreatedSince: 'CREATED',
      LastUsedSince: 'LAST USED',
      UsageCount: 'USAGE',
      Shared: 'SHARED',
    },
    table: '{{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}',
    fields: {
      CacheType: (row) => row.Type,
      CreatedSince: (row) => ago(row.CreatedAt),
      ID: (row) => `${shortId(row.ID)}${row.InUse ? '*' : ''}`,
      LastUsedSince: (row) => ago(row.LastUsedAt),
      Shared: (row) => String(row.Shared),
      Size: (row) => humanSize(row.Size, 3),
      UsageCount: (row) => String(row.UsageCount),
    },
  };
}
