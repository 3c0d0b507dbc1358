/** What pid 1 does when the machine is switched on: it starts the services that are to be there. */
import type { Sys } from '../../kernel/sys.ts';
import { initSystem } from './init-system.ts';
import { startService } from './running.ts';
import { enabledServices } from './unit.ts';

export async function startEnabled(sys: Sys): Promise<void> {
  const system = await initSystem(sys);
  if (system === 'none') return;
  for (const unit of await enabledServices(sys, system)) await startService(sys, unit);
}
