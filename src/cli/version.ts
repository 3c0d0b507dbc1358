/** Which docker this program behaves as. */
export const CLI_VERSION = '28.2.2';
export const CLI_BUILD = 'drydock';
/** The API version of the engine it talks to. */
export const API_VERSION = '1.45';
