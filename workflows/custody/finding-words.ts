import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';

/** Words for masses that differ, the same wherever it is found. */

export const containerName = (container: string): Bilingual => ({
  zh: `容器${container}`,
  en: `container ${container}`,
});

/** Words for two weighings of one thing that differ too much. */
export const massesDiffer = (
  { zh, en }: Bilingual,
  before: DecimalString,
  after: DecimalString,
): Bilingual => ({
  zh: `${zh}的质量由${before} kg变为${after} kg`,
  en: `The mass of ${en} went from ${before} kg to ${after} kg.`,
});
