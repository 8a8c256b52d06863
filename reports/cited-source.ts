import type { Bilingual } from '../workflows/kernel/bilingual.ts';
import type { RuleSource } from '../workflows/kernel/source.ts';

/** A source as papers cite it. */
export const citedSource = ({ standard, edition, clause, citation }: RuleSource): Bilingual =>
  citation ?? { zh: `${standard}（${edition}）${clause}`, en: `${standard} (${edition}) ${clause}` };
