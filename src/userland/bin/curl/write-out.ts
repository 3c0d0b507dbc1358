/** The variables of `-w`. */
import type { CurlUrl } from './url.ts';

export interface TransferFacts {
  /** The URL as it was typed. */
  readonly given: string;
  readonly url: CurlUrl;
  readonly urlNumber: number;
  readonly code: number;
  readonly method: string;
  readonly type: string;
  readonly received: number;
  readonly sent: number;
  readonly headerBytes: number;
  readonly requestBytes: number;
  readonly redirects: number;
  readonly redirectUrl: string;
  readonly connects: number;
  readonly local: readonly [address: string, port: number];
  readonly remote: readonly [address: string, port: number];
  readonly file: string;
  readonly exitCode: number;
  readonly error: string;
  /** Milliseconds from the start. */
  readonly times: {
    readonly lookup: number;
    readonly connect: number;
    readonly tls: number;
    readonly pretransfer: number;
    readonly firstByte: number;
    readonly total: number;
    readonly redirect: number;
  };
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const seconds = (ms: number) => (ms / 1000).toFixed(6);
const perSecond = (bytes: number, ms: number) => String(Math.floor(ms > 0 ? (bytes * 1000) / ms : bytes));

const VARIABLES: Readonly<Record<string, (facts: TransferFacts) => string>> = {
  content_type: ({ type }) => type,
  errormsg: ({ error }) => error,
  exitcode: ({ exitCode }) => String(exitCode),
  filename_effective: ({ file }) => file,
  http_code: ({ code }) => code.toString().padStart(3, '0'),
  http_connect: () => '000',
  http_version: ({ code }) => (code > 0 ? '1.1' : '0'),
  local_ip: ({ local }) => local[0],
  local_port: ({ local }) => String(local[1]),
  method: ({ method }) => method,
  num_connects: ({ connects }) => String(connects),
  num_headers: ({ fields }) => String(fields.length),
  num_redirects: ({ redirects }) => String(redirects),
  proxy_ssl_verify_result: () => '0',
  redirect_url: ({ redirectUrl }) => redirectUrl,
  referer: () => '',
  remote_ip: ({ remote }) => remote[0],
  remote_port: ({ remote }) => String(remote[1]),
  response_code: ({ code }) => code.toString().padStart(3, '0'),
  scheme: ({ url, connects }) => (connects > 0 || url.scheme === 'file' ? url.scheme.toUpperCase() : ''),
  size_download: ({ received }) => String(received),
  size_header: ({ headerBytes }) => String(headerBytes),
  size_request: ({ requestBytes }) => String(requestBytes),
  size_upload: ({ sent }) => String(sent),
  speed_download: ({ received, times }) => perSecond(received, times.total),
  speed_upload: ({ sent, times }) => perSecond(sent, times.total),
  ssl_verify_result: () => '0',
  time_appconnect: ({ times }) => seconds(times.tls),
  time_connect: ({ times }) => seconds(times.connect),
  time_namelookup: ({ times }) => seconds(times.lookup),
  time_pretransfer: ({ times }) => seconds(times.pretransfer),
  time_redirect: ({ times }) => seconds(times.redirect),
  time_starttransfer: ({ times }) => seconds(times.firstByte),
  time_total: ({ times }) => seconds(times.total),
  url: ({ given }) => given,
  url_effective: ({ url }) => url.text,
  urlnum: ({ urlNumber }) => String(urlNumber),
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

export interface WrittenOut {
  readonly stdout: string;
  readonly stderr: string;
}

/** `%{onerror}` ends the text of a transfer that went well. */
export function writeOut(format: string, facts: TransferFacts): WrittenOut {
  let stdout = '';
  let stderr = '';
  let toError = false;
  const put = (value: string) => {
    if (toError) stderr += value;
    else stdout += value;
  };
  const token = /%\{([^}]*)\}|%header\{([^}]*)\}|%%|\\(.)|[^]/g;
  for (const [whole, variable, header, escape] of format.matchAll(token)) {
    if (header !== undefined) put(facts.headers[header.toLowerCase()] ?? '');
    else if (variable === 'onerror') {
      if (facts.exitCode === 0) break;
    } else if (variable === 'stderr') toError = true;
    else if (variable === 'stdout') toError = false;
    else if (variable === 'json') put(json(facts));
    else if (variable === 'header_json') put(headerJson(facts));
    else if (variable !== undefined) {
      const value = VARIABLES[variable];
      if (value) put(value(facts));
      else stderr += `curl: unknown --write-out variable: '${variable}'\n`;
    } else if (whole === '%%') put('%');
    else if (escape !== undefined) put(ESCAPES[escape] ?? whole);
    else put(whole);
  }
  return { stdout, stderr };
}

/** All fields by their names, each with a list of its values. */
function headerJson({ fields }: TransferFacts): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of fields)
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  const lines = [...values].map(([name, list]) => `${JSON.stringify(name)}:${JSON.stringify(list)}`);
  return `{${lines.join(',\n')}\n}`;
}

const NUMBERS = /^(exitcode|http_code|response_code|local_port|remote_port|num_|size_|speed_|time_|urlnum|.*_result$)/;

function json(facts: TransferFacts): string {
  const entries = Object.entries(VARIABLES).map(([name, value]) => {
    const said = value(facts);
    return [name, NUMBERS.test(name) ? Number(said) : name === 'errormsg' && !said ? null : said] as const;
  });
  return JSON.stringify({ ...Object.fromEntries(entries), curl_version: 'libcurl/7.88.1' });
}
