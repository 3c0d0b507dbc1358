// What a file of cases holds, for the recorder and for the test: `# case: NAME` begins one, what is before the first is run before them all.
const MARK = '@@@ ';

export function parseCases(text) {
  const [prelude, ...rest] = text.split(/^# case: /m);
  const cases = rest.map((part) => {
    const end = part.indexOf('\n');
    return { name: part.slice(0, end), script: part.slice(end + 1).trim() };
  });
  return { prelude, cases };
}

/** One script for all cases, each in a shell of its own; its output is cut where the next begins. */
export function wholeScript({ prelude, cases }) {
  const each = cases.map(({ script }, i) => `echo '${MARK}${i}'\n(\n${script}\n)\necho "status $?"\n`);
  return `exec 2>&1\nmkdir -p /w && cd /w\n${prelude}\n${each.join('')}echo '${MARK}end'\ncleanup\n`;
}

/** The answers in the order of the cases. */
export function answersIn(output) {
  const parts = output.split(new RegExp(`^${MARK}.*\\n`, 'm')).slice(1);
  return parts.slice(0, -1).map(withoutChance);
}

/** Dates, process ids, versions and validators differ from run to run. */
export function withoutChance(text) {
  return (
    text
      .replace(/\b\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, 'DATE')
      .replace(/\[\d\d\/\w{3}\/\d{4}:[\d: +]+\]/g, '[DATE]')
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'DATE')
      .replace(/\[\w{3} \w{3} \d\d \d\d:\d\d:\d\d(\.\d+)? \d{4}\]/g, '[DATE]')
      .replace(/\b\d+#\d+:/g, 'PID#PID:')
      .replace(/\*\d+ /g, '*N ')
      .replace(/\[pid \d+(:tid \d+)?\]/g, '[pid N]')
      .replace(/127\.0\.0\.1:\d{5}\b/g, '127.0.0.1:PORT')
      .replace(/(ETag: (?:W\/)?)"[-\w]+"/g, '$1"TAG"')
      .replace(/nginx\/1\.[\d.]+/g, 'nginx/VERSION')
      .replace(/Apache\/2\.4\.\d+ \(\w+\)/g, 'Apache/VERSION')
      .replace(/after \d+ ms/g, 'after N ms')
      // Written when the log is no terminal's: the official images have their log there.
      .replace(/^nginx: \[(emerg|error)\].*\n/gm, '')
  );
}
