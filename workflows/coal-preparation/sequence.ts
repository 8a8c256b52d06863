import { instant, type DecimalString, type Instant } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Formula, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { CoalPreparationRules } from './rules.ts';
import type { PreparationAct, SequenceFinding, SequenceJudgement } from './sequence-types.ts';
import { moistureBeforeHeating } from './stage-order.ts';

type Rules = Pick<CoalPreparationRules, 'division' | 'drying' | 'bottleFilling' | 'moistureExtraction' | 'stages' | 'formulas'>;
interface Judged {
  readonly step: WorkingStep;
  readonly finding: SequenceFinding | null;
}

/**
 * Checks what was done to a gross sample, in order, by GB/T 474-2008 and GB/T 19494.2-2023: moisture bottle before heating,
 * nine-point remainder, filling of bottles, cuts and least mass of divisions, nothing above 25 mm divided uncrushed.
 * Refuses `SEQUENCE_EMPTY`, `TIME_INVALID` and `TIMES_NOT_RISING` (field `acts[2].at`), `TOP_SIZE_RISES` (`acts[2].topSize`).
 *
 * @param topSize nominal top size of the gross sample as it came, mm
 */
export function judgeSequence(acts: readonly PreparationAct[], topSize: DecimalString, rules: Rules): Outcome<Worked<SequenceJudgement>> {
  const fault = faultIn(acts);
  if (fault) return fault;
  const judged: Judged[] = [];
  let size = topSize;
  for (const [index, act] of acts.entries()) {
    if (act.act === 'crush') {
      if (toDecimal(act.topSize).gt(toDecimal(size))) {
        const message = `Crushing leaves ${act.topSize} mm of coal that was ${size} mm.`;
        return refuse({
          code: 'TOP_SIZE_RISES',
          field: `acts[${index}].topSize`,
          message,
          remedy: 'Coal never gets coarser: check the sizes.',
        });
      }
      size = act.topSize;
    }
    judged.push(...judgeAct(act, index, size, rules));
  }
  judged.push(...judgeMoisture(acts, rules));
  const findings = judged.flatMap(({ finding }) => finding ?? []);
  return ok({ value: { verdict: findings.length === 0 ? 'IN_ORDER' : 'DEVIATION', findings }, steps: judged.map(({ step }) => step) });
}

function judgeAct(act: PreparationAct, index: number, size: DecimalString, rules: Rules): Judged[] {
  const { formulas, division, bottleFilling, moistureExtraction } = rules;
  switch (act.act) {
    case 'crush':
    case 'dry':
      return [];
    case 'bottle':
      return [
        judgement({
          formula: { ...formulas.filling, source: bottleFilling.source },
          inputs: [
            ['filling', act.filling, '%'],
            ['at most', bottleFilling.value, '%'],
          ],
          isFault: toDecimal(act.filling).gt(toDecimal(bottleFilling.value)),
          finding: {
            code: 'BOTTLE_OVERFILLED',
            act: index,
            zh: `样瓶装量 ${act.filling} % 超过 ${bottleFilling.value} %`,
            en: `The bottle is ${act.filling} % full, more than ${bottleFilling.value} %.`,
          },
        }),
      ];
    case 'moisture-bottle':
      return [
        judgement({
          formula: { ...formulas.moistureRemainder, source: moistureExtraction.source },
          inputs: [
            ['method', act.method],
            ['remainder goes on', act.remainderGoesOn ? 'yes' : 'no'],
          ],
          isFault: moistureExtraction.remainderBarred.includes(act.method) && act.remainderGoesOn,
          finding: {
            code: 'NINE_POINT_REMAINDER_USED',
            act: index,
            zh: '九点法取全水分样后的余样用于一般分析试验煤样',
            en: 'The remainder of a nine-point extraction went on to the general-analysis sample.',
          },
        }),
      ];
    case 'divide':
      return judgeDivision(act, index, size, { division, formulas, stages: rules.stages });
  }
}

function judgeDivision(
  act: Extract<PreparationAct, { act: 'divide' }>,
  index: number,
  size: DecimalString,
  { division, formulas, stages }: Pick<Rules, 'division' | 'formulas' | 'stages'>,
): Judged[] {
  const { largestUncrushed, leastCuts } = division;
  const judged = [
    judgement({
      formula: { ...formulas.divisionSize, source: largestUncrushed.source },
      inputs: [
        ['top size', size, 'mm'],
        ['at most', largestUncrushed.value, 'mm'],
      ],
      isFault: toDecimal(size).gt(toDecimal(largestUncrushed.value)),
      finding: {
        code: 'DIVIDED_UNCRUSHED',
        act: index,
        zh: `${size} mm 煤样未经破碎即缩分`,
        en: `Coal of ${size} mm was divided uncrushed.`,
      },
    }),
  ];
  const least = act.method === 'riffle' ? null : leastCuts[act.method];
  if (least && act.cuts !== null) {
    judged.push(
      judgement({
        formula: { ...formulas.divisionCuts, source: least.source },
        inputs: [
          ['cuts', act.cuts],
          ['at least', least.value],
        ],
        isFault: act.cuts < least.value,
        finding: {
          code: 'DIVISION_CUTS_TOO_FEW',
          act: index,
          zh: `缩分切割数 ${act.cuts} 少于 ${least.value}`,
          en: `${act.cuts} cuts, fewer than ${least.value}.`,
        },
      }),
    );
  }
  const row = leastMassAt(size, act.forAnalysis, stages);
  if (row && act.massKept !== null) {
    judged.push(
      judgement({
        formula: { ...formulas.leastMass, source: row.source },
        inputs: [
          ['top size', size, 'mm'],
          ['kept', act.massKept, 'kg'],
          ['at least', row.leastMass, 'kg'],
        ],
        isFault: toDecimal(act.massKept).lt(toDecimal(row.leastMass)),
        finding: {
          code: 'DIVIDED_BELOW_LEAST_MASS',
          act: index,
          zh: `缩分后质量 ${act.massKept} kg 不足 ${row.leastMass} kg`,
          en: `${act.massKept} kg remained, less than ${row.leastMass} kg.`,
        },
      }),
    );
  }
  return judged;
}

/** Each moisture bottle against the first heating; a gentle drying whose loss is counted is no heating in this sense. */
function judgeMoisture(acts: readonly PreparationAct[], { formulas, drying }: Rules): Judged[] {
  const gentleLimit = toDecimal(drying.gentleOvenLimit.value);
  const heating = acts.find((act) => act.act === 'dry' && !(act.lossCounted && toDecimal(act.temperature).lte(gentleLimit)));
  const dryerStartedAt = heating ? instantOf(heating) : null;
  const heated = ['first heating', dryerStartedAt ?? 'never'] as const;
  const judged = acts.flatMap((act, index) => {
    if (act.act !== 'moisture-bottle') return [];
    const moistureSealedAt = instantOf(act);
    return judgement({
      formula: formulas.moistureFirst,
      inputs: [['moisture bottle sealed', moistureSealedAt], heated],
      isFault: !moistureBeforeHeating({ moistureSealedAt, dryerStartedAt }),
      finding: {
        code: 'MOISTURE_AFTER_HEATING',
        act: index,
        zh: '全水分样未在加热前取出',
        en: 'The moisture sample was not taken before heating.',
      },
    });
  });
  if (judged.length > 0) return judged;
  return [
    judgement({
      formula: formulas.moistureFirst,
      inputs: [['moisture bottle sealed', 'never'], heated],
      isFault: true,
      finding: { code: 'MOISTURE_BOTTLE_MISSING', act: null, zh: '未取全水分煤样', en: 'No moisture sample was taken.' },
    }),
  ];
}

/** The least mass of the division at a size, or of the next larger one; undefined above the stages of the pack. */
function leastMassAt(size: DecimalString, forAnalysis: boolean, stages: Rules['stages']) {
  const rows = stages.flatMap(({ kind, topSize, leastMass, source }) =>
    kind === 'divide' && topSize && leastMass ? [{ topSize, leastMass, source }] : [],
  );
  const coarseEnough = rows.filter((row) => toDecimal(row.topSize).gte(toDecimal(size)));
  // Stages fall by top size, and the last of one size is the one that gives the analysis sample.
  const atSize = coarseEnough.filter((row) => row.topSize === coarseEnough.at(-1)?.topSize);
  return forAnalysis ? atSize.at(-1) : atSize[0];
}

function judgement(of: {
  readonly formula: Formula;
  readonly inputs: Parameters<typeof workingStep>[1];
  readonly isFault: boolean;
  readonly finding: SequenceFinding;
}): Judged {
  const { formula, inputs, isFault, finding } = of;
  return {
    step: workingStep(formula, inputs, { unrounded: null, reported: isFault ? finding.code : 'in-order' }),
    finding: isFault ? finding : null,
  };
}

const instantOf = ({ at }: PreparationAct): Instant => instant(new Date(Date.parse(at)).toISOString());

function faultIn(acts: readonly PreparationAct[]) {
  if (acts.length === 0)
    return refuse({
      code: 'SEQUENCE_EMPTY',
      field: 'acts',
      message: 'Nothing was done.',
      remedy: 'Give what was done to the sample, in order.',
    });
  for (const [index, { at }] of acts.entries()) {
    if (Number.isNaN(Date.parse(at))) {
      return refuse({
        code: 'TIME_INVALID',
        field: `acts[${index}].at`,
        message: `"${at}" is no time.`,
        remedy: 'Give ISO 8601 with an offset.',
      });
    }
    const before = acts[index - 1]?.at;
    if (before !== undefined && Date.parse(at) < Date.parse(before)) {
      return refuse({
        code: 'TIMES_NOT_RISING',
        field: `acts[${index}].at`,
        message: `${at} is before ${before}.`,
        remedy: 'Give the acts in the order of time.',
      });
    }
  }
  return undefined;
}
