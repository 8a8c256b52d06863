import { OPCUAClient } from 'node-opcua-client';
import type { ClientSession, OPCUAClientOptions, StatusCode, UserIdentityInfo } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { TagValue } from '../handshake/payload.ts';
import type { Reading } from '../unit-driver.ts';
import { nodeOf, readNamespaces, readTags } from './nodes.ts';
import type { NodeTable } from './nodes.ts';
import { farewell } from './session.ts';
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

export interface CommandClientOptions {
  readonly endpoint: string;
  readonly client: OPCUAClientOptions;
  readonly user: UserIdentityInfo;
}

/** Connection and session; a PLC on a local network takes well below a second. */
const openWithinMs = 5000;
const answerWithinMs = 5000;

/**
 * Connects for one command, and disconnects. A client that reconnects keeps writes and carries them out when the link is
 * back (measured: 15 s late), so this one never reconnects: what cannot be written now is not written.
 */
export async function withCommandConnection<T>(
  options: CommandClientOptions,
  nodes: NodeTable,
  use: (connection: CommandConnection) => Promise<T>,
): Promise<T> {
  const client = OPCUAClient.create(options.client);
  let broken = false;
  client.on('connection_lost', () => (broken = true));
  client.on('start_reconnection', () => (broken = true));
  client.on('close', () => (broken = true));
  try {
    const session = await within(open(client, options), openWithinMs, 'Connecting for a command');
    await assertSameNamespaces(session, nodes);
    const usable = (): ClientSession => {
      if (broken || client.isReconnecting || session.isReconnecting) throw connectionGone();
      return session;
    };
    return await use({
      read: async (tags) => readTags(usable(), nodes, tags),
      write: async (values) => {
        const items = values.map(([tag, value]) => toWrite(nodeOf(nodes, tag), value));
        const statuses: StatusCode[] = await within(
          usable().write(items),
          answerWithinMs,
          'Writing a command',
        );
        return values.flatMap(([tag], index) => {
          const status = statuses[index];
          return status?.isGood() ? [] : [{ tag, status: status?.name ?? 'no status' }];
        });
      },
    });
  } finally {
    await farewell(client);
  }
}

async function open(client: OPCUAClient, options: CommandClientOptions): Promise<ClientSession> {
  await client.connect(options.endpoint);
  return client.createSession(options.user);
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

const connectionGone = () =>
  new RefusedError({
    code: 'COMMAND_CONNECTION_GONE',
    message: 'The connection broke while a command was being written.',
    remedy: 'What became of the command is read from the PLC as soon as it answers.',
  });
