import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../reports/canonical.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { parseCertificate } from '../../reports/certificate-json.ts';
import { renderCertificatePdf } from '../../reports/certificate-pdf.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { itWith, run } from '../support/tools.ts';

/** What programs that are not ours make of the printed certificate. */
describe('the certificate PDF, read by foreign programs', () => {
  const statusUrl = 'https://status.example/c';
  const digest = digestOf(completeCertificate);
  let folder: string;
  let file: string;

  const printed = async (name: string, certificate: Certificate) => {
    const path = join(folder, name);
    writeFileSync(path, await renderCertificatePdf(certificate, { statusUrl }));
    return path;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-certificate-'));
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
      const link = `${statusUrl}/DG2026-11-000042?digest=${digest}`;
      expect(
        run('zbarimg', ['-q', '--nodbus', '--raw', '-Sdisable', '-Sqrcode.enable', `${image}.png`])
          .toString()
          .trim(),
      ).toBe(link);
    });
  }

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

function raise(): never {
  throw new Error('The fixture is not complete.');
}
