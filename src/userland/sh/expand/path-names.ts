/** Pathname expansion as the shell's options want it: what a field that holds a pattern becomes. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import type { Field } from './builder.ts';
import type { GlobOptions } from './glob.ts';
import { glob } from './glob.ts';
import { matchesPattern, patternStyle, type PatternStyle } from './pattern.ts';

/** Adds the paths that the field's pattern names, or what stands for none. */
export function addPathNames(sh: Shell, field: Field, out: string[]): Awaitable<void> {
  return chain(glob(sh.sys, field.pattern ?? field.text, globOptions(sh)), (found) => {
    const paths = withoutIgnored(sh, found);
    if (paths.length > 0) for (const path of paths) out.push(path);
    else if (sh.shopt.get('failglob')) sh.fatal(`no match: ${field.text}`);
    else if (!sh.shopt.get('nullglob')) out.push(field.text);
  });
}

export function globOptions(sh: Shell): GlobOptions {
  const bash = sh.dialect === 'bash';
  const ignores = bash && ignoredPatterns(sh).length > 0;
  return {
    dotFiles: sh.shopt.get('dotglob') ?? false,
    selfAndParent: bash ? !ignores && !sh.isShopt('globskipdots') : true,
    globStar: sh.shopt.get('globstar') ?? false,
    style: patternStyle(sh),
    ignoreCase: sh.shopt.get('nocaseglob') ?? false,
  };
}

/** GLOBIGNORE: patterns between colons; a colon in brackets or after a backslash parts nothing. */
function ignoredPatterns(sh: Shell): readonly string[] {
  const text = sh.vars.get('GLOBIGNORE');
  if (!text) return [];
  return text.match(/(?:\\.|\[[!^]?\]?(?:\[:\w+:\]|[^\]])*\]|[^:])+/gs) ?? [];
}

function withoutIgnored(sh: Shell, paths: readonly string[]): readonly string[] {
  const patterns = sh.dialect === 'bash' ? ignoredPatterns(sh) : [];
  if (patterns.length === 0) return paths;
  const style = patternStyle(sh);
  return paths.filter((path) => !patterns.some((pattern) => matchesPath(path, pattern, style)));
}

/** A slash is matched by a slash alone. */
function matchesPath(path: string, pattern: string, style: PatternStyle): boolean {
  const names = path.split('/');
  const parts = pattern.split('/');
  return (
    names.length === parts.length && names.every((name, i) => matchesPattern(name, parts[i] as string, false, style))
  );
}
