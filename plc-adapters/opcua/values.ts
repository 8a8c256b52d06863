import { AttributeIds, DataType } from 'node-opcua-client';
import type { DataValue, NodeId, WriteValueOptions } from 'node-opcua-client';
import { instant } from '../../workflows/kernel/brand.ts';
import type { TagSpec, TagType } from '../tag-map/schema.ts';
import type { Reading } from '../unit-driver.ts';

/** A tag with its node on one server. */
export interface TagNode {
  readonly tag: string;
  readonly nodeId: NodeId;
  readonly spec: TagSpec;
}

/** Tag types by their OPC UA built-in type. */
export const dataTypes: Readonly<Record<TagType, DataType>> = {
  Bool: DataType.Boolean,
  Int16: DataType.Int16,
  UInt16: DataType.UInt16,
  Int32: DataType.Int32,
  UInt32: DataType.UInt32,
  Float: DataType.Float,
  Double: DataType.Double,
  String: DataType.String,
  DateTime: DataType.DateTime,
};

/** A value the PLC has not given. */
export const noReading: Reading = { value: null, quality: 'bad', sourceTime: null };

/** What the wire said, in the tag's engineering unit. A bad status has no value. */
export function toReading(spec: TagSpec, dataValue: DataValue): Reading {
  const { statusCode, sourceTimestamp } = dataValue;
  const sourceTime = sourceTimestamp ? instant(sourceTimestamp.toISOString()) : null;
  const quality = statusCode.isGood()
    ? 'good'
    : statusCode.name.startsWith('Uncertain')
      ? 'uncertain'
      : 'bad';
  if (quality === 'bad') return { ...noReading, sourceTime };
  return { value: toValue(spec, dataValue.value.value), quality, sourceTime };
}

function toValue(spec: TagSpec, raw: unknown): Reading['value'] {
  if (raw instanceof Date) return raw.toISOString();
  if (typeof raw === 'boolean' || typeof raw === 'string') return raw;
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return spec.type === 'String' ? '' : null;
  const exact = spec.type === 'Float' ? shortestOfFloat(raw) : raw;
  return spec.factor === undefined && spec.offset === undefined
    ? exact
    : exact * (spec.factor ?? 1) + (spec.offset ?? 0);
}

/**
 * The shortest decimal that is the same 32-bit float: the wire's 0.10000000149011612 is the PLC's 0.1.
 * Masses become decimals later; the float's tail is not information.
 */
export function shortestOfFloat(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}

/** A write of one tag: value only, because servers reject timestamps and status (BadWriteNotSupported). */
export function toWrite(node: TagNode, value: number | string): WriteValueOptions {
  return {
    nodeId: node.nodeId,
    attributeId: AttributeIds.Value,
    value: { value: { dataType: dataTypes[node.spec.type], value: toRaw(node.spec, value) } },
  };
}

/** A value as the wire has it: without scaling, whole where the type is. */
export function toRaw(spec: TagSpec, value: number | string): number | string {
  if (typeof value === 'string') return value;
  const raw = (value - (spec.offset ?? 0)) / (spec.factor ?? 1);
  return spec.type === 'Float' || spec.type === 'Double' ? raw : Math.round(raw);
}
