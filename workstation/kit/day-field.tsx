import { useFormat } from '../i18n/format.ts';
import { isDay } from '../i18n/port-day.ts';
import { TextField } from './field.tsx';

/** A day at the port. Browsers write days in the order of the machine's language: below it stands which day it is. */
export function DayField(props: {
  label: string;
  value: string;
  max?: string;
  error?: string | undefined;
  onChange: (day: string) => void;
}) {
  const format = useFormat();
  return (
    <TextField {...props} type="date" {...(isDay(props.value) && { hint: format.dayInWords(props.value) })} />
  );
}
