import { z } from 'zod';
import type { DecimalString } from '../../../workflows/kernel/brand.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';

/** Rows of a table by nominal top size: at least one, each larger than the one before. */
export const risingByTopSize = <Row extends z.ZodType<{ topSize: DecimalString }>>(row: Row) =>
  z
    .array(row)
    .min(1)
    .refine(
      (rows) =>
        rows.every((each, index) => {
          const before = rows[index - 1];
          return before === undefined || compareDecimals(before.topSize, each.topSize) < 0;
        }),
      'rows must rise by top size',
    );
