/** What Node prints about an error that nobody caught, and the status it ends with. */
import { inspect } from './inspect.ts';
import { NODE_VERSION } from './version.ts';

/** `    at name (/app/x.js:1:7)`, whatever the engine puts around it. */
const FRAME = /^\s+at (?:(?<name>.*?) \()?(?<file>\/[^:()]+|\[[a-z]+\]):(?<line>\d+):(?<column>\d+)\)?$/;

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Frames of the program alone: those of Drydock say nothing to whoever wrote it. */
export function ownStack(stack: string, isOwn: (file: string) => boolean): { text: string; place: Place | undefined } {
  let place: Place | undefined;
  const lines = stack.split('\n').flatMap((line) => {
    if (!/^\s+at /.test(line)) return [line];
    const frame = FRAME.exec(line)?.groups;
    if (!frame || !isOwn(frame.file as string)) return [];
    place ??= { file: frame.file as string, line: Number(frame.line), column: Number(frame.column) };
    const name = frame.name?.replace(/\beval\b/, '<anonymous>').replace(/^<anonymous>$/, 'Object.<anonymous>');
    const where = `${frame.file}:${frame.line}:${frame.column}`;
    return [name ? `    at ${name} (${where})` : `    at ${where}`];
  });
  return { text: lines.join('\n'), place };
}

/** Stands where the program's own line would. */
const FROM_INSIDE = 'node:internal\n  throw err;\n  ^\n\n';

export interface UncaughtOptions {
  readonly origin: 'exception' | 'rejection';
  readonly isOwn: (file: string) => boolean;
  readonly source: (file: string) => string | undefined;
}

export function uncaughtText(error: unknown, { origin, isOwn, source }: UncaughtOptions): string {
  const end = `\n\nNode.js v${NODE_VERSION}\n`;
  if (!(error instanceof Error)) {
    if (origin === 'exception')
      return `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)${end}`;
    const why = `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${inspect(error)}".`;
    return `node:internal/process/promises\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n\n[UnhandledPromiseRejection: ${why}] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}${end}`;
  }
  const { text, place } = ownStack(error.stack ?? String(error), isOwn);
  const { stack } = error;
  error.stack = text.includes('\n    at ') ? text : `${text}\n    at <anonymous>`;
  const shown = text.includes('\n    at ') ? inspect(error) : inspect(error).replace('\n    at <anonymous>', '');
  error.stack = stack ?? '';
  const line = place && source(place.file)?.split('\n')[place.line - 1];
  if (!place || line === undefined) return `${FROM_INSIDE}${shown}${end}`;
  // Where it was thrown, which is a little before where it was made.
  const thrown = line.slice(0, place.column).lastIndexOf('throw ');
  const caret = `${' '.repeat(thrown >= 0 ? thrown : Math.max(0, place.column - 1))}^`;
  return `${place.file}:${place.line}\n${line}\n${caret}\n\n${shown}${end}`;
}
