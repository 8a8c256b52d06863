import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { iso4259On } from './edition.ts';
import type { Iso4259Edition, Iso4259Rules } from './rules.ts';

/** The shipped editions of ISO 4259-2, for tests. */
export const iso4259Rules = shippedSection('laboratory-cn-2026', 'iso4259') as Iso4259Rules;

export function editionOn(day = '2026-06-09'): Iso4259Edition {
  const edition = iso4259On(iso4259Rules, day);
  if (!edition.ok) throw new Error(edition.refusal.message);
  return edition.value;
}
