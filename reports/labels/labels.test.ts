import { code128 } from './code-128.ts';
import { openLabelFonts } from './fit.ts';
import { kindWords } from './kind-words.ts';
import { grouped, labelSizes } from './label.ts';
import type { LabelSize, SampleLabel } from './label.ts';
import {
  bareLabel as bare,
  bottleLabel as bottle,
  fullestLabel as fullest,
  labelCode as code,
} from './label.fixture.ts';
import { renderLabelPdf } from './label-pdf.ts';
import { labelResolutions, renderLabelZpl } from './label-zpl.ts';
import type { LabelResolution } from './label-zpl.ts';
import { code128Modules, layouts } from './layout.ts';

const fonts = openLabelFonts();

describe('a label', () => {
  it('shows its code in groups that are read aloud', () => {
    expect(grouped(code)).toMatch(/^\w{4} \w{4} \w{4} \w{2}$/);
    expect(grouped(code).replaceAll(' ', '')).toBe(code);
  });

  it('calls what nobody named a bottle', () => {
    expect(kindWords('bottle-77')).toEqual({ zh: '样瓶', en: 'Sample bottle' });
  });

  it.each(['7Q2MK4T9XH3VB5', 'A-7Q2M4K', ''])('is refused for the damaged code %j', async (damaged) => {
    const label = { ...bare, code: damaged as SampleLabel['code'] };
    await expect(renderLabelPdf(label, '60x40', fonts)).rejects.toMatchObject({
      refusal: { code: 'LABEL_CODE_DAMAGED' },
    });
    expect(() => renderLabelZpl(label, '60x40', 203, fonts)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'LABEL_CODE_DAMAGED' }) }),
    );
  });

  it('is refused for a seal that does not fit or has no glyphs', async () => {
    const long = { ...bottle, seal: 'S'.repeat(41) };
    await expect(renderLabelPdf(long, '60x40', fonts)).rejects.toMatchObject({
      refusal: { code: 'LABEL_TEXT_TOO_LONG', field: 'seal' },
    });
    const odd = { ...bottle, seal: 'S-\u{1F512}' };
    await expect(renderLabelPdf(odd, '60x40', fonts)).rejects.toMatchObject({
      refusal: { code: 'GLYPH_MISSING', field: 'seal' },
    });
  });

  it.each(labelSizes)(
    'has room for the widest Code 128 at %s, with ten modules of white on each side',
    (size) => {
      const { width, bars } = layouts[size];
      for (const each of [code, fullest.code])
        expect(code128(each).width).toBeLessThanOrEqual(code128Modules);
      expect((code128Modules + 20) * bars.module).toBeLessThanOrEqual(width);
    },
  );
});

describe('the same label', () => {
  it('is the same bytes whenever it is printed, and names no time', async () => {
    const [one, other] = [
      await renderLabelPdf(bottle, '60x40', fonts),
      await renderLabelPdf(bottle, '60x40', fonts),
    ];
    expect(one.equals(other)).toBe(true);
    const dates = one.toString('latin1').match(/D:\d{4}/g) ?? [];
    expect(new Set(dates)).toEqual(new Set(['D:1970']));
  });
});

describe('ZPL', () => {
  const zpl = (label: SampleLabel, size: LabelSize, resolution: LabelResolution) =>
    renderLabelZpl(label, size, resolution, fonts).toString('utf8');
  const unescaped = (text: string) =>
    [...text.matchAll(/\^FH_\^FD(.*?)\^FS/g)].map(([, data = '']) =>
      Buffer.concat(
        (data.match(/_[0-9A-F]{2}|[^_]/g) ?? []).map((part) =>
          part.startsWith('_') ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part),
        ),
      ).toString('utf8'),
    );

  it('says in UTF-8 what is on the label, and nothing else', () => {
    expect(unescaped(zpl(bottle, '60x40', 203))).toEqual([
      `MA,${code}`,
      '全水分样',
      'Moisture sample, 6 mm',
      '质量 Mass: 1.652 kg',
      '封识 Seal: CP-01-12',
      grouped(code),
      `>:${code}`,
    ]);
    expect(zpl(bottle, '60x40', 203)).toMatch(/^\^XA\n\^CI28\n[^]*\^PQ1\n\^XZ\n$/);
  });

  it.each(labelSizes.flatMap((size) => labelResolutions.map((resolution) => [size, resolution] as const)))(
    'of %s at %i dpi keeps its bars on the label',
    (size, resolution) => {
      const text = zpl(fullest, size, resolution);
      const dots = Number(/\^PW(\d+)/.exec(text)?.[1]);
      const [, x, module] = /\^FO(\d+),\d+\^BY(\d+)\^BCN/.exec(text) ?? [];
      expect(Number(x)).toBeGreaterThanOrEqual(10 * Number(module));
      expect(Number(x) + (code128Modules + 10) * Number(module)).toBeLessThanOrEqual(dots);
    },
  );

  it('takes no command from what people typed', () => {
    const text = zpl({ ...bottle, seal: '^XZ~JR_^FD\\&\n' }, '60x40', 203);
    expect(unescaped(text)).toContain('封识 Seal: ^XZ~JR_^FD\\&\n');
    expect(text.match(/\^XZ/g)).toHaveLength(1);
    expect(text).not.toContain('~');
  });
});
