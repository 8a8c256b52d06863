import type { Formula } from '../../../workflows/kernel/working.ts';
import type { QualityControlFormulas } from '../../../workflows/quality-control/formulas.ts';
import type { PackSource } from '../calculation.ts';

/** The laboratory pack's quality-control section. */
export const qualityControlRules = (packs: PackSource) => packs('laboratory').qualityControl;

/** The formulas of some keys, in that order. */
export const formulasOf =
  (...keys: readonly (keyof QualityControlFormulas)[]) =>
  (packs: PackSource): readonly Formula[] =>
    keys.map((key) => qualityControlRules(packs).formulas[key]);
