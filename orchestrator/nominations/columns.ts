/**
 * The columns of a nomination as CSV: each is a member of the nomination's form. Ship columns say the same on every row, cargo columns
 * belong to the row's line. `required`: the column must be there; a cell of any other may be empty.
 */

export interface Column {
  readonly heading: string;
  /** Where it stands in the form; of a cargo column within its line. */
  readonly path: string;
  readonly required: boolean;
  readonly reads: 'text' | 'whole number' | 'list' | 'holds';
}

const column = (
  heading: string,
  path: string,
  required: boolean,
  reads: Column['reads'] = 'text',
): Column => ({ heading, path, required, reads });

export const shipColumns: readonly Column[] = [
  column('nomination', 'number', true),
  column('revision', 'revision', true, 'whole number'),
  column('ship', 'ship.name', true),
  column('imo', 'ship.imo', true),
  column('voyage', 'ship.voyage', true),
  column('berth', 'berth', false),
  column('eta', 'eta', true),
  column('etb', 'etb', false),
  column('etd', 'etd', false),
];

export const cargoColumns: readonly Column[] = [
  column('line', 'line', true, 'whole number'),
  column('kind', 'kind', true),
  column('product', 'product', true),
  column('declarationNo', 'declarationNo', false),
  column('goodsItem', 'goodsItem', false, 'whole number'),
  column('mass_t', 'mass', false),
  column('volume_m3', 'volume', false),
  column('holds', 'holds', false, 'holds'),
  column('billsOfLading', 'billsOfLading', true, 'list'),
  column('originPort', 'originPort', true),
  column('consignor', 'consignor.name', true),
  column('consignorAddress', 'consignor.address', false),
  column('consignee', 'consignee.name', true),
  column('consigneeAddress', 'consignee.address', false),
];

/** What a cell says, in the form's own kind; `undefined` where it says nothing. What it should not be, the form refuses. */
export function cellValue({ reads }: Column, written: string): unknown {
  const cell = written.trim();
  if (cell === '') return undefined;
  switch (reads) {
    case 'text':
      return cell;
    case 'whole number':
      // Anything else stays text, so that the fault is told with what was written.
      return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
    case 'list':
      return cell.split(';').map((part) => part.trim());
    case 'holds':
      return cell.split(';').map((part) => {
        const colon = part.lastIndexOf(':');
        return { name: part.slice(0, Math.max(colon, 0)).trim(), quantity: part.slice(colon + 1).trim() };
      });
  }
}
