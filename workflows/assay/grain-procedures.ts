import type { GrainAssayRules, GrainItem } from './grain-rules.ts';
import { observing } from './observation.ts';
import { judgeParallel } from './parallel.ts';
import { measuring, type Procedure } from './procedure.ts';
import { judgeUnverified } from './unverified.ts';

/** What a grain pack can test: each item by the rule it names. */
export const grainProcedures = ({ items, itemsOnRequest, parallel: { mostPairs } }: GrainAssayRules): readonly Procedure[] =>
  [...items, ...itemsOnRequest].map((item) => procedureOf(item, mostPairs));

function procedureOf(item: GrainItem, mostPairs: number): Procedure {
  switch (item.rule) {
    case 'parallel':
      return measuring(item, (of, values) => judgeParallel(of, values, mostPairs));
    case 'precision-not-known':
      return measuring(item, judgeUnverified);
    case 'observation':
      return observing(item);
  }
}
