import type { Basis } from '../workflows/assay/types.ts';

/** A quantity as standards write it: `Q` with the subscript `net,ar`. */
export interface QuantitySymbol {
  readonly letter: string;
  readonly subscript: string;
}

/** Symbols of more than one letter that are not letter + subscript (GB/T 483-2007): fixed carbon and elements. */
const wholeSymbols = new Set(['FC', 'Hg', 'As', 'Cl', 'Na', 'Ge', 'Ga', 'Se', 'Cr', 'Cd', 'Pb']);

/**
 * Splits an item such as `St`, `Qnet` or `Hg` into letter and subscript and adds the basis. Total moisture is written
 * without a basis: it is as received by definition. A value that has none has no symbol: its name stands alone.
 */
export function quantitySymbol(item: string, basis: Basis | null): QuantitySymbol {
  if (basis === null) return { letter: '', subscript: '' };
  if (item === 'Mt') return { letter: 'M', subscript: 't' };
  if (wholeSymbols.has(item)) return { letter: item, subscript: basis };
  const kind = item.slice(1);
  return { letter: item.slice(0, 1), subscript: kind === '' ? basis : `${kind},${basis}` };
}
