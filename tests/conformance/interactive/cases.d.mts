export type Step = string | { readonly rows: number; readonly columns: number };

export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
}

export const FILES: Readonly<Record<string, string>>;
export function parseCases(text: string): readonly Case[];
export function shown(screen: string, home: string): string;
