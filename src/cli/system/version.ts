/** docker version */
import type { VersionResponse } from '../../api/types/system.ts';
import { currentContext } from '../context/current.ts';
import { printFormatted } from '../format/one-value.ts';
import { alignTabs } from '../format/tabwriter.ts';
import { typed } from '../inspect/schema.ts';
import type { Handler } from '../session.ts';
import { API_VERSION, CLI_API_VERSION, CLI_BUILD, CLI_BUILD_TIME, CLI_GO_VERSION, CLI_VERSION } from '../version.ts';

export const version: Handler = async (session, flags) => {
  const client = {
    Version: CLI_VERSION,
    ApiVersion: API_VERSION,
    DefaultAPIVersion: CLI_API_VERSION,
    GitCommit: CLI_BUILD,
    GoVersion: CLI_GO_VERSION,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: CLI_BUILD_TIME,
    Context: currentContext(session.machine, session.config),
  };
  let server: VersionResponse | undefined;
  let failure: unknown;
  try {
    server = (await session.client.systemVersion()) as VersionResponse;
  } catch (error) {
    failure = error;
  }
  const built = (text: string) => (text ? goAnsic(text) : '');
  const shown = server && {
    ...server,
    Components: server.Components.map((part) =>
      part.Details['BuildTime']
        ? { ...part, Details: { ...part.Details, BuildTime: built(part.Details['BuildTime']) } }
        : part,
    ),
  };
  const format = flags.string('format');
  if (format === '') {
    await session.print(versionText(client, shown));
  } else {
    await printFormatted(session, format, typed('system.versionInfo', { Client: client, Server: shown }), 'version');
  }
  if (failure) throw failure;
};

type Client = Readonly<
  Record<
    | 'Version'
    | 'ApiVersion'
    | 'DefaultAPIVersion'
    | 'GoVersion'
    | 'GitCommit'
    | 'BuildTime'
    | 'Os'
    | 'Arch'
    | 'Context',
    string
  >
>;

function versionText(client: Client, server: VersionResponse | undefined): string {
  const api =
    client.ApiVersion === client.DefaultAPIVersion || !server
      ? client.DefaultAPIVersion
      : `${client.ApiVersion} (downgraded from ${client.DefaultAPIVersion})`;
  let out =
    `Client:\n Version:\t${client.Version}\n API version:\t${api}\n Go version:\t${client.GoVersion}\n Git commit:\t${client.GitCommit}\n` +
    ` Built:\t${client.BuildTime}\n OS/Arch:\t${client.Os}/${client.Arch}\n Context:\t${client.Context}\n`;
  if (!server) return alignTabs(out, { minWidth: 20, padding: 1 });
  out += `\nServer:${server.Platform.Name ? ` ${server.Platform.Name}` : ''}\n`;
  for (const part of server.Components) {
    out += ` ${part.Name}:\n  Version:\t${part.Version}\n`;
    const details = part.Details;
    if (part.Name === 'Engine') {
      out +=
        `  API version:\t${details['ApiVersion']} (minimum version ${details['MinAPIVersion']})\n  Go version:\t${details['GoVersion']}\n` +
        `  Git commit:\t${details['GitCommit']}\n  Built:\t${details['BuildTime']}\n  OS/Arch:\t${details['Os']}/${details['Arch']}\n  Experimental:\t${details['Experimental']}\n`;
    } else {
      for (const key of Object.keys(details).sort()) out += `  ${key}:\t${details[key]}\n`;
    }
  }
  return alignTabs(out, { minWidth: 20, padding: 1 });
}

/** time.ANSIC: `Thu Aug 13 05:35:48 2026`. */
function goAnsic(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const [day, month] = [date.toUTCString().slice(0, 3), date.toUTCString().slice(8, 11)];
  return `${day} ${month} ${String(date.getUTCDate()).padStart(2, ' ')} ${date.toISOString().slice(11, 19)} ${date.getUTCFullYear()}`;
}
