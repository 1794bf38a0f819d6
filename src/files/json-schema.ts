import { z } from 'zod';
import { deviceSchema } from './device-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** The schemas that editors use, by file name; made from the same types that check the files. */
export function jsonSchemas(): Record<'scenario.schema.json' | 'device.schema.json', string> {
  return {
    'scenario.schema.json': text(scenarioSchema, 'A condis-bench scenario file'),
    'device.schema.json': text(deviceSchema, 'A condis-bench device file'),
  };
}

function text(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-07' });
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}
