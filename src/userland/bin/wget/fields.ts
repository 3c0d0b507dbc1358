/** What GNU wget sends: the fields of a request's head, and its body. */
import { utf8 } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readInput } from '../curl/body.ts';
import type { Tool } from '../lib/tool.ts';
import { hostAndPort, type WgetUrl } from './url.ts';

const DEFAULT_AGENT = 'Wget/1.21.3';

export interface Asked {
  /** Where a broken file goes on. */
  readonly start: number;
  readonly body: Uint8Array | undefined;
  /** The server has asked for a name and a password. */
  readonly challenged: boolean;
  /** Of the file that is there, for -N. */
  readonly modified: number | undefined;
}

export function requestFields(t: Tool, url: WgetUrl, asked: Asked): (readonly [string, string])[] {
  const own = t.values('header').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const named = new Set(own.map(([name]) => name.toLowerCase()));
  const { body, start } = asked;
  const fields: (readonly [string, string])[] = [['Host', hostAndPort(url)]];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) fields.push([name, value]);
  };
  if (asked.modified !== undefined) add('If-Modified-Since', new Date(asked.modified).toUTCString());
  if (t.has('no-cache')) {
    add('Cache-Control', 'no-cache');
    add('Pragma', 'no-cache');
  }
  add('Referer', t.value('referer'));
  add('User-Agent', t.value('U') ?? DEFAULT_AGENT);
  add('Accept', '*/*');
  if (start > 0) add('Range', `bytes=${start}-`);
  add('Accept-Encoding', 'identity');
  const credentials = credentialsOf(t, url);
  if (credentials !== undefined && (asked.challenged || t.has('auth-no-challenge')))
    add('Authorization', `Basic ${btoa(credentials)}`);
  add('Connection', 'Keep-Alive');
  if (body) {
    add('Content-Type', 'application/x-www-form-urlencoded');
    add('Content-Length', String(body.length));
  }
  return [...fields.filter(([name]) => !named.has(name.toLowerCase())), ...own];
}

/** `user:password`. */
export function credentialsOf(t: Tool, { user: told }: WgetUrl): string | undefined {
  const user = t.value('user') ?? t.value('http-user') ?? told?.split(':')[0];
  const password = t.value('password') ?? t.value('http-password') ?? told?.split(':')[1] ?? '';
  return user === undefined ? undefined : `${user}:${password}`;
}

/** The name of a file that cannot be read, in place of a body. */
export async function requestBody(t: Tool, sys: Sys, method: string): Promise<Uint8Array | string | undefined> {
  const data = t.value('post-data') ?? t.value('body-data');
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (data !== undefined) return utf8(data);
  const file = t.value('post-file') ?? t.value('body-file');
  return file === undefined ? undefined : ((await readInput(sys, file)) ?? file);
}

/** What options cannot be together, as wget says it. */
export function clash(t: Tool): string | undefined {
  const posts = t.has('post-data') || t.has('post-file');
  const noClobber = t.has('no-clobber') || t.values('n').some((letters) => letters.includes('c'));
  if (t.has('N') && noClobber) return "Can't timestamp and not clobber old files at the same time.\n";
  if (t.has('post-data') && t.has('post-file')) return 'You cannot specify both --post-data and --post-file.\n';
  if (posts && t.has('method'))
    return 'You cannot use --post-data or --post-file along with --method. --method expects data through --body-data and --body-file options\n';
  if (!t.has('method') && (t.has('body-data') || t.has('body-file')))
    return 'You must specify a method through --method=HTTPMethod to use with --body-data or --body-file.\n';
  return undefined;
}
