/** The subcommands of `drydock`. Each is loaded when it is called, so that none pays for another. */

import { UsageError } from './usage-error.ts';

export type Command = (args: readonly string[]) => Promise<number>;

interface Subcommand {
  readonly usage: string;
  readonly about: string;
  readonly load: () => Promise<Command>;
}

export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  engine: {
    usage: '--host unix://PATH|tcp://127.0.0.1:PORT [--data DIR] [--allow-path PATH]... [--hub DIR]',
    about: 'Serve the simulated engine: the real docker CLI and any SDK may drive it',
    load: async () => (await import('./commands/engine.ts')).engine,
  },
  sh: {
    usage: '[-c SCRIPT] [--data DIR]',
    about: "Open a shell on the learner's machine, or run a script there",
    load: async () => (await import('./commands/sh.ts')).sh,
  },
  sandbox: {
    usage: 'export FILE | import FILE | take NAME | restore NAME | drop NAME | list  --data DIR',
    about: 'Carry the whole state away as one file, and go back to copies of it',
    load: async () => (await import('./commands/sandbox.ts')).sandbox,
  },
  docker: {
    usage: 'COMMAND',
    about: "Run Drydock's docker program against the engine that DOCKER_HOST names",
    load: async () => (await import('./commands/docker.ts')).docker,
  },
  lesson: {
    usage: 'check PATH...|--all [--anew] [--jobs N] | new FOLDER',
    about: 'Prove lessons: they can be solved, wrong attempts are told so, every command runs; or begin one',
    load: async () => (await import('./commands/lesson.ts')).lesson,
  },
  help: {
    usage: '',
    about: 'Show this text',
    load: async () => async () => {
      process.stdout.write(helpText());
      return 0;
    },
  },
};

/** Answers the exit status: 0, 1 for a failure, 2 for words that are not understood; `docker` has its own. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...args] = argv;
  const subcommand = SUBCOMMANDS[/^(-h|--help)$/.test(name) ? 'help' : name];
  if (!subcommand) {
    process.stderr.write(`drydock: '${name}' is not a drydock command.\nSee 'drydock help'\n`);
    return 2;
  }
  try {
    return await (
      await subcommand.load()
    )(args);
  } catch (error) {
    process.stderr.write(`drydock ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function helpText(): string {
  const lines = Object.entries(SUBCOMMANDS).map(
    ([name, { usage, about }]) => `  ${`${name} ${usage}`.trim()}\n        ${about}`,
  );
  return `Usage:  drydock COMMAND\n\nA Docker learning sandbox, without its page\n\nCommands:\n${lines.join('\n')}\n`;
}
