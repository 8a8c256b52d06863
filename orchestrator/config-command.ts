import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverJsonSchema, siteJsonSchema } from '../config/json-schemas.ts';
import { readServerConfig } from '../config/server/load.ts';
import type { ServerConfigSources } from '../config/server/load.ts';
import { settingNames, settings } from '../config/server/settings.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import type { Refusal } from '../workflows/kernel/refusal.ts';
import type { Format, Terminal } from './calc-command.ts';
import { reviewConfiguration } from './configuration/check.ts';
import { allFields, explainField } from './configuration/explain.ts';
import type { Explanation } from './configuration/explain.ts';
import { aligned } from './rules/words.ts';

/** `quaylab config`: what a server is set to, whether it would start so, and what there is to set. */

/** Loads everything a start would load and tells every fault; false when there is one. */
export async function configCheck(
  sources: ServerConfigSources,
  format: Format,
  at: Date,
  { print, complain }: Terminal,
): Promise<boolean> {
  const { faults, remarks } = await reviewConfiguration(sources, at);
  const isFine = faults.length === 0;
  if (format === 'json') {
    print(JSON.stringify({ ok: isFine, faults, remarks }, null, 2));
    return isFine;
  }
  for (const fault of faults) complain(faultText(fault));
  for (const remark of remarks) complain(noteText(remark));
  print(isFine ? '配置可用 the server would start so' : `${faults.length} 处错误 faults`);
  return isFine;
}

const faultText = ({ code, field, message, remedy }: Refusal): string =>
  `错误 error ${code}${field ? ` (${field})` : ''}: ${message}\n处理 remedy: ${remedy}`;

const noteText = (remark: string): string => `注意 note: ${remark}`;

const hidden = '***';

/** What is in force, and from where; secrets are not shown. Faults are told beside; false when there is one. */
export function configShow(
  sources: ServerConfigSources,
  format: Format,
  { print, complain }: Terminal,
): boolean {
  const { settings: inForce, origins, faults, strangeVariables } = readServerConfig(sources);
  const rows = settingNames.map((name) => {
    const value = inForce[name];
    return {
      name,
      value: value === undefined ? null : settings[name].secret ? hidden : value,
      origin: origins[name] ?? null,
    };
  });
  if (format === 'json')
    print(JSON.stringify(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])), null, 2));
  else {
    const head = ['字段 field', '值 value', '来源 from'];
    const shown = rows.map(({ name, value, origin }) => [
      name,
      value === null ? '-' : String(value),
      origin ?? '-',
    ]);
    for (const line of aligned([head, ...shown])) print(line);
  }
  for (const fault of faults) complain(faultText(fault));
  for (const { message } of strangeVariables) complain(noteText(message));
  return faults.length === 0;
}

/** What a field means and where it is set; without a field, all of them in brief. Throws `CONFIG_UNKNOWN_FIELD`. */
export function configExplain(field: string | undefined, format: Format, { print }: Terminal): void {
  if (field === undefined) {
    const all = allFields();
    if (format === 'json') print(JSON.stringify(all, null, 2));
    else
      for (const line of aligned(all.map((each) => [each.of, each.field, each.meaning ?? '']))) print(line);
    return;
  }
  const explained = explainField(field);
  if (!explained.ok) throw new RefusedError(explained.refusal);
  if (format === 'json') print(JSON.stringify(explained.value, null, 2));
  else print(explained.value.map(explanationText).join('\n\n'));
}

function explanationText({
  field,
  of,
  meaning,
  type,
  standard,
  example,
  required,
  secret,
  set,
  fields,
}: Explanation): string {
  const lines: readonly (readonly [string, string | null])[] = [
    ['含义 meaning', meaning],
    ['类型 type', `${type}${required ? '; 必填 required' : ''}${secret ? '; 保密 secret' : ''}`],
    ['默认 standard', standard],
    ['示例 example', example],
    ['设置 set', set],
    ['字段 fields', fields.length > 0 ? fields.join(', ') : null],
  ];
  const told = lines.flatMap(([name, text]) => (text === null ? [] : [[`  ${name}`, text]]));
  return [
    `${field} (${of === 'server' ? '服务器设置 server' : '站点文件 site file'})`,
    ...aligned(told),
  ].join('\n');
}

/** Writes the JSON Schemas that editors complete site files and settings files by. */
export function configSchemas({ out }: { readonly out: string }, { print }: Terminal): void {
  mkdirSync(out, { recursive: true });
  for (const [name, schema] of [
    ['site', siteJsonSchema()],
    ['server', serverJsonSchema()],
  ] as const) {
    const file = join(out, `${name}.schema.json`);
    writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    print(file);
  }
}
