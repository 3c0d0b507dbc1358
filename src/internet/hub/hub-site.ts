/**
 * hub.docker.com and index.docker.io: registration of an account, and the parts of the Hub's web API that command lines
 * use. What else the real sites have is refused by name.
 */
import { text } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect, fromReadable } from '../../base/streams.ts';
import { jsonAnswer, plainAnswer } from '../answers.ts';
import type { FetchHandler, HostRequest } from '../host.ts';
import type { HubAccounts } from './accounts.ts';
import type { HubRegistry } from './hub-registry.ts';
import { searchHub } from './search.ts';
import type { TeachingTree } from './teaching-tree.ts';
import type { HubTokens } from './tokens.ts';

export interface HubSiteOptions {
  readonly accounts: HubAccounts;
  readonly registry: HubRegistry;
  readonly tokens: HubTokens;
  readonly tree: TeachingTree;
}

const START_PAGE = `<!DOCTYPE html>
<html>
<head><title>Docker Hub (simulated)</title></head>
<body>
<h1>Docker Hub, as far as Drydock simulates it</h1>
<p>Accounts live in this sandbox alone; nothing leaves your browser. Make one from the command line:</p>
<pre>
curl -d username=yourname -d email=you@example.com -d password=atleast8letters https://hub.docker.com/v2/users/
docker login -u yourname
</pre>
<p>Then push to repositories below your name: <code>docker push yourname/tool</code></p>
</body>
</html>
`;

const DEFAULT_RESULTS = 25;
const MAX_RESULTS = 100;

export function hubSite(options: HubSiteOptions): FetchHandler {
  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname;
    if (path === '/' || path === '/signup')
      return plainAnswer(200, START_PAGE, { 'Content-Type': 'text/html; charset=utf-8' });
    if (path === '/v1/search') return search(options, url);
    if (/^\/v2\/users\/?$/.test(path)) return request.method === 'POST' ? register(options, request) : onlyPost();
    if (/^\/v2\/(users|auth)\/(login|token)\/?$/.test(path))
      return request.method === 'POST' ? logIn(options, request) : onlyPost();
    const user = /^\/v2\/users\/([^/]+)\/?$/.exec(path)?.[1];
    if (user !== undefined) return account(options, user);
    const repository = /^\/v2\/(?:repositories|namespaces)\/([^/]+)(?:\/repositories)?\/([^/]+)(\/tags)?\/?$/.exec(
      path,
    );
    if (repository) return describe(options, `${repository[1]}/${repository[2]}`, repository[3] !== undefined);
    return jsonAnswer(501, { message: `${path}: this part of Docker Hub is not simulated in Drydock` });
  };
}

async function search({ tree, registry }: HubSiteOptions, url: URL): Promise<Response> {
  const term = url.searchParams.get('q') ?? '';
  const asked = Number(url.searchParams.get('n') ?? DEFAULT_RESULTS);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_RESULTS) : DEFAULT_RESULTS;
  const results = await searchHub(tree, registry, term, limit);
  return jsonAnswer(200, {
    num_pages: 1,
    num_results: results.length,
    results,
    page_size: limit,
    query: term,
    page: 1,
  });
}

async function register({ accounts }: HubSiteOptions, request: HostRequest): Promise<Response> {
  const fields = await formOf(request);
  const { username = '', email = '', password = '' } = fields;
  const wrong = await accounts.register({ username, email, password });
  if (wrong) return jsonAnswer(400, wrong);
  return jsonAnswer(201, {
    username,
    email,
    message: `Account made in this sandbox: log in with docker login -u ${username}`,
  });
}

async function logIn({ accounts, tokens }: HubSiteOptions, request: HostRequest): Promise<Response> {
  const { username = '', identifier = username, password = '', secret = password } = await formOf(request);
  const name = await accounts.verify(identifier, secret);
  if (name === undefined) return jsonAnswer(401, { detail: 'Incorrect authentication credentials' });
  const token = tokens.issue(name, new Map());
  return jsonAnswer(200, { token, access_token: token });
}

async function account({ accounts }: HubSiteOptions, name: string): Promise<Response> {
  const joined = await accounts.joined(name);
  if (joined === undefined) return jsonAnswer(404, { message: 'User not found' });
  return jsonAnswer(200, { username: name, date_joined: new Date(joined).toISOString(), type: 'User' });
}

async function describe({ registry }: HubSiteOptions, name: string, withTags: boolean): Promise<Response> {
  const tags = await registry.tags(name);
  if (!tags) return jsonAnswer(404, { message: 'object not found' });
  const [namespace, short] = name.split('/');
  if (!withTags) return jsonAnswer(200, { user: namespace, name: short, namespace, status: 1, is_private: false });
  return jsonAnswer(200, {
    count: tags.length,
    next: null,
    previous: null,
    results: tags.map((tag) => ({ name: tag })),
  });
}

function onlyPost(): Response {
  return jsonAnswer(405, { detail: 'Method "GET" not allowed.' });
}

/** JSON or a form, whichever the client sends. Values that are no strings are left out. */
async function formOf(request: HostRequest): Promise<Readonly<Record<string, string>>> {
  const body = request.body ? text(await collect(fromReadable(request.body), LIMITS.requestBodyBytes)) : '';
  if (!body.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const fields = Object.entries(JSON.parse(body) as Record<string, unknown>);
    return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
  } catch {
    return {};
  }
}
