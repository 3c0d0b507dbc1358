/** Links in prose that open a view beside the lesson: `[the plots](#view-measure)`. */
import { VIEWS } from '../state/layout.svelte.ts';
import type { PageState } from '../state/page.svelte.ts';

export function viewLinks(page: PageState): (prose: HTMLElement) => () => void {
  return (prose) => {
    const click = (event: MouseEvent) => {
      const href = (event.target as Element).closest('a')?.getAttribute('href') ?? '';
      const view = VIEWS.find((name) => href === `#view-${name}`);
      if (!view) return;
      event.preventDefault();
      page.layout.show(view);
    };
    prose.addEventListener('click', click);
    return () => prose.removeEventListener('click', click);
  };
}
