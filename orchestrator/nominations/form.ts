import { z } from 'zod';
import { decimalString, instant } from '../../workflows/kernel/brand.ts';
import { nominationFaults } from '../../workflows/nomination/check.ts';
import { nominatedKinds } from '../../workflows/nomination/nomination.ts';
import type { Nomination } from '../../workflows/nomination/nomination.ts';
import { faulty } from './fault.ts';
import type { ReadNomination } from './fault.ts';

/** Characters of one text: a name, an address, a port. */
const longestText = 200;
/** Cargoes of one ship; a ship with more holds than these is none. */
const mostLines = 100;
const mostHolds = 30;
const mostBills = 100;

const text = z.string().trim().min(1).max(longestText);
const number = z
  .string()
  .max(30)
  .regex(/^\d+(\.\d+)?$/, 'Expected a decimal number in plain notation, for example "52480.5"')
  .transform(decimalString)
  .meta({ description: 'Decimal number in plain notation', example: '52480.5' });
const moment = z.iso
  .datetime({ offset: true })
  .transform((written) => instant(new Date(written).toISOString()))
  .meta({ description: 'ISO 8601 with zone', example: '2026-05-03T22:10:00+08:00' });
/** An address that is not told is absent. */
const party = z
  .strictObject({ name: text, address: text.optional() })
  .transform(({ name, address }) => (address === undefined ? { name } : { name, address }));

const line = z.strictObject({
  line: z.int().min(1).max(999).meta({ description: 'Keeps its number through all revisions' }),
  kind: z.enum(nominatedKinds),
  product: text.meta({ description: 'In the words of the nomination' }),
  declarationNo: z
    .string()
    .regex(/^[A-Za-z0-9-]{4,40}$/, 'Expected 4 to 40 letters, digits or hyphens')
    .nullable()
    .default(null),
  goodsItem: z.int().min(1).max(999).nullable().default(null),
  mass: number.nullable().default(null).meta({ description: 't' }),
  volume: number.nullable().default(null).meta({ description: 'm³' }),
  holds: z
    .array(z.strictObject({ name: text, quantity: number }))
    .max(mostHolds)
    .default([])
    .meta({ description: 'Holds, t each; of petroleum parcels, m³ each. Together the whole line' }),
  billsOfLading: z.array(text).min(1).max(mostBills),
  originPort: text,
  consignor: party,
  consignee: party,
});

/** A nomination as JSON; a CSV file is brought into the same form. */
export const nominationForm = z
  .strictObject({
    number: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._-]{1,40}$/, 'Expected 1 to 40 letters, digits, dots, hyphens or underscores'),
    revision: z.int().min(1).max(9999),
    ship: z.strictObject({
      name: text,
      imo: z
        .string()
        .trim()
        .max(20)
        .meta({ description: 'Seven digits with check digit', example: '9074729' }),
      voyage: text,
    }),
    berth: text.nullable().default(null),
    eta: moment,
    etb: moment.nullable().default(null),
    etd: moment.nullable().default(null),
    lines: z.array(line).min(1).max(mostLines),
  })
  .meta({ id: 'Nomination' });

/**
 * A nomination from plain data. Faults of form have the code of the schema's fault in capitals (`REQUIRED`, `UNKNOWN_FIELD`,
 * `INVALID_TYPE` …); only where there are none its meaning is judged, see `nominationFaults`.
 */
export function readForm(data: unknown): ReadNomination {
  const parsed = nominationForm.safeParse(data, { reportInput: true });
  const faults = parsed.success
    ? nominationFaults(parsed.data satisfies Nomination)
    : parsed.error.issues.flatMap(formFaults);
  const [first, ...more] = faults;
  if (first) return { faults: [first, ...more] };
  if (parsed.success) return { nomination: parsed.data };
  throw new Error('a form that does not parse has a fault');
}

function formFaults(issue: z.core.$ZodIssue) {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      faulty(
        [path, key].filter((part) => part !== '').join('.'),
        'UNKNOWN_FIELD',
        'There is no such field.',
        'Leave it out, or correct its name.',
      ),
    );
  const field = path === '' ? 'body' : path;
  return issue.input === undefined
    ? [faulty(field, 'REQUIRED', 'This field is required.', 'Add it.')]
    : [faulty(field, issue.code.toUpperCase(), issue.message, 'Correct it.')];
}
