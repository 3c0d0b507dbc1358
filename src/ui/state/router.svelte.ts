/** Where the visitor is, in the fragment of the address: no server has to know a path, and a link can be handed out. */

export type Route =
  { readonly view: 'course' } | { readonly view: 'lesson'; readonly id: string; readonly step: string | undefined };

const LESSON = /^#\/lesson\/([^/]+)(?:\/([^/]+))?$/;

export function parseRoute(hash: string): Route {
  const [, id, step] = LESSON.exec(hash) ?? [];
  return id ? { view: 'lesson', id, step } : { view: 'course' };
}

export const lessonHash = (id: string): string => `#/lesson/${id}`;

export class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }
}
