import { AttributeIds, DataType, NodeClass, VariantArrayType, makeBrowsePath, resolveNodeId } from 'node-opcua-client';
import type { ClientSession, DataValue, NodeId } from 'node-opcua-client';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { builtInType, goodValue, inRequests, readAttributes } from '../opcua/attributes.ts';
import { namespaceOf } from '../opcua/nodes.ts';
import { toReading } from '../opcua/values.ts';
import { nodeIdText, ringTags } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { requiredTags } from '../tag-map/required-tags.ts';
import type { TagSpec } from '../tag-map/schema.ts';
import type { Reading } from '../unit-driver.ts';
import { accessOf, typeNames, unitName } from './attributes.ts';
import type { Access } from './attributes.ts';

/** What a server says of one tag of the map. */
export interface TagFacts {
  readonly tag: string;
  /** As the map gives it: `nsu=<uri>;s=<name>`. */
  readonly node: string;
  readonly spec: TagSpec;
  readonly inRing: boolean;
  /** The driver, or a run on the unit, cannot do without it. */
  readonly needed: boolean;
  /** Null when the server has no such variable. */
  readonly found: FoundNode | null;
}

export interface FoundNode {
  readonly nodeId: NodeId;
  /** The type's name as the server has it. */
  readonly typeName: string | null;
  /** The built-in type, of the node or else of its value; null when neither tells. */
  readonly type: DataType | null;
  /** Null when the server leaves it open and gives no value. */
  readonly scalar: boolean | null;
  readonly access: Access | null;
  readonly unit: string | null;
}

/** A reading with the status code's own name. */
export interface StatedReading extends Reading {
  readonly status: string;
}

const asked = [
  AttributeIds.NodeClass,
  AttributeIds.DataType,
  AttributeIds.ValueRank,
  AttributeIds.AccessLevel,
  AttributeIds.UserAccessLevel,
  AttributeIds.Value,
] as const;

/** Looks every tag of the map up, the ring's included. A namespace the server lacks makes its tags missing. */
export async function lookUpTags(
  session: ClientSession,
  namespaces: readonly string[],
  map: TagMap,
  unit: UnitId,
): Promise<readonly TagFacts[]> {
  const ring = ringTags(map);
  const required = requiredTags(map);
  const tags = Object.entries({ ...map.tags, ...ring }).map(([tag, spec]) => {
    const node = nodeIdText(map, unit, tag);
    const known = namespaces.includes(namespaceOf(node));
    const nodeId = known ? resolveNodeId(node, { namespaceArray: [...namespaces] }) : null;
    return { tag, spec, node, inRing: tag in ring, needed: tag in ring || tag in required, nodeId };
  });
  const there = tags.flatMap(({ nodeId }) => nodeId ?? []);
  const answers = await readAttributes(session, there, asked);
  const types = answers.map(([, dataType]) => goodValue(dataType) as NodeId | null);
  const names = await typeNames(session, types);
  const units = await readUnits(session, there);
  const found = new Map(
    there.map((nodeId, index) => {
      const [nodeClass, , rank, level, userLevel, value] = answers[index] ?? [];
      const node: FoundNode = {
        nodeId,
        typeName: names[index] ?? null,
        type: builtInType(types[index] ?? null) ?? typeOfValue(value),
        scalar: scalarity(goodValue(rank), value),
        access: accessOf(goodValue(level), goodValue(userLevel)),
        unit: units[index] ?? null,
      };
      return [nodeId, goodValue(nodeClass) === NodeClass.Variable ? node : null] as const;
    }),
  );
  return tags.map(({ nodeId, ...tag }) => ({ ...tag, found: (nodeId && found.get(nodeId)) ?? null }));
}

/** Values of the tags that are there, in engineering units. */
export async function readValues(session: ClientSession, facts: readonly TagFacts[]): Promise<ReadonlyMap<string, StatedReading>> {
  const there = facts.flatMap(({ tag, spec, found }) => (found ? [{ tag, spec, nodeId: found.nodeId }] : []));
  const answers = await readAttributes(
    session,
    there.map(({ nodeId }) => nodeId),
    [AttributeIds.Value],
  );
  return new Map(
    there.flatMap(({ tag, spec }, index) => {
      const [value] = answers[index] ?? [];
      return value ? [[tag, { ...toReading(spec, value), status: value.statusCode.name }]] : [];
    }),
  );
}

/** The EngineeringUnits property of each node (Part 8, 5.3.2.3); null where there is none. */
export async function readUnits(session: ClientSession, nodeIds: readonly NodeId[]): Promise<readonly (string | null)[]> {
  const paths = nodeIds.map((nodeId) => makeBrowsePath(nodeId, '.EngineeringUnits'));
  const results = await inRequests(paths, 'Looking for engineering units', (some) => session.translateBrowsePath(some));
  const properties = results.map(({ targets }) => targets?.[0]?.targetId ?? null);
  const there = properties.filter((property) => property !== null);
  const values = await readAttributes(session, there, [AttributeIds.Value]);
  const units = new Map(there.map((property, index) => [property, unitName(goodValue(values[index]?.[0]))]));
  return properties.map((property) => (property && units.get(property)) ?? null);
}

function typeOfValue(value: DataValue | undefined): DataType | null {
  if (!value?.statusCode.isGood() || value.value.dataType === DataType.Null) return null;
  return value.value.dataType;
}

/** ValueRank −1 is a scalar, −2 and −3 may be one (Part 3, 5.6.2): then the value decides. */
function scalarity(rank: unknown, value: DataValue | undefined): boolean | null {
  if (rank === -1) return true;
  if (typeof rank === 'number' && rank >= 0) return false;
  return value?.statusCode.isGood() ? value.value.arrayType === VariantArrayType.Scalar : null;
}
