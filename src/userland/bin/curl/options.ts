/** curl's command line: the options, and what a transfer is to do. */
import { OptionError, optionTable, parseOptions } from '../lib/options.ts';

/** See lib/options.ts for the form; the first name is the key. */
const TABLE = `
  A|user-agent= a|append! b|cookie= c|cookie-jar= C|continue-at= cacert= capath= compressed connect-timeout=
  connect-to= create-dirs d|data|data-ascii= data-binary= data-raw= data-urlencode= D|dump-header= e|referer= f|fail
  fail-early fail-with-body F|form= form-string= G|get g|globoff h|help H|header= I|head i|include j|junk-session-cookies
  J|remote-header-name json= k|insecure K|config= L|location location-trusted limit-rate= proto-redir= m|max-time=
  max-redirs= N|no-buffer n|netrc netrc-file= netrc-optional no-progress-meter noproxy= o|output= output-dir= O|remote-name remote-name-all
  path-as-is post301 post302 post303 p|proxytunnel! Z|parallel! q|disable r|range= R|remote-time retry= retry-all-errors
  retry-connrefused retry-delay= retry-max-time=! resolve= s|silent S|show-error stderr= S|show-error T|upload-file= t|telnet-option=!
  trace= trace-ascii= trace-time u|user= unix-socket= url= v|verbose V|version w|write-out= x|proxy= U|proxy-user= X|request= z|time-cond=
  0|http1.0 http1.1 http2! http2-prior-knowledge! http3! 1|tlsv1 tlsv1.2 tlsv1.3 2|sslv2! 3|sslv3! 4|ipv4 6|ipv6
  E|cert=! key=! ciphers=! cert-status! tcp-nodelay keepalive-time= no-keepalive interface=! local-port=! proto= ssl-reqd
  #|progress-bar y|speed-time=! Y|speed-limit=! anyauth! basic digest! ntlm! negotiate! oauth2-bearer= raw! tr-encoding!
  styled-output no-styled-output dns-servers=! doh-url=! happy-eyeballs-timeout-ms=! next etag-save= etag-compare= max-filesize= request-target= url-query= remove-on-error trace-ids! ignore-content-length! l|list-only!
  P|ftp-port=! Q|quote=! B|use-ascii!
`;

export interface CurlArguments {
  /** The command line as it was typed. */
  readonly words: readonly string[];
  readonly given: readonly (readonly [key: string, value: string])[];
  readonly urls: readonly string[];
}

/** What is wrong with the command line, as curl says it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What is wrong with one option. */
export class OptionFault extends UsageError {
  override name = 'OptionFault';
  constructor(
    option: string,
    readonly fault: string,
  ) {
    super(`option ${option}: ${fault}`);
  }
}

export function parseArguments(words: readonly string[]): CurlArguments {
  try {
    const { given, operands } = parseOptions(optionTable(TABLE), words, { gnu: true });
    return { words, given, urls: [...given.filter(([key]) => key === 'url').map(([, url]) => url), ...operands] };
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const option = error.option.startsWith('-') ? error.option : `-${error.option}`;
    const text = {
      unknown: 'is unknown',
      takesNone: 'is unknown',
      needsArgument: 'requires parameter',
      ambiguous: 'is ambiguous',
      notSimulated: 'is not simulated in Drydock',
    }[error.reason];
    throw new OptionFault(option, text);
  }
}

/** The last value of an option. */
export function valueOf({ given }: CurlArguments, key: string): string | undefined {
  return given.findLast(([name]) => name === key)?.[1];
}

export function valuesOf({ given }: CurlArguments, key: string): string[] {
  return given.filter(([name]) => name === key).map(([, value]) => value);
}

export function has({ given }: CurlArguments, key: string): boolean {
  return given.some(([name]) => name === key);
}

/** A number of seconds, fractions allowed, in milliseconds. */
export function milliseconds(args: CurlArguments, key: string, ...names: string[]): number | undefined {
  const value = valueOf(args, key);
  if (value === undefined) return undefined;
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(value)) {
    throw notNumber(args, names);
  }
  return Number(value) > 0 ? Math.round(Number(value) * 1000) : undefined;
}

/** Tells the option by the name that it was given by. */
function notNumber({ words }: CurlArguments, names: readonly string[]): OptionFault {
  const option = names.find((name) => words.includes(name)) ?? (names[0] as string);
  return new OptionFault(option, 'expected a proper numerical parameter');
}

export function whole(args: CurlArguments, key: string, ...names: string[]): number | undefined {
  const value = valueOf(args, key);
  if (value === undefined) return undefined;
  if (!/^-?\d+$/.test(value)) throw notNumber(args, names);
  return Number(value);
}

const PROTOCOLS = [
  'http',
  'https',
  'file',
  'ftp',
  'ftps',
  'scp',
  'sftp',
  'smtp',
  'imap',
  'pop3',
  'dict',
  'telnet',
  'tftp',
];

/** --proto: `=a,b` these only, `-a` not this, `+a` this too. */
export function protocolsOf(text: string): ReadonlySet<string> {
  let allowed = new Set(PROTOCOLS);
  for (const word of text.split(',')) {
    const [, sign = '', name = ''] = /^([-+=]*)(.*)$/.exec(word) ?? [];
    const names = name === 'all' ? PROTOCOLS : [name.toLowerCase()];
    if (sign === '=') allowed = new Set();
    for (const one of names) {
      if (sign === '-') allowed.delete(one);
      else allowed.add(one);
    }
  }
  return allowed;
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  p: 1024 ** 5,
};

/** A number of bytes, with a letter for its unit maybe. */
export function bytesOf(args: CurlArguments, key: string): number | undefined {
  const value = valueOf(args, key);
  if (value === undefined) return undefined;
  const [, digits, unit = 'b'] = /^(\d+)([bkmgtp])?$/i.exec(value) ?? [];
  if (digits === undefined) throw new OptionFault(`--${key}`, 'is badly used here');
  return Number(digits) * (UNITS[unit.toLowerCase()] as number);
}
