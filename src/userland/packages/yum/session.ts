/** What one call of yum knows: its options, the repositories and what they have. */
import type { Tool } from '../../bin/lib/tool.ts';
import { RpmDatabase } from '../rpm/database.ts';
import { loadMetadata, readRepos, YumFailure, type AvailableRpm, type Repo } from './repository.ts';
import { sizeText } from './table.ts';

export const LOADED = 'Loaded plugins: fastestmirror\n';

export class YumSession {
  repos: readonly Repo[] = [];
  available: readonly AvailableRpm[] = [];

  constructor(readonly t: Tool) {}

  async say(line: string): Promise<void> {
    if (!this.t.has('q')) await this.t.out.line(line);
  }

  async root(): Promise<boolean> {
    if (this.t.sys.credentials.euid === 0) return true;
    await this.say('Loaded plugins: fastestmirror');
    await this.t.err('You need to be root to perform this command.\n');
    return false;
  }

  /** Reads the repositories' metadata; what has to be fetched is fetched, and told. */
  async open(refresh = false): Promise<RpmDatabase> {
    const { sys, out } = this.t;
    await this.say('Loaded plugins: fastestmirror');
    this.repos = await readRepos(sys);
    if (this.repos.length === 0)
      throw new YumFailure('There are no enabled repos.\n Run "yum repolist all" to see the repos you have.');
    const fetched: (readonly [string, number])[] = [];
    const packages: AvailableRpm[] = [];
    for (const repo of this.repos) {
      const metadata = await loadMetadata(sys, repo, refresh);
      packages.push(...metadata.packages);
      fetched.push(...metadata.fetched);
    }
    if (fetched.length > 0) {
      await this.say('Determining fastest mirrors');
      for (const { id, url } of this.repos) await this.say(` * ${id}: ${new URL(url).host}`);
    }
    for (const [name, bytes] of fetched)
      await this.say(`${name.padEnd(56)} | ${`${sizeText(bytes)}B`.padStart(7)}  00:00:00     `);
    await out.flush();
    this.available = packages;
    return RpmDatabase.read(sys);
  }
}
