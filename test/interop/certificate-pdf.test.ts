import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../reports/canonical.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { parseCertificate } from '../../reports/certificate-json.ts';
import { cell, sectionTable } from '../../reports/certificate-sections/section-table.ts';
import { deviationsSection } from '../../reports/certificate-sections/statements.ts';
import { issueCertificate } from '../../reports/issue-certificate.ts';
import { printPdf } from '../../reports/pdf-engine.ts';
import { qrCode } from '../../reports/qr.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { verifyQrProof } from '../../reports/signing/qr-proof.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { as } from '../../reports/tagging/structure.ts';
import { beside } from '../../reports/text.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { documentOf } from '../../workflows/certificate/document.fixture.ts';
import type { TemplateId } from '../../workflows/certificate/templates.ts';
import { run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

/** What programs that are not ours make of the printed certificate. */
describe('the certificate PDF, read by foreign programs', () => {
  const statusUrl = 'https://status.example/c';
  const digest = digestOf(completeCertificate);
  let folder: string;
  let signer: Signer;
  let file: string;

  const printed = async (name: string, certificate: Certificate) => {
    const path = join(folder, name);
    writeFileSync(path, (await issueCertificate(certificate, { statusUrl, signer })).pdf);
    return path;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-certificate-'));
    signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-03-01T00:00:00Z'));
    file = await printed('certificate.pdf', completeCertificate);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  itWith(['qpdf'], 'is a sound PDF', async () => {
    expect(run('qpdf', ['--check', file]).toString()).toContain('No syntax or stream encoding errors found');
  });

  itWith(
    ['qpdf', 'pdfinfo'],
    'calls itself PDF/A-3b in Chinese, dated by the issue, without scripts',
    async () => {
      const info = run('pdfinfo', ['-isodates', file]).toString();
      expect(info).toMatch(/^Title: +品质证书 Quality Certificate DG2026-11-000042$/m);
      expect(info).toMatch(/^CreationDate: +2026-03-06T09:02:11Z$/m);
      expect(info).toMatch(/^ModDate: +2026-03-06T09:02:11Z$/m);
      expect(info).toMatch(/^JavaScript: +no$/m);
      expect(info).toMatch(/^Page size: +595.28 x 841.89 pts \(A4\)$/m);
      expect(info).toMatch(/^PDF version: +1.7$/m);
      const metadata = run('pdfinfo', ['-meta', file]).toString();
      expect(metadata).toMatch(/<pdfaid:part>3<\/pdfaid:part>/);
      expect(metadata).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>/);
      const objects = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']).toString('latin1');
      expect(objects).toMatch(/\/Lang \(zh-CN\)/);
      expect(objects).toMatch(/\/S \/GTS_PDFA1/);
      expect(objects).not.toMatch(/\/Encrypt|\/JavaScript|\/URI \(/);
    },
  );

  itWith(['pdfinfo'], 'is tagged: headings, tables with heads of rows and columns, lists, pictures', async () => {
    expect(run('pdfinfo', [file]).toString()).toMatch(/^Tagged: +yes$/m);
    const structure = run('pdfinfo', ['-struct', file]).toString();
    expect(structure).toMatch(/H1 \(block\)\n +Span \(inline\)\n +P \(block\)/);
    expect(structure).toMatch(/TH:\n +\/Scope \/Row\n +P \(block\)\n +P \(block\)\n +TD:\n +\/ColSpan 3\n/);
    expect(structure).toMatch(/LI \(block\)\n +Lbl \(block\)\n +LBody \(block\)\n/);
    expect(structure.match(/Figure:\n/g)).toHaveLength(2);
  });

  itWith(['pdfinfo'], 'is read in the order of its words, heads that are repeated once', async () => {
    const path = join(folder, 'small.pdf');
    // Small, because pdfinfo goes through a page again for each word it looks up there.
    const small = {
      title: '小样',
      author: '',
      subject: '',
      date: new Date(0),
      page: { width: 300, height: 90 },
      footer: () => null,
      content: [
        as('H1', { text: '证书 Certificate' }),
        sectionTable(
          { zh: '结果', en: 'Test results' },
          [
            { zh: '项目', en: 'Item', width: '*' },
            { zh: '值', en: 'Value', width: 60 },
          ],
          ['1.2', '3.4', '5.6'].map((value) => [beside({ zh: '灰分', en: 'Ash' }), cell(value)]),
        ),
        deviationsSection([]),
        qrCode('A').node,
      ],
    };
    writeFileSync(path, await printPdf(small));
    expect(run('pdfinfo', [path]).toString()).toMatch(/^Pages: +[23]$/m);
    const row = (value: string) => `TR TD "灰分 " Span "Ash" TD "${value}"`;
    const read = run('pdfinfo', ['-struct-text', path]).toString();
    expect(read.replace(/(?:\((?:block|inline)\)|\[.*?\]|\s)+/g, ' ').replace(/ +/g, ' ').trim()).toBe(
      'Document H1 "证书 " Span "Certificate" H2 "结果 " Span "Test results" ' +
        'Table TR TH: /Scope /Column P "项目" P "Item" TH: /Scope /Column P "值" P "Value" ' +
        `${row('1.2')} ${row('3.4')} ${row('5.6')} ` +
        'H2 "偏离说明 " Span "Deviations from the methods" L LI Lbl LBody "无。 " Span "None." ' +
        'Figure: /Placement /Block /BBox ""',
    );
  });

  itWith(['qpdf'], 'leaves nothing drawn that is neither read nor an artifact', async () => {
    const objects = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']).toString('latin1');
    const pages = [...objects.matchAll(/\nstream\n(.*?)endstream/gs)].flatMap(([, content = '']) =>
      content.includes(' BDC\n') ? [content.split('\n')] : [],
    );
    expect(pages).toHaveLength(2);
    for (const operators of pages) {
      let depth = 0;
      const stray: string[] = [];
      for (const operator of operators) {
        if (/ BDC$| BMC$/.test(operator)) depth += 1;
        if (operator === 'EMC') depth -= 1;
        if (depth !== 1 && /(?:^| )(?:Tj|TJ|f\*?|S|B\*?|Do)$/.test(operator)) stray.push(operator);
      }
      expect({ depth, stray }).toEqual({ depth: 0, stray: [] });
    }
    expect(objects).toMatch(/\/Lang \(en\)/);
    expect(objects).toContain(`/Alt ${utf16('二维码')}`);
    expect(objects).toContain(`/Alt ${utf16('印章：东港散货检验检测中心')}`);
  });

  itWith(['qpdf'], 'has a bookmark for each heading, below the title', async () => {
    const objects = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']).toString('latin1');
    const bookmarks = [...objects.matchAll(/\/Dest \[\s+\d+ 0 R\s+\/XYZ\s+0\s/g)];
    expect(bookmarks).toHaveLength(objects.match(/\/S \/H[12]\n/g)?.length ?? 0);
    expect(bookmarks.length).toBeGreaterThan(5);
    expect(objects).toContain(`/Title ${utf16('检验结果 Test results')}`);
  });

  itWith(['pdffonts'], 'embeds every font', async () => {
    const fonts = run('pdffonts', [file]).toString().trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    // Columns: embedded, subset, unicode map.
    for (const font of fonts) expect(font).toMatch(/NotoSansSC-(Regular|Bold) .* yes yes yes /);
  });

  itWith(['pdftotext'], 'gives back its words, Chinese and English', async () => {
    const text = run('pdftotext', ['-layout', file, '-']).toString();
    for (const words of [
      '东港散货检验检测中心',
      '品质证书',
      'QUALITY CERTIFICATE',
      'MV OCEAN HARVEST 远穗轮',
      '华东能源燃料有限公司',
      'GB/T 16659-2024',
      '收到基低位发热量（恒容）',
      '21.46',
      '≤ 0.6 µg/g',
      '合格',
      'The results relate only to the items tested.',
      '简单接受',
      '不具有任何法律效力',
      'END OF CERTIFICATE',
      digest,
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toMatch(/一般分析试验煤样水分/);
  });

  itWith(['pdftotext'], 'keeps seal, mark of the demonstration and advice out of the text', async () => {
    const text = run('pdftotext', ['-raw', file, '-']).toString();
    expect(text).not.toMatch(/演示专用章|DEMONSTRATION\b|放行|RELEASE/);
    // Title in the running head of page 2 and on page 1, nowhere else.
    expect(text.match(/品质证书/g)).toHaveLength(2);
  });

  itWith(['pdftotext'], 'carries number, page and pages on every page, and one end', async () => {
    const pages = run('pdftotext', ['-layout', file, '-']).toString().split('\f').slice(0, -1);
    expect(pages).toHaveLength(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Certificate No. DG2026-11-000042');
      expect(page).toMatch(new RegExp(`第 ?${index + 1} ?页 ?共 ?2 ?页`));
      expect(page).toContain(`Page ${index + 1} of 2`);
    }
    expect(pages.join('').match(/END OF CERTIFICATE/g)).toHaveLength(1);
  });

  itWith(
    ['pdfdetach'],
    'gives back the attached data byte for byte, and they have the printed digest',
    async () => {
      const saved = join(folder, 'attached.json');
      expect(run('pdfdetach', ['-list', file]).toString()).toContain('DG2026-11-000042.json');
      run('pdfdetach', ['-save', '1', '-o', saved, file]);
      const bytes = readFileSync(saved);
      expect(bytes.equals(Buffer.from(canonicalJson(completeCertificate), 'utf8'))).toBe(true);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
      expect(parseCertificate(JSON.parse(bytes.toString('utf8'))).ok).toBe(true);
    },
  );

  itWith(['qpdf'], 'says that the attached data are its source', async () => {
    const objects = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']).toString('latin1');
    expect(objects).toMatch(/\/AFRelationship \/Source/);
    expect(objects).toMatch(/\/Subtype \/application#2fjson/i);
  });

  for (const resolution of [72, 150, 300]) {
    itWith(['pdftoppm', 'zbarimg'], `shows a QR code that is read at ${resolution} dpi`, async () => {
      const image = join(folder, `qr-${resolution}`);
      run('pdftoppm', ['-r', String(resolution), '-f', '2', '-l', '2', '-singlefile', '-png', file, image]);
      const text = run('zbarimg', ['-q', '--nodbus', '--raw', '-Sdisable', '-Sqrcode.enable', `${image}.png`]);
      expect(verifyQrProof(text.toString().trim(), [signer])).toMatchObject({
        ok: true,
        value: { number: 'DG2026-11-000042', digest, statusUrl },
      });
    });
  }

  itWith(['pdftotext', 'pdfdetach'], 'prints documents of other templates, each with what it is for', async () => {
    const expected: readonly (readonly [TemplateId, readonly string[]])[] = [
      ['weight', ['CERTIFICATE OF WEIGHT', '9987.412 t', '水尺计重', '卸毕水尺，扣除压载水。']],
      [
        'treatment',
        ['检验检疫处理通知书', '因截获检疫性有害生物，需做熏蒸除害', 'English version', 'a quarantine pest that was intercepted', 'fumigation before removal'],
      ],
      ['sampling-voucher', ['采样凭单', '货主或其代理人', "Cargo's representative", '采样人']],
      ['inspection-quarantine', ['磷化铝熏蒸', '符合性判定', '检疫性有害生物']],
    ];
    for (const [template, words] of expected) {
      const path = await printed(`${template}.pdf`, documentOf(template));
      const text = run('pdftotext', ['-layout', path, '-']).toString();
      for (const word of words) expect(text).toContain(word);
    }
    const voucher = join(folder, 'sampling-voucher.pdf');
    expect(run('pdftotext', [voucher, '-']).toString()).not.toMatch(/A-7Q2MX9K4T6VW8|检验结果|化验编码/);
    expect(run('pdfdetach', ['-list', voucher]).toString()).not.toContain('.xml');
  });

  itWith(
    ['pdftotext', 'qpdf'],
    'keeps long values and long lists inside the margins, heads repeated',
    async () => {
      const { transport, results, sampling, deviations } = completeCertificate;
      const long = await printed('long.pdf', {
        ...completeCertificate,
        transport: {
          ...transport,
          vessel: 'X'.repeat(120),
          billOfLading: `${'LONG-BILL-OF-LADING-'.repeat(8)}END`,
          portOfLoading: '很长的港口名称'.repeat(12),
        },
        results: [...results, ...results, ...results],
        sampling: {
          ...sampling,
          units: Array.from({ length: 9 }, (_, index) => ({
            ...(sampling.units[0] ?? raise()),
            no: index + 1,
          })),
        },
        deviations: Array.from({ length: 12 }, () => deviations[0] ?? raise()),
      });
      run('qpdf', ['--check', long]);
      const boxes = [
        ...run('pdftotext', ['-bbox', long, '-'])
          .toString()
          .matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">/g),
      ];
      expect(boxes.length).toBeGreaterThan(800);
      // Side margins are 51 pt; glyphs may reach over their advance by a hair.
      expect(Math.min(...boxes.map(([, xMin]) => Number(xMin)))).toBeGreaterThan(50);
      expect(Math.max(...boxes.map(([, , , xMax]) => Number(xMax)))).toBeLessThan(595.28 - 50);
      expect(Math.max(...boxes.map(([, , , , yMax]) => Number(yMax)))).toBeLessThan(830);
      const pages = run('pdftotext', ['-layout', long, '-']).toString().split('\f').slice(0, -1);
      expect(pages.filter((page) => page.includes('检验结果')).length).toBeGreaterThan(1);
      for (const page of pages) expect(page).toContain('DG2026-11-000042');
    },
  );

  itWith(['pdftotext'], 'prints no mark of a demonstration for a real laboratory', async () => {
    const real = await printed('real.pdf', {
      ...completeCertificate,
      laboratory: { ...completeCertificate.laboratory, demonstration: false },
    });
    expect(run('pdftotext', [real, '-']).toString()).not.toMatch(/演示/);
  });

  itWith(['qpdf', 'pdfdetach'], 'shows one flipped byte in the attached data as another digest', async () => {
    const saved = join(folder, 'flipped.json');
    run('pdfdetach', ['-save', '1', '-o', saved, file]);
    const bytes = readFileSync(saved);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    expect(createHash('sha256').update(bytes).digest('hex')).not.toBe(digest);
  });
});

/** As qpdf writes a text of UTF-16, in hexadecimal. */
const utf16 = (text: string) => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

function raise(): never {
  throw new Error('The fixture is not complete.');
}
