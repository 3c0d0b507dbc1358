/** One instruction: its variables expanded, its effect on the stage, its image (moby, builder/dockerfile/dispatchers.go). */
import { FailureError } from '../../base/errors.ts';
import { cut } from '../filters.ts';
import { parseSignal } from '../signals.ts';
import { writeTar } from '../../oci/tar/write.ts';
import { resolveLine } from './command-line.ts';
import { copyStep } from './copy.ts';
import { expandWord, expandWords, variablesOf, type Variables } from './expand.ts';
import { goDuration, goQuote, goQuoteList, goQuoteRune } from './go-format.ts';
import type { Health, Instruction, Pair } from './instructions.ts';
import { exposedPorts } from './ports.ts';
import { runStep } from './run.ts';
import { cleanAbsolute, resolveInSnapshot } from '../snapshot-path.ts';
import {
  commitStep,
  commitStepContainer,
  createStepContainer,
  removeStepContainers,
  useCache,
  withCommentWord,
} from './step.ts';
import { sayStdout, type Build, type StageState } from './state.ts';

/** Step containers go when the step succeeded, or always with `--force-rm`, or never with `--rm=false`. */
export async function dispatch(build: Build, state: StageState, instruction: Instruction): Promise<void> {
  state.config.Image = state.image ?? '';
  const env = state.config.Env ?? [];
  const variables = variablesOf([...env, ...state.args.environment(env)]);
  let done = false;
  try {
    await apply(
      build,
      state,
      expanded(instruction, (word) => expandWord(word, variables, build.escape)),
      variables,
    );
    done = true;
  } finally {
    if (build.forceRemove || (build.remove && done)) await removeStepContainers(build);
  }
}

type Expander = (word: string) => string;

function expanded(instruction: Instruction, expand: Expander): Instruction {
  const pairs = (list: readonly Pair[]) => list.map(([name, value]): Pair => [expand(name), expand(value)]);
  switch (instruction.kind) {
    case 'env':
      return { ...instruction, pairs: pairs(instruction.pairs) };
    case 'label':
      return instruction.literal ? instruction : { ...instruction, pairs: pairs(instruction.pairs) };
    case 'arg':
      return expandedArgs(instruction, expand);
    case 'add':
    case 'copy':
      return {
        ...instruction,
        chown: expand(instruction.chown),
        destination: expand(instruction.destination),
        sources: instruction.sources.map(expand),
      };
    case 'volume':
      return { ...instruction, paths: instruction.paths.map(expand) };
    case 'workdir':
    case 'user':
    case 'stopsignal':
      return { ...instruction, value: expand(instruction.value) };
    default:
      return instruction;
  }
}

export function expandedArgs<T extends Instruction & { kind: 'arg' }>(instruction: T, expand: Expander): T {
  return {
    ...instruction,
    args: instruction.args.map(([name, value]) => [expand(name), value === undefined ? undefined : expand(value)]),
  };
}

async function apply(build: Build, state: StageState, step: Instruction, variables: Variables): Promise<void> {
  const { config } = state;
  switch (step.kind) {
    case 'add':
    case 'copy':
      return copyStep(build, state, step);
    case 'run':
      return runStep(build, state, step);
    case 'env':
      config.Env = withVariables(config.Env ?? [], step.pairs);
      return commitStep(build, state, `ENV ${joined(step.pairs)}`);
    case 'label':
      config.Labels = { ...(config.Labels ?? {}), ...Object.fromEntries(step.pairs) };
      return commitStep(build, state, `LABEL ${joined(step.pairs)}`);
    case 'arg':
      for (const [name, value] of step.args) state.args.declare(name, value);
      return commitStep(build, state, `ARG ${step.args.map(argText).join(' ')}`);
    case 'cmd':
      config.Cmd = resolveLine(step.line, config);
      await commitStep(build, state, `CMD ${goQuoteList(config.Cmd)}`);
      if (step.line.words.length) state.commandGiven = true;
      return;
    case 'entrypoint':
      config.Entrypoint = step.line.words.length ? resolveLine(step.line, config) : null;
      if (!state.commandGiven) config.Cmd = null;
      return commitStep(build, state, `ENTRYPOINT ${goQuoteList(config.Entrypoint)}`);
    case 'expose':
      return expose(
        build,
        state,
        step.ports.flatMap((port) => expandWords(port, variables, build.escape)),
      );
    case 'healthcheck':
      return healthcheck(build, state, step.health);
    case 'volume':
      if (step.paths.includes('')) throw new FailureError('invalid', 'VOLUME specified can not be an empty string');
      config.Volumes = { ...(config.Volumes ?? {}), ...Object.fromEntries(step.paths.map((path) => [path, {}])) };
      return commitStep(build, state, `VOLUME [${step.paths.join(' ')}]`);
    default:
      return applyPlain(build, state, step);
  }
}

async function applyPlain(
  build: Build,
  state: StageState,
  step: Instruction & { kind: 'shell' | 'maintainer' | 'onbuild' | 'workdir' | 'user' | 'stopsignal' },
): Promise<void> {
  const { config } = state;
  switch (step.kind) {
    case 'workdir':
      return workdir(build, state, step.value);
    case 'shell':
      config.Shell = step.shell;
      return commitStep(build, state, `SHELL [${step.shell.join(' ')}]`);
    case 'maintainer':
      state.author = step.value;
      return commitStep(build, state, `MAINTAINER ${step.value}`);
    case 'onbuild':
      config.OnBuild = [...(config.OnBuild ?? []), step.value];
      return commitStep(build, state, `ONBUILD ${step.value}`);
    case 'user':
      config.User = step.value;
      return commitStep(build, state, `USER ${step.value}`);
    case 'stopsignal':
      parseSignal(step.value);
      config.StopSignal = step.value;
      return commitStep(build, state, `STOPSIGNAL ${step.value}`);
  }
}

const joined = (pairs: readonly Pair[]) => pairs.map(([name, value]) => `${name}=${value}`).join(' ');
const argText = ([name, value]: readonly [string, string | undefined]) =>
  value === undefined ? name : `${name}=${value}`;

/** A variable that is set already keeps its place. */
function withVariables(env: readonly string[], pairs: readonly Pair[]): readonly string[] {
  const merged = [...env];
  for (const [name, value] of pairs) {
    const at = merged.findIndex((entry) => cut(entry)[0] === name);
    if (at < 0) merged.push(`${name}=${value}`);
    else merged[at] = `${name}=${value}`;
  }
  return merged;
}

async function expose(build: Build, state: StageState, ports: readonly string[]): Promise<void> {
  const exposed = ports.flatMap(exposedPorts).map((port) => [port, {}]);
  state.config.ExposedPorts = { ...(state.config.ExposedPorts ?? {}), ...Object.fromEntries(exposed) };
  await commitStep(build, state, `EXPOSE ${ports.join(' ')}`);
}

async function healthcheck(build: Build, state: StageState, health: Health): Promise<void> {
  const before = state.config.Healthcheck?.Test ?? [];
  if (before.length && before[0] !== 'NONE') {
    sayStdout(build, `Note: overriding previous HEALTHCHECK: [${before.join(' ')}]\n`);
  }
  state.config.Healthcheck = health;
  const { Test, Interval = 0, Timeout = 0, StartPeriod = 0, StartInterval = 0, Retries = 0 } = health;
  const times = [Interval, Timeout, StartPeriod, StartInterval].map((time) => goQuote(goDuration(time))).join(' ');
  await commitStep(build, state, `HEALTHCHECK &{${goQuoteList(Test)} ${times} ${goQuoteRune(Retries)}}`);
}

/** The directory is made in the step's container when it is missing. */
async function workdir(build: Build, state: StageState, path: string): Promise<void> {
  if (path === '') throw new FailureError('invalid', 'cannot normalize nothing');
  const { config } = state;
  config.WorkingDir = path.startsWith('/') ? path : cleanAbsolute(`/${config.WorkingDir ?? ''}/${path}`);
  const made = withCommentWord(config, `WORKDIR ${config.WorkingDir}`);
  if (await useCache(build, state, made)) return;
  const container = await createStepContainer(build, state, made);
  await makeDirectory(build, container.id, config.WorkingDir);
  await commitStepContainer(build, state, container, container.record.config);
}

async function makeDirectory({ engine }: Build, snapshot: string, wanted: string): Promise<void> {
  const { path, info } = await resolveInSnapshot(engine.runtime, snapshot, wanted);
  if (info) return;
  const header = { type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: engine.clock.now(), size: 0 } as const;
  const tar = writeTar([{ header: { ...header, name: path.slice(1) } }]);
  await engine.runtime.extract({ snapshot }, '/', tar, { noOverwriteDirNonDir: true, copyUidGid: true });
}
