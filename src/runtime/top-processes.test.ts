import { expect, it } from 'vitest';
import type { ProcessInfo } from '../kernel/sys.ts';
import { topProcesses } from './top-processes.ts';

const info = (pid: number, more: Partial<ProcessInfo>): ProcessInfo => ({
  ...{ pid, ppid: 0, pgid: pid, sid: pid, uid: 0, gid: 0, state: 'S', command: 'sh', argv: [], tty: '?' },
  ...{ started: 0, cpuMs: 0, niceness: 0, residentBytes: 507904, ...more },
});

it('tells leaders of sessions, niceness and what has the terminal', () => {
  const list = [info(7, { tty: 'pts/0' }), info(9, { tty: 'pts/0', sid: 7 }), info(8, { niceness: 5, sid: 1 })];
  expect(topProcesses(list, new Map([[0, 'root']])).map(({ stat, user }) => `${stat} ${user}`)).toEqual([
    'Ss root',
    'S+ root',
    'SN root',
  ]);
});
