/**
 * Units as they end the names of fields: `lotMass_t`, `flow_t_per_h`, `ash_ad_pct`. Case matters: `mL` is a unit, `ml` is none,
 * and `MJ` is not `mJ`.
 */
const units: Readonly<Record<string, string>> = {
  t: 't',
  kg: 'kg',
  g: 'g',
  mg: 'mg',
  ug: 'µg',
  m: 'm',
  km: 'km',
  cm: 'cm',
  mm: 'mm',
  um: 'µm',
  m2: 'm²',
  m3: 'm³',
  cm3: 'cm³',
  L: 'L',
  mL: 'mL',
  s: 's',
  min: 'min',
  h: 'h',
  degC: '°C',
  degF: '°F',
  K: 'K',
  Pa: 'Pa',
  kPa: 'kPa',
  J: 'J',
  kJ: 'kJ',
  MJ: 'MJ',
  cal: 'cal',
  kcal: 'kcal',
  pct: '%',
  pct2: '%²',
};

/** What is counted, in a rate: `grabs_per_min`. */
const counted: Readonly<Record<string, string>> = {
  cuts: 'cuts',
  grabs: 'grabs',
  increments: 'increments',
  strokes: 'strokes',
  rev: 'rev',
};

/** The unit a field's name ends with, as people write it; null for a pure number, a text or what has no unit. */
export function unitOfField(name: string): string | null {
  const [last = '', before, numerator = '', ...rest] = name.split('_').reverse();
  if (before === undefined) return null;
  if (before !== 'per') return units[last] ?? null;
  const [above, below] = [units[numerator] ?? counted[numerator], units[last]];
  // The quantity stands before the unit: `t_per_h` alone is a unit of nothing.
  return above === undefined || below === undefined || rest.length === 0 ? null : `${above}/${below}`;
}
