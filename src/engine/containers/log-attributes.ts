/** What `docker logs --details` shows: the labels, variables and the tag that the options of json-file ask for. */
import { FailureError } from '../../base/errors.ts';
import { cut } from '../filters.ts';
import type { HostFacts } from '../host-facts.ts';
import type { ContainerRecord } from './container-record.ts';

/** `a=1,b=2`, in the order of their names, escaped as in a query. */
export function logAttributes(record: ContainerRecord, host: HostFacts): string {
  const { hostConfig, config } = record;
  const options = (hostConfig.LogConfig as { readonly Config?: Readonly<Record<string, string>> | null } | undefined)
    ?.Config;
  const variables = Object.fromEntries((config.Env ?? []).map((entry) => cut(entry)));
  const picked: [string, string][] = [];
  const pick = (from: Readonly<Record<string, string | undefined>>, names?: string, pattern?: string) => {
    const wanted = new Set(names?.split(',').map((name) => name.trim()));
    for (const [name, value = ''] of Object.entries(from)) {
      if (wanted.has(name) || (pattern && new RegExp(pattern).test(name))) picked.push([name, value]);
    }
  };
  pick(config.Labels ?? {}, options?.['labels'], options?.['labels-regex']);
  pick(variables, options?.['env'], options?.['env-regex']);
  const tag = logTag(options?.['tag'] ?? '', record, host);
  if (tag) picked.push(['tag', tag]);
  return picked
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${queryEscape(name)}=${queryEscape(value)}`)
    .join(',');
}

/** Go's url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

const short = (id: string) => id.slice(0, 12);

/** What a tag can name (moby, daemon/logger/loginfo.go). */
const TAG_FIELDS: Readonly<Record<string, (record: ContainerRecord, host: HostFacts) => string>> = {
  ID: ({ id }) => short(id),
  FullID: ({ id }) => id,
  Name: ({ name }) => name,
  ImageID: ({ imageId }) => short(imageId),
  ImageFullID: ({ imageId }) => imageId,
  ImageName: ({ config }) => config.Image,
  Command: ({ path, args }) => [path, ...args].join(' '),
  Hostname: (_record, host) => host.name,
  DaemonName: () => 'docker',
  ContainerID: ({ id }) => id,
  ContainerName: ({ name }) => `/${name}`,
  ContainerEntrypoint: ({ path }) => path,
  ContainerImageID: ({ imageId }) => imageId,
  ContainerImageName: ({ config }) => config.Image,
};

/** The tag with its fields filled in. Fails as the template does; of templates the engine knows fields alone. */
export function logTag(tag: string, record: ContainerRecord, host: HostFacts): string {
  const text = tag.replace(/\{\{(.*?)\}\}/gs, (action: string, inside: string, at: number) => {
    const [, name = ''] = /^-?\s*\.(\w+)\s*-?$/.exec(inside) ?? [];
    if (!name)
      throw new FailureError(
        'notImplemented',
        `Drydock knows only fields in the tag of a log, not ${JSON.stringify(action)}: real Docker would run the template`,
      );
    const field = TAG_FIELDS[name];
    if (field) return field(record, host);
    const where = `template: log-tag:1:${at + inside.indexOf('.') + 2}: executing "log-tag" at <.${name}>`;
    throw new FailureError('system', `${where}: can't evaluate field ${name} in type *logger.Info`);
  });
  if (tag.replace(/\{\{.*?\}\}/gs, '').includes('{{'))
    throw new FailureError('system', 'template: log-tag:1: unclosed action');
  return text;
}
