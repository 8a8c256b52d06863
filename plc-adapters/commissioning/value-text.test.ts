import { DataType, DataValue, StatusCodes, Variant, VariantArrayType } from 'node-opcua-client';
import { valueText } from './value-text.ts';

const text = (dataType: DataType, value: unknown) =>
  valueText(new DataValue({ value: new Variant({ dataType, arrayType: VariantArrayType.Scalar, value }) }));
const list = (dataType: DataType, value: unknown) =>
  valueText(new DataValue({ value: new Variant({ dataType, arrayType: VariantArrayType.Array, value }) }));

describe('a value in words', () => {
  it.each([
    [DataType.Float, Math.fround(0.1), '0.1'],
    [DataType.Double, 1234.5, '1234.5'],
    [DataType.Boolean, false, 'false'],
    [DataType.String, 'a "b"', '"a \\"b\\""'],
    [DataType.String, null, ''],
    [DataType.DateTime, new Date('2026-11-22T08:00:00Z'), '2026-11-22T08:00:00.000Z'],
    [DataType.ByteString, Buffer.from('cafe', 'hex'), '0xcafe'],
    [DataType.LocalizedText, { text: '皮带' }, '"皮带"'],
    [DataType.UInt64, [1, 2], '4294967298'],
    [DataType.Int64, [0xffff_ffff, 0xffff_ffff], '-1'],
  ])('%# %s', (dataType, value, words) => {
    expect(text(dataType, value)).toBe(words);
  });

  it('cuts long texts and arrays', () => {
    expect(text(DataType.String, 'x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`);
    expect(list(DataType.UInt32, new Uint32Array([1, 2, 3, 4]))).toBe('[1, 2, 3, 4]');
    expect(list(DataType.UInt32, new Uint32Array(64))).toBe('[0, 0, 0, 0, … 64]');
  });

  it('is the status when it is not good', () => {
    expect(valueText(new DataValue({ statusCode: StatusCodes.BadDeviceFailure }))).toBe('BadDeviceFailure');
  });
});
