import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { tagMap } from '../testing/tag-maps.ts';
import { headerText, lineText, parseRecording } from './format.ts';
import type { RecordedLine, RecordingHeader } from './format.ts';

const header: RecordingHeader = {
  unit: unitId('CS-01'),
  endpoint: 'opc.tcp://10.0.7.21:4840',
  started: instant('2026-03-01T08:00:00.000Z'),
  tagMap: tagMap(),
};
const time = instant('2026-03-01T08:00:01.000Z');
const lines: readonly RecordedLine[] = [
  { ms: 0, link: { live: false, reason: 'never-connected' } },
  { ms: 812, tag: 'Act.BeltFlow', value: 1500.5, quality: 'good', sourceTime: time },
  { ms: 812, tag: 'Act.BeltSpeed', value: null, quality: 'bad', sourceTime: null },
  { ms: 900, records: [{ idx: 1, time, type: 'increment', sampleId: 'T', no: 1, mass: 30, flow: 1500, total: 10, kept: 2 }] },
  { ms: 950, gap: { from: 2, to: 5 } },
  { ms: 1000, end: 'stopped' },
];
const text = headerText(header) + lines.map(lineText).join('');
const refused = (changed: string) => {
  const parsed = parseRecording('run.jsonl', changed);
  if (parsed.ok) throw new Error('It was taken for a recording.');
  return parsed.refusal;
};

describe('a recording', () => {
  it('is read as it was written, with its tag map', () => {
    expect(parseRecording('run.jsonl', text)).toEqual({ ok: true, value: { ...header, lines } });
  });

  it('is whole after every line, however it ended', () => {
    const rows = text.split('\n').slice(0, -1);
    const read = rows.map((_, index) => parseRecording('run.jsonl', `${rows.slice(0, index + 1).join('\n')}\n`));
    expect(read.map((each) => each.ok && each.value.lines.length)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it.each<[string, string, string, RegExp]>([
    ['nothing', '', 'line 1', /is not the header/],
    ['another kind of file', 'unit,value\nCS-01,3\n', 'line 1', /is not the header.*JSON/],
    ['another version', text.replace('"version":1', '"version":2'), 'line 1', /version: /],
    ['a tag map that is none', headerText({ ...header, tagMap: { ...tagMap(), states: { 4: 'Idle' }, tags: {} } }), 'line 1', /tag map/],
    ['a line that is cut off', text.slice(0, -5), 'line 7', /is cut off/],
    ['half a header', text.slice(0, 200), 'line 1', /is not the header/],
    ['a line that says nothing', text.replace('"gap":', '"hole":'), 'line 6', /is not a line of a recording/],
    ['an empty line', text.replace('\n', '\n\n'), 'line 2', /is not a line of a recording/],
    ['time that runs backwards', text.replace('"ms":900', '"ms":9'), 'line 5', /earlier than the line before/],
  ])('%s is refused, naming the line and what to do', (_what, changed, field, message) => {
    const refusal = refused(changed);
    expect(refusal).toMatchObject({ code: 'RECORDING_NOT_VALID', field });
    expect(refusal.message).toMatch(message);
    expect(refusal.message).toContain('run.jsonl');
    expect(refusal.remedy).toMatch(field === 'line 1' ? /quaylab plant record|Record the unit again/ : /^Remove line \d/);
  });
});
