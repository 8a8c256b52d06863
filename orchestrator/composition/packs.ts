import type { CoalRulePack, PackLookup } from '../../workflows/coal-sampling/rule-pack.ts';
import { ok } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';

export interface PackLibrary {
  /** Loads a pack by `id` or `id@version`. */
  readonly named: (id: string) => Outcome<CoalRulePack>;
  /** The pack a process was planned with; the content must be the very same. */
  readonly of: PackLookup;
}

/** Keeps packs that were loaded: a pack is data of one version and never changes under a running process. */
export function packLibrary(load: (id: string) => Outcome<CoalRulePack>): PackLibrary {
  const byName = new Map<string, CoalRulePack>();
  const named = (id: string): Outcome<CoalRulePack> => {
    const known = byName.get(id);
    if (known) return ok(known);
    const loaded = load(id);
    if (loaded.ok) byName.set(id, loaded.value);
    return loaded;
  };
  return {
    named,
    of: (ref) => {
      const pack = named(`${ref.id}@${ref.version}`);
      if (!pack.ok) throw new Error(`${pack.refusal.code}: ${pack.refusal.message}`);
      if (pack.value.ref.hash !== ref.hash) throw new Error(`rule pack ${ref.id}@${ref.version} is not the one this process was planned with: its content changed`);
      return pack.value;
    },
  };
}
