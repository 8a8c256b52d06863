import { OPCUAServer } from 'node-opcua';

/** What the clients of this process's servers ask for: by their names as they log in, and the services they use. */
export class ServerRequests {
  private readonly names = new Map<object, string>();
  private readonly services = new Map<object, Set<string>>();

  /** Listens to every server of the process until it is stopped. */
  constructor() {
    const heard = this.heard.bind(this);
    const emit = OPCUAServer.prototype.emit;
    Object.defineProperty(OPCUAServer.prototype, 'emit', {
      configurable: true,
      value(this: OPCUAServer, event: string, ...rest: unknown[]): boolean {
        if (event === 'request') heard(rest[0] as ServiceRequest, rest[1] as object);
        return Reflect.apply(emit, this, [event, ...rest]) as boolean;
      },
    });
  }

  stop(): void {
    // The server's own is what the constructor put there; without it the inherited one serves again.
    Reflect.deleteProperty(OPCUAServer.prototype, 'emit');
  }

  /** Services used by clients of such a name. */
  by(isIt: (name: string) => boolean): ReadonlySet<string> {
    const theirs = [...this.services].filter(([channel]) => isIt(this.names.get(channel) ?? ''));
    return new Set(theirs.flatMap(([, services]) => [...services]));
  }

  private heard(request: ServiceRequest, channel: object): void {
    if (request.sessionName) this.names.set(channel, request.sessionName);
    const services = this.services.get(channel) ?? new Set<string>();
    this.services.set(channel, services.add(request.schema.name));
  }
}

interface ServiceRequest {
  readonly schema: { readonly name: string };
  /** Only when a session is asked for. */
  readonly sessionName?: string;
}
