import type { NominationFault } from './nomination.ts';

const weights = [7, 6, 5, 4, 3, 2] as const;

/** The check digit of the six digits before it: last digit of their sum weighted 7 to 2 (IMO Resolution A.1117(30)). */
const checkDigitOf = (digits: string): number =>
  weights.reduce<number>((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 10;

/** Why this is no IMO ship identification number (seven digits, the last one a check digit): `IMO_NUMBER_INVALID`. */
export function imoFault(imo: string, field: string): NominationFault | undefined {
  const remedy = 'Give the seven digits of the ship register, for example 9074729.';
  if (!/^\d{7}$/.test(imo))
    return { code: 'IMO_NUMBER_INVALID', field, message: `"${imo}" is not seven digits.`, remedy };
  return checkDigitOf(imo) === Number(imo[6])
    ? undefined
    : {
        code: 'IMO_NUMBER_INVALID',
        field,
        message: `The check digit of ${imo} is wrong: a digit is mistyped, or two are swapped.`,
        remedy,
      };
}
