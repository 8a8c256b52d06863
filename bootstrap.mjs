// Prepares a fresh clone and then runs the wished command. Needs nothing but Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const rooms = ['orchestrator', 'plc-adapters', 'workflows', 'reports', 'config', 'test'];
const say = (text) => process.stderr.write(`quaylab: ${text}\n`);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;
  if (!supported) {
    say(`Node ${process.versions.node} is not supported. Install Node 20.19 or newer (20.x), or 22.14 or newer.`);
    process.exit(1);
  }
}

/** Runs a command to its end and gives up with its exit code if it fails. */
function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function install() {
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const stamp = join(root, 'node_modules', '.quaylab-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing the packages of package-lock.json (about a minute the first time)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/** The newest modification below a folder, so that a build is made only when a source is newer. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(join(root, path)).mtimeMs);
  }
  return latest;
}

/** Makes what a stamp stands for when one of its folders, or the list of packages, is newer. */
function make(stampName, folders, what, script, args) {
  const stamp = join(root, 'dist', stampName);
  const sources = Math.max(...folders.map(newest), statSync(join(root, 'package.json')).mtimeMs);
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= sources) return;
  say(what);
  run(process.execPath, [join('node_modules', script), ...args]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}

function build() {
  make('.built', rooms, 'compiling TypeScript (about 20 seconds)', 'typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  const vite = ['build', 'workstation', '--logLevel', 'warn'];
  make('.built-workstation', ['workstation'], 'building the workstation (a few seconds)', 'vite/bin/vite.js', vite);
}

/** Hands the terminal over to the program; its signals and exit code become ours. */
function become(script, args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: process.cwd(), stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** Runs scripts one after the other; what each says is shown when it ends, so that rows of them can run side by side. */
async function inTurn(scripts) {
  let failed = false;
  for (const script of scripts) {
    const child = spawn('npm', ['run', '--silent', script], { cwd: root, shell: process.platform === 'win32' });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    say(`${script}${code === 0 ? '' : ' failed'}`);
    process.stdout.write(Buffer.concat(said));
    failed ||= code !== 0;
  }
  return failed;
}

const [command = 'start', ...args] = process.argv.slice(2);
const cli = join(root, 'dist', 'orchestrator', 'cli.js');
checkNode();
install();
switch (command) {
  case 'start':
    build();
    become(cli, ['start', ...args]);
    break;
  case 'demo':
  case 'cli':
    build();
    become(cli, command === 'demo' ? ['demo', ...args] : args);
    break;
  case 'bench':
    build();
    become(join(root, 'dist', 'test', 'bench', 'main.js'), args);
    break;
  case 'test':
    build();
    become(join(root, 'node_modules', 'jest', 'bin', 'jest.js'), args);
    break;
  case 'check': {
    // The linter takes as long as the others together.
    const rows = await Promise.all([['check:lint'], ['check:types', 'check:rooms', 'check:unused']].map(inTurn));
    process.exit(rows.includes(true) ? 1 : 0);
  }
  default:
    say(`unknown command "${command}": use start, demo, test, check, bench or cli`);
    process.exit(2);
}
