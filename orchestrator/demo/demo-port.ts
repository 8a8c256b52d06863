import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { settings } from '../../config/server/settings.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import type { Cargo } from '../../workflows/consignment/types.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { packLibrary } from '../composition/packs.ts';
import { checkDeclaration } from '../services/declaration.ts';
import { at, siteOrThrow } from '../composition/site.ts';
import { startServer } from '../server.ts';
import type { RunningServer, ServerOptions } from '../server.ts';
import { startPort } from './port-process.ts';
import type { Parcels, RunningPort } from './port-process.ts';
import { demonstrationShips } from './ship.ts';
import type { Commodity } from './ship.ts';

const demonstrationSite = (): string => join(projectRoot(), 'config', 'demo-port', 'site.yaml');

export interface DemoPortOptions extends Pick<
  ServerOptions,
  'dataFolder' | 'port' | 'host' | 'version' | 'log'
> {
  readonly timeFactor: number;
  readonly seed: number;
  readonly plantPort: number;
}

export interface RunningDemoPort {
  readonly server: RunningServer;
  readonly plantEndpoint: string;
  /** What the virtual plant says really happened. */
  readonly plantLog: string;
  readonly replaceContainer: RunningPort['replaceContainer'];
  readonly stop: () => Promise<void>;
}

/** The server on the demonstration site, with the virtual port beside it. */
export async function startDemoPort(options: DemoPortOptions): Promise<RunningDemoPort> {
  const { dataFolder, timeFactor, seed, plantPort, log } = options;
  const site = siteOrThrow(demonstrationSite());
  const folder = join(dataFolder, 'virtual-port');
  const plant = await startPort(
    { port: plantPort, timeFactor, seed, parcels: parcelsFor(site), folder },
    log,
  );
  commission(plant.certificateFile, join(dataFolder, 'pki'));
  try {
    const server = await startServer({
      ...options,
      site: at(site, plant.endpoint),
      demonstrationSeed: seed,
      freeDisk_MiB: Number(settings.freeDisk_MiB.standard),
    });
    return {
      server,
      plantEndpoint: plant.endpoint,
      plantLog: plant.logFile,
      replaceContainer: plant.replaceContainer,
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

/** What the demonstration's ships give for each sampling unit, as their plans have it. */
function parcelsFor(site: SiteConfig): Parcels {
  const packs = packLibrary(site.ruleFolders);
  const parcel = (commodity: Commodity): string => {
    const checked = checkDeclaration(demonstrationShips[commodity], site, packs, today());
    if (!checked.ok) throw new RefusedError(checked.refusal);
    return parcelOf(checked.value.cargo);
  };
  return { coal: parcel('coal'), grain: parcel('grain'), petroleum: parcel('petroleum') };
}

/** Of one sampling unit, t, of oil m³. The virtual port unloads the same for each: the demonstration's holds are alike. */
function parcelOf(cargo: Cargo): string {
  switch (cargo.kind) {
    case 'coal':
      return cargo.plan.unitMass;
    case 'grain':
      return alike(cargo.plan.units.map(({ mass_t }) => mass_t));
    case 'petroleum':
      return alike(cargo.plan.units.map(({ volume_m3 }) => volume_m3));
  }
}

function alike(amounts: readonly string[]): string {
  const [amount, ...others] = [...new Set(amounts)];
  if (amount === undefined || others.length > 0)
    throw new Error('the parts of a demonstration cargo are not alike');
  return amount;
}
