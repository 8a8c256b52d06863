import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { serverJsonSchema, siteJsonSchema } from './json-schemas.ts';
import type { JsonSchema } from './json-schemas.ts';

const validates = (schema: JsonSchema, file: unknown) => {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  return ajv.validate(schema, file)
    ? []
    : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const demo = () => load(readFileSync('config/demo-port/site.yaml', 'utf8')) as Record<string, unknown>;
const example = () =>
  load(readFileSync('config/server/server.example.yaml', 'utf8')) as Record<string, unknown>;

describe('the published JSON Schemas', () => {
  it.each([
    ['site', siteJsonSchema],
    ['server', serverJsonSchema],
  ])(
    'of a %s file are those the server checks by; `quaylab config schema --out docs/schemas` writes them',
    (name, schema) => {
      expect(JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8'))).toEqual(
        JSON.parse(JSON.stringify(schema())),
      );
    },
  );

  it('take the files that come with the house', () => {
    expect(validates(siteJsonSchema(), demo())).toEqual([]);
    expect(validates(serverJsonSchema(), example())).toEqual([]);
  });

  it('notice misspelt fields and wrong values, deep inside', () => {
    const [first] = demo()['units'] as object[];
    expect(
      validates(siteJsonSchema(), { ...demo(), sitte: 'x', units: [{ ...first, endpoint: 'http://x' }] }),
    ).toEqual([
      ' must NOT have additional properties',
      expect.stringMatching(/^\/units\/0\/endpoint must match pattern/),
    ]);
    expect(validates(serverJsonSchema(), { ...example(), port: 70000, clusterSecret: 'x' })).toEqual([
      ' must NOT have additional properties',
      '/port must be <= 65535',
    ]);
  });

  it('say of every field at the top what it means', () => {
    for (const schema of [siteJsonSchema(), serverJsonSchema()])
      for (const field of Object.values(schema.properties ?? {}))
        expect(field.description).toMatch(/\w.*[.]$/);
  });

  it.each([
    ['config/demo-port/site.yaml', '../../docs/schemas/site.schema.json'],
    ['config/server/server.example.yaml', '../../docs/schemas/server.schema.json'],
  ])('are named at the head of %s, for completion in editors', (file, schema) => {
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(`# yaml-language-server: $schema=${schema}`);
  });
});
