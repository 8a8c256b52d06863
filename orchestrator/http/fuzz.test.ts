import { demonstrationShip as ship } from '../demo/ship.ts';
import { certified, inLaboratory, openHouse } from '../services/testing/house.ts';
import type { House } from '../services/testing/house.ts';
import { certificateNo, declarationNo, draftDigest } from './testing/consignment.fixture.ts';
import { jsonDigest } from './testing/fake-services.ts';
import { openFuzzer } from './testing/fuzz.ts';
import type { Fuzzer } from './testing/fuzz.ts';
import { clientSecret, createTestEdge, password } from './testing/test-edge.ts';

/** Whose password and secret are right. */
const credentials = {
  user: ['officer', 'analyst'],
  password: [password],
  grant_type: ['client_credentials'],
  client_id: ['gacc'],
  client_secret: [clientSecret],
};

describe('whatever is asked, an answer is one of the document', () => {
  const fuzzers: Fuzzer[] = [];
  afterAll(() => Promise.all(fuzzers.map((fuzzer) => fuzzer.close())));

  it('of every operation', async () => {
    const fuzzer = await openFuzzer(await createTestEdge({ countCustoms: async () => null }), {
      ...credentials,
      no: [certificateNo],
      number: [certificateNo],
      n: ['1'],
      declarationNo: [declarationNo],
      digest: [jsonDigest],
      draftDigest: [draftDigest],
    });
    fuzzers.push(fuzzer);
    for (const found of fuzzer.operations) await fuzzer.fuzz(found, 12);
    expect({ told: fuzzer.told() }).toEqual({ told: [] });
    // Of the others some need an order of acts; most must have been done all the same, or only refusals were looked at.
    expect(fuzzer.neverDone().length).toBeLessThan(fuzzer.operations.length / 5);
  }, 180_000);

  describe('of the customs interface before a house that has issued a certificate', () => {
    let house: House;
    let fuzzer: Fuzzer;
    beforeAll(async () => {
      house = await openHouse();
      const number = await certified(house, await inLaboratory(house, ship));
      const issued = await house.customs.certificate(number);
      const edge = await createTestEdge({
        customs: { ...house.customs, changes: (after, limit) => house.customs.changes(after, limit, 0) },
        orders: house.orders,
        publicStatus: house.customs.publicStatus,
        countCustoms: async () => null,
      });
      fuzzer = await openFuzzer(edge, {
        ...credentials,
        no: [number],
        n: ['1'],
        declarationNo: [ship.declarationNo],
        digest: [issued?.pdf.sha256 ?? ''],
        quantity: ['2', '1', '0.5'],
      });
      fuzzers.push(fuzzer);
    });
    afterAll(() => house.stop());

    it('too', async () => {
      const operations = fuzzer.operations.filter(({ path }) => path.startsWith('/customs/v1/'));
      for (const found of operations) await fuzzer.fuzz(found, 24);
      expect({ told: fuzzer.told() }).toEqual({ told: [] });
      const here = operations.map(({ operation }) => operation.operationId);
      const never = fuzzer.neverDone().filter((id) => here.includes(id));
      // Its keys are for sandbox clients.
      expect(never.filter((id) => id !== 'getSandboxKeys')).toEqual([]);
    }, 180_000);
  });
});
