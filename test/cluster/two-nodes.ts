import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createInterface } from 'node:readline';
import type { Login } from '../../orchestrator/composition/identity.ts';
import { mongoLeases } from '../../orchestrator/storage/mongo/leases.ts';
import type { Connection } from 'mongoose';
import { freePort } from '../support/free-port.ts';
import { startNodeProcess } from '../support/port-house.ts';
import type { NodeReady, NodeTerms } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';

export type NodeName = 'north' | 'south';
const names: readonly NodeName[] = ['north', 'south'];

/** Two nodes of a cluster as processes, and an address at which whichever of them lives is reached, as behind a load balancer. */
export class TwoNodes {
  readonly #terms: Omit<NodeTerms, 'name' | 'port'>;
  readonly #leases: ReturnType<typeof mongoLeases>;
  readonly #ports = new Map<NodeName, number>();
  readonly #running = new Map<NodeName, RunningProcess<NodeReady>>();
  #front: Server | null = null;
  #turn = 0;
  logins: readonly Login[] = [];

  constructor(connection: Connection, terms: Omit<NodeTerms, 'name' | 'port'>) {
    this.#terms = terms;
    this.#leases = mongoLeases(connection);
  }

  async start(): Promise<string> {
    for (const name of names) this.#ports.set(name, await freePort());
    for (const name of names) await this.startNode(name);
    const front = createServer((near) => {
      // By turns, so that requests reach the node that stands by as often as the one that leads.
      this.#turn += 1;
      const port = this.#ports.get(names[this.#turn % names.length] ?? 'north') ?? 0;
      const other = this.#ports.get(names[(this.#turn + 1) % names.length] ?? 'north') ?? 0;
      const pass = (to: number, otherwise: (() => void) | null) => {
        const far = connect(to, '127.0.0.1');
        far.once('connect', () => near.pipe(far).pipe(near));
        far.on('error', () => (otherwise && !far.bytesRead ? otherwise() : near.destroy()));
        far.on('close', () => far.bytesRead > 0 && near.destroy());
        near.on('error', () => far.destroy());
        near.on('close', () => far.destroy());
      };
      pass(port, () => pass(other, null));
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    this.#front = front;
    return `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  }

  async startNode(name: NodeName): Promise<void> {
    const node = await startNodeProcess(
      { ...this.#terms, name, port: this.#ports.get(name) ?? 0 },
      (child) => {
        if (!child.stdout) return;
        createInterface({ input: child.stdout }).on('line', (line) => {
          if (line.startsWith('{"leading"'))
            this.logins = (JSON.parse(line) as { logins: readonly Login[] }).logins;
        });
      },
    );
    this.#running.set(name, node);
  }

  node(name: NodeName): RunningProcess<NodeReady> {
    const node = this.#running.get(name);
    if (!node) throw new Error(`the node ${name} was not started`);
    return node;
  }

  /** Who holds the lease, and under which term; null when nobody does. */
  async leader(): Promise<{ readonly name: NodeName; readonly term: number } | null> {
    const lease = await this.#leases.read('port');
    const name = names.find((each) => lease?.holder?.startsWith(`${each} `));
    return lease && name ? { name, term: lease.term } : null;
  }

  async stop(): Promise<void> {
    for (const node of this.#running.values()) {
      node.child.kill('SIGCONT');
      await node.kill('SIGKILL');
    }
    this.#front?.close();
  }
}

export const otherThan = (name: NodeName): NodeName => (name === 'north' ? 'south' : 'north');
