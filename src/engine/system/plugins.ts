/** Plugins: there are none, so what is asked is checked, and nothing is found. */
import type { Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import { Filters } from '../filters.ts';

export async function pluginList(call: Call<'pluginList'>): Promise<[]> {
  const filters = Filters.parse(call.query.filters, ['enabled', 'capability']);
  filters.boolean('enabled', false);
  return [];
}

/** What is asked of one plugin. */
export async function noPlugin({ path }: { readonly path: Readonly<Record<string, string>> }): Promise<never> {
  throw new FailureError('notFound', `plugin ${JSON.stringify(path.name ?? '')} not found`);
}
