/** Reads the spec tests of the oils project: a case is a script with what a shell is expected to print and answer. */

export interface Expectation {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

export interface OilsCase {
  readonly file: string;
  readonly name: string;
  readonly script: string;
  /** By shell name; what holds for every shell not named is under ''. */
  readonly expected: ReadonlyMap<string, Expectation>;
}

const KEY_VALUE = /^##\s+(?:(?:OK(?:-\d)?|BUG(?:-\d)?|N-I)\s+([\w+/.-]+)\s+)?([\w-]+):(.*)$/;

export function oilsCases(file: string, text: string): OilsCase[] {
  const [, ...sections] = `\n${text}`.split(/\n####[ \t]*/);
  return sections.map((section) => oilsCase(file, section));
}

function oilsCase(file: string, section: string): OilsCase {
  const [name = '', ...lines] = section.split('\n');
  const expected = new Map<string, Expectation>();
  const code: string[] = [];
  let lookingForCode = true;
  let explicit: string | undefined;
  const put = (shells: string | undefined, found: Expectation) => {
    for (const shell of shells?.split('/') ?? ['']) expected.set(shell, { ...expected.get(shell), ...found });
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const match = KEY_VALUE.exec(line);
    if (!match) {
      // Code ends at the first expectation after it.
      if (lookingForCode || code.length === 0) code.push(line);
      continue;
    }
    const [, shells, key = '', rest = ''] = match;
    const value = rest.trim();
    if (code.some((text) => text.trim() !== '')) lookingForCode = false;
    if (key === 'code') explicit = value;
    else if (key === 'status') put(shells, { status: Number(value) });
    else if (key === 'stdout' || key === 'stderr') put(shells, { [key]: `${rest.replace(/^\s/, '')}\n` });
    else if (key === 'stdout-json' || key === 'stderr-json')
      put(shells, { [key.slice(0, 6)]: JSON.parse(value) as string });
    else if (key === 'STDOUT' || key === 'STDERR') {
      const found = lines.findIndex((text, index) => index > at && /^##\s+END/.test(text));
      const end = found < 0 ? lines.length : found;
      put(shells, {
        [key.toLowerCase()]: lines
          .slice(at + 1, end)
          .map((text) => `${text}\n`)
          .join(''),
      });
      at = end;
    }
  }
  return { file, name: name.trim(), script: explicit ?? `${code.join('\n')}\n`, expected };
}

/** What a shell has to answer: the general expectation, with what is said of this shell on top. */
export function expectationOf({ expected }: OilsCase, shell: string): Expectation {
  return { status: 0, ...expected.get(''), ...expected.get(shell) };
}

export function meets(answer: { stdout: string; stderr: string; status: number }, wanted: Expectation): boolean {
  return (
    answer.status === (wanted.status ?? 0) &&
    (wanted.stdout === undefined || answer.stdout === wanted.stdout) &&
    (wanted.stderr === undefined || answer.stderr === wanted.stderr)
  );
}
