/** A lesson as data: what a lesson folder means once it is read. Plain JSON, so that the build can hand it to the page. */

export const LANGUAGES = ['en', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Localised = Readonly<Record<Language, string>>;

export interface Check {
  readonly name: string;
  /** A shell script for the learner's machine; status 0 passes. Changes nothing. */
  readonly run: string;
  /** Shown when it fails and no `explain` says more. */
  readonly message: Localised;
  /** The first script that exits 0 tells which near miss it was. */
  readonly explain: readonly { readonly run: string; readonly message: Localised }[];
}

export interface Step {
  readonly id: string;
  readonly title: Localised;
  /** Markdown of the step, heading left out. */
  readonly prose: Localised;
  readonly hints: readonly Localised[];
  readonly checks: readonly Check[];
  /** The commands that solve the step. */
  readonly solution: string;
}

export interface Lesson {
  /** `04-containers/01-first-image`: the folder below `lessons/`. */
  readonly path: string;
  readonly id: string;
  readonly minutes: number;
  readonly title: Localised;
  /** Markdown before the first step. */
  readonly introduction: Localised;
  readonly objectives: readonly Localised[];
  readonly steps: readonly Step[];
}
