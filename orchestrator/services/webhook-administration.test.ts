import { later } from '../../workflows/kernel/step.ts';
import { firstWebhookDefinition } from '../../workflows/webhook/machine.ts';
import { definitionHash } from '../engine/definitions.ts';
import { eventually } from '../engine/testing/workbench.ts';
import { client, failed, openDisk, openHouse, taken, url } from '../webhooks/testing/house.ts';
import type { WebhookHouse } from '../webhooks/testing/house.ts';
import type { Posted } from '../webhooks/post.ts';
import type { Caller } from './contract.ts';

const administrator: Caller = { id: 'admin', name: '管理员', roles: ['administrator'] };

describe('an administrator', () => {
  let house: WebhookHouse;
  beforeEach(async () => (house = await openHouse()));
  afterEach(() => house.stop());
  const suspend = { type: 'subscription.suspended', reason: 'taken over' } as const;
  const reinstate = { type: 'subscription.reinstated', reason: 'mended' } as const;
  const standing = async (id: string) => {
    const found = await house.administration.webhook(id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  };
  const deadLetter = async () => {
    const { id } = await house.made();
    house.receiver.answers = async () => failed;
    await house.happens(1);
    await eventually(async () => (await house.view(id)).state === 'waiting');
    house.time.now = later(house.time.now, 90_000_000);
    await house.webhooks.command(client, id, { type: 'subscription.resumed' });
    await eventually(async () => (await house.view(id)).died === 1);
    return id;
  };

  it('sees who is behind and what became of what was sent, without what may be secret in an address', async () => {
    const asked = { url: `${url}?key=its-own`, description: null, after: 0 };
    const made = await house.webhooks.create({ ...client, clientId: 'other' }, 'other:1', asked);
    const id = made.ok ? made.value.id : '';
    await house.made();
    house.receiver.answers = async () => failed;
    await house.happens(1, 2);
    await eventually(async () => (await standing(id)).state === 'waiting');
    const [, other] = await house.administration.list();
    expect(other).toMatchObject({
      client: 'other',
      address: 'https://customs.example/hook?…',
      behind: 2,
      lastDelivery: { kind: 'failed', status: 503, failures: 1 },
    });
    expect(JSON.stringify(other)).not.toContain('its-own');
    const page = await house.administration.deliveries(id, { limit: 1 });
    expect(page).toMatchObject({ items: [{ from: 1, problem: 'NOT_TAKEN' }], next: null });
    expect(await house.administration.deliveries('nobody', { limit: 1 })).toBeNull();
  });

  it('has a dead letter sent again once the receiver works, on record under his name', async () => {
    const id = await deadLetter();
    house.receiver.answers = async () => taken;
    const letter = { type: 'letter.resent', cursor: 1 } as const;
    expect(await house.administration.command(administrator, id, letter)).toMatchObject({ ok: true });
    await eventually(async () => (await standing(id)).deadLetters.length === 0);
    expect((await standing(id)).lastDelivery).toMatchObject({ kind: 'resent', problem: null });
    const bodies = house.entries().map(({ body }) => body);
    expect(bodies.find((body) => body.includes('letter.resent'))).toContain(
      '"actor":{"kind":"person","id":"admin","name":"管理员"}',
    );
  });

  it('stops one: its client is told why and cannot start it, and nothing is lost when it goes on', async () => {
    const { id } = await house.made();
    await house.happens(1);
    await eventually(() => house.told().length === 1);
    await house.administration.command(administrator, id, suspend);
    await eventually(async () => (await standing(id)).state === 'suspended');
    await house.happens(2, 3);
    expect((await house.view(id)).suspended).toMatchObject({ reason: 'taken over', by: { id: 'admin' } });
    expect(await house.webhooks.command(client, id, { type: 'subscription.resumed' })).toMatchObject({
      refusal: { code: 'WEBHOOK_SUSPENDED' },
    });
    expect([house.told(), (await standing(id)).behind]).toEqual([[1], 2]);
    await house.administration.command(administrator, id, reinstate);
    await eventually(() => house.told().length === 3);
    expect(house.told()).toEqual([1, 2, 3]);
  });

  it('stops also a letter that was asked for before and is sent only after a restart', async () => {
    const id = await deadLetter();
    let answered = (_: Posted) => {};
    house.receiver.answers = () => new Promise((resolve) => (answered = resolve));
    await house.webhooks.command(client, id, { type: 'letter.resent', cursor: 1 });
    await eventually(() => house.told().length === 3);
    await house.administration.command(administrator, id, suspend);
    const killed = house.kill();
    answered(taken);
    await killed;
    house = await openHouse(house.disk, house.time.now);
    await eventually(async () => (await standing(id)).lastDelivery?.kind === 'resent');
    expect(house.told()).toEqual([]);
    expect((await standing(id)).deadLetters).toMatchObject([{ cursor: 1, problem: 'SUSPENDED' }]);
  });

  it('is refused a cursor that the feed does not have, and what is not there', async () => {
    const { id } = await house.made();
    const replay = { type: 'subscription.replayed', after: 9, reason: 'receiver lost its data' } as const;
    expect(await house.administration.command(administrator, id, replay)).toMatchObject({
      refusal: { code: 'CURSOR_UNKNOWN', field: 'after' },
    });
    expect(await house.administration.command(administrator, 'nobody', suspend)).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await house.administration.webhook('nobody')).toBeNull();
  });
});

describe('a webhook begun before the port could stop one', () => {
  it('is what it was: version 1 is as it stands in journals', () => {
    expect(definitionHash(firstWebhookDefinition)).toBe('e1db2d5a76e526cc');
  });

  it('goes on from its journal under the newer program, and cannot be stopped', async () => {
    const old = await openHouse(openDisk(), undefined, [firstWebhookDefinition]);
    const { id } = await old.made();
    await old.happens(1);
    await eventually(() => old.told().length === 1);
    await old.stop();
    const house = await openHouse(old.disk, later(old.time.now, 60_000));
    await house.happens(2);
    await eventually(() => house.told().length === 1);
    expect(house.told()).toEqual([2]);
    const suspend = { type: 'subscription.suspended', reason: 'taken over' } as const;
    expect(await house.administration.command(administrator, id, suspend)).toMatchObject({
      refusal: { code: 'WEBHOOK_NOT_SUSPENDABLE' },
    });
    expect(await house.administration.webhook(id)).toMatchObject({ suspended: null, state: 'following' });
    await house.stop();
  });
});
