import { DataType } from 'node-opcua-client';
import type { DataValue, Variant } from 'node-opcua-client';

/** Elements of an array and characters of a text that are shown; the rest is only counted. */
const elementsShown = 4;
const charactersShown = 40;

/** A value in a few words: `12.5`, `[1, 2, 3, 4, … 64]`, `"CS-01"`, or the status when it is not good. */
export function valueText({ statusCode, value }: DataValue): string {
  if (!statusCode.isGood()) return statusCode.name;
  return variantText(value);
}

function variantText({ dataType, value }: Variant): string {
  const content: unknown = value;
  // UInt64 and Int64 are pairs of 32-bit halves, and a pair is no array.
  if (isPair(dataType, content)) return String(toBigInt(dataType, content));
  if (!isList(content)) return scalarText(dataType, content);
  const shown = [...content.slice(0, elementsShown)].map((element) =>
    isPair(dataType, element) ? String(toBigInt(dataType, element)) : scalarText(dataType, element),
  );
  return `[${shown.join(', ')}${content.length > elementsShown ? `, … ${content.length}` : ''}]`;
}

function scalarText(dataType: DataType, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `0x${shortened(value.toString('hex'))}`;
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (dataType === DataType.LocalizedText) return JSON.stringify(shortened((value as { text?: string | null }).text ?? ''));
  if (dataType === DataType.Float && typeof value === 'number') return String(Number(value.toPrecision(7)));
  if (dataType === DataType.ExtensionObject) return `{${(value as object).constructor.name}}`;
  return shortened(String(value as number | boolean | { toString(): string }));
}

const shortened = (text: string): string => (text.length > charactersShown ? `${text.slice(0, charactersShown)}…` : text);

type Pair = readonly [high: number, low: number];

const isPair = (dataType: DataType, value: unknown): value is Pair =>
  [DataType.UInt64, DataType.Int64].includes(dataType) && Array.isArray(value) && value.length === 2 && typeof value[0] === 'number';

function toBigInt(dataType: DataType, [high, low]: Pair): bigint {
  const whole = (BigInt(high) << 32n) | BigInt(low);
  return dataType === DataType.Int64 ? BigInt.asIntN(64, whole) : whole;
}

/** Arrays of numbers arrive as typed arrays. */
const isList = (value: unknown): value is { readonly length: number; slice(from: number, to: number): Iterable<unknown> } =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !Buffer.isBuffer(value));
