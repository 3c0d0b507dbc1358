declare module 'virtual:lessons' {
  import type { RenderedLesson } from '../course/render.ts';
  import type { PartSummary } from '../course/summary.ts';
  /** The site's own course, in order. */
  export const parts: readonly PartSummary[];
  /** By id; its code comes over the network. */
  export function loadLesson(id: string): Promise<RenderedLesson>;
}
