import { loadSite, shippedRules } from '../../config/site/load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** Loads a site file. Throws a RefusedError naming file and field. */
export function siteOrThrow(file: string): SiteConfig {
  const site = loadSite(file);
  if (!site.ok) throw new RefusedError(site.refusal);
  return site.value;
}

/** The same site with all its units at one address. */
export const at = (site: SiteConfig, endpoint: string): SiteConfig => ({ ...site, units: site.units.map((unit) => ({ ...unit, endpoint })) });

/** Folders of rule packs for commands that may do without a site. */
export const ruleFoldersOf = (siteFile?: string): readonly string[] => (siteFile === undefined ? [shippedRules()] : siteOrThrow(siteFile).ruleFolders);
