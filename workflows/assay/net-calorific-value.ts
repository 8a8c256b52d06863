import type { DecimalString } from '../kernel/brand.ts';
import type { Decimal} from '../kernel/decimal.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { dryShare } from './bases.ts';
import { netCalorificValueAsReceived, type NetCalorificValueInput } from './calorific-value.ts';
import type { Calorie } from './calorific-value-rules.ts';
import type { CoalAssayRules } from './rules.ts';

type NetRules = Pick<CoalAssayRules, 'netCalorificValue' | 'netConstantPressure' | 'calories' | 'formulas'>;

export interface NetCalorificValue {
  readonly condition: 'constant-volume' | 'constant-pressure';
  /** Qnet,ar, J/g = kJ/kg, unrounded. */
  readonly unrounded: DecimalString;
  /** J/g. */
  readonly joules: DecimalString;
  readonly megajoules: DecimalString;
  readonly kilocalories: DecimalString;
  /** The calorie of `kilocalories`; it is printed beside it. */
  readonly calorie: Calorie;
}

/** How the three reported forms are rounded, each from the unrounded value. */
export interface NetDecimals {
  readonly joules: number;
  readonly megajoules: number;
}

/** J/g in MJ/kg. */
const megajoule = 1000;

/** What the net value at constant pressure is computed from, dry basis, unrounded. */
export interface ConstantPressureInput {
  /** Gross calorific value at constant volume, dry, J/g. */
  readonly Qgrd: DecimalString;
  /** Hydrogen, dry, %, without that of moisture. */
  readonly Hd: DecimalString;
  /** Oxygen and nitrogen together, dry, %. */
  readonly ONd: DecimalString;
  /** Total moisture, %. */
  readonly Mt: DecimalString;
}

/**
 * Net calorific value at constant volume, as received (GB/T 213-2008), with its working. Refuses as `convertBasis` does, and
 * `NET_VALUE_NOT_POSITIVE`.
 */
export function netAtConstantVolume(
  input: NetCalorificValueInput,
  calorie: Calorie,
  rules: NetRules,
  decimals: NetDecimals,
): Outcome<Worked<NetCalorificValue>> {
  const net = netCalorificValueAsReceived(input, rules.netCalorificValue);
  if (!net.ok) return net;
  const { hydrogenFactor, moistureFactor, source } = rules.netCalorificValue;
  const step = workingStep(
    { ...rules.formulas.netConstantVolume, source },
    [
      ['Q_gr,ad', input.Qgrad, 'J/g'],
      ['H_ad', input.Had, '%'],
      ['M_t', input.Mt, '%'],
      ['M_ad', input.Mad, '%'],
      ['heat of 1 % hydrogen', hydrogenFactor, 'J/g'],
      ['heat of 1 % moisture', moistureFactor, 'J/g'],
    ],
    { unrounded: toDecimal(net.value), reported: roundGbt8170(net.value, decimals.joules), unit: 'J/g' },
  );
  return inEveryUnit('constant-volume', toDecimal(net.value), step, calorie, rules, decimals);
}

/**
 * Net calorific value at constant pressure, as received (ISO 1928), with its working: the gross value at constant volume and
 * the elements on the dry basis. Refuses `BASIS_IMPOSSIBLE` (field `Mt`) and `NET_VALUE_NOT_POSITIVE`.
 */
export function netAtConstantPressure(
  { Qgrd, Hd, ONd, Mt }: ConstantPressureInput,
  calorie: Calorie,
  rules: NetRules,
  decimals: NetDecimals,
): Outcome<Worked<NetCalorificValue>> {
  const received = dryShare('ar', { Mt });
  if (!received.ok) return received;
  const { hydrogenFactor, oxygenNitrogenFactor, moistureFactor, source } = rules.netConstantPressure;
  const dry = toDecimal(Qgrd)
    .minus(toDecimal(hydrogenFactor).times(toDecimal(Hd)))
    .minus(toDecimal(oxygenNitrogenFactor).times(toDecimal(ONd)));
  const net = dry
    .times(received.value)
    .div(100)
    .minus(toDecimal(moistureFactor).times(toDecimal(Mt)));
  const step = workingStep(
    { ...rules.formulas.netConstantPressure, source },
    [
      ['Q_gr,v,d', Qgrd, 'J/g'],
      ['H_d', Hd, '%'],
      ['O_d + N_d', ONd, '%'],
      ['M_t', Mt, '%'],
      ['heat of 1 % hydrogen', hydrogenFactor, 'J/g'],
      ['heat of 1 % oxygen and nitrogen', oxygenNitrogenFactor, 'J/g'],
      ['heat of 1 % moisture', moistureFactor, 'J/g'],
    ],
    { unrounded: net, reported: roundGbt8170(toDecimalString(net), decimals.joules), unit: 'J/g' },
  );
  return inEveryUnit('constant-pressure', net, step, calorie, rules, decimals);
}

/** The calorie a contract means. Refuses `CALORIE_UNKNOWN` (field `calorie`). */
export function calorieOf(id: string, { calories }: Pick<CoalAssayRules, 'calories'>): Outcome<Calorie> {
  const calorie = calories.kinds.find((kind) => kind.id === id);
  if (calorie) return ok(calorie);
  return refuse({
    code: 'CALORIE_UNKNOWN',
    field: 'calorie',
    message: `"${id}" is not a calorie of the rule pack.`,
    remedy: `Choose one of: ${calories.kinds.map((kind) => kind.id).join(', ')}.`,
  });
}

function inEveryUnit(
  condition: NetCalorificValue['condition'],
  net: Decimal,
  step: WorkingStep,
  calorie: Calorie,
  { calories, formulas }: NetRules,
  decimals: NetDecimals,
): Outcome<Worked<NetCalorificValue>> {
  if (!net.gt(0)) {
    return refuse({
      code: 'NET_VALUE_NOT_POSITIVE',
      message: `A net calorific value of ${roundGbt8170(toDecimalString(net), decimals.joules)} J/g is no value of coal.`,
      remedy: 'Give the gross value in J/g, not in MJ/kg, and check hydrogen and moisture.',
    });
  }
  const inMegajoules = net.div(megajoule);
  const inCalories = net.div(toDecimal(calorie.joules));
  const megajoules = roundGbt8170(toDecimalString(inMegajoules), decimals.megajoules);
  const kilocalories = roundGbt8170(toDecimalString(inCalories), calories.decimals);
  return ok({
    value: {
      condition,
      unrounded: toDecimalString(net),
      joules: roundGbt8170(toDecimalString(net), decimals.joules),
      megajoules,
      kilocalories,
      calorie,
    },
    steps: [
      step,
      workingStep(formulas.reporting, [['Q_net,ar', net, 'J/g']], { unrounded: inMegajoules, reported: megajoules, unit: 'MJ/kg' }),
      workingStep(
        { ...formulas.calories, source: calorie.source },
        [
          ['Q_net,ar', net, 'J/g'],
          [calorie.name.en, calorie.joules, 'J/cal'],
        ],
        { unrounded: inCalories, reported: kilocalories, unit: 'kcal/kg' },
      ),
    ],
  });
}
