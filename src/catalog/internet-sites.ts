/** Every site of the simulated Internet that is made at build time. */
import type { InternetSite } from './internet-tree.ts';
import { debianSites } from './packages/debian/repository.ts';
import { ubuntuSites } from './packages/ubuntu/repository.ts';

export const internetSites = (): readonly InternetSite[] => [...debianSites(), ...ubuntuSites()];
