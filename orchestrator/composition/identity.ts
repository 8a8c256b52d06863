import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { SiteConfig } from '../../config/site/load.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { createCustomsClientService } from '../services/customs-clients.ts';
import type { CustomsClientService, SiteClient } from '../services/customs-clients.ts';
import type { ServiceDeps } from '../services/support.ts';
import { CredentialsFile, demonstrationSecret, keyIn } from '../identity/credentials-file.ts';
import { openEndedSessions } from '../identity/ended-sessions.ts';
import { openKeptFailures } from '../identity/kept-failures.ts';
import { createIdentity } from '../identity/identity.ts';
import { secretMatches } from '../identity/secret.ts';
import { tooManyRoles } from '../identity/separation-of-duties.ts';
import type { Identity, UserRecord } from '../identity/types.ts';
import { customsScopes, roles } from '../services/contract.ts';
import type { CustomsScope, Role } from '../services/contract.ts';
import type { PrivateFiles } from '../storage/ports.ts';

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

/**
 * The site's people and customs clients with their secrets' hashes. One without a secret cannot come in, nor can one with a password that
 * a demonstration showed, where its data folder was taken over for a real site; the log tells who they are, and how they get one.
 */
export async function openIdentity(
  site: SiteConfig,
  files: PrivateFiles,
  { log, ...services }: ServiceDeps & { readonly log: Pick<Logger, 'warn'> },
): Promise<OpenIdentity> {
  const credentials = new CredentialsFile(files);
  const logins: Login[] = site.laboratory.demonstration ? demonstrationLogins(site, await keyIn(files, 'demonstration.key')) : [];
  for (const { id, secret } of logins) if (!credentials.hashOf(id)) await credentials.set(id, secret);
  if (!site.laboratory.demonstration) await disownShown(site, files, credentials);
  const withoutPassword = site.users.map(({ id }) => id).filter((id) => !credentials.hashOf(id));
  if (withoutPassword.length > 0)
    log.warn(
      { users: withoutPassword },
      'users without a password cannot log in: stop the server and give each one by quaylab passwd NAME --site FILE',
    );

  const users = site.users.flatMap(({ id, name, roles: granted }, index): UserRecord[] => {
    const passwordHash = credentials.hashOf(id);
    const known = granted.map((role) => oneOf(role, roles, `users.${index}.roles`) as Role);
    for (const why of tooManyRoles(known))
      log.warn({ user: id, roles: known }, `roles of one person that are better kept apart: ${why}`);
    return passwordHash ? [{ id, name, roles: known, passwordHash }] : [];
  });
  const siteClients = site.customsClients.map(({ clientId, scopes, sandbox = false, certificateThumbprint: certificate = null }, index): SiteClient => {
    const known = scopes.map((scope) => oneOf(scope, customsScopes, `customsClients.${index}.scopes`) as CustomsScope);
    return { clientId, scopes: known, sandbox, certificate };
  });
  const asksForCertificates = site.https?.clientCertificates !== undefined;
  const { lookup, ...customsClients } = createCustomsClientService({ ...services, siteClients, credentials, asksForCertificates });
  const secret = await keyIn(files, 'tokens.key');
  const clock = () => new Date();
  const ended = openEndedSessions(files, clock);
  const names = new Set(site.users.flatMap(({ id }) => [`user ${id}`, `signature ${id}`]));
  const failures = openKeptFailures(files, { isKept: (key) => names.has(key), clock, log });
  const keepPassword = (user: string, password: string) => credentials.set(user, password);
  const identity = createIdentity({
    users,
    clientOf: lookup,
    signingKey: { alg: 'HS256', secret },
    clock,
    newId: randomUUID,
    ended,
    failures,
    // What a demonstration shows at each start must stay true.
    ...(!site.laboratory.demonstration && { keepPassword }),
  });
  return { identity, customsClients, logins };
}

/** Secrets that a demonstration in this folder has printed count no more. */
async function disownShown(site: SiteConfig, files: PrivateFiles, credentials: CredentialsFile): Promise<void> {
  if (files.read('secrets/demonstration.key') === null) return;
  for (const { id, secret } of demonstrationLogins(site, await keyIn(files, 'demonstration.key'))) {
    const hash = credentials.hashOf(id);
    if (hash !== undefined && (await secretMatches(hash, secret))) credentials.disown(id);
  }
}

const demonstrationLogins = (site: SiteConfig, key: Buffer): Login[] => [
  ...site.users.map(({ id, name, roles: grants }): Login => ({ kind: 'user', id, name, secret: demonstrationSecret(key, id), grants })),
  ...site.customsClients.map(({ clientId, scopes }): Login => ({ kind: 'client', id: clientId, name: clientId, secret: demonstrationSecret(key, clientId), grants: scopes })),
];

function oneOf(word: string, all: readonly string[], field: string): string {
  if (all.includes(word)) return word;
  throw new RefusedError({ code: 'SITE_INVALID', field, message: `"${word}" is not known.`, remedy: `Use: ${all.join(', ')}.` });
}
