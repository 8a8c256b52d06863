import { accessProblems } from './problems/access.zh.ts';
import { benchProblems } from './problems/bench.zh.ts';
import { paperProblems } from './problems/papers.zh.ts';
import { plantProblems } from './problems/plant.zh.ts';
import { samplingProblems } from './problems/sampling.zh.ts';

/**
 * What refusals say in Chinese, by their stable code. Names and numbers stand in the English text only, or in the field that is named
 * beside it.
 */
export const problemsInChinese: Readonly<Record<string, { readonly what: string; readonly remedy: string }>> = {
  ...accessProblems,
  ...benchProblems,
  ...paperProblems,
  ...plantProblems,
  ...samplingProblems,
};
