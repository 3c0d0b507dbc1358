/** curl 7.88: HTTP and HTTPS. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { HELP, VERSION } from './curl/help.ts';
import { MalformedField, UploadMissing } from './curl/body.ts';
import { argumentGroups, ConfigMissing } from './curl/config-file.ts';
import { CurlError } from './curl/errors.ts';
import { type CurlArguments, has, UsageError, valueOf } from './curl/options.ts';
import { warningLines } from './curl/output.ts';
import { Run } from './curl/run.ts';
import type { Kept } from './curl/kept.ts';
import { StandardOutput } from './curl/standard-output.ts';
import { globUrls, type GlobbedUrl } from './curl/glob.ts';
import type { Applet } from './lib/tool.ts';

const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

export const curl: Applet = async (sys, argv = sys.argv) => {
  sys.signal('PIPE', 'ignore');
  const say = async (text: string) => void (await sys.write(2, utf8(text)));
  let hushed = false;
  const stdout = new StandardOutput(sys, argv.includes('-N') || argv.includes('--no-buffer'));
  const kept: Kept = { stdout, connection: undefined, connections: 0, cookies: undefined };
  /** One group between --next; a fault of it is told and ends the run. */
  const transfers = async (args: CurlArguments): Promise<number> => {
    const wrong = faultOf(args);
    if (wrong !== undefined) {
      await say(wrong);
      return 2;
    }
    const run = new Run(sys, args, kept, say);
    await run.start();
    let status = 0;
    urls: for (const [number, given] of args.urls.entries()) {
      for (const url of has(args, 'g')
        ? [{ url: given, parts: [] }]
        : globbed(given, (error) => (status = error.code), say)) {
        // The last transfer tells, whatever became of those before.
        status = await run.fetch(url, number);
        if (status !== 0 && has(args, 'fail-early')) break urls;
      }
    }
    await stdout.finish();
    await kept.cookies?.save(say);
    return status;
  };
  try {
    const groups = await argumentGroups(sys, argv.slice(1), say);
    const [args] = groups as [CurlArguments];
    hushed = has(args, 's') && !has(args, 'S');
    if (has(args, 'V') || has(args, 'h')) {
      await sys.write(1, utf8(has(args, 'V') ? VERSION : HELP));
      return 0;
    }
    await redirectErrors(sys, args);
    let status = 0;
    for (const group of groups) status = await transfers(group);
    return status;
  } catch (error) {
    if (error instanceof MalformedField) await say(warningLines('Illegally formatted input field!'));
    if (error instanceof UsageError) {
      await say(`curl: ${error.message}\n${TRY_HELP}`);
      return 2;
    }
    if (error instanceof ConfigMissing) {
      if (!error.silent) await say(`curl: cannot read config from '${error.path}'\n`);
      await say(`curl: option ${error.option}: error encountered when reading a file\n${TRY_HELP}`);
      return 26;
    }
    if (error instanceof UploadMissing) await say(`curl: Can't open '${error.path}'!\n${TRY_HELP}`);
    if (error instanceof CurlError) {
      if (!hushed) await say(`curl: (${error.code}) ${error.message}\n`);
      return error.code;
    }
    if (error instanceof SysError && error.errno === 'EPIPE') return 23;
    throw error;
  } finally {
    await stdout.finish();
  }
};

/** What a group of options cannot be together. */
function faultOf(args: CurlArguments): string | undefined {
  if (args.urls.length === 0) return args.given.length === 0 ? TRY_HELP : `curl: no URL specified!\n${TRY_HELP}`;
  if (has(args, 'I') && args.given.some(([key]) => /^(d|data-.*|F|form-string|json)$/.test(key)) && !has(args, 'G')) {
    return warningLines(
      'You can only select one HTTP request method! You asked for both POST (-d, --data) and HEAD (-I, --head).',
    );
  }
  if (has(args, 'J') && (has(args, 'i') || has(args, 'I')))
    return `curl: showing headers and --remote-header-name cannot be combined\n${TRY_HELP}`;
  return undefined;
}

/** --stderr FILE: all that goes to standard error goes there. */
async function redirectErrors(sys: Sys, args: CurlArguments): Promise<void> {
  const path = valueOf(args, 'stderr');
  if (path === undefined) return;
  if (path === '-') return void (await sys.dup2(1, 2));
  try {
    const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    await sys.dup2(fd, 2);
    await sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await sys.write(2, utf8(warningLines(`Failed to open ${path}!`)));
  }
}

function* globbed(
  url: string,
  failed: (error: CurlError) => void,
  say: (text: string) => Promise<void>,
): Generator<GlobbedUrl> {
  try {
    yield* globUrls(url);
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    failed(error);
    void say(`curl: (${error.code}) ${error.message}\n`);
  }
}
