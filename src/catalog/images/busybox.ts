import type { ImageRecipe } from '../recipe.ts';
import { busyboxRoot } from './busybox-root.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The C library that the glibc variant brings; it makes up for what Debian's static busybox is smaller. */
const LIBRARIES = [
  'ld-linux-x86-64.so.2',
  'libc.so.6',
  'libm.so.6',
  'libnss_compat.so.2',
  'libnss_dns.so.2',
  'libnss_files.so.2',
  'libpthread.so.0',
  'libresolv.so.2',
];

export const busyboxImages = (): readonly ImageRecipe[] => [
  busybox('1.37.0', ['latest', '1.37', '1', 'stable', 'glibc'], '2024-09-26T21:31:42Z'),
  busybox('1.36.1', ['1.36'], '2023-05-18T22:34:17Z'),
];

export function busybox(version: string, tags: readonly string[], created: string): ImageRecipe {
  const files = busyboxRoot('flat');
  for (const name of LIBRARIES) files.blank(`lib/${name}`, 200_000, { mode: 0o755 });
  files.symlink('lib64', 'lib');
  files.fit(4_270_000);
  return {
    repository: 'library/busybox',
    tags: [...tags, version],
    created,
    config: { Env: [PATH], Cmd: ['sh'] },
    steps: [{ createdBy: `BusyBox ${version} (glibc), Debian 12`, layer: files.entries() }],
  };
}
