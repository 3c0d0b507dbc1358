/** Where the visitor is, in the fragment of the address: no server has to know a path, and a link can be handed out. */

export type Route = { readonly view: 'course' } | { readonly view: 'lesson'; readonly path: string };

const LESSON = /^#\/lesson\/([a-z0-9-]+\/[a-z0-9-]+)$/;

export function parseRoute(hash: string): Route {
  const path = LESSON.exec(hash)?.[1];
  return path ? { view: 'lesson', path } : { view: 'course' };
}

export function hashOf(route: Route): string {
  return route.view === 'lesson' ? `#/lesson/${route.path}` : '#/';
}

export class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }

  go(route: Route): void {
    location.hash = hashOf(route);
  }
}
