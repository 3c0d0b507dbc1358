/** One instruction: its variables expanded, its effect on the stage, its image (moby, builder/dockerfile/dispatchers.go). */
import { makeWorkingDirectory } from '../snapshot-directory.ts';
import { configure, configures, expandedBy } from './configure.ts';
import { copyStep } from './copy.ts';
import type { Variables } from './expand.ts';
import type { Instruction } from './instructions.ts';
import { runStep } from './run.ts';
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
  let done = false;
  try {
    const { step, variables } = expandedBy(instruction, [...env, ...state.args.environment(env)], build.escape);
    await apply(build, state, step, variables);
    done = true;
  } finally {
    if (build.forceRemove || (build.remove && done)) await removeStepContainers(build);
  }
}

async function apply(build: Build, state: StageState, step: Instruction, variables: Variables): Promise<void> {
  if (configures(step)) {
    if (step.kind === 'healthcheck') tellOverriding(build, state);
    const comment = configure(state, step, variables, build.escape);
    return step.kind === 'workdir' ? workdir(build, state, comment) : commitStep(build, state, comment);
  }
  switch (step.kind) {
    case 'add':
    case 'copy':
      return copyStep(build, state, step);
    case 'run':
      return runStep(build, state, step);
    case 'arg':
      for (const [name, value] of step.args) state.args.declare(name, value);
      return commitStep(build, state, `ARG ${step.args.map(argText).join(' ')}`);
  }
}

const argText = ([name, value]: readonly [string, string | undefined]) =>
  value === undefined ? name : `${name}=${value}`;

function tellOverriding(build: Build, { config }: StageState): void {
  const before = config.Healthcheck?.Test ?? [];
  if (before.length && before[0] !== 'NONE') {
    sayStdout(build, `Note: overriding previous HEALTHCHECK: [${before.join(' ')}]\n`);
  }
}

/** The directory is made in the step's container when it is missing. */
async function workdir(build: Build, state: StageState, comment: string): Promise<void> {
  const made = withCommentWord(state.config, comment);
  if (await useCache(build, state, made)) return;
  const container = await createStepContainer(build, state, made);
  await makeWorkingDirectory(build.engine, container.id, state.config.WorkingDir ?? '');
  await commitStepContainer(build, state, container, container.record.config);
}
