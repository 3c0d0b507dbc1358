/** What iproute2 finds wrong about the words of `ip OBJECT COMMAND`, before the kernel is asked. */

export interface IpFault {
  readonly message: string;
  readonly status: number;
}

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  address: ['add', 'change', 'replace', 'delete', 'show', 'lst', 'list', 'flush', 'save', 'showdump', 'restore', 'help'],
  link: ['add', 'set', 'change', 'replace', 'delete', 'show', 'lst', 'list', 'xstats', 'afstats', 'property', 'help'],
  route: ['list', 'show', 'lst', 'get', 'add', 'change', 'replace', 'prepend', 'append', 'delete', 'flush', 'save', 'restore', 'showdump', 'help'],
  neighbour: ['add', 'change', 'replace', 'delete', 'get', 'show', 'lst', 'list', 'flush', 'help'],
}; // prettier-ignore

const NO_DEVICE = 'Not enough information: "dev" argument is required.';

/** A command that there is not; undefined for one that there is, or for none. */
export function unknownCommand(object: string, command: string | undefined): IpFault | undefined {
  const name = object === 'neighbor' ? 'neighbour' : object;
  const known = COMMANDS[name];
  if (command === undefined || !known || known.some((one) => one.startsWith(command))) return undefined;
  const told = name === 'neighbour' ? 'neigh' : name;
  return { message: `Command "${command}" is unknown, try "ip ${told} help".`, status: 255 };
}

/** `args` begin with the command, which changes something; `devices` are the names that there are. */
export function changeFault(object: string, args: readonly string[], devices: readonly string[]): IpFault | undefined {
  const [command = '', ...words] = args;
  if (object === 'address') return addressFault(command, words, devices);
  if (object !== 'link') return undefined;
  if ('add'.startsWith(command))
    return words.includes('type')
      ? undefined
      : { message: 'Not enough information: "type" argument is required', status: 1 };
  const name = words[0] === 'dev' ? words[1] : words[0];
  if (name === undefined) return { message: NO_DEVICE, status: 255 };
  return devices.includes(name) || name === 'group'
    ? undefined
    : { message: `Cannot find device "${name}"`, status: 1 };
}

function addressFault(command: string, words: readonly string[], devices: readonly string[]): IpFault | undefined {
  const at = words.indexOf('dev');
  const device = at < 0 ? undefined : words[at + 1];
  if ('flush'.startsWith(command))
    return device === undefined || devices.includes(device)
      ? undefined
      : { message: `Device "${device}" does not exist.`, status: 1 };
  const prefix = words[0] === 'local' ? words[1] : words[0];
  if (prefix !== undefined && prefix !== 'dev' && !PREFIX.test(prefix))
    return { message: `Error: any valid prefix is expected rather than "${prefix}".`, status: 1 };
  if (device === undefined) return { message: NO_DEVICE, status: 1 };
  return devices.includes(device) ? undefined : { message: `Cannot find device "${device}"`, status: 1 };
}

/** An IPv4 address of one to four parts, or one of IPv6, with the length of its network or without. */
const PREFIX = /^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[\da-fA-F]*:[\da-fA-F:.]*)(?:\/\d{1,3})?$/;
