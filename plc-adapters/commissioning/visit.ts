import { OPCUAClient } from 'node-opcua-client';
import type { ClientSession } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { commandOptions, userIdentity } from '../opcua/client-options.ts';
import { openPki } from '../opcua/pki.ts';
import type { PkiFolder } from '../opcua/pki.ts';
import { farewell } from '../opcua/session.ts';
import { within } from '../opcua/time-limit.ts';
import { certificateFacts } from './certificate.ts';
import { assertEndpoint, connectionFault } from './connection-fault.ts';
import { assertOffered, discover } from './discovery.ts';
import type { Discovery } from './discovery.ts';
import { unsecured } from './plant-address.ts';
import type { PlantAddress } from './plant-address.ts';

/** A short stay at a server, with what it told at the door. */
export interface Visit {
  readonly session: ClientSession;
  readonly discovery: Discovery;
}

/** Longer than the library's own limits for each step, whose errors tell more. */
const openWithinMs = 15_000;

/**
 * Connects once, without reconnecting, lets `use` work, and closes everything whatever happens.
 *
 * Refuses `ENDPOINT_NOT_VALID`, `ENDPOINT_UNREACHABLE`, `ENDPOINT_SILENT`, `SECURITY_NOT_OFFERED`, `CERTIFICATE_UNTRUSTED` (the
 * certificate is laid in `rejected/`), `CERTIFICATE_NOT_VALID`, `OWN_CERTIFICATE_REFUSED`, `LOGIN_REFUSED`,
 * `TOO_MANY_SESSIONS`, `CONNECTION_FAILED`; and `CONNECTION_BROKE` when it ends under way.
 */
export async function visit<T>(address: PlantAddress, pkiFolder: string, use: (visit: Visit) => Promise<T>): Promise<T> {
  return withPki(pkiFolder, address, async (pki) => {
    const discovery = await discovered(address, pkiFolder, pki);
    assertOffered(address, discovery);
    const client = OPCUAClient.create(commandOptions(address, pki));
    let broken = false;
    client.on('connection_lost', () => (broken = true));
    client.on('close', () => (broken = true));
    try {
      const opening = client.connect(address.endpoint).then(() => client.createSession(userIdentity(address)));
      const session = await within(opening, openWithinMs, 'Opening a session').catch((error: unknown) => {
        const thumbprint = discovery.certificate && certificateFacts(discovery.certificate).thumbprint;
        throw connectionFault(error, { endpoint: address.endpoint, thumbprint, pkiFolder });
      });
      return await use({ session, discovery }).catch((error: unknown) => {
        throw broken || isTooSlow(error) ? connectionBroke(error, address.endpoint) : error;
      });
    } finally {
      await farewell(client);
    }
  });
}

/** Only asks what the server tells everybody, its certificate above all. Refuses as `visit` does before a session. */
export async function ask(address: PlantAddress, pkiFolder: string): Promise<Discovery> {
  return withPki(pkiFolder, address, (pki) => discovered(address, pkiFolder, pki));
}

async function discovered(address: PlantAddress, pkiFolder: string, pki: PkiFolder): Promise<Discovery> {
  const { endpoint } = address;
  assertEndpoint(endpoint);
  return discover(address, pki).catch((error: unknown) => {
    throw connectionFault(error, { endpoint, thumbprint: null, pkiFolder });
  });
}

async function withPki<T>(folder: string, address: PlantAddress, use: (pki: PkiFolder) => Promise<T>): Promise<T> {
  // Without security the folder is not watched; a visit is too short for certificates to be moved meanwhile.
  const pki = openPki(folder, unsecured(address));
  try {
    return await use(pki);
  } finally {
    await pki.close();
  }
}

const isTooSlow = (error: unknown): boolean => error instanceof RefusedError && error.refusal.code === 'PLANT_TOO_SLOW';

const connectionBroke = (error: unknown, endpoint: string) =>
  new RefusedError(
    {
      code: 'CONNECTION_BROKE',
      field: 'endpoint',
      message: `The connection to ${endpoint} broke off or stands still: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Check network and server, then give the command again; nothing was written.',
    },
    { cause: error },
  );
