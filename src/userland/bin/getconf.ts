/** getconf: limits and names of the system, as glibc on x86-64 Linux tells them. */
import { SysError } from '../../kernel/errno.ts';
import { tool, type Tool } from './lib/tool.ts';

/** What is the same everywhere; `pathconf`'s are asked of a path. */
const FIXED: Readonly<Record<string, string>> = {
  ARG_MAX: '2097152', ATEXIT_MAX: '2147483647', BC_BASE_MAX: '99', BC_DIM_MAX: '2048', BC_SCALE_MAX: '99', BC_STRING_MAX: '1000', CHAR_BIT: '8', CHAR_MAX: '127', CHAR_MIN: '-128', CHILD_MAX: '4096', CLK_TCK: '100', COLL_WEIGHTS_MAX: '255', CS_PATH: '/bin:/usr/bin', EXPR_NEST_MAX: '32', GNU_LIBC_VERSION: 'glibc 2.36', GNU_LIBPTHREAD_VERSION: 'NPTL 2.36', HOST_NAME_MAX: '64', INT_MAX: '2147483647', INT_MIN: '-2147483648', IOV_MAX: '1024', LINE_MAX: '2048', LOGIN_NAME_MAX: '256', LONG_BIT: '64', MB_LEN_MAX: '16', NGROUPS_MAX: '65536', NZERO: '20', PAGESIZE: '4096', PAGE_SIZE: '4096', PATH: '/bin:/usr/bin', POSIX2_VERSION: '200809', RE_DUP_MAX: '32767', SCHAR_MAX: '127', SCHAR_MIN: '-128', SHRT_MAX: '32767', SHRT_MIN: '-32768', SSIZE_MAX: '32767', STREAM_MAX: '16', TTY_NAME_MAX: '32', TZNAME_MAX: '', UCHAR_MAX: '255', UINT_MAX: '4294967295', ULONG_MAX: '18446744073709551615', USHRT_MAX: '65535', WORD_BIT: '32', _POSIX_VERSION: '200809', _XOPEN_VERSION: '700',
}; // prettier-ignore

const OF_PATHS: Readonly<Record<string, string>> = {
  LINK_MAX: '65000', MAX_CANON: '255', MAX_INPUT: '255', NAME_MAX: '255', PATH_MAX: '4096', PIPE_BUF: '4096', FILESIZEBITS: '64', SYMLINK_MAX: '', _POSIX_NO_TRUNC: '1', _POSIX_CHOWN_RESTRICTED: '1', _POSIX_VDISABLE: '0',
}; // prettier-ignore

/** What this machine answers. */
const ASKED: Readonly<Record<string, (t: Tool) => number>> = {
  OPEN_MAX: (t) => t.sys.resourceLimits().nofile?.soft ?? 1024,
  _NPROCESSORS_CONF: (t) => t.sys.affinity(1).length,
  _NPROCESSORS_ONLN: (t) => t.sys.affinity(1).length,
};

export const getconf = tool(
  {
    name: 'getconf',
    usage: '[-v specification] variable_name [pathname]',
    about: 'Print system configuration values',
    rawArguments: true,
    from: 'GNU libc',
  },
  async (t) => {
    const [first = ''] = t.operands;
    if (first === '--help') return t.out.text(await t.helpText());
    if (first === '--version') return t.out.text(t.versionText());
    // Debian's takes any specification: it has one alone.
    const skipped = first === '-v' ? 2 : first.startsWith('-v') || first === '--' ? 1 : 0;
    const words = t.operands.slice(skipped);
    const [name, path] = words;
    if (name === '-a') {
      const names = [...Object.keys(FIXED), ...Object.keys(ASKED), ...Object.keys(OF_PATHS)].sort();
      for (const one of names) await t.out.line(`${one.padEnd(35)}${valueOf(t, one) ?? ''}`);
      return;
    }
    if (name === undefined || words.length > 2) {
      await t.err('Usage: getconf [-v specification] variable_name [pathname]\n       getconf -a [pathname]\n');
      return 2;
    }
    if (Object.hasOwn(OF_PATHS, name)) {
      if (path === undefined) return missing(t);
      try {
        await t.sys.stat(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`pathconf: ${path}: ${error.message}`, undefined, 3);
      }
      return t.out.line(OF_PATHS[name] || 'undefined');
    }
    const value = valueOf(t, name);
    if (value === undefined || path !== undefined) {
      await t.err(`getconf: Unrecognized variable \`${name}'\n`);
      return 2;
    }
    return t.out.line(value || 'undefined');
  },
);

function valueOf(t: Tool, name: string): string | undefined {
  return Object.hasOwn(ASKED, name) ? String(ASKED[name]?.(t)) : (FIXED[name] ?? OF_PATHS[name]);
}

async function missing(t: Tool): Promise<number> {
  await t.err('Usage: getconf [-v specification] variable_name [pathname]\n       getconf -a [pathname]\n');
  return 2;
}
