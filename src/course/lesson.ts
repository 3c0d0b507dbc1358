/**
 * A lesson as data: what a lesson folder means once it is read. Plain JSON, so that the build can hand it to the page
 * and a pack from elsewhere can be kept. Texts are Markdown; `render.ts` answers the same lesson with HTML in their place.
 */

export const LANGUAGES = ['en', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Localised<T = string> = Readonly<Record<Language, T>>;

/** The machine that a lesson begins on. The bare ones have no docker yet. */
export const MACHINE_KINDS = ['ubuntu', 'ubuntu-14.04-bare', 'centos-7-bare'] as const;
export type MachineKind = (typeof MACHINE_KINDS)[number];

/**
 * A line that is typed by a click. `$` is the prompt of the learner's machine, `#` one inside of a container; `>` stands
 * before what a program asks for (a name, a password).
 */
export interface ConsoleLine {
  readonly prompt: '$' | '#' | '>';
  readonly command: string;
}

export type ProseBlock =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'console';
      readonly lines: readonly ConsoleLine[];
      /** Each line is meant to end with another status than 0. */
      readonly fails: boolean;
      /** The last line keeps the terminal: an editor, `logs -f`, a server in the foreground. */
      readonly stays: boolean;
    }
  /** Here the question of that id is asked. */
  | { readonly kind: 'question'; readonly id: string };

export type Prose = readonly ProseBlock[];

export interface Explanation {
  readonly name: string;
  /** Status 0: this is the near miss. The first line it prints takes the place of `{found}` in the message. */
  readonly run: string;
  readonly message: Localised;
}

export interface Check {
  readonly name: string;
  /** A shell script for the learner's machine; status 0 passes. Changes nothing. Its first line of output is `{found}`. */
  readonly run: string;
  /** Shown when it fails and no explanation fits. */
  readonly message: Localised;
  readonly explain: readonly Explanation[];
}

/** The rungs of the hint ladder, in order. */
export const HINTS = ['nudge', 'explanation', 'command'] as const;

export interface Hints {
  readonly nudge: Localised;
  readonly explanation: Localised;
  /** Typed into the prompt, and not run. */
  readonly command: string;
}

/** A prediction, graded by what a script finds on the learner's machine. */
export interface Question {
  readonly id: string;
  readonly kind: 'choice' | 'number';
  /** `after`: before the step, graded once its checks pass; never holds the learner up. `now`: graded at once, and part of the step. */
  readonly when: 'after' | 'now';
  readonly ask: Localised;
  /** Of a choice; the script prints one of the ids. */
  readonly options: readonly { readonly id: string; readonly text: Localised }[];
  /** A shell script; the first line that it prints is the truth. */
  readonly answer: string;
  /** Shown with the truth. */
  readonly because: Localised;
}

/** A plausible attempt that must not pass. */
export interface WrongAttempt {
  readonly commands: string;
  /** The message it must earn: `check`, or `check/explanation`. */
  readonly earns: string;
  /** Puts right again what a learner would put right before going on. */
  readonly undo: string;
}

export interface Step {
  readonly id: string;
  readonly title: Localised;
  readonly prose: Localised<Prose>;
  readonly hints: Hints;
  readonly questions: readonly Question[];
  readonly checks: readonly Check[];
  /** The commands that solve the step. */
  readonly solution: string;
  readonly wrong: readonly WrongAttempt[];
}

/** A word that differs from learner to learner: `$name` in texts and scripts. */
export interface Variable {
  readonly name: string;
  /** The words to choose from, at least two: `[a-z0-9-]+`. */
  readonly words: readonly string[];
}

/** A file below the learner's home at the start. */
export interface LessonFile {
  readonly path: string;
  readonly base64: string;
  readonly executable: boolean;
}

export interface Lesson {
  /** `04-containers/01-first-image`: the folder in its pack. */
  readonly path: string;
  readonly id: string;
  readonly minutes: number;
  readonly machine: MachineKind;
  /** Ids of lessons that help to have done: advice, not a lock. */
  readonly prerequisites: readonly string[];
  /** Id of the lesson whose end state this one begins with, on a fresh machine. */
  readonly base: string | undefined;
  /** Why it cannot be done beside a real engine; undefined: the same commands and checks work there. */
  readonly simulationOnly: string | undefined;
  readonly title: Localised;
  /** Before the first step. */
  readonly introduction: Localised<Prose>;
  readonly objectives: readonly Localised[];
  readonly variables: readonly Variable[];
  readonly files: readonly LessonFile[];
  /** A shell script, run once at the start. */
  readonly setup: string;
  readonly steps: readonly Step[];
  /** What is the same on one's own machine today, and what has changed. */
  readonly ownMachine: Localised<Prose>;
}

export interface Part {
  /** The folder: `03-images`. */
  readonly path: string;
  readonly id: string;
  readonly title: Localised;
  readonly lessons: readonly Lesson[];
}

export interface Course {
  readonly parts: readonly Part[];
}
