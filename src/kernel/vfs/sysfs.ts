/** A minimal sysfs: the directories that exist on every machine, and what programs look up most. */
import type { NamespaceState } from '../process/namespace.ts';
import { cgroupDirectory } from './cgroupfs.ts';
import { sysClassNet } from './network-files.ts';
import { fixedDirectory, SyntheticFile, type SyntheticDirectory, type SyntheticFilesystem } from './synthetic.ts';

export function sysfsRoot(fs: SyntheticFilesystem, namespace: NamespaceState): SyntheticDirectory {
  const empty = () => fixedDirectory(fs, {});
  const file = (text: string) => () => new SyntheticFile(fs, () => text);
  const cpu = () => fixedDirectory(fs, { online: file('0-1\n'), possible: file('0-1\n'), present: file('0-1\n') });
  return fixedDirectory(fs, {
    block: empty,
    bus: empty,
    class: () => fixedDirectory(fs, { net: () => sysClassNet(fs, () => namespace.network.state), tty: empty }),
    dev: empty,
    devices: () => fixedDirectory(fs, { system: () => fixedDirectory(fs, { cpu }) }),
    firmware: empty,
    fs: () => fixedDirectory(fs, { cgroup: () => cgroupDirectory(fs, namespace) }),
    kernel: empty,
    module: empty,
    power: empty,
  });
}
