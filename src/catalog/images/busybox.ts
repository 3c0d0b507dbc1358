import type { ImageRecipe } from '../recipe.ts';
import { busyboxRoot } from './busybox-root.ts';

export const busybox = (): ImageRecipe => ({
  repository: 'library/busybox',
  tags: ['latest', '1.37'],
  created: '2024-09-26T21:31:42Z',
  config: {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['sh'],
  },
  steps: [{ createdBy: 'BusyBox 1.37.0 (glibc), Debian 12', layer: busyboxRoot('flat').entries() }],
});
