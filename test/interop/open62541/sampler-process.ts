import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { UnitId } from '../../../workflows/kernel/brand.ts';
import { ringTags } from '../../../plc-adapters/tag-map/parse.ts';
import type { TagMap } from '../../../plc-adapters/tag-map/parse.ts';

/** Our sampler on open62541: built from the C sources beside this file, run as a process that can be stopped and killed. */

const sources = join(process.cwd(), 'test', 'interop', 'open62541');
const compiler = process.env['CC'] ?? 'gcc';
/** Compiling five hundred lines; long for a busy machine. */
const buildWithinMs = 120_000;
const startWithinMs = 30_000;

export interface Program {
  readonly file: string;
  /** Folder of the libraries, for the loader. */
  readonly libraries: string;
}

/**
 * Builds the program into a folder. Without a compiler or the library the answer says what is missing: Debian's
 * libopen62541 from trixie on, or what `install.sh` unpacked, named by `OPEN62541_PREFIX`.
 * Throws when both are there and the sources do not compile.
 */
export function buildSampler(folder: string): Program | { readonly missing: string } {
  const gcc = spawnSync(compiler, ['-print-multiarch'], { encoding: 'utf8' });
  if (gcc.error) return { missing: `${compiler} (gcc)` };
  const prefix = process.env['OPEN62541_PREFIX'] ?? '';
  const header = join(`${prefix}/usr/include`, 'open62541', 'server.h');
  if (!existsSync(header))
    return { missing: `${header} (libopen62541-dev, or install.sh and OPEN62541_PREFIX)` };
  const libraries = `${prefix}/usr/lib/${gcc.stdout.trim()}`;
  const file = join(folder, 'sampler');
  const built = spawnSync(
    compiler,
    [
      ...[
        '-std=c11',
        '-D_DEFAULT_SOURCE',
        '-O1',
        '-Wall',
        '-Wextra',
        '-Werror',
        '-isystem',
        `${prefix}/usr/include`,
      ],
      ...readdirSync(sources)
        .filter((name) => name.endsWith('.c'))
        .map((name) => join(sources, name)),
      ...['-o', file, `-L${libraries}`, `-Wl,-rpath-link,${libraries}`, '-lopen62541'],
    ],
    { encoding: 'utf8', timeout: buildWithinMs },
  );
  if (built.status !== 0) throw new Error(`The sampler does not compile: ${built.error ?? built.stderr}`);
  return { file, libraries };
}

/** Every tag of the map, the ring included, one a line, as the C program reads it. */
export function writeTagList(file: string, map: TagMap, unit: UnitId): void {
  const tags = Object.entries({ ...map.tags, ...ringTags(map) });
  writeFileSync(file, tags.map(([tag, { type, dir }]) => `${type} ${dir} ${tag} ${unit}.${tag}\n`).join(''));
}

export class SamplerProcess {
  private readonly program: Program;
  private readonly parameters: readonly string[];
  private child: ChildProcess | null = null;

  constructor(program: Program, parameters: { port: number; tagList: string; memory: string }) {
    this.program = program;
    this.parameters = [String(parameters.port), parameters.tagList, parameters.memory];
  }

  /** Resolves when the server listens. */
  async powerOn(): Promise<void> {
    const { file, libraries } = this.program;
    const env = { ...process.env, LD_LIBRARY_PATH: libraries };
    const child = spawn(file, this.parameters, { stdio: ['ignore', 'pipe', 'pipe'], env });
    this.child = child;
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The sampler did not start: ${said}`)), startWithinMs);
      const settle = (act: () => void) => {
        clearTimeout(timer);
        act();
      };
      child.once('error', (error) => settle(() => reject(error)));
      child.once('exit', () => settle(() => reject(new Error(`The sampler ended at once: ${said}`))));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line === '{"ready":true}') settle(resolve);
        else said += line;
      });
    });
  }

  /** The process stands, its connections stay open: a PLC that hangs. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** At once, with nothing told and nothing tidied up; what the program had in its memory stays. */
  async powerOff(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}
