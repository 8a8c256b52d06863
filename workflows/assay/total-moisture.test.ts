import fc from 'fast-check';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { d, refusedAs, reportedBy, rules, valueOf } from './testing.fixture.ts';
import { correctForTransit, twoStepMoisture } from './total-moisture.ts';

const transit = (sealed: string, received: string, determined: string, spilt = false) =>
  correctForTransit({ sealed: d(sealed), received: d(received), spilt, determined: d(determined) }, rules, 1);
const twoSteps = (free: string, inherent: string) => twoStepMoisture({ free: d(free), inherent: d(inherent) }, rules, 1);

describe('the loss in transit', () => {
  it('of half a per cent is made up for', () => {
    const worked = valueOf(transit('1500.0', '1492.5', '13.8'));
    // 0.5 + 13.8·99.5/100
    expect(worked.value).toEqual({ transitLoss: '0.5', corrected: true, unrounded: '14.231', reported: '14.2', findings: [] });
    expect(reportedBy(worked)).toEqual(['0.5', '14.2']);
  });

  it('of exactly 1 % is made up for, of any more is not, though it rounds to 1 %', () => {
    expect(valueOf(transit('1500', '1485', '13.8')).value).toMatchObject({ transitLoss: '1', corrected: true, unrounded: '14.662' });
    const beyond = valueOf(transit('1500', '1484.9999999999', '13.8'));
    expect(beyond.value).toMatchObject({ corrected: false, reported: '13.8', findings: [{ code: 'TRANSIT_LOSS_TOO_LARGE' }] });
    expect(beyond.steps[1]?.expression).toContain('an incident');
  });

  it('in thirds of a gram is compared exactly', () => {
    expect(valueOf(transit('0.3', '0.297', '10')).value.corrected).toBe(true);
    expect(valueOf(transit('0.03', '0.0297', '10')).value.corrected).toBe(true);
  });

  it('is not made up for after spillage, nor where mass was gained', () => {
    expect(valueOf(transit('1500', '1499', '13.8', true)).value).toMatchObject({
      corrected: false,
      findings: [{ code: 'TRANSIT_SPILLAGE' }],
    });
    const gained = valueOf(transit('1500', '1500.1', '13.8')).value;
    expect(gained).toMatchObject({ corrected: false, reported: '13.8', findings: [{ code: 'TRANSIT_MASS_GAINED' }] });
    expect(toDecimal(gained.transitLoss).lt(0)).toBe(true);
  });

  it('of what cannot be is refused', () => {
    expect(refusedAs(transit('0', '0', '13.8'))).toEqual(['MASS_NOT_POSITIVE', 'sealed']);
    expect(refusedAs(transit('1', '1', '100'))).toEqual(['MOISTURE_IMPOSSIBLE', 'determined']);
    expect(refusedAs(transit('1', '1', '-0.1'))).toEqual(['MOISTURE_IMPOSSIBLE', 'determined']);
  });
});

describe('total moisture in two steps', () => {
  it('adds the moisture of what the first drying left', () => {
    const worked = valueOf(twoSteps('9.4', '5.30'));
    expect(worked.value).toEqual({ unrounded: '14.2018', reported: '14.2' });
    expect(worked.steps[0]?.inputs.map(({ symbol }) => symbol)).toEqual(['M_f', 'M_inh']);
  });
  it('is refused for what is no moisture', () => {
    expect(refusedAs(twoSteps('100', '5'))).toEqual(['MOISTURE_IMPOSSIBLE', 'free']);
    expect(refusedAs(twoSteps('5', '-1'))).toEqual(['MOISTURE_IMPOSSIBLE', 'inherent']);
  });
});

const hundredths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => new Decimal(n).div(100).toFixed());

it('drying in two steps leaves as much dry coal as weighing it does: nothing is counted twice', () => {
  fc.assert(
    fc.property(hundredths(60), hundredths(60), (free, inherent) => {
      const total = toDecimal(valueOf(twoSteps(free, inherent)).value.unrounded);
      const dryLeft = new Decimal(100).minus(free).times(new Decimal(100).minus(inherent)).div(100);
      expect(new Decimal(100).minus(total).eq(dryLeft)).toBe(true);
      expect(total.gte(free) && total.gte(inherent) && total.lte(100)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('a corrected moisture is never below the determined one, an uncorrected one is it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 0, max: 200_000 }),
      hundredths(99),
      (mass, lost, determined) => {
        fc.pre(lost <= mass);
        const { value } = valueOf(transit(String(mass), String(mass - lost), determined));
        expect(value.corrected).toBe(lost * 100 <= mass);
        if (value.corrected) expect(toDecimal(value.unrounded).gte(determined)).toBe(true);
        else expect(toDecimal(value.unrounded).eq(determined)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
