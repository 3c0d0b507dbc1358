/** docker trust and docker manifest, as far as there is nothing signed and no manifest list on this machine. */
import { CliFailure } from '../failure.ts';
import { confirm } from '../prompt.ts';
import { fullString, parseReference, withDefaultTag } from '../reference.ts';
import type { Handler } from '../session.ts';

/** No notary server is part of the sandbox, as none answers on most networks. */
export const inspectTrust: Handler = async (session, flags, names) => {
  if (!flags.bool('pretty')) await session.print('[]\n');
  throw new CliFailure(names.map((name) => `no signatures or cannot access ${name}`).join('\n'));
};

export const signTrust: Handler = async (_session, _flags, [name = '']) => {
  if (parseReference(name).tag === undefined) throw new CliFailure(`no tag specified for ${name}`);
  throw new CliFailure(`Error: error contacting notary server: ${NO_NOTARY}`);
};

export const revokeTrust: Handler = async (session, flags, [name = '']) => {
  const { tag } = parseReference(name);
  if (tag === undefined && !flags.bool('yes')) {
    const question = `Confirm you would like to delete all signature data for ${name}?`;
    if (!(await confirm(session, question))) throw new CliFailure('trust revoke has been cancelled');
  }
  throw new CliFailure(`could not remove signature for ${name}: ${NO_NOTARY}`);
};

const NO_NOTARY = 'dial tcp: lookup notary.docker.io: no such host';

export const addSigner: Handler = async (_session, flags) => {
  if (flags.list('key').length === 0)
    throw new CliFailure('path to a public key must be provided using the `--key` flag');
  throw new CliFailure(`Error: error contacting notary server: ${NO_NOTARY}`);
};

/** Manifest lists are made on this machine first; there is never one. */
export const noManifestList: Handler = async (_session, _flags, names) => {
  throw new CliFailure(
    names.map((name) => `No such manifest: ${fullString(withDefaultTag(parseReference(name)))}`).join('\n'),
  );
};

export const annotateManifest: Handler = async (_session, _flags, [list = '', image = '']) => {
  parseReference(list);
  parseReference(image);
  throw new CliFailure(`manifest for image ${image} does not exist in ${list}`);
};
