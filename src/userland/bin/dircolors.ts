/** dircolors: the colours of `ls`, as a line for the shell. Databases of one's own are not read. */
import { tool } from './lib/tool.ts';

/** GNU's built-in database, its file types and the archives of its extensions. */
const TYPES =
  'rs=0:di=01;34:ln=01;36:mh=00:pi=40;33:so=01;35:do=01;35:bd=40;33;01:cd=40;33;01:or=40;31;01:su=37;41:sg=30;43:' +
  'ca=30;41:tw=30;42:ow=34;42:st=37;44:ex=01;32:';
const ARCHIVES = 'tar tgz taz zip z gz lz xz bz2 bz tbz deb rpm jar cpio 7z'.split(' ');
const COLORS = TYPES + ARCHIVES.map((name) => `*.${name}=01;31:`).join('');

export const dircolors = tool(
  {
    name: 'dircolors',
    usage: '[OPTION]... [FILE]',
    about: 'Output commands to set the LS_COLORS environment variable',
    options: 'b|sh|bourne-shell c|csh|c-shell',
  },
  (t) => {
    if (t.operands.length > 0) return t.die(`${t.operands[0]}: databases of one's own are not simulated in Drydock`);
    t.out.line(t.has('c') ? `setenv LS_COLORS '${COLORS}'` : `LS_COLORS='${COLORS}';\nexport LS_COLORS`);
    return undefined;
  },
);
