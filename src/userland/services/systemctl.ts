/** systemctl, as systemd 219 (CentOS 7) words it, and chkconfig, which forwards to it. */
import { tool, type Applet, type Tool } from '../bin/lib/tool.ts';
import { strftime } from '../bin/lib/strftime.ts';
import { lstatIfAny, makeDirectories, namesIn } from '../packages/files.ts';
import { readTextIfAny } from '../read-all.ts';
import { initSystem } from './init-system.ts';
import { runningService, startService, stopService } from './running.ts';
import { isEnabled, systemdUnit, WANTS, type ServiceUnit } from './unit.ts';

const OPTIONS =
  'q|quiet no-pager l|full t|type= a|all now no-legend f|force no-block n|lines= p|property=! H|host=! M|machine=! user!';

export const systemctl: Applet = tool(
  {
    name: 'systemctl',
    usage: '[OPTIONS...] {COMMAND} ...',
    about: 'Commands systemd',
    options: OPTIONS,
    from: 'systemd',
  },
  async (t) => {
    const [command = 'list-units', ...names] = t.operands;
    if ((await initSystem(t.sys)) !== 'systemd') {
      await t.err(
        "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n",
      );
      return 1;
    }
    if (command === 'daemon-reload') return 0;
    if (command === 'list-units' || command === 'list-unit-files') return list(t, command === 'list-unit-files');
    const action = ACTIONS[command];
    if (!action) {
      await t.err(`Unknown operation '${command}'.\n`);
      return 1;
    }
    if (names.length === 0) {
      await t.err('Too few arguments.\n');
      return 1;
    }
    let status = 0;
    for (const name of names) status = (await action(t, command, name.replace(/\.service$/, ''))) || status;
    return status;
  },
);

type Action = (t: Tool, command: string, name: string) => Promise<number>;

/** The unit, when it is there and the caller may change it. */
async function changeable(t: Tool, verb: string, name: string): Promise<ServiceUnit | number> {
  const unit = await systemdUnit(t.sys, name);
  if (!unit) {
    await t.err(`Failed to ${verb} ${name}.service: Unit not found.\n`);
    return 5;
  }
  if (t.sys.credentials.euid === 0) return unit;
  await t.err(
    `Failed to ${verb} ${name}.service: The name org.freedesktop.PolicyKit1 was not provided by any .service files\nSee system logs and 'systemctl status ${name}.service' for details.\n`,
  );
  return 4;
}

const start: Action = async (t, verb, name) => {
  const unit = await changeable(t, verb, name);
  if (typeof unit === 'number') return unit;
  if (await runningService(t.sys, name)) return 0;
  const started = await startService(t.sys, unit);
  if (!('failed' in started)) return 0;
  await t.err(
    `Job for ${name}.service failed because the control process exited with error code. See "systemctl status ${name}.service" and "journalctl -xe" for details.\n`,
  );
  return 1;
};

const stop: Action = async (t, verb, name) => {
  const unit = await changeable(t, verb, name);
  if (typeof unit === 'number') return unit;
  const running = await runningService(t.sys, name);
  if (running) await stopService(t.sys, name, running);
  return 0;
};

const restart: Action = async (t, verb, name) => (await stop(t, verb, name)) || start(t, verb, name);

const enable: Action = async (t, verb, name) => {
  const unit = await systemdUnit(t.sys, name);
  if (!unit) {
    await t.err('Failed to execute operation: No such file or directory\n');
    return 1;
  }
  if (t.sys.credentials.euid !== 0) {
    await t.err(
      'Failed to execute operation: The name org.freedesktop.PolicyKit1 was not provided by any .service files\n',
    );
    return 1;
  }
  const link = `${WANTS}/${name}.service`;
  if (verb === 'disable') {
    if (await lstatIfAny(t.sys, link)) {
      await t.sys.unlink(link);
      await t.err(`Removed symlink ${link}.\n`);
    }
    return t.has('now') ? stop(t, 'stop', name) : 0;
  }
  await makeDirectories(t.sys, WANTS);
  if (!(await lstatIfAny(t.sys, link))) {
    await t.sys.symlink(unit.path, link);
    await t.err(`Created symlink from ${link} to ${unit.path}.\n`);
  }
  return t.has('now') ? start(t, 'start', name) : 0;
};

const isActive: Action = async (t, _, name) => {
  const running = await runningService(t.sys, name);
  const word = running ? 'active' : (await systemdUnit(t.sys, name)) ? 'inactive' : 'unknown';
  if (!t.has('q')) await t.out.line(word);
  return running ? 0 : 3;
};

const isEnabledAction: Action = async (t, _, name) => {
  if (!(await systemdUnit(t.sys, name))) {
    await t.err(`Failed to get unit file state for ${name}.service: No such file or directory\n`);
    return 1;
  }
  const enabled = await isEnabled(t.sys, name);
  if (!t.has('q')) await t.out.line(enabled ? 'enabled' : 'disabled');
  return enabled ? 0 : 1;
};

const status: Action = async (t, _, name) => {
  const unit = await systemdUnit(t.sys, name);
  if (!unit) {
    await t.err(`Unit ${name}.service could not be found.\n`);
    return 4;
  }
  const running = await runningService(t.sys, name);
  const enabled = (await isEnabled(t.sys, name)) ? 'enabled' : 'disabled';
  await t.out.line(`● ${name}.service - ${unit.description}`);
  await t.out.line(`   Loaded: loaded (${unit.path}; ${enabled}; vendor preset: disabled)`);
  if (!running) {
    await t.out.line('   Active: inactive (dead)');
    if (unit.documentation !== '') await t.out.line(`     Docs: ${unit.documentation}`);
    return 3;
  }
  const seconds = Math.max(0, Math.round((t.sys.now() - running.since) / 1000));
  await t.out.line(
    `   Active: active (running) since ${strftime('%a %Y-%m-%d %H:%M:%S UTC', running.since)}; ${ago(seconds)} ago`,
  );
  if (unit.documentation !== '') await t.out.line(`     Docs: ${unit.documentation}`);
  const words = ((await readTextIfAny(t.sys, `/proc/${running.pid}/cmdline`)) ?? '')
    .split('\0')
    .filter((word) => word !== '');
  const program = (words[0] ?? name).split('/').pop() as string;
  await t.out.line(` Main PID: ${running.pid} (${program.slice(0, 15)})`);
  await t.out.line(`   CGroup: /system.slice/${name}.service`);
  await t.out.line(`           └─${running.pid} ${words.join(' ')}`);
  return 0;
};

function ago(seconds: number): string {
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}min ${seconds % 60}s` : `${Math.floor(minutes / 60)}h ${minutes % 60}min`;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  start,
  stop,
  restart,
  reload: restart,
  'try-restart': restart,
  enable,
  disable: enable,
  status,
  'is-active': isActive,
  'is-enabled': isEnabledAction,
};

async function list(t: Tool, files: boolean): Promise<number> {
  const names = new Set<string>();
  for (const folder of ['/usr/lib/systemd/system', '/lib/systemd/system', '/etc/systemd/system']) {
    for (const name of await namesIn(t.sys, folder))
      if (name.endsWith('.service')) names.add(name.replace(/\.service$/, ''));
  }
  if (files) {
    await t.out.line(`${'UNIT FILE'.padEnd(40)} STATE`);
    for (const name of [...names].sort())
      await t.out.line(`${`${name}.service`.padEnd(40)} ${(await isEnabled(t.sys, name)) ? 'enabled' : 'disabled'}`);
    await t.out.line(`\n${names.size} unit files listed.`);
    return 0;
  }
  await t.out.line(`${'UNIT'.padEnd(24)} LOAD   ACTIVE SUB     DESCRIPTION`);
  let shown = 0;
  for (const name of [...names].sort()) {
    if (!(await runningService(t.sys, name))) continue;
    shown++;
    await t.out.line(
      `${`${name}.service`.padEnd(24)} loaded active running ${(await systemdUnit(t.sys, name))?.description}`,
    );
  }
  await t.out.line(`\n${shown} loaded units listed. Pass --all to see loaded but inactive units, too.`);
  return 0;
}

export const chkconfig: Applet = tool(
  {
    name: 'chkconfig',
    usage: 'NAME on|off',
    about: 'Says what starts at boot',
    options: 'list add del level=',
    from: 'chkconfig',
  },
  async (t) => {
    const [name, state] = t.operands;
    if (t.has('list') || name === undefined) {
      await t.err(
        "\nNote: This output shows SysV services only and does not include native\n      systemd services. SysV configuration data might be overridden by native\n      systemd configuration.\n\n      If you want to list systemd services use 'systemctl list-unit-files'.\n\n",
      );
      return 0;
    }
    if (!(await systemdUnit(t.sys, name))) {
      await t.err(`error reading information on service ${name}: No such file or directory\n`);
      return 1;
    }
    const verb =
      state === 'on' || state === 'reset'
        ? 'enable'
        : state === 'off'
          ? 'disable'
          : state === undefined
            ? 'is-enabled'
            : undefined;
    if (verb === undefined) {
      await t.err('usage:   chkconfig <name>\n         chkconfig <name> <on|off|reset|resetpriorities>\n');
      return 1;
    }
    await t.err(`Note: Forwarding request to 'systemctl ${verb} ${name}.service'.\n`);
    if (t.sys.credentials.euid !== 0 && verb !== 'is-enabled') {
      await t.err('You do not have enough privileges to perform this operation.\n');
      return 1;
    }
    return systemctl(t.sys, ['systemctl', verb, `${name}.service`]);
  },
);
