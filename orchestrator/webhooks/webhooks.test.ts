import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import { later } from '../../workflows/kernel/step.ts';
import { eventually } from '../engine/testing/workbench.ts';
import { collections } from '../views/projection.ts';
import { addressRules } from './addresses.ts';
import { signedHeaders, webhookSecret } from './message.ts';
import { createPost } from './post.ts';
import { client, failed, key, openHouse, realSite, taken, url } from './testing/house.ts';
import type { Sent, WebhookHouse } from './testing/house.ts';

const demonstrationSite = { laboratory: { demonstration: true } };

describe('a message', () => {
  it('is signed as the specification of Standard Webhooks has it', () => {
    // The example that its reference libraries are tested by.
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    expect(signedHeaders(message, [secret], instant(new Date(1_614_265_330_000).toISOString()))).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});

describe('a webhook', () => {
  let house: WebhookHouse;
  beforeEach(async () => (house = await openHouse()));
  afterEach(() => house.stop());
  const verified = ({ body, headers }: Sent, secret: string) =>
    new Webhook(secret).verify(body, { ...headers });

  it('sends each row once, in order, thin, and signed so that the reference library takes it', async () => {
    house.time.now = instant(new Date().toISOString());
    await house.happens(1);
    const { id, secret } = await house.made();
    await house.happens(2, 3);
    await eventually(() => house.receiver.sent.length === 3);
    expect(house.told()).toEqual([1, 2, 3]);
    const [first] = house.receiver.sent;
    expect(first?.id).toBe(`msg_${id}_1`);
    expect(first && verified(first, secret)).toEqual({
      type: 'certificate.issued',
      timestamp: house.time.now,
      data: { cursor: 1, declarationNo: '531620261234567890', certificateNo: 'QL/2026/000001' },
    });
    expect(() => first && verified({ ...first, body: `${first.body} ` }, secret)).toThrow(
      'No matching signature',
    );
  });

  it('begins with what comes from now on unless it is told otherwise', async () => {
    await house.happens(1, 2);
    await house.made(null);
    await house.happens(3);
    await eventually(() => house.receiver.sent.length === 1);
    expect(house.told()).toEqual([3]);
  });

  it('leaves one entry in the journal for all that goes well together, with a line among its deliveries', async () => {
    const { id } = await house.made();
    for (const cursor of [1, 2, 3]) await house.happens(cursor);
    await eventually(() => house.receiver.sent.length === 3);
    expect(house.entries()).toHaveLength(1);
    await eventually(() => house.waits.length > 0);
    house.waits[0]?.();
    await eventually(() => house.entries().length === 2);
    await eventually(async () => (await house.view(id)).delivered === 3);
    expect(
      await house.webhooks.deliveries(client, id, { before: Number.MAX_SAFE_INTEGER, limit: 9 }),
    ).toMatchObject([{ kind: 'delivered', from: 1, to: 3, problem: null }]);
  });

  it('tells of a failure, lets nothing overtake, and goes on with the same message id when it is resumed', async () => {
    const { id } = await house.made();
    house.receiver.answers = async ({ id: message }) => (message.endsWith('_2') ? failed : taken);
    await house.happens(1, 2, 3);
    await eventually(async () => (await house.view(id)).state === 'waiting');
    expect(house.told()).toEqual([1, 2]);
    expect(await house.view(id)).toMatchObject({
      delivered: 1,
      failing: { failures: 1, cursor: 2, status: 503 },
    });
    house.receiver.answers = async () => taken;
    await house.webhooks.command(client, id, { type: 'subscription.resumed' });
    await eventually(() => house.receiver.sent.length === 4);
    expect(house.told()).toEqual([1, 2, 2, 3]);
    expect(house.receiver.sent[2]?.id).toBe(house.receiver.sent[1]?.id);
    const lines = await house.webhooks.deliveries(client, id, { before: Number.MAX_SAFE_INTEGER, limit: 9 });
    expect(lines?.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['failed', 2, 2],
      ['delivered', 1, 1],
    ]);
    const older = await house.webhooks.deliveries(client, id, { before: lines?.[0]?.no ?? 0, limit: 9 });
    expect(older).toEqual(lines?.slice(1));
  });

  it('delivers after a crash what was under way again, under its id, and nothing else', async () => {
    const { id } = await house.made();
    house.receiver.answers = ({ id: message }) =>
      message.endsWith('_3')
        ? new Promise((resolve) => setTimeout(() => resolve(taken), 50))
        : Promise.resolve(taken);
    await house.happens(1, 2, 3, 4);
    await eventually(() => house.receiver.sent.length === 3);
    await house.kill();
    const again = await openHouse(house.disk);
    await eventually(() => again.receiver.sent.length === 2);
    expect(again.told()).toEqual([3, 4]);
    expect(again.receiver.sent[0]?.id).toBe(`msg_${id}_3`);
    await again.stop();
  });

  it('tries again after a restart once its time has come, and misses no row of meanwhile', async () => {
    const { id } = await house.made();
    house.receiver.answers = async () => failed;
    await house.happens(1);
    await eventually(async () => (await house.view(id)).state === 'waiting');
    await house.kill();
    const again = await openHouse(house.disk, later(house.time.now, 6_000));
    await again.happens(2);
    await eventually(() => again.receiver.sent.length === 2);
    expect(again.told()).toEqual([1, 2]);
    await again.stop();
  });

  it('is paused, replayed and sent by itself as it is told', async () => {
    const { id } = await house.made();
    await house.happens(1, 2);
    await eventually(() => house.receiver.sent.length === 2);
    await house.webhooks.command(client, id, { type: 'subscription.paused' });
    await eventually(async () => (await house.view(id)).state === 'paused');
    await house.happens(3);
    await house.webhooks.command(client, id, { type: 'ping.asked' });
    await eventually(async () => (await house.view(id)).ping?.answered?.status === 204);
    expect(house.receiver.sent.at(-1)?.id).toBe(`ping_${id}_1`);
    await house.webhooks.command(client, id, { type: 'subscription.replayed', after: 1 });
    await house.webhooks.command(client, id, { type: 'subscription.resumed' });
    await eventually(() => house.receiver.sent.length === 5);
    expect(house.told().filter((_, index) => index !== 2)).toEqual([1, 2, 2, 3]);
    expect(
      await house.webhooks.command(client, id, { type: 'subscription.replayed', after: 4 }),
    ).toMatchObject({
      refusal: { code: 'CURSOR_UNKNOWN', field: 'after' },
    });
  });

  it('tells nothing to a client that may not hear the feed any more', async () => {
    house.receiver.mayHear = false;
    const { id } = await house.made();
    await house.happens(1);
    await eventually(async () => (await house.view(id)).state === 'disabled');
    expect(house.receiver.sent).toEqual([]);
    expect((await house.view(id)).stopped?.problem).toBe('NOT_ENTITLED');
  });

  it('signs with both secrets while one takes the place of the other', async () => {
    house.time.now = instant(new Date().toISOString());
    const { id, secret: old } = await house.made();
    const rotated = await house.webhooks.rotate(client, id, 'gacc:rotate', 24);
    const secret = rotated.ok ? rotated.value.secret : '';
    expect(secret).not.toBe(old);
    expect(secret).toBe(webhookSecret(key, id, 2));
    await house.happens(1);
    await eventually(() => house.receiver.sent.length === 1);
    const [sent] = house.receiver.sent;
    for (const each of [old, secret])
      expect(sent && verified(sent, each)).toMatchObject({ data: { cursor: 1 } });
    expect(JSON.stringify(house.disk.journal.entries)).not.toContain(old.slice('whsec_'.length));
  });

  it('has one receiver of one client: the same key gives the same, others do not see it', async () => {
    const first = await house.made();
    expect(await house.made()).toEqual(first);
    const other = { ...client, clientId: 'other' };
    expect(await house.webhooks.webhook(other, first.id)).toBeNull();
    expect(await house.webhooks.command(other, first.id, { type: 'subscription.deleted' })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    await house.webhooks.command(client, first.id, { type: 'subscription.deleted' });
    await eventually(async () => (await house.webhooks.list(client)).length === 0);
  });

  it.each([
    ['SANDBOX_NOT_PERMITTED', { ...client, sandbox: true }, url, null],
    ['SCOPE_MISSING', { ...client, scopes: ['webhooks.manage'] as const }, url, null],
    ['CURSOR_UNKNOWN', client, url, 9],
    ['WEBHOOK_URL_INVALID', client, 'https://me:secret@customs.example/', null],
    ['WEBHOOK_URL_UNENCRYPTED', client, 'http://customs.example/', null],
    ['WEBHOOK_ADDRESS_REFUSED', client, 'https://169.254.169.254/latest', null],
  ])('is refused with %s', async (code, who, address, after) => {
    const outcome = await house.webhooks.create(who, 'gacc:x', { url: address, description: null, after });
    expect(outcome).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is one of ten at most', async () => {
    for (let no = 0; no < 10; no += 1) await house.made(0, `gacc:${no}`);
    const eleventh = await house.webhooks.create(client, 'gacc:more', { url, description: null, after: 0 });
    expect(eleventh).toMatchObject({ refusal: { code: 'TOO_MANY_WEBHOOKS' } });
  });

  it('raises alarms when it fails for long and when a letter dies, which name no cargo', async () => {
    const { id } = await house.made();
    house.receiver.answers = async () => failed;
    await house.happens(1);
    await eventually(async () => (await house.view(id)).state === 'waiting');
    house.time.now = later(house.time.now, 90_000_000);
    const process = processId(`webhook-subscription/${id}`);
    const timer = { id: 'an-hour', at: house.time.now, actor: { kind: 'system', id: 'timer' } as const };
    await house.engine.submit(process, { ...timer, event: { type: 'receiver.failing-long' } });
    await house.webhooks.command(client, id, { type: 'subscription.resumed' });
    await eventually(async () => (await house.view(id)).died === 1);
    const alarms = await house.views.find<{ readonly code: string; readonly message: object }>(
      collections.alarms,
    );
    expect(alarms.map(({ code }) => code).sort()).toEqual(['WEBHOOK_FAILING', 'WEBHOOK_LETTER_DEAD']);
    expect(JSON.stringify(alarms.map(({ message }) => message))).not.toMatch(
      /53162026|QL.2026|customs\.example/,
    );
  });
});

describe('posting', () => {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
  const answers: { next: RequestListener } = { next: (_, answer) => void answer.writeHead(204).end() };
  const receiver = createServer((ask, answer) => {
    const parts: Buffer[] = [];
    ask.on('data', (part: Buffer) => parts.push(part));
    ask.on('end', () => {
      seen.push({ headers: ask.headers, body: Buffer.concat(parts).toString() });
      answers.next(ask, answer);
    });
  });
  let base: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    receiver.closeAllConnections();
    receiver.close();
  });
  const { signal } = new AbortController();
  const toSelf = createPost({ rules: addressRules(demonstrationSite), patience: 200 });
  const post = (target = base) =>
    toSelf({ url: `${target}/hook`, headers: { 'webhook-id': 'm1' }, body: '{"q":"煤"}', signal });

  it('sends the very bytes that were signed', async () => {
    expect(await post()).toEqual(taken);
    expect(seen.at(-1)?.body).toBe('{"q":"煤"}');
    expect(seen.at(-1)?.headers).toMatchObject({ 'webhook-id': 'm1', 'content-type': 'application/json' });
  });

  it.each([
    [410, {}, 'GONE', null],
    [503, { 'Retry-After': '120' }, 'NOT_TAKEN', 120],
    [302, { Location: '/elsewhere' }, 'REDIRECTED', null],
    [429, { 'Retry-After': new Date(0).toUTCString() }, 'NOT_TAKEN', 0],
  ])('tells what %d means', async (status, headers, problem, retryAfter_s) => {
    answers.next = (_, answer) => void answer.writeHead(status, headers).end('no');
    const before = seen.length;
    expect(await post()).toEqual({ status, problem, retryAfter_s });
    expect(seen.length).toBe(before + 1);
  });

  it('takes an answer without reading a body that does not end', async () => {
    answers.next = (_, answer) => {
      answer.writeHead(200);
      const more = setInterval(() => answer.write('x'.repeat(600)), 1);
      answer.on('close', () => clearInterval(more));
    };
    expect((await post()).status).toBe(200);
    await eventually(
      async () => new Promise((resolve) => receiver.getConnections((_, count) => resolve(count === 0))),
    );
  });

  it('gives up who does not answer in time, and who is not there', async () => {
    answers.next = () => {};
    expect((await post()).problem).toBe('TIMED_OUT');
    expect((await post('http://127.0.0.1:1')).problem).toBe('UNREACHABLE');
  });

  it('connects to no address but those that were judged', async () => {
    const before = seen.length;
    const real = createPost({
      rules: addressRules(realSite),
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    const inside = { url: base.replace('http:', 'https:'), headers: {}, body: '{}', signal };
    expect((await real(inside)).problem).toBe('ADDRESS_REFUSED');
    expect((await real({ ...inside, url: 'https://rebound.example/' })).problem).toBe('ADDRESS_REFUSED');
    expect(seen.length).toBe(before);
  });

  it('asks a name once, and does not follow it from an opened network to elsewhere inside', async () => {
    const leadsTo = ['127.0.0.2', '127.0.0.1'];
    const rebinding = createPost({
      rules: addressRules({ ...realSite, webhooks: { allowedNetworks: ['127.0.0.2/32'] } }),
      resolve: async () => [{ address: leadsTo.shift() ?? '', family: 4 }],
      patience: 200,
    });
    const before = seen.length;
    const inside = { url: `https://rebound.example:${new URL(base).port}/`, headers: {}, body: '{}', signal };
    expect((await rebinding(inside)).problem).toMatch(/^(UNREACHABLE|TIMED_OUT)$/);
    expect(leadsTo).toEqual(['127.0.0.1']);
    expect((await rebinding(inside)).problem).toBe('ADDRESS_REFUSED');
    expect(seen.length).toBe(before);
  });
});

describe('addresses', () => {
  const { mayReach, refuseUrl } = addressRules(realSite);
  const isReached = (address: string) => mayReach([{ address, family: address.includes(':') ? 6 : 4 }]);

  it.each([
    '127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1',
    '::1', '::', 'fe80::1', 'fc00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1',
  ])('%s is not reached', (address) => expect(isReached(address)).toBe(false)); // prettier-ignore

  it.each(['8.8.8.8', '172.32.0.1', '2400:3200::1'])('%s is', (address) =>
    expect(isReached(address)).toBe(true),
  );

  it('one inside among several spoils them all', () => {
    expect(
      mayReach([
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]),
    ).toBe(false);
  });

  it.each(['https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'https://[::1]:8443/'])(
    '%s is this machine, however it is written',
    (text) => expect(refuseUrl(text)?.code).toBe('WEBHOOK_ADDRESS_REFUSED'),
  );

  describe('in networks that the site has opened', () => {
    const opened = addressRules({ ...realSite, webhooks: { allowedNetworks: ['10.20.5.0/24', 'fd12::/48'] } });
    const leadsTo = (...addresses: readonly string[]) =>
      opened.mayReach(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

    it.each(['10.20.5.17', 'fd12::7', '8.8.8.8'])('%s is reached', (address) => expect(leadsTo(address)).toBe(true));

    it.each(['10.20.6.17', '127.0.0.1', '169.254.169.254', 'fd13::7', '::1', '::ffff:10.20.6.17'])(
      '%s is not',
      (address) => expect(leadsTo(address)).toBe(false),
    );

    it('a name that leads there and elsewhere inside is not followed', () => {
      expect(leadsTo('10.20.5.17', '10.20.6.17')).toBe(false);
    });

    it('the address itself may be given, over TLS only', () => {
      expect(opened.refuseUrl('https://10.20.5.17/hook')).toBeUndefined();
      expect(opened.refuseUrl('http://10.20.5.17/hook')?.code).toBe('WEBHOOK_URL_UNENCRYPTED');
      expect(opened.refuseUrl('https://10.20.6.17/hook')?.code).toBe('WEBHOOK_ADDRESS_REFUSED');
    });
  });

  it('a demonstration also sends to its own machine, and nowhere else without TLS', () => {
    const demonstration = addressRules(demonstrationSite);
    expect(demonstration.refuseUrl('http://localhost:9000/')).toBeUndefined();
    expect(demonstration.refuseUrl('http://customs.example/')?.code).toBe('WEBHOOK_URL_UNENCRYPTED');
    expect(demonstration.refuseUrl('https://10.0.0.1/')?.code).toBe('WEBHOOK_ADDRESS_REFUSED');
  });
});
