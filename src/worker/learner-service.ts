/**
 * What the learner has done and which lessons were brought, kept beside the sandbox and not in it: putting an earlier
 * state of the machine back, or erasing it, takes no lesson away.
 */
import { systemClock } from '../base/ports.ts';
import { openIndexedDb } from '../store/indexeddb/driver.ts';
import { openRecords } from '../store/record-store.ts';
import type { Records } from '../store/store.ts';
import type { Services } from './services.ts';
import { SERVICE, type PackParams } from './protocol.ts';

const DATABASE = 'drydock-learner';
const KEY = 'progress';
const PACKS = 'packs/';

/** One for all tabs. */
export function createLearnerService(): (mux: Services) => void {
  let records: Promise<Records> | undefined;
  const open = () => (records ??= openIndexedDb(DATABASE).then((driver) => openRecords(driver, systemClock)));
  return (mux) => {
    mux.serve(SERVICE.loadProgress, async (_, channel) => {
      await channel.send((await (await open()).get(KEY)) ?? null);
    });
    mux.serve(SERVICE.saveProgress, async (progress, channel) => {
      await (await open()).write([{ key: KEY, value: progress }]);
      await channel.send(true);
    });
    mux.serve(SERVICE.listPacks, async (_, channel) => {
      await channel.send((await (await open()).list<PackParams>(PACKS)).map(([, pack]) => pack));
    });
    mux.serve(SERVICE.savePack, async (params, channel) => {
      const { source, bytes } = params as PackParams;
      await (await open()).write([{ key: PACKS + source, value: bytes && { source, bytes } }]);
      await channel.send(true);
    });
  };
}
