import bwipjs from 'bwip-js/node';
import type { BlindCode } from '../../workflows/kernel/brand.ts';

/** One black bar, in modules from the left edge of the symbol. */
export interface Bar {
  readonly x: number;
  readonly width: number;
}

export interface BarCode {
  readonly bars: readonly Bar[];
  /** Modules from the first bar to the last; the white beside them (ten each) is left to the layout. */
  readonly width: number;
}

/** Code 128 (ISO/IEC 15417) of exactly this code. */
export function code128(code: BlindCode): BarCode {
  const [symbol] = bwipjs.raw('code128', code, {});
  if (!symbol || !('sbs' in symbol)) throw new Error('the encoder gave no bars');
  const bars: Bar[] = [];
  let x = 0;
  // Widths of bar, space, bar … as the standard lists them.
  for (const [index, width] of symbol.sbs.entries()) {
    if (index % 2 === 0) bars.push({ x, width });
    x += width;
  }
  return { bars, width: x };
}
