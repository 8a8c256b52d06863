import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { iso4259Schema } from './iso4259-schema.ts';

interface Section {
  readonly editions: readonly { readonly source: Record<string, unknown> }[];
}
const shipped = () => structuredClone(shippedSection('laboratory-cn-2026', 'iso4259')) as Section;
const messagesOf = (section: unknown) => iso4259Schema.safeParse(section).error?.issues.map(({ message }) => message) ?? [];

describe('the ISO 4259 section', () => {
  it('holds as shipped', () => {
    expect(messagesOf(shipped())).toEqual([]);
  });

  it('has no day without an edition, and none with two', () => {
    const [older, newer] = shipped().editions;
    const from = (validFrom: string) => ({ editions: [older, { ...newer, source: { ...newer?.source, validFrom } }] });
    expect(messagesOf(from('2026-06-10'))).toEqual(['each edition must begin the day after the one before it ends']);
    expect(messagesOf(from('2026-06-08'))).toEqual(['each edition must begin the day after the one before it ends']);
  });
});
