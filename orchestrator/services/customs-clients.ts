import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { customsClientProcess, liveCredentials } from '../../workflows/customs-client/record.ts';
import type {
  ClientAdministered,
  Credential,
  CustomsClientContext,
} from '../../workflows/customs-client/record.ts';
import { freshSecret, secretName } from '../identity/credentials-file.ts';
import type { CredentialsFile } from '../identity/credentials-file.ts';
import { createOneAtATime } from '../identity/one-at-a-time.ts';
import type { ClientLookup } from '../identity/types.ts';
import type { KnownClient } from '../views/customs-client-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller, CustomsScope } from './contract.ts';
import { ask, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** A customs system as administrators see it; never with a secret. */
export interface CustomsClientView {
  readonly clientId: string;
  readonly scopes: readonly CustomsScope[];
  readonly sandbox: boolean;
  /** Null for a client of the site file. */
  readonly registered: { readonly by: string; readonly at: Instant } | null;
  /** What works now, newest first; none for a client that is revoked, or of the site file and never given a secret. */
  readonly credentials: readonly Credential[];
  readonly revoked: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
}

/** A client with the secret it was just given, which is shown this once and kept nowhere. */
export interface ClientWithSecret extends CustomsClientView {
  readonly secret: string;
}

export interface ClientWish {
  readonly clientId: string;
  readonly scopes: readonly CustomsScope[];
  readonly sandbox: boolean;
  /** Thumbprint of the certificate it must present; null for none. */
  readonly certificate: string | null;
}

/** Which customs systems may come in. Who did what, and when, is in the journal; hashes of secrets are in the credentials file alone. */
export interface CustomsClientService {
  list(): Promise<readonly CustomsClientView[]>;
  /** Refuses `CUSTOMS_CLIENT_EXISTS`, `CUSTOMS_CLIENT_REVOKED`, `CLIENT_CERTIFICATES_NOT_ASKED`. */
  register(caller: Caller, wish: ClientWish): Promise<Outcome<ClientWithSecret>>;
  /**
   * Gives a new secret, and another certificate where one is named; what worked before works on for `overlap_h`, 0 for a secret that
   * others have seen. Refuses `NOT_FOUND`, `CUSTOMS_CLIENT_REVOKED`, `OVERLAP_OUT_OF_RANGE`, `CLIENT_CERTIFICATES_NOT_ASKED`.
   */
  rotate(
    caller: Caller,
    clientId: string,
    wish: { readonly overlap_h: number; readonly certificate?: string },
  ): Promise<Outcome<ClientWithSecret>>;
  /** Its tokens stop at once. Refuses `NOT_FOUND`, `CUSTOMS_CLIENT_REVOKED`. */
  revoke(caller: Caller, clientId: string, reason: string): Promise<Outcome<CustomsClientView>>;
}

/** A client as the site file has it. */
export interface SiteClient {
  readonly clientId: string;
  readonly scopes: readonly CustomsScope[];
  readonly sandbox: boolean;
  readonly certificate: string | null;
}

export interface CustomsClientDeps extends ServiceDeps {
  readonly siteClients: readonly SiteClient[];
  readonly credentials: CredentialsFile;
  /** Whether connections are asked for a certificate: without, a client that must present one could never come in. */
  readonly asksForCertificates: boolean;
}

const untouched: Pick<CustomsClientContext, 'registered' | 'credentials' | 'revoked'> = {
  registered: null,
  credentials: [{ generation: 0, certificate: null, until: null }],
  revoked: null,
};

export function createCustomsClientService(
  deps: CustomsClientDeps,
): CustomsClientService & { readonly lookup: ClientLookup } {
  const { engine, views, clock, newId, siteClients, credentials, asksForCertificates } = deps;
  const oneAtATime = createOneAtATime();
  const siteClientOf = (clientId: string) => siteClients.find((each) => each.clientId === clientId) ?? null;

  /** A process on hold may have a revocation waiting: nobody comes in by it until it is released. */
  const contextOf = async (clientId: string) => {
    const live = await engine.find(customsClientProcess(clientId));
    if (!live) return untouched;
    return live.hold || !live.state ? null : (live.state.snapshot.context as CustomsClientContext);
  };
  const client = async (clientId: string): Promise<CustomsClientView | null> => {
    const listed = siteClientOf(clientId);
    const context = await contextOf(clientId);
    const known = context?.registered ?? listed;
    if (!known) return null;
    const live = context ? liveCredentials(context, clock()) : [];
    return {
      clientId,
      scopes: known.scopes as readonly CustomsScope[],
      sandbox: known.sandbox,
      registered: context?.registered ? told(context.registered) : null,
      credentials: live
        .map((each) => (each.generation === 0 ? { ...each, certificate: listed?.certificate ?? null } : each))
        .filter(({ generation }) => credentials.hashOf(secretName(clientId, generation)) !== undefined),
      revoked: context?.revoked ? { ...told(context.revoked), reason: context.revoked.reason } : null,
    };
  };
  const request = (caller: Caller, clientId: string, event: ClientAdministered) =>
    ask(deps, customsClientProcess(clientId), { id: newId(), actor: personOf(caller), event }, () =>
      client(clientId),
    );
  const begin = (caller: Caller, clientId: string) =>
    engine.start('customs-client', customsClientProcess(clientId), {
      id: `${customsClientProcess(clientId)}/begin`,
      at: clock(),
      actor: personOf(caller),
      event: { type: 'process.start', input: {} },
    });
  /** The hash is there before the journal says that it counts: what the journal knows can always be checked. */
  const withSecret = (caller: Caller, clientId: string, event: ClientAdministered) =>
    oneAtATime(clientId, async (): Promise<Outcome<ClientWithSecret>> => {
      await begin(caller, clientId);
      const context = await contextOf(clientId);
      if (!context) return refuse(onHold(clientId));
      const secret = freshSecret();
      await credentials.set(secretName(clientId, context.credentials[0].generation + 1), secret);
      const done = await request(caller, clientId, event);
      return done.ok ? ok({ ...done.value, secret }) : done;
    });

  return {
    list: async () => {
      const registered = await views.find<KnownClient>(collections.customsClients);
      const ids = new Set([...siteClients, ...registered].map(({ clientId }) => clientId));
      const all = await Promise.all([...ids].sort().map(client));
      return all.filter((each) => each !== null);
    },
    register: async (caller, { clientId, ...wish }) => {
      if (siteClientOf(clientId)) return refuse(inSiteFile(clientId));
      if (wish.certificate !== null && !asksForCertificates) return refuse(notAsked);
      return withSecret(caller, clientId, { type: 'client.registered', ...wish });
    },
    rotate: async (caller, clientId, { overlap_h, certificate }) => {
      const known = await client(clientId);
      if (!known) return refuse(notFound('clientId', clientId));
      if (certificate !== undefined && !asksForCertificates) return refuse(notAsked);
      const bound =
        certificate ?? known.credentials[0]?.certificate ?? siteClientOf(clientId)?.certificate ?? null;
      return withSecret(caller, clientId, { type: 'credential.renewed', overlap_h, certificate: bound });
    },
    revoke: async (caller, clientId, reason) => {
      if (!(await client(clientId))) return refuse(notFound('clientId', clientId));
      await begin(caller, clientId);
      return request(caller, clientId, { type: 'client.revoked', reason });
    },
    lookup: async (clientId) => {
      const known = await client(clientId);
      return (
        known && {
          ...known,
          credentials: known.credentials.flatMap(({ generation, certificate }) => {
            const secretHash = credentials.hashOf(secretName(clientId, generation));
            return secretHash === undefined ? [] : [{ generation, certificate, secretHash }];
          }),
        }
      );
    },
  };
}

const told = ({ by, at }: { readonly by: Actor; readonly at: Instant }) => ({ by: by.name ?? by.id, at });

const inSiteFile = (clientId: string): Refusal => ({
  code: 'CUSTOMS_CLIENT_EXISTS',
  field: 'clientId',
  message: `${clientId} is a client of the site file.`,
  remedy: 'Choose another id, or rotate the secret of this one.',
});

const notAsked: Refusal = {
  code: 'CLIENT_CERTIFICATES_NOT_ASKED',
  field: 'certificate',
  message:
    'This server does not ask connections for a certificate, so a client that must present one could never come in.',
  remedy: 'Set https.clientCertificates in the site file, or leave the certificate out.',
};

const onHold = (clientId: string): Refusal => ({
  code: 'CUSTOMS_CLIENT_ON_HOLD',
  message: `The record of ${clientId} is on hold.`,
  remedy: `Stop the server and release it: quaylab release customs-client/${clientId} --by NAME.`,
});
