/** The demonstration's cargoes as a laboratory finds them. */

interface Truth {
  readonly value: number;
  /** Standard deviation of one determination. */
  readonly scatter: number;
  readonly decimals: number;
}

type Values = Readonly<Record<string, Truth>>;

const coal: Values = {
  Mt: { value: 14.2, scatter: 0.15, decimals: 1 },
  M: { value: 5.3, scatter: 0.08, decimals: 2 },
  A: { value: 10.6, scatter: 0.06, decimals: 2 },
  V: { value: 33.2, scatter: 0.15, decimals: 2 },
  St: { value: 0.55, scatter: 0.014, decimals: 2 },
  Qgr: { value: 24860, scatter: 38, decimals: 0 },
  H: { value: 3.95, scatter: 0.04, decimals: 2 },
  Hg: { value: 0.08, scatter: 0.002, decimals: 3 },
  As: { value: 3, scatter: 0, decimals: 0 },
  P: { value: 0.012, scatter: 0.0006, decimals: 3 },
  Cl: { value: 0.03, scatter: 0.003, decimals: 3 },
  F: { value: 95, scatter: 4, decimals: 0 },
};

const grain: Values = {
  moisture: { value: 12.4, scatter: 0.08, decimals: 1 },
  testWeight_g_per_L: { value: 722, scatter: 0.8, decimals: 0 },
  testWeight_lb_per_bu: { value: 56.1, scatter: 0.2, decimals: 1 },
  impurities_pct: { value: 0.6, scatter: 0.05, decimals: 1 },
  mineralMatter_pct: { value: 0.1, scatter: 0.02, decimals: 1 },
  imperfectKernels_pct: { value: 3.2, scatter: 0.15, decimals: 1 },
  mouldyKernels_pct: { value: 0.3, scatter: 0.05, decimals: 1 },
  mouldy: { value: 0.2, scatter: 0.05, decimals: 1 },
  'heat-damage': { value: 0.1, scatter: 0.03, decimals: 1 },
  heatDamagedKernels_pct: { value: 0.1, scatter: 0.03, decimals: 1 },
  totalDamagedKernels_pct: { value: 2.4, scatter: 0.15, decimals: 1 },
  brokenCornForeignMaterial_pct: { value: 1.8, scatter: 0.1, decimals: 1 },
  soundKernels_pct: { value: 92.5, scatter: 0.4, decimals: 1 },
  damagedKernels_pct: { value: 4.1, scatter: 0.2, decimals: 1 },
  protein: { value: 35.8, scatter: 0.15, decimals: 1 },
  AFB1: { value: 0.4, scatter: 0.05, decimals: 1 },
  DON: { value: 55, scatter: 4, decimals: 0 },
  ZEN: { value: 6, scatter: 0.4, decimals: 1 },
  OTA: { value: 0.6, scatter: 0.06, decimals: 1 },
  BaP: { value: 0.3, scatter: 0.04, decimals: 1 },
  Pb: { value: 0.04, scatter: 0.003, decimals: 2 },
  Cd: { value: 0.06, scatter: 0.004, decimals: 2 },
  Cr: { value: 0.12, scatter: 0.008, decimals: 2 },
  ergot: { value: 0, scatter: 0, decimals: 3 },
  lolium: { value: 0, scatter: 0, decimals: 0 },
  'toxic-seeds': { value: 0, scatter: 0, decimals: 0 },
};

const petroleum: Values = {
  sulfur: { value: 6.2, scatter: 0.2, decimals: 1 },
  'flash-point': { value: 66, scatter: 0.5, decimals: 1 },
  'density-20': { value: 832.6, scatter: 0.1, decimals: 1 },
  'density-transparent': { value: 0.8326, scatter: 0.0001, decimals: 4 },
  'density-opaque': { value: 0.8512, scatter: 0.0001, decimals: 4 },
  benzene: { value: 0.55, scatter: 0.01, decimals: 2 },
  water: { value: 0.18, scatter: 0.01, decimals: 2 },
  'water-d95': { value: 0.18, scatter: 0.02, decimals: 2 },
  sediment: { value: 0.02, scatter: 0.002, decimals: 2 },
  salt: { value: 18.5, scatter: 0.6, decimals: 1 },
  'hydrogen-sulfide': { value: 1.2, scatter: 0.1, decimals: 1 },
  'acid-number': { value: 0.21, scatter: 0.01, decimals: 2 },
  'vapour-pressure': { value: 42, scatter: 0.6, decimals: 1 },
  'pour-point': { value: -9, scatter: 0, decimals: 0 },
  'organic-chloride': { value: 0.8, scatter: 0.1, decimals: 1 },
  mercury: { value: 2.1, scatter: 0.1, decimals: 1 },
};

/** Tested in coal (µg/g) and in grain (mg/kg): the unit tells which. */
const metalsInGrain: Values = {
  Hg: { value: 0.006, scatter: 0.0004, decimals: 3 },
  As: { value: 0.05, scatter: 0.004, decimals: 2 },
};

/** Undefined for what the laboratory has no instrument for. */
export const truthOf = (item: string, unit: string): Truth | undefined =>
  (unit === 'mg/kg' ? metalsInGrain[item] : undefined) ?? coal[item] ?? grain[item] ?? petroleum[item];
