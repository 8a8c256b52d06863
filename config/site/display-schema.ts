import { z } from 'zod';
import { bilingual, decimals } from '../rule-pack/primitives.ts';

/** What a display file may say: how the tags of one kind of unit are shown. Cross-checks with the tag map are in `display.ts`. */

/** What a functional unit is, for drawing it. */
export const stageKinds = [
  'belt', 'spout', 'pipe', 'cutter', 'diverter', 'feeder', 'conveyor', 'crusher', 'divider', 'dryer', 'pulveriser', 'carousel', 'bags',
  'receiver', 'probe', 'loop', 'hopper', 'bottle', 'tube', 'cabinet', 'reject', 'control',
] as const; // prettier-ignore

export const containerKinds = ['carousel', 'bags', 'receivers', 'cabinet'] as const;

const text = z.string().trim().min(1);
const span = z
  .tuple([z.number(), z.number()], 'two numbers, the low end first: [0, 2500]')
  .refine(([low, high]) => low < high, 'the low end comes first, and is less than the high one')
  .transform(([low, high]) => ({ low, high }));

const tagDisplay = bilingual
  .extend({
    /** Ends of the scale, in the tag's engineering unit. Makes a number an analog; without it and without words it is a counter. */
    range: span.exactOptional(),
    /** Outside it the value is abnormal. */
    normal: z.union([span, z.boolean()]).exactOptional(),
    decimals: decimals.exactOptional(),
    /** Words for the numbers of a state. */
    values: z.record(z.string().regex(/^-?\d+$/, 'a whole number'), bilingual).exactOptional(),
    /** The numbers are the PackML states of the tag map. */
    states: z.literal(true).exactOptional(),
    /** Words for a flag. */
    on: bilingual.exactOptional(),
    off: bilingual.exactOptional(),
    /** False: what it was is not kept, because nobody draws a curve of it. */
    trend: z.boolean().exactOptional(),
  })
  .strict()
  .refine(({ on, off }) => (on === undefined) === (off === undefined), 'a flag has both words, on and off')
  .refine(
    ({ normal, range }) =>
      typeof normal !== 'object' || (range && range.low <= normal.low && normal.high <= range.high),
    'normal lies within range',
  )
  .refine(
    ({ normal, on }) => typeof normal !== 'boolean' || on !== undefined,
    'normal: true or false is said of a flag with on and off',
  );
export type TagDisplay = z.infer<typeof tagDisplay>;

const stage = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'letters and digits'),
  kind: z.enum(stageKinds),
  title: bilingual,
  tags: z.record(z.string().min(1), tagDisplay),
});

const interlocks = z.record(z.string().regex(/^\d+$/, 'the number of a bit'), text);

const containers = z.strictObject({
  kind: z.enum(containerKinds),
  title: bilingual,
  /** Number of the first place. */
  first: z.int().min(0),
  count: z.int().min(1).max(1000),
  /** Of each. */
  capacity: z.strictObject({ value: z.number().positive(), unit: text }).exactOptional(),
  /** Which tags tell of them; `places`: one tag a place, as a range. */
  tags: z.strictObject({
    position: text.exactOptional(),
    sealed: text.exactOptional(),
    mass: text.exactOptional(),
    fill: text.exactOptional(),
    code: text.exactOptional(),
    places: text.exactOptional(),
  }),
});

/** A display file of one kind of unit. */
export const displaySchema = z.strictObject({
  kind: text,
  title: bilingual,
  /** In the order of the flow. */
  stages: z.array(stage).min(1),
  containers: containers.exactOptional(),
  /** Chinese of the bits below 8; English stands in the tag map. */
  interlocks,
});
export type DisplayFile = z.infer<typeof displaySchema>;

/** What every unit has in common. */
export const commonDisplaySchema = z.strictObject({
  control: stage,
  states: z.record(z.string(), text),
  interlocks,
});
export type CommonDisplay = z.infer<typeof commonDisplaySchema>;
