import { open } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { isWaitingForOutsideWork } from './outside-work.ts';

test('a file that is being closed is work outside, as Node tells it', async () => {
  const file = await open(import.meta.filename);
  const closing = file.close();
  const told = process.getActiveResourcesInfo().filter((name) => name === 'CloseReq');
  expect(told.length).toBeGreaterThan(0);
  await closing;
  // What was read right before is told beside it for a moment: this is what is left when that is over.
  const active = vi.spyOn(process, 'getActiveResourcesInfo').mockReturnValue(['Timeout', 'CloseReq']);
  expect(isWaitingForOutsideWork()).toBe(true);
  active.mockReturnValue(['Timeout']);
  expect(isWaitingForOutsideWork()).toBe(false);
  active.mockRestore();
});
