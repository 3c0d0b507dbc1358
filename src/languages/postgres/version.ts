/** Of the server within PGlite, which `select version()` tells too. A test compares them. */
export const SERVER_VERSION = '18.7';
