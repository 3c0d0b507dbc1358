/** Checks of flags that collect words, by the flag's name (or command and flag): each gives back what is kept. */
import { parseBytes, parseUnsigned } from './numbers.ts';
import { parseReference, ReferenceError } from '../reference.ts';

const rate = (text: string, bytes: boolean): string => {
  const at = text.indexOf(':');
  const path = text.slice(0, at);
  const value = text.slice(at + 1);
  if (at < 0 || !value) throw new Error(`bad format: ${text}`);
  if (!path.startsWith('/dev/')) throw new Error(`bad format for device path: ${text}`);
  try {
    if (bytes) parseBytes(value);
    else parseUnsigned(value, 64, true);
  } catch {
    const form = bytes ? '<device-path>:<number>[<unit>]' : '<device-path>:<number>';
    const unit = bytes ? '. Unit is optional and can be kb, mb, or gb' : '';
    throw new Error(
      `invalid rate for device: ${text}. The correct format is ${form}. Number must be a positive integer${unit}`,
    );
  }
  return text;
};

const address = (text: string): string => {
  const trimmed = text.trim();
  if (!isAddress(trimmed)) throw new Error(`IP address is not correctly formatted: ${text}`);
  return trimmed;
};

const label = (text: string): string => {
  const name = text.split('=')[0] as string;
  if (name === '') throw new Error(`invalid label '${text}': empty name`);
  return text;
};

export const LIST_CHECKS: Readonly<Record<string, (text: string) => string>> = {
  attach: (text) => {
    const stream = text.toLowerCase();
    if (!['stdin', 'stdout', 'stderr'].includes(stream)) throw new Error('valid streams are STDIN, STDOUT and STDERR');
    return stream;
  },
  'add-host': (text) => {
    const at = text.search(/[=:]/);
    const bad = new Error(`bad format for add-host: ${JSON.stringify(text)}`);
    if (at <= 0) throw bad;
    const host = text.slice(0, at);
    const ip = text.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
    if (ip === '') throw bad;
    if (ip !== 'host-gateway' && !isAddress(ip))
      throw new Error(`invalid IP address in add-host: ${JSON.stringify(ip)}`);
    return `${host}:${ip}`;
  },
  'blkio-weight-device': (text) => {
    const at = text.indexOf(':');
    if (at < 0 || !text.slice(at + 1)) throw new Error(`bad format: ${text}`);
    if (!text.startsWith('/dev/')) throw new Error(`bad format for device path: ${text}`);
    const weight = Number(text.slice(at + 1));
    if (!Number.isInteger(weight) || (weight > 0 && (weight < 10 || weight > 1000)))
      throw new Error(`invalid weight for device: ${text}`);
    return text;
  },
  'device-read-bps': (text) => rate(text, true),
  'device-write-bps': (text) => rate(text, true),
  'device-read-iops': (text) => rate(text, false),
  'device-write-iops': (text) => rate(text, false),
  'device-cgroup-rule': (text) => {
    if (!/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(text))
      throw new Error(`invalid device cgroup format '${text}'`);
    return text;
  },
  dns: address,
  'link-local-ip': address,
  'dns-search': (text) => {
    const domain = text.trim();
    if (domain === '.') return domain;
    if (
      !/^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*$/.test(
        domain,
      )
    )
      throw new Error(`${text} is not a valid domain`);
    return domain;
  },
  env: (text) => {
    if (text === '' || text.startsWith('=')) throw new Error(`invalid environment variable: ${text}`);
    return text;
  },
  'build-arg': (text) => {
    if (text === '' || text.startsWith('=')) throw new Error(`invalid environment variable: ${text}`);
    return text;
  },
  label,
  link: (text) => {
    if (text === '') throw new Error('empty string specified for links');
    if (text.split(':').length > 2) throw new Error(`bad format for links: ${text}`);
    return text;
  },
  sysctl: (text) => {
    const key = text.split('=')[0] as string;
    const known = [
      'kernel.msgmax',
      'kernel.msgmnb',
      'kernel.msgmni',
      'kernel.sem',
      'kernel.shmall',
      'kernel.shmmax',
      'kernel.shmmni',
      'kernel.shm_rmid_forced',
    ];
    if (!text.includes('=') || !(known.includes(key) || key.startsWith('net.') || key.startsWith('fs.mqueue.')))
      throw new Error(`sysctl '${text}' is not allowed`);
    return text;
  },
  'image build tag': (text) => {
    try {
      parseReference(text);
    } catch (error) {
      if (error instanceof ReferenceError) throw new Error(error.message, { cause: error });
      throw error;
    }
    return text;
  },
};

export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

export function isIpv4(text: string): boolean {
  return (
    /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256 && !/^0\d/.test(part))
  );
}

function isIpv6(text: string): boolean {
  if (!text.includes(':') || !/^[0-9a-fA-F:.]+$/.test(text)) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const words = halves.flatMap(groups);
  const last = words.at(-1);
  const dotted = last?.includes('.') ? 1 : 0;
  if (dotted && !isIpv4(last as string)) return false;
  if (!words.slice(0, dotted ? -1 : undefined).every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))) return false;
  const count = words.length + dotted;
  return halves.length === 2 ? count < 8 : count === 8;
}
