import type { CertificateDraft } from '../../workflows/certificate/content.ts';

/** Stands at every field whose data came from the customer (ISO/IEC 17025:2017 7.8.2.2). */
export const customerMark = '※';

/** Keeps the mark on the line of its value. */
const noBreakSpace = '\u00a0';

/** Gives the mark for a field, by its path; a marked part marks all that is below it. */
export function customerMarks({ suppliedByCustomer }: CertificateDraft): (field: string) => string {
  return (field) =>
    suppliedByCustomer.some((marked) => field === marked || field.startsWith(`${marked}.`))
      ? `${noBreakSpace}${customerMark}`
      : '';
}
