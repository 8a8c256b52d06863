import { instant, processId } from '../../workflows/kernel/brand.ts';
import { ChangeFeed } from './change-feed.ts';
import type { ChangeRow } from './model.ts';
import type { Projected } from './projection.ts';

const entry = (
  definition: string,
  type: string,
  value: string,
  context: object,
  hold: Projected['hold'] = null,
): Projected => ({
  process: processId(`${definition}/1`),
  definition,
  seq: 1,
  position: 1,
  input: {
    id: 'i',
    at: instant('2026-03-05T00:00:00.000Z'),
    actor: { kind: 'system', id: 's' },
    event: { type },
  },
  snapshot: { value, context, status: 'active' },
  hold,
  effects: [],
});
const consignment = (type: string, value: string, more: object = {}, hold: Projected['hold'] = null) =>
  entry(
    'consignment',
    type,
    value,
    { order: { declarationNo: 'D1' }, certificateNo: null, decisions: [], ...more },
    hold,
  );
const certificate = (type: string, value: string, hold: Projected['hold'] = null) =>
  entry('certificate', type, value, { draft: { declarationNo: 'D1' }, number: 'N1' }, hold);
const held = { code: 'STEP_FAILED', message: 'm' } as const;

const rows = (feed: ChangeFeed, ...entries: readonly Projected[]) =>
  entries.flatMap((one) => feed.project(one).map(({ doc }) => doc as ChangeRow));

describe('the feed customs follows', () => {
  it('numbers changes without gaps, going on from the last', () => {
    const feed = new ChangeFeed(7);
    const told = rows(
      feed,
      consignment('sampling.finished', 'working'),
      certificate('report.issued', 'issued'),
      consignment('assay.approved', 'working'),
      consignment('customs.decided', 'certified'),
    );
    expect(told.map(({ cursor, type }) => [cursor, type])).toEqual([
      [8, 'certificate.issued'],
      [9, 'decision.recorded'],
    ]);
    expect(told[0]).toMatchObject({ declarationNo: 'D1', certificateNo: 'N1' });
  });

  it('tells of advice when the second person decodes, not the first', () => {
    const feed = new ChangeFeed(0);
    expect(rows(feed, consignment('decode.authorised', 'decoding'))).toEqual([]);
    expect(rows(feed, consignment('decode.authorised', 'assessed'))).toMatchObject([
      { cursor: 1, type: 'advice.changed' },
    ]);
  });

  it.each(['quarantine.found', 'quarantine.settled', 'custody.broken', 'inspection.ended', 'reinspection.requested'])(
    'tells of advice when it may be another one: %s',
    (type) => {
      expect(rows(new ChangeFeed(0), consignment(type, 'working'))).toMatchObject([{ type: 'advice.changed' }]);
    },
  );

  it('tells nothing of what was not applied because the process is on hold, and tells it at the release', () => {
    const feed = new ChangeFeed(0);
    expect(
      rows(
        feed,
        consignment('customs.decided', 'certified', {}, held),
        certificate('report.issued', 'issuing', held),
      ),
    ).toEqual([]);
    const released = rows(
      feed,
      certificate('engine.release', 'issued'),
      consignment('engine.release', 'certified', { decisions: [{}] }),
    );
    expect(released.map(({ type }) => type)).toEqual(['certificate.issued', 'decision.recorded']);
  });

  it('tells of a certificate only when it is issued', () => {
    expect(
      rows(
        new ChangeFeed(0),
        certificate('report.issued', 'void'),
        certificate('certificate.acknowledged', 'issued'),
      ),
    ).toEqual([]);
  });
});
