import type { RulePackKind, RulePackOf } from '../../config/rule-pack/kinds.ts';
import { loadRulePack } from '../../config/rule-pack/load.ts';
import { readPacks } from '../../config/rule-pack/read-packs.ts';
import { coalProcedures } from '../../workflows/assay/coal-procedures.ts';
import { grainProcedures } from '../../workflows/assay/grain-procedures.ts';
import type { Procedure, ProcedureLookup } from '../../workflows/assay/procedure.ts';
import type { PackShelf } from '../../workflows/consignment/trades.ts';
import { ok } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { RulePackRef } from '../../workflows/kernel/source.ts';
import { petroleumProcedures } from '../../workflows/petroleum-assay/procedures.ts';

/** What processes read of their rule packs; the content must be the very same as when they were planned. */
export interface PackLookups extends PackShelf {
  /** What the pack of any commodity can test. */
  readonly proceduresOf: ProcedureLookup;
}

export interface NamedPacks {
  /** Loads a pack by `id` or `id@version`. */
  readonly named: <Kind extends RulePackKind>(kind: Kind, id: string) => Outcome<RulePackOf<Kind>>;
}

export interface PackLibrary extends PackLookups, NamedPacks {}

/** Keeps packs that were loaded: a pack is data of one version and never changes under a running process. */
export function packLibrary(ruleFolders: readonly string[]): PackLibrary {
  const kept = new Map<string, RulePackOf<RulePackKind>>();
  const procedures = new Map<string, readonly Procedure[]>();

  const load = <Kind extends RulePackKind>(kind: Kind, id: string): Outcome<RulePackOf<Kind>> => {
    const key = `${kind} ${id}`;
    const known = kept.get(key);
    // The key holds the kind.
    if (known) return ok(known as RulePackOf<Kind>);
    const loaded = loadRulePack(ruleFolders, { kind, id });
    if (loaded.ok) kept.set(key, loaded.value);
    return loaded;
  };
  const present = <T>(outcome: Outcome<T>): T => {
    if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
    return outcome.value;
  };
  const exact = <Kind extends RulePackKind>(kind: Kind, ref: RulePackRef): RulePackOf<Kind> => {
    const pack = present(load(kind, nameOf(ref)));
    if (pack.ref.hash !== ref.hash) {
      throw new Error(`rule pack ${nameOf(ref)} is not the one this process was planned with: its content changed`);
    }
    return pack;
  };

  const read = (ref: RulePackRef): readonly Procedure[] => {
    const kind = present(readPacks(ruleFolders)).find((pack) => nameOf(pack) === nameOf(ref))?.kind;
    switch (kind) {
      case 'coal':
        return coalProcedures(exact(kind, ref).assay);
      case 'grain':
        return grainProcedures(exact(kind, ref).assay);
      case 'petroleum': {
        const { assay, precision } = exact(kind, ref);
        return petroleumProcedures({ assay, precision, iso4259: present(load('laboratory', assay.laboratoryPack.name)).iso4259 });
      }
      case 'laboratory':
      case undefined:
        throw new Error(`rule pack ${nameOf(ref)} is of no commodity that is here: nothing can be tested by it`);
    }
  };

  return {
    named: load,
    coal: (ref) => exact('coal', ref),
    grain: (ref) => exact('grain', ref),
    petroleum: (ref) => exact('petroleum', ref),
    proceduresOf: (ref) => {
      const key = `${nameOf(ref)} ${ref.hash}`;
      const known = procedures.get(key) ?? read(ref);
      procedures.set(key, known);
      return known;
    },
  };
}

const nameOf = ({ id, version }: { readonly id: string; readonly version: string }): string => `${id}@${version}`;
