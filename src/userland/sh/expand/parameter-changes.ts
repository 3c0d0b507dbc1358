/** What `${…}` does to a value: cutting, replacing, changing case. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import type { CompileContext } from './emit.ts';
import { parseWord } from '../parser.ts';
import type { Apply, CaseOperator, Operation } from './operation.ts';
import { patternRegExp, patternStyle, type PatternStyle } from './pattern.ts';
import { asBytes, fromBytes } from '../text-bytes.ts';
import { emitList, emitValue, isStar, referenceText } from './references.ts';

type Changing = Exclude<Operation, { type: 'Default' | 'Slice' | 'Transform' }>;

export function compileChanging(operation: Changing, context: CompileContext, quoted: boolean): Apply {
  const change = compileChange(operation, context);
  return (sh, to, ref, value) => {
    if (value === undefined && sh.options.nounset) sh.vars.unbound(referenceText(ref));
    if (value === undefined) return emitValue(sh, to, ref, '', quoted);
    return chain(change(sh), (each) => {
      if (typeof value !== 'object') return emitValue(sh, to, ref, each(value), quoted);
      emitList(sh, to, changeList(sh, value, each, operation), quoted, isStar(ref));
    });
  };
}

/** dash takes `$@` for one text here: what is cut is cut from its beginning or its end. */
function changeList(
  sh: Shell,
  items: readonly string[],
  each: (value: string) => string,
  operation: Changing,
): readonly string[] {
  if (sh.dialect !== 'dash' || operation.type !== 'Remove') return items.map(each);
  const at = operation.operator[0] === '#' ? 0 : items.length - 1;
  return items.map((item, i) => (i === at ? each(item) : item));
}

type Change = (sh: Shell) => Awaitable<(value: string) => string>;

function compileChange(operation: Changing, context: CompileContext): Change {
  switch (operation.type) {
    case 'Remove': {
      const pattern = context.words.compilePattern(operation.operand, context);
      return (sh) => {
        const style = patternStyle(sh);
        const remove = (value: string, text: string) => removed(value, text, operation.operator, style);
        return chain(
          pattern(sh),
          (text) => (value) => (style.bytes ? fromBytes(remove(asBytes(value), text)) : remove(value, text)),
        );
      };
    }
    case 'Replace': {
      // A tilde stands for itself behind the sign that ties the pattern to an end.
      const anchored = /[#%]$/.test(operation.operator) && operation.pattern.text[0] === '~';
      const rest = anchored ? parseWord(`\\${operation.pattern.text}`) : undefined;
      const pattern = context.words.compilePattern(rest ?? operation.pattern, context);
      const plain = context.words.compileString(operation.replacement, context);
      const withMatch = context.words.compileReplacement(operation.replacement, context);
      return (sh) => {
        const matches = sh.dialect === 'bash' && sh.isShopt('patsub_replacement');
        return chain(pattern(sh), (text) =>
          chain(matches ? withMatch(sh) : plain(sh), (by) => {
            const insert = matches && /[\\&]/.test(by) ? (match: string) => withMatchIn(by, match) : () => by;
            return (value) => replaced(value, text, insert, operation.operator, patternStyle(sh));
          }),
        );
      };
    }
    case 'CaseModification': {
      const pattern = operation.operand ? context.words.compilePattern(operation.operand, context) : () => '?';
      return (sh) =>
        chain(pattern(sh), (text) => (value) => recased(value, text || '?', operation.operator, patternStyle(sh)));
    }
    default:
      return () => (value) => value;
  }
}

function removed(value: string, pattern: string, operator: '#' | '##' | '%' | '%%', style: PatternStyle): string {
  if (operator === '#' || operator === '##') {
    const match = patternRegExp(pattern, { anchor: 'start', lazy: operator === '#', style }).exec(value);
    return match ? value.slice(match[0].length) : value;
  }
  const whole = patternRegExp(pattern, { anchor: 'both', style });
  if (operator === '%%') {
    for (let i = 0; i <= value.length; i++) if (whole.test(value.slice(i))) return value.slice(0, i);
  } else {
    for (let i = value.length; i >= 0; i--) if (whole.test(value.slice(i))) return value.slice(0, i);
  }
  return value;
}

function withMatchIn(replacement: string, match: string): string {
  return replacement.replace(/\\([\\&])|&/g, (_all, escaped: string | undefined) => escaped ?? match);
}

function replaced(
  value: string,
  pattern: string,
  by: (match: string) => string,
  operator: string,
  style: PatternStyle,
): string {
  if (pattern === '') return operator === '/#' ? by('') + value : operator === '/%' ? value + by('') : value;
  const anchor = operator === '/#' ? 'start' : operator === '/%' ? 'end' : 'none';
  const flags = operator === '//' ? 'g' : '';
  return value.replace(patternRegExp(pattern, { anchor, flags, style }), (match) =>
    match === '' && value !== '' ? '' : by(match),
  );
}

function recased(value: string, pattern: string, operator: CaseOperator, style: PatternStyle): string {
  const regExp = patternRegExp(pattern, { anchor: 'both', style });
  const change = (char: string) => {
    if (!regExp.test(char)) return char;
    const up = operator[0] === '^' || (operator[0] === '~' && char === char.toLowerCase());
    return up ? char.toUpperCase() : char.toLowerCase();
  };
  const chars = [...value];
  if (operator.length === 2) return chars.map(change).join('');
  return chars.length ? change(chars[0] as string) + chars.slice(1).join('') : '';
}
