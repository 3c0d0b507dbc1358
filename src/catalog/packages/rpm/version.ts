/** `2:1.13.1-209.el7` taken apart, and the names that are made of it. */
import type { Package } from '../package.ts';

export interface RpmVersion {
  readonly epoch: number | undefined;
  readonly version: string;
  readonly release: string;
}

export function versionOf({ name, version: whole }: Package): RpmVersion {
  const [, epoch, version, release] = /^(?:(\d+):)?([^-]+)-(.+)$/.exec(whole) ?? [];
  if (version === undefined || release === undefined) throw new Error(`${name}: ${whole} has no release`);
  return { epoch: epoch === undefined ? undefined : Number(epoch), version, release };
}

/** `wget-1.14-18.el7_6.1.x86_64.rpm` */
export function rpmName(entry: Package): string {
  const { version, release } = versionOf(entry);
  return `${entry.name}-${version}-${release}.${entry.architecture}.rpm`;
}
