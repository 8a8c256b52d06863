import { decimalString as d } from '../kernel/brand.ts';
import { findingsOf } from './findings.ts';
import type { StepId } from './handling.fixture.ts';
import { before, done, goThrough, preparer, told } from './handling.fixture.ts';
import type { StepData } from './step-data.ts';

const refusal = (step: StepId, change: object) => {
  const found = before(step).refusalOf(done(step, { ...told[step], ...change } as StepData), preparer);
  return found && [found.code, 'field' in found ? found.field : undefined];
};
const codes = (step: StepId, change: object) =>
  findingsOf(goThrough(before(step), step, { ...told[step], ...change } as StepData).context).map(
    ({ code }) => code,
  );

const [bag1, bag2] = told.receive.containers;
const [laboratory, retained] = told.fill.bottles;

describe('what cannot be is refused, with its field', () => {
  it.each<[string, StepId, object, string, string]>([
    [
      'a strange container',
      'receive',
      { containers: [bag1, bag2, { ...bag1, position: 9 }] },
      'CONTAINER_UNKNOWN',
      'data.containers',
    ],
    ['a container twice', 'receive', { containers: [bag1, bag1] }, 'CONTAINER_REPEATED', 'data.containers'],
    [
      'a container received and missing',
      'receive',
      { missing: [1] },
      'CONTAINER_REPEATED',
      'data.containers',
    ],
    ['a container left out', 'receive', { containers: [bag1] }, 'CONTAINER_NOT_NAMED', 'data.containers'],
    [
      'nothing received',
      'receive',
      { containers: [], missing: [1, 2] },
      'NOTHING_RECEIVED',
      'data.containers',
    ],
    [
      'gross and tare exchanged',
      'receive',
      { containers: [bag1, { ...bag2, gross_kg: d('0.1'), tare_kg: d('4.1') }] },
      'TARE_NOT_BELOW_GROSS',
      'data.containers[1].tare_kg',
    ],
    ['a tare below zero', 'weigh', { tare_kg: d('-0.5') }, 'OUT_OF_RANGE', 'data.tare_kg'],
    ['a vessel that weighs all', 'weigh', { tare_kg: d('10.5') }, 'TARE_NOT_BELOW_GROSS', 'data.tare_kg'],
    ['a mixing without its speed', 'mix', { speed_rpm: undefined }, 'FIELD_REQUIRED', 'data.speed_rpm'],
    ['a mixing of no time', 'mix', { duration_min: d('0') }, 'OUT_OF_RANGE', 'data.duration_min'],
    [
      'an energy nobody asked for, below zero',
      'mix',
      { energy_kJ: d('-1') },
      'OUT_OF_RANGE',
      'data.energy_kJ',
    ],
    ['another divider', 'divide', { apparatus: 'scoop' }, 'APPARATUS_UNKNOWN', 'data.apparatus'],
    [
      'a strange part',
      'divide',
      { parts: [...told.divide.parts, { part: 'left', mass_kg: d('1') }] },
      'PART_UNKNOWN',
      'data.parts',
    ],
    [
      'a part twice',
      'divide',
      { parts: [...told.divide.parts, ...told.divide.parts] },
      'PART_REPEATED',
      'data.parts',
    ],
    ['a part left out', 'divide', { parts: [] }, 'PART_NOT_NAMED', 'data.parts'],
    ['a division of nothing', 'divide', { massIn_kg: d('0') }, 'OUT_OF_RANGE', 'data.massIn_kg'],
    ['less than nothing rejected', 'divide', { rejected_kg: d('-1') }, 'OUT_OF_RANGE', 'data.rejected_kg'],
    [
      'an empty part',
      'divide',
      { parts: [{ part: 'kept', mass_kg: d('0') }] },
      'OUT_OF_RANGE',
      'data.parts[0].mass_kg',
    ],
    ['no bottle', 'fill', { bottles: [] }, 'NOTHING_FILLED', 'data.bottles'],
    [
      'a bottle nobody ordered',
      'fill',
      { bottles: [{ ...laboratory, kind: 'referee' }] },
      'BOTTLE_NOT_ORDERED',
      'data.bottles[0].kind',
    ],
    [
      'one bottle too many',
      'fill',
      { bottles: [laboratory, { ...laboratory, seal: 'L-2' }] },
      'BOTTLE_NOT_ORDERED',
      'data.bottles[1].kind',
    ],
    [
      'another closure',
      'fill',
      { bottles: [{ ...laboratory, closure: 'cork' }] },
      'CLOSURE_UNKNOWN',
      'data.bottles[0].closure',
    ],
    [
      'an empty bottle',
      'fill',
      { bottles: [{ ...laboratory, mass_kg: d('0') }] },
      'OUT_OF_RANGE',
      'data.bottles[0].mass_kg',
    ],
    [
      'one seal on two bottles',
      'fill',
      { bottles: [laboratory, { ...retained, seal: 'L-1' }] },
      'SEAL_REPEATED',
      'data.bottles[1].seal',
    ],
    [
      'the seal of a bag',
      'fill',
      { bottles: [{ ...laboratory, seal: 'B-2' }] },
      'SEAL_REPEATED',
      'data.bottles[0].seal',
    ],
    [
      'a filling nobody measured',
      'fill',
      { bottles: [{ ...retained, volume_mL: undefined }] },
      'FIELD_REQUIRED',
      'data.bottles[0].volume_mL',
    ],
    [
      'a bottle of no size',
      'fill',
      { bottles: [{ ...retained, capacity_mL: undefined }] },
      'FIELD_REQUIRED',
      'data.bottles[0].capacity_mL',
    ],
    [
      'more than goes in',
      'fill',
      { bottles: [{ ...retained, volume_mL: d('1001') }] },
      'VOLUME_BEYOND_CAPACITY',
      'data.bottles[0].volume_mL',
    ],
    ['less than nothing left over', 'fill', { rejected_kg: d('-0.1') }, 'OUT_OF_RANGE', 'data.rejected_kg'],
  ])('%s', (_case, step, change, code, field) => {
    expect(refusal(step, change)).toEqual([code, field]);
  });
});

describe('what was measured is taken, and judged', () => {
  it.each<[string, StepId, object, readonly string[]]>([
    ['another seal', 'receive', { containers: [{ ...bag1, seal: 'X-9' }, bag2] }, ['SEAL_MISMATCH_1']],
    ['a bag lighter by just 1 %', 'receive', { containers: [{ ...bag1, gross_kg: d('6.04') }, bag2] }, []],
    [
      'a bag lighter by more',
      'receive',
      { containers: [{ ...bag1, gross_kg: d('6.039') }, bag2] },
      ['MASS_STEP_1'],
    ],
    ['a bag that did not arrive', 'receive', { containers: [bag1], missing: [2] }, ['CONTAINER_MISSING_2']],
    ['a weighing beyond 1 %', 'weigh', { gross_kg: d('10.601') }, ['MASS_STEP_weigh']],
    ['mixing as long as may be', 'mix', { duration_min: d('10') }, []],
    ['too short a mixing', 'mix', { duration_min: d('4.9') }, ['OUT_OF_LIMITS_mix_duration_min']],
    ['a speed nobody limits', 'mix', { speed_rpm: d('9999') }, []],
    ['three passes', 'divide', { passes: 3 }, ['OUT_OF_LIMITS_divide_passes']],
    [
      'too little kept',
      'divide',
      { parts: [{ part: 'kept', mass_kg: d('1.9') }], rejected_kg: d('8.1') },
      ['OUT_OF_LIMITS_divide_kept'],
    ],
    ['a loss of just 1 %', 'divide', { rejected_kg: d('7.4') }, []],
    ['a loss beyond', 'divide', { rejected_kg: d('7.399') }, ['MASS_BALANCE_divide']],
    ['a gain beyond half a percent', 'divide', { rejected_kg: d('7.551') }, ['MASS_BALANCE_divide']],
    ['less fed than weighed', 'divide', { massIn_kg: d('9.9'), rejected_kg: d('7.4') }, ['MASS_STEP_divide']],
    [
      'a small laboratory sample',
      'fill',
      { bottles: [{ ...laboratory, mass_kg: d('0.9') }, retained], rejected_kg: d('0.6') },
      ['OUT_OF_LIMITS_fill_L-1'],
    ],
    [
      'a bottle too full',
      'fill',
      { bottles: [laboratory, { ...retained, volume_mL: d('801') }] },
      ['OUT_OF_LIMITS_FILL_R-1'],
    ],
    [
      'no retained bottle',
      'fill',
      { bottles: [laboratory], rejected_kg: d('1') },
      ['BOTTLE_MISSING_fill_retained'],
    ],
    [
      'more in the bottles than was kept',
      'fill',
      { bottles: [{ ...laboratory, mass_kg: d('2.5') }, retained] },
      ['MASS_BALANCE_fill'],
    ],
  ])('%s', (_case, step, change, expected) => {
    expect(codes(step, change)).toEqual(expected);
  });

  it('in words of both languages, with the numbers', () => {
    const handling = goThrough(before('receive'), 'receive', {
      ...told.receive,
      containers: [
        { ...bag1, seal: 'X-9' },
        { ...bag2, gross_kg: d('5.1') },
      ],
    });
    expect(findingsOf(handling.context)).toEqual([
      {
        code: 'SEAL_MISMATCH_1',
        zh: '容器1的封识为X-9，不是封样时的封识',
        en: 'Container 1 carries seal X-9, which is not the one it was closed with.',
      },
      {
        code: 'MASS_STEP_2',
        zh: '容器2的质量由4 kg变为5 kg',
        en: 'The mass of container 2 went from 4 kg to 5 kg.',
      },
    ]);
  });
});
