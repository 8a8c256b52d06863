import { BrowseDirection, NodeClassMask, resolveNodeId } from 'node-opcua-client';
import type { ClientSession, NodeId } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { namespaceOf, readNamespaces } from '../opcua/nodes.ts';

/** An object of the server with its methods, by browse name. */
interface MethodObject {
  readonly objectId: NodeId;
  readonly methods: ReadonlyMap<string, NodeId>;
}

/**
 * Looks an object's methods up. Rejects with `METHOD_OBJECT_MISSING` when the server has no such object.
 * @param object as `nsu=<uri>;s=<name>`
 */
export async function findMethods(session: ClientSession, object: string): Promise<MethodObject> {
  const namespaceArray = [...(await readNamespaces(session))];
  if (!namespaceArray.includes(namespaceOf(object))) throw objectMissing(object);
  const objectId = resolveNodeId(object, { namespaceArray });
  const { statusCode, references } = await session.browse({
    nodeId: objectId,
    browseDirection: BrowseDirection.Forward,
    referenceTypeId: 'HasComponent',
    includeSubtypes: true,
    nodeClassMask: NodeClassMask.Method,
    resultMask: 0x3f,
  });
  if (!statusCode.isGood()) throw objectMissing(object);
  const methods = new Map<string, NodeId>();
  for (const { browseName, nodeId } of references ?? []) methods.set(browseName.name ?? '', nodeId);
  return { objectId, methods };
}

const objectMissing = (object: string) =>
  new RefusedError({
    code: 'METHOD_OBJECT_MISSING',
    message: `The server has no object ${object} to call methods of.`,
    remedy: 'Correct methodObject in the tag map, or the PLC program.',
  });
