/** The site's base URL, with a trailing slash: everything the worker loads lies below it. */
export function siteBase(): string {
  return new URL('./', location.href).href;
}

/** The same, without the origin. */
export function sitePath(): string {
  return new URL('./', location.href).pathname;
}
