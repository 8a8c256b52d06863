import { toDecimal, sumOf, toDecimalString } from '../kernel/decimal.ts';
import { imoFault } from './imo-number.ts';
import type { CargoLine, Nomination, NominationFault } from './nomination.ts';

/**
 * All that is wrong with the meaning of a nomination whose form is right: `IMO_NUMBER_INVALID`, `TIMES_OUT_OF_ORDER`, `LINE_REPEATED`,
 * `GOODS_ITEM_REPEATED`, `QUANTITY_MISSING`, `QUANTITY_NOT_POSITIVE`, `HOLD_REPEATED`, `HOLDS_DO_NOT_ADD_UP`. Empty when nothing is.
 */
export function nominationFaults(nomination: Nomination): readonly NominationFault[] {
  const imo = imoFault(nomination.ship.imo, 'ship.imo');
  return [
    ...(imo ? [imo] : []),
    ...timeFaults(nomination),
    ...nomination.lines.flatMap((line, index) => [
      ...repetitionFaults(nomination.lines, line, index),
      ...quantityFaults(line, `lines.${index}`),
    ]),
  ];
}

function timeFaults({ eta, etb, etd }: Nomination): readonly NominationFault[] {
  const named = [
    { field: 'eta', at: eta },
    { field: 'etb', at: etb },
    { field: 'etd', at: etd },
  ].filter(({ at }) => at !== null);
  return named.flatMap(({ field, at }, index) => {
    const before = named[index - 1];
    if (!before || Date.parse(String(before.at)) <= Date.parse(String(at))) return [];
    return [
      {
        code: 'TIMES_OUT_OF_ORDER',
        field,
        message: `${field} ${at} is before ${before.field} ${before.at}.`,
        remedy: 'A ship arrives (eta), berths (etb) and departs (etd) in this order; correct the times.',
      },
    ];
  });
}

function repetitionFaults(
  lines: readonly CargoLine[],
  own: CargoLine,
  index: number,
): readonly NominationFault[] {
  const before = lines.slice(0, index);
  const { line, declarationNo, goodsItem } = own;
  const faults: NominationFault[] = [];
  if (before.some((each) => each.line === line))
    faults.push({
      code: 'LINE_REPEATED',
      field: `lines.${index}.line`,
      message: `There are two lines ${line}.`,
      remedy: 'Give each cargo a number of its own.',
    });
  const isSameItem = (each: CargoLine) =>
    each.declarationNo === declarationNo && each.goodsItem === goodsItem;
  if (declarationNo !== null && goodsItem !== null && before.some(isSameItem))
    faults.push({
      code: 'GOODS_ITEM_REPEATED',
      field: `lines.${index}.goodsItem`,
      message: `Goods item ${goodsItem} of declaration ${declarationNo} is on two lines.`,
      remedy: 'A goods item is one cargo; correct the number, or make one line of the two.',
    });
  return faults;
}

function quantityFaults(line: CargoLine, path: string): readonly NominationFault[] {
  const { mass, volume, holds, kind } = line;
  const whole = kind === 'petroleum' ? 'volume' : 'mass';
  const unit = kind === 'petroleum' ? 'm³' : 't';
  const named = [
    { field: `${path}.mass`, value: mass },
    { field: `${path}.volume`, value: volume },
    ...holds.map(({ quantity }, index) => ({ field: `${path}.holds.${index}.quantity`, value: quantity })),
  ];
  const faults: NominationFault[] = named
    .filter(({ value }) => value !== null && toDecimal(value).lte(0))
    .map(({ field, value }) => ({
      code: 'QUANTITY_NOT_POSITIVE',
      field,
      message: `${value} is nothing.`,
      remedy: 'Give a number above 0.',
    }));
  for (const [index, { name }] of holds.entries())
    if (holds.findIndex((each) => each.name === name) !== index)
      faults.push({
        code: 'HOLD_REPEATED',
        field: `${path}.holds.${index}.name`,
        message: `"${name}" is named twice.`,
        remedy: 'Name each hold or parcel once, with all of this cargo that is in it.',
      });
  const total = line[whole];
  if (total === null) {
    if (kind !== 'petroleum' || mass === null || holds.length > 0)
      faults.push({
        code: 'QUANTITY_MISSING',
        field: `${path}.${whole}`,
        message: `Nothing says how much ${kind} it is, ${unit}.`,
        remedy:
          kind === 'petroleum'
            ? 'Give the volume in m³; the mass alone does where no parcels are named.'
            : 'Give the mass in t.',
      });
    return faults;
  }
  const sum = sumOf(holds.map(({ quantity }) => toDecimal(quantity)));
  if (holds.length > 0 && !sum.equals(toDecimal(total)))
    faults.push({
      code: 'HOLDS_DO_NOT_ADD_UP',
      field: `${path}.holds`,
      message: `The holds or parcels are ${toDecimalString(sum)} ${unit} together, the line is ${total} ${unit}.`,
      remedy: 'Correct the one or the other; the parts make the whole exactly.',
    });
  return faults;
}
