import type { Bilingual } from '../workflows/kernel/bilingual.ts';
import type { Font } from 'fontkit';
import { archedOutline, straightOutline } from './outline-text.ts';
import { colour } from './paper.ts';

/** Side of the square the seal is drawn in, points; 40 mm, as round official seals are. */
export const sealSide = 113;
const outerRadius = 54;
const nameRadius = 39;
const starRadius = 14;
/** The name runs over at most 220° of the upper arc; the rest stays free for the lines below. */
const nameSweep = (220 / 180) * Math.PI;

/**
 * The round seal as SVG: name on the arc, star, purpose below. All letters are outlines, so the seal neither needs a
 * font inside the SVG nor adds text to what is extracted or searched. A demonstration is named so in the seal itself.
 */
export function sealSvg(bold: Font, laboratory: Bilingual, demonstration: boolean): string {
  const nameSize = Math.min(13, (nameSweep * nameRadius) / Math.max([...laboratory.zh].length, 1));
  const centre = sealSide / 2;
  const lower = (text: string, fontSize: number, y: number, spacing: number) =>
    `<path transform="translate(0 ${y})" d="${straightOutline(bold, text, fontSize, spacing)}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sealSide}" height="${sealSide}" viewBox="${-centre} ${-centre} ${sealSide} ${sealSide}">`,
    `<circle r="${outerRadius}" fill="none" stroke="${colour.seal}" stroke-width="2.4"/>`,
    `<g fill="${colour.seal}">`,
    `<path d="${archedOutline(bold, laboratory.zh, nameSize, nameRadius, nameSweep)}"/>`,
    `<path d="${star(starRadius)}"/>`,
    lower(demonstration ? '演示专用章' : '检验检测专用章', demonstration ? 10 : 9, 30, 1),
    lower(demonstration ? 'DEMONSTRATION' : 'INSPECTION & TESTING', 4.6, 39, 0.3),
    '</g></svg>',
  ].join('');
}

/** A pointed five-rayed star around (0, -2): the middle of the free area. */
function star(radius: number): string {
  const inner = radius * 0.382;
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    const distance = index % 2 === 0 ? radius : inner;
    return `${(distance * Math.cos(angle)).toFixed(3)} ${(distance * Math.sin(angle) - 2).toFixed(3)}`;
  });
  return `M${points.join('L')}Z`;
}
