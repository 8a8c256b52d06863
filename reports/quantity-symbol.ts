import type { Basis } from '../workflows/assay/types.ts';

/** A quantity as standards write it: `Q` with the subscript `net,ar`. */
export interface QuantitySymbol {
  readonly letter: string;
  readonly subscript: string;
}

/** Elements; like abbreviations (`FC`, `OTA`) they are no letter with a subscript (GB/T 483-2007). */
const elements = new Set(['Hg', 'As', 'Cl', 'Na', 'Ge', 'Ga', 'Se', 'Cr', 'Cd', 'Pb']);

/** Two capitals and more: fixed carbon, mycotoxins. */
const abbreviation = /^[A-Z]{2}/;

/**
 * Splits an item such as `St`, `Qnet` or `Hg` into letter and subscript and adds the basis. Total moisture is written
 * without a basis: it is as received by definition. A value that has none has no symbol: its name stands alone.
 */
export function quantitySymbol(item: string, basis: Basis | null): QuantitySymbol {
  if (basis === null) return { letter: '', subscript: '' };
  if (item === 'Mt') return { letter: 'M', subscript: 't' };
  if (elements.has(item) || abbreviation.test(item)) return { letter: item, subscript: basis };
  const kind = item.slice(1);
  return { letter: item.slice(0, 1), subscript: kind === '' ? basis : `${kind},${basis}` };
}
