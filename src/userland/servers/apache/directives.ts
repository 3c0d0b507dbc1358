/**
 * The names of Apache's directives and sections by the modules that they come with, as `httpd -L` of 2.4.66 lists them: one whose
 * module is not loaded is none that Apache knows.
 */
type ByModule = Readonly<Record<string, string>>;

const SIMULATED: ByModule = {
  core_module: `
    AddDefaultCharset AcceptPathInfo Define UnDefine Error AccessFileName DocumentRoot ErrorDocument AllowOverride AllowOverrideList
    Options DefaultType FileETag EnableMMAP EnableSendfile ReadBufferSize FlushMaxThreshold FlushMaxPipelined Protocol AcceptFilter
    Port HostnameLookups ServerAdmin ServerName ServerSignature ServerRoot DefaultRuntimeDir ErrorLog ErrorLogFormat ServerAlias
    ServerPath Timeout ContentDigest UseCanonicalName UseCanonicalPhysicalPort Include IncludeOptional LogLevel NameVirtualHost
    ServerTokens LimitRequestLine LimitRequestFieldsize LimitRequestFields LimitRequestBody LimitXMLRequestBody Mutex MaxRanges
    MaxRangeOverlaps MaxRangeReversals RLimitCPU RLimitMEM RLimitNPROC RegexDefaultOptions LimitInternalRecursion CGIPassAuth CGIVar
    QualifyRedirectURL StrictHostCheck ForceType SetHandler SetOutputFilter SetInputFilter AllowEncodedSlashes ScoreBoardFile
    ExtendedStatus SeeRequestTail PidFile MaxRequestsPerChild MaxConnectionsPerChild CoreDumpDirectory MaxMemFree ThreadStackSize
    TraceEnable MergeTrailers Protocols ProtocolsHonorOrder HttpProtocolOptions RegisterHttpMethod MergeSlashes
  `,
  mpm_event_module: `
    ListenBacklog ListenCoresBucketsRatio Listen SendBufferSize ReceiveBufferSize ListenTCPDeferAccept StartServers ServerLimit
    MinSpareThreads MaxSpareThreads MaxClients MaxRequestWorkers ThreadsPerChild ThreadLimit AsyncRequestWorkerFactor
    GracefulShutdownTimeout
  `,
  http_module: 'KeepAliveTimeout MaxKeepAliveRequests KeepAlive',
  access_compat_module: 'Order Allow Deny Satisfy',
  alias_module: `
    Alias ScriptAlias Redirect AliasMatch ScriptAliasMatch RedirectMatch RedirectTemp RedirectPermanent RedirectRelative
    AliasPreservePath
  `,
  allowmethods_module: 'AllowMethods',
  auth_basic_module: 'AuthBasicProvider AuthBasicAuthoritative AuthBasicFake AuthBasicUseDigestAlgorithm',
  authn_core_module: 'AuthType AuthName',
  authn_file_module: 'AuthUserFile',
  authz_core_module: 'Require AuthMerging AuthzSendForbiddenOnFailure',
  authz_groupfile_module: 'AuthGroupFile',
  autoindex_module: `
    AddIcon AddIconByType AddIconByEncoding AddAlt AddAltByType AddAltByEncoding IndexOptions IndexOrderDefault IndexIgnore
    IndexIgnoreReset AddDescription HeaderName ReadmeName FancyIndexing DefaultIcon IndexStyleSheet IndexHeadInsert
  `,
  deflate_module: `
    DeflateFilterNote DeflateWindowSize DeflateBufferSize DeflateMemLevel DeflateCompressionLevel DeflateInflateLimitRequestBody
    DeflateInflateRatioLimit DeflateInflateRatioBurst DeflateAlterEtag
  `,
  dir_module: 'FallbackResource DirectoryIndex DirectorySlash DirectoryCheckHandler DirectoryIndexRedirect',
  env_module: 'PassEnv SetEnv UnsetEnv',
  expires_module: 'ExpiresActive ExpiresByType ExpiresDefault',
  filter_module: 'FilterDeclare FilterProvider FilterChain FilterTrace AddOutputFilterByType FilterProtocol',
  headers_module: 'Header RequestHeader',
  log_config_module: 'CustomLog GlobalLog TransferLog LogFormat BufferedLogs',
  logio_module: 'LogIOTrackTTFB',
  mime_module: `
    AddCharset AddEncoding AddHandler AddInputFilter AddLanguage AddOutputFilter AddType DefaultLanguage MultiviewsMatch RemoveCharset
    RemoveEncoding RemoveHandler RemoveInputFilter RemoveLanguage RemoveOutputFilter RemoveType TypesConfig ModMimeUsePathInfo
  `,
  negotiation_module: 'CacheNegotiatedDocs LanguagePriority ForceLanguagePriority',
  proxy_module: `
    ProxyRequests ProxyRemote ProxyRemoteMatch ProxyPassInterpolateEnv ProxyPass ProxyPassMatch ProxyPassReverse
    ProxyPassReverseCookiePath ProxyPassReverseCookieDomain ProxyBlock ProxyReceiveBufferSize ProxyIOBufferSize ProxyMaxForwards
    NoProxy ProxyDomain ProxyVia ProxyErrorOverride ProxyPreserveHost ProxyTimeout ProxyBadHeader BalancerMember BalancerGrowth
    BalancerPersist BalancerInherit ProxyPassInherit ProxyStatus ProxySet ProxySourceAddress ProxyAddHeaders Proxy100Continue
  `,
  reqtimeout_module: 'RequestReadTimeout',
  rewrite_module: 'RewriteEngine RewriteOptions RewriteBase RewriteCond RewriteRule RewriteMap',
  setenvif_module: 'SetEnvIf SetEnvIfNoCase SetEnvIfExpr BrowserMatch BrowserMatchNoCase',
  so_module: 'LoadModule LoadFile',
  ssl_module: `
    SSLPassPhraseDialog SSLSessionCache SSLCryptoDevice SSLRandomSeed SSLVHostSNIPolicy SSLEngine SSLFIPS SSLCipherSuite
    SSLCertificateFile SSLCertificateKeyFile SSLCertificateChainFile SSLSessionTicketKeyFile SSLCACertificatePath SSLCACertificateFile
    SSLCADNRequestPath SSLCADNRequestFile SSLCARevocationPath SSLCARevocationFile SSLCARevocationCheck SSLVerifyClient SSLVerifyDepth
    SSLSessionCacheTimeout SSLProtocol SSLHonorCipherOrder SSLCompression SSLSessionTickets SSLInsecureRenegotiation SSLUserName
    SSLStrictSNIVHostCheck SSLSRPVerifierFile SSLSRPUnknownUserSeed SSLProxyEngine SSLProxyProtocol SSLProxyCipherSuite SSLProxyVerify
    SSLProxyVerifyDepth SSLProxyCACertificateFile SSLProxyCACertificatePath SSLProxyCARevocationPath SSLProxyCARevocationFile
    SSLProxyCARevocationCheck SSLProxyMachineCertificateFile SSLProxyMachineCertificatePath SSLProxyMachineCertificateChainFile
    SSLProxyCheckPeerExpire SSLProxyCheckPeerCN SSLProxyCheckPeerName SSLOptions SSLRequireSSL SSLRequire SSLRenegBufferSize
    SSLOCSPEnable SSLOCSPDefaultResponder SSLOCSPOverrideResponder SSLOCSPResponseTimeSkew SSLOCSPResponseMaxAge
    SSLOCSPResponderTimeout SSLOCSPUseRequestNonce SSLOCSPProxyURL SSLOCSPNoVerify SSLOCSPResponderCertificateFile SSLStaplingCache
    SSLUseStapling SSLStaplingResponseTimeSkew SSLStaplingResponderTimeout SSLStaplingResponseMaxAge SSLStaplingStandardCacheTimeout
    SSLStaplingReturnResponderErrors SSLStaplingFakeTryLater SSLStaplingErrorCacheTimeout SSLStaplingForceURL SSLOpenSSLConfCmd SSLLog
    SSLLogLevel
  `,
  unixd_module: 'User Group ChrootDir Suexec',
  watchdog_module: 'WatchdogInterval',
};

/** Modules whose work is not simulated: a configuration that needs them is refused. */
const UNSIMULATED: ByModule = {
  actions_module: 'Action Script',
  auth_digest_module: `
    AuthDigestProvider AuthDigestQop AuthDigestNonceLifetime AuthDigestNcCheck AuthDigestAlgorithm AuthDigestDomain
    AuthDigestShmemSize
  `,
  authn_anon_module: 'Anonymous Anonymous_MustGiveEmail Anonymous_NoUserId Anonymous_VerifyEmail Anonymous_LogEmail',
  brotli_module: `
    BrotliFilterNote BrotliCompressionQuality BrotliCompressionWindow BrotliCompressionMaxInputBlock BrotliAlterETag
  `,
  buffer_module: 'BufferSize',
  cache_module: `
    CacheEnable CacheDisable CacheMaxExpire CacheMinExpire CacheDefaultExpire CacheQuickHandler CacheIgnoreNoLastMod
    CacheIgnoreCacheControl CacheStoreExpired CacheStorePrivate CacheStoreNoStore CacheIgnoreHeaders CacheIgnoreQueryString
    CacheIgnoreURLSessionIdentifiers CacheLastModifiedFactor CacheLock CacheLockPath CacheLockMaxAge CacheHeader CacheDetailHeader
    CacheKeyBaseURL CacheStaleOnError
  `,
  cache_disk_module: `
    CacheRoot CacheDirLevels CacheDirLength CacheMinFileSize CacheMaxFileSize CacheReadSize CacheReadTime
  `,
  cgid_module: 'ScriptLog ScriptLogLength ScriptLogBuffer ScriptSock CGIDScriptTimeout',
  dav_module: 'DAV DAVBasePath DAVMinTimeout DAVDepthInfinity DAVLockDiscovery',
  dav_fs_module: 'DAVLockDB',
  dav_lock_module: 'DAVGenericLockDB',
  ext_filter_module: 'ExtFilterOptions ExtFilterDefine',
  include_module: `
    XBitHack SSIErrorMsg SSITimeFormat SSIStartTag SSIEndTag SSIUndefinedEcho SSILegacyExprParser SSILastModified SSIEtag
  `,
  info_module: 'AddModuleInfo',
  log_debug_module: 'LogMessage',
  macro_module: 'Use UndefMacro MacroIgnoreEmptyArgs MacroIgnoreBadNesting',
  mime_magic_module: 'MimeMagicFile',
  proxy_connect_module: 'AllowCONNECT',
  proxy_fcgi_module: 'ProxyFCGIBackendType ProxyFCGISetEnvIf',
  proxy_ftp_module: 'ProxyFtpListOnWildcard ProxyFtpEscapeWildcards ProxyFtpDirCharset',
  proxy_html_module: `
    ProxyHTMLEvents ProxyHTMLLinks ProxyHTMLURLMap ProxyHTMLDoctype ProxyHTMLFixups ProxyHTMLMeta ProxyHTMLInterp ProxyHTMLExtended
    ProxyHTMLStripComments ProxyHTMLBufSize ProxyHTMLCharsetOut ProxyHTMLEnable
  `,
  proxy_scgi_module: 'ProxySCGISendfile ProxySCGIInternalRedirect',
  proxy_wstunnel_module: 'ProxyWebsocketFallbackToProxyHttp',
  remoteip_module: `
    RemoteIPHeader RemoteIPProxiesHeader RemoteIPTrustedProxy RemoteIPInternalProxy RemoteIPTrustedProxyList RemoteIPInternalProxyList
    RemoteIPProxyProtocol RemoteIPProxyProtocolExceptions
  `,
  request_module: 'KeptBodySize',
  session_module: `
    Session SessionMaxAge SessionHeader SessionEnv SessionInclude SessionExclude SessionExpiryUpdateInterval
  `,
  session_cookie_module: 'SessionCookieName SessionCookieName2 SessionCookieRemove',
  speling_module: 'CheckSpelling CheckCaseOnly CheckBasenameMatch',
  substitute_module: 'Substitute SubstituteMaxLineLength SubstituteInheritBefore',
  suexec_module: 'SuexecUserGroup',
  userdir_module: 'UserDir',
  vhost_alias_module: 'VirtualScriptAlias VirtualDocumentRoot VirtualScriptAliasIP VirtualDocumentRootIP',
};

/** The same of modules that are simulated in part. */
const REFUSED = `
  AddAlt AddAltByEncoding AddAltByType AddInputFilter AllowMethods AuthBasicFake BalancerInherit CGIVar CharsetOptions DirectoryIndexRedirect
  FilterChain FilterDeclare FilterProvider IndexHeadInsert IndexStyleSheet ProxyBlock ProxyMatch ProxyRemote ProxyRemoteMatch ProxyPassInterpolateEnv
  ProxyPassReverseCookieDomain ProxyPassReverseCookiePath RedirectRelative RewriteMap SetEnvIfExpr SetInputFilter SSLEngine SSLProxyEngine
`;

const SECTION_NAMES: ByModule = {
  core_module: `
    Directory DirectoryMatch Else ElseIf Files FilesMatch If IfDefine IfFile IfModule Limit LimitExcept Location LocationMatch VirtualHost
  `,
  authn_core_module: 'AuthnProviderAlias',
  authz_core_module: 'RequireAll RequireAny RequireNone AuthzProviderAlias',
  proxy_module: 'Proxy ProxyMatch',
  version_module: 'IfVersion',
};

const REFUSED_SECTIONS = 'AuthnProviderAlias AuthzProviderAlias Else ElseIf If ProxyMatch';

export interface KnownName {
  /** As spelt in the table. */
  readonly name: string;
  readonly module: string;
  readonly simulated: boolean;
}

const words = (text: string) => text.trim().split(/\s+/);

function table(modules: ByModule, refused: ReadonlySet<string> | 'all'): (readonly [string, KnownName])[] {
  return Object.entries(modules).flatMap(([module, names]) =>
    words(names).map((name) => {
      const simulated = refused !== 'all' && !refused.has(name);
      return [name.toLowerCase(), { name, module, simulated }] as const;
    }),
  );
}

/** By their names in lower case. */
export const DIRECTIVES: ReadonlyMap<string, KnownName> = new Map([
  ...table(UNSIMULATED, 'all'),
  ...table(SIMULATED, new Set(words(REFUSED))),
]);
export const SECTIONS: ReadonlyMap<string, KnownName> = new Map(table(SECTION_NAMES, new Set(words(REFUSED_SECTIONS))));
