/** tar: members as -t and -v show them. */
import { modeString } from './lib/text.ts';
import { strftime } from './lib/strftime.ts';
import type { TarHeader } from './lib/tar-format.ts';
import { zoneOf } from './lib/time-zone.ts';
import type { Tool } from './lib/tool.ts';

/** A member as -tv lists it, `name` and `link` as they are to be shown; `column` keeps the width of owner and size from line to line. */
export function memberLine(t: Tool, header: TarHeader, name: string, link: string, column: { width: number }): string {
  const { type, mtime } = header;
  const numeric = t.has('numeric-owner');
  const owner = `${(!numeric && header.user) || header.uid}/${(!numeric && header.group) || header.gid}`;
  const size = sizeColumn(header);
  const arrow = type === 'symlink' ? ` -> ${link}` : type === 'hardlink' ? ` link to ${link}` : '';
  column.width = Math.max(column.width, owner.length + size.length + 1);
  const gap = ' '.repeat(column.width - owner.length - size.length);
  const seconds = t.has('full-time');
  const zone = zoneOf(t.has('utc') ? 'UTC' : t.sys.env.get('TZ'));
  const time = strftime(seconds ? '%Y-%m-%d %H:%M:%S' : '%Y-%m-%d %H:%M', mtime, zone);
  const after = header.label ? '--Volume Header--' : arrow;
  return `${letters(header)} ${owner}${gap}${size} ${time} ${name}${after}`;
}

/** The same of busybox. */
export function busyboxLine(header: TarHeader): string {
  const { mode, type, link } = header;
  const letters = modeString({ mode, type: type === 'hardlink' ? 'file' : type });
  const owner = `${header.user || header.uid}/${header.group || header.gid}`;
  const arrow = type === 'symlink' || type === 'hardlink' ? ` -> ${link}` : '';
  const time = strftime('%Y-%m-%d %H:%M:%S', header.mtime);
  return `${letters} ${owner} ${sizeColumn(header).padStart(9)} ${time} ${header.name}${arrow}`;
}

function letters({ mode, type, label }: TarHeader): string {
  if (label) return `V${modeString({ mode, type: 'file' }).slice(1)}`;
  return type === 'hardlink' ? `h${modeString({ mode, type: 'file' }).slice(1)}` : modeString({ mode, type });
}

function sizeColumn({ type, size, major, minor }: TarHeader): string {
  return type === 'char' || type === 'block' ? `${major},${minor}` : String(size);
}
