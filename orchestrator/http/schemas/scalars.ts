import { z } from 'zod';
import { blindCode, decimalString, instant, processId, unitId } from '../../../workflows/kernel/brand.ts';

/** Longest plain text in one field: a name, a reason, an address. Characters. */
const longText = 2000;
const shortText = 200;

/** Text people type; empty is not text. */
export const words = z.string().trim().min(1).max(longText);
export const name = z.string().trim().min(1).max(shortText);
/** Why a person does it: at least a word, because it is read in audits. */
export const reason = z
  .string()
  .trim()
  .min(3)
  .max(longText)
  .meta({ description: 'Why; kept in the journal' });

/** A decimal number as text, exact, plain notation. */
export const decimal = z.string().meta({ description: 'Decimal number in plain notation', example: '12.50' });
export const decimalInput = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/, 'Expected a decimal number in plain notation, for example "12.50"')
  .transform(decimalString)
  .meta({ description: 'Decimal number in plain notation', example: '12.50' });

/** A SHA-256 in lower-case hex. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Expected 64 lower-case hex digits')
  .meta({ description: 'SHA-256, hex' });

/** A moment a person or a system gives, in any zone; kept in UTC. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .transform((text) => instant(new Date(text).toISOString()));
export const instantText = z
  .string()
  .meta({ description: 'ISO 8601, UTC', example: '2026-05-04T03:21:00.000Z' });
export const bilingual = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Bilingual' });
export const basis = z
  .enum(['ar', 'ad', 'd', 'daf'])
  .meta({ description: 'Basis: as-received, air-dried, dry, dry ash-free' });

const id = z.string().min(1).max(shortText);
/** Ids contain a slash: percent-encode them in addresses. */
export const processIdParam = z.object({
  id: id.transform(processId).meta({ description: 'Percent-encode its slash in the address', example: 'consignment/7Q2M4K' }),
});
export const blindCodeParam = z.object({ code: id.transform(blindCode).meta({ example: 'A-7Q2M4K' }) });
export const unitIdInput = id.transform(unitId).meta({ example: 'CS-01' });

/** A time of which figures are made. */
export const periodQuery = {
  from: instantInput.exactOptional().meta({ description: 'Included; default: 30 days before `to`' }),
  to: instantInput.exactOptional().meta({ description: 'Not included; default: now' }),
};

/** Lists come in an object, so that something can be added to an answer without breaking its readers. */
export const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) });

/** A whole number in a query string. */
export const wholeNumber = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'Expected a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(otherwise)
    .meta({ type: 'integer', minimum: least, maximum: most });

/** A page of a list. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  listOf(item).extend({
    next: z.string().nullable().meta({
      description: 'Send as `after` for the next page; null: there is none. A page can hold fewer than `limit`, and still go on.',
    }),
  });

/** What every list takes that is read page by page. */
export const pageQuery = (usual: number, most: number) => ({
  after: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
  limit: wholeNumber(1, most, usual),
});

/** Most of what is open at once: more of it is read page by page. */
const mostOpen = 500;

/** What a list takes of what is open now. */
export const openPageQuery = pageQuery(mostOpen, mostOpen);

/** Takes out members that are undefined, so that an absent member is absent. */
export function definedOnly<T extends object>(value: T): DefinedOnly<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as DefinedOnly<T>;
}
export type DefinedOnly<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};
