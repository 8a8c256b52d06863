import { DateTime } from 'luxon';
import { blindCodeAlphabet } from '../custody/blind-code.ts';
import type { BlindCode, Instant } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import type { AssayBegun } from './messages.ts';
import type { ControlGroup, ControlTerms, ReferenceMaterial } from './terms.ts';

/**
 * What is put in beside a bottle is decided by a code of the custody's keyed draw that nobody is ever shown: who reads the labels on
 * the bench, or this source, cannot tell which bottle is next, and a replay decides the same. The bottle's own code would not do:
 * whoever holds it could work the draw out.
 */
const firstOf = { duplicate: 1, reference: 5, material: 9 } as const;
/** The first character of a code carries four random bits only, and the last is its check character. */
const charactersOfDraw = 4;
const bitsOfCharacter = 5;
const draws = new Decimal(2).pow(charactersOfDraw * bitsOfCharacter);

/** One draw of a secret code: a whole number from 0, less than `draws`. */
function drawn(secret: BlindCode, what: keyof typeof firstOf): Decimal {
  const characters = Array.from(secret.slice(firstOf[what], firstOf[what] + charactersOfDraw));
  return characters.reduce(
    (number, character) => number.times(blindCodeAlphabet.length).plus(blindCodeAlphabet.indexOf(character)),
    new Decimal(0),
  );
}

/** The group an assay belongs to; undefined when it is not controlled. */
export const groupOf = (
  { commodity, bottle, items }: AssayBegun,
  groups: readonly ControlGroup[],
): ControlGroup | undefined =>
  groups.find(
    (group) =>
      group.commodity === commodity &&
      (group.bottles === undefined || group.bottles.includes(bottle)) &&
      (group.items === undefined || items.some(({ item }) => group.items?.includes(item))),
  );

export interface Decision {
  /** The bottle is divided, and its portion tested under another code. */
  readonly duplicate: boolean;
  /** It was drawn, and the bottle is too light to be divided. */
  readonly tooLight: boolean;
  /** What is put in as an ordinary looking bottle; null for nothing. */
  readonly reference: ReferenceMaterial | null;
  /** It was drawn, and no valid portion of a fitting material is left. */
  readonly unsupplied: boolean;
}

/** Decides what is put in beside one assay. `used`: portions taken so far, by id of material; `at`: now. */
export function decide(
  begun: AssayBegun,
  group: ControlGroup,
  secret: BlindCode,
  { materials, timeZone }: Pick<ControlTerms, 'materials' | 'timeZone'>,
  used: Readonly<Record<string, number>>,
  at: Instant,
): Decision {
  const hit = (what: 'duplicate' | 'reference', share: ControlGroup['duplicates']) =>
    drawn(secret, what).lt(toDecimal(share).times(draws));
  const wantsDuplicate = hit('duplicate', group.duplicates);
  const tooLight = toDecimal(begun.mass).lt(toDecimal(group.leastMass_kg));
  const wantsReference = hit('reference', group.references);
  const today = dayOf(at, timeZone);
  const fitting = wantsReference ? materials.filter((one) => fits(one, begun, used, today)) : [];
  const index = drawn(secret, 'material').times(fitting.length).div(draws).floor().toNumber();
  const reference = fitting[index] ?? null;
  return {
    duplicate: wantsDuplicate && !tooLight,
    tooLight: wantsDuplicate && tooLight,
    reference,
    unsupplied: wantsReference && reference === null,
  };
}

const dayOf = (at: Instant, zone: string): string => DateTime.fromISO(at, { zone }).toISODate() ?? '';

const fits = (
  { id, commodity, values, portions, validUntil }: ReferenceMaterial,
  { commodity: wanted, items }: AssayBegun,
  used: Readonly<Record<string, number>>,
  on: string,
): boolean =>
  commodity === wanted &&
  portions > (used[id] ?? 0) &&
  on <= validUntil &&
  values.some(({ item }) => items.some((ordered) => ordered.item === item));
