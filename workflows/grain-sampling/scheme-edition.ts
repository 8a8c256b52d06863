import { refuse, ok, type Outcome } from '../kernel/refusal.ts';
import { isInForce } from '../kernel/source.ts';
import type { SamplingScheme, SchemeEdition, UnknownNumbers } from './scheme-rules.ts';

export interface SchemeInForce {
  readonly scheme: SamplingScheme;
  readonly edition: Exclude<SchemeEdition, UnknownNumbers>;
}

/**
 * The edition of a scheme that is in force on a day (ISO date). Refuses `SCHEME_UNKNOWN`, `SCHEME_NOT_IN_FORCE` (no edition on
 * that day) and `SCHEME_NUMBERS_NOT_KNOWN` (the edition's numbers are not in the pack: nothing is guessed from another edition).
 */
export function schemeInForce(schemes: readonly SamplingScheme[], id: string, on: string): Outcome<SchemeInForce> {
  const scheme = schemes.find((one) => one.id === id);
  if (!scheme) {
    return refuse({
      code: 'SCHEME_UNKNOWN',
      field: 'scheme',
      message: `There is no sampling scheme "${id}".`,
      remedy: `Choose one of: ${schemes.map((one) => one.id).join(', ')}.`,
    });
  }
  const edition = scheme.editions.find(({ source }) => isInForce(source, on));
  if (!edition) {
    const periods = scheme.editions.map(
      ({ source: { standard, edition: year, validFrom = '…', validTo = '…' } }) => `${standard}-${year} ${validFrom} to ${validTo}`,
    );
    return refuse({
      code: 'SCHEME_NOT_IN_FORCE',
      field: 'on',
      message: `No edition of the scheme "${id}" is in force on ${on}.`,
      remedy: `Choose a day within one of: ${periods.join('; ')}.`,
    });
  }
  if (edition.kind !== 'unknown') return ok({ scheme, edition });
  const { standard, edition: year } = edition.source;
  return refuse({
    code: 'SCHEME_NUMBERS_NOT_KNOWN',
    field: 'scheme',
    message: `The ${edition.missing.en} (${edition.missing.zh}) of ${standard}-${year}, in force on ${on}, are not in this rule pack.`,
    remedy:
      `Enter them from the purchased text of ${standard}-${year} into the sampling section of the site's own rule pack, ` +
      'or choose another scheme.',
  });
}
