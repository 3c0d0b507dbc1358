/** What the programs of a package have in common: letters, what stands below a mistake, how help and version begin. */
export interface PackageStyle {
  /** Letters that all of them have for `--help` and `--version`. */
  readonly helpLetter?: string;
  readonly versionLetter?: string;
  /** The line below a wrong command line that says where help is; `help`: help itself stands there. */
  readonly hint: ((name: string) => string) | 'help';
  /** `--version` says `NAME from PACKAGE` instead of `NAME (PACKAGE)`. */
  readonly versionFrom?: boolean;
  /** `--help` begins with: `Usage: NAME …`; the same and nothing else but options; or a section of all usage lines. */
  readonly help: 'usage' | 'usage alone' | 'section';
  /** Messages begin with the path that the program was called by. */
  readonly byPath?: boolean;
}

const quoted = (name: string) => `Try '${name} --help' for more information.`;
const inGraves = (name: string) => `Try \`${name} --help' for more information.`;

const USUAL: PackageStyle = { hint: quoted, help: 'usage' };
const LINUX: PackageStyle = { helpLetter: 'h', versionLetter: 'V', hint: quoted, versionFrom: true, help: 'section' };
const NAMED: PackageStyle = { hint: (name) => `${name}: ${quoted(name)}`, versionLetter: 'v', help: 'usage' };

/** By what a package's name begins with. */
const STYLES: readonly (readonly [start: string, style: PackageStyle])[] = [
  ['GNU coreutils', { ...USUAL, byPath: true }],
  ['GNU Time', { ...USUAL, byPath: true }],
  ['GNU diffutils', NAMED],
  ['GNU patch', NAMED],
  // argp's words (argp_help(3)).
  ['GNU libc', { ...USUAL, hint: (name) => `Try \`${name} --help' or \`${name} --usage' for more information.` }],
  ['GNU tar', { ...USUAL, hint: (name) => `Try '${name} --help' or '${name} --usage' for more information.` }],
  ['XZ Utils', { ...USUAL, hint: (name) => `${name}: ${inGraves(name)}` }],
  ['debianutils', { ...USUAL, hint: inGraves }],
  ['gzip', { ...USUAL, helpLetter: 'h', versionLetter: 'V', hint: inGraves }],
  ['procps-ng', { ...LINUX, hint: 'help' }],
  ['psmisc', { ...USUAL, versionLetter: 'V' }],
  ['shadow', { ...USUAL, helpLetter: 'h', hint: 'help', help: 'usage alone' }],
  ['util-linux', LINUX],
];

export function styleOf(from = 'GNU coreutils'): PackageStyle {
  return STYLES.find(([start]) => from.startsWith(start))?.[1] ?? USUAL;
}
