import type { Locator, Page } from 'playwright-core';
import { analyse, review } from '../../orchestrator/demo/duties/laboratory-duties.ts';
import { authoriseDecoding } from '../../orchestrator/demo/duties/office-duties.ts';
import type { Duty } from '../../orchestrator/demo/duties/duty.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import type { AssayTaskView } from '../../orchestrator/views/model.ts';
import { withSecondBelt } from '../acceptance/scenarios/sites.ts';
import { World } from '../acceptance/scenarios/world.ts';
import { describeWith } from '../support/tools.ts';
import { WebBrowser, scan } from './browser.ts';
import type { Watched } from './browser.ts';
import { administerCustomsClient, printLabels, readFigures, withdrawCertificate } from './office-work.ts';
import { barriersOf, slipsOf } from './screen-check.ts';
import { open, screensOf } from './screens.ts';
import type { Cargo } from './screens.ts';

jest.setTimeout(600_000);

const { declarationNo, transport, commodity, customer, consignor, consignee } = demonstrationShip;
const consignment = `consignment/${declarationNo}.1`;

/** What the officer types into the form of a declaration, by its labels. */
const declared: readonly (readonly [label: RegExp, value: string | null | undefined])[] = [
  [/^报关单号/, declarationNo],
  [/^商品项号/, '1'],
  [/^品名（中文）/, commodity.name.zh],
  [/^品名（英文）/, commodity.name.en],
  [/^商品编码/, commodity.hsCode],
  [/^申报重量/, '1000'],
  [/^船名/, transport.vessel],
  [/^航次/, transport.voyage],
  [/^提单号/, transport.billOfLading],
  [/^装货港/, transport.portOfLoading],
  [/^卸货港/, transport.portOfDischarge],
  [/^到港日期或时间/, transport.arrival],
  [/^委托方名称/, customer.name],
  [/^委托方地址/, customer.address],
  [/^发货人名称/, consignor.name],
  [/^发货人地址/, consignor.address],
  [/^收货人名称/, consignee.name],
  [/^收货人地址/, consignee.address],
  [/^预期干基灰分/, '12.00'],
  [/^标称最大粒度/, '50'],
  [/^采样机/, 'CS-01'],
  [/^制样线/, 'CP-01'],
  [/^运距/, '320'],
];

/** Three people, three browsers, one cargo: what the crew does not do here people do on the screen. */
describeWith(['chromium'], 'from ship to certificate, in browsers', () => {
  /** Which duties the crew does by itself just now. */
  const lets = { analyse: false, review: false };
  const unlessHeld =
    (name: keyof typeof lets, duty: Duty): Duty =>
    async (hands) => {
      if (lets[name]) await duty(hands);
    };
  let world: World;
  let browser: WebBrowser;

  beforeAll(async () => {
    world = await World.open({
      plant: { timeFactor: 200, parcelTonnes: '1000', further: { units: 'CS-01,CP-01' } },
      site: (demonstration) => {
        const { units, ...site } = withSecondBelt(demonstration);
        return { ...site, units: units.filter(({ unit }) => unit !== 'CS-02') };
      },
      duties: {
        analyse: unlessHeld('analyse', analyse),
        review: unlessHeld('review', review),
        authoriseDecoding,
        certify: null,
      },
    });
    browser = await WebBrowser.open(world.url, world.logins);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('an officer declares a ship; what is missing is said at its field', async () => {
    const { page, complaints } = await browser.pageOf('officer', '/consignments');
    await page.getByRole('button', { name: '申报新批' }).click();
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: '申报', exact: true });
    for (const [label, value] of declared) await fill(dialog.getByLabel(label), value ?? '');
    for (const [label, option] of [
      [/^煤类/, '其他'],
      [/^煤种/, '原煤'],
      [/^批量/, '大批（船）'],
      [/^采样方式/, '按时间'],
    ] as const)
      await dialog.getByLabel(label).selectOption({ label: option });
    await dialog.getByLabel(/^船名/).fill('');
    await send.click();
    await dialog.getByText('1 处需要更正').waitFor();
    await dialog.getByLabel(/^船名/).fill(transport.vessel);
    await send.click();
    await page.getByRole('heading', { level: 1, name: new RegExp(transport.vessel ?? '') }).waitFor();
    await page.getByText('GB/T 19494.1').first().waitFor();
    expect(complaints).toEqual([]);
    world.remember(consignment, { ...demonstrationShip });
  });

  it('the sampler’s operator watches increments come, holds with a reason, and resumes', async () => {
    const { page, complaints } = await browser.pageOf('sampler', '/');
    await page.getByRole('link', { name: /CS-01/ }).first().click();
    await page.getByRole('button', { name: '暂停…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '暂停', exact: true }).click();
    await dialog.getByText('请写明理由').waitFor();
    await dialog.getByLabel('理由').fill('看一下切割器');
    await scan(page, '7Z8K7WC9Q47FEZ');
    await dialog.getByText('此处不需要它').waitFor();
    expect(await dialog.getByLabel('理由').inputValue()).toBe('看一下切割器');
    await dialog.getByRole('button', { name: '暂停', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await world.until('the run is held', async () =>
      (await world.runs()).some(({ status }) => status === 'held'),
    );
    const resume = page.getByRole('button', { name: '继续…' });
    await resume.click();
    await dialog.getByLabel('理由').fill('切割器正常');
    await dialog.getByRole('button', { name: '继续', exact: true }).click();
    await world.until('the run goes on', async () =>
      (await world.runs()).some(({ status }) => status === 'sampling'),
    );
    expect(complaints).toEqual([]);
  });

  it('an analyst enters duplicates by scanner and keyboard: digits and three keys, no mouse', async () => {
    const codes = await world.until('bottles are on the bench', async () => {
      const { items } = await world
        .as('analyst1')
        .get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
      const codesOf = items
        .filter(({ items: own }) => own.some(({ definition }) => definition.item === 'A'))
        .map(({ code }) => code);
      return codesOf.length > 0 && codesOf;
    });
    const [code = ''] = codes;
    const { page, complaints } = await browser.pageOf('analyst1', '/bench');
    await page.getByRole('link', { name: code }).first().waitFor();
    await scan(page, code);
    await page.locator('.bench-code', { hasText: code }).waitFor();

    const { items } = await world.as('analyst1').get<AssayTaskView>(`/api/v1/bench/tasks/${code}`);
    const two =
      items.find(({ definition }) => definition.rule !== 'observation' && definition.item === 'A') ??
      items[0];
    if (!two) throw new Error('the bottle has nothing to test');
    await openItem(page, two.definition.item);
    let keys = 0;
    const type = async (text: string) => {
      for (const key of text) {
        await page.keyboard.press(key === '\n' ? 'Enter' : key);
        keys += 1;
      }
    };
    const field = page.getByLabel(/第 1 次测定/);
    await field.waitFor();
    await type('11.50\n');
    await page.getByLabel(/第 2 次测定/).waitFor();
    await type('11.56\n');
    const next = page.getByRole('button', { name: /下一/ });
    await next.waitFor();
    await page.getByText(/≤/).first().waitFor();
    await type('\n');
    expect(keys).toBe('11.5011.56'.length + 3);
    const told = await world.as('analyst1').get<AssayTaskView>(`/api/v1/bench/tasks/${code}`);
    const entered = told.items.find(({ definition }) => definition.item === two.definition.item);
    expect(entered?.determinations.map(({ value }) => value)).toEqual(['11.50', '11.56']);
    expect(complaints).toEqual([]);
  });

  it('half a value survives a scan and is committed by nobody; too far apart asks for a third', async () => {
    const { items: tasks } = await world
      .as('analyst1')
      .get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
    const task = tasks.find(({ items }) =>
      items.some(({ definition, determinations }) => definition.item === 'V' && determinations.length === 0),
    );
    if (!task) throw new Error('no bottle waits for its volatile matter');
    const { page } = await browser.pageOf('analyst2', `/bench/${task.code}`);
    await openItem(page, 'V');
    await page.getByLabel(/第 1 次测定/).fill('36.1');
    await scan(page, '0000NOBODYS');
    await page.getByText(/没有此编码/).waitFor();
    expect(await page.getByLabel(/第 1 次测定/).inputValue()).toBe('36.1');
    await page.reload();
    await openItem(page, 'V');
    expect(await page.getByLabel(/第 1 次测定/).inputValue()).toBe('36.1');
    await page.getByLabel(/第 1 次测定/).fill('３６。10');
    await page.keyboard.press('Enter');
    await page.getByLabel(/第 2 次测定/).fill('nonsense');
    await page.keyboard.press('Enter');
    await page.getByText(/不是数值/).waitFor();
    await page.getByLabel(/第 2 次测定/).fill('36.62');
    await page.keyboard.press('Enter');
    await page.getByLabel(/第 3 次测定/).fill('36.30');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /下一/ }).waitFor();
    const after = await world.as('analyst2').get<AssayTaskView>(`/api/v1/bench/tasks/${task.code}`);
    const third = after.items.find(({ definition }) => definition.item === 'V');
    expect(third?.determinations.map(({ value }) => value)).toEqual(['36.10', '36.62', '36.30']);
    lets.analyse = true;
  });

  it('a reviewer accepts what others determined', async () => {
    const { page, complaints } = await browser.pageOf('reviewer', '/bench');
    const code = await world.until('a bottle waits for review', async () => {
      const { items } = await world
        .as('reviewer')
        .get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
      return items.find(({ status }) => status === 'in-review')?.code;
    });
    await page.goto(`/bench/${code}`);
    await page.getByRole('button', { name: '接受结果' }).click();
    const dialog = page.getByRole('dialog');
    for (const box of await dialog.getByRole('checkbox').all()) await box.check();
    await dialog.getByRole('button', { name: '接受结果' }).click();
    await dialog.waitFor({ state: 'detached' });
    await world.until('it is approved', async () => {
      const { items } = await world
        .as('reviewer')
        .get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
      return !items.some((task) => task.code === code && task.status === 'in-review');
    });
    expect(complaints).toEqual([]);
    lets.review = true;
  });

  it('three people prepare, review and sign; a reload in the middle signs nothing twice', async () => {
    await world.until(
      'it can be certified',
      async () => (await world.consignment(consignment)).status === 'assessed',
    );
    const preparer = await browser.pageOf('preparer', '/certificates');
    await preparer.page.getByRole('button', { name: '拟制证书…' }).click();
    await confirm(preparer.page, /拟制/);
    const id = await world.until(
      'it is prepared',
      async () => (await world.consignment(consignment)).certificateId,
    );
    const paper = `/certificates/${encodeURIComponent(id)}`;

    const checker = await browser.pageOf('checker', paper);
    await checker.page.getByRole('button', { name: '审核通过…' }).click();
    await confirm(checker.page, /审核通过/);
    await world.until(
      'it is reviewed',
      async () => (await world.certificateOf(consignment)).status === 'reviewed',
    );

    const signatory = await browser.pageOf('signatory', paper);
    const { page } = signatory;
    await page.getByRole('button', { name: '签发…' }).click();
    await page.getByRole('dialog').getByLabel('再次输入密码').fill('half a pass');
    await page.reload();
    await page.getByRole('dialog').getByLabel('再次输入密码').fill('wrong');
    await page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.getByRole('dialog').getByLabel('再次输入密码').fill(browser.passwordOf('signatory'));
    await page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
    await world.until(
      'it is issued',
      async () => (await world.certificateOf(consignment)).status === 'issued',
    );
    await page.goBack();
    await page.reload();
    expect((await world.certificates()).map(({ status }) => status)).toEqual(['issued']);
    await page.goto(paper);
    await page.getByTitle(/证书 PDF/).waitFor();
    expect([...preparer.complaints, ...checker.complaints]).toEqual([]);
    expect(signatory.complaints.filter((text) => !text.includes('403') && !text.includes('401'))).toEqual([]);
  });

  it('customs pulls it and decides, and the decision stands beside the advice', async () => {
    const { page, complaints } = await browser.pageOf('officer', '/release');
    await world.untilClosed(consignment);
    await page.getByText('海关演示员').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('every screen can be used by who cannot see it, and is well written, in both themes', async () => {
    const faults: string[] = [];
    const pages = new Map<string, Watched>();
    for (const screen of screensOf(await cargo())) {
      const { page, complaints } = pages.get(screen.user) ?? (await browser.pageOf(screen.user));
      pages.set(screen.user, { page, complaints });
      await open(page, screen);
      const light = await barriersOf(page);
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
      // A theme changes colours and nothing else.
      const dark = await barriersOf(page, ['color-contrast']);
      const slips = await slipsOf(page);
      faults.push(
        ...[...light, ...dark, ...slips, ...complaints.splice(0)].map((fault) => `${screen.name}: ${fault}`),
      );
    }
    expect(faults).toEqual([]);
  });

  it('an administrator lets a customs system in, renews its secret and shuts it out', async () => {
    expect(await administerCustomsClient(browser, world.url)).toEqual([]);
  });

  it('a custodian prints labels, and each print is on the record', async () => {
    expect(await printLabels(browser, (await cargo()).bottle, consignment)).toEqual([]);
  });

  it('an officer reads what the shift did and what the figures say', async () => {
    expect(await readFigures(browser)).toEqual([]);
  });

  it('two people withdraw the certificate', async () => {
    expect(await withdrawCertificate(browser, (await cargo()).certificate)).toEqual([]);
  });

  async function cargo(): Promise<Cargo> {
    const { certificateId } = await world.consignment(consignment);
    const items = await world.as('reviewer').all<AssayTaskView>('/api/v1/bench/tasks?status=approved');
    return { consignment, certificate: certificateId ?? '', bottle: items[0]?.code ?? '' };
  }
});

/** Chooses where there is a choice, types where there is none. */
async function fill(field: Locator, value: string): Promise<void> {
  const tag = await field.first().evaluate((element) => element.tagName);
  if (tag === 'SELECT') await field.first().selectOption(value);
  else await field.first().fill(value);
}

async function openItem(page: Page, item: string): Promise<void> {
  const link = page
    .getByRole('link', { name: new RegExp(`^${item}\\b`) })
    .or(page.getByRole('button', { name: new RegExp(`^${item}\\b`) }));
  await link.first().click();
}

async function confirm(page: Page, action: RegExp): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: action }).click();
  await dialog.waitFor({ state: 'detached' });
}
