/** Upstart's commands on a job (start, stop, restart, status), as `initctl` 1.12 words them. */
import { tool, type Applet, type Tool } from '../bin/lib/tool.ts';
import { runningService, startService, stopService } from './running.ts';
import { initSystem } from './init-system.ts';
import { upstartJob, type ServiceUnit } from './unit.ts';

export async function upstart(t: Tool, action: string, name: string): Promise<number> {
  const job = await upstartJob(t.sys, name);
  if (!job) {
    await t.err(`${action}: Unknown job: ${name}\n`);
    return 1;
  }
  switch (action) {
    case 'status': {
      const running = await runningService(t.sys, name);
      await t.out.line(running ? `${name} start/running, process ${running.pid}` : `${name} stop/waiting`);
      return 0;
    }
    case 'start':
      return (await mayCommand(t, action)) ? start(t, job) : 1;
    case 'stop':
      return (await mayCommand(t, action)) ? stop(t, job) : 1;
    case 'restart':
    case 'force-reload': {
      if (!(await mayCommand(t, action))) return 1;
      if (await runningService(t.sys, name)) await stop(t, job);
      return start(t, job);
    }
    default:
      await t.err(`Usage: service ${name} {start|stop|restart|status}\n`);
      return 1;
  }
}

async function mayCommand(t: Tool, action: string): Promise<boolean> {
  const { credentials, pid } = t.sys;
  if (credentials.euid === 0) return true;
  const member = action === 'stop' ? 'Stop' : 'Start';
  await t.err(
    `${action}: Rejected send message, 1 matched rules; type="method_call", sender=":1.2" (uid=${credentials.uid} pid=${pid} comm="${action}") interface="com.ubuntu.Upstart0_6.Job" member="${member}" error name="(unset)" requested_reply="0" destination="com.ubuntu.Upstart" (uid=0 pid=1 comm="/sbin/init")\n`,
  );
  return false;
}

async function start(t: Tool, job: ServiceUnit): Promise<number> {
  if (await runningService(t.sys, job.name)) {
    await t.err(`start: Job is already running: ${job.name}\n`);
    return 1;
  }
  const started = await startService(t.sys, job);
  if ('failed' in started) {
    await t.err(`start: Job failed to start\n`);
    return 1;
  }
  await t.out.line(`${job.name} start/running, process ${started.pid}`);
  return 0;
}

async function stop(t: Tool, { name }: ServiceUnit): Promise<number> {
  const running = await runningService(t.sys, name);
  if (!running) {
    await t.err('stop: Unknown instance: \n');
    return 1;
  }
  await stopService(t.sys, name, running);
  await t.out.line(`${name} stop/waiting`);
  return 0;
}

const ACTIONS = ['start', 'stop', 'restart', 'status'];

/** `initctl start docker`; `start docker` is the same. */
export const initctl: Applet = tool(
  { name: 'initctl', usage: 'COMMAND [JOB]', about: 'Commands Upstart', rawArguments: true, from: 'upstart' },
  async (t) => {
    const own = (t.argv[0] as string).split('/').pop() as string;
    const [action = '', name = ''] = ACTIONS.includes(own) ? [own, ...t.operands] : t.operands;
    if ((await initSystem(t.sys)) !== 'upstart') {
      await t.err(
        `${own}: Unable to connect to Upstart: Failed to connect to socket /com/ubuntu/upstart: Connection refused\n`,
      );
      return 1;
    }
    if (action === 'version') {
      await t.out.line('init (upstart 1.12.1)');
      return 0;
    }
    if (!ACTIONS.includes(action)) {
      await t.err(`initctl: invalid command: ${action}\nTry \`initctl --help' for more information.\n`);
      return 1;
    }
    if (name === '') {
      await t.err(`${own}: missing job name\nTry \`${own} --help' for more information.\n`);
      return 1;
    }
    return upstart(t, action, name);
  },
);
