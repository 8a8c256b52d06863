import { DataType, DataValue, StatusCodes, Variant } from 'node-opcua-client';
import type { TagSpec } from '../tag-map/schema.ts';
import { shortestOfFloat, toReading } from './values.ts';

const time = new Date('2026-03-01T08:00:00.000Z');
const float: TagSpec = { type: 'Float', dir: 'R' };
const dataValue = (dataType: DataType, value: unknown, statusCode = StatusCodes.Good) =>
  new DataValue({ value: new Variant({ dataType, value }), statusCode, sourceTimestamp: time });

describe('reading a value from the wire', () => {
  it('gives a float as the decimal the PLC means', () => {
    expect(toReading(float, dataValue(DataType.Float, Math.fround(0.1)))).toEqual({
      value: 0.1,
      quality: 'good',
      sourceTime: '2026-03-01T08:00:00.000Z',
    });
  });

  it('scales into the engineering unit', () => {
    const spec: TagSpec = { type: 'Int16', dir: 'R', factor: 0.5, offset: -10 };
    expect(toReading(spec, dataValue(DataType.Int16, 50)).value).toBe(15);
  });

  it('has no value when the status is bad, and keeps an uncertain one apart', () => {
    const bad = dataValue(DataType.Float, 7, StatusCodes.BadSensorFailure);
    expect(toReading(float, bad)).toMatchObject({ value: null, quality: 'bad' });
    const uncertain = dataValue(DataType.Float, 7, StatusCodes.UncertainLastUsableValue);
    expect(toReading(float, uncertain)).toMatchObject({ value: 7, quality: 'uncertain' });
  });

  it('gives times as ISO 8601 and a null text as an empty one', () => {
    expect(toReading({ type: 'DateTime', dir: 'R' }, dataValue(DataType.DateTime, time)).value).toBe(
      time.toISOString(),
    );
    expect(toReading({ type: 'String', dir: 'R' }, dataValue(DataType.String, null)).value).toBe('');
  });

  it('never makes a number of not-a-number', () => {
    expect(toReading(float, dataValue(DataType.Float, NaN)).value).toBeNull();
  });
});

describe('the shortest decimal of a float', () => {
  it.each([0, 0.1, 1.5, 1234.567, 16_777_216, 3.4e38, -0.003])('is exact for %d', (value) => {
    const onWire = Math.fround(value);
    expect(Math.fround(shortestOfFloat(onWire))).toBe(onWire);
    expect(shortestOfFloat(onWire)).toBe(value);
  });
});
