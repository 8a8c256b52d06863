import type { Bilingual } from '../kernel/bilingual.ts';
import type { CoalSamplingPlan } from './types.ts';

const bases = {
  time: { zh: '时间基', en: 'time basis' },
  mass: { zh: '质量基', en: 'mass basis' },
} as const;
const methods = {
  systematic: { zh: '系统采样', en: 'systematic' },
  'stratified-random': { zh: '分层随机采样', en: 'stratified random' },
} as const;
/** A plan that does not know its cutter was made for the usual one. */
const places = {
  'cross-belt': { zh: '皮带中部机械采样', en: 'Mechanical cross-belt sampling' },
  'falling-stream': { zh: '落流机械采样', en: 'Mechanical falling-stream sampling' },
} as const;

/** How a lot is sampled, as a certificate says it. */
export function methodWords({
  basis,
  method = 'systematic',
  cutter = 'cross-belt',
}: Pick<CoalSamplingPlan, 'basis' | 'method' | 'cutter'>): Bilingual {
  const [place, way, by] = [places[cutter], methods[method], bases[basis]];
  return { zh: `${place.zh}，${way.zh}，${by.zh}`, en: `${place.en}, ${way.en}, ${by.en}` };
}
