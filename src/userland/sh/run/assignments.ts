/** `name=value`, `name+=value`, `name[key]=value`, `name=(…)`: alone, before a command, or as arguments of `declare`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain, each } from '../awaitable.ts';
import type { Assignment, Word } from '../parser.ts';
import { parseSubscript, parseWord } from '../parser.ts';
import type { ArrayElement, Shell } from '../shell.ts';
import type { CompileContext, StringOf } from '../expand/emit.ts';
import { compileFields, compileString } from '../expand/words.ts';
import { traced, traceText } from './trace.ts';

export type ArrayOf = (sh: Shell) => Awaitable<ArrayElement[]>;

export interface CompiledAssignment {
  readonly name: string;
  readonly key: StringOf | undefined;
  readonly append: boolean;
  /** Exactly one of the two. */
  readonly value: StringOf | undefined;
  readonly array: ArrayOf | undefined;
  /** An array as it stands in the script. */
  readonly source: string;
}

export function compileAssignment(node: Assignment, context: CompileContext): CompiledAssignment {
  const base = {
    name: node.name,
    key: node.index ? compileString(node.index, context) : undefined,
    append: node.append ?? false,
    source: '',
  };
  if (node.value.type === 'ArrayValue') {
    const source = context.source.text.slice(node.value.pos, node.value.end);
    return { ...base, source, value: undefined, array: compileArray(node.value.elements, context) };
  }
  return { ...base, value: compileString(node.value, context, { assignment: true }), array: undefined };
}

function compileArray(elements: readonly Word[], context: CompileContext): ArrayOf {
  const items = elements.map((word) => compileElement(word, context));
  return (sh) => {
    const out: ArrayElement[] = [];
    return chain(
      each(items, (item) => chain(item(sh), (some) => void out.push(...some))),
      () => out,
    );
  };
}

function compileElement(word: Word, context: CompileContext): ArrayOf {
  const keyed = keyedElement(word.text);
  if (keyed) {
    const subscript = parseSubscript(keyed.key);
    const key = subscript ? compileString(subscript, context, { assignment: true }) : () => keyed.key;
    const value = stringOf(keyed.value, context);
    return (sh) =>
      chain(key(sh), (index) => chain(value(sh), (text) => [{ key: index, value: text, append: keyed.append }]));
  }
  const fields = compileFields([word], context);
  return (sh) => chain(fields(sh), (texts) => texts.map((value) => ({ key: undefined, value, append: false })));
}

function stringOf(text: string, context: CompileContext): StringOf {
  const word = text === '' ? undefined : parseWord(text);
  return word ? compileString(word, context, { assignment: true }) : () => text;
}

/** `[key]=value` inside an array's parentheses. */
function keyedElement(text: string): { key: string; value: string; append: boolean } | undefined {
  if (text[0] !== '[') return undefined;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) {
      const operator = /^\+?=/.exec(text.slice(i + 1))?.[0];
      if (!operator) return undefined;
      return { key: text.slice(1, i), value: text.slice(i + 1 + operator.length), append: operator === '+=' };
    }
  }
  return undefined;
}

export function assign(sh: Shell, assignment: CompiledAssignment): Awaitable<void> {
  const { name, key, append, value, array } = assignment;
  if (array) {
    return chain(array(sh), (elements) =>
      chain(sh.options.xtrace ? traceArray(sh, assignment) : undefined, () => assignArray(sh, name, elements, append)),
    );
  }
  return chain(key ? key(sh) : undefined, (index) =>
    chain((value as StringOf)(sh), (text) => {
      if (sh.options.xtrace)
        return chain(traceAssignment(sh, assignment, index, text), () => store(sh, assignment, index, text));
      store(sh, assignment, index, text);
    }),
  );
}

function store(sh: Shell, { name, append }: CompiledAssignment, key: string | undefined, text: string): void {
  if (key !== undefined) sh.vars.setElement(name, key, text, append);
  else if (append) sh.vars.append(name, text);
  else sh.vars.set(name, text);
}

function traceAssignment(
  sh: Shell,
  { name, append }: CompiledAssignment,
  key: string | undefined,
  text: string,
): Awaitable<void> {
  const shown = text === '' ? '' : traced(sh, text);
  return traceText(sh, `${name}${key === undefined ? '' : `[${key}]`}${append ? '+=' : '='}${shown}`);
}

function traceArray(sh: Shell, { name, append, source }: CompiledAssignment): Awaitable<void> {
  return traceText(sh, `${name}${append ? '+' : ''}=${source}`);
}

export function assignArray(sh: Shell, name: string, elements: readonly ArrayElement[], append: boolean): void {
  const variable = sh.vars.ensure(name);
  if (variable.readonly) sh.vars.refuse(name);
  if (elements.length === 0) variable.emptied = true;
  if (variable.assoc) {
    if (!append) variable.assoc.clear();
    let key: string | undefined;
    const keyed = elements[0]?.key !== undefined;
    for (const element of elements) {
      if (keyed && element.key === undefined)
        sh.vars.tell(`${name}: ${element.value}: must use subscript when assigning associative array`);
      else if (element.key !== undefined) sh.vars.setElement(name, element.key, element.value, element.append);
      else if (key === undefined) key = element.value;
      else {
        sh.vars.setElement(name, key, element.value);
        key = undefined;
      }
    }
    if (key !== undefined) sh.vars.setElement(name, key, '');
    return;
  }
  const map = append ? sh.vars.toIndexed(variable) : new Map<number, string>();
  if (!append) {
    variable.value = undefined;
    variable.indexed = map;
  }
  let next = append ? Math.max(-1, ...map.keys()) + 1 : 0;
  for (const element of elements) {
    if (element.key !== undefined) next = sh.vars.index(element.key, variable);
    const old = element.append ? (map.get(next) ?? '') : '';
    map.set(next, sh.vars.shaped(variable, old + element.value));
    next++;
  }
}

/** One after the other. With `set -x` bash shows each, the others all of them on one line. */
export function assignEach(sh: Shell, assignments: readonly CompiledAssignment[]): Awaitable<void> {
  if (!sh.options.xtrace || sh.dialect === 'bash') return each(assignments, (assignment) => assign(sh, assignment));
  const shown: string[] = [];
  return chain(
    each(assignments, ({ name, value }) =>
      chain((value as StringOf)(sh), (text) => {
        shown.push(`${name}=${text === '' ? '' : traced(sh, text)}`);
        sh.vars.set(name, text);
      }),
    ),
    () => (shown.length > 0 ? traceText(sh, shown.join(' ')) : undefined),
  );
}

/** Temporary variables around a builtin or function: put back afterwards. */
export function withAssignments<T>(
  sh: Shell,
  assignments: readonly CompiledAssignment[],
  body: () => Awaitable<T>,
  keep: boolean,
): Awaitable<T> {
  if (assignments.length === 0) return body();
  if (keep) return chain(assignEach(sh, assignments), body);
  return withTemporaries(sh, assignments, body);
}

async function withTemporaries<T>(
  sh: Shell,
  assignments: readonly CompiledAssignment[],
  body: () => Awaitable<T>,
): Promise<T> {
  const saved = new Map<string, ReturnType<typeof sh.vars.map.get>>();
  try {
    for (const assignment of assignments) {
      const old = sh.vars.map.get(assignment.name);
      if (!saved.has(assignment.name)) {
        saved.set(assignment.name, old);
        if (old?.readonly) {
          if (sh.dialect !== 'bash') sh.vars.refuse(assignment.name);
          await sh.complain(`${assignment.name}: readonly variable`);
          continue;
        }
        sh.vars.map.set(assignment.name, old ? { ...old, exported: true } : { value: undefined, exported: true });
      }
      await assign(sh, assignment);
    }
    return await body();
  } finally {
    for (const [name, old] of saved) sh.vars.restore(name, old);
  }
}

/** The environment that prefix assignments make for a program. */
export async function overlay(
  sh: Shell,
  assignments: readonly CompiledAssignment[],
): Promise<Map<string, string> | undefined> {
  if (assignments.length === 0) return undefined;
  const env = new Map<string, string>();
  await withTemporaries(sh, assignments, () => {
    for (const { name, key, array, source } of assignments) {
      // bash passes no arrays: a whole one goes as its text, an element not at all.
      if (array) env.set(name, source);
      else if (!key) env.set(name, sh.vars.get(name) ?? '');
    }
  });
  return env;
}
