import { AttributeIds, DataType, VariableIds, coerceNodeId, resolveNodeId } from 'node-opcua-client';
import type { NodeId } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { nodeIdText, ringTags } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { Reading } from '../unit-driver.ts';
import { builtInType, goodValue, readAttributes } from './attributes.ts';
import type { WatchingSession } from './session.ts';
import type { TagNode } from './values.ts';
import { dataTypes, toReading } from './values.ts';

/** The tags of a unit as nodes of its server: valid as long as the server keeps its namespace array. */
export interface NodeTable {
  readonly namespaces: readonly string[];
  readonly byTag: ReadonlyMap<string, TagNode>;
}

const namespaceArrayNode = coerceNodeId(VariableIds.Server_NamespaceArray);

export async function readNamespaces(session: WatchingSession): Promise<readonly string[]> {
  const [answer] = await readAttributes(session, [namespaceArrayNode], [AttributeIds.Value], 'Reading the namespace array');
  const namespaces = goodValue(answer?.[0]);
  return Array.isArray(namespaces) ? namespaces.map(String) : [];
}

/** The namespace URI of a node id in the form `nsu=<uri>;…`. */
export const namespaceOf = (node: string): string => /^nsu=([^;]+);/.exec(node)?.[1] ?? '';

/**
 * Finds every tag of the map, the ring included, on the server.
 * Rejects with `TAG_MAP_NODE_MISSING` or `TAG_MAP_TYPE_WRONG`, naming all tags concerned with their node ids.
 */
export async function resolveNodes(session: WatchingSession, map: TagMap, unit: UnitId): Promise<NodeTable> {
  const namespaces = await readNamespaces(session);
  const specs = Object.entries({ ...map.tags, ...ringTags(map) });
  const missing: string[] = [];
  const wrong: string[] = [];
  const found: TagNode[] = [];
  for (const [tag, spec] of specs) {
    const text = nodeIdText(map, unit, tag);
    if (namespaces.includes(namespaceOf(text))) {
      found.push({ tag, spec, nodeId: resolveNodeId(text, { namespaceArray: [...namespaces] }) });
    } else {
      missing.push(`${tag} (${text})`);
    }
  }
  const answers = await readAttributes(session, found.map(idOf), [AttributeIds.DataType], 'Looking the tags up');
  found.forEach(({ tag, spec }, index) => {
    const [answer] = answers[index] ?? [];
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
  if (missing.length > 0)
    throw tagMapError('TAG_MAP_NODE_MISSING', unit, `the server has no ${listed(missing)}`);
  if (wrong.length > 0) throw tagMapError('TAG_MAP_TYPE_WRONG', unit, listed(wrong));
  return { namespaces, byTag: new Map(found.map((node) => [node.tag, node])) };
}

/** Reads tags in as few requests as possible; tags of one request are of one moment. */
export async function readTags(
  session: WatchingSession,
  nodes: NodeTable,
  tags: readonly string[],
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  const wanted = tags.map((tag) => nodeOf(nodes, tag));
  const answers = await readAttributes(session, wanted.map(idOf), [AttributeIds.Value], 'Reading tags');
  wanted.forEach(({ tag, spec }, index) => {
    const [answer] = answers[index] ?? [];
    if (answer) readings.set(tag, toReading(spec, answer));
  });
  return readings;
}

const idOf = ({ nodeId }: TagNode): NodeId => nodeId;

export function nodeOf(nodes: NodeTable, tag: string): TagNode {
  const node = nodes.byTag.get(tag);
  if (!node) throw new Error(`The tag ${tag} is not in the tag map.`);
  return node;
}

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
