import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalPreparationRules, StageRule } from './rules.ts';

/** A gross sample as it comes to the preparation. */
export interface GrossSample {
  /** Nominal top size, mm, > 0. */
  readonly topSize: DecimalString;
  readonly sticky: boolean;
  /** Where the moisture sample is taken. */
  readonly moistureAt: '13-mm' | '6-mm';
  /** Easily oxidised, tested for caking or swelling, or dried as a step of total moisture. */
  readonly driedGently: boolean;
}

/** A row of the table of least masses, kg. */
export interface LeastMassRow {
  readonly topSize: DecimalString;
  readonly general: DecimalString;
  readonly moisture?: DecimalString;
}

export interface PlannedStage extends StageRule {
  /** 1, 2 … in the order they are gone through. */
  readonly order: number;
  /** °C; present for drying. */
  readonly ovenLimit?: DecimalString;
  /** Where a division by hand is better made with a riffle. */
  readonly preferRiffle?: true;
}

export interface StagePlan {
  readonly stages: readonly PlannedStage[];
  /** Least mass of the gross sample as it comes, kg. */
  readonly grossSample: { readonly rowTopSize: DecimalString; readonly general: DecimalString; readonly moisture: DecimalString | null };
  readonly bottles: readonly PlannedStage[];
}

/**
 * The stages a gross sample goes through, with the least mass at each and the bottles it gives (GB/T 474-2008,
 * GB/T 19494.2-2023). The moisture sample comes before any heating; only coarse drying of sticky coal goes before it, and its
 * loss is then part of total moisture. Coal finer than a stage is not crushed there, nor divided before the size it has.
 * Refuses `TOP_SIZE_TOO_LARGE` and `TOP_SIZE_TOO_SMALL` (field `topSize`).
 *
 * @param table least masses by rising top size: a size between two rows takes the larger
 */
export function planStages(
  sample: GrossSample,
  table: { readonly rows: readonly LeastMassRow[]; readonly source: RuleSource },
  rules: Pick<CoalPreparationRules, 'stages' | 'bottles' | 'drying' | 'division' | 'formulas'>,
): Outcome<Worked<StagePlan>> {
  const size = toDecimal(sample.topSize);
  const row = table.rows.find(({ topSize }) => toDecimal(topSize).gte(size));
  if (!row) {
    const largest = table.rows.at(-1)?.topSize ?? '0';
    const message = `No least mass is known for coal of ${sample.topSize} mm; the table ends at ${largest} mm.`;
    return refuse({
      code: 'TOP_SIZE_TOO_LARGE',
      field: 'topSize',
      message,
      remedy: 'Crush the sample before it is divided, or check the top size.',
    });
  }
  const all = rules.stages.map((stage) => withBottle(stage, rules));
  const moistureSize = all.find((stage) => stage.condition === moistureCondition(sample))?.topSize;
  if (moistureSize === undefined || size.lt(toDecimal(moistureSize))) {
    const message = `Coal of ${sample.topSize} mm is finer than the moisture sample of ${moistureSize ?? '?'} mm.`;
    return refuse({
      code: 'TOP_SIZE_TOO_SMALL',
      field: 'topSize',
      message,
      remedy: 'Take the moisture sample where the coal is coarser, or treat this as a divided sample.',
    });
  }
  const limit = (stage: StageRule) =>
    sample.driedGently || stage.condition === 'sticky' ? rules.drying.gentleOvenLimit : rules.drying.ovenLimit;
  const stages = all
    .filter((stage) => isGoneThrough(stage, sample, all))
    .map((stage, index): PlannedStage => ({
      ...stage,
      order: index + 1,
      ...(stage.kind === 'dry' && { ovenLimit: limit(stage).value }),
      ...(prefersRiffle(stage, rules) && { preferRiffle: true as const }),
    }));
  const bottles = stages.filter(({ kind }) => kind === 'bottle');
  return ok({
    value: { stages, grossSample: { rowTopSize: row.topSize, general: row.general, moisture: row.moisture ?? null }, bottles },
    steps: [
      workingStep(
        { ...rules.formulas.leastMass, source: table.source },
        [
          ['top size', sample.topSize, 'mm'],
          ['row', row.topSize, 'mm'],
        ],
        {
          unrounded: toDecimal(row.general),
          reported: row.general,
          unit: 'kg',
        },
      ),
      ...stages.map((stage) => stepOf(stage, limit(stage).source, rules)),
    ],
  });
}

function stepOf(
  { id, order, source, topSize, leastMass, ovenLimit }: PlannedStage,
  dryingSource: RuleSource,
  { formulas }: Pick<CoalPreparationRules, 'formulas'>,
) {
  const after = [['stage', order] as const, ...(topSize === undefined ? [] : [['top size', topSize, 'mm'] as const])];
  if (ovenLimit !== undefined) {
    return workingStep({ ...formulas.ovenLimit, source: dryingSource }, after, {
      unrounded: toDecimal(ovenLimit),
      reported: `${id}: ≤ ${ovenLimit}`,
      unit: '°C',
    });
  }
  if (leastMass === undefined) return workingStep({ ...formulas.wayOfTheSample, source }, after, { unrounded: null, reported: id });
  return workingStep({ ...formulas.leastMass, source }, after, {
    unrounded: toDecimal(leastMass),
    reported: `${id}: ≥ ${leastMass}`,
    unit: 'kg',
  });
}

/** A stage that packs a bottle of the list, with what the list says of it. */
function withBottle(stage: StageRule, { bottles }: Pick<CoalPreparationRules, 'bottles'>): StageRule {
  const rule = bottles.find(({ type }) => type === stage.bottle);
  return rule ? { ...stage, name: rule.name, topSize: rule.topSize, leastMass: rule.minimumMass, source: rule.source } : stage;
}

const prefersRiffle = ({ kind, topSize }: StageRule, { division }: Pick<CoalPreparationRules, 'division'>): boolean =>
  kind === 'divide' && topSize !== undefined && toDecimal(topSize).lt(toDecimal(division.riffleBelow.value));

const moistureCondition = ({ moistureAt }: GrossSample): StageRule['condition'] =>
  moistureAt === '13-mm' ? 'moisture-at-13' : 'moisture-at-6';

function isGoneThrough(stage: StageRule, sample: GrossSample, all: readonly StageRule[]): boolean {
  if (stage.condition === 'sticky') return sample.sticky;
  if (stage.condition !== undefined) return stage.condition === moistureCondition(sample);
  const size = toDecimal(sample.topSize);
  if (stage.kind === 'crush') return size.gt(toDecimal(stage.topSize ?? sample.topSize));
  if (stage.kind !== 'divide') return true;
  // A division at a size the coal is already finer than is left to the next stage, whose least mass is smaller.
  const nextCrush = all.slice(all.indexOf(stage)).find(({ kind }) => kind === 'crush');
  return nextCrush?.topSize === undefined || size.gt(toDecimal(nextCrush.topSize));
}
