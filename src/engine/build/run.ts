/** Running a step's container: its output goes to the client as it comes. */
import { text } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import type { Attachment, Container } from '../containers/container.ts';
import { publishContainer } from '../containers/container-events.ts';
import { deleteContainer } from '../containers/delete.ts';
import { startContainer } from '../containers/start.ts';
import type { BuildArgs } from './build-args.ts';
import { resolveLine } from './command-line.ts';
import type { Instruction } from './instructions.ts';
import { commitStepContainer, createStepContainer, useCache } from './step.ts';
import { sayStderr, sayStdout, type Build, type Config, type StageState } from './state.ts';

/** A command ended with another exit status than 0; the client ends with the same one. */
export class StepFailure extends FailureError {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super('system', message);
  }
}

export async function runStep(build: Build, state: StageState, run: Instruction & { kind: 'run' }): Promise<void> {
  if (run.flagsUsed[0] !== undefined) throw needsBuildKit(run.flagsUsed[0]);
  const command = resolveLine(run.line, state.config);
  const env = state.config.Env ?? [];
  const args = state.args.environment(env);
  const made: Config = { ...state.config, Cmd: withArgs(command, args, state.args) };
  if (made.Cmd?.length) made.Entrypoint = null;
  if (await useCache(build, state, made)) return;
  const config: Config = {
    ...state.config,
    Cmd: command,
    Env: [...env, ...args],
    Healthcheck: { Test: ['NONE'] },
    // One empty word: not even the image's entry point.
    ...(made.Cmd?.length && { Entrypoint: [''] }),
  };
  const container = await createStepContainer(build, state, config);
  await runContainer(build, container, command);
  await commitStepContainer(build, state, container, made);
}

export function needsBuildKit(flag: string): FailureError {
  return new FailureError(
    'system',
    `the --${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
  );
}

/** Build arguments stand before the command in the history: with others, it is another step. */
function withArgs(command: readonly string[], args: readonly string[], declared: BuildArgs): readonly string[] {
  if (args.length === 0) return command;
  const shown = args.filter((entry) => declared.isShown(entry.split('=', 1)[0] as string)).sort();
  return [`|${shown.length}`, ...shown, ...command];
}

async function runContainer(build: Build, container: Container, command: readonly string[]): Promise<void> {
  const { engine, signal } = build;
  const attachment: Attachment = {
    write: async ({ stream, bytes }) => {
      (stream === 'stdout' ? sayStdout : sayStderr)(build, text(bytes));
      return true;
    },
    end: () => Promise.resolve(),
  };
  container.attachments.add(attachment);
  publishContainer(engine, container, 'attach');
  let removed: Promise<void> | undefined;
  const cancel = () => {
    removed = deleteContainer(engine, container, { force: true, volumes: true }).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  try {
    await startContainer(engine, container, { byUser: true });
    if (signal.aborted && !removed) cancel();
    const code = await container.wait('not-running');
    await removed;
    if (signal.aborted) throw new FailureError('system', 'build cancelled');
    if (code !== 0) {
      throw new StepFailure(code, `The command '${command.join(' ')}' returned a non-zero code: ${code}`);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
