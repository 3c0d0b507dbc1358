/** docker history, import, push, search */
import { sourceOf, type ByteSource } from '../../base/streams.ts';
import type { ImageHistoryItem, JsonMessage } from '../../api/types/image.ts';
import { CliFailure } from '../failure.ts';
import { filterQuery } from '../filters.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { ellipsis, humanSize, shortId } from '../format/units.ts';
import { rfc3339Nano, humanDuration } from '../../base/time.ts';
import { fileErrorText, resolvePath } from '../paths.ts';
import { showMessages, SILENT, stdoutSink } from '../progress/json-messages.ts';
import { familiarName, familiarString, fullName, parseReference, withDefaultTag } from '../reference.ts';
import { headerFor } from '../registry-auth.ts';
import type { Handler } from '../session.ts';

export const history: Handler = async (session, flags, [name = '']) => {
  const items = (await session.client.imageHistory({ path: { name } })) as readonly ImageHistoryItem[];
  const human = flags.bool('human');
  const truncate = !flags.bool('no-trunc');
  const now = session.now();
  const time = (item: ImageHistoryItem) => rfc3339Nano(item.Created * 1000);
  const id = (item: ImageHistoryItem) => (truncate ? shortId(item.Id) : item.Id);
  const listing: Listing<ImageHistoryItem> = {
    type: '*image.historyContext',
    headers: {
      ID: 'IMAGE',
      CreatedSince: human ? 'CREATED' : 'CREATED AT',
      CreatedAt: 'CREATED AT',
      CreatedBy: 'CREATED BY',
      Size: 'SIZE',
      Comment: 'COMMENT',
    },
    table: human
      ? '{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}'
      : '{{.ID}}\t{{.CreatedAt}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}',
    fields: {
      Comment: (item) => item.Comment,
      CreatedAt: (item) => time(item),
      CreatedBy: (item) => {
        const text = item.CreatedBy.replaceAll('\t', ' ');
        return truncate ? ellipsis(text, 45) : text;
      },
      CreatedSince: (item) => (human ? `${humanDuration(now - item.Created * 1000)} ago` : time(item)),
      ID: id,
      Size: (item) => (human ? humanSize(item.Size, 3) : String(item.Size)),
    },
  };
  const format = flags.string('format') || 'table';
  if (flags.bool('quiet') && format === 'table') await session.print(items.map((item) => `${id(item)}\n`).join(''));
  else await session.print(formatRows(format, listing, items));
};

export const importImage: Handler = async (session, flags, [source = '', target = '']) => {
  const { machine } = session;
  let body: ByteSource | undefined;
  let from = '-';
  if (source === '-') body = machine.stdin.source;
  else if (/^https?:\/\//.test(source)) from = source;
  else {
    try {
      await machine.files.stat(resolvePath(machine.cwd, source));
    } catch (error) {
      throw new CliFailure(fileErrorText('open', source, error));
    }
    body = machine.files.read(resolvePath(machine.cwd, source));
  }
  if (target !== '') parseReference(target);
  const platform = flags.string('platform');
  const messages = (await session.client.imageCreate({
    query: {
      fromSrc: from,
      ...(target && { repo: target }),
      ...(flags.string('message') && { message: flags.string('message') }),
      ...(flags.list('change').length && { changes: flags.list('change') }),
      ...(platform && { platform }),
    },
    body: body ?? sourceOf(),
    headers: { 'content-type': 'text/plain' },
  })) as AsyncIterable<JsonMessage>;
  await showMessages(messages, stdoutSink(session), () => session.now());
};

export const push: Handler = async (session, flags, [remote = '']) => {
  let reference = parseReference(remote);
  const all = flags.bool('all-tags');
  const quiet = flags.bool('quiet');
  const bare = reference.tag === undefined && reference.digest === undefined;
  if (all && !bare) throw new CliFailure("tag can't be used with --all-tags/-a");
  if (!all && bare) {
    reference = withDefaultTag(reference);
    if (!quiet) await session.print(`Using default tag: ${reference.tag}\n`);
  }
  if (reference.digest !== undefined) throw new CliFailure('cannot push a digest reference');
  const messages = (await session.client.imagePush({
    path: { name: familiarNameForPath(reference) },
    query: { ...(!all && { tag: reference.tag ?? 'latest' }) },
    headers: headerFor(session.config, reference.domain),
  })) as AsyncIterable<JsonMessage>;
  await showMessages(messages, quiet ? SILENT : stdoutSink(session), () => session.now());
  if (quiet) await session.print(`${familiarOrFull(reference)}\n`);
};

type Reference = ReturnType<typeof parseReference>;

function familiarNameForPath(reference: Reference): string {
  return familiarName(reference);
}

function familiarOrFull(reference: Reference): string {
  return `${fullName(reference)}${familiarString(reference).slice(familiarName(reference).length)}`;
}

interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly star_count: number;
  readonly is_official: boolean;
  readonly is_automated: boolean;
}

export const search: Handler = async (session, flags, [term = '']) => {
  const limit = flags.number('limit');
  const domain =
    term.includes('/') && /[.:]/.test(term.split('/')[0] as string) ? (term.split('/')[0] as string) : 'docker.io';
  const results = (await session.client.imageSearch({
    query: { term, ...(limit > 0 && { limit }), ...filterQuery(flags.list('filter')) },
    headers: headerFor(session.config, domain),
  })) as readonly SearchResult[];
  const truncate = !flags.bool('no-trunc');
  const listing: Listing<SearchResult> = {
    type: '*search.searchContext',
    headers: {
      Name: 'NAME',
      Description: 'DESCRIPTION',
      StarCount: 'STARS',
      IsOfficial: 'OFFICIAL',
      IsAutomated: 'AUTOMATED',
    },
    table: '{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}',
    fields: {
      Description: (row) => {
        const text = row.description.replaceAll('\n', ' ').replaceAll('\r', ' ');
        return truncate ? ellipsis(text, 45) : text;
      },
      IsAutomated: (row) => (row.is_automated ? '[OK]' : ''),
      IsOfficial: (row) => (row.is_official ? '[OK]' : ''),
      Name: (row) => row.name,
      StarCount: (row) => String(row.star_count),
    },
  };
  await session.print(formatRows(flags.string('format') || 'table', listing, results));
};
