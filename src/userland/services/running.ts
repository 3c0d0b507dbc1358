/** Services that run: pid 1's knowledge of them is a file each with the process's number. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { execCommand } from '../bin/lib/find-program.ts';
import { lstatIfAny, makeDirectories, removeIfAny, replaceText } from '../packages/files.ts';
import { readTextIfAny } from '../read-all.ts';
import type { ServiceUnit } from './unit.ts';

const FOLDER = '/run/services';
const LOGS = '/var/log/upstart';

export interface RunningService {
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** Undefined when it does not run; a number left from before the machine was switched off is nobody's. */
export async function runningService(sys: Sys, name: string): Promise<RunningService | undefined> {
  const path = pidFile(name);
  const [pid = 0, boot] = ((await readTextIfAny(sys, path)) ?? '').split(' ').map(Number);
  if (!pid || boot !== (await bootTime(sys)) || !alive(sys, pid)) return undefined;
  return { pid, since: (await lstatIfAny(sys, path))?.mtime ?? sys.now() };
}

/** Seconds since the epoch, as /proc/stat tells it. */
async function bootTime(sys: Sys): Promise<number> {
  const uptime = Number(((await readTextIfAny(sys, '/proc/uptime')) ?? '0').split(' ')[0]);
  const started = sys.now() / 1000 - uptime;
  return Math.round(started / 10);
}

function alive(sys: Sys, pid: number): boolean {
  try {
    sys.kill(pid, 0);
    return true;
  } catch (error) {
    if (error instanceof SysError) return error.errno === 'EPERM';
    throw error;
  }
}

/** Time in which a service that cannot run at all has ended. */
const SETTLE_MS = 150;

type Started = { readonly pid: number } | { readonly failed: true };

/** Starts it as a daemon; its pid, once it is ready. */
export async function startService(sys: Sys, unit: ServiceUnit): Promise<Started> {
  await makeDirectories(sys, FOLDER);
  await makeDirectories(sys, LOGS);
  const notice = unit.notifies ? await listenForNotice(sys, unit.name) : undefined;
  const pid = sys.fork((child) => daemon(child, unit, notice?.path));
  await replaceText(sys, pidFile(unit.name), `${pid} ${await bootTime(sys)}`);
  if (notice) await sys.poll([{ fd: notice.fd, events: 'read' }], READY_MS);
  else await sys.sleep(SETTLE_MS);
  if (notice) await sys.close(notice.fd);
  if (await sys.wait(pid, { noHang: true })) {
    await removeIfAny(sys, pidFile(unit.name));
    return { failed: true };
  }
  if (unit.afterStart !== undefined) await runWithin(sys, unit.afterStart, READY_MS);
  return { pid };
}

const pidFile = (name: string) => `${FOLDER}/${name}.pid`;
/** How long a service may take until it is ready. */
const READY_MS = 30_000;

/** sd_notify(3): the service sends `READY=1` to the socket that its environment names. */
async function listenForNotice(sys: Sys, name: string): Promise<{ readonly fd: number; readonly path: string }> {
  const path = `${FOLDER}/${name}.notify`;
  await removeIfAny(sys, path);
  const fd = await sys.socket('unix', 'datagram');
  await sys.bind(fd, { path });
  return { fd, path };
}

async function daemon(child: Sys, unit: ServiceUnit, notice: string | undefined): Promise<number> {
  child.setsid();
  await child.chdir('/');
  const nothing = await child.open('/dev/null', O.RDONLY);
  const log = await child.open(`${LOGS}/${unit.name}.log`, O.WRONLY | O.CREAT | O.APPEND, 0o640);
  await child.dup2(nothing, 0);
  for (const fd of [1, 2]) await child.dup2(log, fd);
  const env = new Map([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['TERM', 'linux'],
    ...(notice === undefined ? [] : [['NOTIFY_SOCKET', notice]]),
  ] as [string, string][]);
  return execCommand(child, ['/bin/sh', '-e', '-c', unit.script], env);
}

async function runWithin(sys: Sys, script: string, ms: number): Promise<void> {
  const pid = await sys.spawn('/bin/sh', { argv: ['/bin/sh', '-e', '-c', script], env: sys.env, cwd: '/' });
  for (let waited = 0; waited < ms; waited += STEP_MS) {
    if (await sys.wait(pid, { noHang: true })) return;
    await sys.sleep(STEP_MS);
  }
  sys.kill(pid, 'KILL');
}

const STOP_MS = 15_000;
const STEP_MS = 20;

/** SIGTERM, then SIGKILL. */
export async function stopService(sys: Sys, name: string, { pid }: RunningService): Promise<void> {
  sys.kill(pid, 'TERM');
  for (let waited = 0; alive(sys, pid) && waited < 2 * STOP_MS; waited += STEP_MS) {
    if (waited === STOP_MS) sys.kill(pid, 'KILL');
    await sys.sleep(STEP_MS);
  }
  await removeIfAny(sys, pidFile(name));
}
