import { z } from 'zod';
import { instantText, wholeNumber } from './scalars.ts';

const when = instantText.nullable();

export const loggedCommand = z
  .object({
    id: z.string().nullable().meta({ description: 'null, as the run, where you may not see the run' }),
    unit: z.string(),
    run: z.string().nullable(),
    definition: z.string(),
    command: z.string(),
    seq: z.int().nullable().meta({ description: 'Number the PLC was given; null until it is sent' }),
    by: z
      .object({
        kind: z.enum(['person', 'customs', 'plant', 'process', 'system']),
        name: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Who or what moved the run to it' }),
    cause: z.string().nullable().meta({ description: 'The event that did, operator.hold for example' }),
    reason: z.string().nullable().meta({ description: 'Words of the person' }),
    status: z.enum(['requested', 'sent', 'accepted', 'done', 'failed', 'unknown']),
    code: z.string().nullable().meta({ description: 'Why it failed, or is unknown' }),
    requestedAt: instantText,
    sentAt: when,
    acceptedAt: when,
    closedAt: when,
  })
  .meta({ id: 'LoggedCommand' });

/** Sequence numbers of commands are UInt32. */
const highestSeq = 0xffff_ffff;

export const commandLogQuery = z.object({
  after: wholeNumber(0, highestSeq, highestSeq).describe('"next" of the page before; without it the newest'),
  limit: wholeNumber(1, 200, 50).describe('How many at most'),
});

export const commandLog = z
  .object({
    items: z.array(loggedCommand),
    next: z.string().nullable().meta({ description: 'What "after" of the next page is; null on the last' }),
  })
  .meta({ id: 'CommandLog' });
