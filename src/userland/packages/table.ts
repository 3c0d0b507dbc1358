/** Package managers and the commands on services, each loaded when first run. */
import type { AppletEntry } from '../bin/busybox.ts';
import type { Applet } from '../bin/lib/tool.ts';

function lazy<K extends string>(load: () => Promise<Record<K, Applet>>, name: K): AppletEntry {
  return { load: async () => (await load())[name] };
}

export const PACKAGE_PROGRAMS: Readonly<Record<string, AppletEntry>> = {
  apk: lazy(() => import('./apk/apk.ts'), 'apk'),
  apt: lazy(() => import('./apt/apt.ts'), 'apt'),
  'apt-cache': lazy(() => import('./apt/apt-cache.ts'), 'aptCache'),
  'apt-get': lazy(() => import('./apt/apt-get.ts'), 'aptGet'),
  'apt-key': lazy(() => import('./apt/apt-key.ts'), 'aptKey'),
  'apt-mark': lazy(() => import('./apt/apt-mark.ts'), 'aptMark'),
  dpkg: lazy(() => import('./deb/dpkg.ts'), 'dpkg'),
  'dpkg-query': lazy(() => import('./deb/dpkg-query.ts'), 'dpkgQuery'),
  rpm: lazy(() => import('./rpm/rpm.ts'), 'rpm'),
  yum: lazy(() => import('./yum/yum.ts'), 'yum'),
  chkconfig: lazy(() => import('../services/systemctl.ts'), 'chkconfig'),
  initctl: lazy(() => import('../services/upstart.ts'), 'initctl'),
  service: lazy(() => import('../services/service.ts'), 'service'),
  systemctl: lazy(() => import('../services/systemctl.ts'), 'systemctl'),
};
