/** The cases of keys/, and what recorder and test share. */

const lines = (count, line) => Array.from({ length: count }, (_, i) => `${line(i + 1)}\n`).join('');

/** In the home directory, which is where the shell begins. */
export const FILES = {
  'notes.txt': lines(60, (n) => `line ${n}`),
  'my file.txt': 'one\ntwo\n',
  'src/main.c': 'int main(void) { return 0; }\n',
  'src/math.c': '\n',
  'src/deep/x': '',
  'script.sh': 'echo "running $1"\nread -p "name? " n\necho "hello $n"\n',
  'edit/words':
    'The quick brown fox jumps over the lazy dog.\nfoo-bar baz(qux, 42) = "two words"; end\n\n' +
    'A second paragraph. It has two sentences.\nthe last line of it\n\nEnd of the text, the end.\n',
  'edit/app.py':
    'def greet(name=\'you\', times=2):\n    for i in range(times):\n        print(\'hello\', {"to": name})\n\ngreet("Ann")\n',
  'edit/long': `${lines(3, (n) => `${n}: ${'abcdefghi '.repeat(20)}end`)}short\n${lines(40, (n) => `row ${n}`)}`,
  'edit/plain': 'plain\n',
  'edit/list': 'pear\napple\nfig\ncherry\n',
  'edit/tabs': 'a\tb\tc\n\tindented\nbell\u0007 and \u001b[31mred\n',
  'edit/wide': '日本語 text\nnaïve café\n',
  'edit/Dockerfile': 'FROM alpine:3.20\nRUN apk add --no-cache curl\nCOPY . /app\nCMD ["sh"]\n',
  'bin.dat': '\u0000\u0001\u0002binary\u0000\n',
};

/**
 * What differs between the families of cases. `masked`: numbers are not compared, nor how wide they are. `alone`: the shell is the first of
 * its processes, so that no others are seen.
 */
export const FAMILIES = {
  bash: {},
  dash: {},
  less: {},
  more: {},
  nano: {},
  readline: {},
  sessions: {},
  terminal: {},
  top: { masked: true, alone: true },
  vim: {},
  watch: {},
};

/**
 * A step is what is typed, escapes as in JSON; `resize ROWS COLUMNS` gives the window another size, and `settle` lets a second go by.
 */
export function parseCases(text) {
  return [...text.matchAll(/^### (.*)\n([^]*?)(?=^### |$(?![^]))/gm)].map(([, name, body]) => ({
    name,
    steps: body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const size = /^resize (\d+) (\d+)$/.exec(line);
        if (size) return { rows: Number(size[1]), columns: Number(size[2]) };
        if (line === 'settle') return { settle: true };
        return JSON.parse(
          `"${line.replaceAll('"', '\\"').replace(/\\([bfnrtu"/\\]?)/g, (pair, next) => (next ? pair : '\\\\'))}"`,
        );
      }),
  }));
}

/** A screen and its cursor, without what differs from run to run. */
export function shown(screen, [row, column], home, family) {
  const text = screen
    .replaceAll(home, '/home')
    .replace(/^(\[\d+\][+ -]? *)\d{1,7}(?= |$)/gm, '$1PID')
    .replace(/^(\[\d+\] [+ -] )\d{1,7} (\w+) +/gm, '$1PID $2 ')
    .replace(/ \((\d{2,7})\)/g, ' (PID)')
    .replace(/\b\d+ seconds? ago +/g, 'a moment ago ');
  return FAMILIES[family].masked ? masked(text) : `${text}\n@${row},${column}`;
}

/**
 * What a machine has of its own: numbers, bars as long as they say, for how long it is up, a row for each processor, and rows that
 * begin with numbers in the order of those.
 */
function masked(text) {
  const lines = text
    .replace(/ up .*?,(?= +\d+ users?,)/g, ' up 0,')
    .replace(/(\d user)s,/g, '$1,')
    .split('\n')
    .map((line) =>
      line
        .replace(/ *\d[\d.:]*/g, ' #')
        .replace(/\[[| ]*\]/g, '[bar]')
        .replace(/ +/g, ' '),
    )
    .filter((line, i, all) => !(line.startsWith('%Cpu #') && line === all[i - 1]));
  for (let i = 0; i < lines.length; i++) {
    let end = i;
    while (/^ # \S+ #/.test(lines[end] ?? '')) end++;
    if (end > i) lines.splice(i, end - i, ...lines.slice(i, end).sort());
    i = Math.max(i, end - 1);
  }
  return lines.join('\n');
}
