import type { Guest } from '../guest/guest.ts';
export function runPostgres(guest: Guest): Promise<void> {
  guest.exit(1);
}
