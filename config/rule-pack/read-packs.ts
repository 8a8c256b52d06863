import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import { bilingual, identifier, words } from './primitives.ts';

/** The file that makes a folder a pack; every other YAML file in it is a section, named by the file. */
const identityFile = 'pack.yaml';

const kind = z.enum(['coal', 'grain', 'petroleum', 'laboratory']);
const identity = z.strictObject({
  kind,
  id: identifier,
  version: words,
  name: bilingual,
  validFrom: z.iso.date(),
  validTo: z.iso.date().exactOptional(),
  /** `id@version` of the pack a site's own pack starts from. */
  extends: words.exactOptional(),
  overrides: z
    .array(z.strictObject({ path: words, value: z.json(), reason: words }))
    .min(1)
    .exactOptional(),
});

/** A pack by what its folder says it is; its sections are read when they are needed. */
export interface PackFolder extends z.infer<typeof identity> {
  readonly folder: string;
}

/** The content of a pack's section files by section, still to be checked. */
export type RawSections = Readonly<Record<string, unknown>>;

/**
 * Finds every pack below some directories: folders with a `pack.yaml`. Refuses
 * `RULE_PACK_DIRECTORY_MISSING`, `RULE_PACK_UNREADABLE` (broken YAML) and `RULE_PACK_INVALID` (in `pack.yaml`).
 */
export function readPacks(directories: readonly string[]): Outcome<readonly PackFolder[]> {
  const packs: PackFolder[] = [];
  for (const directory of directories) {
    let folders: readonly string[];
    try {
      folders = readdirSync(directory, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(directory, entry.name)] : []));
    } catch (error) {
      return refuse({
        code: 'RULE_PACK_DIRECTORY_MISSING',
        field: 'directory',
        message: `The rule packs in ${directory} cannot be listed (${messageOf(error)}).`,
        remedy: 'Give the directory that holds the rule packs.',
      });
    }
    for (const folder of [...folders].sort()) {
      const pack = readPack(folder);
      if (!pack.ok) return pack;
      packs.push(pack.value);
    }
  }
  return ok(packs);
}

function readPack(folder: string): Outcome<PackFolder> {
  const file = join(folder, identityFile);
  const content = readYaml(file);
  if (!content.ok) return content;
  const identified = identity.safeParse(content.value);
  return identified.success ? ok({ ...identified.data, folder }) : refuseInvalid(file, identified.error);
}

/** Reads the sections of a pack. Refuses `RULE_PACK_UNREADABLE`. */
export function readSections({ folder }: PackFolder): Outcome<RawSections> {
  const sections: Record<string, unknown> = {};
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.yaml') && each !== identityFile)) {
    const section = readYaml(join(folder, name));
    if (!section.ok) return section;
    sections[camelCase(basename(name, '.yaml'))] = section.value;
  }
  return ok(sections);
}

function readYaml(file: string): Outcome<unknown> {
  try {
    return ok(load(readFileSync(file, 'utf8')));
  } catch (error) {
    return refuseUnreadable(file, messageOf(error));
  }
}

const camelCase = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const refuseUnreadable = (file: string, why: string) =>
  refuse({
    code: 'RULE_PACK_UNREADABLE',
    field: file,
    message: `${file} cannot be read: ${why.trim()}`,
    remedy: 'Mend the YAML, or take the folder out of the directory.',
  });

/** How many faults one refusal lists; the rest follows once these are mended. */
const mostFaultsTold = 10;

/** `RULE_PACK_INVALID`, its field the path of the first fault. */
export function refuseInvalid(where: string, error: z.ZodError) {
  const faults = error.issues.map(({ path, message }) => ({ path: pathText(path), message }));
  const told = faults.slice(0, mostFaultsTold).map(({ path, message }) => `${path}: ${message}`);
  const untold = faults.length - told.length;
  return refuse({
    code: 'RULE_PACK_INVALID',
    field: faults[0]?.path ?? '',
    message: `${where} does not hold a rule pack: ${told.join('; ')}${untold > 0 ? `; and ${untold} more` : ''}.`,
    remedy: 'Correct the fields named; every number needs its source.',
  });
}

/** `sampling.precision[0].source` */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`), '');
