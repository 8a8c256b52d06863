import { decimalString as d } from '../kernel/brand.ts';
import { checkSetupOrder } from './order-check.ts';
import { checks, order } from './setup.fixture.ts';
import type { SetupOrder } from './setup.ts';

const refusalOf = (changed: Partial<SetupOrder>) => {
  const checked = checkSetupOrder({ ...order, ...changed });
  return checked.ok ? null : [checked.refusal.code, checked.refusal.field];
};
const { cleaned, calibration, 'empty-run': measured } = checks;

it('an order that people can follow is taken as it is', () => {
  expect(checkSetupOrder(order)).toEqual({ ok: true, value: order });
});

it.each<[string, Partial<SetupOrder>, readonly [string, string]]>([
  ['without checks', { checks: [] }, ['CHECKS_EMPTY', 'checks']],
  ['of no time zone', { timeZone: 'Mars/Phobos' }, ['TIME_ZONE_UNKNOWN', 'timeZone']],
  [
    'with an id that is none',
    { checks: [{ ...cleaned, id: 'Is clean' }] },
    ['CHECK_ID_INVALID', 'checks[0].id'],
  ],
  ['with one check twice', { checks: [cleaned, calibration, cleaned] }, ['CHECK_REPEATED', 'checks[2].id']],
  [
    'that measures without a bound',
    { checks: [{ ...measured, limits: { least: null, most: null } }] },
    ['LIMITS_MISSING', 'checks[0].limits'],
  ],
  [
    'whose limits exclude everything',
    { checks: [{ ...measured, limits: { least: d('2'), most: d('1') } }] },
    ['LIMITS_NOT_RISING', 'checks[0].limits'],
  ],
  [
    'that limits what is not measured',
    { checks: [{ ...cleaned, limits: { least: null, most: d('1') } }] },
    ['LIMITS_NOT_FOR_KIND', 'checks[0].limits'],
  ],
])('an order %s is refused, with the field', (_case, changed, expected) => {
  expect(refusalOf(changed)).toEqual(expected);
});
