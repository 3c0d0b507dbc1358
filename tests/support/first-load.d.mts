import type { Page } from '@playwright/test';

export interface FirstLoad {
  /** From the first request to a prompt that can be read. */
  readonly promptMs: number;
  /** Path in the site to bytes, gzipped. */
  readonly files: ReadonlyMap<string, number>;
  readonly bytes: number;
}

/** `site`: folder of what is served at `url`. */
export function firstLoad(page: Page, url: string, site: string): Promise<FirstLoad>;
