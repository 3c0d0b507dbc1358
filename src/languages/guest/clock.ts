/** The clock of a guest, taken before the program's own timers have their place. */
import { keptClock } from '../../base/ports.ts';

export const guestClock = keptClock();
