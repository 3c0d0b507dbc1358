import { memoryDriver } from '../../src/store/memory/driver.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { storeSuite } from './store-suite.ts';

storeSuite('memory', () => {
  let kept: StorageDriver | undefined;
  // What a process leaves behind is simply kept: closing is passed over.
  return { open: async (options) => ({ ...(kept ??= memoryDriver(options)), close: () => undefined }) };
});
