/** Contents by path. */
export declare const ACCOUNTS: Readonly<Record<string, string>>;
