/** docker events */
import type { EventMessage } from '../../api/types/system.ts';
import { rfc3339Nano } from '../../base/time.ts';
import { CliFailure } from '../failure.ts';
import { filterQuery } from '../filters.ts';
import { byBytes } from '../format/json.ts';
import { compileTemplate, executeTemplate } from '../format/template.ts';
import { TemplateError } from '../format/template-lex.ts';
import { typed } from '../inspect/schema.ts';
import { timestampOf } from '../timestamps.ts';
import type { Handler } from '../session.ts';

export const events: Handler = async (session, flags) => {
  let format = flags.string('format');
  if (format === 'json') format = '{{json .}}';
  let template: ReturnType<typeof compileTemplate> | undefined;
  try {
    template = format === '' ? undefined : compileTemplate(format);
    // Tried out on an event without content, so that mistakes are told at once.
    if (template) executeTemplate(template, typed('events.Message', {}));
  } catch (error) {
    if (error instanceof TemplateError)
      throw new CliFailure(`Error parsing format: ${error.message.replace('in type events.', 'in type *events.')}`, 64);
    throw error;
  }
  const moment = (flag: 'since' | 'until') =>
    flags.string(flag) ? { [flag]: momentOf(flags.string(flag), session.now()) } : {};
  const stop = new AbortController();
  const release = session.machine.onSignal('INT', () => stop.abort());
  let status = 0;
  try {
    const messages = (await session.client.systemEvents({
      query: { ...moment('since'), ...moment('until'), ...filterQuery(flags.list('filter')) },
      signal: stop.signal,
    })) as AsyncIterable<EventMessage>;
    for await (const message of messages) {
      await session.print(
        `${template ? executeTemplate(template, typed('events.Message', message)) : eventLine(message)}\n`,
      );
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    status = 130;
  } finally {
    release();
  }
  return status;
};

function momentOf(text: string, now: number): string {
  try {
    return timestampOf(text, now);
  } catch (error) {
    throw new CliFailure((error as Error).message);
  }
}

/** `2026-11-23T17:57:02.821147184Z container die <id> (exitCode=137, image=busybox, name=web)` */
export function eventLine(message: EventMessage): string {
  const attributes = Object.entries(message.Actor.Attributes ?? {})
    .sort(([a], [b]) => byBytes(a, b))
    .map(([key, value]) => `${key}=${value}`);
  const time = fixedNano(message.time, message.timeNano);
  const detail = attributes.length ? ` (${attributes.join(', ')})` : '';
  return `${time} ${message.Type} ${message.Action} ${message.Actor.ID}${detail}`;
}

/** Nanoseconds are beyond a double's precision: what is lost is in the last three digits. */
function fixedNano(seconds: number, nano: number): string {
  const fraction = nano ? String(Number(BigInt(Math.round(nano)) % 1_000_000_000n)).padStart(9, '0') : '000000000';
  return rfc3339Nano(seconds * 1000).replace('Z', `.${fraction}Z`);
}
