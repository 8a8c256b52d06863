/** HTML that is safe to put into a page. Made by the tag below only, so that text cannot slip in unescaped. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

/** Template tag: text is escaped, markup goes in as it is, lists are joined, null is nothing. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[] | null)[]
): Markup {
  const rendered = values.map((value) => {
    if (value === null) return '';
    if (typeof value === 'string') return escaped(value);
    return value instanceof Markup ? value.source : value.map(({ source }) => source).join('');
  });
  return new Markup(parts.reduce((text, part, index) => text + (rendered[index - 1] ?? '') + part));
}

/** A whole page: Chinese first, English complete, style from one file, no script unless asked for. */
export const page = (title: string, body: Markup, head: Markup = markup``): string =>
  markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/public/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/public/page.css">
${head}
</head>
<body>
${body}
</body>
</html>
`.source;
