import type { MoistureHold } from '../coal-preparation/moisture-hold.ts';
import { coalRulePack as pack } from '../coal-sampling/rule-pack.fixture.ts';
import { instant } from '../kernel/brand.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import { declared, decoded, playOut, prepare, sampled } from './consignment.fixture.ts';
import type { Consignment } from './consignment.fixture.ts';

/** Each unit was taken at 29 past, its moisture bottle sealed 156 min later; the first was tested 475 min after that, the second 415. */
const played = (moistureHold: MoistureHold) => playOut(pack, {}, { cargo: { moistureHold } });
const found = ({ context }: Consignment) =>
  context.units.map(({ validity, preparationFindings, custodyFindings }) => [
    validity,
    ...[...preparationFindings, ...custodyFindings].map(({ code }) => code),
  ]);

describe('a sample whose moisture may not wait for ever', () => {
  it('is in order when it was bottled and tested in time', () => {
    expect(found(played({ bottled_min: 156, tested_min: 475 }))).toEqual([['VALID'], ['VALID']]);
    expect(found(played({}))).toEqual([['VALID'], ['VALID']]);
  });

  it.each<[string, MoistureHold, readonly (readonly string[])[]]>([
    [
      'bottled late',
      { bottled_min: 155 },
      [
        ['SUSPECT', 'MOISTURE_BOTTLED_LATE'],
        ['SUSPECT', 'MOISTURE_BOTTLED_LATE'],
      ],
    ],
    ['tested late', { tested_min: 474 }, [['SUSPECT', 'MOISTURE_TESTED_LATE'], ['VALID']]],
  ])('is suspect when it was %s', (_how, hold, expected) => {
    expect(found(played(hold))).toEqual(expected);
  });

  it('stands on the certificate with its deviation when an officer has accepted it', () => {
    const late = played({ tested_min: 474 });
    expect(late.refusalOf({ type: 'decode.authorised' }, person('custodian1'))).toBeDefined();
    const decision = {
      type: 'validity.decided',
      unitNo: 1,
      decision: 'ACCEPT',
      reason: 'bottle weighed again',
    };
    const ready = decoded(late.ask(decision, person('officer')));
    const [certificate] = ready.ask(prepare, person('preparer')).wishes('process.start');
    expect(certificate).toMatchObject({
      input: {
        draft: {
          deviations: [
            {
              code: 'MOISTURE_TESTED_LATE',
              en: 'Unit 1: Total moisture was measured 475 min after its bottle was sealed; allowed are 474 min.',
            },
          ],
        },
      },
    });
  });

  it.each([
    ['before what the declaration asks for', '2026-03-06T00:00:00.000Z', '2026-03-05T02:29:00.000Z'],
    [
      'when the declaration asks for it, which is sooner',
      '2026-03-05T02:00:00.000Z',
      '2026-03-05T02:00:00.000Z',
    ],
    ['although the declaration asks for nothing', null, '2026-03-05T02:29:00.000Z'],
  ])('is due at the line %s', (_what, asked, due) => {
    const turns = asked === null ? {} : { dueAt: instant(asked) };
    const consignment = declared(pack, { order: { turns }, cargo: { moistureHold: { bottled_min: 60 } } })
      .give({ type: 'codes.drawn', stage: 'sampling', ref: 0, codes: ['LOT', 'S1', 'S2'] })
      .give({ ...sampled(1) })
      .give({ type: 'codes.drawn', stage: 'preparation', ref: 1, codes: ['P1'] });
    expect(consignment.wishes('process.start')).toMatchObject([
      { definition: 'coal-preparation', input: { order: { dueAt: due } } },
    ]);
  });
});
