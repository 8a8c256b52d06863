import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { readServerConfig } from '../../config/server/load.ts';
import type { ServerConfigSources } from '../../config/server/load.ts';
import { loadSite, siteFaults } from '../../config/site/load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import { ShadowMemory } from '../../plc-adapters/shadow/shadow-memory.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { openDisplays } from '../composition/displays.ts';
import { openHttps } from '../composition/https.ts';
import { packLibrary } from '../composition/packs.ts';
import { plantLogin } from '../composition/plant-login.ts';
import { openSigning } from '../composition/signing.ts';
import { isWritable, notWritable } from '../storage/data-folder.ts';
import { openEmbeddedPrivateFiles } from '../storage/embedded/private-files.ts';

export interface ConfigurationReview {
  /** What a start would be refused for, each once. */
  readonly faults: readonly Refusal[];
  /** What no start is refused for, and may be a mistake. */
  readonly remarks: readonly string[];
}

/** Loads everything a start would load, without starting, connecting or writing anything; tells all that is wrong rather than the first. */
export async function reviewConfiguration(
  sources: ServerConfigSources,
  at: Date,
): Promise<ConfigurationReview> {
  const { settings, faults, strangeVariables } = readServerConfig(sources, ['site']);
  const ofFolder = settings.data === undefined ? [] : folderFaults(settings.data);
  const loaded = settings.site === undefined ? null : loadSite(settings.site);
  const site = loaded?.ok ? loaded.value : null;
  const ofSite = loaded && !loaded.ok && settings.site !== undefined ? siteFaults(settings.site) : [];
  const ofParts = site ? await partFaults(site, settings.data ?? '.', sources.env, at) : [];
  const users = [...(site?.units ?? []).map(({ user }) => user), site?.signing?.timeStamp?.user];
  const passwordVariables = users.map((user) => user?.passwordVariable);
  const strange = strangeVariables.filter(({ name }) => !passwordVariables.includes(name));
  return {
    faults: eachOnce([...faults, ...ofFolder, ...ofSite, ...ofParts]),
    remarks: strange.map(({ message }) => message),
  };
}

/** What the parts of a site are made of: each is tried by itself. */
async function partFaults(
  site: SiteConfig,
  dataFolder: string,
  env: NodeJS.ProcessEnv,
  at: Date,
): Promise<readonly Refusal[]> {
  const packs = packLibrary(site.ruleFolders);
  const kinds = ['coal', 'grain', 'petroleum', 'laboratory'] as const;
  const ofPacks = kinds.flatMap((kind) => {
    const pack = packs.named(kind, site.rulePacks[kind]);
    return pack.ok ? [] : [{ ...pack.refusal, field: `rulePacks.${kind}` }];
  });
  const parts: readonly (() => unknown)[] = [
    () => loadAlarmCatalogue(),
    () => openHttps(site),
    // A demonstration without a key of its own makes one when it starts.
    () =>
      (site.signing || !site.laboratory.demonstration) &&
      openSigning(site, openEmbeddedPrivateFiles(dataFolder), at, env),
    ...site.units.flatMap((unit) => [
      () => openDisplays({ ...site, units: [unit] }),
      () => plantLogin(unit, env),
      () => unit.shadow && new ShadowMemory(join(dataFolder, 'shadow', `${unit.unit}.json`)),
    ]),
    ...(site.instruments ?? []).map(({ id, folder }) => () => {
      if (folder !== undefined && !existsSync(folder)) throw new RefusedError(folderMissing(id, folder));
    }),
  ];
  const faults: Refusal[] = [...ofPacks];
  for (const part of parts) {
    try {
      await part();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      faults.push(error.refusal);
    }
  }
  return faults;
}

/** A folder that is not there is made at the start, in the nearest one that is. */
function folderFaults(folder: string): readonly Refusal[] {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  return isWritable(there) ? [] : [notWritable(there)];
}

const folderMissing = (id: string, folder: string): Refusal => ({
  code: 'INSTRUMENT_FOLDER_MISSING',
  field: `instruments.${id}.folder`,
  message: `There is no folder ${folder} for the results of ${id}.`,
  remedy: 'Make it, or mount what the instrument writes to.',
});

/** Units with the same tag map share its faults. */
function eachOnce(faults: readonly Refusal[]): readonly Refusal[] {
  const seen = new Map(faults.map((fault) => [`${fault.code} ${fault.field} ${fault.message}`, fault]));
  return [...seen.values()];
}
