import type { Guest } from '../guest/guest.ts';
export function runPython(guest: Guest): Promise<void> {
  guest.exit(1);
}
