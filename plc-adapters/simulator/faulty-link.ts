import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * `whole`: bytes pass. `cut`: connections break and none are made. `black-hole`: connections stand and nothing passes. `no-answers`:
 * requests still reach the plant and are carried out, answers and notifications are lost. `no-requests`: the other way about.
 * `stalled`: nothing passes and nothing is lost, until the link is whole again: what waited comes late, all at once.
 */
export const LINK_STATES = ['whole', 'cut', 'black-hole', 'no-answers', 'no-requests', 'stalled'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** A cable to a TCP port that can be put out of order. */
export interface FaultyLink {
  /** Where clients connect, on 127.0.0.1. */
  readonly port: number;
  /**
   * A connection over which bytes were lost cannot go on: it is broken when the link becomes whole or stalled again, as TCP
   * would break it at the first gap it finds.
   */
  set(state: LinkState): void;
  /** Breaks every connection and frees the port. */
  remove(): Promise<void>;
}

type Direction = 'to-plant' | 'from-plant';

/** Lays a link to a port of this machine. @param port 0 takes a free one. */
export async function layLink(targetPort: number, port = 0): Promise<FaultyLink> {
  const connections = new Set<Connection>();
  let state: LinkState = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const connection = new Connection(near, connect(targetPort, '127.0.0.1'), () =>
      connections.delete(connection),
    );
    connections.add(connection);
    connection.set(state);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      state = next;
      for (const connection of connections) connection.set(next);
    },
    remove: async () => {
      for (const connection of connections) connection.break();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

class Connection {
  readonly #near: Socket;
  readonly #far: Socket;
  #state: LinkState = 'whole';
  #hasLost = false;

  constructor(near: Socket, far: Socket, closed: () => void) {
    this.#near = near;
    this.#far = far;
    this.#carry(near, far, 'to-plant');
    this.#carry(far, near, 'from-plant');
    for (const socket of [near, far]) {
      socket.on('error', () => this.break());
      socket.on('close', () => {
        this.break();
        closed();
      });
    }
  }

  set(state: LinkState): void {
    this.#state = state;
    if (state === 'cut' || (this.#hasLost && (state === 'whole' || state === 'stalled'))) return this.break();
    for (const socket of [this.#near, this.#far]) {
      if (state === 'stalled') socket.pause();
      else socket.resume();
    }
  }

  break(): void {
    this.#near.destroy();
    this.#far.destroy();
  }

  #carry(from: Socket, to: Socket, direction: Direction): void {
    from.on('data', (bytes) => {
      if (!this.#passes(direction)) this.#hasLost = true;
      else if (!to.write(bytes)) {
        from.pause();
        to.once('drain', () => this.#state !== 'stalled' && from.resume());
      }
    });
  }

  #passes(direction: Direction): boolean {
    if (this.#state === 'black-hole') return false;
    return this.#state !== (direction === 'to-plant' ? 'no-requests' : 'no-answers');
  }
}
