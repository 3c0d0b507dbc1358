/** What Apache finds wrong with a directive while it reads: numbers of arguments, values, places. */
import { type ApacheDirective, syntaxError } from './config-parser.ts';
import { isExpression, problemOf } from './directive-checks.ts';
import { parseCondition, parseRule } from './rewrite-rules.ts';

const ARGUMENTS: Readonly<Record<string, readonly [least: number, most: number, text: string]>> = {
  DocumentRoot: [1, 1, 'takes one argument, Root directory of the document tree'],
  ServerName: [1, 1, 'takes one argument, The hostname and port of the server'],
  ServerRoot: [1, 1, 'takes one argument, Common directory of server-related files (logs, confs, etc.)'],
  ErrorLog: [1, 1, 'takes one argument, The filename of the error log'],
  CustomLog: [
    2,
    3,
    'takes two or three arguments, a file name, a custom log format string or format name, and an optional "env=" or "expr=" clause (see docs)',
  ],
  Alias: [1, 2, 'takes one or two arguments, a fakename and a realname, or a realname in a Location'],
  ErrorDocument: [2, 2, 'takes two arguments, Change responses for HTTP errors'],
  FallbackResource: [1, 1, 'takes one argument, Set a default handler'],
  ProxyPassReverse: [1, 3, 'takes one, two or three arguments, a virtual path and a URL for reverse proxy behaviour'],
  Redirect: [
    1,
    3,
    'takes one, two or three arguments, an optional status, then document to be redirected and destination URL',
  ],
  Listen: [1, 2, 'requires 1 or 2 arguments.'],
};

const FLAGS =
  /^(KeepAlive|ServerSignature|HostnameLookups|EnableSendfile|ExpiresActive|RewriteEngine|ProxyPreserveHost|ProxyAddHeaders)$/;
const REWRITE_OPTIONS = new Set(
  'inherit inheritbefore allownoslash allowanyuri legacyprefixdocroot mergebase ignoreinherit'.split(' '),
);
const LEVEL = /^(\w+:)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])$/i;
const OPTIONS = new Set(
  'none all indexes includes includesnoexec execcgi followsymlinks symlinksifownermatch multiviews'.split(' '),
);
const OVERRIDES = new Set('none all authconfig fileinfo indexes limit options'.split(' '));

/** They are the server's alone: a directory has none of its own. */
const OF_SERVERS = new Set(
  `Listen ServerRoot PidFile User Group LoadModule LoadFile DocumentRoot ServerName ServerAlias ServerAdmin ErrorLog ErrorLogFormat
  CustomLog TransferLog LogFormat KeepAlive KeepAliveTimeout MaxKeepAliveRequests Timeout TypesConfig StartServers ServerLimit
  MaxRequestWorkers MinSpareThreads MaxSpareThreads ThreadsPerChild ServerTokens TraceEnable HostnameLookups AccessFileName`
    .trim()
    .split(/\s+/),
);

/** Sections whose insides are about some files or some URLs. */
const NARROW = /^(Directory|Location|Files)(Match)?$|^Proxy$/;

export function checkAll(directives: readonly ApacheDirective[], section?: string): void {
  for (const directive of directives) {
    checkDirective(directive, section);
    const { name, block } = directive;
    const opens = name === 'VirtualHost' || NARROW.test(name) || /^Require/.test(name);
    if (block) checkAll(block, opens ? name : section);
  }
}

/** `section`: the innermost that it stands in. ApacheConfigError as `apachectl configtest` prints it. */
export function checkDirective(directive: ApacheDirective, section: string | undefined): void {
  const { name, args, block } = directive;
  const [first = ''] = args;
  const fail = (reason: string) => {
    throw syntaxError(directive, reason);
  };
  const takes = ARGUMENTS[name];
  if (section !== undefined && NARROW.test(section) && OF_SERVERS.has(name))
    fail(`${name} not allowed in <${section}> context`);
  if (section === 'VirtualHost' && name === 'Listen') fail('Listen cannot occur within <VirtualHost> section');
  if (takes && (args.length < takes[0] || args.length > takes[1])) fail(`${name} ${takes[2]}`);
  if (name === 'LogLevel' && !LEVEL.test(first))
    fail(`LogLevel requires level keyword: one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8`);
  if (FLAGS.test(name) && !/^(on|off|email|double|optional)$/i.test(first)) fail(`${name} must be On or Off`);
  if (name === 'Options') {
    const unknown = args.find((word) => !OPTIONS.has(word.replace(/^[+-]/, '').toLowerCase()));
    if (unknown !== undefined) fail(`Illegal option ${unknown.replace(/^[+-]/, '')}`);
  }
  if (name === 'AllowOverride') {
    const unknown = args.find((word) => !OVERRIDES.has(word.replace(/=.*/, '').toLowerCase()));
    if (unknown !== undefined) fail(`Illegal override option ${unknown}`);
  }
  if (name.startsWith('Rewrite')) checkRewriting(directive, section);
  const reason = problemOf(directive, section);
  if (reason !== undefined) fail(reason);
  if (/Match$/.test(name) && block && !isExpression(first)) fail('Regex could not be compiled');
  if (name === 'Require' && first.toLowerCase() === 'not' && section !== 'RequireAll' && section !== 'RequireNone')
    fail('negative Require directive has no effect in <RequireAny> directive');
}

function checkRewriting(directive: ApacheDirective, section: string | undefined): void {
  const { name, args } = directive;
  const [first = ''] = args;
  if (name === 'RewriteRule') parseRule(directive);
  if (name === 'RewriteCond') parseCondition(directive);
  if (name === 'RewriteBase') {
    if (section === undefined || section === 'VirtualHost')
      throw syntaxError(directive, 'RewriteBase: only valid in per-directory config files');
    if (!first.startsWith('/')) throw syntaxError(directive, 'RewriteBase: argument is not a valid URL');
  }
  const unknown = name === 'RewriteOptions' ? args.find((word) => !REWRITE_OPTIONS.has(word.toLowerCase())) : undefined;
  if (unknown !== undefined) throw syntaxError(directive, `RewriteOptions: unknown option '${unknown}'`);
}
