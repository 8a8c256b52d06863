import { z } from 'zod';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { compareDecimals } from '../../workflows/kernel/decimal.ts';
import { basis } from './coal/assay-schema.ts';
import { bilingual, decimals, identifier, positiveDecimal, source, words } from './primitives.ts';

/** Items a laboratory tests, as grain and petroleum name them: `TestItem`. */

const itemId = z.string().regex(/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/, 'must be the id of a limit, a grade or a method');

/** Temperatures may lie below zero. */
const signedDecimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a plain decimal number')
  .transform(decimalString);

const named = { item: itemId, name: bilingual, method: words, source };
const measured = {
  ...named,
  basis: basis.exactOptional(),
  unit: words,
  decimals,
  minimum: signedDecimal,
  maximum: positiveDecimal,
  alsoFor: z.array(itemId).min(1).exactOptional(),
};

/** A quantity judged by its own rule; `own` is what that rule needs. */
export const measuredItem = <Rule extends string, Own extends z.ZodRawShape>(rule: Rule, own: Own) =>
  z.strictObject({ rule: z.literal(rule), ...measured, ...own });

export const unverifiedItem = measuredItem('precision-not-known', { determinations: z.int().min(1).max(2) });

export const observedItem = z.strictObject({
  rule: z.literal('observation'),
  ...named,
  observers: z.int().min(1).max(2),
  answers: z
    .array(
      z.strictObject({
        code: identifier.refine((code) => /^[a-z]/.test(code), 'must begin with a letter'),
        name: bilingual,
        finding: words.exactOptional(),
      }),
    )
    .min(2)
    .refine((answers) => new Set(answers.map(({ code }) => code)).size === answers.length, 'an answer is there twice'),
});

interface NamedItem {
  readonly item: string;
  readonly unit?: string;
  readonly alsoFor?: readonly string[];
}

/** Every id once among usual items, those on request and what they are also for; ranges the right way round. */
export function checkItems(
  section: {
    readonly items: readonly (NamedItem & { readonly minimum?: string; readonly maximum?: string })[];
    readonly itemsOnRequest: readonly (NamedItem & { readonly minimum?: string; readonly maximum?: string })[];
  },
  context: z.RefinementCtx,
): void {
  const ids = [...section.items, ...section.itemsOnRequest].flatMap(({ item, alsoFor = [] }) => [item, ...alsoFor]);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) context.addIssue({ code: 'custom', message: `${twice} is tested twice`, path: ['items'] });
  for (const list of ['items', 'itemsOnRequest'] as const) {
    section[list].forEach(({ minimum, maximum }, index) => {
      if (minimum === undefined || maximum === undefined) return;
      if (compareDecimals(decimalString(minimum), decimalString(maximum)) >= 0)
        context.addIssue({ code: 'custom', message: 'minimum must be below maximum', path: [list, index, 'minimum'] });
    });
  }
}

/** What the pack judges must be tested, in the unit it is judged in: otherwise a result would never find its limit. */
export function checkJudged(
  assay: { readonly items: readonly NamedItem[]; readonly itemsOnRequest: readonly NamedItem[] },
  judged: readonly { readonly id: string; readonly unit?: string; readonly path: (string | number)[] }[],
  context: z.RefinementCtx,
): void {
  const tested = [...assay.items, ...assay.itemsOnRequest];
  for (const { id, unit, path } of judged) {
    const test = tested.find(({ item, alsoFor }) => item === id || alsoFor?.includes(id));
    if (test?.unit === unit && test !== undefined) continue;
    const inUnit = (of: string | undefined) => of ?? 'words';
    const message = test === undefined ? `no test gives ${id}` : `${id} is judged in ${inUnit(unit)} and tested in ${inUnit(test.unit)}`;
    context.addIssue({ code: 'custom', message, path });
  }
}
