import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { SCHEMA_DIRECTORY, type Schema } from '../../scripts/json-schemas.ts'

/** The committed schema of a document. */
export function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(join(SCHEMA_DIRECTORY, `${name}.schema.json`), 'utf8')) as Schema
}

/**
 * The same, but with no property allowed that it does not name. The committed ones allow them, so that a
 * newer program's output is still valid.
 */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map(closed)
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]))
  return 'properties' in schema && schema.properties !== null && 'type' in schema
    ? { ...parts, additionalProperties: false }
    : parts
}

const ajv = new Ajv2020({ strict: true, allErrors: true })
const validators = new Map<string, ValidateFunction>()

/** What is wrong with a document by its schema, properties that the schema does not name included. */
export function schemaFaults(name: string, document: unknown): string[] {
  const validate = validators.get(name) ?? ajv.compile(closed(readSchema(name)) as Schema)
  validators.set(name, validate)
  return validate(document)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      )
}
