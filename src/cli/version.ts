/** Which docker this program behaves as. */
export const CLI_VERSION = '28.2.2';
export const CLI_BUILD = 'e6534b4';
export const CLI_GO_VERSION = 'go1.24.3';
export const CLI_BUILD_TIME = 'Fri May 30 12:07:14 2025';
/** The newest API version that it speaks. */
export const CLI_API_VERSION = '1.50';
/** The API version of the engine it talks to. */
export const API_VERSION = '1.45';
