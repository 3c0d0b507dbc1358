export interface ServerCase {
  readonly name: string;
  readonly script: string;
}
export interface ServerCases {
  readonly prelude: string;
  readonly cases: readonly ServerCase[];
}
export function parseCases(text: string): ServerCases;
export function wholeScript(cases: ServerCases): string;
export function answersIn(output: string): readonly string[];
export function withoutChance(text: string): string;
