/** service: what a machine's init system makes of it; in a container without one, the script in /etc/init.d. */
import { tool, type Applet, type Tool } from '../bin/lib/tool.ts';
import { execCommand } from '../bin/lib/find-program.ts';
import { exists, namesIn } from '../packages/files.ts';
import { initSystem } from './init-system.ts';
import { systemctl } from './systemctl.ts';
import { upstart } from './upstart.ts';
import { systemdUnit, upstartJob } from './unit.ts';

const USAGE = 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n';

export const service: Applet = tool(
  { name: 'service', usage: 'SERVICE COMMAND', about: 'Runs a service', rawArguments: true, from: 'service' },
  async (t) => {
    const [name, action, ...rest] = t.operands;
    if (name === undefined || name === '--help' || name === '-h') {
      await t.err(USAGE);
      return name === undefined ? 1 : 0;
    }
    const system = await initSystem(t.sys);
    if (name === '--status-all') return statusAll(t);
    if (action === undefined) {
      await t.err(USAGE);
      return 1;
    }
    if (system === 'systemd' && (await systemdUnit(t.sys, name))) {
      await t.err(`Redirecting to /bin/systemctl ${action} ${name}.service\n`);
      return systemctl(t.sys, ['systemctl', action, `${name}.service`]);
    }
    if (system === 'upstart' && (await upstartJob(t.sys, name))) return upstart(t, action, name);
    if (await exists(t.sys, `/etc/init.d/${name}`)) {
      await t.out.flush();
      return execCommand(t.sys, [`/etc/init.d/${name}`, action, ...rest]);
    }
    if (system === 'systemd') {
      await t.err(`Redirecting to /bin/systemctl ${action} ${name}.service\n`);
      return systemctl(t.sys, ['systemctl', action, `${name}.service`]);
    }
    await t.err(`${name}: unrecognized service\n`);
    return 1;
  },
);

async function statusAll(t: Tool): Promise<number> {
  for (const name of await namesIn(t.sys, '/etc/init.d')) {
    if (!['README', 'skeleton', 'rc', 'rcS', 'functions'].includes(name)) await t.out.line(` [ ? ]  ${name}`);
  }
  return 0;
}
