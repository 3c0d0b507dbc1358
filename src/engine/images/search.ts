/** `docker search` (moby, registry/search.go): the index's answer, filtered. */
import type { Call } from '../../api/calls.ts';
import type { ImageSearchResult } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { RegistryError } from '../../oci/distribution.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

export async function imageSearch(
  engine: EngineContext,
  call: Call<'imageSearch'>,
): Promise<readonly ImageSearchResult[]> {
  const { term = '' } = call.query;
  const limit = call.query.limit || DEFAULT_LIMIT;
  const keeps = filter(Filters.parse(call.query.filters, ['is-automated', 'is-official', 'stars']));
  if (limit < 1 || limit > MAX_LIMIT) {
    throw new FailureError('invalid', `limit ${limit} is outside the range of [1, ${MAX_LIMIT}]`);
  }
  if (!term.trim()) return [];
  const slash = term.indexOf('/');
  const first = term.slice(0, Math.max(slash, 0));
  const elsewhere = first === 'localhost' || /[.:]/.test(first);
  const [domain, wanted] = elsewhere ? [first, term.slice(slash + 1)] : ['docker.io', term.replace(/^library\//, '')];
  try {
    const found = (await engine.registry.search?.(domain, wanted, limit, call.signal)) ?? [];
    return found.filter(keeps).map(({ name, description, star_count, is_official }) => {
      return { star_count, is_official, name, is_automated: false, description };
    });
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new FailureError('system', error.message, { cause: error });
  }
}

/** The index does not tell any more which images were built automatically: it says of none that it was. */
function filter(filters: Filters): (result: ImageSearchResult) => boolean {
  const flag = (name: string): boolean | undefined => {
    const values = filters.get(name);
    if (values.length === 0) return undefined;
    if (values.every((value) => ['1', 'true'].includes(value))) return true;
    if (values.every((value) => ['0', 'false'].includes(value))) return false;
    throw new FailureError('invalid', `invalid filter '${name}=[${values.join(' ')}]'`);
  };
  const official = flag('is-official');
  const automated = flag('is-automated');
  const stars = filters.get('stars').map((value) => {
    if (/^[+-]?\d+$/.test(value)) return Number(value);
    throw new FailureError(
      'invalid',
      `invalid filter 'stars=${value}': strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  });
  return (result) =>
    (official === undefined || result.is_official === official) &&
    automated !== true &&
    stars.every((least) => result.star_count >= least);
}
