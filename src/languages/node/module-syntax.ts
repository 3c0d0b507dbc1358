/**
 * ECMAScript modules as the body of an async function: imports become awaited before everything else, exports become
 * getters, `import()` and `import.meta` become calls of what the loader passes. Lines keep their numbers.
 */

/** Names that the body is given. */
export const MODULE_PARAMETERS = ['__import', '__meta', '__define', '__exportAll'] as const;
export const IMPORT_NAME = '__import';

interface Statement {
  readonly start: number;
  readonly keyword: 'import' | 'export';
}

interface Scan {
  /** `import` and `export` where a statement of the top level begins. */
  readonly statements: readonly Statement[];
  /** `import(` and `import.meta`, anywhere. */
  readonly expressions: readonly { readonly start: number; readonly text: string; readonly by: string }[];
}

/** Whether a slash after this begins a regular expression: after an operator or a keyword, not after a value. */
const BEFORE_REGEXP =
  /(?:^|[({[,;:=!&|?+\-*%~^<>}]|\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield))\s*$/;

/** Past the string, comment, template or regular expression at `at`; `at` itself when there is none. */
function skip(source: string, at: number): number {
  const c = source[at];
  if (c === '"' || c === "'") return pastQuoted(source, at, c);
  if (c === '`') return pastTemplate(source, at);
  if (c !== '/') return at;
  if (source[at + 1] === '/') return endOr(source, source.indexOf('\n', at));
  if (source[at + 1] === '*') return endOr(source, source.indexOf('*/', at + 2) + 2, 1);
  return BEFORE_REGEXP.test(source.slice(Math.max(0, at - 40), at)) ? pastRegexp(source, at) : at;
}

function endOr(source: string, end: number, least = 0): number {
  return end < least || end === -1 ? source.length : end;
}

function pastQuoted(source: string, at: number, mark: string): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === mark || source[i] === '\n') return i + 1;
  }
  return source.length;
}

function pastTemplate(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '`') return i + 1;
    else if (source[i] === '$' && source[i + 1] === '{') i = pastBraces(source, i + 1) - 1;
  }
  return source.length;
}

function pastBraces(source: string, at: number): number {
  let depth = 0;
  for (let i = at; i < source.length;) {
    const next = skip(source, i);
    if (next > i) {
      i = next;
      continue;
    }
    if (source[i] === '{') depth++;
    else if (source[i] === '}' && --depth === 0) return i + 1;
    i++;
  }
  return source.length;
}

function pastRegexp(source: string, at: number): number {
  let inClass = false;
  for (let i = at + 1; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (c === '\n') return at + 1;
    else if (c === '/' && !inClass) return i + 1;
  }
  return source.length;
}

function scan(source: string): Scan {
  const statements: Statement[] = [];
  const expressions: { start: number; text: string; by: string }[] = [];
  let depth = 0;
  for (let i = 0; i < source.length;) {
    const next = skip(source, i);
    if (next > i) {
      i = next;
      continue;
    }
    const c = source[i] as string;
    if ('({['.includes(c)) depth++;
    else if (')}]'.includes(c)) depth--;
    else if (/[\w$]/.test(c)) {
      const word = /^[\w$]+/.exec(source.slice(i, i + 64))?.[0] as string;
      const before = source[i - 1];
      if (word === 'import' && before !== '.') {
        const rest = source.slice(i + 6, i + 40);
        if (/^\s*\(/.test(rest)) expressions.push({ start: i, text: 'import', by: IMPORT_NAME });
        else if (/^\s*\.\s*meta\b/.test(rest))
          expressions.push({
            start: i,
            text: /^import\s*\.\s*meta/.exec(source.slice(i))?.[0] as string,
            by: '__meta',
          });
        else if (depth === 0) statements.push({ start: i, keyword: 'import' });
      } else if (word === 'export' && depth === 0 && before !== '.') statements.push({ start: i, keyword: 'export' });
      i += word.length;
      continue;
    }
    i++;
  }
  return { statements, expressions };
}

/** Whether a source can only be a module's. */
export function hasModuleSyntax(source: string): boolean {
  return /\b(import|export)\b/.test(source) && scan(source).statements.length > 0;
}

/** `import()` goes to the loader, in a source that is no module. */
export function redirectImports(source: string): string {
  return /\bimport\s*[.(]/.test(source) ? splice(source, scan(source).expressions) : source;
}

interface Change {
  readonly start: number;
  readonly text: string;
  readonly by: string;
}

function splice(source: string, changes: readonly Change[]): string {
  let out = '';
  let at = 0;
  for (const { start, text, by } of [...changes].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    // As many lines as before.
    const lines = text.split('\n').length - by.split('\n').length;
    out += source.slice(at, start) + by + '\n'.repeat(Math.max(0, lines));
    at = start + text.length;
  }
  return out + source.slice(at);
}

export function moduleBody(source: string): string {
  const { statements, expressions } = scan(source);
  const prologue: string[] = [];
  const changes: Change[] = [...expressions];
  let imports = 0;
  const awaited = (specifier: string): string => {
    const name = `__m${imports++}`;
    prologue.push(`const ${name}=await ${IMPORT_NAME}(${specifier});`);
    return name;
  };
  for (const { start, keyword } of statements) {
    const rest = source.slice(start);
    const change =
      keyword === 'import' ? importStatement(rest, awaited, prologue) : exportStatement(rest, awaited, prologue);
    if (change) changes.push({ start, ...change });
  }
  return prologue.join('') + splice(source, changes);
}

type Rewritten = Omit<Change, 'start'> | undefined;
const STRING = `("[^"\\n]*"|'[^'\\n]*')`;
const ATTRIBUTES = `(?:\\s*(?:with|assert)\\s*\\{[^}]*\\})?`;

function importStatement(rest: string, awaited: (specifier: string) => string, prologue: string[]): Rewritten {
  const bare = new RegExp(`^import\\s*${STRING}${ATTRIBUTES}\\s*;?`).exec(rest);
  if (bare) {
    awaited(bare[1] as string);
    return { text: bare[0], by: '' };
  }
  const full = new RegExp(`^import\\s*([^'"]*?)\\s*from\\s*${STRING}${ATTRIBUTES}\\s*;?`).exec(rest);
  if (!full) return undefined;
  const [text, clause = '', specifier = ''] = full;
  const name = awaited(specifier);
  const named = /\{([^}]*)\}/.exec(clause)?.[1];
  const space = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  const byDefault = /^([\w$]+)/.exec(clause.replace(/^type\s/, ''))?.[1];
  if (byDefault) prologue.push(`const ${byDefault}=${name}.default;`);
  if (space) prologue.push(`const ${space}=${name};`);
  for (const part of (named ?? '').split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [from = '', to = from] = part.split(/\s+as\s+/);
    prologue.push(`const ${to}=${IMPORT_NAME}.pick(${name},${JSON.stringify(from)},${specifier});`);
  }
  return { text, by: '' };
}

function exportStatement(rest: string, awaited: (specifier: string) => string, prologue: string[]): Rewritten {
  const define = (name: string, value: string) => prologue.push(`__define(${JSON.stringify(name)},()=>${value});`);
  const all = new RegExp(`^export\\s*\\*\\s*(?:as\\s+([\\w$]+)\\s*)?from\\s*${STRING}\\s*;?`).exec(rest);
  if (all) {
    const name = awaited(all[2] as string);
    if (all[1]) define(all[1], name);
    else prologue.push(`__exportAll(${name});`);
    return { text: all[0], by: '' };
  }
  const list = new RegExp(`^export\\s*\\{([^}]*)\\}(?:\\s*from\\s*${STRING})?\\s*;?`).exec(rest);
  if (list) {
    const name = list[2] ? awaited(list[2]) : undefined;
    for (const part of (list[1] as string).split(',').map((one) => one.trim())) {
      if (part === '') continue;
      const [from = '', to = from] = part.split(/\s+as\s+/);
      define(to, name ? `${name}[${JSON.stringify(from)}]` : from);
    }
    return { text: list[0], by: '' };
  }
  const declared = /^export\s+(default\s+)?((?:async\s+)?function\s*\*?|class)\s+([\w$]+)/.exec(rest);
  if (declared && declared[3] !== 'extends') {
    define(declared[1] ? 'default' : (declared[3] as string), declared[3] as string);
    return { text: /^export\s+(?:default\s+)?/.exec(rest)?.[0] as string, by: '' };
  }
  const byDefault = /^export\s+default\s+/.exec(rest);
  if (byDefault) {
    define('default', '__default.value');
    prologue.unshift('const __default={};');
    return { text: byDefault[0], by: '__default.value=' };
  }
  const variables = /^export\s+(?=(?:const|let|var)\s)/.exec(rest);
  if (!variables) return undefined;
  const names = /^export\s+(?:const|let|var)\s+([\w$]+|\{[^}]*\}|\[[^\]]*\])/.exec(rest)?.[1] ?? '';
  const bound = /^[{[]/.test(names)
    ? names
        .slice(1, -1)
        .split(',')
        .map((one) => (one.split(':').pop() as string).replace(/=.*/, '').trim())
    : [names];
  for (const name of bound) if (name) define(name, name);
  return { text: variables[0], by: '' };
}
