import { answerWithinMs, openWithinMs, withOneShotSession } from '../opcua/one-shot-session.ts';
import type { CommandClientOptions } from '../opcua/one-shot-session.ts';
import { within } from '../opcua/time-limit.ts';
import type { MethodCall } from './method-call.ts';
import { findMethods } from './method-nodes.ts';

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
