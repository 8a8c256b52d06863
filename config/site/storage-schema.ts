import { z } from 'zod';
import { decimalString } from '../../workflows/kernel/brand.ts';

/** Where retained samples lie, and how samples are carried. */

const exact = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes, for example "0.5"')
  .transform(decimalString);
const id = z.string().regex(/^[A-Z0-9-]{1,20}$/, 'capitals, digits and hyphens, at most 20');
const place = z.string().trim().min(1).max(100);

const cabinet = z.strictObject({
  id,
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Numbered from 1. */
  slots: z.int().min(1).max(10_000),
  /**
   * The unit of plant whose PLC tells which of its slots are occupied. One whose tag map has the commands to store and retrieve does so by
   * command; any other is only read.
   */
  unit: z.string().min(1).exactOptional(),
});

const carriage = z.strictObject({
  /** Minutes on the way after which a carriage is overdue. */
  overdue_min: z.number().positive(),
  /** Vehicles and tube carriers that may hold a sample, beside the users of the site. */
  carriers: z.array(place),
  tubes: z.array(
    z.strictObject({
      id,
      /** In the order of its PLC's numbers, from 1. */
      stations: z.array(place).min(2),
      /** The unit of plant whose tag map has the command to send; absent: people work it and tell it here. */
      unit: z.string().min(1).exactOptional(),
    }),
  ),
});

export const storageSchema = z.strictObject({
  /** By how much two weighings of a closed container may differ, % of its net mass. */
  massTolerancePercent: exact,
  cabinets: z.array(cabinet),
  /** Absent: nothing is carried under the system's eyes. */
  carriage: carriage.exactOptional(),
});

interface Site {
  readonly storage?: z.infer<typeof storageSchema> | undefined;
  readonly units: readonly { readonly unit: string }[];
}

/** What only the whole site file tells: cabinets and tubes are each their own, and the units they name are there. */
export function checkStorage({ storage, units }: Site, context: z.RefinementCtx): void {
  const fault = (path: readonly (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: ['storage', ...path], message });
  for (const [index, { id: one, unit }] of (storage?.cabinets ?? []).entries()) {
    if (storage?.cabinets.slice(0, index).some((other) => other.id === one))
      fault(['cabinets', index, 'id'], `"${one}" stands here twice`);
    if (unit !== undefined && storage?.cabinets.slice(0, index).some((other) => other.unit === unit))
      fault(['cabinets', index, 'unit'], `${unit} is the unit of another cabinet`);
    if (unit !== undefined && !units.some((each) => each.unit === unit))
      fault(['cabinets', index, 'unit'], `there is no unit ${unit} at this site`);
  }
  const tubes = storage?.carriage?.tubes ?? [];
  for (const [index, { id: one, unit, stations }] of tubes.entries()) {
    const path = ['carriage', 'tubes', index] as const;
    if (tubes.slice(0, index).some((other) => other.id === one)) fault([...path, 'id'], `"${one}" stands here twice`);
    if (new Set(stations).size < stations.length) fault([...path, 'stations'], 'a station stands here twice');
    if (unit !== undefined && tubes.slice(0, index).some((other) => other.unit === unit))
      fault([...path, 'unit'], `${unit} is the unit of another tube`);
    if (unit !== undefined && !units.some((each) => each.unit === unit))
      fault([...path, 'unit'], `there is no unit ${unit} at this site`);
  }
}
