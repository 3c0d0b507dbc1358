/** Effects as scriptlets: accounts before the files come, the rest after. */
import type { Package, PackageEffect } from '../package.ts';

export function rpmScripts({ effects }: Package): { readonly before?: string; readonly after?: string } {
  const before = effects.flatMap(account);
  const after = effects.flatMap(configured);
  return {
    ...(before.length > 0 && { before: `${before.join('\n')}\n` }),
    ...(after.length > 0 && { after: `${after.join('\n')}\n` }),
  };
}

function account(effect: PackageEffect): readonly string[] {
  if (effect.kind === 'group') {
    const gid = effect.gid === undefined ? '' : `-g ${effect.gid} `;
    return [`grep -q '^${effect.name}:' /etc/group || groupadd ${gid}-r ${effect.name}`];
  }
  if (effect.kind !== 'user') return [];
  const { name, group, home, shell, uid } = effect;
  return [
    `grep -q '^${name}:' /etc/passwd || useradd -r ${uid === undefined ? '' : `-u ${uid} `}-g ${group} -s ${shell} -d ${home} ${name}`,
  ];
}

function configured(effect: PackageEffect): readonly string[] {
  if (effect.kind === 'link') return [`[ -e ${effect.path} ] || ln -s ${effect.target} ${effect.path}`];
  if (effect.kind === 'alternative') {
    return [`alternatives --install ${effect.link} ${effect.name} ${effect.path} ${effect.priority}`];
  }
  if (effect.kind !== 'directory') return [];
  return [
    `mkdir -p ${effect.path}`,
    `chown ${effect.owner} ${effect.path}`,
    `chmod ${effect.mode.toString(8)} ${effect.path}`,
  ];
}
