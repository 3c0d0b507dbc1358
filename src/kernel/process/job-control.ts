/** Process groups, sessions and the terminal that controls them (setpgid(2), tcsetpgrp(3), tty_ioctl). */
import { SysError } from '../errno.ts';
import type { Signal } from '../signals.ts';
import type { Tty, TerminalSession } from '../tty/terminal.ts';
import type { NamespaceState } from './namespace.ts';
import type { Process } from './process.ts';

/** The leader's pids, which stay when the leader has ended. */
export interface Group {
  readonly pid: number;
  readonly nspid: number;
}

export class Session implements TerminalSession {
  tty: Tty | undefined;
  foreground: Group | undefined;

  constructor(
    private readonly namespace: NamespaceState,
    readonly pid: number,
    readonly nspid: number,
  ) {}

  control(tty: Tty, group: Group): void {
    this.tty = tty;
    this.foreground = group;
    tty.session = this;
    this.namespace.adopt(tty);
  }

  signalForeground(signal: Signal): void {
    if (this.foreground) signalGroup(this.namespace, this.foreground, signal);
  }

  /** The terminal went away, or the session's leader did. */
  hangUp(): void {
    const { tty, foreground } = this;
    this.tty = undefined;
    if (tty?.session === this) tty.session = undefined;
    const leader = this.namespace.byPid(this.nspid);
    if (leader && leader.session === this) {
      leader.raise('HUP');
      leader.raise('CONT');
    }
    if (!foreground || foreground === leader?.group) return;
    signalGroup(this.namespace, foreground, 'HUP');
    signalGroup(this.namespace, foreground, 'CONT');
  }

  /** Nobody outside of the group but in the session looks after it: stop signals of the terminal would hang it. */
  orphaned(group: Group): boolean {
    for (const member of this.namespace.members(group)) {
      const { parent } = member;
      if (parent && !parent.ended && parent.group !== group && parent.session === this) return false;
    }
    return true;
  }
}

export function signalGroup(namespace: NamespaceState, group: Group, signal: Signal, own = false): boolean {
  const members = namespace.members(group);
  for (const member of members) member.raise(signal, own);
  return members.length > 0;
}

/** Before a read of its terminal: SIGTTIN for a background group, EIO where that would stop nobody. */
export function mayRead(process: Process, tty: Tty): boolean {
  const { session, group } = process;
  if (session.tty !== tty || session.foreground === group) return true;
  if (process.actions?.get('TTIN') === 'ignore' || session.orphaned(group)) throw new SysError('EIO');
  signalGroup(process.namespace, group, 'TTIN', true);
  return false;
}

/** Before changing its terminal: SIGTTOU for a background group that does not ignore it. */
export function mayChange(process: Process, tty: Tty): boolean {
  const { session, group } = process;
  if (session.tty !== tty || session.foreground === group) return true;
  if (process.actions?.get('TTOU') === 'ignore') return true;
  if (session.orphaned(group)) throw new SysError('EIO');
  signalGroup(process.namespace, group, 'TTOU', true);
  return false;
}
