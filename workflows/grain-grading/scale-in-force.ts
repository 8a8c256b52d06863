import type { DecimalString } from '../kernel/brand.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { isInForce } from '../kernel/source.ts';
import type { GradeEdition, GradeScale, GrainGradeRules } from './rules.ts';

export type Measured = Readonly<Record<string, DecimalString>>;

/** The edition of a scale in force on a day. Refuses `SCALE_UNKNOWN` and `SCALE_NOT_IN_FORCE`. */
export function scaleInForce(
  { scales }: GrainGradeRules,
  id: string,
  on: string,
): Outcome<{ readonly scale: GradeScale; readonly edition: GradeEdition }> {
  const scale = scales.find((one) => one.id === id);
  if (!scale) {
    return refuse({
      code: 'SCALE_UNKNOWN',
      field: 'scale',
      message: `There is no grade scale "${id}".`,
      remedy: `Choose one of: ${scales.map((one) => one.id).join(', ')}.`,
    });
  }
  const edition = scale.editions.find(({ source }) => isInForce(source, on));
  if (edition) return ok({ scale, edition });
  const periods = scale.editions.map(
    ({ source: { standard, edition: year, validFrom = '…', validTo = '…' } }) => `${standard}-${year} ${validFrom} to ${validTo}`,
  );
  return refuse({
    code: 'SCALE_NOT_IN_FORCE',
    field: 'on',
    message: `No edition of the scale "${id}" is in force on ${on}.`,
    remedy: `Choose a day within one of: ${periods.join('; ')}.`,
  });
}

/**
 * Refuses `FACTOR_UNKNOWN` (a value the scale does not use: often the unit of another country) and `FACTOR_MISSING` (a factor
 * without a value: a missing result is never a pass).
 */
export function refuseMeasured(measured: Measured, edition: GradeEdition, scale: string): Outcome<never> | null {
  const used = [...edition.factors, ...edition.requirements, ...edition.unknown].map(({ key }) => key);
  const strange = Object.keys(measured).find((key) => !used.includes(key));
  if (strange !== undefined) {
    return refuse({
      code: 'FACTOR_UNKNOWN',
      field: `measured.${strange}`,
      message: `The scale "${scale}" does not use "${strange}".`,
      remedy: `It uses: ${used.join(', ')}.`,
    });
  }
  const missing = edition.factors.find(({ key }) => measured[key] === undefined);
  if (!missing) return null;
  return refuse({
    code: 'FACTOR_MISSING',
    field: `measured.${missing.key}`,
    message: `${missing.name.en} (${missing.name.zh}) is not given, and the scale "${scale}" grades by it.`,
    remedy: `Determine it and give it in ${missing.unit}.`,
  });
}

/** Refuses `OBSERVATION_UNKNOWN`: an observation the scale has no rule for. */
export function refuseObserved(observed: readonly string[], { disqualifying }: GradeEdition, scale: string): Outcome<never> | null {
  const strange = observed.find((id) => disqualifying.every((one) => one.id !== id));
  if (strange === undefined) return null;
  return refuse({
    code: 'OBSERVATION_UNKNOWN',
    field: 'observed',
    message: `The scale "${scale}" has no rule for "${strange}".`,
    remedy:
      disqualifying.length === 0
        ? 'Leave it out; the scale disqualifies by no observation.'
        : `Choose from: ${disqualifying.map(({ id }) => id).join(', ')}.`,
  });
}
