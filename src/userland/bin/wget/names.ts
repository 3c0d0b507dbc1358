/** What GNU wget calls the files that it saves. */
import type { Tool } from '../lib/tool.ts';
import { hostAndPort, type WgetUrl } from './url.ts';

/** The name of the file that a URL is saved to. */
export function fileNameOf({ target }: WgetUrl, index = 'index.html'): string {
  const [path = '', query] = target.split('?');
  const name = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)) || index;
  return query === undefined ? name : `${name}?${query}`;
}

/** With the directories that -x makes, of the host and of the path. */
export function localName(t: Tool, url: WgetUrl): string {
  const lets = (letter: string, long: string) =>
    t.has(long) || t.values('n').some((letters) => letters.includes(letter));
  const name = fileNameOf(url, t.value('default-page'));
  const plain = t.value('restrict-file-names')?.includes('lowercase') ? name.toLowerCase() : name;
  if (!t.has('x') || lets('d', 'no-directories')) return plain;
  const path = (url.target.split('?')[0] as string).split('/').slice(1, -1);
  const kept = path.slice(Number(t.value('cut-dirs') ?? 0));
  const places = [
    ...(t.has('protocol-directories') ? [url.scheme] : []),
    ...(lets('H', 'no-host-directories') ? [] : [hostAndPort(url)]),
  ];
  return [...places, ...kept.map(decodeURIComponent), plain].join('/');
}

/** The name in `Content-Disposition`, without directories. */
export function dispositionName(headers: Readonly<Record<string, string>>): string | undefined {
  const [, quoted, bare] = /;\s*filename=(?:"([^"]*)"|([^;\s]*))/i.exec(headers['content-disposition'] ?? '') ?? [];
  return (quoted ?? bare)?.replace(/^.*[\\/]/, '') || undefined;
}
