import { BrowseDirection, NodeClassMask, resolveNodeId } from 'node-opcua-client';
import type { ClientSession, NodeId } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { readNamespaces } from '../opcua/nodes.ts';
import { answerWithinMs, openWithinMs, withOneShotSession } from '../opcua/one-shot-session.ts';
import type { CommandClientOptions } from '../opcua/one-shot-session.ts';
import { within } from '../opcua/time-limit.ts';
import type { MethodCall } from './method-call.ts';

/** What a server answered to a call: the name of the status code, `Good` for accepted, and the run a start has begun. */
export interface CallAnswer {
  readonly status: string;
  readonly runId: string | null;
}

/** One short connection on which a method is called. */
export interface MethodConnection {
  /** When it rejects, the method may or may not have run. */
  call(call: MethodCall): Promise<CallAnswer>;
}

/**
 * Connects for one call, and disconnects; see `withOneShotSession`. The methods are looked up each time: their node ids change with
 * downloads. Rejects before anything is called with what hinders the connection, or `METHOD_OBJECT_MISSING`.
 *
 * @param object the unit's object as `nsu=<uri>;s=<name>`
 */
export async function withMethodConnection<T>(
  options: CommandClientOptions,
  object: string,
  use: (connection: MethodConnection) => Promise<T>,
): Promise<T> {
  return withOneShotSession(options, async (session, usable) => {
    const { objectId, methods } = await within(findMethods(session, object), openWithinMs, 'Looking the methods up');
    return use({
      call: async (call) => {
        const connected = usable();
        const methodId = methods.get(call.method);
        if (!methodId) return { status: 'BadMethodInvalid', runId: null };
        const calling = connected.call({ objectId, methodId, inputArguments: [...call.arguments] });
        const { statusCode, outputArguments } = await within(calling, answerWithinMs, `Calling ${call.method}`);
        const runId: unknown = outputArguments?.[0]?.value;
        return {
          status: statusCode.isGood() ? 'Good' : statusCode.name,
          runId: typeof runId === 'string' ? runId : null,
        };
      },
    });
  });
}

async function findMethods(session: ClientSession, object: string) {
  const namespaceArray = [...(await readNamespaces(session))];
  const uri = /^nsu=([^;]+);/.exec(object)?.[1] ?? '';
  if (!namespaceArray.includes(uri)) throw objectMissing(object);
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
