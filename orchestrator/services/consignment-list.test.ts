import { consignment } from '../http/testing/consignment.fixture.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import { consignmentRow } from '../views/consignment-view.ts';
import type { ConsignmentView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { consignmentPage } from './consignment-list.ts';
import type { ConsignmentsWanted } from './consignment-list.ts';
import { memoryViews } from './testing/memory-stores.ts';

const views = memoryViews();
/** The least of a consignment that the list looks at, a minute after the one before. */
const cargo = (no: number): ConsignmentView => ({
  ...consignment,
  id: processId(`consignment/${no}.1`),
  declarationNo: String(no),
  vessel: `MV Example ${no % 7}`,
  kind: no % 2 === 0 ? 'coal' : 'grain',
  status: no % 5 === 0 ? 'closed' : 'working',
  outstanding: no % 10 === 1 ? [{ code: 'SAMPLE_AGAIN', zh: '重采', en: 'Sample again' }] : [],
  declaredAt: instant(new Date(Date.parse('2026-05-04T00:00:00Z') + no * 60_000).toISOString()),
});
/** More than are looked at in a turn. */
const count = 1_200;

beforeAll(async () => {
  for (let no = 0; no < count; no += 1) {
    const view = cargo(no);
    await views.put(
      [consignmentRow(view), { collection: collections.consignments, key: view.id, doc: view }],
      no,
    );
  }
});

const numbers = async (wanted: Partial<ConsignmentsWanted>) => {
  const { items, next } = await consignmentPage(views, { limit: 3, ...wanted });
  return { numbers: items.map(({ declarationNo }) => Number(declarationNo)), next };
};

it('tells the newest first, page by page, each once', async () => {
  const first = await numbers({ limit: 700 });
  expect(first.numbers).toEqual(Array.from({ length: 700 }, (_, index) => count - 1 - index));
  const second = await numbers({ limit: 700, after: first.next ?? undefined });
  expect(second).toEqual({ numbers: Array.from({ length: 500 }, (_, index) => 499 - index), next: null });
});

it.each([
  [{ kind: 'coal' }, [1198, 1196, 1194]],
  [{ status: 'closed' }, [1195, 1190, 1185]],
  [{ underWay: true, kind: 'grain' }, [1199, 1197, 1193]],
  [{ outstanding: 'any' }, [1191, 1181, 1171]],
  [{ outstanding: 'SAMPLE_AGAIN', kind: 'grain' }, [1191, 1181, 1171]],
  [{ outstanding: 'OTHER' }, []],
  [{ text: 'EXAMPLE 3' }, [1193, 1186, 1183]],
  [{ text: ' 7 ' }, [1197, 1187, 1179]],
] as const)('finds what fits %j', async (wanted, expected) => {
  expect((await numbers(wanted)).numbers).toEqual(expected);
});

it('looks through all of them for the only one, and says that there is no more', async () => {
  expect(
    await numbers({ text: '0 example', limit: 1, status: 'working', outstanding: 'any', kind: 'grain' }),
  ).toMatchObject({ numbers: [1141] });
  expect(await numbers({ text: 'mv 1051' })).toEqual({ numbers: [1051], next: null });
});
