/**
 * Words after `docker` that are programs of their own: CLI plugins, which Docker's packages put beside the client.
 * Drydock's client has none, and says what each would do. Without its plugin real docker calls such a word unknown.
 */
export const CLI_PLUGINS: Readonly<Record<string, string>> = {
  ai: 'start its assistant',
  buildx: 'build with BuildKit, and look after its builders',
  compose: 'run the services that a compose.yaml describes as one application',
  debug: 'open a shell with tools beside a container or image that has none',
  desktop: 'steer Docker Desktop',
  extension: 'look after extensions of Docker Desktop',
  init: 'write a first Dockerfile and compose.yaml for the project in this directory',
  mcp: 'look after MCP servers and their catalog',
  model: 'fetch language models and run them',
  offload: 'build and run on an engine in the cloud',
  sandbox: 'run coding agents in containers of their own',
  sbom: 'list the packages in an image',
  scout: 'look for known weaknesses in an image and advise a better base',
};

/** What real Docker would do, were the plugin of that name installed; undefined when Docker has none so named. */
export function cliPlugin(name: string): string | undefined {
  return Object.hasOwn(CLI_PLUGINS, name) ? CLI_PLUGINS[name] : undefined;
}
