import {
  abandon,
  begun,
  checks,
  confirmed,
  corrected,
  declined,
  found,
  grams,
  no,
  officer,
  parent,
  sampler,
  yes,
} from '../../../workflows/setup-checks/setup.fixture.ts';
import { isReady } from '../../../workflows/setup-checks/setup.ts';
import type { SetupContext } from '../../../workflows/setup-checks/setup.ts';
import { messages, offer } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import { isConfirmedByAnother } from './runs.ts';

/** Enough to pass, to fail and be made again, and to be corrected. */
const mostRecords = 2;
const swept = { remedy: 'swept' };

export const setupChecks: Catalogue<SetupContext> = {
  definition: 'setup-checks',
  process: 'setup-checks/S-1',
  // One that two persons make and one that is measured.
  starts: [
    {
      name: 'two checks',
      input: { order: begun({ checks: [checks.cleaned, checks['empty-run']] }).context.order },
    },
  ],
  *offers({ context: { records } }) {
    for (const by of [sampler, officer]) {
      if (records.length < mostRecords) {
        yield* [yes, no].map((value) => offer(found('cleaned', value, swept), by));
        yield* [grams('3'), grams('30')].map((value) => offer(found('empty-run', value, swept), by));
        yield offer(corrected('empty-run', grams('3')), by);
      }
      for (const record of records) yield* [offer(confirmed(record.no), by), offer(declined(record.no), by)];
      yield offer(abandon, by);
    }
  },
  key: ({ context }) =>
    context.records.map(({ deed, by, status }) => [deed.kind, deed.check, deed.value, by.id, status]),
  counted: ({ effects }) => ({ told: messages(effects, parent).length }),
  laws: [
    {
      says: 'the parent is told once, at the end',
      holds: (here) => here.count('told') === (here.isDone ? 1 : 0),
    },
    {
      says: 'what is ready has passed every check, and nothing waits for a second person',
      holds: ({ state, context }) => (state === 'ready') === (isReady(context) && state !== 'abandoned'),
    },
    {
      says: 'nobody confirms what he told himself',
      holds: ({ context }) => isConfirmedByAnother({ interventions: context.records }),
    },
  ],
  stepLaws: [
    {
      says: 'what was told stays on the record',
      holds: ({ from, to }) =>
        from.context.records.every(({ deed, by }, index) => {
          const now = to.context.records[index];
          return now?.deed === deed && now.by.id === by.id;
        }),
    },
  ],
};
