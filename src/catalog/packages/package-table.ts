/**
 * Tables of packages as text, since a distribution has hundreds of packages and a package hundreds of files. A block is a package:
 *
 *     apache2-bin 2.4.7-1ubuntu4.22 httpd 3500 Apache HTTP Server (binary files and modules)
 *     Depends: libapr1, libc6
 *     usr/sbin/ apache2=httpd:637496 ab:51560
 *     @group www-data
 *
 * The first line is name, version, section, installed KiB and summary. A name with `~` is of architecture `all`, with `*` multi-arch
 * `same`, with `!` essential. What the other lines say is in `parse-packages.ts`.
 */
export interface PackageBlock {
  readonly name: string;
  readonly flags: string;
  readonly version: string;
  readonly section: string;
  readonly installedKiB: number;
  readonly summary: string;
  /** Relations, files and effects. */
  readonly lines: readonly string[];
}

const HEAD = /^([a-z0-9A-Z][\w.+-]*)([~*!]*) (\S*\d\S*) ([\w./+-]+) (\d+) (.+)$/;

export function packageBlocks(table: string): readonly PackageBlock[] {
  const blocks: (PackageBlock & { readonly lines: string[] })[] = [];
  for (const raw of table.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const [, name, flags = '', version = '', section = '', kib, summary = ''] = HEAD.exec(line) ?? [];
    if (name !== undefined)
      blocks.push({ name, flags, version, section, installedKiB: Number(kib), summary, lines: [] });
    else if (blocks.length) blocks.at(-1)?.lines.push(line);
    else throw new Error(`not a package: ${line}`);
  }
  return blocks;
}
