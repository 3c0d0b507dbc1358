/** `-v source:target:mode`, cut as compose-go's loader does it; the engine reads what it means. */
import { CliFailure } from '../../failure.ts';
import type { Machine } from '../../machine.ts';
import { resolvePath } from '../../paths.ts';

/** Volumes of no name, by their paths, and what has a source. Relative sources are made absolute. */
export function volumeFlags(
  machine: Machine,
  volumes: readonly string[],
): { binds: readonly string[]; anonymous: Record<string, object> } {
  const binds: string[] = [];
  const anonymous: Record<string, object> = {};
  for (const volume of volumes) {
    if (!hasSource(volume)) anonymous[volume] = {};
    else if (!volume.startsWith('.')) binds.push(volume);
    else {
      const [source = '', ...rest] = volume.split(':');
      binds.push([resolvePath(machine.cwd, source), ...rest].join(':'));
    }
  }
  return { binds, anonymous };
}

function hasSource(volume: string): boolean {
  if (volume === '') throw new CliFailure('invalid empty volume spec');
  if ([...volume].length <= 2) return false;
  const parts = sections(volume);
  const refuse = (reason: string) => new CliFailure(`invalid spec: ${volume}: ${reason}`);
  const empty = parts.indexOf('');
  if (empty >= 0 && empty < 3) throw refuse('empty section between colons');
  if (parts.length > 3) throw refuse('too many colons');
  return parts.length > 1;
}

/** Between colons; the colon behind a single letter belongs to a drive of Windows. */
function sections(volume: string): readonly string[] {
  const parts: string[] = [];
  let drive = '';
  for (const part of volume.split(':')) {
    if (drive === '' && /^\p{L}$/u.test(part)) drive = `${part}:`;
    else {
      parts.push(drive + part);
      drive = '';
    }
  }
  return drive === '' ? parts : [...parts, drive.slice(0, -1)];
}
