import type { DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import { processId } from '../kernel/brand.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Actor } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';

export const nominatedKinds = ['coal', 'grain', 'petroleum'] as const;
export type NominatedKind = (typeof nominatedKinds)[number];

export interface NominatedParty {
  readonly name: string;
  readonly address?: string;
}

/** One cargo aboard, as agent or shipper name it before the ship comes. */
export interface CargoLine {
  /** 1, 2, 3 … within the nomination; the same cargo keeps its number through all revisions. */
  readonly line: number;
  readonly kind: NominatedKind;
  /** In the words of the nomination; not yet a product of a rule pack. */
  readonly product: string;
  readonly declarationNo: string | null;
  readonly goodsItem: number | null;
  /** t, > 0 */
  readonly mass: DecimalString | null;
  /** m³, > 0 */
  readonly volume: DecimalString | null;
  /** Holds in the order they are unloaded, t each; of petroleum parcels in the order they are pumped, m³ each. May be empty. */
  readonly holds: readonly { readonly name: string; readonly quantity: DecimalString }[];
  readonly billsOfLading: readonly string[];
  readonly originPort: string;
  readonly consignor: NominatedParty;
  readonly consignee: NominatedParty;
}

/** A ship that is to come, with all its cargoes. */
export interface Nomination {
  readonly number: string;
  /** 1, 2, 3 …; a higher one replaces all before it. */
  readonly revision: number;
  readonly ship: { readonly name: string; readonly imo: string; readonly voyage: string };
  readonly berth: string | null;
  readonly eta: Instant;
  readonly etb: Instant | null;
  readonly etd: Instant | null;
  readonly lines: readonly CargoLine[];
}

/** One thing wrong with a nomination. `field`: path from the nomination, members and positions joined by dots. */
export type NominationFault = Refusal & { readonly field: string };

/** One revision as it came in. */
export interface ReceivedNomination {
  readonly nomination: Nomination;
  readonly by: Actor;
  readonly at: Instant;
}

export interface DeclaredLine {
  readonly line: number;
  readonly consignment: ProcessId;
  /** Revision it was declared from. */
  readonly revision: number;
  readonly by: Actor;
  readonly at: Instant;
}

export interface NominationContext {
  readonly current: ReceivedNomination;
  /** Replaced revisions, the oldest first. */
  readonly former: readonly ReceivedNomination[];
  readonly declared: readonly DeclaredLine[];
  readonly cancelled: { readonly by: Actor; readonly at: Instant; readonly reason: string } | null;
}

export const nominationProcess = (number: string): ProcessId => processId(`nomination/${number}`);

const sameContent = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** The revision that came in with this number, current or former; null when there was none. */
const revisionOf = (context: NominationContext, revision: number): Nomination | null =>
  [...context.former, context.current].find(({ nomination }) => nomination.revision === revision)
    ?.nomination ?? null;

/** Whether this very content came in before under its revision: taking it again changes nothing. */
export const isRepeated = (context: NominationContext, nomination: Nomination): boolean => {
  const known = revisionOf(context, nomination.revision);
  return known !== null && sameContent(known, nomination);
};

/** Whether the cargo of a line is another now than in the revision it was declared from. */
export function hasChangedSince(context: NominationContext, { line, revision }: DeclaredLine): boolean {
  const then = revisionOf(context, revision)?.lines.find((each) => each.line === line);
  const now = context.current.nomination.lines.find((each) => each.line === line);
  return !sameContent(then ?? null, now ?? null);
}
