import type { ClientSession, StatusCode } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { TagValue } from '../handshake/payload.ts';
import type { Reading } from '../unit-driver.ts';
import { nodeOf, readNamespaces, readTags } from './nodes.ts';
import type { NodeTable } from './nodes.ts';
import { answerWithinMs, withOneShotSession } from './one-shot-session.ts';
import type { CommandClientOptions } from './one-shot-session.ts';
import { within } from './time-limit.ts';
import { toWrite } from './values.ts';

/** A write the server answered, and not with Good. */
export interface RejectedWrite {
  readonly tag: string;
  readonly status: string;
}

/** One short connection on which a command is written. Every call rejects at once when the connection is gone. */
export interface CommandConnection {
  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
  /** Resolves with the rejected ones. When it rejects, the values may or may not have arrived. */
  write(values: readonly TagValue[]): Promise<readonly RejectedWrite[]>;
}

/** Connects for one command written to tags, and disconnects; see `withOneShotSession`. */
export async function withCommandConnection<T>(
  options: CommandClientOptions,
  nodes: NodeTable,
  use: (connection: CommandConnection) => Promise<T>,
): Promise<T> {
  return withOneShotSession(options, async (session, usable) => {
    await assertSameNamespaces(session, nodes);
    return use({
      read: async (tags) => readTags(usable(), nodes, tags),
      write: async (values) => {
        const items = values.map(([tag, value]) => toWrite(nodeOf(nodes, tag), value));
        const statuses: StatusCode[] = await within(usable().write(items), answerWithinMs, 'Writing a command');
        return values.flatMap(([tag], index) => {
          const status = statuses[index];
          return status?.isGood() ? [] : [{ tag, status: status?.name ?? 'no status' }];
        });
      },
    });
  });
}

/** Namespace indices change between PLC downloads: an old index could write another tag. */
async function assertSameNamespaces(session: ClientSession, nodes: NodeTable): Promise<void> {
  const namespaces = await readNamespaces(session);
  if (namespaces.join('\n') === nodes.namespaces.join('\n')) return;
  throw new RefusedError({
    code: 'NAMESPACES_CHANGED',
    message: 'The PLC numbers its namespaces otherwise than when its tags were looked up.',
    remedy: 'The tags are looked up again at the next connection; the command is tried again by itself.',
  });
}
