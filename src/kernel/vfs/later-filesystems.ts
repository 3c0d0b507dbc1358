/** /proc and /sys of a namespace: mounted from the start, while their code comes when somebody first looks into one of them. */
import type { NamespaceState } from '../process/namespace.ts';
import type { Filesystem } from './filesystem.ts';
import type * as ProcfsModule from './procfs.ts';
import { LaterDirectory, SyntheticFilesystem } from './synthetic.ts';
import type * as SysfsModule from './sysfs.ts';

let procfs: typeof ProcfsModule | undefined;
let sysfs: typeof SysfsModule | undefined;

export function createProcfs(namespace: NamespaceState): Filesystem {
  return later('proc', 21, namespace, (fs) => {
    if (procfs) return new procfs.Procfs(fs, namespace).root;
    return import('./procfs.ts').then((loaded) => new (procfs = loaded).Procfs(fs, namespace).root);
  });
}

export function createSysfs(namespace: NamespaceState): Filesystem {
  return later('sysfs', 22, namespace, (fs) => {
    if (sysfs) return sysfs.sysfsRoot(fs, namespace);
    return import('./sysfs.ts').then((loaded) => (sysfs = loaded).sysfsRoot(fs, namespace));
  });
}

function later(
  type: string,
  device: number,
  { machine }: NamespaceState,
  root: (fs: SyntheticFilesystem) => ReturnType<ConstructorParameters<typeof LaterDirectory>[1]>,
): Filesystem {
  return new SyntheticFilesystem(
    type,
    device,
    () => machine.clock.now(),
    (fs) => new LaterDirectory(fs, () => root(fs)),
  );
}
