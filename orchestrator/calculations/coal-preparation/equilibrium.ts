import { z } from 'zod';
import { judgeAirDryState } from '../../../workflows/coal-preparation/equilibrium.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { bilingualFinding } from '../common/findings.ts';
import { decimalOut, nonNegative, positive, quantity } from '../scalars.ts';

const mostReadings = 1000;

export const coalAirDryEquilibrium = calculation({
  name: 'coal-air-dry-equilibrium',
  title: { zh: '空气干燥状态判定', en: 'Air-dry equilibrium of coal' },
  summary: {
    zh: '由干燥过程的称量判定每小时质量变化是否不超过规定值，并核查干燥温度。',
    en: 'Whether the mass changes no more in a further hour than allowed, and whether the oven was within its limit.',
  },
  input: z.strictObject({
    readings: z
      .array(
        z.strictObject({
          elapsed_h: nonNegative().describe('Time since the drying began'),
          mass_g: positive().describe('Net mass of the coal'),
        }),
      )
      .min(1)
      .max(mostReadings)
      .describe('Weighings in the order of time, at least two'),
    temperature_degC: quantity({ above: '-50', max: '200' }).describe('Temperature of the drying'),
    driedGently: z
      .boolean()
      .default(false)
      .describe('Easily oxidised coal, caking or swelling tests, or drying that counts towards total moisture'),
  }),
  output: z.strictObject({
    verdict: z.enum(['REACHED', 'NOT_REACHED', 'NOT_SHOWN']),
    changePerHour_pct: decimalOut
      .nullable()
      .describe('Change of mass in an hour, unrounded; null when no weighings lie far enough apart'),
    ovenLimit_degC: decimalOut,
    indicativeTime_h: decimalOut.nullable().describe('Indicative time to equilibrium at the temperature; null outside the table'),
    coolingTime_h: decimalOut.describe('About how long to cool to ambient after drying at the gentle limit'),
    findings: z.array(bilingualFinding),
  }),
  example: {
    temperature_degC: '40',
    readings: [
      { elapsed_h: '0', mass_g: '500.0' },
      { elapsed_h: '3', mass_g: '481.2' },
      { elapsed_h: '4', mass_g: '480.8' },
    ],
  },
  formulas: (packs) => {
    const { ovenLimit, equilibrium } = packs('coal').preparation.formulas;
    return [ovenLimit, equilibrium];
  },
  run: (input, packs) => {
    const rules = packs('coal').preparation;
    const readings = input.readings.map(({ elapsed_h, mass_g }) => ({ elapsed: elapsed_h, mass: mass_g }));
    const judged = judgeAirDryState({ readings, temperature: input.temperature_degC, driedGently: input.driedGently }, rules);
    if (!judged.ok) {
      const field = judged.refusal.field?.replace(/elapsed$/, 'elapsed_h').replace(/mass$/, 'mass_g');
      return field === undefined ? judged : refuse({ ...judged.refusal, field });
    }
    const { verdict, changePerHour, ovenLimit, indicativeTime, findings } = judged.value.value;
    return ok({
      value: {
        verdict,
        changePerHour_pct: changePerHour,
        ovenLimit_degC: ovenLimit,
        indicativeTime_h: indicativeTime,
        coolingTime_h: rules.drying.cooling.value,
        findings: [...findings],
      },
      steps: judged.value.steps,
    });
  },
});
