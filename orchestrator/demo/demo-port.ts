import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { packLibrary } from '../composition/packs.ts';
import { checkDeclaration } from '../services/declaration.ts';
import { at, siteOrThrow } from '../composition/site.ts';
import { startServer } from '../server.ts';
import type { RunningServer, ServerOptions } from '../server.ts';
import { startPort } from './port-process.ts';
import { demonstrationShip } from './ship.ts';

const demonstrationSite = (): string => join(projectRoot(), 'config', 'demo-port', 'site.yaml');

export interface DemoPortOptions extends Pick<ServerOptions, 'dataFolder' | 'port' | 'host' | 'version' | 'log'> {
  readonly timeFactor: number;
  readonly seed: number;
  readonly plantPort: number;
}

export interface RunningDemoPort {
  readonly server: RunningServer;
  readonly plantEndpoint: string;
  readonly stop: () => Promise<void>;
}

/** The server on the demonstration site, with the virtual port beside it. */
export async function startDemoPort(options: DemoPortOptions): Promise<RunningDemoPort> {
  const { dataFolder, timeFactor, seed, plantPort, log } = options;
  const site = siteOrThrow(demonstrationSite());
  const folder = join(dataFolder, 'virtual-port');
  const plant = await startPort({ port: plantPort, timeFactor, seed, parcelTonnes: parcelFor(site), folder }, log);
  commission(plant.certificateFile, join(dataFolder, 'pki'));
  try {
    const server = await startServer({ ...options, site: at(site, plant.endpoint), demonstrationSeed: seed });
    return {
      server,
      plantEndpoint: plant.endpoint,
      stop: async () => {
        await server.stop();
        await plant.stop();
      },
    };
  } catch (error) {
    log.error({ err: error as Error }, 'the server did not start');
    await plant.stop();
    throw error;
  }
}

/** What an engineer does once for a real PLC: puts its certificate among those the server trusts. */
export function commission(certificateFile: string, pkiFolder: string): void {
  const trusted = join(pkiFolder, 'trusted', 'certs');
  mkdirSync(trusted, { recursive: true });
  copyFileSync(certificateFile, join(trusted, 'virtual-port.pem'));
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** Tonnes the demonstration ship gives for each sampling unit, as its plan has them. */
function parcelFor(site: SiteConfig): string {
  const checked = checkDeclaration(demonstrationShip, site, packLibrary(site.ruleFolders), today());
  if (!checked.ok) throw new RefusedError(checked.refusal);
  const { cargo } = checked.value;
  if (cargo.kind !== 'coal') throw new Error('the demonstration ship carries coal');
  return cargo.plan.unitMass;
}
