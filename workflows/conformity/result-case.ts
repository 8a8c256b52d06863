import type { ResultSummary } from './release-facts.ts';
import type { ResultCase } from './release-rules.ts';
import type { Verdict } from './types.ts';

/** What the results mean, and what is outstanding by them. */
export interface ResultMatter {
  readonly case: ResultCase;
  readonly outstanding: readonly string[];
}

/**
 * Which case the results are. A failed item of safety, health or environment leads to return, another one to treatment and
 * re-inspection. A failure within R/√2 of the limit, like a pass as close, is retested from the reserve sample first; beside a
 * clear failure of another kind a near one of environment is retested before anything is treated.
 */
export function resultMatter({ overall, items, conditions }: ResultSummary): ResultMatter {
  const named = (verdict: Verdict) => [...new Set(items.filter((item) => item.verdict === verdict).map(({ item }) => item))];
  switch (overall) {
    case 'INVALID_SAMPLE':
      return { case: 'invalidSample', outstanding: [...new Set(items.map(({ item }) => item))] };
    case 'FAIL':
      return failure({ overall, items, conditions }, named('NOT_TESTED'));
    case 'NOT_TESTED':
      return { case: 'notTested', outstanding: named('NOT_TESTED') };
    case 'BORDERLINE':
      return { case: 'borderline', outstanding: named('BORDERLINE') };
    case 'NO_LIMIT':
      return { case: 'noLimit', outstanding: named('NO_LIMIT') };
    case 'PASS':
      return conditions.length > 0
        ? { case: 'conditional', outstanding: conditions.flatMap(({ outstanding }) => outstanding) }
        : { case: 'pass', outstanding: [] };
  }
}

function failure({ items }: ResultSummary, untested: readonly string[]): ResultMatter {
  const failed = items.filter(({ verdict }) => verdict === 'FAIL');
  const clear = failed.filter(({ near }) => !near);
  if (clear.some(({ nature }) => nature === 'environment')) return { case: 'environmentFailure', outstanding: untested };
  const close = failed.filter(({ near }) => near);
  const environment = close.filter(({ nature }) => nature === 'environment').map(({ item }) => item);
  if (clear.length > 0) {
    return {
      case: environment.length > 0 ? 'otherFailureBesideNearOne' : 'otherFailure',
      outstanding: [...untested, ...new Set(environment)],
    };
  }
  return { case: 'nearFailure', outstanding: [...untested, ...new Set(close.map(({ item }) => item))] };
}
