import { z } from 'zod';
import { deviceSchema } from './device-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { actForms, stepForms } from './steps/step-forms.ts';

/** The schemas that editors use, by file name; made from the same types that check the files. */
export function jsonSchemas(): Record<'scenario.schema.json' | 'device.schema.json', string> {
  return {
    'scenario.schema.json': text(withSteps(schemaOf(scenarioSchema)), 'A condis-bench scenario file'),
    'device.schema.json': text(schemaOf(deviceSchema), 'A condis-bench device file'),
  };
}

interface JsonSchema {
  readonly $schema?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly [key: string]: unknown;
}

function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-07' }) as JsonSchema;
}

function text(schema: JsonSchema, title: string): string {
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}

/** Steps are checked one by one, by the key with which they begin; an editor is told of all of them at once. */
function withSteps(scenario: JsonSchema): JsonSchema {
  const { steps, ...others } = scenario.definitions ?? {};
  let definitions = others;
  const forms = [...actForms.values(), ...Object.values(stepForms)].map((form) => {
    const { $schema: _, definitions: own = {}, properties = {}, ...rest } = schemaOf(form);
    definitions = { ...own, ...definitions };
    const [[leading, word] = ['', {}], ...beside] = Object.entries(properties);
    return { ...rest, properties: { [leading]: word, ...Object.fromEntries(beside.map(([key, value]) => [key, orName(key, value)])) } };
  });
  return { ...scenario, definitions: { ...definitions, name, steps: { ...steps, items: { anyOf: forms } } } };
}

const name: JsonSchema = { type: 'string', pattern: '\\$\\{[A-Za-z][A-Za-z0-9]*\\}', description: 'A value given with `use`' };

/** In a fragment, `${name}` can stand in place of what is said with a step. */
function orName(key: string, schema: JsonSchema): JsonSchema {
  const hasPlace = key !== 'steps' && key !== 'then' && key !== 'else' && key !== 'with';
  return hasPlace ? { anyOf: [schema, { $ref: '#/definitions/name' }] } : schema;
}
