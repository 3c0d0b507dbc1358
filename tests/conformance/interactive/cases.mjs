/** The cases of keys.txt, and what recorder and test share. */

/** In the home directory, which is where the shell begins. */
export const FILES = {
  'notes.txt': Array.from({ length: 60 }, (_, i) => `line ${i + 1}\n`).join(''),
  'my file.txt': 'one\ntwo\n',
  'src/main.c': 'int main(void) { return 0; }\n',
  'src/math.c': '\n',
  'src/deep/x': '',
  'script.sh': 'echo "running $1"\nread -p "name? " n\necho "hello $n"\n',
};

/** A step is what is typed, escapes as in JSON; `resize ROWS COLUMNS` gives the window another size. */
export function parseCases(text) {
  return [...text.matchAll(/^### (.*)\n([^]*?)(?=^### |$(?![^]))/gm)].map(([, name, body]) => ({
    name,
    steps: body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const size = /^resize (\d+) (\d+)$/.exec(line);
        if (size) return { rows: Number(size[1]), columns: Number(size[2]) };
        return JSON.parse(`"${line.replaceAll('"', '\\"').replace(/\\(?![bfnrtu"/\\])/g, '\\\\')}"`);
      }),
  }));
}

/** A screen without what differs from run to run. */
export function shown(screen, home) {
  return screen
    .replaceAll(home, '/home')
    .replace(/^(\[\d+\][+ -]? *)\d{1,7}(?= |$)/gm, '$1PID')
    .replace(/ \((\d{2,7})\)/g, ' (PID)');
}
