import type { Shell } from '../shell.ts';
export function setUpInteractive(_sh: Shell): void {}
export async function runInteractive(_sh: Shell): Promise<number> {
  return 0;
}
