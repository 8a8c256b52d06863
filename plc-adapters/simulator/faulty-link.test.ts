import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { layLink, type FaultyLink } from './faulty-link.ts';

/** Long enough for bytes to come over the loopback interface on a busy machine, ms. */
const SETTLED = 300;

describe('a link that can be put out of order', () => {
  let plant: Server;
  let link: FaultyLink;
  let heard: string;
  beforeEach(async () => {
    heard = '';
    plant = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes) => {
        heard += bytes.toString();
        socket.write(`re:${bytes.toString()};`);
      });
    });
    plant.listen(0, '127.0.0.1');
    await once(plant, 'listening');
    link = await layLink((plant.address() as AddressInfo).port);
  });
  afterEach(async () => {
    await link.remove();
    plant.close();
    await once(plant, 'close');
  });

  interface Client {
    readonly socket: Socket;
    answers: string;
    closed: boolean;
  }
  function client(): Client {
    const socket = connect(link.port, '127.0.0.1');
    const made: Client = { socket, answers: '', closed: false };
    socket.on('data', (bytes) => (made.answers += bytes.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => (made.closed = true));
    return made;
  }
  async function until(condition: () => boolean): Promise<void> {
    for (let i = 0; !condition(); i++) {
      if (i > 1000) throw new Error('It did not come to that.');
      await sleep(10);
    }
  }
  async function talking(): Promise<Client> {
    const made = client();
    made.socket.write('a');
    await until(() => made.answers === 're:a;');
    return made;
  }

  it('passes everything while it is whole', async () => {
    const { socket } = await talking();
    socket.destroy();
    expect(heard).toBe('a');
  });

  it('breaks connections and lets none be made while it is cut', async () => {
    const before = await talking();
    link.set('cut');
    const during = client();
    await until(() => before.closed && during.closed);
    link.set('whole');
    (await talking()).socket.destroy();
  });

  it.each([
    ['no-answers', 'ab', 're:a;'],
    ['no-requests', 'a', 're:a;'],
    ['black-hole', 'a', 're:a;'],
  ] as const)(
    'is %s: the plant hears %s, the client hears %s, and what lost bytes breaks when it is whole again',
    async (state, plantHeard, answered) => {
      const talk = await talking();
      link.set(state);
      talk.socket.write('b');
      await until(() => heard === plantHeard);
      await sleep(SETTLED);
      expect([heard, talk.answers, talk.closed]).toEqual([plantHeard, answered, false]);
      link.set('whole');
      await until(() => talk.closed);
      (await talking()).socket.destroy();
    },
  );

  it('brings late what waited while it was stalled, and loses nothing', async () => {
    const talk = await talking();
    link.set('stalled');
    talk.socket.write('b');
    await sleep(SETTLED);
    expect([heard, talk.answers]).toEqual(['a', 're:a;']);
    link.set('whole');
    await until(() => talk.answers === 're:a;re:b;');
    expect(talk.closed).toBe(false);
    talk.socket.destroy();
  });
});
