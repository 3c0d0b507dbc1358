/** curl 7.88: HTTP and HTTPS. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { HELP, VERSION } from './curl/help.ts';
import { MalformedField, UploadMissing } from './curl/body.ts';
import { ConfigMissing, withFiles } from './curl/config-file.ts';
import { CurlError } from './curl/errors.ts';
import { has, UsageError } from './curl/options.ts';
import { warningLines } from './curl/output.ts';
import { Run } from './curl/run.ts';
import { globUrls, type GlobbedUrl } from './curl/glob.ts';
import type { Applet } from './lib/tool.ts';

const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

export const curl: Applet = async (sys, argv = sys.argv) => {
  sys.signal('PIPE', 'ignore');
  const say = async (text: string) => void (await sys.write(2, utf8(text)));
  let hushed = false;
  try {
    const args = await withFiles(sys, argv.slice(1), say);
    hushed = has(args, 's') && !has(args, 'S');
    if (has(args, 'V') || has(args, 'h')) {
      await sys.write(1, utf8(has(args, 'V') ? VERSION : HELP));
      return 0;
    }
    if (args.urls.length === 0) {
      await say(args.given.length === 0 ? TRY_HELP : `curl: no URL specified!\n${TRY_HELP}`);
      return 2;
    }
    if (has(args, 'I') && args.given.some(([key]) => /^(d|data-.*|F|form-string|json)$/.test(key)) && !has(args, 'G')) {
      const both =
        'You can only select one HTTP request method! You asked for both POST (-d, --data) and HEAD (-I, --head).';
      await say(warningLines(both));
      return 2;
    }
    const run = new Run(sys, args, say);
    let status = 0;
    for (const [number, given] of args.urls.entries()) {
      for (const url of has(args, 'g')
        ? [{ url: given, parts: [] }]
        : globbed(given, (error) => (status = error.code), say)) {
        // The last transfer tells, whatever became of those before.
        status = await run.fetch(url, number);
        if (status !== 0 && has(args, 'fail-early')) return status;
      }
    }
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
  }
};

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
