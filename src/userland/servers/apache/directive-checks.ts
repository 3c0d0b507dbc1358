/** What is wrong with the words of a directive, module by module, as Apache's own readers of them say it. */
import { REASONS } from '../../../base/http/server-style.ts';
import type { ApacheDirective } from './config-parser.ts';

/** Undefined when nothing is wrong. `section`: the innermost that it stands in. */
type Check = (directive: ApacheDirective, section: string | undefined) => string | undefined;

export const problemOf: Check = (directive, section) => CHECKS[directive.name]?.(directive, section);

export function isExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

const NOT_COMPILED = 'Regular expression could not be compiled.';
const STATUS = /^(permanent|temp|seeother|gone|\d{3})$/;
const URL = /^(\/|[a-z][a-z\d+.-]*:)/i;
const SIMULATED_SETTINGS = /^(loadfactor|retry|timeout|connectiontimeout)=/;
const WORKER_SETTINGS =
  /^(acquire|addressttl|connectiontimeout|disablereuse|enablereuse|failonstatus|failontimeout|flushpackets|flushwait|growth|iobuffersize|keepalive|lbmethod|lbset|loadfactor|max|maxattempts|min|nofailover|nonce|ping|receivebuffersize|redirect|responsefieldsize|retry|route|scolonpathdelim|secret|smax|status|stickysession|stickysessionsep|timeout|ttl|upgrade|forcerecovery)=/;
const inLocation = (section: string | undefined) => section !== undefined && section.startsWith('Location');

function workerProblem(name: string, settings: readonly string[]): string | undefined {
  for (const word of settings) {
    if (!WORKER_SETTINGS.test(word)) return `${name} unknown Worker parameter`;
    if (!SIMULATED_SETTINGS.test(word)) return `${name} ${word.replace(/=.*/, '')} is not simulated in Drydock`;
    if (/^timeout=/.test(word) && !(Number.parseInt(word.slice(8), 10) >= 1))
      return `${name} Timeout must be at least one second`;
  }
  return undefined;
}

const proxyPass: Check = ({ name, args }, section) => {
  const words = inLocation(section) ? args : args.slice(1);
  const [url, ...settings] = words.filter((word) => !/^(nocanon|interpolate|noquery)$/i.test(word));
  if (url === undefined) return 'ProxyPass|ProxyPassMatch needs a path when not defined in a location';
  if (name === 'ProxyPassMatch' && !isExpression(args[0] ?? '')) return NOT_COMPILED;
  if (url !== '!' && !/^[a-z][a-z\d+.-]*:\/\/[^/]/i.test(url)) return `ProxyPass URL must be absolute!: ${url}`;
  return workerProblem('ProxyPass', settings);
};

const redirect: Check = ({ args }, section) => {
  const named = STATUS.test(args[0] ?? '');
  const [status = '', path, url] = named ? args : ['temp', ...args];
  const number = Number(status) || (status === 'gone' ? 410 : 302);
  const moves = number >= 300 && number < 400;
  if (!moves) return url === undefined ? undefined : 'Redirect URL not valid for this status';
  if (url === undefined) return inLocation(section) && path !== undefined ? undefined : 'URL to redirect to is missing';
  return URL.test(url) ? undefined : 'Redirect to non-URL';
};

const pattern: Check = ({ args }) =>
  isExpression(args.find((word) => !STATUS.test(word)) ?? '') ? undefined : NOT_COMPILED;

const header: Check = ({ name, args }) => {
  const words = name === 'Header' && /^(always|onsuccess)$/i.test(args[0] ?? '') ? args.slice(1) : args;
  const action = (words[0] ?? '').toLowerCase();
  if (!/^(add|append|merge|set|setifempty|unset|echo|note|edit\*?)$/.test(action))
    return "first argument must be 'add', 'set', 'setifempty', 'append', 'merge', 'unset', 'echo', 'note', 'edit', or 'edit*'.";
  if (/^(echo|note)$/.test(action) || words.some((word) => /^(expr=|early$)/.test(word)))
    return `${name} with '${action}', an expression or early is not simulated in Drydock`;
  return words.length < (action === 'unset' ? 2 : 3) ? 'Header requires three arguments' : undefined;
};

const setEnvIf: Check = ({ name, args }) => {
  const [expression] = name.startsWith('Browser') ? args : args.slice(1);
  if (expression === undefined) return `Missing regular expression for ${name}`;
  return isExpression(expression) ? undefined : `${name} regex could not be compiled.`;
};

const CHECKS: Readonly<Record<string, Check>> = {
  ProxyPass: proxyPass,
  ProxyPassMatch: proxyPass,
  ProxyPassReverse: ({ args }, section) =>
    args.length < 2 && !inLocation(section)
      ? 'ProxyPassReverse needs a path when not defined in a location'
      : undefined,
  BalancerMember: ({ args }, section) => {
    const [, url, ...settings] = section === 'Proxy' ? ['', ...args] : args;
    return url === undefined
      ? 'BalancerMember must define remote proxy server'
      : workerProblem('BalancerMember', settings);
  },
  ProxySet: ({ args }, section) => {
    if (section !== 'Proxy' && !args[0]?.includes('://')) return `ProxySet can not find '${args[0] ?? ''}' Worker.`;
    const unknown = args.find((word) => word !== 'lbmethod=byrequests' && !word.includes('://'));
    return unknown === undefined ? undefined : `ProxySet ${unknown} is not simulated in Drydock`;
  },
  ProxyVia: ({ args }) =>
    /^(off|on|full|block)$/i.test(args[0] ?? '') ? undefined : 'ProxyVia must be one of: off | on | full | block',
  ProxyTimeout: ({ args }) =>
    Number.parseInt(args[0] ?? '', 10) >= 1 ? undefined : 'Proxy Timeout must be at least 1 second.',
  Header: header,
  RequestHeader: header,
  Redirect: redirect,
  RedirectMatch: pattern,
  AliasMatch: pattern,
  ScriptAliasMatch: pattern,
  Alias: ({ args }, section) =>
    args.length < 2 && !inLocation(section) ? 'Alias must have two arguments when used globally' : undefined,
  ErrorDocument: ({ args }) =>
    Object.hasOwn(REASONS, args[0] ?? '') ? undefined : `Unsupported HTTP response code ${args[0] ?? ''}`,
  SetEnvIf: setEnvIf,
  SetEnvIfNoCase: setEnvIf,
  BrowserMatch: setEnvIf,
  BrowserMatchNoCase: setEnvIf,
  ExpiresDefault: ({ args }) => {
    const [base = ''] = args.join(' ').split(/\s+/);
    return /^(access|now|modification|[AM]-?\d+)$/.test(base)
      ? undefined
      : `'ExpiresDefault ${args.join(' ')}': bad expires code, unrecognised <base> '${base}'`;
  },
};
