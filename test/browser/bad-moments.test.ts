import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { startPlant, startServerProcess, trustPlant } from '../support/port-house.ts';
import type { PlantReady, ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { describeWith } from '../support/tools.ts';
import { WebBrowser, scan, watch } from './browser.ts';

jest.setTimeout(120_000);

describeWith(['chromium'], 'the workstation in a bad moment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-browser-'));
  const dataFolder = join(folder, 'data');
  let plant: RunningProcess<PlantReady>;
  let server: RunningProcess<ServerReady>;
  let browser: WebBrowser;
  let port: number;
  const start = () => startServerProcess({ dataFolder, port, plant: plant.ready.endpoint, seed: 5 });

  beforeAll(async () => {
    port = await freePort();
    plant = await startPlant({ folder, port: 0, timeFactor: 100, seed: 5, parcelTonnes: '5000', further: { units: 'CS-01,CP-01' } });
    trustPlant(folder, dataFolder);
    server = await start();
    browser = await WebBrowser.open(server.ready.url, server.ready.logins);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGKILL');
    await plant?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets nobody in with a wrong password, and says so in words', async () => {
    const page = await (await browser.stranger()).newPage();
    await page.goto('/alarms?page=2');
    await page.getByLabel('用户名').fill('sampler');
    await page.getByLabel('密码').fill('nonsense');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
    // What was typed as the password is not kept on the page.
    expect(await page.getByLabel('密码').inputValue()).toBe('');
    await page.getByLabel('密码').fill(browser.passwordOf('sampler'));
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: '导航' }).waitFor();
    // The address he came with is where he is now.
    expect(new URL(page.url()).pathname).toBe('/alarms');
  });

  it('asks the same person to log in again over his page when the session ends', async () => {
    const { page } = await browser.pageOf('sampler', '/alarms');
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The server ends it, as it does after eight hours; the page hears of it by the stream.
    await page.evaluate(() => fetch('/api/v1/session/end', { method: 'POST' }));
    const dialog = page.getByRole('dialog', { name: '登录已失效' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('用户名').count()).toBe(0);
    await dialog.getByLabel('密码').fill(browser.passwordOf('sampler'));
    await dialog.getByRole('button', { name: '登录', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('loads another page of the browser anew when somebody else has logged in', async () => {
    const { page } = await browser.pageOf('sampler', '/alarms');
    await page.getByText('李采').first().waitFor();
    const second = await page.context().newPage();
    await second.goto('/');
    await second.getByRole('button', { name: '退出' }).click();
    await second.getByLabel('用户名').fill('officer');
    await second.getByLabel('密码').fill(browser.passwordOf('officer'));
    await second.keyboard.press('Enter');
    await second.getByText('许关').first().waitFor();
    await page.getByText('许关').first().waitFor();
    expect(await page.getByText('李采').count()).toBe(0);
  });

  it('logs a person out everywhere, from the name above', async () => {
    const { page: forgotten } = await browser.pageOf('technician');
    await forgotten.getByText(/实时 \d/).waitFor();
    const { page } = await browser.pageOf('technician');
    await page.getByRole('button', { name: '何制' }).click();
    const dialog = page.getByRole('dialog', { name: '何制' });
    await dialog.getByRole('button', { name: '退出全部登录' }).click();
    await page.getByLabel('用户名').waitFor();
    await forgotten.getByRole('dialog', { name: '登录已失效' }).waitFor();
  });

  it('says within a second that the server is gone, and by itself that it is back', async () => {
    const { page, complaints } = await browser.pageOf('sampler');
    await page.getByText(/实时 \d/).waitFor();
    expect(complaints).toEqual([]);
    await server.kill('SIGKILL');
    const banner = page.getByRole('alert').getByText('连接已断开');
    await banner.waitFor({ timeout: 2_000 });
    const unknown = page.getByRole('region', { name: '报警' }).getByText('报警未知');
    await unknown.waitFor();
    server = await start();
    await banner.waitFor({ state: 'detached' });
    await unknown.waitFor({ state: 'detached' });
  });

  it('notices a server that hangs, too', async () => {
    const { page } = await browser.pageOf('sampler');
    await page.getByText(/实时 \d/).waitFor();
    server.child.kill('SIGSTOP');
    const banner = page.getByRole('alert').getByText('连接已断开');
    await banner.waitFor({ timeout: 8_000 });
    server.child.kill('SIGCONT');
    await banner.waitFor({ state: 'detached' });
  });

  it('counts ages by the server’s clock when the browser’s is an hour off', async () => {
    const context = await browser.stranger();
    const answer = await context.request.post('/api/v1/session', {
      data: { user: 'sampler', password: browser.passwordOf('sampler'), keep: 'cookie' },
    });
    expect(answer.status()).toBe(201);
    await context.clock.install({ time: Date.now() - 3_600_000 });
    const { page, complaints } = watch(await context.newPage());
    await page.goto('/');
    await context.clock.resume();
    await page.getByText(/实时 \d/).waitFor();
    expect(await page.getByText(/实时 \d\.\d 秒/).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('tells of a scan that nothing wants, and presses no button by it', async () => {
    const { page } = await browser.pageOf('sampler', '/alarms');
    await page.getByRole('button', { name: '退出' }).focus();
    await scan(page, 'https-ABC');
    await page.getByRole('status').getByText('https-ABC').waitFor();
    expect(await page.getByRole('navigation', { name: '导航' }).count()).toBe(1);
  });
});
