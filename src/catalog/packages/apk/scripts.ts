/** Effects as Alpine's packages carry them: scripts for busybox, before and after the files come. */
import type { Package, PackageEffect } from '../package.ts';

export function apkScripts({ effects }: Package): Readonly<Record<string, string>> {
  const script = (lines: readonly string[]) => `#!/bin/sh\n\n${lines.map((line) => `${line}\n`).join('')}\nexit 0\n`;
  const before = effects.flatMap(account);
  const after = effects.flatMap(configured);
  return {
    ...(before.length > 0 && { '.pre-install': script(before) }),
    ...(after.length > 0 && { '.post-install': script(after) }),
  };
}

function account(effect: PackageEffect): readonly string[] {
  if (effect.kind === 'group') return [`addgroup -S ${effect.name} 2>/dev/null`];
  if (effect.kind !== 'user') return [];
  const { name, group, home, shell } = effect;
  return [`adduser -S -D -H -h ${home} -s ${shell} -G ${group} -g ${name} ${name} 2>/dev/null`];
}

function configured(effect: PackageEffect): readonly string[] {
  if (effect.kind === 'link') return [`[ -e ${effect.path} ] || ln -s ${effect.target} ${effect.path}`];
  if (effect.kind !== 'directory') return [];
  return [
    `mkdir -p ${effect.path}`,
    `chown ${effect.owner} ${effect.path}`,
    `chmod ${effect.mode.toString(8)} ${effect.path}`,
  ];
}
