declare module 'virtual:site-build' {
  import type { Build } from './site-cache.ts';
  export const build: Build;
}
declare module 'virtual:preview-shim' {
  /** src/ui/preview/frame/shim.ts as one script. */
  export const shim: string;
}
