/** Programs about the machine below a container, most of which a container may not touch: reboot and kin. */
import { SysError } from '../../kernel/errno.ts';
import { tool } from './lib/tool.ts';

/** busybox asks pid 1 to end, which in a container ignores what it has no handler for; `-f` asks the kernel. */
function power(name: 'halt' | 'poweroff' | 'reboot', about: string) {
  return tool({ name, usage: '[-d DELAY] [-nf]', about, options: 'd= n f w', from: 'systemd' }, async (t) => {
    if (!t.busybox)
      return t.die(
        'System has not been booted with systemd as init system; the machine of Drydock is not switched off',
      );
    if (t.has('f')) return t.die(': Operation not permitted');
    t.sys.kill(1, name === 'halt' ? 'USR1' : name === 'poweroff' ? 'USR2' : 'TERM');
    return 0;
  });
}

export const halt = power('halt', 'Halt the system');
export const poweroff = power('poweroff', 'Halt and shut off power');
export const reboot = power('reboot', 'Reboot the system');

/** Nothing is swapped: what there is to do is what /etc/fstab asks for. */
function swap(name: 'swapon' | 'swapoff', about: string) {
  return tool(
    { name, usage: '[-a] [DEVICE]', about, options: 'a e d p= s show', from: 'util-linux 2.38.1' },
    async (t) => {
      if (t.has('a')) {
        try {
          await t.sys.stat('/etc/fstab');
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
          return t.die(`cannot open /etc/fstab: ${error.message}`, `can't open '/etc/fstab': ${error.message}`);
        }
        return 0;
      }
      const [device] = t.operands;
      if (device === undefined) return t.has('s') || t.has('show') || !t.busybox ? 0 : t.usage('');
      try {
        await t.sys.stat(device);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`cannot open ${device}: ${error.message}`, `${device}: ${error.message}`);
      }
      return t.die(`${device}: ${name} failed: Operation not permitted`, `${device}: Operation not permitted`);
    },
  );
}

export const swapon = swap('swapon', 'Start swapping on DEVICE');
export const swapoff = swap('swapoff', 'Stop swapping on DEVICE');

export const lsmod = tool(
  { name: 'lsmod', usage: '', about: 'List loaded kernel modules', from: 'kmod' },
  async (t) => {
    await t.out.line(
      t.busybox ? 'Module                  Size  Used by    Not tainted' : 'Module                  Size  Used by',
    );
    await t.err(
      t.busybox
        ? 'lsmod: /proc/modules: No such file or directory\n'
        : 'libkmod: could not open /proc/modules: No such file or directory\n',
    );
    return 1;
  },
);
