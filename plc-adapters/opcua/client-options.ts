import { MessageSecurityMode, SecurityPolicy, UserTokenType } from 'node-opcua-client';
import type { OPCUAClientOptions, UserIdentityInfo } from 'node-opcua-client';
import type { PlantAddress } from '../unit-config.ts';
import type { PkiFolder } from './pki.ts';

/** Fixed, because a PLC trusts our certificate by it. */
const applicationUri = 'urn:quaylab:orchestrator';

/** For watching: reconnects without end. Every number was tested against a killed, a hung and an unplugged server. */
export const monitoringOptions = (address: PlantAddress, pki: PkiFolder, clientName: string): OPCUAClientOptions => ({
  ...commonOptions(address, pki),
  clientName,
  connectionStrategy: { maxRetry: -1, initialDelay: 200, maxDelay: 10_000, randomisationFactor: 0.2 },
  // A pulled cable is noticed after 6 s with these, after 25 s with the library's defaults.
  keepSessionAlive: true,
  keepAliveInterval: 2000,
  requestedSessionTimeout: 60_000,
});

/** For commanding: fails at once rather than keep a command for later. */
export const commandOptions = (address: PlantAddress, pki: PkiFolder): OPCUAClientOptions => ({
  ...commonOptions(address, pki),
  clientName: `Quaylab ${address.unit} commands`,
  connectionStrategy: { maxRetry: 0, initialDelay: 200, maxDelay: 200, randomisationFactor: 0 },
  keepSessionAlive: false,
  requestedSessionTimeout: 20_000,
});

const commonOptions = (address: PlantAddress, pki: PkiFolder): OPCUAClientOptions => ({
  applicationName: 'Quaylab',
  applicationUri,
  clientCertificateManager: pki,
  securityMode: MessageSecurityMode[address.security.mode],
  securityPolicy: SecurityPolicy[address.security.policy],
  // PLCs often announce a host name that does not resolve from here.
  endpointMustExist: false,
  // The library's lowest.
  defaultTransactionTimeout: 5000,
  transportTimeout: 10_000,
});

export const userIdentity = ({ credentials }: PlantAddress): UserIdentityInfo =>
  credentials ? { type: UserTokenType.UserName, ...credentials } : { type: UserTokenType.Anonymous };
