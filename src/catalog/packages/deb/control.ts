/** Control paragraphs: of an archive's `control` file, of an index `Packages`, of `/var/lib/dpkg/status` (deb-control(5)). */
import type { Package } from '../package.ts';
import { installedBytes } from '../package.ts';

/** Relations in the order that dpkg writes them. */
const RELATIONS = [
  'Replaces',
  'Provides',
  'Pre-Depends',
  'Depends',
  'Recommends',
  'Suggests',
  'Breaks',
  'Conflicts',
] as const;

export interface Origin {
  /** `Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>` */
  readonly maintainer: string;
}

export type Field = readonly [name: string, value: string];

export function paragraph(fields: readonly Field[]): string {
  return fields.map(([name, value]) => `${name}: ${value}\n`).join('');
}

/** The `control` file of the archive. */
export function controlFields(entry: Package, { maintainer }: Origin): readonly Field[] {
  return [
    ['Package', entry.name],
    ['Version', entry.version],
    ['Architecture', entry.architecture],
    ...(entry.essential ? [['Essential', 'yes'] as const] : []),
    ['Maintainer', maintainer],
    ['Installed-Size', installedKiB(entry)],
    ...relationFields(entry),
    ['Section', entry.section],
    ['Priority', entry.priority],
    ...(entry.multiArchSame ? [['Multi-Arch', 'same'] as const] : []),
    ['Description', entry.summary],
  ];
}

/** A paragraph of `/var/lib/dpkg/status`; `md5Of` is asked for the configuration files. */
export function statusFields(
  entry: Package,
  { maintainer }: Origin,
  md5Of: (path: string) => string,
): readonly Field[] {
  const conffiles = entry.configurationFiles.map((path) => `\n /${path} ${md5Of(path)}`).join('');
  return [
    ['Package', entry.name],
    ...(entry.essential ? [['Essential', 'yes'] as const] : []),
    ['Status', 'install ok installed'],
    ['Priority', entry.priority],
    ['Section', entry.section],
    ['Installed-Size', installedKiB(entry)],
    ['Maintainer', maintainer],
    ['Architecture', entry.architecture],
    ...(entry.multiArchSame ? [['Multi-Arch', 'same'] as const] : []),
    ['Version', entry.version],
    ...relationFields(entry),
    ...(conffiles ? [['Conffiles', conffiles] as const] : []),
    ['Description', entry.summary],
  ];
}

const installedKiB = (entry: Package) => String(Math.ceil(installedBytes(entry) / 1024));

const relationFields = ({ relations }: Package): readonly Field[] =>
  RELATIONS.flatMap((name) => (relations[name] ? [[name, relations[name]] as const] : []));

/** The name of a package's files below `/var/lib/dpkg/info`. */
export function infoName(entry: Package): string {
  return entry.multiArchSame ? `${entry.name}:${entry.architecture}` : entry.name;
}

/** `ruby1.9.1_1.9.3.484-2ubuntu1_amd64.deb`: an archive's file name has no epoch. */
export function archiveName({ name, version, architecture }: Package): string {
  return `${name}_${version.replace(/^\d+:/, '')}_${architecture}.deb`;
}
