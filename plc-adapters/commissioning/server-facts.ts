import { AttributeIds, ServerState, VariableIds, coerceNodeId } from 'node-opcua-client';
import type { ClientSession } from 'node-opcua-client';
import { goodValue, readAttributes } from '../opcua/attributes.ts';

/** What a server says of itself (ServerStatus, Part 5, 12.10). */
export interface ServerFacts {
  readonly product: string;
  readonly manufacturer: string;
  readonly softwareVersion: string;
  /** `Running`, or why not. */
  readonly state: string;
  /** ISO 8601, UTC; null when the server does not tell. */
  readonly startTime: string | null;
  readonly currentTime: string | null;
}

/** Reads the server's status; small servers leave parts of it out, which then are empty. */
export async function readServerFacts(session: ClientSession): Promise<ServerFacts> {
  const [answer] = await readAttributes(session, [coerceNodeId(VariableIds.Server_ServerStatus)], [AttributeIds.Value]);
  const status = goodValue(answer?.[0]) as ServerStatus | null;
  const { buildInfo } = status ?? {};
  return {
    product: buildInfo?.productName ?? '',
    manufacturer: buildInfo?.manufacturerName ?? '',
    softwareVersion: buildInfo?.softwareVersion ?? '',
    state: ServerState[status?.state ?? ServerState.Unknown],
    startTime: status?.startTime?.toISOString() ?? null,
    currentTime: status?.currentTime?.toISOString() ?? null,
  };
}

interface ServerStatus {
  readonly state?: ServerState;
  readonly startTime?: Date | null;
  readonly currentTime?: Date | null;
  readonly buildInfo?: { productName?: string | null; manufacturerName?: string | null; softwareVersion?: string | null };
}
