/** Programs that Drydock doesn't simulate: each says so, and what the real one would do. */
import type { Applet } from './lib/tool.ts';
import { tool } from './lib/tool.ts';

/** Name, what the real program would do, exit status. */
const TABLE: readonly (readonly [name: string, real: string, status: number])[] = [
  ['ssh', 'open a shell on the remote host', 255],
  ['scp', 'copy files to or from the remote host', 255],
  ['ftpget', 'download a file by FTP', 1],
];

/** Of Debian's packages, and not of busybox. */
const DEBIANS: typeof TABLE = [
  ['blkid', 'tell the file systems on block devices', 1],
  ['blockdev', 'ask and set properties of block devices', 1],
  ['cfdisk', 'edit the partitions of a disk', 1],
  ['fdisk', 'edit the partitions of a disk', 1],
  ['findfs', 'find a file system by its label', 1],
  ['fsck', 'check and repair file systems', 8],
  ['fstrim', 'discard unused blocks of a file system', 1],
  ['getty', 'open a terminal line for a login', 1],
  ['hwclock', 'read and set the hardware clock', 1],
  ['infocmp', 'print the description of a terminal', 1],
  ['ipcs', 'show System V queues, semaphores and shared memory', 1],
  ['ldd', 'print the shared libraries that a program needs', 1],
  ['lastlog', 'tell when each account logged in last', 1],
  ['localedef', 'compile a locale', 1],
  ['losetup', 'set up loop devices', 1],
  ['lsblk', 'list block devices', 1],
  ['lscpu', 'describe the processors', 1],
  ['lslogins', 'describe the accounts of the system', 1],
  ['lsns', 'list namespaces', 1],
  ['mkfs', 'make a file system on a device', 1],
  ['mkswap', 'make a device a swap area', 1],
  ['nsenter', 'run a program in the namespaces of another', 1],
  ['perl', 'run a program written in Perl', 2],
  ['pmap', 'show the memory map of a process', 1],
  ['savelog', 'rotate log files', 1],
  ['script', 'record what a terminal shows', 1],
  ['slabtop', "show the kernel's caches", 1],
  ['ul', 'show underlining as a terminal can', 1],
  ['unshare', 'run a program in new namespaces', 1],
  ['wall', 'write to the terminals of all users', 1],
  ['wipefs', 'wipe the signatures of file systems from a device', 1],
];

export const NOT_SIMULATED = programs(TABLE);
export const DEBIANS_NOT_SIMULATED = programs(DEBIANS);

function programs(table: typeof TABLE): Readonly<Record<string, Applet>> {
  return Object.fromEntries(
    table.map(([name, real, status]) => [
      name,
      tool(
        {
          name,
          usage: '[ARG]...',
          about: `Not simulated in Drydock; the real ${name} would ${real}`,
          rawArguments: true,
        },
        async (t) => {
          await t.err(`${name}: not simulated in Drydock; the real ${name} would ${real}\n`);
          return status;
        },
      ),
    ]),
  );
}
