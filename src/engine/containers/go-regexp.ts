/** What Go's regexp.Compile says of an expression that is none (regexp/syntax); of those mistakes that are made by hand. */
export function regexpProblem(pattern: string): string | undefined {
  const said = mistake(pattern);
  return said && `error parsing regexp: ${said}`;
}

const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;

function mistake(pattern: string): string | undefined {
  let open = 0;
  let repeatable = false;
  let repeated = '';
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const [quantifier] = QUANTIFIER.exec(rest) ?? [];
    if (quantifier) {
      if (repeated) return `invalid nested repetition operator: \`${repeated}${quantifier}\``;
      if (!repeatable) return `missing argument to repetition operator: \`${quantifier}\``;
      repeated = quantifier;
      at += quantifier.length;
      continue;
    }
    repeated = '';
    repeatable = !/^[(|^]/.test(rest);
    if (rest[0] === '[') {
      const [set] = /^\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]/s.exec(rest) ?? [];
      if (!set) return `missing closing ]: \`${rest}\``;
      at += set.length;
      continue;
    }
    if (rest[0] === '\\' && rest.length === 1) return 'trailing backslash at end of expression: ``';
    if (rest[0] === '(') open++;
    if (rest[0] === ')' && --open < 0) return `unexpected ): \`${pattern}\``;
    at += rest[0] === '\\' ? 2 : 1;
  }
  return open > 0 ? `missing closing ): \`${pattern}\`` : undefined;
}
