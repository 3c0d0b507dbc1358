/** Which panes are open, how large they are, and what the side pane shows. Kept like the settings. */
import { readStored, writeStored } from './stored.ts';

export const SIDE_VIEWS = ['picture', 'files', 'preview', 'measure'] as const;
export type SideView = (typeof SIDE_VIEWS)[number];
export const VIEWS = ['lesson', 'terminal', ...SIDE_VIEWS] as const;
export type View = (typeof VIEWS)[number];
export type Pane = 'lesson' | 'terminal' | 'side';

/** Percent of the room that a pane shares with its neighbour. */
export const SIZES = {
  lesson: { usual: 25, min: 16, max: 50 },
  side: { usual: 31, min: 18, max: 75 },
  below: { usual: 44, min: 15, max: 80 },
  split: { usual: 50, min: 20, max: 80 },
} as const;
export type Sized = keyof typeof SIZES;

const KEY = 'drydock.layout';
/** Below this the side pane lies under the terminal, for the sake of 80 columns. */
const NARROW = '(max-width: 80rem)';
/** Below this one view is shown at a time. */
const PHONE = '(max-width: 60rem)';

interface Stored {
  readonly sizes?: Partial<Record<Sized, number>>;
  readonly open?: Partial<Record<Pane, boolean>>;
  readonly side?: SideView;
  readonly split?: boolean;
}

export class Layout {
  sizes = $state<Record<Sized, number>>({
    lesson: SIZES.lesson.usual,
    side: SIZES.side.usual,
    below: SIZES.below.usual,
    split: SIZES.split.usual,
  });
  open = $state<Record<Pane, boolean>>({ lesson: true, terminal: true, side: true });
  side = $state<SideView>('picture');
  /** Two terminals are in sight. */
  split = $state(false);
  /** On a phone: the one view in sight. */
  shown = $state<View>('terminal');
  below = $state(false);
  phone = $state(false);

  constructor() {
    const stored = readStored<Stored>(KEY);
    for (const name of Object.keys(SIZES) as Sized[]) {
      const { usual, min, max } = SIZES[name];
      this.sizes[name] = Math.min(max, Math.max(min, Number(stored.sizes?.[name]) || usual));
    }
    for (const pane of ['lesson', 'terminal', 'side'] as const) this.open[pane] = stored.open?.[pane] !== false;
    if (!Object.values(this.open).includes(true)) this.open.terminal = true;
    if (stored.side && SIDE_VIEWS.includes(stored.side)) this.side = stored.side;
    this.split = stored.split === true;
    this.#follow(NARROW, (matches) => (this.below = matches));
    this.#follow(PHONE, (matches) => (this.phone = matches));
  }

  get lessonShown(): boolean {
    return this.phone ? this.shown === 'lesson' : this.open.lesson;
  }

  /** The last open pane stays: an empty page helps nobody. */
  toggle(pane: Pane): void {
    const others = Object.entries(this.open).some(([name, open]) => name !== pane && open);
    if (others || !this.open[pane]) this.open[pane] = !this.open[pane];
  }

  /** Brings a view into sight, wherever it is. */
  show(view: View): void {
    this.shown = view;
    if (view === 'lesson' || view === 'terminal') this.open[view] = true;
    else {
      this.open.side = true;
      this.side = view;
    }
  }

  save(): void {
    const { sizes, open, side, split } = this;
    writeStored(KEY, { sizes: { ...sizes }, open: { ...open }, side, split } satisfies Stored);
  }

  #follow(query: string, tell: (matches: boolean) => void): void {
    const list = matchMedia(query);
    tell(list.matches);
    list.addEventListener('change', ({ matches }) => tell(matches));
  }
}
