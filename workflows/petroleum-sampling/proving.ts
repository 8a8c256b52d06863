import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { PetroleumSamplingRules, ProvingRow } from './rules.ts';

/** One injection, all % water of the test volume. */
export interface ProvingRun {
  /** Water of the oil without injection, referred to the test volume. */
  readonly baseline: DecimalString;
  readonly injected: DecimalString;
  /** Water of the sample. */
  readonly measured: DecimalString;
}

export interface ProvingRequest {
  /** How the volume of the oil was measured. */
  readonly volumeBy: 'meter' | 'tankGauge';
  /** One run (single test) or two (dual test). */
  readonly runs: readonly ProvingRun[];
}

export interface ProvenRun {
  readonly verdict: 'PASSED' | 'FAILED';
  /** % water, signed. */
  readonly deviation: DecimalString;
  /** % water */
  readonly allowed: DecimalString;
}

export interface Proving {
  readonly verdict: 'PASSED' | 'FAILED';
  readonly runs: readonly ProvenRun[];
}

type Rules = Pick<PetroleumSamplingRules, 'proving' | 'formulas'>;

/**
 * Proves a sampling system by water injection (ASTM D4177/API MPMS 8.2): of every run, |measured − (baseline + injected)| is at
 * most what the table allows at that total water. Between two rows the row of less water is taken, the stricter one; nothing is
 * interpolated. Exact sums; bounds inclusive.
 *
 * Refuses `RUNS_NOT_ONE_OR_TWO` and `WATER_OUTSIDE_TABLE`, field `runs` or `runs[i]`.
 */
export function proveByWater({ volumeBy, runs }: ProvingRequest, rules: Rules): Outcome<Worked<Proving>> {
  if (runs.length < 1 || runs.length > 2) {
    return refuse({
      code: 'RUNS_NOT_ONE_OR_TWO',
      field: 'runs',
      message: `${runs.length} runs are neither a single nor a dual test.`,
      remedy: 'Give one run of a single test or both of a dual test.',
    });
  }
  const proven: ProvenRun[] = [];
  const steps: WorkingStep[] = [];
  for (const [index, run] of runs.entries()) {
    const total = toDecimal(run.baseline).plus(toDecimal(run.injected));
    const row = rowFor(total, rules.proving.rows);
    if (!row) return refuseOutside(index, total, rules);
    const judged = judge(run, row[volumeBy], row, rules);
    proven.push(judged.value);
    steps.push(...judged.steps);
  }
  return ok({ value: { verdict: proven.every(({ verdict }) => verdict === 'PASSED') ? 'PASSED' : 'FAILED', runs: proven }, steps });
}

function judge(run: ProvingRun, allowed: DecimalString, row: ProvingRow, { formulas }: Rules): Worked<ProvenRun> {
  const deviation = toDecimal(run.measured).minus(toDecimal(run.baseline)).minus(toDecimal(run.injected));
  const verdict = deviation.abs().lte(toDecimal(allowed)) ? 'PASSED' : 'FAILED';
  const shown = toDecimalString(deviation);
  return {
    value: { verdict, deviation: shown, allowed },
    steps: [
      workingStep(
        formulas.provingDeviation,
        [
          ['w_measured', run.measured, '%'],
          ['w_baseline', run.baseline, '%'],
          ['w_injected', run.injected, '%'],
        ],
        { unrounded: deviation, reported: shown, unit: '%' },
      ),
      workingStep(
        formulas.provingAllowed,
        [
          ['|Δ|', deviation.abs(), '%'],
          ['row', row.water, '%'],
          ['Δ_allowed', allowed, '%'],
        ],
        { unrounded: null, reported: verdict },
      ),
    ],
  };
}

/** The row with the most water not above the total; none outside the table. */
function rowFor(total: Decimal, rows: readonly ProvingRow[]): ProvingRow | undefined {
  const last = rows[rows.length - 1];
  if (!last || total.gt(toDecimal(last.water))) return undefined;
  return rows.findLast(({ water }) => toDecimal(water).lte(total));
}

function refuseOutside(index: number, total: Decimal, { proving }: Rules) {
  const [least, most] = [proving.rows[0]?.water, proving.rows[proving.rows.length - 1]?.water];
  return refuse({
    code: 'WATER_OUTSIDE_TABLE',
    field: `runs[${index}]`,
    message: `No deviation is known for a total water of ${total.toFixed()} %: the table goes from ${least} % to ${most} %.`,
    remedy: 'Inject so much water that the total lies within the table.',
  });
}
