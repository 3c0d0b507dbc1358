/** All stages of a Dockerfile, one after the other. */
import type { ContainerConfig } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import { parsePlatform } from '../../oci/manifest.ts';
import { shortId } from '../identifiers.ts';
import { findOrPull } from './base-image.ts';
import { BuildArgs } from './build-args.ts';
import { cacheProbe } from './cache.ts';
import { expandedArgs } from './configure.ts';
import { dispatch } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { readInstruction, type Recipe, type Stage } from './instructions.ts';
import { parseDockerfile } from './parse.ts';
import { sayStdout, type Build, type StageState } from './state.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface StagesOptions {
  readonly given: Readonly<Record<string, string | null>>;
  readonly noCache: boolean;
  readonly cacheFrom: readonly ImageId[] | undefined;
}

/** The last stage's image; undefined when nothing was made of `FROM scratch`. */
export async function buildStages(
  build: Build,
  recipe: Recipe,
  args: BuildArgs,
  options: StagesOptions,
): Promise<ImageId | undefined> {
  const total =
    recipe.metaArgs.length + recipe.stages.reduce((sum, { instructions }) => sum + 1 + instructions.length, 0);
  let step = 0;
  const announce = (code: string) => {
    sayStdout(build, `Step ${++step}/${total} : ${code}`);
    sayStdout(build, '\n');
  };
  for (const meta of recipe.metaArgs) {
    announce(meta.code);
    const expand = (word: string) => expandWord(word, args.allowed(), build.escape);
    for (const [name, value] of expandedArgs(meta, expand).args) args.declareMeta(name, value);
  }
  let image: ImageId | undefined;
  for (const stage of recipe.stages) {
    if (stage.name && build.finished.some(({ name }) => name === stage.name)) {
      throw new FailureError('invalid', `${stage.name} stage name already used`);
    }
    announce(stage.code);
    image = await buildStage(build, stage, { args, options, announce });
    build.finished.push({ name: stage.name, image });
  }
  const unused = args.unused();
  if (unused.length) {
    sayStdout(build, `[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
  }
  return image;
}

async function buildStage(
  build: Build,
  stage: Stage,
  shared: { readonly args: BuildArgs; readonly options: StagesOptions; readonly announce: (code: string) => void },
): Promise<ImageId | undefined> {
  const { options } = shared;
  const state = await begin(build, stage, {
    args: new BuildArgs(options.given, shared.args),
    cache: cacheProbe(build.engine, { disabled: options.noCache, from: options.cacheFrom }),
  });
  await runTriggers(build, state);
  tellImage(build, state);
  for (const instruction of stage.instructions) {
    if (build.signal.aborted) {
      sayStdout(build, 'Build cancelled\n');
      throw new FailureError('system', 'Build cancelled');
    }
    shared.announce(instruction.code);
    await dispatch(build, state, instruction);
    tellImage(build, state);
  }
  if (state.image) build.say({ aux: { ID: state.image } });
  return state.image;
}

function tellImage(build: Build, { image }: StageState): void {
  sayStdout(build, ` ---> ${shortId(image ?? '')}\n`);
}

async function begin(build: Build, stage: Stage, parts: Pick<StageState, 'args' | 'cache'>): Promise<StageState> {
  const image = await baseImage(build, stage, parts.args);
  const base = image ? (await build.engine.images.config(image)).config : undefined;
  const config = { ...((base ?? {}) as Partial<ContainerConfig>), OpenStdin: false, StdinOnce: false };
  const env = config.Env ?? [];
  const Env = env.some((entry) => entry.split('=', 1)[0] === 'PATH') ? env : [...env, PATH];
  return { config: { ...config, Env }, image, author: '', commandGiven: false, ...parts };
}

/** An earlier stage, the empty root, or an image. */
async function baseImage(build: Build, stage: Stage, args: BuildArgs): Promise<ImageId | undefined> {
  const meta = args.meta();
  const platform = stagePlatform(expandWord(stage.platform, meta, build.escape));
  const name = expandWord(stage.base, meta, build.escape);
  if (name === '') throw new FailureError('invalid', `base name (${stage.base}) should not be blank`);
  const earlier = build.finished.find((other) => other.name !== '' && other.name === name.toLowerCase());
  if (earlier) return earlier.image;
  if (name === 'scratch') return undefined;
  return (await findOrPull(build, name, platform || build.platform)).id;
}

function stagePlatform(text: string): string {
  if (text === '') return '';
  try {
    parsePlatform(text);
    return text;
  } catch (error) {
    throw new FailureError('invalid', `failed to parse platform ${text}: ${messageOf(error)}`);
  }
}

/** What ONBUILD put into the base image happens now, and is not passed on. */
async function runTriggers(build: Build, state: StageState): Promise<void> {
  const triggers = state.config.OnBuild ?? [];
  if (triggers.length === 0) return;
  state.config.OnBuild = null;
  sayStdout(build, `# Executing ${triggers.length} build trigger`);
  if (triggers.length > 1) sayStdout(build, 's');
  sayStdout(build, '\n');
  for (const trigger of triggers) {
    const { nodes } = parseDockerfile(trigger);
    const [node] = nodes;
    if (!node || nodes.length !== 1) {
      throw new FailureError('invalid', 'onbuild trigger should be a single expression');
    }
    await dispatch(build, state, readInstruction(node));
  }
}
