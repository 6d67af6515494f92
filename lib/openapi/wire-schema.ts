import { z } from 'zod';
import { toSnake } from '@/lib/http/wire-case';

export type JsonSchema = { [keyword: string]: unknown };

/** The JSON Schema of what travels: field names in snake_case, as `wire-case` sends and takes them. */
export function wireSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'throw',
    override: ({ zodSchema, jsonSchema }) => {
      if (!(zodSchema instanceof z.ZodObject)) return;
      renameFields(jsonSchema);
      // An answer may gain fields: who reads it must not refuse them.
      if (io === 'output' && zodSchema.def.catchall === undefined) delete jsonSchema.additionalProperties;
    },
  });
  return json;
}

/** Only fields of objects have names of ours; keys of records come from elsewhere. */
function renameFields(json: z.core.JSONSchema.BaseSchema): void {
  if (json.properties) {
    json.properties = Object.fromEntries(
      Object.entries(json.properties).map(([key, value]) => [toSnake(key), value]),
    );
  }
  if (json.required) json.required = json.required.map(toSnake);
}
