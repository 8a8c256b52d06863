import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a browser loads, from the build's own manifest and its compressed files. 1 kB is 1000 bytes. */

const folder = join(process.cwd(), 'dist', 'workstation');

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly isEntry?: boolean;
}

const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Readonly<
  Record<string, Chunk>
>;

/** Bytes over the line: files too small to gain by compression are sent as they are. */
const bytesOf = (file: string): number => {
  const compressed = join(folder, `${file}.gz`);
  return statSync(existsSync(compressed) ? compressed : join(folder, file)).size;
};

/** A chunk with all that is loaded before it runs. */
function filesOf(key: string, seen = new Set<string>()): ReadonlySet<string> {
  const files = new Set<string>();
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const each of chunk.imports ?? []) for (const file of filesOf(each, seen)) files.add(file);
  return files;
}

const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + bytesOf(file), 0);
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

const [entry = ''] = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true);
/** The few lines that begin, and the workstation itself, which they ask for at once. */
const shell = new Set([...filesOf(entry), ...filesOf('main.tsx')]);
const beyondShell = (key: string): number => sum([...filesOf(key)].filter((file) => !shell.has(file)));

const screens = Object.keys(manifest).filter((key) => /^screens\/.*-screen\.tsx$/.test(key));
/** What the operator of a plant waits for when something is wrong. */
const plantScreens = ['screens/overview/overview-screen.tsx', 'screens/unit/unit-screen.tsx'];

const limits = { shell: 150_000, plant: 20_000, other: 60_000 } as const;
const limitOf = (screen: string): number => (plantScreens.includes(screen) ? limits.plant : limits.other);

describe('the size of the workstation', () => {
  const routed = [
    ...readFileSync(join(process.cwd(), 'workstation', 'app', 'screens.ts'), 'utf8').matchAll(
      /import\('\.\.\/([^']+)'\)/g,
    ),
  ];

  it('every screen is a chunk of its own', () => {
    expect(screens.toSorted()).toEqual([...new Set(routed.map(([, path]) => path))].toSorted());
    expect(screens).toEqual(expect.arrayContaining(plantScreens));
  });

  it('stays within its budgets', () => {
    const figures = screens.map((screen) => ({
      name: screen,
      bytes: beyondShell(screen),
      limit: limitOf(screen),
    }));
    const rows = [
      { name: 'shell', bytes: sum(shell), limit: limits.shell },
      ...figures.toSorted((a, b) => b.bytes - a.bytes),
    ];
    const table = rows.map(
      ({ name, bytes, limit }) => `${name.padEnd(56)}${kilobytes(bytes)} of ${kilobytes(limit)}`,
    );
    process.stderr.write(`compressed, screens beyond the shell:\n${table.join('\n')}\n`);
    expect(rows.filter(({ bytes, limit }) => bytes > limit)).toEqual([]);
  });

  it('has no library of drawing or of long lists in the shell', () => {
    const shellText = [...shell]
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    const lazy = {
      uPlot: 'u-over',
      'virtual rows': 'measureElement',
      'refusals in Chinese': 'BODY_MALFORMED',
    };
    expect(
      Object.entries(lazy).filter(([, trace]) => shellText.some((text) => text.includes(trace))),
    ).toEqual([]);
    // The traces are real ones: each is in some other chunk.
    const rest = readdirSync(join(folder, 'assets')).filter(
      (file) => file.endsWith('.js') && !shell.has(`assets/${file}`),
    );
    const restText = rest.map((file) => readFileSync(join(folder, 'assets', file), 'utf8'));
    expect(
      Object.entries(lazy).filter(([, trace]) => !restText.some((text) => text.includes(trace))),
    ).toEqual([]);
  });

  it('has no file that nothing loads', () => {
    const reached = new Set<string>();
    const loaded = new Set<string>();
    const walk = (key: string): void => {
      const chunk = manifest[key];
      if (!chunk || reached.has(key)) return;
      reached.add(key);
      for (const file of [chunk.file, ...(chunk.css ?? [])]) loaded.add(file);
      for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) walk(next);
    };
    walk(entry);
    const scripts = [...loaded]
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    const files = readdirSync(join(folder, 'assets')).filter((file) => !/\.(gz|br)$/.test(file));
    // A worker is built apart and stands in no manifest: the script that starts it names its file.
    const idle = files.filter(
      (file) => !loaded.has(`assets/${file}`) && !scripts.some((text) => text.includes(`assets/${file}`)),
    );
    expect(idle).toEqual([]);
  });

  it('has nothing inline, which the content security policy would refuse', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|data:|javascript:/i);
    const styles = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    expect(
      styles.filter((file) => readFileSync(join(folder, 'assets', file), 'utf8').includes('data:')),
    ).toEqual([]);
  });
});
