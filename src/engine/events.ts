/** What happened, as `docker events` tells it: the last LIMITS.events are remembered, those who listen hear the rest. */
import type { EventMessage } from '../api/types/system.ts';
import type { StringMap } from '../api/types/container.ts';
import type { Clock } from '../base/ports.ts';
import { LIMITS } from '../base/limits.ts';
import { Queue } from '../base/queue.ts';
import type { Filters } from './filters.ts';
import { microseconds, parseUnixSeconds } from './timestamps.ts';

type EventType = EventMessage['Type'];

export class EventLog {
  #past: EventMessage[] = [];
  #listeners = new Set<(event: EventMessage) => void>();

  constructor(private readonly clock: Clock) {}

  /** `from` is the image of a container; image events have `id` and no `from`. */
  publish(type: EventType, action: string, id: string, attributes: StringMap): void {
    const now = this.clock.now();
    const legacy =
      type === 'container'
        ? { status: action, id, from: attributes.image ?? '' }
        : type === 'image'
          ? { status: action, id }
          : {};
    const sorted: Record<string, string> = {};
    for (const name of Object.keys(attributes).sort()) sorted[name] = attributes[name] as string;
    const event: EventMessage = {
      ...legacy,
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: sorted },
      scope: 'local',
      time: Math.floor(now / 1000),
      timeNano: Math.round(now * 1000) * 1000,
    };
    this.#past.push(event);
    if (this.#past.length > LIMITS.events) this.#past.shift();
    for (const listener of this.#listeners) listener(event);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /**
   * Past events first when `since` or `until` is given, then what comes, until `until` (seconds of the epoch) or `signal`. An
   * `until` that has passed asks for the past alone.
   */
  async *stream(query: {
    readonly since?: string | undefined;
    readonly until?: string | undefined;
    readonly filters: Filters;
    readonly signal: AbortSignal;
  }): AsyncGenerator<EventMessage> {
    const since = parseUnixSeconds(query.since);
    const until = parseUnixSeconds(query.until);
    const wanted = (event: EventMessage) => matchesEvent(query.filters, event);
    const past = this.#past.filter(
      (event) =>
        (since !== undefined || until !== undefined) &&
        Math.round(event.timeNano / 1000) >= microseconds(since ?? 0) &&
        (!until || Math.round(event.timeNano / 1000) <= microseconds(until)) &&
        wanted(event),
    );
    const remaining = until === undefined ? undefined : until - this.clock.now();
    if (remaining !== undefined && remaining <= 0) {
      yield* past;
      return;
    }
    const queue = new Queue<EventMessage>(Number.MAX_SAFE_INTEGER);
    const listener = (event: EventMessage) => {
      if (wanted(event)) void queue.push(event);
    };
    const end = () => queue.end();
    this.#listeners.add(listener);
    query.signal.addEventListener('abort', end);
    const cancel = remaining === undefined ? undefined : this.clock.after(remaining, end);
    try {
      yield* past;
      if (!query.signal.aborted) yield* queue;
    } finally {
      cancel?.();
      query.signal.removeEventListener('abort', end);
      this.#listeners.delete(listener);
    }
  }
}

const NAMED_KINDS = ['daemon', 'container', 'plugin', 'volume', 'network', 'service', 'node', 'secret', 'config'];

/** moby, daemon/events/filter.go. */
function matchesEvent(filters: Filters, event: EventMessage): boolean {
  const attributes = event.Actor.Attributes;
  // Whatever kind of thing has the name.
  const named = (kind: string) => filters.fuzzy(kind, event.Actor.ID) || filters.fuzzy(kind, attributes.name ?? '');
  return (
    matchesAction(filters, event.Action) &&
    filters.exact('type', event.Type) &&
    filters.exact('scope', event.scope) &&
    NAMED_KINDS.every(named) &&
    matchesImage(filters, event) &&
    filters.labels('label', attributes)
  );
}

function matchesAction(filters: Filters, action: string): boolean {
  const base = action.split(':', 1)[0] as string;
  return filters.exact('event', action) || filters.get('event').includes(base);
}

function matchesImage(filters: Filters, event: EventMessage): boolean {
  if (!filters.has('image')) return true;
  const name = event.Actor.Attributes[event.Type === 'image' ? 'name' : 'image'] ?? '';
  const untagged = name.replace(/:[^:/]*$/, '');
  return [event.Actor.ID, name, untagged].some((candidate) => filters.exact('image', candidate));
}
