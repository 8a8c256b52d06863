import { openFonts } from './fonts.ts';
import { sealSvg } from './seal.ts';

const { bold } = openFonts();
/** All points of the outlines, as far from the middle as they are drawn. */
const farthest = (svg: string) =>
  Math.max(
    ...[...svg.matchAll(/ d="([^"]*)"/g)]
      .slice(0, 1)
      .flatMap(([, path]) =>
        [...(path ?? '').matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) =>
          Math.hypot(Number(x), Number(y)),
        ),
      ),
  );

describe('seal', () => {
  it('holds no text and needs no font', () => {
    const svg = sealSvg(bold, { zh: '东港散货检验检测中心', en: 'Donggang' }, false);
    expect(svg).not.toMatch(/<text|font|[\u4e00-\u9fff]/);
  });

  it.each([2, 10, 24])('keeps a name of %i characters inside its ring', (length) => {
    expect(farthest(sealSvg(bold, { zh: '港'.repeat(length), en: '' }, true))).toBeLessThan(53);
  });

  it('names a demonstration differently', () => {
    const name = { zh: '东港', en: 'Donggang' };
    expect(sealSvg(bold, name, true)).not.toBe(sealSvg(bold, name, false));
  });
});
