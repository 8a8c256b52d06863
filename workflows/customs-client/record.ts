import type { Instant, ProcessId } from '../kernel/brand.ts';
import { processId } from '../kernel/brand.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { later } from '../kernel/step.ts';

/** With what a customs system comes in: a secret, whose hash is kept apart from the journal, and a certificate where it is bound to one. */
export interface Credential {
  /** Counts from 1; 0 is the one that a client of the site file begins with. */
  readonly generation: number;
  /** SHA-256 of the certificate the client presents (RFC 8705 `x5t#S256`, base64url); null where it needs none. */
  readonly certificate: string | null;
  /** When it stops to work; null for the newest, which has no end. */
  readonly until: Instant | null;
}

interface Registered {
  readonly scopes: readonly string[];
  /** Sees demonstration certificates only. */
  readonly sandbox: boolean;
  readonly by: Actor;
  readonly at: Instant;
}

export interface CustomsClientContext {
  readonly pulls: number;
  /** What an administrator registered; null for a client of the site file. */
  readonly registered: Registered | null;
  /** Newest first; those whose time was over at the last renewal are left out. */
  readonly credentials: readonly [Credential, ...Credential[]];
  readonly revoked: { readonly reason: string; readonly by: Actor; readonly at: Instant } | null;
}

interface ClientRegistered {
  readonly type: 'client.registered';
  readonly scopes: readonly string[];
  readonly sandbox: boolean;
  readonly certificate: string | null;
}

/** The newest credential takes the place of those before, which work on for so many hours. */
interface CredentialRenewed {
  readonly type: 'credential.renewed';
  readonly certificate: string | null;
  /** h, 0 to `longestOverlap_h` */
  readonly overlap_h: number;
}

interface ClientRevoked {
  readonly type: 'client.revoked';
  readonly reason: string;
}

/** What an administrator does to a client. */
export type ClientAdministered = ClientRegistered | CredentialRenewed | ClientRevoked;

/** A week: long enough for a change window at the other end; a secret that works for longer is no longer an old one. h */
export const longestOverlap_h = 168;

/** More secrets at once would make every login as many times as dear, and nobody changes a client three times within an overlap. */
const mostCredentials = 3;

const hour_ms = 3_600_000;

export const customsClientProcess = (clientId: string): ProcessId => processId(`customs-client/${clientId}`);

const earlier = (one: Instant | null, other: Instant): Instant => (one !== null && one < other ? one : other);

export function registered(
  { credentials: [newest] }: CustomsClientContext,
  { scopes, sandbox, certificate, by, at }: Stamped<ClientRegistered>,
): Pick<CustomsClientContext, 'registered' | 'credentials'> {
  return {
    registered: { scopes, sandbox, by, at },
    credentials: [{ generation: newest.generation + 1, certificate, until: null }],
  };
}

export function renewed(
  { credentials }: CustomsClientContext,
  { certificate, overlap_h, at }: Stamped<CredentialRenewed>,
): Pick<CustomsClientContext, 'credentials'> {
  const end = later(at, overlap_h * hour_ms);
  const [newest] = credentials;
  const before = credentials
    .map((each) => ({ ...each, until: earlier(each.until, end) }))
    .filter(({ until }) => until > at)
    .slice(0, mostCredentials - 1);
  return { credentials: [{ generation: newest.generation + 1, certificate, until: null }, ...before] };
}

/** The credentials that work at a moment, newest first; none of a client that is revoked. */
export const liveCredentials = (
  { credentials, revoked }: Pick<CustomsClientContext, 'credentials' | 'revoked'>,
  at: Instant,
): readonly Credential[] => (revoked ? [] : credentials.filter(({ until }) => until === null || at < until));

/** Why what an administrator asks cannot be done. A revoked client stays so, and its id is not given again: the record is one system's. */
export function refuseAdministered(
  { registered: known, revoked }: CustomsClientContext,
  event: ClientAdministered,
): Refusal | undefined {
  if (revoked)
    return {
      code: 'CUSTOMS_CLIENT_REVOKED',
      message: `The client was revoked at ${revoked.at}: ${revoked.reason}`,
      remedy: 'Register the customs system anew under another client id.',
    };
  if (event.type === 'client.registered' && known)
    return {
      code: 'CUSTOMS_CLIENT_EXISTS',
      field: 'clientId',
      message: `A client of this id was registered at ${known.at}.`,
      remedy: 'Choose another id, or rotate the secret of this one.',
    };
  if (event.type === 'credential.renewed' && !(event.overlap_h >= 0 && event.overlap_h <= longestOverlap_h))
    return {
      code: 'OVERLAP_OUT_OF_RANGE',
      field: 'overlap_h',
      message: `The old secret cannot work on for ${event.overlap_h} h.`,
      remedy: `Give 0 (it stops at once) to ${longestOverlap_h} h.`,
    };
  return undefined;
}
