import { z } from 'zod';
import { processId } from '../../../workflows/kernel/brand.ts';
import { turnReason, urgency } from './plant.ts';
import { instantInput, instantText, name, reason, unitIdInput, wholeNumber } from './scalars.ts';

/** Three days: nobody knows more of a port. */
const longestLook = 72;
export const scheduleQuery = z.object({
  hours: wholeNumber(1, longestLook, 12).describe('How many hours ahead'),
});

const plannedTurn = z
  .object({
    unit: z.string(),
    definition: z.string().meta({ description: 'coal-preparation, for example' }),
    run: z.string().nullable().meta({ description: 'Id of the run; null where you may not see it' }),
    kind: z
      .enum(['running', 'planned', 'cleaning'])
      .meta({ description: 'A cleaning stands under the run that has to wait for it' }),
    from: instantText.nullable().meta({ description: 'null behind something whose end nobody knows' }),
    to: instantText.nullable().meta({ description: 'null when nobody knows how long it takes' }),
    reason: turnReason.nullable().meta({ description: 'Why it has its place; null for what runs and for a cleaning' }),
    late: z.boolean().meta({ description: 'Will be done after it is due' }),
  })
  .meta({ id: 'PlannedTurn' });

export const scheduleAhead = z
  .object({ now: instantText, until: instantText, items: z.array(plannedTurn) })
  .meta({ id: 'ScheduleAhead', description: 'A forecast, not a promise' });

export const unitParam = z.object({ unit: unitIdInput });

const dueAt = instantInput
  .nullable()
  .exactOptional()
  .meta({
    description: 'ISO 8601 with zone; null: nothing is due; absent: as before',
    example: '2026-05-04T18:00:00+08:00',
  });

export const turnChange = z.strictObject({
  run: name.transform(processId).meta({ description: 'Id of a run that waits for the unit' }),
  urgency,
  dueAt,
  reason,
});
