/** Bytes are a character each. */
export declare function server(): (send: (bytes: string) => void, end: () => void) => (bytes: string) => void;
