import type { IssuedCertificate } from '../views/issued-certificate.ts';
import { collections } from '../views/projection.ts';
import type { ProjectedEntry } from '../views/projector.ts';
import { keptIssued } from './kept-issued.ts';

describe('issued certificates in memory', () => {
  /** A store whose certificates can be put as the projector does, and that can be held up while it reads. */
  const house = (most?: number) => {
    const stored = new Map<string, { status: string }>();
    const readings: string[] = [];
    const listeners: ((entries: readonly Pick<ProjectedEntry, 'puts'>[]) => void)[] = [];
    let held = Promise.resolve();
    const views = {
      get: async <T>(_collection: string, key: string) => {
        readings.push(key);
        const found = stored.get(key) ?? null;
        await held;
        return found as T | null;
      },
    };
    const find = keptIssued(views, { follow: (listener) => void listeners.push(listener) }, most);
    return {
      readings,
      statusOf: async (number: string) => ((await find(number)) as Pick<IssuedCertificate, 'status'> | null)?.status ?? null,
      hold: (until: Promise<void>) => {
        held = until;
      },
      put: (key: string, status: string, collection: string = collections.issuedCertificates) => {
        if (collection === collections.issuedCertificates) stored.set(key, { status });
        const puts = [{ collection, key, doc: { status } }];
        for (const tell of listeners) tell([{ puts }]);
      },
    };
  };

  it('are read once, and again as soon as one changes', async () => {
    const { put, statusOf, readings } = house();
    put('1', 'issued');
    expect([await statusOf('1'), await statusOf('1')]).toEqual(['issued', 'issued']);
    expect(readings).toEqual(['1']);
    put('1', 'draft of something else', collections.certificates);
    await statusOf('1');
    expect(readings).toEqual(['1']);
    put('1', 'withdrawn');
    expect(await statusOf('1')).toBe('withdrawn');
  });

  it('that changed while they were read are not kept as they were', async () => {
    const { put, statusOf, hold } = house();
    put('1', 'issued');
    let goOn = () => {};
    hold(
      new Promise((resolve) => {
        goOn = resolve;
      }),
    );
    const before = statusOf('1');
    put('1', 'withdrawn');
    goOn();
    expect(await before).toBe('issued');
    expect(await statusOf('1')).toBe('withdrawn');
  });

  it('that are not there are looked for again, and so many are kept at most', async () => {
    const { put, statusOf, readings } = house(1);
    expect(await statusOf('1')).toBeNull();
    put('1', 'issued');
    put('2', 'issued');
    expect([await statusOf('1'), await statusOf('2'), await statusOf('2'), await statusOf('1')]).toEqual(Array(4).fill('issued'));
    expect(readings).toEqual(['1', '1', '2', '1']);
  });
});
