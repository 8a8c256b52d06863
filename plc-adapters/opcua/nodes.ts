import { AttributeIds, DataType, resolveNodeId } from 'node-opcua-client';
import type { ClientSession, NodeId } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { nodeIdText, ringTags } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { Reading } from '../unit-driver.ts';
import { within } from './time-limit.ts';
import type { TagNode } from './values.ts';
import { dataTypes, toReading } from './values.ts';

/** The tags of a unit as nodes of its server: valid as long as the server keeps its namespace array. */
export interface NodeTable {
  readonly namespaces: readonly string[];
  readonly byTag: ReadonlyMap<string, TagNode>;
}

/** Items of one request: below what an S7-1500 takes (1000), so that no server has to refuse (BadTooManyOperations). */
const itemsPerRequest = 250;

/** Longest wait for one answer; the library's lowest transaction time-out. */
const answerWithinMs = 5000;

const namespaceArrayNode = 'ns=0;i=2255';

export async function readNamespaces(session: ClientSession): Promise<readonly string[]> {
  const answer = session.read({ nodeId: namespaceArrayNode, attributeId: AttributeIds.Value });
  const { value } = await within(answer, answerWithinMs, 'Reading the namespace array');
  const namespaces: unknown = value.value;
  return Array.isArray(namespaces) ? namespaces.map(String) : [];
}

/**
 * Finds every tag of the map, the ring included, on the server.
 * Rejects with `TAG_MAP_NODE_MISSING` or `TAG_MAP_TYPE_WRONG`, naming all tags concerned with their node ids.
 */
export async function resolveNodes(session: ClientSession, map: TagMap, unit: UnitId): Promise<NodeTable> {
  const namespaces = await readNamespaces(session);
  const specs = Object.entries({ ...map.tags, ...ringTags(map) });
  const missing: string[] = [];
  const wrong: string[] = [];
  const found: TagNode[] = [];
  for (const [tag, spec] of specs) {
    const text = nodeIdText(map, unit, tag);
    const uri = /^nsu=([^;]+);/.exec(text)?.[1] ?? '';
    if (namespaces.includes(uri)) {
      found.push({ tag, spec, nodeId: resolveNodeId(text, { namespaceArray: [...namespaces] }) });
    } else {
      missing.push(`${tag} (${text})`);
    }
  }
  for (const chunk of chunks(found)) {
    const items = chunk.map(({ nodeId }) => ({ nodeId, attributeId: AttributeIds.DataType }));
    const answers = await within(session.read(items), answerWithinMs, 'Looking the tags up');
    chunk.forEach(({ tag, spec }, index) => {
      const answer = answers[index];
      const told = `${tag} (${nodeIdText(map, unit, tag)})`;
      if (!answer?.statusCode.isGood()) {
        missing.push(told);
        return;
      }
      const type = builtInType(answer.value.value as NodeId | null);
      if (type !== null && type !== dataTypes[spec.type]) {
        wrong.push(`${told} is ${DataType[type]}, the map says ${spec.type}`);
      }
    });
  }
  if (missing.length > 0)
    throw tagMapError('TAG_MAP_NODE_MISSING', unit, `the server has no ${listed(missing)}`);
  if (wrong.length > 0) throw tagMapError('TAG_MAP_TYPE_WRONG', unit, listed(wrong));
  return { namespaces, byTag: new Map(found.map((node) => [node.tag, node])) };
}

/** Reads tags in as few requests as possible; tags of one request are of one moment. */
export async function readTags(
  session: ClientSession,
  nodes: NodeTable,
  tags: readonly string[],
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  const wanted = tags.map((tag) => nodeOf(nodes, tag));
  for (const chunk of chunks(wanted)) {
    const items = chunk.map(({ nodeId }) => ({ nodeId, attributeId: AttributeIds.Value }));
    const answers = await within(session.read(items), answerWithinMs, 'Reading tags');
    chunk.forEach(({ tag, spec }, index) => {
      const answer = answers[index];
      if (answer) readings.set(tag, toReading(spec, answer));
    });
  }
  return readings;
}

export function nodeOf(nodes: NodeTable, tag: string): TagNode {
  const node = nodes.byTag.get(tag);
  if (!node) throw new Error(`The tag ${tag} is not in the tag map.`);
  return node;
}

/** The built-in type a DataType attribute names; null for a type of the server's own, which cannot be compared. */
function builtInType(nodeId: NodeId | null): DataType | null {
  if (!nodeId || nodeId.namespace !== 0 || typeof nodeId.value !== 'number') return null;
  if (nodeId.value === utcTimeType) return DataType.DateTime;
  return nodeId.value <= DataType.DiagnosticInfo && nodeId.value > 0 ? nodeId.value : null;
}

/** i=294, UtcTime: a DateTime by another name. */
const utcTimeType = 294;

/** Names in an error message; the rest is counted, so that a map for the wrong unit stays readable. */
const namesListed = 40;

function listed(names: readonly string[]): string {
  const rest = names.length - namesListed;
  return names.slice(0, namesListed).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function tagMapError(code: string, unit: UnitId, message: string): RefusedError {
  return new RefusedError({
    code,
    field: 'tagMap',
    message: `The tag map of ${unit} does not fit its PLC: ${message}.`,
    remedy: 'Correct the tag map or the PLC program; the driver looks again every few seconds.',
  });
}

function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += itemsPerRequest) {
    parts.push(items.slice(start, start + itemsPerRequest));
  }
  return parts;
}
