/** .htaccess files: what they may say, by AllowOverride. */
import { SysError } from '../../../kernel/errno.ts';
import { type ApacheDirective, ApacheConfigError, ApacheParser, type ParseOptions } from './config-parser.ts';
import { checkDirective } from './config-checks.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** httpd, mod/core.html#allowoverride: the directives of each group. */
const GROUPS: Readonly<Record<string, ReadonlySet<string>>> = {
  authconfig: words(
    'AuthBasicProvider AuthGroupFile AuthName AuthType AuthUserFile Require RequireAll RequireAny RequireNone Satisfy',
  ),
  fileinfo: words(
    `Action AddCharset AddDefaultCharset AddEncoding AddHandler AddInputFilter AddLanguage AddOutputFilter AddOutputFilterByType AddType
    BrowserMatch BrowserMatchNoCase DefaultLanguage EnableSendfile ErrorDocument FallbackResource FileETag ForceType Header PassEnv
    Redirect RedirectMatch RedirectPermanent RedirectTemp RemoveHandler RemoveType RequestHeader RewriteBase RewriteCond RewriteEngine
    RewriteOptions RewriteRule SetEnv SetEnvIf SetEnvIfNoCase SetHandler
    SetInputFilter SetOutputFilter UnsetEnv`,
  ),
  indexes: words(
    `AddDescription AddIcon AddIconByEncoding AddIconByType DefaultIcon DirectoryIndex DirectorySlash ExpiresActive ExpiresByType
    ExpiresDefault HeaderName IndexIgnore IndexOptions IndexOrderDefault ReadmeName`,
  ),
  limit: words('Allow Deny Order'),
  options: words('Options'),
};

/** Sections, and limits of a request, which every .htaccess may have. */
const ALWAYS = words('Files FilesMatch If ElseIf Else Limit LimitExcept LimitRequestBody');

/** Undefined when there is none. ApacheConfigError: `FILE: what is wrong`. */
export async function readAccessFile(
  path: string,
  allowed: readonly string[],
  options: ParseOptions,
  modules: ReadonlySet<string>,
): Promise<readonly ApacheDirective[] | undefined> {
  const parser = new ApacheParser(options);
  for (const module of modules) parser.modules.add(module);
  try {
    const directives = await parser.file(path);
    parser.check();
    check(directives, allowed);
    return directives;
  } catch (error) {
    if (error instanceof SysError && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return undefined;
    if (!(error instanceof ApacheConfigError)) throw error;
    throw new ApacheConfigError(`${path}: ${error.message.replace(/^AH00526: Syntax error on line .*\n/, '')}`);
  }
}

function check(directives: readonly ApacheDirective[], allowed: readonly string[]): void {
  for (const directive of directives) {
    const { name, block } = directive;
    const group = Object.keys(GROUPS).find((key) => GROUPS[key]?.has(name));
    const may = allowed.includes('all') || allowed.some((word) => word.replace(/=.*/, '') === group);
    if (!ALWAYS.has(name) && (group === undefined || !may)) throw new ApacheConfigError(`${name} not allowed here`);
    checkDirective(directive, 'Directory');
    if (block) check(block, allowed);
  }
}
