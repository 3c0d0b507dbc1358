export type Step = string | { readonly rows: number; readonly columns: number } | { readonly settle: true };

export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Family =
  'bash' | 'dash' | 'less' | 'more' | 'nano' | 'readline' | 'sessions' | 'terminal' | 'top' | 'vim' | 'watch';

export const FAMILIES: Readonly<Record<Family, { readonly masked?: boolean; readonly alone?: boolean }>>;
export const FILES: Readonly<Record<string, string>>;
export function parseCases(text: string): readonly Case[];
export function shown(
  screen: string,
  cursor: readonly [row: number, column: number],
  home: string,
  family: Family,
): string;
