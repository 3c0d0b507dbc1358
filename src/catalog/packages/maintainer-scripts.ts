/**
 * Effects as the shell scripts that an archive carries. They use what a Debian base system has: grep, groupadd, useradd,
 * update-alternatives, mkdir, chown, chmod, ln, rm, echo.
 */
import type { Package, PackageEffect } from './package.ts';

export interface MaintainerScripts {
  readonly postinst?: string;
  readonly prerm?: string;
  readonly postrm?: string;
}

export function maintainerScripts({ effects }: Package): MaintainerScripts {
  const script = (when: string, lines: readonly string[]) =>
    lines.length
      ? `#!/bin/sh\nset -e\n\nif ${when}; then\n${lines.map((line) => `  ${line}\n`).join('')}fi\n`
      : undefined;
  const postinst = script('[ "$1" = configure ]', effects.flatMap(configure));
  const prerm = script('[ "$1" = remove ] || [ "$1" = deconfigure ]', effects.flatMap(beforeRemoval));
  const postrm = script('[ "$1" = purge ]', effects.flatMap(purge));
  return { ...(postinst && { postinst }), ...(prerm && { prerm }), ...(postrm && { postrm }) };
}

function configure(effect: PackageEffect): readonly string[] {
  switch (effect.kind) {
    case 'group': {
      const gid = effect.gid === undefined ? '' : ` -g ${effect.gid}`;
      return [`grep -q '^${effect.name}:' /etc/group || groupadd -r${gid} ${effect.name}`];
    }
    case 'service':
      return [`[ ! -x /usr/sbin/service ] || service ${effect.name} start`];
    case 'user': {
      const { name, uid, group, home, shell } = effect;
      const options = `-r${uid === undefined ? '' : ` -u ${uid}`} -g ${group} -d ${home} -s ${shell}`;
      return [`grep -q '^${name}:' /etc/passwd || useradd ${options} ${name}`];
    }
    case 'alternative': {
      const { link, name, path, priority } = effect;
      return [`update-alternatives --install ${link} ${name} ${path} ${priority}`];
    }
    case 'directory': {
      const { path, mode, owner } = effect;
      return [`mkdir -p ${path}`, `chown ${owner} ${path}`, `chmod ${mode.toString(8)} ${path}`];
    }
    case 'link':
      return [`[ -e ${effect.path} ] || ln -s ${effect.target} ${effect.path}`];
    case 'say':
      return [`echo '${effect.line.replace(/'/g, "'\\''")}'`];
  }
}

function beforeRemoval(effect: PackageEffect): readonly string[] {
  if (effect.kind !== 'alternative') return [];
  return [`update-alternatives --remove ${effect.name} ${effect.path}`];
}

function purge(effect: PackageEffect): readonly string[] {
  if (effect.kind === 'link') return [`rm -f ${effect.path}`];
  if (effect.kind === 'directory') return [`rm -rf ${effect.path}`];
  return [];
}
