/** A JSON Schema, as far as the schema of the trace format goes. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

/** Keywords that say nothing about whether a value is valid. */
const annotations = new Set(['$schema', '$defs', 'title', 'description', 'default', 'format', 'then', 'else']);

/** Whether a value is valid. A keyword that this check does not know is an error, so that none is passed over. */
export function isValid(value: unknown, schema: Schema, root: Schema): boolean {
  if (typeof schema === 'boolean') return schema;
  return Object.entries(schema).every(([keyword, rule]) => annotations.has(keyword) || keep(keyword, rule, value, schema, root));
}

type Properties = Readonly<Record<string, Schema>>;

function keep(keyword: string, rule: unknown, value: unknown, schema: Exclude<Schema, boolean>, root: Schema): boolean {
  const valid = (part: unknown, member = value): boolean => isValid(member, part as Schema, root);
  const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  switch (keyword) {
    case '$ref':
      return valid((root as { $defs: Properties }).$defs[(rule as string).replace('#/$defs/', '')]);
    case 'if':
      return valid(valid(rule) ? schema['then'] : schema['else']);
    case 'anyOf':
      return (rule as Schema[]).some((part) => valid(part));
    case 'type':
      return [rule].flat().some((type) => type === typeOf(value) || (type === 'integer' && Number.isInteger(value)));
    case 'const':
      return value === rule;
    case 'enum':
      return (rule as unknown[]).includes(value);
    case 'pattern':
      return typeof value !== 'string' || new RegExp(rule as string, 'u').test(value);
    case 'minimum':
      return typeof value !== 'number' || value >= (rule as number);
    case 'maximum':
      return typeof value !== 'number' || value <= (rule as number);
    case 'items':
      return !Array.isArray(value) || value.every((element) => valid(rule, element));
    case 'required':
      return (rule as string[]).every((name) => members.some(([key]) => key === name));
    case 'properties':
      return members.every(([key, member]) => !Object.hasOwn(rule as Properties, key) || valid((rule as Properties)[key], member));
    case 'patternProperties':
      return members.every(([key, member]) =>
        Object.entries(rule as Properties).every(([pattern, part]) => !new RegExp(pattern, 'u').test(key) || valid(part, member)));
    case 'additionalProperties': {
      const patterns = Object.keys(schema['patternProperties'] ?? {});
      const isAdditional = (key: string): boolean =>
        !Object.hasOwn(schema['properties'] ?? {}, key) && !patterns.some((pattern) => new RegExp(pattern, 'u').test(key));
      return members.every(([key, member]) => !isAdditional(key) || valid(rule, member));
    }
    default:
      throw new Error(`the check does not know the keyword ${keyword}`);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
