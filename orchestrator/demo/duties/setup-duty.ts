import type { SetupView } from '../../views/setup-view.ts';
import type { CheckValue, SetupCheck } from '../../../workflows/setup-checks/check.ts';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { each, path } from './duty.ts';
import type { Duty } from './duty.ts';
import { within } from './handling-steps.ts';
import { photoOf } from './photo.ts';

/** What a gauge shows where nothing is amiss; limits may have it show another value. */
const usualReading = 3;
const validFor_days = 180;
const day = 24 * 60 * 60_000;

/** What is found at a sampler in good order. */
export function foundInOrder({ kind, limits }: SetupCheck, today: Date): CheckValue {
  switch (kind) {
    case 'yes-no':
      return { kind, yes: true };
    case 'measured':
      return { kind, value: decimalString(within(limits ?? null, usualReading).toFixed(1)) };
    case 'date':
      return { kind, date: new Date(today.getTime() + validFor_days * day).toISOString().slice(0, 10) };
  }
}

/** The sampler's operator looks at everything before it is armed; what two must see, the officer at the berth confirms. */
export const checkSamplers: Duty = async ({ as }) => {
  const operator = as('sampler');
  const { items } = await operator.get<{ items: readonly SetupView[] }>('/api/v1/setups');
  await each(items, async ({ id, checks, waiting, sampleCode }) => {
    const setup = `/api/v1/setups/${path(id)}`;
    const isWaiting = (check: string) => waiting.some((each) => each.check === check);
    await each(
      checks.filter((check) => check.state === 'to do' && !isWaiting(check.id)),
      async (check) => {
        const photo = photoOf(1, sampleCode);
        const evidence = check.evidence
          ? [(await operator.postFile<{ sha256: string }>('/api/v1/evidence', photo, 'image/png')).sha256]
          : [];
        const value = foundInOrder(check, new Date());
        await operator.post(`${setup}/checks`, { check: check.id, value, evidence });
      },
    );
    const { waiting: proposed } = await operator.get<SetupView>(setup);
    const numbers = proposed.map(({ record }) => record);
    if (numbers.length > 0)
      await as('officer').post(`${setup}/settlements`, { decision: 'CONFIRM', numbers });
  });
};
