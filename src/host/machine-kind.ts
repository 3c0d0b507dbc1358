/** The machines that a learner can sit at. The bare ones have no docker yet. */
export const MACHINE_KINDS = ['ubuntu', 'ubuntu-14.04-bare', 'centos-7-bare'] as const;
export type MachineKind = (typeof MACHINE_KINDS)[number];

export interface MachineFacts {
  readonly hostname: string;
  /** The teaching image whose files the machine begins with; absent: its files are made in code. */
  readonly image?: { readonly repository: string; readonly tag: string };
  /** The engine runs from the start, and is no process of its own. */
  readonly hasEngine: boolean;
}

export const MACHINES: Readonly<Record<MachineKind, MachineFacts>> = {
  ubuntu: { hostname: 'drydock', hasEngine: true },
  'ubuntu-14.04-bare': {
    hostname: 'ubuntu',
    image: { repository: 'library/ubuntu', tag: '14.04' },
    hasEngine: false,
  },
  'centos-7-bare': { hostname: 'centos', image: { repository: 'library/centos', tag: '7' }, hasEngine: false },
};

export function isMachineKind(value: unknown): value is MachineKind {
  return (MACHINE_KINDS as readonly unknown[]).includes(value);
}
