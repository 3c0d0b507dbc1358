/** Debian 12 (bookworm): what its image has installed, and what its archive offers. */
import { parsePackages } from '../parse-packages.ts';
import { packageBlocks } from '../package-table.ts';
import type { PackageBlock } from '../package-table.ts';
import type { Package } from '../package.ts';
import { ADDITIONS } from './additions.ts';
import { BOOKWORM_BASE } from './bookworm-base.ts';
import { BOOKWORM_MORE } from './bookworm-more.ts';
import { TEXTS } from './texts.ts';

/** The family of Debian and Ubuntu: what other releases are derived from. */
export const debianFamily = (): readonly PackageBlock[] =>
  packageBlocks(BOOKWORM_BASE + BOOKWORM_MORE).map((block) => {
    const more = ADDITIONS[block.name];
    return more === undefined
      ? block
      : {
          ...block,
          lines: [
            ...block.lines,
            ...more
              .trim()
              .split('\n')
              .map((line) => line.trim()),
          ],
        };
  });

export const bookworm = (): readonly Package[] => parsePackages(debianFamily(), { texts: TEXTS });

/** Names of what the image has. */
export const bookwormBase = (): ReadonlySet<string> => new Set(packageBlocks(BOOKWORM_BASE).map(({ name }) => name));
