import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Download, Locator, Page } from 'playwright-core';
import { createCustomsClient } from '../../orchestrator/http/customs-client/client.ts';
import type { WebBrowser } from './browser.ts';

/** What the office and the laboratory do at a desk, once a cargo has gone all the way. Each gives what the pages complained of. */
export type DeskWork = Promise<readonly string[]>;

const newClient = 'customs-office-2';

/** A customs system is let in, has its webhook stopped for a while, is given another secret and shut out; what its secret is good for is tried each time. */
export async function administerCustomsClient(browser: WebBrowser, url: string): DeskWork {
  const { page, complaints } = await browser.pageOf('admin', '/administration?tab=clients');
  const dialog = page.getByRole('dialog');
  const row = page.getByRole('row').filter({ hasText: newClient });
  await page.getByRole('button', { name: '登记客户端…' }).click();
  const register = dialog.getByRole('button', { name: '登记海关客户端' });
  await dialog.getByText('请先填齐上面的内容').waitFor();
  expect(await register.isDisabled()).toBe(true);
  await dialog.getByLabel('客户端编号').fill('Customs 2');
  await dialog.getByText('编号不符合要求').waitFor();
  await dialog.getByLabel('客户端编号').fill(newClient);
  await dialog.getByLabel('管理通知订阅').check();
  await register.click();
  const first = await secretShown(dialog);
  await row.getByText('第 1 代 有效').waitFor();
  expect(await page.getByText(first).count()).toBe(0);
  await addWebhook(url, first);
  const watched = await stopWebhook(browser, url, first);

  await page.getByRole('button', { name: `更换密钥：${newClient}` }).click();
  await dialog.getByLabel(/宽限时间/).fill('0');
  await dialog.getByRole('button', { name: `更换密钥：${newClient}` }).click();
  const second = await secretShown(dialog);
  await row.getByText('第 2 代 有效').waitFor();
  expect(second).not.toBe(first);
  await expect(listWebhooks(url, first)).rejects.toThrow('no token');
  expect(await listWebhooks(url, second)).toBe(1);

  await page.getByRole('button', { name: `吊销：${newClient}` }).click();
  await dialog.getByLabel('理由').fill('对方系统停用');
  await dialog.getByRole('button', { name: `吊销：${newClient}` }).click();
  await row.getByText('已吊销').waitFor();
  await row.getByText(/管理员，.*：对方系统停用/).waitFor();
  await expect(listWebhooks(url, second)).rejects.toThrow('no token');
  return [...complaints, ...watched];
}

/** The port stops a webhook, which its client is told of and cannot start, and lets it go on. */
async function stopWebhook(browser: WebBrowser, baseUrl: string, secret: string): DeskWork {
  const { page, complaints } = await browser.pageOf('admin', '/administration?tab=webhooks');
  const row = page.getByRole('row').filter({ hasText: newClient });
  const act = async (command: string, reason: string) => {
    await page.getByRole('button', { name: `${command}…` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill(reason);
    await dialog.getByRole('button', { name: `${command}：${newClient}` }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await row.getByText('正常').waitFor();
  await row.getByRole('link', { name: newClient }).click();
  await act('停止推送', '接收机被他人接管');
  await row.getByText('管理员：接收机被他人接管').waitFor();
  const client = createCustomsClient({ baseUrl, clientId: newClient, secret });
  const [webhook] = (await client.GET('/customs/v1/webhooks')).data?.items ?? [];
  expect(webhook?.suspended?.reason).toBe('接收机被他人接管');
  const resumed = await client.POST('/customs/v1/webhooks/{id}/commands', {
    params: { path: { id: webhook?.id ?? '' } },
    body: { command: 'resume' },
  });
  expect(resumed.error).toMatchObject({ status: 409, code: 'WEBHOOK_SUSPENDED' });
  await act('恢复推送', '接收机已收回');
  await row.getByText('正常').waitFor();
  return complaints;
}

/** Closes the dialog that shows a secret, and gives it. */
async function secretShown(dialog: Locator): Promise<string> {
  const secret = await dialog.getByLabel('密钥', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: '已妥善保存，关闭' }).click();
  await dialog.waitFor({ state: 'detached' });
  return secret;
}

/** Has rows of the feed sent to an address of the customs system's own, which hears a ping. */
async function addWebhook(baseUrl: string, secret: string): Promise<void> {
  const receiver = createServer((_, answer) => answer.writeHead(204).end());
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  try {
    const heard = once(receiver, 'request') as Promise<[IncomingMessage]>;
    const { port } = receiver.address() as AddressInfo;
    const client = createCustomsClient({ baseUrl, clientId: newClient, secret });
    const { data, error } = await client.POST('/customs/v1/webhooks', {
      params: { header: { 'Idempotency-Key': 'webhook-of-the-office' } },
      body: { url: `http://127.0.0.1:${port}/quaylab`, description: '通关处', after: null },
    });
    if (!data) throw new Error(JSON.stringify(error));
    await client.POST('/customs/v1/webhooks/{id}/commands', {
      params: { path: { id: data.id } },
      body: { command: 'ping' },
    });
    const [message] = await heard;
    expect(message.headers['webhook-signature']).toMatch(/^v1,/);
  } finally {
    receiver.close();
    receiver.closeAllConnections();
  }
}

async function listWebhooks(baseUrl: string, secret: string): Promise<number> {
  const { data, error } = await createCustomsClient({ baseUrl, clientId: newClient, secret }).GET(
    '/customs/v1/webhooks',
  );
  if (!data) throw new Error(JSON.stringify(error));
  return data.items.length;
}

/** The label of a bottle as PDF and for a label printer; each print is on the journey of its consignment, and on no blind one. */
export async function printLabels(browser: WebBrowser, bottle: string, consignment: string): DeskWork {
  const { page, complaints } = await browser.pageOf('custodian1', `/samples/${bottle}`);
  const pdf = await downloaded(page, page.getByRole('button', { name: '打印 PDF' }));
  expect(pdf.name).toBe(`label-${bottle}.pdf`);
  expect(pdf.text).toMatch(/^%PDF-1\./);
  const zpl = await downloaded(page, page.getByRole('button', { name: '下载 ZPL' }));
  expect(zpl.name).toBe(`label-${bottle}.zpl`);
  expect(zpl.text).toMatch(/^\^XA[^]*\^XZ\s*$/);
  expect(zpl.text).toContain(bottle);
  expect(await page.getByText('打印标签').count()).toBe(0);
  await page.goto(`/samples?${new URLSearchParams({ tab: 'whole', consignment }).toString()}`);
  await page.getByText('打印标签').nth(1).waitFor();
  return complaints;
}

/** What a shift did, on the screen and as files; what the port's figures say; that no job has failed. */
export async function readFigures(browser: WebBrowser): DeskWork {
  const { page, complaints } = await browser.pageOf('officer', '/statistics');
  await page.getByRole('row').filter({ hasText: '灰分 A' }).waitFor();
  await page.goto('/reports');
  await page.getByRole('heading', { name: '交班：未完成事项' }).waitFor();
  await page.getByRole('row').filter({ hasText: '品质证书' }).filter({ hasText: '签发' }).first().waitFor();
  const pdf = await downloaded(page, page.getByRole('link', { name: '下载 PDF' }));
  expect(pdf.text).toMatch(/^%PDF-1\./);
  const csv = await downloaded(page, page.getByRole('link', { name: '下载 CSV' }));
  expect(csv.text).toContain('CS-01');
  await printsPlainly(page);

  const admin = await browser.pageOf('admin', '/administration?tab=jobs');
  await admin.page.getByText('没有失败的作业').waitFor();
  expect(await admin.page.getByLabel('状态').locator('option').first().textContent()).toBe('失败（0）');
  return [...complaints, ...admin.complaints];
}

/** On paper a page is black on white, in whatever theme it is read, and has nothing to be pressed. */
async function printsPlainly(page: Page): Promise<void> {
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    const pressed = [...document.querySelectorAll<HTMLElement>('nav, button, input, select')];
    return {
      backgroundColor,
      color,
      left: pressed.filter((each) => each.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 80)),
      inks: [
        ...new Set(
          [...document.querySelectorAll('td, th, h1, h2')].map((cell) => getComputedStyle(cell).color),
        ),
      ],
    };
  });
  expect(paper).toEqual({
    backgroundColor: 'rgb(255, 255, 255)',
    color: 'rgb(0, 0, 0)',
    left: [],
    inks: expect.any(Array) as unknown,
  });
  expect(paper.inks.filter((ink) => (/\d+/.exec(ink) ?? [])[0] !== '0')).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
}

/** One proposes to withdraw a certificate, another who may sign does it with the password; a wrong one withdraws nothing. */
export async function withdrawCertificate(browser: WebBrowser, certificate: string): DeskWork {
  const path = `/certificates/${encodeURIComponent(certificate)}`;
  const checker = await browser.pageOf('checker', path);
  await checker.page.getByRole('button', { name: '提出撤销…' }).click();
  const proposal = checker.page.getByRole('dialog');
  await proposal.getByLabel('理由').fill('样品标识有误');
  await proposal.getByRole('button', { name: '提出撤销' }).click();
  await proposal.waitFor({ state: 'detached' });
  await checker.page.getByText('待另一位授权签字人复核').waitFor();
  expect(await checker.page.getByRole('button', { name: '复核并撤销…' }).count()).toBe(0);

  const signatory = await browser.pageOf('signatory', '/certificates?queue=settle');
  await signatory.page.getByRole('row').filter({ hasText: '品质证书' }).getByRole('link').first().click();
  await signatory.page.getByRole('button', { name: '复核并撤销…' }).click();
  const dialog = signatory.page.getByRole('dialog');
  await dialog.getByText('样品标识有误').waitFor();
  await dialog.getByText('郑核 提出撤销的理由').waitFor();
  const settle = async (password: string) => {
    await dialog.getByLabel('再次输入密码').fill(password);
    await dialog.getByRole('button', { name: '复核并撤销' }).click();
  };
  await settle('wrong');
  await dialog.getByText('密码不正确，没有签署任何内容').waitFor();
  await settle(browser.passwordOf('signatory'));
  await dialog.waitFor({ state: 'detached' });
  await signatory.page.getByText(/郑核 提出、冯签 于 .* 复核撤销/).waitFor();
  await checker.page.getByText(/郑核 提出、冯签 于 .* 复核撤销/).waitFor();
  // What a browser notes of the wrong password.
  return [...checker.complaints, ...signatory.complaints.filter((text) => !text.includes('status of 403'))];
}

interface SavedFile {
  readonly name: string;
  readonly text: string;
}

async function downloaded(page: Page, by: Locator): Promise<SavedFile> {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), by.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}
