import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../project-root.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { withPlaceOfCertificates } from './https-schema.ts';
import type { Instrument } from './instrument-schema.ts';
import { readYaml } from './read-yaml.ts';
import { siteSchema } from './schema.ts';
import { withPlaceOfPassword } from './remote-user.ts';
import { withPlaceOfKeys } from './signing-schema.ts';
import type { SiteFile } from './schema.ts';

/** A site file with the tag maps it names, each as parsed YAML, still to be checked by the drivers. */
export interface SiteConfig extends SiteFile {
  readonly tagMaps: Readonly<Record<string, unknown>>;
  /** Where the site's own displays of its units are, if it has any. */
  readonly displayFolder: string;
  /** Folders that hold rule packs: those shipped, and the site's own where it has any. */
  readonly ruleFolders: readonly string[];
}

/** The rule packs that come with the house. */
export const shippedRules = (): string => join(projectRoot(), 'config', 'rules');

/** Loads a site and its tag maps. Refuses `CONFIG_UNREADABLE` or `SITE_INVALID` with the path of the faulty field. */
export function loadSite(file: string): Outcome<SiteConfig> {
  const raw = readYaml(file);
  if (!raw.ok) return raw;
  const parsed = siteSchema.safeParse(raw.value);
  if (!parsed.success) return refuse(invalid(file, parsed.error.issues[0]));
  const tagMaps: Record<string, unknown> = {};
  for (const { tagMap } of parsed.data.units) {
    const map = readYaml(join(dirname(file), 'tag-maps', tagMap));
    if (!map.ok) return map;
    tagMaps[tagMap] = map.value;
  }
  const own = join(dirname(file), 'rules');
  const units = parsed.data.units.map((unit) => ({
    ...unit,
    ...(unit.user && { user: withPlaceOfPassword(unit.user, dirname(file)) }),
  }));
  const instruments = parsed.data.instruments?.map((instrument) => withPlaceOfFolder(instrument, dirname(file)));
  const signing = parsed.data.signing && withPlaceOfKeys(parsed.data.signing, dirname(file));
  const https = parsed.data.https && withPlaceOfCertificates(parsed.data.https, dirname(file));
  const read = { ...parsed.data, ...(instruments && { instruments }), ...(signing && { signing }), ...(https && { https }) };
  const displayFolder = join(dirname(file), 'displays');
  return ok({ ...read, units, tagMaps, displayFolder, ruleFolders: [shippedRules(), ...(existsSync(own) ? [own] : [])] });
}

/** Every fault of a site file and of the tag maps it names as files; `loadSite` refuses the first. */
export function siteFaults(file: string): readonly Refusal[] {
  const raw = readYaml(file);
  if (!raw.ok) return [raw.refusal];
  const parsed = siteSchema.safeParse(raw.value);
  if (!parsed.success) return parsed.error.issues.map((issue) => invalid(file, issue));
  const tagMaps = new Set(parsed.data.units.map(({ tagMap }) => tagMap));
  return [...tagMaps].flatMap((tagMap) => {
    const map = readYaml(join(dirname(file), 'tag-maps', tagMap));
    return map.ok ? [] : [map.refusal];
  });
}

function invalid(file: string, issue: z.core.$ZodIssue | undefined): Refusal {
  const field = issue?.path.join('.') ?? '';
  return {
    code: 'SITE_INVALID',
    field,
    message: `${file}: ${field}: ${issue?.message ?? 'is not valid'}.`,
    remedy: 'Correct the field; config/demo-port/site.yaml is a complete example.',
  };
}

function withPlaceOfFolder(instrument: Instrument, folder: string): Instrument {
  return instrument.folder === undefined ? instrument : { ...instrument, folder: resolve(folder, instrument.folder) };
}
