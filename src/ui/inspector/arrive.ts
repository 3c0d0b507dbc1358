/** A short glow around what has just come. Nothing glows that was there already, nor for people who want stillness. */
import type { TransitionConfig } from 'svelte/transition';

const GLOW_MS = 1800;
/** Each is a picture to paint, and many may arrive at once: so few that the machine behind the picture keeps its speed. */
const PICTURES = 9;
const KEYFRAMES = [{ boxShadow: '0 0 0 3px var(--accent)' }, { boxShadow: '0 0 0 3px transparent' }];

export function arrive(element: Element, { live }: { live: () => boolean }): TransitionConfig {
  if (live() && !matchMedia('(prefers-reduced-motion: reduce)').matches)
    element.animate(KEYFRAMES, { duration: GLOW_MS, easing: `steps(${PICTURES})` });
  return { duration: 0 };
}
