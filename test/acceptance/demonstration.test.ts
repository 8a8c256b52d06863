import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCertificate } from '../../reports/certificate-json.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import type { BlindSampleContext } from '../../workflows/blind-control/control.ts';
import { readRecord } from '../support/run-record.ts';
import { run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

const cli = join(process.cwd(), 'dist', 'orchestrator', 'cli.js');
/** On a machine of its own it takes about a minute. */
const runLimit = 9 * 60_000;
const commodities = ['coal', 'grain', 'petroleum'] as const;

interface Said {
  readonly exit: number;
  readonly out: string;
  readonly errors: string;
}

const quaylab = (...words: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...words], { timeout: runLimit }, (_error, out, errors) =>
      resolve({ exit: child.exitCode ?? -1, out, errors }),
    );
  });

function read(file: string): Certificate {
  const certificate = parseCertificate(JSON.parse(readFileSync(file, 'utf8')));
  if (!certificate.ok) throw new Error(`${file}: ${certificate.refusal.message}`);
  return certificate.value;
}

/** Three ships at once, over HTTP and OPC UA, as anyone sees them who tries it. */
describe('quaylab demo', () => {
  const out = mkdtempSync(join(tmpdir(), 'quaylab-demo-'));
  let said: Said;
  const certificates = new Map<string, Certificate>();
  const certificateOf = (commodity: string): Certificate => {
    const certificate = certificates.get(commodity);
    if (!certificate) throw new Error(`${commodity} has no certificate: ${said.errors}`);
    return certificate;
  };

  beforeAll(async () => {
    said = await quaylab('demo', '--commodity', 'all', '--out', out);
    for (const commodity of commodities) {
      const file = join(out, commodity, 'certificate.json');
      if (existsSync(file)) certificates.set(commodity, read(file));
    }
  }, runLimit);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('names the three papers of each commodity', () => {
    expect(said.exit).toBe(0);
    const files = commodities.flatMap((commodity) =>
      ['certificate.pdf', 'certificate.json', 'summary.pdf'].map((name) => join(out, commodity, name)),
    );
    expect(said.out.trim().split('\n').slice(-files.length)).toEqual(files);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each([
    ['coal', 2, 't', 's'],
    ['grain', 3, 't', 't'],
    ['petroleum', 1, 'm³', 'm³'],
  ] as const)(
    'carries %s to a certificate without deviations',
    (commodity, units, quantityUnit, intervalUnit) => {
      const { sampling, conformity, deviations } = certificateOf(commodity);
      expect(sampling).toMatchObject({ quantityUnit, intervalUnit });
      expect(sampling?.units.map(({ validity }) => validity)).toEqual(
        Array.from({ length: units }, () => 'VALID'),
      );
      for (const { incrementsPlanned, incrementsTaken } of sampling?.units ?? [])
        expect(incrementsTaken).toBeGreaterThanOrEqual(incrementsPlanned - 3);
      expect([conformity?.overall, deviations]).toEqual(['PASS', []]);
    },
  );

  it('gives each consignment its own number, and none the words of another cargo', () => {
    expect(new Set(commodities.map((commodity) => certificateOf(commodity).number)).size).toBe(3);
    expect(JSON.stringify(certificateOf('grain'))).not.toMatch(/煤|coal|油品|petroleum/i);
    expect(JSON.stringify(certificateOf('petroleum'))).not.toMatch(/煤|coal|舱|grain/i);
    expect(JSON.stringify(certificateOf('coal'))).not.toMatch(/大豆|soybean|柴油|diesel/i);
  });

  it('has samplers looked at, retained bottles carried and put away, and the laboratory controlled blind', async () => {
    const { bodies } = await readRecord(join(out, 'data'));
    const ends = (kind: string) =>
      bodies
        .filter(
          ({ definition, snapshot }) => definition.startsWith(`${kind}@`) && snapshot?.status === 'done',
        )
        .map(({ snapshot }) => snapshot);
    const valuesOf = (kind: string) => ends(kind).map((snapshot) => String(snapshot?.value));
    expect(valuesOf('setup-checks')).toEqual(Array<string>(6).fill('ready'));
    expect(valuesOf('transport')).toEqual(Array<string>(4).fill('received'));
    const putAway = bodies.filter(
      ({ definition, input, snapshot }) =>
        definition.startsWith('storage@') &&
        input.event.type === 'slot.given' &&
        snapshot?.value === 'stored',
    );
    expect(putAway).toHaveLength(8);
    const controls = ends('blind-sample').map(
      (snapshot) => snapshot?.context as Pick<BlindSampleContext, 'order' | 'scores'>,
    );
    expect(controls.filter(({ order }) => order.content.kind === 'duplicate').length).toBeGreaterThan(0);
    const verdicts = controls.flatMap(({ scores }) => scores.map(({ verdict }) => verdict));
    expect(verdicts).not.toContain('action');
    expect(verdicts).not.toContain('not-judged');
  });

  it('leaves an intact journal', async () => {
    expect(await quaylab('audit', 'verify', '--data', join(out, 'data'))).toMatchObject({
      exit: 0,
      out: expect.stringContaining('intact') as string,
    });
  });

  it('refuses a commodity it does not have, and lists those it has', async () => {
    const { exit, errors } = await quaylab('demo', '--commodity', 'gold', '--out', join(out, 'gold'));
    expect(exit).toBe(1);
    expect(errors).toContain('COMMODITY_UNKNOWN (commodity)');
    expect(errors).toContain('coal, grain, petroleum, all');
    expect(existsSync(join(out, 'gold'))).toBe(false);
  });

  itWith(['qpdf', 'pdftotext'], 'prints sound papers in the words of their trade', async () => {
    for (const commodity of commodities)
      for (const paper of ['certificate.pdf', 'summary.pdf'])
        expect(run('qpdf', ['--check', join(out, commodity, paper)]).toString()).toContain(
          'No syntax or stream encoding errors found',
        );
    const text = (commodity: string) =>
      run('pdftotext', ['-layout', join(out, commodity, 'certificate.pdf'), '-']).toString();
    expect(text('coal')).toContain('计划子样数');
    expect(text('grain')).toContain('计划份样数');
    expect(text('petroleum')).toContain('计划抓样数');
  });
});
