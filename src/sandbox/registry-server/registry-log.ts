/** The registry's two logs: what happens in logrus' form on standard error, and a line for each request on standard output. */
import { utf8 } from '../../base/bytes.ts';
import { rfc3339Nano } from '../../base/time.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';

export const REGISTRY_VERSION = '2.8.3';
const GO_VERSION = 'go1.20.8';

export class RegistryLog {
  readonly #fields: Readonly<Record<string, string>>;

  constructor(
    private readonly sys: Sys,
    fields: Readonly<Record<string, string>>,
    instance: string,
  ) {
    this.#fields = { 'go.version': GO_VERSION, 'instance.id': instance, ...fields, version: REGISTRY_VERSION };
  }

  async say(
    level: 'info' | 'warning' | 'error' | 'fatal',
    message: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const all = Object.entries({ ...this.#fields, ...more }).sort(([a], [b]) => (a < b ? -1 : 1));
    const fields = all.map(([name, value]) => ` ${name}=${quoted(value)}`).join('');
    await this.#write(2, `time="${rfc3339Nano(this.sys.now())}" level=${level} msg=${quoted(message)}${fields} \n`);
  }

  /** Apache's combined format, as gorilla/handlers writes it. */
  async access(
    client: string,
    line: string,
    status: number,
    bytes: number,
    referer: string,
    agent: string,
  ): Promise<void> {
    const at = new Date(this.sys.now());
    const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
    await this.#write(
      1,
      `${client} - - [${day}/${month}/${year}:${time} +0000] "${line}" ${status} ${bytes} "${referer}" "${agent}"\n`,
    );
  }

  async #write(fd: number, line: string): Promise<void> {
    try {
      await this.sys.write(fd, utf8(line));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
}

/** logrus quotes what is not plain. */
function quoted(value: string): string {
  return /^[A-Za-z0-9\-._/@^+]+$/.test(value) ? value : JSON.stringify(value);
}
