/** apt's `-q`, which may be given twice, or with a number (`-q=2`): in a cluster such as `-qqy` each letter is a flag. */
import type { Applet } from '../../bin/lib/tool.ts';

export function withQuietClusters(program: Applet): Applet {
  return (sys, argv = sys.argv) => program(sys, argv.flatMap(spread));
}

function spread(word: string): readonly string[] {
  if (!/^-[a-zA-Z]*q[a-zA-Z]*$/.test(word)) return [word];
  // What takes a value stays with what follows it.
  const [, flags = '', rest = ''] = /^-([^oct]*)(.*)$/.exec(word) ?? [];
  const letters = [...flags].map((letter) => `-${letter}`);
  return rest === '' ? letters : [...letters, `-${rest}`];
}
