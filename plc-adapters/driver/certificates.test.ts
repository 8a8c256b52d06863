import { instant } from '../../workflows/kernel/brand.ts';
import { plcA, plcB } from '../commissioning/testing/certificates.ts';
import { certificateObservations } from './certificates.ts';

describe('what a driver tells of certificates', () => {
  // Both are valid to 2027-11-22.
  const certificates = { plc: Buffer.from(plcA.pem), ours: Buffer.from(plcB.pem) };
  const early = instant('2027-01-01T00:00:00.000Z');
  const late = instant('2027-11-02T00:00:00.000Z');

  it('is told of both when connected, however long they last', () => {
    const shared = { kind: 'certificate', validTo: '2027-11-22T02:18:40.000Z', daysLeft: 325, at: early };
    expect(certificateObservations(certificates, 'all', early)).toEqual([
      { ...shared, whose: 'plc', subject: 'O=Example, CN=PLC A' },
      { ...shared, whose: 'ours', subject: 'O=Example, CN=PLC B' },
    ]);
  });

  it('is told again daily only from sixty days before the end', () => {
    const daily = (at: string) => certificateObservations(certificates, 'expiring', instant(at)).map(({ whose, daysLeft }) => [whose, daysLeft]);
    expect(daily(early)).toEqual([]);
    expect(daily('2027-09-23T02:18:40.000Z')).toEqual([]);
    expect(daily('2027-09-23T02:18:41.000Z')).toEqual([['plc', 59], ['ours', 59]]); // prettier-ignore
    expect(daily(late)).toEqual([['plc', 20], ['ours', 20]]); // prettier-ignore
    expect(daily('2027-11-23T00:00:00.000Z')).toEqual([['plc', -1], ['ours', -1]]); // prettier-ignore
  });

  it('is nothing for a connection without security, and only of the one that is there', () => {
    expect(certificateObservations({ plc: null, ours: null }, 'all', late)).toEqual([]);
    expect(certificateObservations({ ...certificates, ours: null }, 'all', late).map(({ whose }) => whose)).toEqual(['plc']);
  });

  it('is an error for what is no certificate', () => {
    expect(() => certificateObservations({ plc: Buffer.from('no certificate'), ours: null }, 'all', late)).toThrow();
  });
});
