import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from '../../orchestrator/engine/testing/workbench.ts';
import { liveRig } from '../../orchestrator/http/testing/live.fixture.ts';
import { createTestEdge, password } from '../../orchestrator/http/testing/test-edge.ts';
import { client, failed, openHouse, taken } from '../../orchestrator/webhooks/testing/house.ts';
import type { WebhookHouse } from '../../orchestrator/webhooks/testing/house.ts';
import { later } from '../../workflows/kernel/step.ts';
import { freePort } from '../support/free-port.ts';
import { describeWith } from '../support/tools.ts';
import { WebBrowser } from './browser.ts';
import type { Watched } from './browser.ts';
import { barriersOf, slipsOf } from './screen-check.ts';

jest.setTimeout(120_000);

const administrator = {
  kind: 'user' as const,
  id: 'administrator',
  name: 'Administrator',
  secret: password,
  grants: [],
};

/** More than a day: what is tried for the last time then is given up. ms */
const overADay = 90_000_000;

/** A receiver that fails for a day cannot be waited for: the house's clock is the test's, the pages and the edge are real. */
describeWith(['chromium'], 'webhooks of customs systems, in a browser', () => {
  let house: WebhookHouse;
  let server: Server;
  let browser: WebBrowser;
  let admin: Watched;
  let id = '';
  const state = async () => (await house.view(id)).state;

  beforeAll(async () => {
    house = await openHouse();
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const edge = await createTestEdge({
      webhookAdministration: house.administration,
      baseUrl,
      workstation: join(process.cwd(), 'dist', 'workstation'),
      live: liveRig(() => new Date(house.time.now)).live,
    });
    server = createServer(edge.app);
    await once(server.listen(port, '127.0.0.1'), 'listening');
    browser = await WebBrowser.open(baseUrl, [administrator]);
    admin = await browser.pageOf('administrator', '/administration?tab=webhooks');
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await house?.stop();
  });

  const faultsOf = async (page: Page) => {
    const light = await barriersOf(page);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    const dark = await barriersOf(page, ['color-contrast']);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
    return [...light, ...dark, ...(await slipsOf(page))];
  };
  const act = async (button: string, title: string | RegExp, reason?: string) => {
    const { page } = admin;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: button }).click();
    await dialog.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    if (reason !== undefined) {
      await dialog.getByRole('button', { name: title }).click();
      await dialog.getByText('请写明理由').waitFor();
      await dialog.getByLabel('理由').fill(reason);
    }
    await dialog.getByRole('button', { name: title }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('are told of before there is one, with how it comes to be', async () => {
    const { page } = admin;
    await page.getByText('没有通知订阅。海关系统用其客户端').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('whose receiver fails stand with why, since when, and how far they are behind', async () => {
    const { page } = admin;
    house.receiver.answers = async () => failed;
    id = (await house.made()).id;
    await house.happens(1, 2);
    await eventually(async () => (await state()) === 'waiting');
    const row = page.getByRole('row').filter({ hasText: client.clientId });
    await row.getByText('接收方故障').waitFor();
    await row.getByText('接收方没有接受，连续失败 1 次').waitFor();
    expect(await row.getByRole('cell').nth(3).textContent()).toBe('2');
    await row.getByRole('link', { name: client.clientId }).press('Enter');
    await page.getByText('没有作废通知。').waitFor();
    await page.getByRole('row').filter({ hasText: '失败 第 1 行' }).getByText('503').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('have a dead letter sent again once the receiver is mended, and tried at once what waits', async () => {
    const { page } = admin;
    house.time.now = later(house.time.now, overADay);
    // The day for a row counts from when its webhook was told to deliver.
    await house.webhooks.command(client, id, { type: 'subscription.resumed' });
    await page.getByRole('button', { name: '重发第 1 行' }).waitFor();
    await eventually(async () => (await house.view(id)).died === 2);
    await page.getByRole('button', { name: '重发第 2 行' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    house.receiver.answers = async () => taken;
    await act('重发第 1 行', '重发第 1 行');
    await page.getByRole('button', { name: '重发第 1 行' }).waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: '重发 第 1 行' }).getByText('204').waitFor();
    await act('连通测试…', /连通测试/);
    await page.getByText('接收方已应答').waitFor();

    const { page: other } = await browser.pageOf(
      'administrator',
      `/administration?tab=webhooks&webhook=${id}`,
      {
        language: 'en',
      },
    );
    await other.getByRole('button', { name: 'Replay…' }).click();
    const dialog = other.getByRole('dialog');
    await dialog.getByLabel('Replay what comes after row').fill('3');
    await dialog.getByText('Give a whole number from 0 to 2.').waitFor();
    await dialog.getByLabel('Replay what comes after row').fill('1');
    await dialog.getByLabel('Reason').fill('The receiver lost a day of data.');
    const before = house.receiver.sent.length;
    await dialog.getByRole('button', { name: 'Replay to the webhook of gacc' }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => house.receiver.sent.length > before);
    expect(house.receiver.sent.at(-1)?.id).toBe(`msg_${id}_2`);
  });

  it('are stopped with a reason and go on where they were', async () => {
    const { page, complaints } = admin;
    await act('停止推送…', /停止推送：/, '对方来电：接收机被他人接管');
    await page.getByRole('main').getByText('本港已停止').first().waitFor();
    await page.getByText('：对方来电：接收机被他人接管').first().waitFor();
    const before = house.receiver.sent.length;
    await house.happens(3);
    await eventually(async () => (await state()) === 'suspended');
    await page.getByText('第 2 行，其后 1 行待推送').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(house.receiver.sent.length).toBe(before);
    await act('恢复推送…', /恢复推送：/, '接收机已收回');
    // What went well is reported some seconds later: the test's clock brings them.
    await eventually(async () => {
      for (const end of house.waits.splice(0)) end();
      return (await house.view(id)).delivered === 3;
    });
    await page.getByText('第 3 行，其后没有待推送的行').waitFor();
    expect(house.receiver.sent.slice(before).map((sent) => sent.id)).toEqual([`msg_${id}_3`]);
    expect(complaints).toEqual([]);
  });
});
