/** A package's header: what `rpm -qi` and `rpm -ql` show. Tags are those of rpmtag.h. */
import type { RecipeEntry } from '../../recipe.ts';
import { md5OfPadded } from '../checksums.ts';
import { installedBytes } from '../package.ts';
import type { Package } from '../package.ts';
import { encodeHeader, i18n, int16, int32, string, strings } from './header.ts';
import type { HeaderEntry } from './header.ts';
import { rpmScripts } from './scripts.ts';
import { versionOf } from './version.ts';

const IMMUTABLE = 63;
const MODES = { file: 0o100000, hardlink: 0o100000, directory: 0o040000, symlink: 0o120000 } as const;
/** RPMSENSE_EQUAL, and that of `rpmlib(…)`. */
const EQUAL = 8;
const RPMLIB = 0x0100000a;

export interface RpmFacts {
  /** Seconds since 1970. */
  readonly built: number;
  readonly vendor: string;
}

/** Files that an RPM has: its own directories are the distribution's affair. */
export const rpmFiles = (entry: Package): readonly RecipeEntry[] =>
  entry.files.filter(({ path, type }) => type !== 'directory' || !SHARED.test(path));
const SHARED =
  /^(?:usr|etc|var|opt|run|usr\/(?:bin|sbin|lib|lib64|share|local|share\/doc|lib\/systemd|lib\/systemd\/system)|etc\/sysconfig|var\/(?:lib|log|www))$/;

export function packageHeader(entry: Package, { built, vendor }: RpmFacts): Uint8Array {
  const { epoch, version, release } = versionOf(entry);
  const files = rpmFiles(entry);
  const requires = (entry.relations['Depends'] ?? '').split(', ').filter(Boolean);
  const lib = ['rpmlib(CompressedFileNames)', 'rpmlib(PayloadFilesHavePrefix)'];
  const provides = [entry.name, ...(entry.relations['Provides'] ?? '').split(', ').filter(Boolean)];
  const directories = [...new Set(files.map(({ path }) => folderOf(path)))];
  const scripts = rpmScripts(entry);
  const entries: HeaderEntry[] = [
    [100, strings(['C'])],
    [1000, string(entry.name)],
    [1001, string(version)],
    [1002, string(release)],
    ...(epoch === undefined ? [] : [[1003, int32(epoch)] as const]),
    [1004, i18n(entry.summary)],
    [1005, i18n(entry.summary)],
    [1006, int32(built)],
    [1007, string('x86-01.bsys.centos.org')],
    [1009, int32(installedBytes(entry))],
    [1011, string(vendor)],
    [1014, string('GPLv2+')],
    [1015, string('CentOS BuildSystem <http://bugs.centos.org>')],
    [1016, i18n(entry.section)],
    [1020, string('https://www.centos.org/')],
    [1021, string('linux')],
    [1022, string(entry.architecture)],
    ...(scripts.before === undefined
      ? []
      : ([
          [1023, string(scripts.before)],
          [1085, string('/bin/sh')],
        ] as const)),
    ...(scripts.after === undefined
      ? []
      : ([
          [1024, string(scripts.after)],
          [1086, string('/bin/sh')],
        ] as const)),
    [1044, string(`${entry.name}-${version}-${release}.src.rpm`)],
    [1047, strings(provides)],
    [1048, int32(...requires.map(() => 0), ...lib.map(() => RPMLIB))],
    [1049, strings([...requires, ...lib])],
    [1050, strings([...requires.map(() => ''), '3.0.4-1', '4.0-1'])],
    [1064, string('4.11.3')],
    [1112, int32(...provides.map((_, i) => (i === 0 ? EQUAL : 0)))],
    [
      1113,
      strings(
        provides.map((_, i) => (i === 0 ? `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}` : '')),
      ),
    ],
    [1124, string('cpio')],
    [1125, string('gzip')],
    [1126, string('9')],
    [1132, string('x86_64-redhat-linux-gnu')],
  ];
  if (files.length) entries.push(...fileEntries(entry, files, directories, built));
  return encodeHeader(IMMUTABLE, entries);
}

const folderOf = (path: string) => `/${path.slice(0, path.lastIndexOf('/') + 1)}`;

function fileEntries(
  { configurationFiles }: Package,
  files: readonly RecipeEntry[],
  directories: readonly string[],
  built: number,
): readonly HeaderEntry[] {
  const configuration = new Set(configurationFiles);
  const owner = files.map(() => 'root');
  return [
    [1028, int32(...files.map(sizeOf))],
    [1030, int16(...files.map(({ type, mode }) => MODES[type] | mode))],
    [1033, int16(...files.map(() => 0))],
    [1034, int32(...files.map(() => built))],
    [1035, strings(files.map(({ type, head, size }) => (type === 'file' && head ? md5OfPadded(head, size) : '')))],
    [1036, strings(files.map(({ type, link }) => (type === 'symlink' ? (link ?? '') : '')))],
    [1037, int32(...files.map(({ path }) => (configuration.has(path) ? 17 : 0)))],
    [1039, strings(owner)],
    [1040, strings(owner)],
    [1045, int32(...files.map(() => -1))],
    [1095, int32(...files.map(() => 1))],
    [1096, int32(...files.map((_, i) => i + 1))],
    [1097, strings(files.map(() => ''))],
    [1116, int32(...files.map(({ path }) => directories.indexOf(folderOf(path))))],
    [1117, strings(files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)))],
    [1118, strings(directories)],
  ];
}

const sizeOf = ({ type, size, link }: RecipeEntry) =>
  type === 'symlink' ? (link ?? '').length : type === 'directory' ? 4096 : size;
