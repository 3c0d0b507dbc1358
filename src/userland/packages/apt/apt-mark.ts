/** apt-mark: which packages were asked for, and which came along with others. */
import { withQuietClusters } from './quiet.ts';
import { tool, type Applet } from '../../bin/lib/tool.ts';
import { DpkgDatabase } from '../deb/database.ts';
import { ExtendedStates } from './extended-states.ts';

export const aptMark: Applet = withQuietClusters(
  tool(
    {
      name: 'apt-mark',
      usage: '[options] {auto|manual} pkg1 [pkg2 ...]',
      about: 'Marks packages',
      options: 'q|quiet=? h',
      usageStatus: 100,
      from: 'apt',
    },
    async (t) => {
      const [command = '', ...names] = t.operands;
      const database = await DpkgDatabase.read(t.sys);
      const states = await ExtendedStates.read(t.sys);
      const installed = database
        .all()
        .filter(({ state }) => state === 'installed')
        .map(({ name }) => name);
      switch (command) {
        case 'showmanual':
          for (const name of installed) if (!states.automatic.has(name)) await t.out.line(name);
          return 0;
        case 'showauto':
          for (const name of installed) if (states.automatic.has(name)) await t.out.line(name);
          return 0;
        case 'auto':
        case 'manual': {
          const known = names.filter((name) => installed.includes(name));
          for (const name of names) if (!known.includes(name)) await t.err(`E: Unable to locate package ${name}\n`);
          if (known.length === 0) {
            await t.err('E: No packages found\n');
            return 100;
          }
          if (t.sys.credentials.euid !== 0) {
            await t.err(
              'E: Could not create temporary file for /var/lib/apt/extended_states - mkstemp (13: Permission denied)\nE: Failed to write temporary StateFile /var/lib/apt/extended_states\n',
            );
            return 100;
          }
          for (const name of known) {
            const automatic = states.automatic.has(name);
            if (automatic === (command === 'auto'))
              await t.out.line(
                `${name} was already set to ${command === 'auto' ? 'automatically' : 'manually'} installed.`,
              );
            else await t.out.line(`${name} set to ${command === 'auto' ? 'automatically' : 'manually'} installed.`);
          }
          await states.mark(known, command === 'auto');
          return known.length === names.length ? 0 : 100;
        }
        case 'hold':
        case 'unhold':
        case 'showhold':
          await t.err(
            `E: ${command} is not simulated in Drydock; the real apt-mark would keep packages from being upgraded\n`,
          );
          return 100;
        default:
          await t.err(`E: Invalid operation ${command}\n`);
          return 100;
      }
    },
  ),
);
