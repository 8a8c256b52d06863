import { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import type { PlantAddress } from '../unit-config.ts';

/**
 * Our certificate and those we trust, on a persistent volume: `own/`, `trusted/certs`, `rejected/`. Commissioning a PLC
 * means moving its certificate from `rejected/` to `trusted/certs`; none is ever accepted by itself.
 *
 * The library counts the clients that use such a folder, and lets the last one close it. That count is not to be relied on: a
 * client that could not connect never gives its share back (2.182), and a folder in use by the driver must not be closed
 * between two commands. So clients close nothing here; who opened the folder closes it.
 */
export class PkiFolder extends OPCUACertificateManager {
  /** Called by every client that disconnects. */
  override dispose(): Promise<void> {
    return Promise.resolve();
  }

  private closed = false;
  private reading: Promise<void> = Promise.resolve();

  /**
   * Reads the folders anew, so that a certificate accepted meanwhile counts also where their watching saw nothing of it: on a network
   * volume, or in the moment it was begun.
   */
  async refresh(): Promise<void> {
    if (this.closed) return;
    this.reading = this.reloadCertificates().catch(() => undefined);
    await this.reading;
  }

  /** Ends the watching of the folders. A client that still uses it goes on with what was read. */
  async close(): Promise<void> {
    this.closed = true;
    this.referenceCounter = 0;
    await this.reading;
    await super.dispose();
  }
}

/** Opens a PKI folder, made when absent. Its owner calls `close`. */
export const openPki = (folder: string, { security }: Pick<PlantAddress, 'security'>): PkiFolder =>
  new PkiFolder({
    rootFolder: folder,
    automaticallyAcceptUnknownCertificate: false,
    // Watched where it matters, so that a certificate moved to `trusted/certs` counts without a restart.
    disableFileWatchers: security.mode === 'None',
  });
