import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import type { Calculation } from './calculation.ts';
import { coalAssayCalculations } from './coal-assay/index.ts';
import { coalPreparationCalculations } from './coal-preparation/index.ts';
import { coalSamplingCalculations } from './coal-sampling/index.ts';
import { commonCalculations } from './common/index.ts';
import { conformityCalculations } from './conformity/index.ts';
import { grainCalculations } from './grain/index.ts';
import { iso4259Calculations } from './iso4259/index.ts';
import { nearNames } from './near-names.ts';
import { petroleumCalculations } from './petroleum/index.ts';
import { qualityControlCalculations } from './quality-control/index.ts';

/** Calculations of one field of work. */
export interface CalculationGroup {
  readonly id: string;
  readonly title: Bilingual;
  readonly calculations: readonly Calculation[];
}

/** What people and programs can have calculated, in the order of the work. */
export interface Catalogue {
  readonly groups: readonly CalculationGroup[];
  /** Refuses `CALCULATION_UNKNOWN`, with the names that may have been meant. */
  readonly find: (name: string) => Outcome<CatalogueEntry>;
}

export interface CatalogueEntry {
  readonly calculation: Calculation;
  readonly group: CalculationGroup;
}

/** A catalogue of some groups. Names are unique: the catalogue's test holds it. */
export function catalogueOf(groups: readonly CalculationGroup[]): Catalogue {
  const entries = new Map<string, CatalogueEntry>(
    groups.flatMap((group) => group.calculations.map((calculation) => [calculation.name, { calculation, group }])),
  );
  return {
    groups,
    find: (name) => {
      const entry = entries.get(name);
      return entry ? ok(entry) : refuseUnknown(name, [...entries.keys()]);
    },
  };
}

function refuseUnknown(name: string, names: readonly string[]) {
  const near = nearNames(name, names);
  return refuse({
    code: 'CALCULATION_UNKNOWN',
    field: 'name',
    message: `There is no calculation "${name}".`,
    remedy: `${near.length > 0 ? `Did you mean ${near.join(', ')}? ` : ''}quaylab calc list shows all of them.`,
  });
}

/** The calculations of the house. */
export const catalogue: Catalogue = catalogueOf([
  { id: 'coal-sampling', title: { zh: '煤炭采样', en: 'Sampling of coal' }, calculations: coalSamplingCalculations },
  { id: 'coal-preparation', title: { zh: '煤样制备', en: 'Preparation of coal samples' }, calculations: coalPreparationCalculations },
  { id: 'coal-assay', title: { zh: '煤质化验', en: 'Analysis of coal' }, calculations: coalAssayCalculations },
  { id: 'conformity', title: { zh: '符合性判定', en: 'Conformity with limits' }, calculations: conformityCalculations },
  { id: 'grain', title: { zh: '粮食取样、定等与检疫', en: 'Sampling, grading and quarantine of grain' }, calculations: grainCalculations },
  { id: 'petroleum', title: { zh: '石油取样与检验', en: 'Sampling and testing of petroleum' }, calculations: petroleumCalculations },
  { id: 'iso4259', title: { zh: 'ISO 4259 精密度数据的应用', en: 'Precision data applied by ISO 4259' }, calculations: iso4259Calculations },
  { id: 'quality-control', title: { zh: '精密度核验与偏倚试验', en: 'Precision checks and bias tests' }, calculations: qualityControlCalculations },
  { id: 'common', title: { zh: '修约、比较与留样', en: 'Rounding, comparison and retention' }, calculations: commonCalculations },
]);
