import { randomUUID } from 'node:crypto';
import type { SiteConfig } from '../../config/site/load.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { createCustomsClientService } from '../services/customs-clients.ts';
import type { CustomsClientService, SiteClient } from '../services/customs-clients.ts';
import type { ServiceDeps } from '../services/support.ts';
import { CredentialsFile, demonstrationSecret, keyIn } from '../identity/credentials-file.ts';
import { openEndedSessions } from '../identity/ended-sessions.ts';
import { createIdentity } from '../identity/identity.ts';
import type { Identity, UserRecord } from '../identity/types.ts';
import { customsScopes, roles } from '../services/contract.ts';
import type { CustomsScope, Role } from '../services/contract.ts';

/** A login that a demonstration shows. */
export interface Login {
  readonly kind: 'user' | 'client';
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly grants: readonly string[];
}

export interface OpenIdentity {
  readonly identity: Identity;
  readonly customsClients: CustomsClientService;
  readonly logins: readonly Login[];
}

/** The site's people and customs clients with their secrets' hashes. One without a secret cannot come in. */
export async function openIdentity(site: SiteConfig, dataFolder: string, services: ServiceDeps): Promise<OpenIdentity> {
  const credentials = new CredentialsFile(dataFolder);
  const logins: Login[] = site.laboratory.demonstration ? demonstrationLogins(site, keyIn(dataFolder, 'demonstration.key')) : [];
  for (const { id, secret } of logins) if (!credentials.hashOf(id)) await credentials.set(id, secret);

  const users = site.users.flatMap(({ id, name, roles: granted }, index): UserRecord[] => {
    const passwordHash = credentials.hashOf(id);
    const known = granted.map((role) => oneOf(role, roles, `users.${index}.roles`) as Role);
    return passwordHash ? [{ id, name, roles: known, passwordHash }] : [];
  });
  const siteClients = site.customsClients.map(({ clientId, scopes, sandbox = false, certificateThumbprint: certificate = null }, index): SiteClient => {
    const known = scopes.map((scope) => oneOf(scope, customsScopes, `customsClients.${index}.scopes`) as CustomsScope);
    return { clientId, scopes: known, sandbox, certificate };
  });
  const asksForCertificates = site.https?.clientCertificates !== undefined;
  const { lookup, ...customsClients } = createCustomsClientService({ ...services, siteClients, credentials, asksForCertificates });
  const secret = keyIn(dataFolder, 'tokens.key');
  const clock = () => new Date();
  const ended = openEndedSessions(dataFolder, clock);
  const identity = createIdentity({ users, clientOf: lookup, signingKey: { alg: 'HS256', secret }, clock, newId: randomUUID, ended });
  return { identity, customsClients, logins };
}

const demonstrationLogins = (site: SiteConfig, key: Buffer): Login[] => [
  ...site.users.map(({ id, name, roles: grants }): Login => ({ kind: 'user', id, name, secret: demonstrationSecret(key, id), grants })),
  ...site.customsClients.map(({ clientId, scopes }): Login => ({ kind: 'client', id: clientId, name: clientId, secret: demonstrationSecret(key, clientId), grants: scopes })),
];

function oneOf(word: string, all: readonly string[], field: string): string {
  if (all.includes(word)) return word;
  throw new RefusedError({ code: 'SITE_INVALID', field, message: `"${word}" is not known.`, remedy: `Use: ${all.join(', ')}.` });
}
