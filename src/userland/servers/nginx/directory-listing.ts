/** `autoindex on`: what is in a directory, as HTML, JSON or XML. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Stat, Sys } from '../../../kernel/sys.ts';
import { textAnswer } from '../lib/text-answer.ts';
import { localTime } from './variables.ts';

interface Entry {
  readonly name: string;
  readonly stat: Stat;
}

export interface ListingOptions {
  readonly format: string;
  /** Sizes in bytes. */
  readonly exact: boolean;
}

/** Its length is not told before it is sent. */
export async function listing(
  sys: Sys,
  directory: string,
  uri: string,
  { format, exact }: ListingOptions,
): Promise<HttpResponse> {
  const entries = await entriesOf(sys, directory);
  const [type, content] =
    format === 'json' || format === 'jsonp'
      ? ['application/json', asJson(entries)]
      : format === 'xml'
        ? ['text/xml; charset=utf-8', asXml(entries)]
        : ['text/html', asHtml(entries, uri, exact)];
  return { status: 200, headers: { 'content-type': type }, body: textAnswer(200, type, content).body };
}

/** Directories first, then by name; what begins with a dot is not shown. */
async function entriesOf(sys: Sys, directory: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const { name } of await sys.readdir(directory)) {
    if (name.startsWith('.')) continue;
    try {
      entries.push({ name, stat: await sys.stat(`${directory}/${name}`) });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  const folder = ({ stat }: Entry) => Number(stat.type === 'directory');
  return entries.sort((a, b) => folder(b) - folder(a) || (a.name < b.name ? -1 : 1));
}

const kindOf = ({ stat: { type } }: Entry) => (type === 'directory' || type === 'file' ? type : 'other');

function asJson(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => {
    const { name, stat } = entry;
    const kind = kindOf(entry);
    const size = kind === 'file' ? `, "size":${stat.size}` : '';
    return `{ "name":${JSON.stringify(name)}, "type":"${kind}", "mtime":"${new Date(stat.mtime).toUTCString()}"${size} }`;
  });
  return `[\r\n${lines.join(',\r\n')}\r\n]`;
}

function asXml(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => {
    const { name, stat } = entry;
    const kind = kindOf(entry);
    const mtime = new Date(stat.mtime).toISOString().replace(/\.\d+/, '');
    const size = kind === 'file' ? ` size="${stat.size}"` : '';
    return `<${kind} mtime="${mtime}"${size}>${escapeHtml(name)}</${kind}>\r\n`;
  });
  return `<?xml version="1.0"?>\r\n<list>\r\n${lines.join('')}</list>\r\n`;
}

const NAME_WIDTH = 50;

function asHtml(entries: readonly Entry[], uri: string, exact: boolean): string {
  const title = `Index of ${escapeHtml(uri)}`;
  const lines = entries.map(({ name, stat }) => {
    const slash = stat.type === 'directory' ? '/' : '';
    const shown = name.length + slash.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 3)}..>` : name + slash;
    const [, day, time] = /^(.*?):(\d\d:\d\d)/.exec(localTime(stat.mtime)) as RegExpExecArray;
    const size = slash ? '-' : exact ? String(stat.size) : human(stat.size);
    const pad = ' '.repeat(Math.max(1, NAME_WIDTH + 1 - shown.length));
    const link = `<a href="${encodeURIComponent(name)}${slash}">${escapeHtml(shown)}</a>`;
    return `${link}${pad}${(day as string).replaceAll('/', '-')} ${time} ${size.padStart(exact ? 19 : 7)}\r\n`;
  });
  return (
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre>` +
    `<a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n`
  );
}

function human(size: number): string {
  for (const [unit, bytes] of [
    ['G', 1024 ** 3],
    ['M', 1024 ** 2],
    ['K', 1024],
  ] as const) {
    if (size >= bytes) return `${Math.round(size / bytes)}${unit}`;
  }
  return String(size);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
