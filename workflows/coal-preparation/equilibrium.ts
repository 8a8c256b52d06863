import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalPreparationRules, DryingRules } from './rules.ts';

/** A weighing while the coal dries. */
export interface DryingReading {
  /** Hours since drying began, ≥ 0. */
  readonly elapsed: DecimalString;
  /** Mass of the coal, any unit, > 0. */
  readonly mass: DecimalString;
}

export interface Drying {
  /** Two or more, in the order of time. */
  readonly readings: readonly DryingReading[];
  /** Temperature of the drying, °C. */
  readonly temperature: DecimalString;
  readonly driedGently: boolean;
}

export interface DryingFinding extends Bilingual {
  readonly code: 'OVEN_TOO_HOT' | 'INTERVAL_TOO_SHORT';
}

export interface AirDryState {
  /** `NOT_SHOWN`: no two weighings lie far enough apart. */
  readonly verdict: 'REACHED' | 'NOT_REACHED' | 'NOT_SHOWN';
  /** Change of mass in % of the earlier mass in an hour, unrounded, over the interval that decides; null when none does. */
  readonly changePerHour: DecimalString | null;
  readonly ovenLimit: DecimalString;
  /** Indicative time to equilibrium at the temperature, h; null outside the table. */
  readonly indicativeTime: DecimalString | null;
  readonly findings: readonly DryingFinding[];
}

/**
 * Whether coal has reached the air-dry state: the last weighing differs from the latest one at least an hour before it by no
 * more than 0.1 % of that mass in an hour (GB/T 474-2008); losses and gains alike. Compared without a quotient. Also whether
 * the oven was within its limit, 50 °C or 40 °C. Refuses `READINGS_TOO_FEW`, `TIMES_NOT_RISING` and `MASS_NOT_POSITIVE`, field
 * `readings[2].elapsed` and so on.
 */
export function judgeAirDryState(drying: Drying, rules: Pick<CoalPreparationRules, 'drying' | 'formulas'>): Outcome<Worked<AirDryState>> {
  const fault = faultIn(drying.readings);
  if (fault) return fault;
  const { equilibrium } = rules.drying;
  const oven = drying.driedGently ? rules.drying.gentleOvenLimit : rules.drying.ovenLimit;
  const tooHot = toDecimal(drying.temperature).gt(toDecimal(oven.value));
  const pair = decidingPair(drying.readings, equilibrium.leastHours);
  const hours = pair && toDecimal(pair.last.elapsed).minus(toDecimal(pair.earlier.elapsed));
  const change = pair && toDecimal(pair.earlier.mass).minus(toDecimal(pair.last.mass)).abs().times(100);
  const base = pair && hours && toDecimal(pair.earlier.mass).times(hours);
  const rate = change && base && change.div(base);
  const reached = change && base && change.lte(toDecimal(equilibrium.percentPerHour).times(base));
  const verdict = reached === undefined ? 'NOT_SHOWN' : reached ? 'REACHED' : 'NOT_REACHED';
  const findings: DryingFinding[] = [];
  if (tooHot)
    findings.push({
      code: 'OVEN_TOO_HOT',
      zh: `干燥温度 ${drying.temperature} ℃ 超过 ${oven.value} ℃`,
      en: `Dried at ${drying.temperature} °C, above ${oven.value} °C.`,
    });
  if (!pair)
    findings.push({
      code: 'INTERVAL_TOO_SHORT',
      zh: `两次称量间隔不足 ${equilibrium.leastHours} h`,
      en: `No two weighings lie ${equilibrium.leastHours} h apart.`,
    });
  const weighings = pair ? [['m₁', pair.earlier.mass] as const, ['m₂', pair.last.mass] as const] : [];
  return ok({
    value: {
      verdict,
      changePerHour: rate ? toDecimalString(rate) : null,
      ovenLimit: oven.value,
      indicativeTime: indicativeTime(drying.temperature, rules.drying),
      findings,
    },
    steps: [
      workingStep(
        { ...rules.formulas.ovenLimit, source: oven.source },
        [
          ['temperature', drying.temperature, '°C'],
          ['limit', oven.value, '°C'],
        ],
        {
          unrounded: null,
          reported: tooHot ? 'OVEN_TOO_HOT' : 'within-limit',
        },
      ),
      workingStep(
        { ...rules.formulas.equilibrium, source: equilibrium.source },
        [...weighings, ['t', hours ?? 'too short', hours ? 'h' : ''], ['limit', equilibrium.percentPerHour, '%/h']],
        { unrounded: rate ?? null, reported: verdict, unit: rate ? '%/h' : '' },
      ),
    ],
  });
}

/** The last reading and the latest one far enough before it. */
function decidingPair(readings: readonly DryingReading[], leastHours: DecimalString) {
  const last = readings.at(-1);
  const earlier =
    last && readings.findLast(({ elapsed }) => toDecimal(last.elapsed).minus(toDecimal(elapsed)).gte(toDecimal(leastHours)));
  return earlier && { earlier, last };
}

/** A temperature between two rows takes the longer time, that of the cooler row. */
function indicativeTime(temperature: DecimalString, { indicativeTimes: { rows } }: DryingRules): DecimalString | null {
  const warmest = rows.at(-1);
  if (!warmest || toDecimal(temperature).gt(toDecimal(warmest.temperature))) return null;
  return rows.findLast((row) => toDecimal(row.temperature).lte(toDecimal(temperature)))?.hours ?? null;
}

function faultIn(readings: readonly DryingReading[]) {
  if (readings.length < 2) {
    return refuse({
      code: 'READINGS_TOO_FEW',
      field: 'readings',
      message: `${readings.length} weighings show no change of mass.`,
      remedy: 'Give at least two.',
    });
  }
  for (const [index, { elapsed, mass }] of readings.entries()) {
    const before = readings[index - 1]?.elapsed;
    if (before !== undefined && toDecimal(elapsed).lte(toDecimal(before))) {
      const message = `Weighing ${index + 1} at ${elapsed} h is not after the one at ${before} h.`;
      return refuse({
        code: 'TIMES_NOT_RISING',
        field: `readings[${index}].elapsed`,
        message,
        remedy: 'Give the weighings in the order of time.',
      });
    }
    if (!toDecimal(mass).gt(0)) {
      return refuse({
        code: 'MASS_NOT_POSITIVE',
        field: `readings[${index}].mass`,
        message: `A mass of ${mass} cannot dry.`,
        remedy: 'Give the net mass of the coal.',
      });
    }
  }
  return undefined;
}
