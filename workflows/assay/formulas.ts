import type { Formula } from '../kernel/working.ts';
import type { Basis } from './types.ts';

/** The formulas of the assay section, by name. */
export type AssayFormulas = Readonly<Record<AssayFormula, Formula>>;

/** `adToAr`, `dToDaf` and the other ten: one formula for each pair of bases, as the standard tabulates them. */
export type BasisConversion = { [From in Basis]: `${From}To${Capitalize<Exclude<Basis, From>>}` }[Basis];

type AssayFormula =
  | BasisConversion
  | 'repeatabilityLimit'
  | 'reproducibilityLimit'
  | 'twoDeterminations'
  | 'threeDeterminations'
  | 'fourDeterminations'
  | 'threeOfFour'
  | 'bandEdge'
  | 'betweenLaboratories'
  | 'transitLoss'
  | 'transitCorrection'
  | 'noTransitCorrection'
  | 'twoStepMoisture'
  | 'moistureAge'
  | 'ashOnDryBasis'
  | 'hydrogenWithoutMoisture'
  | 'hydrogenEstimate'
  | 'bombSulphur'
  | 'nitricAcid'
  | 'grossCalorificValue'
  | 'netConstantVolume'
  | 'netConstantPressure'
  | 'calories'
  | 'fixedCarbon'
  | 'unitWeight'
  | 'lotValue'
  | 'reporting';
