import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RulePackKind } from '../../config/rule-pack/kinds.ts';
import { loadRulePack } from '../../config/rule-pack/load.ts';
import { readPacks } from '../../config/rule-pack/read-packs.ts';
import type { PackFolder } from '../../config/rule-pack/read-packs.ts';
import type { RulePackIdentity } from '../../workflows/kernel/rule-pack.ts';
import { ok, refuse, type Outcome, type Refusal } from '../../workflows/kernel/refusal.ts';
import type { RuleSource } from '../../workflows/kernel/source.ts';
import { sourcesIn } from './sources.ts';
import type { PlacedSource } from './sources.ts';

/** A pack that loads, with its sections as they are in use: those of the pack it extends, and what it overrides in them. */
export interface LoadedPack extends RulePackIdentity {
  readonly kind: RulePackKind;
  readonly folder: string;
  /** `id@version` of the pack a site's own pack starts from. */
  readonly extends?: string;
  readonly sections: Readonly<Record<string, unknown>>;
  readonly sources: readonly PlacedSource[];
}

/** A pack that does not load, with the reason. */
export interface FailedPack {
  readonly folder: string;
  readonly name: string;
  readonly refusal: Refusal;
}

export interface Inventory {
  readonly packs: readonly LoadedPack[];
  readonly failed: readonly FailedPack[];
}

/** Every pack in some directories. Refuses what `readPacks` refuses: then it is not known which packs there are. */
export function inventory(directories: readonly string[]): Outcome<Inventory> {
  const folders = readPacks(directories);
  return folders.ok ? ok(sorted(folders.value.map((folder) => load(directories, folder)))) : folders;
}

/** The same, a pack a turn: one takes a tenth of a second to read, and a server has others to answer meanwhile. */
export async function inventoryInTurns(directories: readonly string[]): Promise<Outcome<Inventory>> {
  const folders = readPacks(directories);
  if (!folders.ok) return folders;
  const read: (LoadedPack | FailedPack)[] = [];
  for (const folder of folders.value) {
    await nextTurn();
    read.push(load(directories, folder));
  }
  return ok(sorted(read));
}

function load(
  directories: readonly string[],
  { kind, id, version, folder, extends: base }: PackFolder,
): LoadedPack | FailedPack {
  const loaded = loadRulePack(directories, { kind, id: `${id}@${version}` });
  if (loaded.ok) return asLoaded(loaded.value, kind, folder, base);
  return { folder, name: `${id}@${version}`, refusal: loaded.refusal };
}

const sorted = (read: readonly (LoadedPack | FailedPack)[]): Inventory => ({
  packs: read.filter((each): each is LoadedPack => !('refusal' in each)),
  failed: read.filter((each) => 'refusal' in each),
});

/** One pack by `id` or `id@version`; `on` (ISO date) chooses among versions. Refuses as `loadRulePack` does. */
export function packNamed(directories: readonly string[], name: string, on?: string): Outcome<LoadedPack> {
  const folders = readPacks(directories);
  if (!folders.ok) return folders;
  const matching = folders.value.filter(({ id, version }) => id === name || `${id}@${version}` === name);
  const [first] = matching;
  if (!first) {
    return refuse({
      code: 'RULE_PACK_UNKNOWN',
      field: 'pack',
      message: `There is no rule pack "${name}".`,
      remedy: `Choose one of: ${folders.value.map(({ id, version }) => `${id}@${version}`).join(', ')}.`,
    });
  }
  const loaded = loadRulePack(directories, { kind: first.kind, id: name, ...(on !== undefined && { on }) });
  if (!loaded.ok) return loaded;
  const chosen = matching.find(({ version }) => version === loaded.value.ref.version) ?? first;
  return ok(asLoaded(loaded.value, chosen.kind, chosen.folder, chosen.extends));
}

function asLoaded(
  { ref, name, validFrom, validTo, overrides: _overrides, ...sections }: RulePackIdentity,
  kind: RulePackKind,
  folder: string,
  base: string | undefined,
): LoadedPack {
  return {
    ref,
    name,
    validFrom,
    ...(validTo !== undefined && { validTo }),
    kind,
    folder,
    ...(base !== undefined && { extends: base }),
    sections: { ...sections },
    sources: sourcesIn(sections),
  };
}

export const packName = ({ ref }: Pick<LoadedPack, 'ref'>): string => `${ref.id}@${ref.version}`;

export type ConfidenceCounts = Readonly<Record<RuleSource['confidence'], number>>;

/** How many rules there are of each confidence. */
export function confidenceCounts(sources: readonly PlacedSource[]): ConfidenceCounts {
  const of = (confidence: RuleSource['confidence']) => sources.filter(({ source }) => source.confidence === confidence).length;
  return { confirmed: of('confirmed'), general: of('general'), policy: of('policy') };
}
