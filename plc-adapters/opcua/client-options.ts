import { MessageSecurityMode, SecurityPolicy, UserTokenType } from 'node-opcua-client';
import type { OPCUAClientOptions, UserIdentityInfo } from 'node-opcua-client';
import { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import type { UnitConfig } from '../unit-config.ts';

/** Fixed, because a PLC trusts our certificate by it. */
const applicationUri = 'urn:quaylab:orchestrator';

/**
 * Our certificate and those we trust, on a persistent volume: `own/`, `trusted/certs`, `rejected/`. Commissioning a PLC
 * means moving its certificate from `rejected/` to `trusted/certs`; none is ever accepted by itself.
 */
export function openPki(folder: string, { security }: UnitConfig): OPCUACertificateManager {
  const pki = new OPCUACertificateManager({
    rootFolder: folder,
    automaticallyAcceptUnknownCertificate: false,
    // Watched where it matters, so that a certificate moved to `trusted/certs` counts without a restart.
    disableFileWatchers: security.mode === 'None',
  });
  // Every client takes a share and gives it back when it disconnects; ours keeps the folder open between commands.
  pki.referenceCounter++;
  return pki;
}

/** For watching: reconnects without end. Every number was tested against a killed, a hung and an unplugged server. */
export const monitoringOptions = (config: UnitConfig, pki: OPCUACertificateManager): OPCUAClientOptions => ({
  ...commonOptions(config, pki),
  clientName: `Quaylab ${config.unit}`,
  connectionStrategy: { maxRetry: -1, initialDelay: 200, maxDelay: 10_000, randomisationFactor: 0.2 },
  // A pulled cable is noticed after 6 s with these, after 25 s with the library's defaults.
  keepSessionAlive: true,
  keepAliveInterval: 2000,
  requestedSessionTimeout: 60_000,
});

/** For commanding: fails at once rather than keep a command for later. */
export const commandOptions = (config: UnitConfig, pki: OPCUACertificateManager): OPCUAClientOptions => ({
  ...commonOptions(config, pki),
  clientName: `Quaylab ${config.unit} commands`,
  connectionStrategy: { maxRetry: 0, initialDelay: 200, maxDelay: 200, randomisationFactor: 0 },
  keepSessionAlive: false,
  requestedSessionTimeout: 20_000,
});

const commonOptions = (config: UnitConfig, pki: OPCUACertificateManager): OPCUAClientOptions => ({
  applicationName: 'Quaylab',
  applicationUri,
  clientCertificateManager: pki,
  securityMode: MessageSecurityMode[config.security.mode],
  securityPolicy: SecurityPolicy[config.security.policy],
  // PLCs often announce a host name that does not resolve from here.
  endpointMustExist: false,
  // The library's lowest.
  defaultTransactionTimeout: 5000,
  transportTimeout: 10_000,
});

export const userIdentity = ({ credentials }: UnitConfig): UserIdentityInfo =>
  credentials ? { type: UserTokenType.UserName, ...credentials } : { type: UserTokenType.Anonymous };
