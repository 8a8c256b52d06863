/** Nominal types: a `Brand<string, 'UnitId'>` is a string that only its own constructor makes. */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Identifies one running process, for example `coal-sampling/7Q2M…`. */
export type ProcessId = Brand<string, 'ProcessId'>;
/** Identifies one unit of plant, for example `CS-01`. */
export type UnitId = Brand<string, 'UnitId'>;
/** An opaque blind code of one stage; see `custody/blind-code.ts`. */
export type BlindCode = Brand<string, 'BlindCode'>;
/** An instant, ISO 8601 in UTC with milliseconds. */
export type Instant = Brand<string, 'Instant'>;
/** A decimal number in plain notation, exact, for example `"0.60"`. Every value compared with a limit is one. */
export type DecimalString = Brand<string, 'DecimalString'>;

export const processId = (text: string) => text as ProcessId;
export const unitId = (text: string) => text as UnitId;
export const blindCode = (text: string) => text as BlindCode;
export const instant = (text: string) => text as Instant;
export const decimalString = (text: string) => text as DecimalString;
