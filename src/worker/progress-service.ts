/**
 * What the learner has done, kept beside the sandbox and not in it: putting an earlier state of the machine back, or
 * erasing it, takes no lesson away.
 */
import { openIndexedDb } from '../store/indexeddb/driver.ts';
import { openRecords } from '../store/record-store.ts';
import type { Records } from '../store/store.ts';
import type { Services } from './services.ts';
import { SERVICE } from './protocol.ts';

const DATABASE = 'drydock-learner';
const KEY = 'progress';

/** One for all tabs. */
export function createProgressService(): (mux: Services) => void {
  let records: Promise<Records> | undefined;
  const open = () => (records ??= openIndexedDb(DATABASE).then(openRecords));
  return (mux) => {
    mux.serve(SERVICE.loadProgress, async (_, channel) => {
      await channel.send((await (await open()).get(KEY)) ?? null);
    });
    mux.serve(SERVICE.saveProgress, async (progress, channel) => {
      await (await open()).write([{ key: KEY, value: progress }]);
      await channel.send(true);
    });
  };
}
