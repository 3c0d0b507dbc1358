/** A service as its init system describes it: an Upstart job in /etc/init, or a systemd unit. */
import type { Sys } from '../../kernel/sys.ts';
import { exists, namesIn } from '../packages/files.ts';
import { readTextIfAny } from '../read-all.ts';

export interface ServiceUnit {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  /** For `/bin/sh -e -c`. */
  readonly script: string;
  /** Runs after the start, which is over when it has ended. */
  readonly afterStart?: string;
  /** The service says itself when it is ready (sd_notify(3)). */
  readonly notifies: boolean;
  readonly documentation: string;
}

/** Undefined when there is no such job. */
export async function upstartJob(sys: Sys, name: string): Promise<ServiceUnit | undefined> {
  const path = `/etc/init/${name}.conf`;
  const source = /^[\w.@-]+$/.test(name) ? await readTextIfAny(sys, path) : undefined;
  if (source === undefined) return undefined;
  const description = /^description\s+"?(.*?)"?$/m.exec(source)?.[1] ?? name;
  const block = /^script\n([\s\S]*?)^end script$/m.exec(source)?.[1];
  const afterStart = /^post-start script\n([\s\S]*?)^end script$/m.exec(source)?.[1];
  const command = /^exec\s+(.*)$/m.exec(source)?.[1];
  const script = block ?? (command === undefined ? '' : `exec ${command}`);
  return { name, path, description, script, notifies: false, documentation: '', ...(afterStart && { afterStart }) };
}

const UNIT_FOLDERS = ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];
export const WANTS = '/etc/systemd/system/multi-user.target.wants';

export async function systemdUnit(sys: Sys, name: string): Promise<ServiceUnit | undefined> {
  const bare = name.replace(/\.service$/, '');
  if (!/^[\w.@:-]+$/.test(bare)) return undefined;
  for (const folder of UNIT_FOLDERS) {
    const path = `${folder}/${bare}.service`;
    const source = await readTextIfAny(sys, path);
    if (source === undefined) continue;
    const whole = source.replace(/\\\n\s*/g, ' ');
    const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(whole)?.[1]?.trim() ?? '';
    const environment = [...whole.matchAll(/^EnvironmentFile=(-?)(\S+)$/gm)].map(([, optional, file]) =>
      optional ? `[ ! -f ${file} ] || . ${file}` : `. ${file}`,
    );
    const variables = [...whole.matchAll(/^Environment=(.*)$/gm)].map(([, assignment]) => `export ${assignment}`);
    const command = value('ExecStart').replace(/^[-@+!:]+/, '');
    const script = [...variables, ...environment, `exec ${command}`].join('\n');
    return {
      name: bare,
      path,
      description: value('Description') || bare,
      script,
      notifies: value('Type') === 'notify',
      documentation: value('Documentation'),
    };
  }
  return undefined;
}

export async function isEnabled(sys: Sys, name: string): Promise<boolean> {
  return exists(sys, `${WANTS}/${name}.service`);
}

/** What pid 1 starts when the machine boots. */
export async function enabledServices(sys: Sys, system: 'upstart' | 'systemd'): Promise<readonly ServiceUnit[]> {
  const units: ServiceUnit[] = [];
  if (system === 'systemd') {
    for (const name of await namesIn(sys, WANTS)) {
      const unit = await systemdUnit(sys, name);
      if (unit) units.push(unit);
    }
    return units;
  }
  for (const file of await namesIn(sys, '/etc/init')) {
    const name = file.replace(/\.conf$/, '');
    const unit = await upstartJob(sys, name);
    const manual = await exists(sys, `/etc/init/${name}.override`);
    const source = (await readTextIfAny(sys, `/etc/init/${file}`)) ?? '';
    if (unit && unit.script !== '' && /^start on/m.test(source) && !manual) units.push(unit);
  }
  return units;
}
