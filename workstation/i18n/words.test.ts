import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(process.cwd(), 'workstation');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$/.test(path))
  .toSorted()
  .map((path) => ({ path, tree: ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true) }));

const walk = (node: ts.Node, see: (node: ts.Node) => void): void => {
  see(node);
  ts.forEachChild(node, (child) => walk(child, see));
};

function all<N extends ts.Node>(node: ts.Node, is: (each: ts.Node) => each is N): readonly N[] {
  const found: N[] = [];
  walk(node, (each) => {
    if (is(each)) found.push(each);
  });
  return found;
}

const textOf = (node: ts.Node): string | null => (ts.isStringLiteralLike(node) ? node.text : null);

interface Words {
  /** Name of the constant. */
  readonly name: string;
  readonly path: string;
  readonly zh: ReadonlyMap<string, string>;
  readonly en: ReadonlyMap<string, string>;
}

const entriesOf = (node: ts.Expression | undefined): ReadonlyMap<string, string> =>
  new Map(
    node && ts.isObjectLiteralExpression(node)
      ? node.properties
          .filter(ts.isPropertyAssignment)
          .map((each) => [textOf(each.name) ?? each.name.getText(), textOf(each.initializer) ?? ''])
      : [],
  );

/** Every `const x = defineWords(…)`. */
const defined: readonly Words[] = sources.flatMap(({ path, tree }) =>
  all(tree, ts.isVariableDeclaration).flatMap(({ name, initializer }) => {
    if (!initializer || !ts.isCallExpression(initializer) || initializer.expression.getText() !== 'defineWords') return [];
    const [, both] = initializer.arguments;
    const language = (wanted: string) =>
      both && ts.isObjectLiteralExpression(both)
        ? both.properties.filter(ts.isPropertyAssignment).find((each) => each.name.getText() === wanted)?.initializer
        : undefined;
    return [{ name: name.getText(), path, zh: entriesOf(language('zh')), en: entriesOf(language('en')) }];
  }),
);

const baseOf = (key: string) => key.replace(/_(one|other)$/, '');
const placesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();
const bare = (text: string) => text.replace(/\{\{\w+\}\}/g, '');
const isHan = (text: string) => /\p{Script=Han}/u.test(text);
/** A word to be read, not a symbol, a unit, a key on a keyboard or the product's name. */
const isWord = (text: string) => /\p{Script=Han}|\p{Ll}{4}/u.test(text.replace('Quaylab', ''));

/** The switch between languages names each in its own. */
const inTheOther: readonly string[] = ['shellWords.language'];

const wordsWhere = (odd: (zh: string, en: string, key: string) => boolean) =>
  defined.flatMap(({ name, zh, en }) =>
    [...zh]
      .filter(([key, text]) => !inTheOther.includes(`${name}.${key}`) && odd(text, en.get(key) ?? '', key))
      .map(([key]) => `${name}.${key}`),
  );

describe('words', () => {
  it('are found', () => {
    expect(defined.length).toBeGreaterThan(5);
    expect(new Set(defined.map(({ name }) => name)).size).toBe(defined.length);
  });

  it('are there in both languages, with the same places to fill in', () => {
    expect(wordsWhere((zh, en) => zh.trim() === '' || en.trim() === '')).toEqual([]);
    // One of something may go without its number.
    const expected = (text: string, key: string) => placesOf(text).filter((place) => !(key.endsWith('_one') && place === 'count'));
    expect(wordsWhere((zh, en, key) => expected(zh, key).join() !== expected(en, key).join())).toEqual([]);
  });

  it('are Chinese in Chinese and English in English', () => {
    expect(wordsWhere((zh) => isWord(bare(zh)) && !isHan(zh))).toEqual([]);
    expect(wordsWhere((_, en) => isHan(en))).toEqual([]);
  });

  it('have a singular and a plural where they count', () => {
    const alone = (keys: ReadonlyMap<string, string>) => (key: string) =>
      (key.endsWith('_one') && !keys.has(`${baseOf(key)}_other`)) || (key.endsWith('_other') && !keys.has(`${baseOf(key)}_one`));
    expect(defined.flatMap(({ name, zh }) => [...zh.keys()].filter(alone(zh)).map((key) => `${name}.${key}`))).toEqual([]);
  });

  it('are used', () => {
    // Of words looked up by what the server sends, none can be found in the sources.
    const lookedUp = new Set(
      sources.flatMap(({ tree }) =>
        all(tree, ts.isPropertyAccessExpression)
          .filter(({ name }) => name.text === 'keys')
          .map(({ expression }) => expression.getText()),
      ),
    );
    const generated = sources.filter(({ path }) => path === 'api/paths.ts');
    const unused = defined.flatMap(({ name, path, zh }) => {
      if (lookedUp.has(name)) return [];
      const near = sources.filter((each) => each.path !== path && (dirname(each.path) === dirname(path) || each.tree.text.includes(name)));
      const readers = [...near, ...generated, ...sources.filter((each) => each.path === path)];
      const literals = new Set<string>();
      const heads: string[] = [];
      const tails: string[] = [];
      for (const { path: reader, tree } of readers) {
        walk(tree, (node) => {
          const text = textOf(node);
          // Its own definition is no use.
          if (text !== null && !(reader === path && ts.isPropertyAssignment(node.parent))) literals.add(text);
          if (ts.isPropertyAssignment(node) && reader !== path) literals.add(textOf(node.name) ?? node.name.getText());
          if (ts.isTemplateHead(node) && node.text !== '') heads.push(node.text);
          if (ts.isTemplateTail(node) && /^[A-Z]\w+$/.test(node.text)) tails.push(node.text);
        });
      }
      return [...zh.keys()]
        .filter((key) => !literals.has(baseOf(key)) && !literals.has(key))
        .filter((key) => !heads.some((head) => key.startsWith(head)) && !tails.some((tail) => key.endsWith(tail)))
        .map((key) => `${name}.${key}`);
    });
    expect(unused).toEqual([]);
  });

  it('are defined where they are used', () => {
    const unknown = sources.flatMap(({ path, tree }) =>
      all(tree, ts.isCallExpression).flatMap((call) => {
        const [first] = call.arguments;
        const key = first && textOf(first);
        const words = key === null || key === undefined ? undefined : wordsBehind(call);
        if (!words || key === null || key === undefined) return [];
        const keys = [...words.zh.keys()];
        return keys.includes(key) || keys.some((each) => baseOf(each) === key) ? [] : [`${path}: ${words.name}.${key}`];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it('name every kind of alarm of the catalogue, and no other', () => {
    const catalogue = readFileSync(join(process.cwd(), 'config/alarms/catalogue.yaml'), 'utf8');
    const kinds = [...catalogue.matchAll(/^ {2}([A-Z_]+):$/gm)].map(([, code]) => code);
    const told = defined.find(({ name }) => name === 'alarmKindWords');
    expect([...(told?.zh.keys() ?? [])].toSorted()).toEqual(kinds.toSorted());
  });
});

/** The words a function that tells was made of: `const t = useWords(x)` in one of the blocks around the call. */
function wordsBehind(call: ts.CallExpression): Words | undefined {
  if (!ts.isIdentifier(call.expression)) return undefined;
  const teller = call.expression.text;
  for (let around: ts.Node = call; !ts.isSourceFile(around); around = around.parent) {
    if (!ts.isBlock(around)) continue;
    for (const statement of around.statements.filter(ts.isVariableStatement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (name.getText() !== teller || !initializer || !ts.isCallExpression(initializer)) continue;
        if (initializer.expression.getText() !== 'useWords') return undefined;
        return defined.find((each) => each.name === initializer.arguments[0]?.getText());
      }
    }
  }
  return undefined;
}

/** Attributes that people read or hear. */
const told: readonly string[] = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'label',
  'placeholder',
  'title',
];

/** What an expression may show by itself: its literals, not those it compares with or hands on. */
function shown(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.flatMap(({ expression, literal }) => [...shown(expression), literal.text])];
  if (ts.isConditionalExpression(node)) return [...shown(node.whenTrue), ...shown(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return shown(node.expression);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return shown(node.right);
    if ([ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken].includes(kind))
      return [...shown(node.left), ...shown(node.right)];
  }
  return [];
}

describe('what is shown', () => {
  it('comes from words, not from the markup', () => {
    const written = sources
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, tree }) => {
        const texts: string[] = [];
        walk(tree, (node) => {
          if (ts.isJsxText(node)) texts.push(node.text);
          if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) texts.push(...shown(node.expression));
          if (ts.isJsxAttribute(node) && told.includes(node.name.getText()) && node.initializer) {
            const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
            if (value) texts.push(...shown(value));
          }
        });
        return texts.filter(isWord).map((text) => `${path}: ${text.trim()}`);
      });
    expect(written).toEqual([]);
  });
});
