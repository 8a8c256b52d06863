import { completeDraft } from '../../workflows/certificate/completeness.fixture.ts';
import { customerMarks } from './customer-mark.ts';

describe('mark of data supplied by the customer', () => {
  const mark = customerMarks({ ...completeDraft, suppliedByCustomer: ['transport', 'consignor.name'] });

  it('stands at a marked field and at all parts of a marked part', () => {
    expect(mark('transport.vessel')).toBe('\u00a0※');
    expect(mark('consignor.name')).toBe('\u00a0※');
  });

  it('stands nowhere else', () => {
    expect(mark('consignor.address')).toBe('');
    expect(mark('transportation')).toBe('');
    expect(mark('consignee.name')).toBe('');
  });
});
