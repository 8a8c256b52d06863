import { z } from 'zod';
import { goods } from './declaration.ts';
import { name, reason, words } from './scalars.ts';

const inBoth = z.strictObject({ zh: words, en: words });

const notice = z
  .strictObject({
    addressee: goods.customer,
    reason: inBoth.meta({ description: 'Reads on after 因, and after "by reason of"' }),
    required: inBoth.meta({ description: 'Reads on after 需做, and after "the goods require:"' }),
  })
  .meta({ description: 'For kinds that are notices; the legal basis is taken from the rule packs' });

const treatment = z
  .strictObject({
    method: inBoth.meta({ description: 'What was done, with dose and duration' }),
    place: name,
    by: name.meta({ description: 'Who carried it out' }),
    completedOn: z.iso.date(),
    certificateNo: name.nullable().default(null),
  })
  .meta({ description: 'For kinds that tell of a treatment that was carried out' });

/** What a person asks for beside the certificate of results. */
export const documentRequest = z.strictObject({
  kind: z
    .string()
    .regex(/^[A-Z0-9]{2,4}$/, 'Expected the code of a kind, for example "12"')
    .meta({ description: 'Code of a kind that the site issues', example: '12' }),
  remark: words.nullable().default(null).meta({ description: 'Printed under the heading Remark' }),
  measurement: name
    .nullable()
    .default(null)
    .meta({ description: 'Id of the measurement that is certified; default: the newest that fits the kind' }),
  notice: notice.nullable().default(null),
  treatment: treatment.nullable().default(null),
  replaces: z
    .strictObject({ number: name, reason })
    .nullable()
    .default(null)
    .meta({ description: 'The document of this kind whose place it takes' }),
});

export const documentExample = {
  kind: 'CL',
  notice: {
    addressee: { name: 'Example Energy Co.', address: '1 Harbour Road' },
    reason: { zh: '截获检疫性有害生物', en: 'a quarantine pest that was intercepted' },
    required: { zh: '熏蒸除害', en: 'fumigation before removal' },
  },
};
