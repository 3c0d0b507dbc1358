/**
 * Accounts of the sandbox's Docker Hub. They live in the sandbox alone and are exported with it; passwords are kept as
 * salted hashes all the same, since people use their real ones.
 */
import { hex, utf8 } from '../../base/bytes.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { digestOf } from '../../oci/digest.ts';
import type { RegistryStorage } from '../../registry/server-contents.ts';

export interface AccountsOptions {
  readonly records: RegistryStorage['records'];
  readonly clock: Clock;
  readonly random: Random;
  /** Namespaces that somebody has already: those of the teaching images. */
  readonly taken: (name: string) => Promise<boolean>;
}

interface AccountRecord {
  readonly email: string;
  readonly salt: string;
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly joined: number;
}

/** What is wrong with a registration, by field, as the Hub's API tells it. */
export type Refusals = Readonly<Record<string, readonly string[]>>;

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

const key = (name: string) => `hub/account/${name}`;

export class HubAccounts {
  constructor(private readonly options: AccountsOptions) {}

  /** Undefined: the account was made. */
  async register({ username, email, password }: Registration): Promise<Refusals | undefined> {
    const { records, clock, random, taken } = this.options;
    const wrong: Record<string, string[]> = {};
    if (!/^[a-z0-9]{4,30}$/.test(username)) {
      wrong['username'] = ['A Docker ID has 4 to 30 characters: lower-case letters and digits only.'];
    } else if ((await records.get(key(username))) !== undefined || (await taken(username))) {
      wrong['username'] = ['This username is already in use. Please choose another.'];
    }
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) wrong['email'] = ['Enter a valid email address.'];
    if (password.length < 8) wrong['password'] = ['A password has at least 8 characters.'];
    if (Object.keys(wrong).length > 0) return wrong;
    const salt = hex(random.bytes(16));
    const record: AccountRecord = { email, salt, hash: await hashOf(salt, password), joined: clock.now() };
    await records.write([{ key: key(username), value: record }]);
    return undefined;
  }

  /** The account's name when the password is right; people may log in by their email address. */
  async verify(login: string, password: string): Promise<string | undefined> {
    const name = login.includes('@') ? await this.#byEmail(login) : login.toLowerCase();
    const record = name && (await this.options.records.get<AccountRecord>(key(name)));
    if (!record || record.hash !== (await hashOf(record.salt, password))) return undefined;
    return name;
  }

  async joined(name: string): Promise<number | undefined> {
    return (await this.options.records.get<AccountRecord>(key(name)))?.joined;
  }

  async #byEmail(email: string): Promise<string | undefined> {
    const all = await this.options.records.list<AccountRecord>(key(''));
    return all.find(([, record]) => record.email === email)?.[0].slice(key('').length);
  }
}

function hashOf(salt: string, password: string): Promise<string> {
  return digestOf(utf8(`${salt}:${password}`));
}
