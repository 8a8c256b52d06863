import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import ts from 'typescript';

/** Chinese is written with its own marks (GB/T 15834-2011): what an operator and a certificate's reader see is no mixture. */
const rooms = ['workflows', 'orchestrator', 'reports', 'plc-adapters', 'config', 'workstation'];

const halfWidth = /\p{Script=Han}[,;:!?(]|[,;:!?)]\p{Script=Han}|^[,;:]|\}[,;:]\{/u;

interface Told {
  readonly where: string;
  readonly text: string;
}

const filesOf = (room: string, kind: RegExp): readonly string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((path) => kind.test(path))
    .map((path) => join(room, path));

/** A text as it is written, with `{}` for what is filled in; null for what is no text. */
function written(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

function* inProgram(file: string): Generator<Told> {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const open: ts.Node[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    ts.forEachChild(node, (child) => void open.push(child));
    if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'zh') continue;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    const texts = ts.isObjectLiteralExpression(node.initializer)
      ? node.initializer.properties.filter(ts.isPropertyAssignment).map(({ initializer }) => initializer)
      : [node.initializer];
    for (const each of texts) {
      const text = written(each);
      if (text !== null) yield { where: `${file}:${line + 1}`, text };
    }
  }
}

function* inData(where: string, data: unknown): Generator<Told> {
  if (typeof data !== 'object' || data === null) return;
  for (const [name, value] of Object.entries(data)) {
    if (name === 'zh' && typeof value === 'string') yield { where, text: value };
    yield* inData(where, value);
  }
}

it('Chinese has full-width marks wherever something is told in both languages', () => {
  const told = rooms.flatMap((room) => [
    ...filesOf(room, /(?<!\.test|\.fixture)\.tsx?$/).flatMap((file) => [...inProgram(file)]),
    ...filesOf(room, /\.yaml$/).flatMap((file) => [...inData(file, load(readFileSync(file, 'utf8')))]),
  ]);
  // What is looked through is what there is: thousands of texts.
  expect(told.length).toBeGreaterThan(3_000);
  const mixed = told.filter(({ text }) => halfWidth.test(text) && /\p{Script=Han}/u.test(text));
  expect(mixed.map(({ where, text }) => `${where} ${text}`)).toEqual([]);
});
