import { tag, type TagDefinition } from './process-image.ts';
import { setting } from './settings-check.ts';

/** Stations of the virtual tube, numbered from 1. */
export const TUBE_STATIONS = 4;

/** A pneumatic tube's own tags. */
export const TUBE_TAGS: readonly TagDefinition[] = [
  setting('Int16', 'Set.From', 0, TUBE_STATIONS),
  setting('Int16', 'Set.To', 0, TUBE_STATIONS),
  ...tag('W', 'String', 'Set.CarrierId'),
  ...tag('R', 'Int16', 'Act.CarrierState', 'Act.CarrierPos'),
  ...tag('R', 'String', 'Act.CarrierIdRead', 'Act.SampleIdRead'),
  ...tag('R', 'UInt32', 'Act.Transfers'),
  ...tag('R', 'DateTime', 'Act.DepartedAt', 'Act.ArrivedAt'),
  ...tag('R', 'Float', 'Act.Pressure', 'Act.Velocity', 'Act.TravelTime'),
  ...tag('R', 'Bool', 'Act.Jammed'),
  ...Array.from({ length: TUBE_STATIONS }, (_, index) => tag('R', 'Int16', `Act.StationState[${index + 1}]`)).flat(),
];
