/** Credentials of registries: the X-Registry-Auth header and what the configuration file keeps. */
import { text, utf8 } from '../base/bytes.ts';
import type { RegistryAuth } from '../api/types/image.ts';
import { storedAuths, type ConfigFile } from './config-file.ts';

export const HUB = 'https://index.docker.io/v1/';

/** The key in the configuration file of a reference's domain. */
export function authKey(domain: string): string {
  return domain === 'docker.io' ? HUB : domain;
}

export function authFor(config: ConfigFile, key: string): RegistryAuth {
  const auths = storedAuths(config);
  const stored = auths[key] ?? auths[Object.keys(auths).find((name) => hostOf(name) === hostOf(key)) ?? ''];
  if (!stored) return {};
  const decoded = stored.auth ? decode(stored.auth) : ':';
  const at = decoded.indexOf(':');
  return {
    ...(at > 0 && { username: decoded.slice(0, at), password: decoded.slice(at + 1) }),
    serveraddress: key,
    ...(stored.identitytoken && { identitytoken: stored.identitytoken }),
  };
}

export function authHeader(auth: RegistryAuth): Readonly<Record<string, string>> {
  return { 'x-registry-auth': encodeUrl(JSON.stringify(auth)) };
}

export function headerFor(config: ConfigFile, domain: string): Readonly<Record<string, string>> {
  return authHeader(authFor(config, authKey(domain)));
}

/** base64, URL alphabet, padded. */
export function encodeUrl(value: string): string {
  return encode(value).replaceAll('+', '-').replaceAll('/', '_');
}

export function encode(value: string): string {
  let binary = '';
  for (const byte of utf8(value)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function decode(value: string): string {
  const binary = atob(value);
  return text(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\//, '').split('/')[0] as string;
}
