/** `GET /containers/json` (moby, daemon/list.go). */
import type { Call } from '../../api/calls.ts';
import type { ContainerSummary, EndpointSettings, PortSummary } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { humanDuration } from '../../base/time.ts';
import type { Container } from './container.ts';
import { containerSizes } from './inspect.ts';
import { listedMounts } from './mounts.ts';

const ACCEPTED =
  `ancestor before exited id isolation is-task label name network publish expose since status volume health`.split(' ');
/** After so many containers others run: a list of thousands takes longer than a command should wait. */
const BREATH = 500;
const STATUSES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

export async function containerList(
  engine: EngineContext,
  call: Call<'containerList'>,
): Promise<readonly ContainerSummary[]> {
  const filters = Filters.parse(call.query.filters, ACCEPTED);
  const limit = call.query.limit ?? 0;
  const test = await makeTest(engine, filters, (call.query.all ?? false) || limit > 0);
  const newest = [...engine.containers.all()].sort((a, b) => b.record.created - a.record.created);
  const before = filters.get('before').map((term) => exactly(engine, term));
  const since = filters.get('since').map((term) => exactly(engine, term));
  const shown: ContainerSummary[] = [];
  const images = new Map<string, string | undefined>();
  for (const [i, container] of newest.entries()) {
    if (i > 0 && i % BREATH === 0) await new Promise<void>((resolve) => void engine.clock.after(0, resolve));
    if (before.some((other) => newest.indexOf(container) <= newest.indexOf(other))) continue;
    if (since.some((other) => newest.indexOf(container) >= newest.indexOf(other))) continue;
    if (!(await test(container))) continue;
    shown.push(await summary(engine, container, images, call.query.size ?? false));
    if (limit > 0 && shown.length === limit) break;
  }
  return shown;
}

/** By name or whole id: these filters take no shorter ids. */
function exactly(engine: EngineContext, term: string): Container {
  const found = engine.containers.lookUp(term);
  if (!found) throw new FailureError('notFound', `No such container: ${term}`);
  return found;
}

async function makeTest(engine: EngineContext, filters: Filters, all: boolean) {
  for (const status of filters.get('status')) {
    if (!STATUSES.includes(status)) throw new FailureError('invalid', `invalid filter 'status=${status}'`);
  }
  for (const health of filters.get('health')) {
    if (!['none', 'starting', 'healthy', 'unhealthy'].includes(health)) {
      throw new FailureError('invalid', `unrecognized filter value for health: ${health}`);
    }
  }
  for (const code of filters.get('exited')) {
    if (!/^[+-]?\d+$/.test(code)) {
      const reason = `strconv.Atoi: parsing ${JSON.stringify(code)}: invalid syntax`;
      throw new FailureError('invalid', `invalid filter 'exited=${code}': ${reason}`);
    }
  }
  const task = filters.has('is-task') && filters.boolean('is-task', false);
  const publish = filters.get('publish').flatMap((text) => portRange('publish', text));
  const expose = filters.get('expose').flatMap((text) => portRange('expose', text));
  const ancestors = await ancestorImages(engine, filters.get('ancestor'));
  return async (container: Container): Promise<boolean> => {
    const { record, state } = container;
    if (!state.running && !all && !filters.has('status')) return false;
    if (task) return false;
    if (!filters.match('name', record.name) && !filters.match('name', `/${record.name}`)) return false;
    if (!filters.match('id', record.id)) return false;
    if (!filters.labels('label', record.config.Labels)) return false;
    if (filters.has('exited') && !filters.get('exited').some((code) => hasExited(container, Number(code))))
      return false;
    if (!filters.match('status', container.status)) return false;
    if (!filters.exact('health', record.health?.status ?? 'none')) return false;
    if (filters.has('ancestor') && !ancestors.has(record.imageId)) return false;
    return (
      matchesVolume(container, filters) &&
      matchesNetwork(engine, container, filters) &&
      ports(container, publish, expose)
    );
  };
}

/** Exited, and never just created: `exited=0` does not show what has not been started. */
function hasExited({ state }: Container, code: number): boolean {
  return !state.running && state.startedAt !== 0 && state.exitCode === code;
}

/** The images named, and all that are built on them. */
async function ancestorImages(engine: EngineContext, terms: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const term of terms) {
    const image = await engine.images.find(term).catch(() => undefined);
    if (!image) continue;
    const queue = [image.id];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      ids.add(id);
      queue.push(...engine.images.children(id));
    }
  }
  return ids;
}

function matchesVolume({ record }: Container, filters: Filters): boolean {
  const values = filters.get('volume');
  if (!values.length) return true;
  return record.mounts.some((mount) => values.some((value) => value === mount.name || value === mount.destination));
}

function matchesNetwork(engine: EngineContext, { record }: Container, filters: Filters): boolean {
  const values = filters.get('network');
  if (!values.length) return true;
  return Object.entries(record.networks).some(([name, settings]) => {
    const id = settings.NetworkID || engine.networks.byName(name)?.id || '';
    return values.some((value) => value === name || (id !== '' && value === id));
  });
}

/** `8080`, `8080-8090`, `53/udp` (nat.ParsePortRange); a protocol that there is not has no ports. */
function portRange(kind: 'publish' | 'expose', text: string): string[] {
  const refuse = (reason: string) =>
    new FailureError('system', `error while looking up for ${kind} ${text}: ${reason}`);
  const [range = '', protocol = 'tcp'] = text.split('/');
  if (range === '') throw refuse('Empty string specified for ports.');
  const number = (word: string) => {
    const wrong = /^\d+$/.test(word) ? Number(word) > 65535 && 'value out of range' : 'invalid syntax';
    if (wrong) throw refuse(`strconv.ParseUint: parsing ${JSON.stringify(word)}: ${wrong}`);
    return Number(word);
  };
  const [from = '', to = from] = range.split('-');
  const [first, last] = [number(from), number(to)];
  if (last < first) throw refuse(`Invalid range specified for the Port: ${range}`);
  return Array.from({ length: last - first + 1 }, (_, i) => `${first + i}/${protocol}`);
}

/** Either filter is enough, and only a running container has ports; one that is not published counts as published on 0. */
function ports(container: Container, publish: readonly string[], expose: readonly string[]): boolean {
  if (!publish.length && !expose.length) return true;
  return portSummaries(container).some(
    ({ PublicPort = 0, PrivatePort, Type }) =>
      publish.includes(`${PublicPort}/${Type}`) || expose.includes(`${PrivatePort}/${Type}`),
  );
}

/** `images`: ids by name, looked up once for all containers. */
async function summary(
  engine: EngineContext,
  container: Container,
  images: Map<string, string | undefined>,
  size: boolean,
): Promise<ContainerSummary> {
  const { record } = container;
  const sizes = size ? await containerSizes(engine, container) : undefined;
  return {
    Id: record.id,
    Names: [`/${record.name}`],
    Image: await shownImage(engine, container, images),
    ImageID: record.imageId,
    Command: commandLine(record.path, record.args),
    Created: Math.floor(record.created / 1000),
    Ports: portSummaries(container),
    ...(sizes && { ...(sizes.SizeRw !== 0 && { SizeRw: sizes.SizeRw }), SizeRootFs: sizes.SizeRootFs }),
    Labels: record.config.Labels,
    State: container.status,
    Status: statusText(container, engine.clock.now()),
    HostConfig: { NetworkMode: record.hostConfig.NetworkMode ?? '' },
    NetworkSettings: {
      Networks: Object.fromEntries(
        Object.entries(record.networks).map(([name, settings]) => [
          name,
          {
            ...settings,
            Links: null,
            Aliases: null,
            DriverOpts: null,
            DNSNames: null,
            IPAMConfig: addresses(settings),
          },
        ]),
      ),
    },
    Mounts: listedMounts(record.mounts),
  };
}

/** What a list says of the addresses that were asked for. */
function addresses({ IPAMConfig }: EndpointSettings): EndpointSettings['IPAMConfig'] {
  if (!IPAMConfig) return null;
  const { IPv4Address, IPv6Address } = IPAMConfig;
  return { ...(IPv4Address && { IPv4Address }), ...(IPv6Address && { IPv6Address }) };
}

/** The name the container was made from, or the id once that name means another image. */
async function shownImage(
  engine: EngineContext,
  { record }: Container,
  images: Map<string, string | undefined>,
): Promise<string> {
  const name = record.config.Image;
  if (!images.has(name)) images.set(name, (await engine.images.find(name).catch(() => undefined))?.id);
  return images.get(name) === record.imageId ? name : record.imageId;
}

/** Arguments with spaces in quotes, as moby does. */
function commandLine(path: string, args: readonly string[]): string {
  const words = args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg));
  return [path, ...words].join(' ');
}

function portSummaries({ record }: Container): readonly PortSummary[] {
  const list = Object.entries(record.ports).flatMap(([port, bindings]): PortSummary[] => {
    const [number = '', Type = 'tcp'] = port.split('/');
    const PrivatePort = Number(number);
    if (!bindings?.length) return [{ PrivatePort, Type }];
    return bindings.map(({ HostIp, HostPort }) => ({ IP: HostIp, PrivatePort, PublicPort: Number(HostPort), Type }));
  });
  return list;
}

/** docker-format-facts 8. */
export function statusText(container: Container, now: number): string {
  const { state, record } = container;
  const ago = (time: number) => humanDuration(now - time);
  if (state.running) {
    if (state.paused) return `Up ${ago(state.startedAt)} (Paused)`;
    if (state.restarting) return `Restarting (${state.exitCode}) ${ago(state.finishedAt)} ago`;
    const { health } = record;
    if (!health) return `Up ${ago(state.startedAt)}`;
    const word = health.status === 'starting' ? 'health: starting' : health.status;
    return `Up ${ago(state.startedAt)} (${word})`;
  }
  if (state.removing) return 'Removal In Progress';
  if (state.dead) return 'Dead';
  if (state.startedAt === 0) return 'Created';
  if (state.finishedAt === 0) return '';
  return `Exited (${state.exitCode}) ${ago(state.finishedAt)} ago`;
}
