import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { createTestEdge } from '../../orchestrator/http/testing/test-edge.ts';
import type { TestEdge } from '../../orchestrator/http/testing/test-edge.ts';
import { openHouse } from '../../orchestrator/services/testing/house.ts';
import type { House } from '../../orchestrator/services/testing/house.ts';

/** A request as the document shows it: a line with method and path, headers, an empty line, the body. */
interface Shown {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const document = readFileSync(join(process.cwd(), 'docs', 'inputs.md'), 'utf8');
const shown: readonly Shown[] = [...document.matchAll(/```http\n([^]*?)```/g)].map(([, block = '']) => {
  const [head = '', ...rest] = block.split('\n\n');
  const [line = '', ...headers] = head.split('\n');
  return {
    // The customs system of these tests has another name than that of the demonstration.
    path: line.replace('POST ', '').replace('customs-demo', 'gacc'),
    headers: Object.fromEntries(headers.map((header) => header.split(': '))),
    body: rest.join('\n\n'),
  };
});

describe('docs/inputs.md', () => {
  let house: House;
  let edge: TestEdge;
  beforeAll(async () => {
    house = await openHouse();
    const { operator, customs, inspection, nominations, orders } = house;
    edge = await createTestEdge({ operator, customs, inspection, nominations, orders });
  });
  afterAll(() => house.stop());

  const send = async ({ path, headers, body }: Shown) =>
    request(edge.app)
      .post(path)
      .set(...(await (path.startsWith('/customs') ? edge.asCustoms() : edge.as('officer'))))
      .set(headers)
      .send(body);

  it('shows requests of every kind', () => {
    const kinds = new Set(shown.map(({ path }) => path.replaceAll(/%2F.*?(?=\/|$)|NOM-[\d-]+|\/\d+/g, '')));
    expect([...kinds]).toEqual([
      '/api/v1/nominations',
      '/api/v1/nominations//lines/declaration',
      '/customs/v1/inspection-orders',
      '/api/v1/inspection-orders/inspection-order/completion',
      '/api/v1/consignments/consignment/quantities',
      '/api/v1/consignments/consignment/site-checks',
    ]);
  });

  it('shows requests that are taken as they stand, in their order', async () => {
    for (const one of shown) {
      const { status, body } = await send(one);
      expect({ path: one.path, problem: status < 300 ? null : body }).toEqual({
        path: one.path,
        problem: null,
      });
    }
    expect(await house.nominations.nomination('NOM-2026-0117')).toMatchObject({
      revision: 2,
      lines: [{ declared: { consignment: 'consignment/021520261000007117.1', changedSince: false } }],
    });
    const [ordered, nominated] = await Promise.all(
      ['021520261000007118', '021520261000007117'].map(async (no) =>
        (await house.operator.consignments({ limit: 100 })).items.find(({ declarationNo }) => declarationNo === no),
      ),
    );
    expect(ordered).toMatchObject({ declaredMass: '20000' });
    expect(nominated).toMatchObject({
      declaredMass: '52480.5',
      measurements: [{ id: 'DS-2026-17', quantity: '52466.2' }],
      siteChecks: [{ id: 'R-1', finding: 'normal' }],
    });
  });

  it('says what the second time does', async () => {
    const codes = [];
    for (const one of shown) codes.push((await send(one)).body.code ?? 'taken');
    expect(codes).toEqual([
      'taken',
      'taken',
      'taken',
      'taken',
      'ORDER_DECLARED',
      'RECORD_REPEATED',
      'RECORD_REPEATED',
    ]);
  });
});
