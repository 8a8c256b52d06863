import { z } from 'zod';

/** Instruments whose result files are read. What is not mapped here is refused when it comes, never guessed. */

const header = z.string().min(1);

const common = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens, at most 40'),
  decimal: z.enum(['.', ',']),
  /** What the instrument calls a determination, or the heading of its column, and which item of the rule pack that is. */
  items: z
    .record(
      z.string().min(1),
      z.strictObject({
        item: z.string().min(1),
        /** The item's unit in the rule pack. Nothing is converted. */
        unit: z.string().min(1),
        /** How the instrument spells that same unit; default: like the rule pack. */
        unitInFile: z.string().min(1).exactOptional(),
      }),
    )
    .refine((items) => Object.keys(items).length > 0, 'at least one item'),
  /** User for whom results of the watched folder are entered. */
  analyst: z.string().min(1),
  /** Folder that is watched; a relative path begins at the folder of the site file. Without it results are uploaded only. */
  folder: z.string().min(1).exactOptional(),
};

const csv = z.strictObject({
  ...common,
  format: z.literal('csv'),
  delimiter: z.enum([',', ';', '\t', '|']),
  header: z.literal(
    true,
    'true: columns are known by their heading, because a number would not notice that they moved',
  ),
  /** Headings. Without `item` and `value` the columns named under `items` hold the values. */
  columns: z
    .strictObject({
      sample: header,
      item: header.exactOptional(),
      value: header.exactOptional(),
      unit: header.exactOptional(),
    })
    .refine(
      ({ item, value }) => (item === undefined) === (value === undefined),
      'item and value, or neither of them',
    )
    .refine(({ item, unit }) => item !== undefined || unit === undefined, 'unit only beside item and value'),
});

/** Records of ASTM E1394, now CLSI LIS2-A2, as a file. */
const lis = z.strictObject({ ...common, format: z.literal('lis2-a2') });

export const instrumentSchema = z.discriminatedUnion('format', [csv, lis]);

export type Instrument = z.infer<typeof instrumentSchema>;
export type CsvInstrument = z.infer<typeof csv>;

interface Site {
  readonly instruments?: readonly Instrument[] | undefined;
  readonly users: readonly { readonly id: string; readonly roles: readonly string[] }[];
}

/** What only the whole site file tells: ids and folders are each their own, and results are entered for an analyst. */
export function checkInstruments({ instruments = [], users }: Site, context: z.RefinementCtx): void {
  instruments.forEach(({ id, folder, analyst }, index) => {
    const earlier = instruments.slice(0, index);
    const fault = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['instruments', index, field], message });
    if (earlier.some((other) => other.id === id)) fault('id', `"${id}" stands here twice`);
    if (folder !== undefined && earlier.some((other) => other.folder === folder))
      fault('folder', 'another instrument has it');
    if (!users.some((user) => user.id === analyst && user.roles.includes('analyst')))
      fault('analyst', `"${analyst}" is not a user with the role analyst`);
  });
}
