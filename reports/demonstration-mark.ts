import type { Font } from 'fontkit';
import { straightOutline } from './outline-text.ts';
import { colour, page } from './paper.ts';

/**
 * The mark of the demonstration, across the whole page and below everything else, as SVG outlines: it can not be
 * overlooked on paper, yet adds nothing to extracted text. The words themselves stand once among the statements.
 */
export function demonstrationMarkSvg(bold: Font): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${page.height}" viewBox="0 0 ${page.width} ${page.height}">`,
    `<g fill="${colour.mark}" transform="translate(${page.width / 2} ${page.height / 2}) rotate(-35)">`,
    `<path d="${straightOutline(bold, '演示样张', 120, 24)}"/>`,
    `<path transform="translate(0 62)" d="${straightOutline(bold, 'DEMONSTRATION', 44, 10)}"/>`,
    '</g></svg>',
  ].join('');
}
