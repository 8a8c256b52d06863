import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PrivateFiles } from '../ports.ts';
import { checkPrivateName, privateFolders } from '../private-names.ts';

/** Readable and writable by the server's own user only. */
const privateMode = 0o600;
const privateFolderMode = 0o700;

/** Private files as files of a data folder. Each is written aside and then gets its name: a crash leaves the old one or the new one. */
export function openEmbeddedPrivateFiles(dataFolder: string): PrivateFiles {
  const pathOf = (name: string): string => {
    checkPrivateName(name);
    return join(dataFolder, name);
  };
  const read = (name: string) => unlessMissing(() => readFileSync(pathOf(name), 'utf8'), null);
  let turn: Promise<unknown> = Promise.resolve();
  /** One change after the other, in the order of the calls. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  };
  return {
    read,
    names: (prefix) =>
      privateFolders
        .flatMap((folder) => filesIn(dataFolder, folder))
        .filter((name) => name.startsWith(prefix))
        .sort(),
    create: (name, text) =>
      inTurn(async () => {
        const there = read(name);
        if (there !== null) return there;
        await writeAside(pathOf(name), text, linkUnlessThere);
        return read(name) ?? text;
      }),
    write: (name, text) => inTurn(() => writeAside(pathOf(name), text, rename)),
    remove: (name) => inTurn(() => rm(pathOf(name), { force: true })),
  };
}

const filesIn = (dataFolder: string, folder: string): readonly string[] =>
  unlessMissing(() => readdirSync(join(dataFolder, folder), { withFileTypes: true }), [])
    .filter((each) => each.isFile() && !each.name.endsWith('.part'))
    .map((each) => `${folder}/${each.name}`);

async function writeAside(
  file: string,
  text: string,
  name: (aside: string, file: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: privateFolderMode });
  const aside = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(aside, text, { mode: privateMode, flag: 'wx', flush: true });
    await name(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
}

/** Who comes second, also from another process, leaves the first one's. */
async function linkUnlessThere(aside: string, file: string): Promise<void> {
  await link(aside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

function unlessMissing<T, U>(act: () => T, otherwise: U): T | U {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
