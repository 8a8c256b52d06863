import type { SiteConfig } from '../../config/site/load.ts';
import { requirementsOf } from '../../workflows/conformity/product-requirements.ts';
import type { ProductLimitRules } from '../../workflows/conformity/product-rules.ts';
import type { TestItem } from '../../workflows/assay/test-item.ts';
import type { GrainCargo, PetroleumCargo } from '../../workflows/consignment/types.ts';
import { planGrainSampling } from '../../workflows/grain-sampling/plan.ts';
import type { GrainRulePack } from '../../workflows/grain-sampling/rule-pack.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { planPetroleumSampling } from '../../workflows/petroleum-sampling/plan.ts';
import type { PetroleumRulePack } from '../../workflows/petroleum-sampling/rule-pack.ts';
import { grainRecipe, petroleumRecipe } from '../../workflows/sample-handling/recipes.ts';
import type { GrainDeclaration, PetroleumDeclaration } from './contract.ts';
import { samplerOf, samplersAlike } from './site-units.ts';

/**
 * Plans the sampling of a declared cargo of grain, hold by hold, and how its samples are divided and tested. Refuses `UNIT_UNKNOWN`,
 * `NOT_EQUIPPED`, `PRODUCT_UNKNOWN`, `USE_UNKNOWN`, `TEST_UNKNOWN`, and what plan and recipe refuse.
 */
export function grainCargo(
  declared: GrainDeclaration,
  site: SiteConfig,
  pack: GrainRulePack,
  on: string,
): Outcome<GrainCargo> {
  const unit = samplerOf(site, declared.sampler, 'diverter');
  if (!unit.ok) return unit;
  const alike = samplersAlike(site, declared, 'diverter');
  if (alike) return refuse(alike);
  const terms = site.handling?.grain;
  if (!terms) return refuse(notEquipped('grain'));
  const tests = testsFor(declared, pack, on);
  if (!tests.ok) return tests;
  const {
    opening_mm,
    traverseSpeed_m_per_s,
    maximumFlow_t_per_h,
    usualFlow_t_per_h,
    shortestInterval_s,
    bags,
    bagCapacity_kg,
  } = unit.value.diverter;
  const planned = planGrainSampling(
    {
      scheme: declared.scheme ?? terms.scheme,
      purpose: declared.purpose ?? terms.purpose,
      on,
      ...(declared.basis && { basis: declared.basis }),
      holds: declared.holds.map(({ name, mass }) => ({ name, mass_t: mass })),
      sampler: {
        opening_mm: decimalString(opening_mm),
        traverseSpeed_m_per_s: decimalString(traverseSpeed_m_per_s),
        maximumFlow_t_per_h: decimalString(maximumFlow_t_per_h),
        usualFlow_t_per_h: decimalString(usualFlow_t_per_h),
        shortestInterval_s: decimalString(shortestInterval_s),
        bags,
        bagCapacity_kg: decimalString(bagCapacity_kg),
      },
    },
    pack.sampling,
    pack.ref,
  );
  if (!planned.ok) return planned;
  const recipe = grainRecipe(pack.sampling, { ...terms, balance: null });
  if (!recipe.ok)
    return refuse({ ...recipe.refusal, field: `site.handling.grain.${recipe.refusal.field ?? ''}` });
  return ok({
    kind: 'grain',
    plan: planned.value.value,
    usualFlow: decimalString(usualFlow_t_per_h),
    sampler: declared.sampler,
    furtherSamplers: declared.furtherSamplers ?? [],
    setupChecks: site.setupChecks?.grain ?? [],
    product: declared.product,
    use: declared.use,
    required: declared.required,
    tests: tests.value,
    recipe: recipe.value,
    massTolerancePercent: terms.massTolerancePercent,
  });
}

/** Plans the sampling of a declared cargo of petroleum, parcel by parcel. Refuses as `grainCargo` does. */
export function petroleumCargo(
  declared: PetroleumDeclaration,
  site: SiteConfig,
  pack: PetroleumRulePack,
  on: string,
): Outcome<PetroleumCargo> {
  const unit = samplerOf(site, declared.sampler, 'inLine');
  if (!unit.ok) return unit;
  const alike = samplersAlike(site, declared, 'inLine');
  if (alike) return refuse(alike);
  const terms = site.handling?.petroleum;
  if (!terms) return refuse(notEquipped('petroleum'));
  const tests = testsFor(declared, pack, on);
  if (!tests.ok) return tests;
  const { grab_mL, receivers, largestFlow_m3_per_h, fastestRate_grabs_per_min, intervalDecimals } =
    unit.value.inLine;
  const planned = planPetroleumSampling(
    {
      parcels: declared.parcels.map(({ name, volume }) => ({ name, volume_m3: volume })),
      leastSample_mL: terms.leastSample_mL,
      sampler: {
        grab_mL: decimalString(grab_mL),
        receivers: receivers.map(({ id, capacity_mL }) => ({ id, capacity_mL: decimalString(capacity_mL) })),
        largestFlow_m3_per_h: decimalString(largestFlow_m3_per_h),
        fastestRate_grabs_per_min: decimalString(fastestRate_grabs_per_min),
        intervalDecimals,
      },
    },
    pack.sampling,
    pack.ref,
  );
  if (!planned.ok) return planned;
  return ok({
    kind: 'petroleum',
    plan: planned.value.value,
    sampler: declared.sampler,
    furtherSamplers: declared.furtherSamplers ?? [],
    setupChecks: site.setupChecks?.petroleum ?? [],
    product: declared.product,
    use: declared.use,
    required: declared.required,
    tests: tests.value,
    recipe: petroleumRecipe(pack.sampling, terms),
    massTolerancePercent: terms.massTolerancePercent,
  });
}

type Product = Pick<GrainDeclaration, 'product' | 'use' | 'required'>;

/** What a rule pack limits and tests. */
interface TestedProducts {
  readonly limits: ProductLimitRules;
  readonly assay: { readonly items: readonly TestItem[]; readonly itemsOnRequest: readonly TestItem[] };
}

/**
 * What the laboratory tests: what customs asks for, or everything that has a limit for product and use on the day; observations always.
 * An item that is asked for and cannot be tested here is refused; one that has a limit and cannot be tested is left out, and stands as
 * not tested in the statement.
 */
function testsFor(
  { product, use, required }: Product,
  { limits, assay }: TestedProducts,
  on: string,
): Outcome<readonly string[]> {
  const all = [...assay.items, ...assay.itemsOnRequest];
  if (!limits.products.some(({ id }) => id === product))
    return refuse(unknown('PRODUCT_UNKNOWN', 'product', product, limits.products));
  if (!limits.uses.some(({ id }) => id === use))
    return refuse(unknown('USE_UNKNOWN', 'use', use, limits.uses));
  const testing = (id: string) =>
    all.find((item) => item.item === id || ('alsoFor' in item && item.alsoFor?.includes(id)));
  const untestable = required?.find((id) => !testing(id));
  if (untestable !== undefined) {
    return refuse(
      unknown(
        'TEST_UNKNOWN',
        'required',
        untestable,
        all.map(({ item }) => ({ id: item })),
      ),
    );
  }
  const asked =
    required ??
    requirementsOf(
      { product, use, on, values: [], required: null, sampleValid: true, noLimitAccepted: [] },
      limits,
    ).map(({ item }) => item);
  const observed = assay.items.filter(({ rule }) => rule === 'observation').map(({ item }) => item);
  return ok([...new Set([...asked.flatMap((id) => testing(id)?.item ?? []), ...observed])]);
}

const unknown = (
  code: string,
  field: string,
  given: string,
  known: readonly { readonly id: string }[],
): Refusal => ({
  code,
  field,
  message: `The rule pack knows no "${given}" here.`,
  remedy: `Choose one of: ${known.map(({ id }) => id).join(', ')}.`,
});

const notEquipped = (commodity: string): Refusal => ({
  code: 'NOT_EQUIPPED',
  field: 'kind',
  message: `This site says nothing of how samples of ${commodity} are handled.`,
  remedy: `Complete "handling.${commodity}" in the site file.`,
});
