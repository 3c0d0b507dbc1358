/** A short glow around what has just come. Nothing glows that was there already, nor for people who want stillness. */
import type { TransitionConfig } from 'svelte/transition';

const GLOW_MS = 1800;

export function arrive(_: Element, { live }: { live: () => boolean }): TransitionConfig {
  if (!live() || matchMedia('(prefers-reduced-motion: reduce)').matches) return { duration: 0 };
  return {
    duration: GLOW_MS,
    css: (_t, left) => `box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) ${left * 100}%, transparent)`,
  };
}
