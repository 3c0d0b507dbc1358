import { expect, test } from 'vitest';
import type { TopProcess } from '../../oci/runtime.ts';
import { selectionOf } from './top-selection.ts';

const process = (pid: number, ppid: number, command: string): TopProcess => ({
  pid,
  ppid,
  command,
  pgid: pid,
  sid: pid,
  niceness: 0,
  residentBytes: 507904,
  user: 'ann',
  uid: 1000,
  tty: '?',
  stat: 'S',
  started: 0,
  cpuMs: 0,
});
const processes = [process(40, 30, 'sh -c wait'), process(41, 40, '/bin/sleep 9'), process(42, 40, 'sleep 8')];

test('lists choose processes by name, number, parent and user; the other words stay (procps 4.0.4)', () => {
  const chosen = (...words: string[]) => {
    const { rest, choose } = selectionOf(words);
    return [choose(processes).map(({ pid }) => pid), rest];
  };
  expect(chosen('-C', 'sleep')).toEqual([[41, 42], []]);
  expect(chosen('-C', 'sh,nosuch', '-o', 'pid')).toEqual([[40], ['-o', 'pid']]);
  expect(chosen('--ppid=40', '-p41', '-f')).toEqual([[41, 42], ['-f']]);
  expect(chosen('-u', 'ann')).toEqual([[40, 41, 42], []]);
  expect(chosen('-e', '-C', 'sh')).toEqual([[40, 41, 42], ['-e']]);
  expect(chosen('--ppid', '1')).toEqual([[], []]);
  expect(chosen('-uf')).toEqual([[40, 41, 42], ['-uf']]);
  expect(() => chosen('-C', 'nosuch')).toThrow('ps: exit status 1');
});
