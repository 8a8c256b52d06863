import { DateTime } from 'luxon';
import type { Basis } from '../workflows/assay/types.ts';
import type { Verdict } from '../workflows/conformity/types.ts';
import type { Bilingual } from '../workflows/kernel/bilingual.ts';

/** Papers are read in China: all times on them are Beijing time, and say so. */
const paperZone = 'UTC+8';

/** `2026-03-05 08:12`, Beijing time. */
export const moment = (at: string) => DateTime.fromISO(at, { zone: paperZone }).toFormat('yyyy-MM-dd HH:mm');
/** `2026-03-05`, Beijing time. */
export const day = (at: string) => DateTime.fromISO(at, { zone: paperZone }).toFormat('yyyy-MM-dd');
/** `2026-03-05 08:12 – 15:05`, or both days when they differ. */
export const period = (from: string, to: string) =>
  `${moment(from)} – ${day(from) === day(to) ? moment(to).slice(11) : moment(to)}`;

export const basisWords: Record<Basis, Bilingual> = {
  ar: { zh: '收到基', en: 'as received' },
  ad: { zh: '空干基', en: 'air-dried' },
  d: { zh: '干基', en: 'dry' },
  daf: { zh: '干燥无灰基', en: 'dry, ash-free' },
};

export const verdictWords: Record<Verdict, Bilingual> = {
  PASS: { zh: '合格', en: 'Pass' },
  FAIL: { zh: '不合格', en: 'Fail' },
  NO_LIMIT: { zh: '无限量要求', en: 'No limit' },
  NOT_TESTED: { zh: '未检测', en: 'Not tested' },
  INVALID_SAMPLE: { zh: '样品无效', en: 'Invalid sample' },
  BORDERLINE: { zh: '临界待复检', en: 'Borderline' },
};

export const validityWords: Record<'VALID' | 'SUSPECT' | 'INVALID', Bilingual> = {
  VALID: { zh: '有效', en: 'Valid' },
  SUSPECT: { zh: '存疑', en: 'Suspect' },
  INVALID: { zh: '无效', en: 'Invalid' },
};
