import { OPCUAClient } from 'node-opcua-client';
import type { ClientSession, OPCUAClientOptions, UserIdentityInfo } from 'node-opcua-client';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { farewell } from './session.ts';
import { within } from './time-limit.ts';

export interface CommandClientOptions {
  readonly endpoint: string;
  readonly client: OPCUAClientOptions;
  readonly user: UserIdentityInfo;
  /** Whether this process may command the plant at this moment; asked right before everything that is sent. Absent: always. */
  readonly mayCommand?: () => boolean;
}

/** Connection and session, and looking up what is needed; a PLC on a local network takes well below a second. */
export const openWithinMs = 5000;
/** A write or a call. */
export const answerWithinMs = 5000;

/**
 * Connects for one command, and disconnects. A client that reconnects keeps what it was given and carries it out when the link is
 * back (measured: 15 s late), so this one never reconnects: what cannot be sent now is not sent. `usable` gives the session, or
 * throws `COMMAND_CONNECTION_GONE` or `COMMAND_NOT_OURS`; ask it right before everything that is sent.
 */
export async function withOneShotSession<T>(
  options: CommandClientOptions,
  use: (session: ClientSession, usable: () => ClientSession) => Promise<T>,
): Promise<T> {
  const client = OPCUAClient.create(options.client);
  let broken = false;
  for (const event of ['connection_lost', 'start_reconnection', 'close'] as const) client.on(event, () => (broken = true));
  try {
    const session = await within(open(client, options), openWithinMs, 'Connecting for a command');
    return await use(session, () => {
      if (options.mayCommand?.() === false) throw notOurs();
      if (broken || client.isReconnecting || session.isReconnecting) throw connectionGone();
      return session;
    });
  } finally {
    await farewell(client);
  }
}

async function open(client: OPCUAClient, options: CommandClientOptions): Promise<ClientSession> {
  await client.connect(options.endpoint);
  return client.createSession(options.user);
}

const connectionGone = () =>
  new RefusedError({
    code: 'COMMAND_CONNECTION_GONE',
    message: 'The connection broke while a command was being given.',
    remedy: 'What became of the command is read from the PLC as soon as it answers.',
  });

const notOurs = () =>
  new RefusedError({
    code: 'COMMAND_NOT_OURS',
    message: 'Another node may lead the plant now.',
    remedy: 'The node that leads finds the command in the journal, and reads from the PLC what became of it.',
  });
