/**
 * `POST /build`: the classic builder (moby, builder/dockerfile and api/server/backend/build). A step that runs something
 * gets a container; every step gets an image, whose parent is the step before it.
 */
import type { Call } from '../../api/calls.ts';
import type { HostConfig } from '../../api/types/container.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { text } from '../../base/bytes.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import { firstValue, quoted } from '../../base/go-json-syntax.ts';
import { sourceOf } from '../../base/streams.ts';
import { decompress } from '../../oci/compression.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import { parsePlatform } from '../../oci/manifest.ts';
import { familiarString, parseNormalized, withDefaultTag, type Reference } from '../../oci/reference.ts';
import type { EngineContext } from '../context.ts';
import { shortId } from '../identifiers.ts';
import { tagImage } from '../images/tag.ts';
import { messages, type Say } from '../messages.ts';
import { registryConfig } from './base-image.ts';
import { BuildArgs } from './build-args.ts';
import { contextSource, missingContext, leadsOut } from './copy-source.ts';
import { ignores } from './dockerignore.ts';
import { FileTree } from './file-tree.ts';
import { remoteContext } from './remote-context.ts';
import { readRecipe, type Instruction, type Recipe } from './instructions.ts';
import { parseDockerfile, type Dockerfile } from './parse.ts';
import { StepFailure } from './run.ts';
import { buildStages } from './stages.ts';
import { sayStderr, type Build } from './state.ts';

type Query = Call<'imageBuild'>['query'];

export async function imageBuild(engine: EngineContext, call: Call<'imageBuild'>): Promise<AsyncIterable<JsonMessage>> {
  const { query } = call;
  checkQuery(query);
  const options = {
    buildArgs: jsonMap<string | null>(query.buildargs, 'error reading build args'),
    labels: jsonMap<string>(query.labels, 'error reading labels'),
    cacheFrom: Object.values(jsonMap<string>(query.cachefrom, 'error reading cache-from')),
    tags: parseTags(query.t ?? []),
  };
  return messages((say) => (query.q ? quietly(engine, call, options, say) : answering(engine, call, options, say)));
}

interface Options {
  readonly buildArgs: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of images. */
  readonly cacheFrom: readonly string[];
  readonly tags: readonly Reference[];
}

async function answering(engine: EngineContext, call: Call<'imageBuild'>, options: Options, say: Say): Promise<void> {
  try {
    await build(engine, call, options, say);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    say({ errorDetail: { code: error.code, message: error.message }, error: error.message });
  }
}

/** `-q`: only the id, or all there is to say when it went wrong. */
async function quietly(engine: EngineContext, call: Call<'imageBuild'>, options: Options, say: Say): Promise<void> {
  const held: JsonMessage[] = [];
  try {
    const id = await build(engine, call, options, (message) => void held.push(message));
    say({ stream: `${id}\n` });
  } catch (error) {
    for (const message of held) say(message);
    if (!(error instanceof StepFailure)) throw error;
    say({ errorDetail: { code: error.code, message: error.message }, error: error.message });
  }
}

async function build(engine: EngineContext, call: Call<'imageBuild'>, options: Options, say: Say): Promise<ImageId> {
  const { query } = call;
  const { tree, dockerfile } = await readContext(engine, call, say);
  if (query.platform) parsePlatform(query.platform);
  const recipe = withLabels(upTo(readRecipe(dockerfile), query.target ?? ''), options.labels);
  const work: Build = {
    engine,
    say,
    signal: call.signal,
    escape: dockerfile.escape,
    context: tree ? contextSource(tree) : missingContext(),
    hostConfig: hostConfigOf(query),
    remove: query.forcerm || (query.rm ?? true),
    forceRemove: query.forcerm ?? false,
    pull: truth(query.pull),
    platform: query.platform ?? '',
    credentials: registryConfig(call.headers['x-registry-config']),
    containers: new Set(),
    finished: [],
  };
  for (const warning of dockerfile.warnings) sayStderr(work, `${warning}\n`);
  const image = await buildStages(work, recipe, new BuildArgs(options.buildArgs), {
    given: options.buildArgs,
    noCache: query.nocache ?? false,
    cacheFrom: await knownImages(engine, options.cacheFrom),
  });
  if (!image) throw new FailureError('system', 'No image was generated. Is your Dockerfile empty?');
  say({ stream: `Successfully built ${shortId(image)}\n` });
  for (const tag of options.tags) {
    await engine.locks.run('images', () => tagImage(engine, image, tag));
    say({ stream: `Successfully tagged ${familiarString(tag)}\n` });
  }
  return image;
}

/** Without a tree when a Dockerfile by its address is all there is. */
async function readContext(
  engine: EngineContext,
  { query, body, signal }: Call<'imageBuild'>,
  say: Say,
): Promise<{ readonly tree: FileTree | undefined; readonly dockerfile: Dockerfile }> {
  const remote = query.remote ? await remoteContext(engine, query.remote, signal, say) : undefined;
  if (remote?.kind === 'dockerfile') return { tree: undefined, dockerfile: parseDockerfile(text(remote.bytes)) };
  const tree = new FileTree();
  await tree.addContext(decompress(remote ? sourceOf(remote.bytes) : (body ?? sourceOf())));
  return { tree, dockerfile: readDockerfile(engine, tree, query.dockerfile || 'Dockerfile') };
}

function checkQuery(query: Query): void {
  const refuse = (message: string, kind: 'invalid' | 'notImplemented' = 'invalid') => new FailureError(kind, message);
  const { version = '', remote = '' } = query;
  jsonMap(query.outputs, 'invalid outputs specified');
  shmSize(query);
  if (version !== '' && version !== '1' && version !== '2') {
    throw refuse(`invalid version ${JSON.stringify(version)}`);
  }
  if (version === '2') {
    throw refuse(
      'BuildKit is not simulated by this engine: real Docker would build with it; build with DOCKER_BUILDKIT=0',
      'notImplemented',
    );
  }
  if (query.securityopt) throw refuse('security options are not supported on linux');
  if (query.squash) throw refuse('squash is only supported with experimental mode');
  const { isolation = '' } = query;
  if (isolation !== '' && isolation.toLowerCase() !== 'default') {
    throw refuse(`unsupported isolation: ${JSON.stringify(isolation)}`);
  }
  jsonMap(query.ulimits, 'error reading ulimit settings');
  if (/^https?:\/\//.test(remote) && !/\.git(#.+)?$/.test(remote)) return;
  if (!remote) return;
  if (!/^(https?:\/\/|git:\/\/|git@|github\.com\/)/.test(remote)) {
    throw new FailureError('system', `remoteURL (${remote}) could not be recognized as URL`);
  }
  throw refuse(
    `building from ${remote} is not simulated in Drydock: real Docker would fetch the build context from there`,
    'notImplemented',
  );
}

function jsonMap<T>(json: string | undefined, doing: string): Readonly<Record<string, T>> {
  if (!json) return {};
  try {
    return (JSON.parse(json) as Record<string, T> | null) ?? {};
  } catch {
    throw new FailureError('invalid', `${doing}: ${whyNoJson(json)}`);
  }
}

/** As Go's json.Unmarshal puts it. */
function whyNoJson(json: string): string {
  try {
    const { end } = firstValue(json);
    return `invalid character ${quoted(json[end] ?? '')} after top-level value`;
  } catch (error) {
    const said = messageOf(error);
    return said === 'EOF' || said === 'unexpected EOF' ? 'unexpected end of JSON input' : said;
  }
}

/** Each once, in order. */
function parseTags(tags: readonly string[]): readonly Reference[] {
  const parsed = new Map<string, Reference>();
  for (const tag of tags.filter((name) => name !== '')) {
    const reference = parseNormalized(tag);
    if (reference.digest) throw new FailureError('invalid', 'build tag cannot contain a digest');
    const full = withDefaultTag(reference);
    parsed.set(familiarString(full), full);
  }
  return [...parsed.values()];
}

const truth = (value: string | undefined) => !['', '0', 'no', 'false', 'none'].includes((value ?? '').toLowerCase());

function shmSize({ shmsize = '' }: Query): number {
  if (/^([-+]?\d+)?$/.test(shmsize)) return Number(shmsize);
  throw new FailureError('system', `strconv.ParseInt: parsing ${JSON.stringify(shmsize)}: invalid syntax`);
}

function hostConfigOf(query: Query): HostConfig {
  const ulimits: unknown = query.ulimits ? JSON.parse(query.ulimits) : null;
  return {
    LogConfig: { Type: 'none', Config: {} },
    NetworkMode: query.networkmode || 'default',
    ...(query.extrahosts?.length && { ExtraHosts: query.extrahosts }),
    Memory: query.memory ?? 0,
    MemorySwap: query.memswap ?? 0,
    CpuShares: query.cpushares ?? 0,
    CpuPeriod: query.cpuperiod ?? 0,
    CpuQuota: query.cpuquota ?? 0,
    CpusetCpus: query.cpusetcpus ?? '',
    CpusetMems: query.cpusetmems ?? '',
    CgroupParent: query.cgroupparent ?? '',
    ShmSize: shmSize(query),
    Ulimits: ulimits,
  } as HostConfig;
}

/** Reads it, and takes it out of the context when `.dockerignore` says so. */
function readDockerfile(engine: EngineContext, tree: FileTree, given: string): Dockerfile {
  if (leadsOut(given)) throw new FailureError('invalid', `forbidden path outside the build context: ${given} ()`);
  const lower = given.toLowerCase();
  const found = (name: string) => tree.get(tree.follow(name));
  const name = !found(given) && given === 'Dockerfile' && found(lower) ? lower : given;
  const entry = found(name);
  if (!entry) throw new FailureError('system', `Cannot locate specified Dockerfile: ${name}`);
  if (entry.header.type === 'directory') {
    const number = [...engine.random.bytes(4)].reduce((sum, byte) => sum * 256 + byte, 0);
    const place = `/var/lib/docker/tmp/docker-builder${number}/${name}`;
    throw new FailureError('system', `unexpected error reading Dockerfile: read ${place}: is a directory`);
  }
  if (entry.bytes.length === 0) throw new FailureError('system', `the Dockerfile (${name}) cannot be empty`);
  let dockerfile: Dockerfile;
  try {
    dockerfile = parseDockerfile(text(entry.bytes));
  } catch (error) {
    throw new FailureError('invalid', `failed to parse ${name}: ${messageOf(error)}`);
  }
  const ignore = found('.dockerignore');
  if (ignore) {
    const content = text(ignore.bytes);
    for (const path of ['.dockerignore', name]) if (ignores(content, path)) tree.remove(path);
  }
  return dockerfile;
}

function upTo(recipe: Recipe, target: string): Recipe {
  if (target === '') return recipe;
  const index = recipe.stages.findIndex(({ name }) => name !== '' && name === target.toLowerCase());
  if (index < 0) throw new FailureError('invalid', `target stage ${JSON.stringify(target)} could not be found`);
  return { ...recipe, stages: recipe.stages.slice(0, index + 1) };
}

/** `--label` is a LABEL for each at the end of the last stage. */
function withLabels(recipe: Recipe, labels: Readonly<Record<string, string>>): Recipe {
  const last = recipe.stages.at(-1);
  if (!last) return recipe;
  const added = Object.keys(labels)
    .sort()
    .map((name): Instruction => {
      const value = labels[name] ?? '';
      return { kind: 'label', pairs: [[name, value]], literal: true, code: `LABEL ${name}=${value}` };
    });
  return {
    ...recipe,
    stages: [...recipe.stages.slice(0, -1), { ...last, instructions: [...last.instructions, ...added] }],
  };
}

/** `--cache-from`: what is not here is passed over; undefined when nothing is named. */
async function knownImages(engine: EngineContext, names: readonly string[]): Promise<readonly ImageId[] | undefined> {
  if (names.length === 0) return undefined;
  const ids: ImageId[] = [];
  for (const name of names) {
    const image = await engine.images.find(name).catch(() => undefined);
    if (image) ids.push(image.id);
  }
  return ids;
}
