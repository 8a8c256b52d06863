import { createMachine } from 'xstate';
import { definitionHash, DefinitionRegistry } from './definitions.ts';
import { potDefinition } from './testing/pot.ts';

const version = (number: number) => potDefinition(undefined, number);

describe('the registry', () => {
  it('starts new processes with the newest version and keeps the older ones for those that run on them', () => {
    const registry = new DefinitionRegistry([version(2), version(10), version(9)]);
    expect(registry.latest('pot')?.definition.version).toBe(10);
    expect(registry.byKey('pot@9')?.definition.version).toBe(9);
    expect([registry.byKey('pot@1'), registry.latest('kettle')]).toEqual([undefined, undefined]);
  });

  it('refuses the same id and version twice', () => {
    expect(() => new DefinitionRegistry([version(1), version(1)])).toThrow('pot@1 is registered twice');
  });

  it('keeps a limit that a definition sets itself', () => {
    const machine = createMachine({ options: { maxIterations: 7 } });
    const registry = new DefinitionRegistry([{ id: 'own', version: 1, machine }, version(1)]);
    expect(
      [registry.latest('own'), registry.latest('pot')].map(
        (inUse) => inUse?.definition.machine.options.maxIterations,
      ),
    ).toEqual([7, 1000]);
  });
});

describe('the hash of a definition', () => {
  const hash = (config: object) => definitionHash({ id: 'x', version: 1, machine: createMachine(config) });

  it('is the same for the same configuration and does not depend on the registry', () => {
    expect(definitionHash(version(1))).toBe(definitionHash(version(2)));
    expect(new DefinitionRegistry([version(1)]).latest('pot')?.hash).toBe(definitionHash(version(1)));
  });

  it.each([
    ['a state', { initial: 'a', states: { a: { after: { 10: 'b' } }, b: {}, c: {} } }],
    ['a delay', { initial: 'a', states: { a: { after: { 11: 'b' } }, b: {} } }],
    ['a target', { initial: 'a', states: { a: { after: { 10: 'a' } }, b: {} } }],
    ['the name of an effect', { initial: 'a', states: { a: { after: { 10: 'b' }, entry: 'other' }, b: {} } }],
  ])('changes with %s', (_, config) => {
    expect(hash(config)).not.toBe(hash({ initial: 'a', states: { a: { after: { 10: 'b' } }, b: {} } }));
  });
});
