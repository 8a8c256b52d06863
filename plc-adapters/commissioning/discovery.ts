import { MessageSecurityMode, OPCUAClient, UserTokenType } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { commandOptions } from '../opcua/client-options.ts';
import type { PkiFolder } from '../opcua/pki.ts';
import { farewell } from '../opcua/session.ts';
import { within } from '../opcua/time-limit.ts';
import { unsecured } from './plant-address.ts';
import type { PlantAddress } from './plant-address.ts';

/** One way in that a server offers. */
export interface Offer {
  readonly mode: string;
  readonly policy: string;
  /** `Anonymous`, `UserName`, `Certificate`, `IssuedToken`. */
  readonly logins: readonly string[];
}

/** What a server tells everybody before a session: OPC UA asks of it to do so without security (Part 4, 5.5.4). */
export interface Discovery {
  readonly applicationUri: string;
  readonly offers: readonly Offer[];
  /** The certificate the server presents, DER; null when it has none. */
  readonly certificate: Buffer | null;
  /** The one we present. */
  readonly ownCertificate: Buffer | null;
}

/** Longer than the library's own 10 s for a connection, so that its more telling error comes first. */
const discoverWithinMs = 15_000;

/** Asks a server for its endpoints. Rejects with the library's errors. */
export async function discover(address: PlantAddress, pki: PkiFolder): Promise<Discovery> {
  const client = OPCUAClient.create(commandOptions(unsecured(address), pki));
  try {
    await within(client.connect(address.endpoint), discoverWithinMs, 'Connecting');
    const endpoints = await within(client.getEndpoints(), discoverWithinMs, 'Asking for the endpoints');
    return {
      applicationUri: endpoints[0]?.server.applicationUri ?? '',
      offers: endpoints.map(({ securityMode, securityPolicyUri, userIdentityTokens }) => ({
        mode: MessageSecurityMode[securityMode],
        policy: securityPolicyUri?.split('#').at(-1) ?? '',
        logins: (userIdentityTokens ?? []).map(({ tokenType }) => UserTokenType[tokenType]),
      })),
      certificate: notEmpty(endpoints.find(({ serverCertificate }) => notEmpty(serverCertificate))?.serverCertificate),
      ownCertificate: notEmpty(client.getCertificateChain()[0]),
    };
  } finally {
    await farewell(client);
  }
}

/** Refuses `SECURITY_NOT_OFFERED` when the server has no endpoint of the wished kind. */
export function assertOffered({ endpoint, security }: PlantAddress, { offers }: Discovery): void {
  if (offers.some(({ mode, policy }) => mode === security.mode && policy === security.policy)) return;
  throw new RefusedError({
    code: 'SECURITY_NOT_OFFERED',
    field: 'security',
    message: `${endpoint} does not offer ${offerText(security)}. It offers ${offers.map(offerText).join(', ') || 'nothing'}.`,
    remedy: 'Choose one of these in the site file (or with --security and --policy), or switch the wished one on in the PLC.',
  });
}

export const offerText = ({ mode, policy }: Pick<Offer, 'mode' | 'policy'>): string => (mode === 'None' ? 'None' : `${mode} ${policy}`);

const notEmpty = (bytes: Buffer | null | undefined): Buffer | null => (bytes && bytes.length > 0 ? bytes : null);
