import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package as package-lock.json has it. */
interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  /** Left out for packages of the registry that npm is configured with. */
  readonly resolved?: string;
  readonly dev?: true;
  readonly hasInstallScript?: true;
}
const read = (file: string): unknown => JSON.parse(readFileSync(join(process.cwd(), file), 'utf8'));
const lock = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
const manifest = read('package.json') as {
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: nameOf(path), ...locked }));

/** Licences (SPDX) that let the product be handed on under its own: they ask for a notice at most. */
const permissive = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0', 'ISC', 'MIT', 'OFL-1.1',
  'PSF-2.0', 'Python-2.0', 'Unlicense', 'Zlib',
]); // prettier-ignore

/** Of tools that are used here and not handed on: a licence of their own does not reach the product. */
const ofTools: Readonly<Record<string, string>> = {
  'axe-core': 'MPL-2.0',
  'caniuse-lite': 'CC-BY-4.0',
  elkjs: 'EPL-2.0 OR GPL-3.0-or-later',
  lightningcss: 'MPL-2.0',
};

/** They tell their licence in a file and not in their package.json; read on 22 November 2026. */
const toldElsewhere: Readonly<Record<string, string>> = {
  dequeue: 'BSD-2-Clause',
  humanize: 'MIT',
  'parse-cache-control': 'BSD-3-Clause',
  'png-js': 'MIT',
  precond: 'MIT',
};

const isPermissive = (expression: string): boolean => {
  const bare = expression.replaceAll(/[()]/g, '');
  return bare.includes(' OR ')
    ? bare.split(' OR ').some((one) => permissive.has(one))
    : bare.split(' AND ').every((one) => permissive.has(one));
};

/** A package for one platform has the licence of the package it belongs to. */
const toolOf = (name: string) =>
  Object.keys(ofTools).find((tool) => name === tool || name.startsWith(`${tool}-`));

describe('the packages this is built of', () => {
  it('may be handed on with it', () => {
    const others = packages.filter(({ name, license = toldElsewhere[name] ?? 'none', dev }) => {
      const tool = toolOf(name);
      return !(isPermissive(license) || (dev === true && tool !== undefined && ofTools[tool] === license));
    });
    expect(others.map(({ name, license, dev }) => ({ name, license, dev }))).toEqual([]);
    const needed = Object.keys(toldElsewhere).filter((name) =>
      packages.some((one) => one.name === name && one.license === undefined),
    );
    expect(needed).toEqual(Object.keys(toldElsewhere));
  });

  it('are fixed to the byte, and come from the registry', () => {
    const strange = packages.filter(
      ({ integrity = '', resolved }) =>
        !integrity.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(strange.map(({ name }) => name)).toEqual([]);
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(ranges).toEqual([]);
  });

  it('run no script when they are installed, unless somebody said so', () => {
    const scripts = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(scripts.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
  });
});
