/** Every site of the simulated Internet that is made at build time. */
import type { InternetSite } from './internet-tree.ts';
import { alpineSites } from './packages/apk/archive.ts';
import { debianSites } from './packages/debian/repository.ts';
import { rubygemsSites } from './packages/gem/archive.ts';
import { openvzSites } from './packages/openvz.ts';
import { centosSites } from './packages/rpm/repository.ts';
import { ubuntuSites } from './packages/ubuntu/repository.ts';

export const internetSites = (): readonly InternetSite[] => [
  ...debianSites(),
  ...ubuntuSites(),
  ...centosSites(),
  ...alpineSites(),
  ...rubygemsSites(),
  ...openvzSites(),
];
