import type { DecimalString } from '../kernel/brand.ts';
import type { Decimal } from '../kernel/decimal.ts';
import { compareDecimals, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { CoalSamplingRules, MinimumMassRow, MinimumMassTable } from './rules.ts';

/** What a sample is for; a size analysis to ± 1 % or to ± 2 %. */
export type SamplePurpose = 'general' | 'moisture' | 'size-analysis-1' | 'size-analysis-2';

/** GB/T 19494.1 table 3 (the same in GB/T 474 and GB/T 475), or the steps of ISO 13909 and ISO 18283. */
export type MinimumMassTableName = 'gbt' | 'iso';

export interface MinimumMassRequest {
  /** mm, > 0 */
  readonly nominalTopSize: DecimalString;
  /** At least one. A common sample serves several: the largest mass rules. */
  readonly purposes: readonly SamplePurpose[];
  readonly table: MinimumMassTableName;
  /** kg; a sample that is there, to be judged. */
  readonly sampleMass?: DecimalString;
  /** kg; a least mass somebody states for the general sample, to be checked. */
  readonly statedMinimum?: DecimalString;
}

export interface MinimumMass {
  /** kg */
  readonly minimumMass: DecimalString;
  /** mm, the row that was used. */
  readonly topSizeRow: DecimalString;
  readonly byPurpose: readonly { readonly purpose: SamplePurpose; readonly minimumMass: DecimalString }[];
  readonly verdict: 'SUFFICIENT' | 'INSUFFICIENT' | 'NOT_JUDGED';
}

/**
 * The row of the minimum-mass table for a nominal top size, mm: the row of that size or the next larger one, never
 * interpolated. Undefined when the coal is coarser than the table goes.
 */
export function minimumMassRow(
  topSize: DecimalString,
  { minimumMass }: { readonly minimumMass: Pick<MinimumMassTable, 'rows'> },
): MinimumMassRow | undefined {
  const size = toDecimal(topSize);
  return minimumMass.rows.find((row) => toDecimal(row.topSize).gte(size));
}

/**
 * Least mass, kg, of a gross or divided sample of a nominal top size, mm. Refuses `TOP_SIZE_BEYOND_TABLE`,
 * `NO_MINIMUM_FOR_PURPOSE` (the row has none; a smaller size would be interpolating), `SUPERSEDED_MINIMUM_MASS` (the stated
 * least mass is that of GB 474-1996) and `STATED_MINIMUM_TOO_SMALL`.
 */
export function minimumMassOf(request: MinimumMassRequest, rules: CoalSamplingRules): Outcome<Worked<MinimumMass>> {
  const table = request.table === 'gbt' ? rules.minimumMass : rules.minimumMassIso;
  const row = minimumMassRow(request.nominalTopSize, { minimumMass: table });
  if (!row) return refuseTopSize(request.nominalTopSize, table);
  const byPurpose: { purpose: SamplePurpose; minimumMass: DecimalString }[] = [];
  for (const purpose of request.purposes) {
    const minimumMass = massFor(purpose, row);
    if (minimumMass === undefined) return refusePurpose(purpose, row, table);
    byPurpose.push({ purpose, minimumMass });
  }
  const largest = byPurpose
    .map(({ minimumMass }) => minimumMass)
    .sort(compareDecimals)
    .at(-1);
  if (largest === undefined) return refuseNoPurpose();
  const refusal = request.statedMinimum === undefined ? null : statedRefusal(request.statedMinimum, row, rules);
  if (refusal) return refusal;
  return ok({
    value: { minimumMass: largest, topSizeRow: row.topSize, byPurpose, verdict: verdictOn(request.sampleMass, largest) },
    steps: [
      minimumMassStep(
        request.nominalTopSize,
        row,
        byPurpose.map(({ purpose, minimumMass }) => [purpose, minimumMass, 'kg'] as const),
        largest,
        { ...rules.formulas.minimumMass, source: table.source },
      ),
    ],
  });
}

/** The step that reads the table: which row, which masses, and the one that rules. */
export const minimumMassStep = (
  topSize: DecimalString,
  row: MinimumMassRow,
  masses: readonly (readonly [string, DecimalString, string])[],
  ruling: DecimalString,
  formula: CoalSamplingRules['formulas']['minimumMass'],
): WorkingStep =>
  workingStep(formula, [['d', topSize, 'mm'], ['row', row.topSize, 'mm'], ...masses], { unrounded: null, reported: ruling, unit: 'kg' });

const massFor = (purpose: SamplePurpose, row: MinimumMassRow): DecimalString | undefined => {
  switch (purpose) {
    case 'general':
      return row.general;
    case 'moisture':
      return row.moisture;
    case 'size-analysis-1':
      return row.sizeAnalysis1Percent;
    case 'size-analysis-2':
      return row.sizeAnalysis2Percent;
  }
};

const verdictOn = (sample: DecimalString | undefined, least: DecimalString): MinimumMass['verdict'] =>
  sample === undefined ? 'NOT_JUDGED' : compareDecimals(sample, least) < 0 ? 'INSUFFICIENT' : 'SUFFICIENT';

function statedRefusal(stated: DecimalString, row: MinimumMassRow, { supersededMinimumMass }: CoalSamplingRules) {
  const size = toDecimal(row.topSize);
  const old = supersededMinimumMass.rows.find((each) => toDecimal(each.topSize).eq(size) && compareDecimals(each.general, stated) === 0);
  if (old) {
    const { standard, edition, validTo } = supersededMinimumMass.source;
    return refuse({
      code: 'SUPERSEDED_MINIMUM_MASS',
      field: 'statedMinimum',
      message: `${stated} kg for ${row.topSize} mm is of ${standard}-${edition}, in force until ${validTo ?? 'it was replaced'}.`,
      remedy: `Work by the edition in force: ${row.general} kg. Correct the procedure that states the old mass.`,
    });
  }
  if (compareDecimals(stated, row.general) >= 0) return null;
  return refuse({
    code: 'STATED_MINIMUM_TOO_SMALL',
    field: 'statedMinimum',
    message: `${stated} kg is less than the ${row.general} kg a general sample of ${row.topSize} mm needs.`,
    remedy: `State at least ${row.general} kg.`,
  });
}

const refuseTopSize = (topSize: DecimalString, table: MinimumMassTable) =>
  refuse({
    code: 'TOP_SIZE_BEYOND_TABLE',
    field: 'nominalTopSize',
    message: `No least mass is known for a top size of ${topSize} mm.`,
    remedy: `The largest row is ${table.rows.at(-1)?.topSize ?? 'missing'} mm: crush first.`,
  });

const refusePurpose = (purpose: SamplePurpose, row: MinimumMassRow, { source }: MinimumMassTable) =>
  refuse({
    code: 'NO_MINIMUM_FOR_PURPOSE',
    field: 'purposes',
    message: `${source.standard} has no mass known for ${purpose} in the row of ${row.topSize} mm.`,
    remedy: 'Take that sample at a coarser stage, or choose the other table.',
  });

const refuseNoPurpose = () =>
  refuse({
    code: 'NO_PURPOSE',
    field: 'purposes',
    message: 'No purpose of the sample is given.',
    remedy: 'Give at least one of general, moisture, size-analysis-1, size-analysis-2.',
  });

/** Least average mass of one of n increments, m̄ = m_g/n kg, unrounded (GB/T 19494.1-2023 equation 14). */
export const averageIncrementMass = (grossMass: DecimalString, increments: number): Decimal => toDecimal(grossMass).div(increments);
