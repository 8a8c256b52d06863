import { isInForce } from '../kernel/source.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { Iso4259Edition, Iso4259Rules } from './rules.ts';

/** The edition of ISO 4259-2 in force on a day (ISO date). Refuses `EDITION_NOT_IN_FORCE`, field `on`. */
export function iso4259On(rules: Iso4259Rules, on: string): Outcome<Iso4259Edition> {
  const edition = rules.editions.find(({ source }) => isInForce(source, on));
  if (edition) return ok(edition);
  const held = rules.editions.map(
    ({ source: { edition: year, validFrom, validTo } }) => `${year} (${validFrom ?? '…'} to ${validTo ?? '…'})`,
  );
  return refuse({
    code: 'EDITION_NOT_IN_FORCE',
    field: 'on',
    message: `No edition of ISO 4259-2 is in force on ${on}.`,
    remedy: `Give a day of one of the editions held: ${held.join(', ')}.`,
  });
}
