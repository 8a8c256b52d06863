import type { DecimalString } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { CargoLine, Nomination } from '../../workflows/nomination/nomination.ts';
import type { CoalDeclaration, Declaration, GrainDeclaration, PetroleumDeclaration } from './contract.ts';

/** What a nomination cannot tell; what it does tell is left out, or may be given where the line leaves it open. */
type Added<D extends Declaration, FromLine extends keyof D> = Omit<
  D,
  'declarationNo' | 'goodsItem' | 'declaredMass' | 'transport' | 'consignor' | 'consignee' | FromLine
> & {
  readonly declarationNo?: string;
  readonly goodsItem?: number;
  readonly declaredMass?: DecimalString;
  readonly portOfDischarge: string;
  /** When the ship came in; null while it is not there. */
  readonly arrival: string | null;
};

export type LineDeclaration =
  Added<CoalDeclaration, never> | Added<GrainDeclaration, 'holds'> | Added<PetroleumDeclaration, 'parcels'>;

/**
 * The declaration of a cargo line: what the nomination says, and what is added. Refuses `KIND_DIFFERS`, `LINE_SAYS_OTHERWISE` (both say
 * it, and not the same) and `LINE_INCOMPLETE` (neither says it), with the field.
 */
export function nominatedDeclaration(
  { ship }: Nomination,
  line: CargoLine,
  added: LineDeclaration,
): Outcome<Declaration> {
  if (added.kind !== line.kind) return refuse(kindDiffers(line, added.kind));
  const declarationNo = told('declarationNo', line.declarationNo, added.declarationNo);
  if (!declarationNo.ok) return declarationNo;
  const goodsItem = told('goodsItem', line.goodsItem, added.goodsItem);
  if (!goodsItem.ok) return goodsItem;
  const declaredMass = told('declaredMass', line.mass, added.declaredMass);
  if (!declaredMass.ok) return declaredMass;
  const { portOfDischarge, arrival, ...rest } = added;
  const goods = {
    declarationNo: declarationNo.value,
    goodsItem: goodsItem.value,
    declaredMass: declaredMass.value,
    consignor: line.consignor,
    consignee: line.consignee,
    transport: {
      vessel: ship.name,
      voyage: ship.voyage,
      billOfLading: line.billsOfLading.join(', '),
      portOfLoading: line.originPort,
      portOfDischarge,
      arrival,
    },
  };
  switch (rest.kind) {
    case 'coal':
      return ok({ ...rest, ...goods });
    case 'grain':
      if (line.holds.length === 0) return refuse(incomplete('holds'));
      return ok({
        ...rest,
        ...goods,
        holds: line.holds.map(({ name, quantity }) => ({ name, mass: quantity })),
      });
    case 'petroleum':
      if (line.holds.length === 0) return refuse(incomplete('parcels'));
      return ok({
        ...rest,
        ...goods,
        parcels: line.holds.map(({ name, quantity }) => ({ name, volume: quantity })),
      });
  }
}

function told<T extends string | number>(
  field: string,
  nominated: T | null,
  added: T | undefined,
): Outcome<T> {
  if (nominated === null) return added === undefined ? refuse(incomplete(field)) : ok(added);
  if (added === undefined || added === nominated) return ok(nominated);
  return refuse({
    code: 'LINE_SAYS_OTHERWISE',
    field,
    message: `The nomination says ${nominated}, and here is ${added}.`,
    remedy: 'Leave it out; if the nomination is wrong, have it revised.',
  });
}

const incomplete = (field: string): Refusal => ({
  code: 'LINE_INCOMPLETE',
  field,
  message: `The nomination does not say ${field}.`,
  remedy:
    field === 'holds' || field === 'parcels'
      ? 'Have it revised: holds and parcels come from the nomination only.'
      : 'Add it here, or have the nomination revised.',
});

const kindDiffers = (line: CargoLine, kind: string): Refusal => ({
  code: 'KIND_DIFFERS',
  field: 'kind',
  message: `Line ${line.line} is ${line.kind}, not ${kind}.`,
  remedy: `Declare it as ${line.kind}; if the nomination is wrong, have it revised.`,
});
