import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grouped, labelSizes } from '../../reports/labels/label.ts';
import type { LabelSize, SampleLabel } from '../../reports/labels/label.ts';
import {
  bareLabel as bare,
  bottleLabel as bottle,
  fullestLabel as fullest,
  labelCode as code,
} from '../../reports/labels/label.fixture.ts';
import { openLabelFonts } from '../../reports/labels/fit.ts';
import { renderLabelPdf } from '../../reports/labels/label-pdf.ts';
import { layouts, pointsPerMillimetre } from '../../reports/labels/layout.ts';
import { run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

describe('the label PDF, read by foreign programs', () => {
  const fonts = openLabelFonts();
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-label-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const printed = async (label: SampleLabel, size: LabelSize) => {
    const file = join(folder, `${size}-${label.code}.pdf`);
    writeFileSync(file, await renderLabelPdf(label, size, fonts));
    return file;
  };

  for (const size of labelSizes) {
    for (const dpi of [203, 300]) {
      itWith(
        ['pdftoppm', 'zbarimg'],
        `of ${size} is scanned at ${dpi} dpi: both codes, and they are the code`,
        async () => {
          for (const label of [bottle, fullest]) {
            const file = await printed(label, size);
            run('pdftoppm', ['-r', String(dpi), '-singlefile', '-png', file, `${file}-${dpi}`]);
            const scanned = run('zbarimg', ['-q', '--nodbus', `${file}-${dpi}.png`])
              .toString()
              .trim()
              .split('\n');
            expect(scanned.toSorted()).toEqual([`CODE-128:${label.code}`, `QR-Code:${label.code}`]);
          }
        },
      );
    }

    itWith(
      ['pdftotext', 'pdfinfo', 'pdffonts'],
      `of ${size} is one page of that size with everything inside it`,
      async () => {
        const file = await printed(fullest, size);
        const { width, height } = layouts[size];
        const info = run('pdfinfo', [file]).toString();
        expect(info).toMatch(/^Pages: +1$/m);
        const [, wide, tall] = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(info) ?? [];
        expect(Number(wide)).toBeCloseTo(width * pointsPerMillimetre, 1);
        expect(Number(tall)).toBeCloseTo(height * pointsPerMillimetre, 1);
        for (const font of run('pdffonts', [file]).toString().trim().split('\n').slice(2))
          expect(font).toMatch(/ yes yes yes /);
        const boxes = [
          ...run('pdftotext', ['-bbox', file, '-'])
            .toString()
            .matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)/g),
        ];
        expect(boxes.length).toBeGreaterThan(6);
        for (const [, xMin, yMin, xMax, yMax] of boxes) {
          expect(Number(xMin)).toBeGreaterThan(0);
          expect(Number(yMin)).toBeGreaterThan(-1);
          expect(Number(xMax)).toBeLessThan(width * pointsPerMillimetre);
          expect(Number(yMax)).toBeLessThan(height * pointsPerMillimetre);
        }
        // The code in clear comes below everything beside the QR code.
        const ofCode = new Set(grouped(fullest.code).split(' '));
        const beside = boxes.filter(([, , , , , word = '']) => !ofCode.has(word));
        expect(boxes.length - beside.length).toBe(4);
        for (const [, , , , yMax] of beside)
          expect(Number(yMax)).toBeLessThan((layouts[size].code.y + 0.5) * pointsPerMillimetre);
        expect(run('pdftotext', ['-raw', file, '-']).toString().replaceAll(/\s/g, '')).toContain(
          fullest.seal ?? 'no seal',
        );
      },
    );
  }

  itWith(['pdftotext', 'pdfinfo'], 'says nothing but code, kind, mass and seal', async () => {
    const words = (file: string) =>
      run('pdftotext', ['-raw', file, '-']).toString().replaceAll(/\s+/g, ' ').trim();
    expect(words(await printed(bottle, '60x40'))).toBe(
      `全水分样 Moisture sample, 6 mm 质量 Mass: 1.652 kg 封识 Seal: CP-01-12 ${grouped(code)}`,
    );
    expect(words(await printed(bare, '60x40'))).toBe(`样瓶 Sample bottle ${grouped(code)}`);
    const info = run('pdfinfo', ['-isodates', await printed(bare, '60x40')]).toString();
    expect(info).not.toContain(code);
    expect(info).toMatch(/^Title: +样品标签 Sample label$/m);
    expect(info).toMatch(/^CreationDate: +1970-01-01/m);
  });
});
