import { AttributeIds, BrowseDirection, NodeClass, browseAll, coerceNodeId, resolveNodeId } from 'node-opcua-client';
import type { ClientSession, DataValue, NodeId, ReferenceDescription } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { goodValue, readAttributes } from '../opcua/attributes.ts';
import { readNamespaces } from '../opcua/nodes.ts';
import { within } from '../opcua/time-limit.ts';
import { accessOf, typeNames } from './attributes.ts';
import type { Access } from './attributes.ts';
import { readUnits } from './tag-facts.ts';
import { valueText } from './value-text.ts';
import type { PlantAddress } from './plant-address.ts';
import { visit } from './visit.ts';

/** A node with what is below it. */
export interface BrowsedNode {
  /** With the namespace's URI, as a tag map wants it: `nsu=urn:quay:plc;s=CS-01.Sts.AckSeq`; `i=…` for OPC UA's own nodes. */
  readonly nodeId: string;
  readonly name: string;
  /** `Object`, `Variable`, `Method` … */
  readonly nodeClass: string;
  /** Only of a variable. */
  readonly variable: {
    readonly type: string | null;
    readonly access: Access | null;
    /** In words; the status when it is not good. */
    readonly value: string;
    readonly unit: string | null;
  } | null;
  readonly children: readonly BrowsedNode[];
  /** True when there is more below that was not looked at. */
  readonly cut: boolean;
}

export interface BrowseWish {
  /** Node id, `nsu=<uri>;s=<name>` or `ns=<index>;s=<name>`; the Objects folder when absent. */
  readonly from?: string;
  /** Levels below the start, 1 or more. */
  readonly depth: number;
}

/** The server's own diagnostics: thousands of nodes that nobody looks for; it can be named as a start. */
const serverObject = coerceNodeId('i=2253').toString();
/** What people can still read; a longer tree is cut and says so. */
const mostNodes = 10_000;
/** The library asks for as few as 10 nodes at a time, so many requests are in one of these. */
const nodesAtOnce = 100;
const browseWithinMs = 30_000;

/** Shown beside their variable, not as nodes of their own. */
const shownOtherwise: ReadonlySet<string> = new Set(['EngineeringUnits']);

/** Reads a server's tree of nodes. Refuses what `visit` refuses, and `NODE_MISSING` for a start the server does not have. */
export async function browsePlant(address: PlantAddress, wish: BrowseWish, pkiFolder: string): Promise<BrowsedNode> {
  return visit(address, pkiFolder, async ({ session }) => {
    const namespaces = await readNamespaces(session);
    const start = startNode(wish.from, namespaces);
    const [answer] = await readAttributes(session, [start], [AttributeIds.NodeClass, AttributeIds.BrowseName]);
    const nodeClass = goodValue(answer?.[0]);
    if (typeof nodeClass !== 'number') throw nodeMissing(wish.from ?? '', namespaces);
    const name = (goodValue(answer?.[1]) as { name?: string } | null)?.name ?? '';
    const root: Branch = { nodeId: start, name, nodeClass, children: [], cut: false };
    const all = await grow(session, root, wish.depth);
    return toTree(root, await describe(session, all), namespaces);
  });
}

interface Branch {
  readonly nodeId: NodeId;
  readonly name: string;
  readonly nodeClass: NodeClass;
  readonly children: Branch[];
  cut: boolean;
}

/** Level by level; a node that can be reached in two ways hangs where it was met first, so circles end. */
async function grow(session: ClientSession, root: Branch, depth: number): Promise<readonly Branch[]> {
  const met = new Map([[root.nodeId.toString(), root]]);
  let level = [root];
  for (let depthNow = 0; level.length > 0; depthNow++) {
    for (const branch of level) branch.cut = isServer(branch) && branch !== root;
    // Below the last level only whether there is more is of interest, and of a variable not even that.
    const opened = level.filter(({ cut, nodeClass }) => !cut && (depthNow < depth || nodeClass !== NodeClass.Variable));
    const results = await browseBelow(session, opened);
    const next: Branch[] = [];
    opened.forEach((branch, index) => {
      for (const reference of results[index] ?? []) {
        const key = reference.nodeId.toString();
        if (met.has(key)) continue;
        if (depthNow >= depth || met.size >= mostNodes) {
          branch.cut = true;
          continue;
        }
        const { nodeId, nodeClass } = reference;
        const child: Branch = { nodeId, nodeClass, name: nameOf(reference), children: [], cut: false };
        met.set(key, child);
        branch.children.push(child);
        next.push(child);
      }
    });
    level = next;
  }
  return [...met.values()];
}

async function browseBelow(session: ClientSession, branches: readonly Branch[]): Promise<readonly (readonly ReferenceDescription[])[]> {
  const found: ReferenceDescription[][] = [];
  for (let start = 0; start < branches.length; start += nodesAtOnce) {
    const questions = branches.slice(start, start + nodesAtOnce).map(downwards);
    const results = await within(browseAll(session, questions), browseWithinMs, 'Browsing');
    found.push(...results.map(({ references }) => (references ?? []).filter((reference) => !shownOtherwise.has(nameOf(reference)))));
  }
  return found;
}

const isServer = ({ nodeId }: Branch): boolean => nodeId.toString() === serverObject;

const downwards = ({ nodeId }: Branch) => ({
  nodeId,
  referenceTypeId: 'HierarchicalReferences',
  includeSubtypes: true,
  browseDirection: BrowseDirection.Forward,
  // Every class of node; name and class of each (Part 4, 7.6).
  nodeClassMask: 0,
  resultMask: 63,
});

const nameOf = ({ browseName }: ReferenceDescription): string => browseName.name ?? '';

async function describe(session: ClientSession, branches: readonly Branch[]): Promise<ReadonlyMap<Branch, BrowsedNode['variable']>> {
  const variables = branches.filter(({ nodeClass }) => nodeClass === NodeClass.Variable);
  const ids = variables.map(({ nodeId }) => nodeId);
  const asked = [AttributeIds.DataType, AttributeIds.AccessLevel, AttributeIds.UserAccessLevel, AttributeIds.Value];
  const answers = await readAttributes(session, ids, asked);
  const types = await typeNames(
    session,
    answers.map(([type]) => goodValue(type) as NodeId | null),
  );
  const units = await readUnits(session, ids);
  return new Map(
    variables.map((branch, index) => {
      const [, level, userLevel, value] = answers[index] ?? [];
      const told = {
        type: types[index] ?? null,
        access: accessOf(goodValue(level), goodValue(userLevel)),
        value: textOf(value),
        unit: units[index] ?? null,
      };
      return [branch, told];
    }),
  );
}

const textOf = (value: DataValue | undefined): string => (value ? valueText(value) : '');

function toTree(branch: Branch, described: ReadonlyMap<Branch, BrowsedNode['variable']>, namespaces: readonly string[]): BrowsedNode {
  return {
    nodeId: portableId(branch.nodeId, namespaces),
    name: branch.name,
    nodeClass: NodeClass[branch.nodeClass],
    variable: described.get(branch) ?? null,
    children: branch.children.map((child) => toTree(child, described, namespaces)),
    cut: branch.cut,
  };
}

/** With the namespace by its URI, because its number changes between downloads. */
function portableId(nodeId: NodeId, namespaces: readonly string[]): string {
  const text = nodeId.toString().replace(/^ns=\d+;/, '');
  return nodeId.namespace === 0 ? text : `nsu=${namespaces[nodeId.namespace] ?? nodeId.namespace};${text}`;
}

function startNode(from: string | undefined, namespaces: readonly string[]): NodeId {
  if (from === undefined) return coerceNodeId('i=85');
  const uri = /^nsu=([^;]+);/.exec(from)?.[1];
  if (uri !== undefined && !namespaces.includes(uri)) throw nodeMissing(from, namespaces);
  if (!/^((nsu=[^;]+|ns=\d+);)?[sigb]=.+$/.test(from)) throw nodeMissing(from, namespaces);
  return resolveNodeId(from, { namespaceArray: [...namespaces] });
}

const nodeMissing = (from: string, namespaces: readonly string[]) =>
  new RefusedError({
    code: 'NODE_MISSING',
    field: 'from',
    message: `The server has no node ${from}. Its namespaces are ${namespaces.join(', ')}.`,
    remedy: 'Write the node as nsu=<namespace>;s=<name>; browse without --from to find it.',
  });
