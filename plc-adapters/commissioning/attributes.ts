import { AttributeIds, DataType, DataTypeIds } from 'node-opcua-client';
import type { ClientSession, NodeId } from 'node-opcua-client';
import { builtInType, goodValue, readAttributes } from '../opcua/attributes.ts';

/** How people call data types: OPC UA's name, or the server's own with its node id. */
export async function typeNames(session: ClientSession, types: readonly (NodeId | null)[]): Promise<readonly (string | null)[]> {
  const own = new Map(types.filter((type) => type !== null && type.namespace !== 0).map((type) => [String(type), type as NodeId]));
  const answers = await readAttributes(session, [...own.values()], [AttributeIds.BrowseName]);
  const names = new Map([...own.keys()].map((key, index) => [key, nameOf(goodValue(answers[index]?.[0]))]));
  return types.map((type) => (type === null ? null : (names.get(String(type)) ?? standardName(type))));
}

const nameOf = (browseName: unknown): string | null => (browseName as { name?: string | null } | null)?.name ?? null;

function standardName(type: NodeId): string {
  const builtIn = builtInType(type);
  if (builtIn !== null && type.value !== DataTypeIds.UtcTime) return DataType[builtIn];
  return (typeof type.value === 'number' && type.namespace === 0 && DataTypeIds[type.value]) || String(type);
}

/** What we may do with a node's value. */
export type Access = 'R' | 'W' | 'RW' | 'none';

/** Bits 0 and 1 of AccessLevel (Part 3, 8.57). Both must allow it: the node, and what this user may. */
export function accessOf(level: unknown, userLevel: unknown): Access | null {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const levels = [number(level), number(userLevel)].filter((each) => each !== null);
  if (levels.length === 0) return null;
  const both = levels.reduce((common, each) => common & each);
  return both & 1 ? (both & 2 ? 'RW' : 'R') : both & 2 ? 'W' : 'none';
}

/** `t/h`: the display name of an EUInformation (Part 8, 5.6.4.3). */
export function unitName(information: unknown): string | null {
  const text = (information as { displayName?: { text?: string | null } } | null)?.displayName?.text?.trim();
  return text ? text : null;
}
