import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { projectRoot } from '../project-root.ts';
import { bilingual, source, words } from '../rule-pack/primitives.ts';

const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const condition = z.strictObject({ kind: z.enum(['lasting', 'momentary']), priority, consequence: bilingual, response: bilingual });
const faultCode = z.int().min(1).max(9999);

const catalogueSchema = z.strictObject({
  version: words,
  source,
  shelving: z.strictObject({ longestMinutes: z.int().min(1), source }),
  rates: z.strictObject({
    windowMinutes: z.int().min(1).max(60),
    flood: z.int().min(2),
    floodEnds: z.int().min(1),
    staleHours: z.int().min(1),
    source,
  }),
  conditions: z.strictObject({
    PROCESS_ON_HOLD: condition,
    RUN_WAITS_FOR_OPERATOR: condition,
    SAMPLE_SUSPECT: condition,
    INCREMENT_MASS_DRIFT: condition,
    INCREMENT_MASS_VARIATION: condition,
    SAMPLE_UNDECIDED: condition,
    SAMPLE_LOST: condition,
    STAGE_LATE: condition,
    CARGO_HELD: condition,
    UNIT_NOT_LIVE: condition,
    UNIT_FAULT: condition,
    RECORD_WITHOUT_SAMPLE: condition,
    RECORDS_LOST: condition,
    PROGRAM_CHANGED: condition,
    CLOCK_DRIFT: condition,
    CERTIFICATE_EXPIRES: condition,
    CUSTODY_BROKEN: condition,
    WITHDRAWAL_UNNOTICED: condition,
    CERTIFICATE_NOT_ISSUED: condition,
    WEBHOOK_FAILING: condition,
    WEBHOOK_LETTER_DEAD: condition,
    CABINET_ORDER_UNANSWERED: condition,
    CABINET_WORD_CONTRADICTED: condition,
    TUBE_ORDER_UNANSWERED: condition,
    TUBE_WORD_CONTRADICTED: condition,
    CARRIAGE_OVERDUE: condition,
    CARRIAGE_MISSING: condition,
    BLIND_CONTROL_ACTION: condition,
    LABORATORIES_DISAGREE: condition,
  }),
  faultFamilies: z.array(z.strictObject({ from: faultCode, to: faultCode, name: bilingual, priority, response: bilingual.exactOptional() })),
  faults: z.array(z.strictObject({ code: faultCode, name: bilingual, response: bilingual.exactOptional() })),
});

/** What raises an alarm, how urgent it is, what follows and what to do. */
export type AlarmCatalogue = z.infer<typeof catalogueSchema>;
export type AlarmCode = keyof AlarmCatalogue['conditions'];

/** The catalogue that comes with the house. Throws `ALARM_CATALOGUE_INVALID` with the path of the faulty field. */
export function loadAlarmCatalogue(file = join(projectRoot(), 'config', 'alarms', 'catalogue.yaml')): AlarmCatalogue {
  const parsed = catalogueSchema.safeParse(load(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new RefusedError({ code: 'ALARM_CATALOGUE_INVALID', field, message: `${file}: ${field}: ${issue?.message ?? 'is not valid'}.`, remedy: 'Correct the field.' });
}
