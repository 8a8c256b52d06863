import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { problemsInChinese } from './problems.zh.ts';

/** Where refusals are made that an operation of the HTTP edge may answer with. Others end the server's start or are told on a terminal. */
const rooms = [
  'workflows',
  ...['calculations', 'effects', 'engine', 'http', 'identity', 'instruments', 'jobs', 'nominations', 'services'].map(
    (room) => `orchestrator/${room}`,
  ),
];

const isCode = (text: string) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);

const filesOf = (room: string): readonly string[] =>
  readdirSync(join(process.cwd(), room), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(test|fixture)\.ts$|testing\//.test(path))
    .map((path) => join(room, path));

/** Codes as they stand in a file, and those of them that are certainly of a refusal. */
interface Codes {
  readonly named: readonly string[];
  readonly refused: readonly string[];
}

const isCodeLiteral = (node: ts.Node): node is ts.StringLiteral => ts.isStringLiteral(node) && isCode(node.text);

const literalsIn = (node: ts.Node): readonly string[] => (isCodeLiteral(node) ? [node.text] : node.getChildren().flatMap(literalsIn));

const isSentence = (node: ts.Node) => / .*[.!?]['"`)]*$/s.test(node.getText()) && !/\p{Script=Han}/u.test(node.getText());

/**
 * A refusal is an object with code and remedy, in the processes also with code and message, a call of a function of the file whose first parameter is a code, or a list of arguments
 * or members with a code and, behind it, an English sentence; not so in files of findings, which are told in both languages.
 */
function codesOf(path: string): Codes {
  const text = readFileSync(join(process.cwd(), path), 'utf8');
  const codes = { named: [] as string[], refused: [] as string[] };
  if (!/['"][A-Z]+[A-Z0-9]*_/.test(text)) return codes;
  const makers = new Set([...text.matchAll(/(?:function|const) (\w+)(?: = )?\(\s*code: string/g)].map(([, name]) => name));
  const visit = (node: ts.Node): void => {
    if (isCodeLiteral(node)) codes.named.push(node.text);
    if (ts.isObjectLiteralExpression(node)) {
      const member = (name: string) => node.properties.find((each) => each.name?.getText() === name);
      const code = member('code');
      const refuses = member('remedy') ?? (path.startsWith('workflows') ? member('message') : undefined);
      if (code && ts.isPropertyAssignment(code) && refuses) codes.refused.push(...literalsIn(code.initializer));
    }
    const list = ts.isCallExpression(node) ? node.arguments : ts.isArrayLiteralExpression(node) ? node.elements : [];
    const place = list.findIndex(isCodeLiteral);
    const made = ts.isCallExpression(node) && makers.has(node.expression.getText()) && place === 0;
    if (made || (place !== -1 && !path.endsWith('findings.ts') && list.slice(place + 1).some(isSentence)))
      codes.refused.push(...list.slice(place, place + 1).flatMap(literalsIn));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return codes;
}

/** What a request's field may be refused with: `orchestrator/http/read-input.ts` and the issues of its schemas. */
const fieldFaults = [
  'REQUIRED',
  'UNKNOWN_FIELD',
  'CUSTOM',
  'INVALID_FORMAT',
  'INVALID_TYPE',
  'INVALID_UNION',
  'INVALID_VALUE',
  'TOO_BIG',
  'TOO_SMALL',
];

const withStatus = () =>
  [
    ...readFileSync(join(process.cwd(), 'orchestrator/http/refusal-status.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): \d{3},$/gm),
  ].flatMap(([, code]) => code ?? []);

describe('refusals in Chinese', () => {
  const told = Object.keys(problemsInChinese);
  const codes = rooms.flatMap(filesOf).map(codesOf);
  const met = new Set([...fieldFaults, ...withStatus(), ...codes.flatMap(({ refused }) => refused)]);
  const named = new Set([...met, ...codes.flatMap((each) => each.named)]);

  it('are there for every code that an operator may meet', () => {
    expect(met.size).toBeGreaterThan(300);
    expect([...met].filter((code) => !told.includes(code)).toSorted()).toEqual([]);
  });

  it('are there for no code that is gone', () => {
    expect(told.filter((code) => !named.has(code)).toSorted()).toEqual([]);
  });

  it('say what is wrong and what to do, in whole Chinese sentences', () => {
    const sentence = /^[^。]*\p{Script=Han}.*[。]$/u;
    const odd = told.filter((code) => {
      const { what, remedy } = problemsInChinese[code] ?? { what: '', remedy: '' };
      return !sentence.test(what) || !sentence.test(remedy);
    });
    expect(odd).toEqual([]);
  });
});
