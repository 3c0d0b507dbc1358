/**
 * nginx's directives: where each may stand, how many arguments it takes, what its value must be. A row is the name, the
 * contexts (m main, e events, h http, s server, l location, i if in a location, j if in a server, x limit_except, u upstream), the
 * arguments (`1`, `1+`, `2-3`), then
 * `{` for a block, `flag`, `size`, `time` or `number` for the value, `*` when it may be repeated, `!` when Drydock does
 * not simulate what it does. Directives that change nothing that can be seen here (buffers, sendfile) are taken.
 */
export type Context = 'm' | 'e' | 'h' | 's' | 'l' | 'i' | 'j' | 'x' | 'u';

export interface DirectiveRule {
  readonly contexts: string;
  readonly least: number;
  readonly most: number;
  readonly block: boolean;
  readonly value: 'flag' | 'size' | 'time' | 'number' | undefined;
  readonly repeated: boolean;
  readonly simulated: boolean;
}

const TABLE = `
  user m 1-2
  worker_processes m 1
  worker_rlimit_nofile m 1
  worker_cpu_affinity m 1+
  worker_shutdown_timeout m 1 time
  pid m 1
  daemon m 1 flag
  master_process m 1 flag
  load_module m 1 *
  pcre_jit m 1 flag
  error_log mhsl 1+ *
  env m 1 *
  events m 0 {
  worker_connections e 1 number
  multi_accept e 1 flag
  use e 1
  accept_mutex e 1 flag
  http m 0 {
  stream m 0 { !
  mail m 0 { !
  include mehslijxu 1 *
  types hsl 0 { *
  default_type hsl 1
  log_format h 2+ *
  access_log hslix 1+ *
  server h 0 { *
  upstream h 1 { *
  listen s 1+ *
  server_name s 1+ *
  server_tokens hsl 1
  location sl 1-2 { *
  if slij 1+ { *
  root hsli 1
  alias l 1
  index hsl 1+
  autoindex hsl 1 flag
  autoindex_exact_size hsl 1 flag
  autoindex_localtime hsl 1 flag
  autoindex_format hsl 1
  return slij 1-2 *
  rewrite slij 2-3 *
  set slij 2 *
  break slij 0 *
  rewrite_log hslij 1 flag
  try_files sl 2+
  error_page hsli 2+ *
  proxy_pass lix 1
  proxy_set_header hsl 2 *
  proxy_hide_header hsl 1 *
  proxy_pass_header hsl 1 *
  proxy_redirect hsl 1-2 *
  proxy_http_version hsl 1
  proxy_connect_timeout hsl 1 time
  proxy_read_timeout hsl 1 time
  proxy_send_timeout hsl 1 time
  proxy_buffering hsl 1 flag
  proxy_request_buffering hsl 1 flag
  proxy_buffer_size hsl 1 size
  proxy_buffers hsl 2
  proxy_busy_buffers_size hsl 1 size
  proxy_intercept_errors hsl 1 flag
  proxy_next_upstream hsl 1+
  proxy_cache_bypass hsl 1+
  proxy_no_cache hsl 1+
  proxy_cache hsl 1 !
  proxy_cache_path h 2+ !
  add_header hsli 2-3 *
  expires hsli 1-2
  allow hslx 1 *
  deny hslx 1 *
  satisfy hsl 1
  auth_basic hslx 1
  auth_basic_user_file hslx 1
  stub_status sl 0-1
  client_max_body_size hsl 1 size
  client_body_buffer_size hsl 1 size
  client_body_timeout hsl 1 time
  client_header_timeout hs 1 time
  client_header_buffer_size hs 1 size
  large_client_header_buffers hs 2
  client_body_temp_path hsl 1+
  proxy_temp_path hsl 1+
  fastcgi_temp_path hsl 1+
  uwsgi_temp_path hsl 1+
  scgi_temp_path hsl 1+
  keepalive_timeout hsl 1-2 time
  keepalive_requests hslu 1 number
  send_timeout hsl 1 time
  sendfile hsli 1 flag
  tcp_nopush hsl 1 flag
  tcp_nodelay hsl 1 flag
  reset_timedout_connection hsl 1 flag
  directio hsl 1
  aio hsl 1+
  gzip hsli 1 flag
  gzip_types hsl 1+
  gzip_vary hsl 1 flag
  gzip_proxied hsl 1+
  gzip_comp_level hsl 1 number
  gzip_buffers hsl 2
  gzip_http_version hsl 1
  gzip_min_length hsl 1
  gzip_disable hsl 1+
  gzip_static hsl 1
  etag hsl 1 flag
  if_modified_since hsl 1
  log_not_found hsl 1 flag
  log_subrequest hsl 1 flag
  open_log_file_cache hsl 1+
  open_file_cache hsl 1+
  open_file_cache_valid hsl 1 time
  open_file_cache_min_uses hsl 1 number
  open_file_cache_errors hsl 1 flag
  merge_slashes hs 1 flag
  absolute_redirect hsl 1 flag
  server_name_in_redirect hsl 1 flag
  port_in_redirect hsl 1 flag
  internal l 0
  charset hsli 1
  charset_types hsl 1+
  limit_except l 1+ {
  limit_rate hsli 1
  limit_conn hsl 2 !
  limit_conn_zone h 2 !
  limit_req hsl 1+ *
  limit_req_zone h 3+ *
  limit_req_status hsl 1 number
  map h 2 { *
  geo h 1-2 { *
  split_clients h 2 { *
  resolver hsl 1+
  resolver_timeout hsl 1 time
  types_hash_max_size hsl 1 number
  types_hash_bucket_size hsl 1 number
  server_names_hash_max_size h 1 number
  server_names_hash_bucket_size h 1 number
  variables_hash_max_size h 1 number
  variables_hash_bucket_size h 1 number
  underscores_in_headers hs 1 flag
  ignore_invalid_headers hs 1 flag
  ssl_certificate hs 1 *
  ssl_certificate_key hs 1 *
  ssl_protocols hs 1+
  ssl_ciphers hs 1
  ssl_prefer_server_ciphers hs 1 flag
  ssl_session_cache hs 1-2
  ssl_session_timeout hs 1 time
  ssl_session_tickets hs 1 flag
  ssl_dhparam hs 1
  real_ip_header hsl 1
  set_real_ip_from hsl 1 *
  sub_filter hsl 2 *
  sub_filter_once hsl 1 flag
  sub_filter_types hsl 1+
  sub_filter_last_modified hsl 1 flag
  fastcgi_pass li 1 !
  fastcgi_param hsl 2-3 *
  fastcgi_index hsl 1
  fastcgi_split_path_info l 1
  uwsgi_pass li 1 !
  scgi_pass li 1 !
  grpc_pass li 1 !
  memcached_pass li 1 !
  mirror hsl 1 !
  auth_request hsl 1
  auth_request_set hsl 2 * !
  least_conn u 0
  ip_hash u 0
  hash u 1-2
  random u 0-2 !
  keepalive u 1 number
  zone u 1-2
`;

export const DIRECTIVES: ReadonlyMap<string, DirectiveRule> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [name = '', contexts = '', count = '', ...marks] = line.trim().split(/\s+/);
      const [, least = '0', to] = /^(\d+)(?:-(\d+))?\+?$/.exec(count) as RegExpExecArray;
      const value = marks.find((mark) => /^[a-z]+$/.test(mark)) as DirectiveRule['value'];
      const rule: DirectiveRule = {
        contexts,
        least: Number(least),
        most: count.endsWith('+') ? Number.POSITIVE_INFINITY : Number(to ?? least),
        block: marks.includes('{'),
        value,
        repeated: marks.includes('*'),
        simulated: !marks.includes('!'),
      };
      return [name, rule] as const;
    }),
);

/** `server` is another directive within an upstream. */
export const UPSTREAM_SERVER: DirectiveRule = {
  contexts: 'u',
  least: 1,
  most: Number.POSITIVE_INFINITY,
  block: false,
  value: undefined,
  repeated: true,
  simulated: true,
};

/** Their blocks have entries that are no directives. */
export const FREE_NAMES: ReadonlySet<string> = new Set(['types', 'map', 'geo', 'split_clients']);

const OPENS: Readonly<Record<string, Context>> = {
  events: 'e',
  http: 'h',
  server: 's',
  location: 'l',
  limit_except: 'x',
  upstream: 'u',
};

/** The context that a block opens. */
export function contextIn(name: string, around: Context): Context {
  if (name === 'if') return around === 's' || around === 'j' ? 'j' : 'i';
  return OPENS[name] ?? around;
}
