/** /etc/passwd, /etc/group and their shadows, while packages add to them. */
import type { LayerFiles } from '../layer-files.ts';

export interface AccountTexts {
  readonly passwd: string;
  readonly group: string;
  /** `root shadow …`: days since 1970 when the passwords were set. */
  readonly day: number;
}

/** The first ID that system accounts get. */
const FIRST_SYSTEM_ID = 100;

export class Accounts {
  readonly #passwd: string[];
  readonly #group: string[];
  readonly #day: number;

  constructor({ passwd, group, day }: AccountTexts) {
    this.#passwd = passwd.trim().split('\n');
    this.#group = group.trim().split('\n');
    this.#day = day;
  }

  addGroup(name: string, gid = this.#free()): void {
    if (!this.#group.some((line) => line.startsWith(`${name}:`))) this.#group.push(`${name}:x:${gid}:`);
  }

  addUser(name: string, group: string, home: string, shell: string, uid = this.#free()): void {
    if (this.#passwd.some((line) => line.startsWith(`${name}:`))) return;
    this.#passwd.push(`${name}:x:${uid}:${this.gid(group)}::${home}:${shell}`);
  }

  uid(name: string): number {
    return this.#id(this.#passwd, name);
  }

  gid(name: string): number {
    return this.#id(this.#group, name);
  }

  write(files: LayerFiles): void {
    const shadowGroup = this.#group.some((line) => line.startsWith('shadow:')) ? this.gid('shadow') : 0;
    const hidden = { mode: 0o640, gid: shadowGroup };
    const first = (line: string) => line.split(':', 1)[0];
    files.text('etc/passwd', lines(this.#passwd)).text('etc/group', lines(this.#group));
    files.text('etc/shadow', lines(this.#passwd.map((line) => `${first(line)}:*:${this.#day}:0:99999:7:::`)), hidden);
    files.text('etc/gshadow', lines(this.#group.map((line) => `${first(line)}:*::${line.split(':')[3]}`)), hidden);
  }

  #free(): number {
    const used = new Set([...this.#passwd, ...this.#group].map((line) => Number(line.split(':')[2])));
    let id = FIRST_SYSTEM_ID;
    while (used.has(id)) id++;
    return id;
  }

  #id(table: readonly string[], name: string): number {
    const found = table.find((line) => line.startsWith(`${name}:`));
    if (found === undefined) throw new Error(`${name}: no such account`);
    return Number(found.split(':')[2]);
  }
}

const lines = (list: readonly string[]) => list.map((line) => `${line}\n`).join('');
