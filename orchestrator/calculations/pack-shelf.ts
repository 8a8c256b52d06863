import type { RulePackKind, RulePackOf } from '../../config/rule-pack/kinds.ts';
import { loadRulePack } from '../../config/rule-pack/load.ts';
import { shippedRules } from '../../config/site/load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { RuleOverride, RulePackRef } from '../../workflows/kernel/source.ts';
import type { PackSource } from './calculation.ts';

/** A pack an answer rests on, with everything its site decided otherwise. */
export interface UsedPack extends RulePackRef {
  readonly kind: RulePackKind;
  readonly name: Bilingual;
  readonly overrides: readonly RuleOverride[];
}

/** The packs as one answer sees them. */
export interface PackUse {
  readonly packs: PackSource;
  /** Those asked for so far, in the order of first use. */
  readonly used: () => readonly UsedPack[];
}

/** Where calculations take their rule packs from. */
export interface PackShelf {
  /** A fresh use. `on` (ISO date) chooses among several versions the newest in force on that day. */
  readonly open: (on?: string) => PackUse;
}

/** Packs in use where no site says otherwise. */
const usualPacks: Readonly<Record<RulePackKind, string>> = {
  coal: 'coal-cn',
  grain: 'grain-cn',
  petroleum: 'petroleum-cn',
  laboratory: 'laboratory-cn',
};

/** Packs kept in memory: four kinds on sixteen days; more days are read again. */
const mostKept = 64;

/** The packs of a site, or without one those that come with the house. Each is read once when first asked for. */
export function packShelf(site?: Pick<SiteConfig, 'ruleFolders' | 'rulePacks'>): PackShelf {
  const folders = site?.ruleFolders ?? [shippedRules()];
  const ids = site?.rulePacks ?? usualPacks;
  const kept = new Map<string, RulePackOf<RulePackKind>>();

  function pack<Kind extends RulePackKind>(kind: Kind, on: string | undefined): RulePackOf<Kind> {
    const key = `${kind} ${on ?? ''}`;
    const known = kept.get(key);
    // The key holds the kind.
    if (known) return known as RulePackOf<Kind>;
    const loaded = loadRulePack(folders, { kind, id: ids[kind], ...(on !== undefined && { on }) });
    if (!loaded.ok) throw new RefusedError(loaded.refusal);
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, loaded.value);
    return loaded.value;
  }

  return {
    open: (on) => {
      const used = new Map<RulePackKind, UsedPack>();
      return {
        packs: (kind) => {
          const found = pack(kind, on);
          if (!used.has(kind)) used.set(kind, { kind, ...found.ref, name: found.name, overrides: found.overrides ?? [] });
          return found;
        },
        used: () => [...used.values()],
      };
    },
  };
}
