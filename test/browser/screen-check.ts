import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // How a browser writes down a page, not how anybody wrote it.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Sizes that are computed, set through the object model; the content security policy forbids written ones.
    'no-inline-style': 'off',
    // React's own begin with an underscore, which HTML allows.
    'valid-id': ['error', { relaxed: true }],
    // Any element that may have a name by ARIA: lists have one here.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
});

/** What is wrong with a page for who cannot see it or cannot use a mouse (WCAG 2.2 and good practice, by axe); by default by all its rules. */
export async function barriersOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // Through the debugger: the content security policy lets no page do this.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html: element, target }) => `${id}: ${target.join(' ')} ${element.slice(0, 160)}`));
}

/** What is wrong with how a page is written. */
export async function slipsOf(page: Page): Promise<readonly string[]> {
  const report = await html.validateString(await page.content());
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector ?? ''}`));
}
