/** What became of containers when the machine went off and on, as the Engine API tells it. */
import type { EngineClient } from '../../api/calls.ts';

/** IDs of containers. */
export interface PowerCut {
  /** What ran in them has ended. */
  readonly stopped: readonly string[];
  /** Their restart policies have started them again, or are about to. */
  readonly again: readonly string[];
}

/** A process that went down with the machine has this exit status. */
const LOST = '{"exited":{"255":true}}';
/** Of so many it is asked when they ended, and whether they come again. Of a larger crowd nobody reads the names. */
const ASKED = 100;

/** `since`: when the machine went off, in milliseconds. To be asked before the learner has started anything. */
export async function powerCut(client: EngineClient, since: number): Promise<PowerCut> {
  const [running, lost] = await Promise.all([
    client.containerList({}),
    client.containerList({ query: { all: true, filters: LOST } }),
  ]);
  const stopped: string[] = [];
  const again = running.map(({ Id }) => Id);
  if (lost.length > ASKED) return { stopped: lost.map(({ Id }) => Id), again };
  for (const { Id: id } of lost) {
    // One after the other: with hundreds of them, a command that is typed meanwhile need not wait for all.
    const { Id, State, HostConfig } = await client.containerInspect({ path: { id } });
    if (Date.parse(State.FinishedAt) < since || again.includes(Id)) continue;
    ((HostConfig.RestartPolicy?.Name || 'no') === 'no' ? stopped : again).push(Id);
  }
  return { stopped, again };
}
