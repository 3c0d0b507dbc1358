/** A limit in a file of its own: the page's first load needs this one and none of the others (limits.ts). */
export const STREAM_BUFFER_BYTES = 256 * 1024;
