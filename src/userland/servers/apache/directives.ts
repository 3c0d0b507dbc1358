/** The names of Apache's directives and sections, by modules that its packages enable. */
const DIRECTIVES = `
  AccessFileName AcceptFilter AcceptPathInfo Action AddCharset AddDefaultCharset AddDescription AddEncoding AddHandler AddIcon
  AddIconByEncoding AddIconByType AddInputFilter AddLanguage AddOutputFilter AddOutputFilterByType AddType Alias AliasMatch Allow
  AllowEncodedSlashes AllowOverride AsyncRequestWorkerFactor AuthBasicProvider AuthName AuthType AuthUserFile AuthGroupFile
  BrowserMatch BrowserMatchNoCase ContentDigest CustomLog DefaultIcon DefaultLanguage DefaultRuntimeDir DefaultType Define
  DeflateCompressionLevel DeflateFilterNote DeflateMemLevel DeflateWindowSize Deny DirectoryIndex DirectorySlash DocumentRoot
  EnableMMAP EnableSendfile Error ErrorDocument ErrorLog ErrorLogFormat ExpiresActive ExpiresByType ExpiresDefault ExtendedStatus
  FallbackResource FileETag ForceLanguagePriority ForceType Group Header HeaderName HostnameLookups HttpProtocolOptions Include
  IncludeOptional IndexIgnore IndexOptions IndexOrderDefault KeepAlive KeepAliveTimeout LanguagePriority LimitRequestBody
  LimitRequestFields LimitRequestFieldSize LimitRequestLine Listen ListenBacklog LoadFile LoadModule LogFormat LogLevel
  MaxConnectionsPerChild MaxClients MaxKeepAliveRequests MaxMemFree MaxRequestsPerChild MaxRequestWorkers MaxSpareServers
  MaxSpareThreads MIMEMagicFile MinSpareServers MinSpareThreads ModMimeUsePathInfo MultiviewsMatch Mutex NameVirtualHost
  NoProxy Options Order PassEnv PidFile Protocols ProxyRequests ReadmeName Redirect RedirectMatch RedirectPermanent
  RedirectTemp RemoveHandler RemoveType RequestHeader RequestReadTimeout Require Satisfy ScoreBoardFile Script ScriptAlias
  ScriptAliasMatch ScriptInterpreterSource Scriptsock ServerAdmin ServerAlias ServerLimit ServerName ServerPath ServerRoot
  ServerSignature ServerTokens SetEnv SetEnvIf SetEnvIfNoCase SetHandler SetInputFilter SetOutputFilter SSLCertificateFile
  SSLCertificateKeyFile SSLCipherSuite SSLCryptoDevice SSLEngine SSLHonorCipherOrder SSLPassPhraseDialog SSLProtocol
  SSLRandomSeed SSLSessionCache SSLSessionCacheTimeout SSLSessionTickets SSLUseStapling StartServers StartThreads ThreadLimit
  ThreadsPerChild ThreadStackSize TimeOut TraceEnable TransferLog TypesConfig UnDefine UnsetEnv UseCanonicalName
  UseCanonicalPhysicalPort User UserDir LockFile RegexDefaultOptions
`;

/** Real ones whose work is not simulated: a configuration that needs them is refused. */
const REFUSED = `
  RewriteEngine RewriteRule RewriteCond RewriteBase RewriteMap RewriteOptions ProxyPass ProxyPassReverse ProxyPassMatch ProxyPreserveHost
  ProxyVia ProxySet BalancerMember DAV DavLockDB CacheEnable CacheRoot SSLProxyEngine WSGIScriptAlias PerlModule php_value php_admin_value
  Substitute SecRuleEngine LuaRoot Session DBDriver AuthLDAPURL
`;

const SECTION_NAMES = `
  AuthnProviderAlias Directory DirectoryMatch Else ElseIf Files FilesMatch If IfDefine IfFile IfModule IfVersion Limit LimitExcept Location
  LocationMatch RequireAll RequireAny RequireNone VirtualHost
`;

const byLowerCase = (names: string) =>
  new Map(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name.toLowerCase(), name]),
  );

export const KNOWN: ReadonlyMap<string, string> = byLowerCase(DIRECTIVES);
export const UNSIMULATED: ReadonlyMap<string, string> = byLowerCase(REFUSED);
export const SECTIONS: ReadonlyMap<string, string> = byLowerCase(SECTION_NAMES);
