import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { siteSchema } from './schema.ts';

const site = load(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as object;
const cabinet = { id: 'RES-A', name: { zh: '存查样柜', en: 'Reserve cabinet' }, slots: 40, unit: 'CP-01' };
const carriage = {
  overdue_min: 30,
  carriers: ['van 1'],
  tubes: [{ id: 'T-1', stations: ['line', 'laboratory'] }],
};
const storage = { massTolerancePercent: '0.5', cabinets: [cabinet], carriage };
const faultOf = (changed: object) =>
  siteSchema.safeParse({ ...site, storage: { ...storage, ...changed } }).error?.issues[0]?.path.join('.');

describe('storage in a site file', () => {
  it('is taken as it stands', () => {
    const read = siteSchema.safeParse({ ...site, storage });
    expect(read.data?.storage).toEqual(storage);
  });

  it.each<[what: string, changed: object, field: string]>([
    ['a cabinet twice', { cabinets: [cabinet, cabinet] }, 'storage.cabinets.1.id'],
    ['a unit that is not there', { cabinets: [{ ...cabinet, unit: 'CP-77' }] }, 'storage.cabinets.0.unit'],
    ['one unit for two cabinets', { cabinets: [cabinet, { ...cabinet, id: 'RES-C' }] }, 'storage.cabinets.1.unit'],
    ['no slots', { cabinets: [{ ...cabinet, slots: 0 }] }, 'storage.cabinets.0.slots'],
    ['a tolerance that is no text', { massTolerancePercent: 0.5 }, 'storage.massTolerancePercent'],
    [
      'a tube with one end',
      { carriage: { ...carriage, tubes: [{ id: 'T-1', stations: ['line'] }] } },
      'storage.carriage.tubes.0.stations',
    ],
    [
      'a tube twice',
      { carriage: { ...carriage, tubes: [...carriage.tubes, ...carriage.tubes] } },
      'storage.carriage.tubes.1.id',
    ],
    ['no time', { carriage: { ...carriage, overdue_min: 0 } }, 'storage.carriage.overdue_min'],
    [
      'a tube’s unit that is not there',
      { carriage: { ...carriage, tubes: [{ ...carriage.tubes[0], unit: 'PT-09' }] } },
      'storage.carriage.tubes.0.unit',
    ],
    [
      'one unit for two tubes',
      { carriage: { ...carriage, tubes: ['T-1', 'T-2'].map((id) => ({ ...carriage.tubes[0], id, unit: 'CP-01' })) } },
      'storage.carriage.tubes.1.unit',
    ],
    [
      'a station twice in a tube',
      { carriage: { ...carriage, tubes: [{ id: 'T-1', stations: ['line', 'line'] }] } },
      'storage.carriage.tubes.0.stations',
    ],
    ['a word nobody knows', { shelf: 1 }, 'storage'],
  ])('is refused with %s', (_what, changed, field) => {
    expect(faultOf(changed)).toBe(field);
  });
});
