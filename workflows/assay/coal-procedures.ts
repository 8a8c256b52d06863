import { judgeDeterminations } from './determination.ts';
import { measuring, type Procedure } from './procedure.ts';
import type { CoalAssayRules } from './rules.ts';

/** What a coal pack can test: every item by the two-three-four rule. */
export const coalProcedures = ({ items, itemsOnRequest, determination }: CoalAssayRules): readonly Procedure[] =>
  [...items, ...itemsOnRequest].map((item) =>
    measuring({ ...item, rule: 'two-three-four' as const }, (of, values) => judgeDeterminations(of, values, determination)),
  );
