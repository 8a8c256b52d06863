import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../support/process-line.ts';
import type { RunningProcess } from '../support/process-line.ts';

const cli = join(process.cwd(), 'dist', 'orchestrator', 'cli.js');
const site = join(process.cwd(), 'config', 'demo-port', 'site.yaml');
const password = 'tide-at-four';
const passwordVariable = 'QUAYLAB_PLANT_PASSWORD';

// Two programs start for each word said; a busy machine takes its time.
jest.setTimeout(120_000);

interface Said {
  readonly exit: number;
  readonly out: string;
  readonly errors: string;
}

/** The compiled program, as an engineer at the quay or a script calls it. */
function quaylab(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Said> {
  const env = { ...process.env, [passwordVariable]: undefined, ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...words], { env, timeout: 60_000, maxBuffer: 2 ** 24 }, (_error, out, errors) =>
      resolve({ exit: child.exitCode ?? -1, out, errors }),
    );
  });
}

describe('quaylab plant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-plant-cli-'));
  const data = ['--data', join(folder, 'data')];
  const plants: RunningProcess<{ endpoint: string }>[] = [];
  afterAll(async () => {
    await Promise.all(plants.map(({ kill }) => kill('SIGTERM')));
    rmSync(folder, { recursive: true, force: true });
  });
  /** Starts a virtual plant; its address. */
  async function plant(options: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const words = ['simulator', '--units', 'CS-01', '--pki', join(folder, 'plant'), ...options];
    const running = await runProcess<{ endpoint: string }>(cli, words, environment);
    plants.push(running);
    return running.ready.endpoint;
  }

  it('brings a PLC and its tag map together: refused, looked at, trusted, checked; the answers are JSON and nothing else', async () => {
    const unit = ['--site', site, '--unit', 'CS-01', '--plant', await plant(), ...data];

    const refused = await quaylab(['plant', 'check', ...unit, '--json']);
    expect([refused.exit, refused.out]).toEqual([1, '']);
    expect(refused.errors).toContain('CERTIFICATE_UNTRUSTED');

    type Listed = { certificates: { standing: string; shownByUnit: boolean; facts: { thumbprint: string } }[] };
    const listed = await quaylab(['plant', 'trust', 'list', ...unit, '--json']);
    const [rejected] = (JSON.parse(listed.out) as Listed).certificates;
    expect(rejected).toMatchObject({ standing: 'rejected', shownByUnit: true });
    const { thumbprint = '' } = rejected?.facts ?? {};
    const accepted = await quaylab(['plant', 'trust', 'accept', thumbprint, ...unit, '--json']);
    expect([accepted.exit, JSON.parse(accepted.out)]).toMatchObject([0, { accepted: { thumbprint } }]);

    const checked = await quaylab(['plant', 'check', ...unit, '--json']);
    expect([checked.exit, checked.errors]).toEqual([0, '']);
    type Report = { tags: { tag: string; exists: boolean }[] };
    const report = JSON.parse(checked.out) as Report;
    expect(report).toMatchObject({ unit: 'CS-01', passed: true, findings: [], methods: null, handshake: { nextSeq: 1 } });
    expect(report.tags.length).toBeGreaterThan(64 * 9);
    expect(report.tags.filter(({ exists }) => !exists)).toEqual([]);
  });

  it('browses a PLC that lets one user in, with that user only', async () => {
    const login = { [passwordVariable]: password };
    const browse = ['plant', 'browse', await plant(['--user', 'quaylab'], login), '--depth', '1', ...data, '--json'];
    const stranger = await quaylab(browse);
    expect([stranger.exit, stranger.out]).toEqual([1, '']);
    expect(stranger.errors).toContain('LOGIN_REFUSED');
    const known = await quaylab([...browse, '--user', 'quaylab'], login);
    expect([known.exit, known.errors]).toEqual([0, '']);
    const root = JSON.parse(known.out) as { children: { name: string }[] };
    expect(root.children.map(({ name }) => name)).toContain('CS-01');
  });
});
