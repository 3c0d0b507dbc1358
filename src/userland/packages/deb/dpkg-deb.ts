/** What `dpkg --contents` and `dpkg --info` show of an archive. */
import { strftime } from '../../bin/lib/strftime.ts';
import { modeString } from '../../bin/lib/text.ts';
import type { Tool } from '../../bin/lib/tool.ts';
import type { DebArchive } from './archive.ts';
import { formatParagraph } from './control.ts';

export async function showContents(t: Tool, archive: DebArchive): Promise<void> {
  for await (const file of archive.files()) {
    const type = file.type === 'hardlink' ? 'file' : file.type;
    const arrow =
      file.type === 'symlink' ? ` -> ${file.link}` : file.type === 'hardlink' ? ` link to ${file.link}` : '';
    const owner = `${file.user || file.uid || 'root'}/${file.group || file.gid || 'root'}`;
    const size = String(file.type === 'file' ? file.size : 0).padStart(10);
    await t.out.line(
      `${modeString({ mode: file.mode, type })} ${owner}${size} ${strftime('%Y-%m-%d %H:%M', file.mtime)} ${file.name}${arrow}`,
    );
  }
}

export async function showInformation(t: Tool, archive: DebArchive, size: number): Promise<void> {
  await t.out.line(' new Debian package, version 2.0.');
  const control = [...archive.scripts.values()].reduce((sum, content) => sum + content.length, 0);
  await t.out.line(` size ${size} bytes: control archive=${control} bytes.`);
  for (const [name, content] of [...archive.scripts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const lines = content.split('\n').length - 1;
    const interpreter = /^#!\s*(\S+)/.exec(content)?.[1];
    const mark = interpreter === undefined ? '' : ' *';
    await t.out.line(
      `${String(content.length).padStart(8)} bytes,${String(lines).padStart(6)} lines  ${mark.padStart(3)}   ${name.padEnd(20)} ${interpreter === undefined ? '' : `#!${interpreter}`}`,
    );
  }
  await t.out.text(formatParagraph(archive.control).replace(/^/gm, ' ').replace(/ $/, ''));
}
