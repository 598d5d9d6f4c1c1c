/**
 * Writes docs/schemas/ from the types of what is printed and written as JSON, with their comments as
 * descriptions. A test compares, so that neither goes its own way.
 *
 *   npm run json:schemas
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

const ROOT = resolve(import.meta.dirname, '..')

/** Where the schemas are. */
export const SCHEMA_DIRECTORY = join(ROOT, 'docs', 'schemas')

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>

interface Root {
  readonly file: string
  readonly type: string
  readonly title: string
  /** Whether a failure may stand beside the result. */
  readonly canFail: boolean
}

const root = (file: string, type: string, title: string, canFail = true): Root => ({
  file: join(ROOT, 'src', file),
  type,
  title,
  canFail,
})

const DOCUMENT = root('presentation/json-document.ts', 'JsonDocument', '')
const FAILURE = root(
  'presentation/json-document.ts',
  'FailureDocument',
  'What every command prints with --json where it fails without a result',
  false,
)

const ROOTS: Readonly<Record<string, Root>> = {
  relocate: root(
    'cli/relocation-printer.ts',
    'RelocationDocument',
    'What relocate --json prints, and the file holds that the output report of the Action names',
  ),
  inspect: root(
    'commands/inspect/inspect.ts',
    'Inspection',
    'What inspect --json prints, and the file holds that the output report of its action names',
  ),
  diff: root('commands/diff/diff.ts', 'SnapshotDiff', 'What diff --json prints'),
  find: root('commands/find/request.ts', 'SearchReport', 'What find --json prints'),
  savepoint: root('commands/savepoint/request.ts', 'SavepointReport', 'What savepoint --json prints'),
  rewrite: root('commands/rewrite/rewrite.ts', 'RewriteReport', 'What rewrite --json prints'),
  resume: root(
    'job-files/job-files.ts',
    'ResumeIndex',
    'What resume.json says of the files that start a job from a relocated snapshot',
    false,
  ),
  failure: FAILURE,
}

/** Numbers that may have a fraction; all others are whole. */
const FRACTIONS: ReadonlySet<string> = new Set(['ratio', 'medianBytes'])

/** The schemas by the name of the document, as they are in `docs/schemas/<name>.schema.json`. */
export function jsonSchemas(): ReadonlyMap<string, Schema> {
  const program = ts.createProgram(
    Object.values(ROOTS).map(({ file }) => file),
    {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    },
  )
  return new Map(Object.entries(ROOTS).map(([name, of]) => [name, schemaOf(program, name, of)]))
}

function schemaOf(program: ts.Program, name: string, of: Root): Schema {
  const describer = new Describer(program.getTypeChecker())
  const document = describer.objectOf(declared(program, DOCUMENT))
  const result = describer.objectOf(declared(program, of))
  const failure = of.canFail && describer.objectOf(declared(program, FAILURE)).properties['error']
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:flink-snapshot:${name}:1`,
    title: of.title,
    type: 'object',
    properties: {
      ...document.properties,
      ...result.properties,
      ...(failure && {
        error: { ...failure, description: 'Why the command failed all the same; absent where it did not.' },
      }),
    },
    required: [...new Set([...document.required, ...result.required])],
    ...describer.definitions(),
  }
}

function declared(program: ts.Program, { file, type }: Root): ts.Type {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const symbol = source && checker.getSymbolAtLocation(source)
  const found = symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === type)
  if (found === undefined)
    throw new Error(`${file} exports no ${type}: say in scripts/json-schemas.ts where it is`)
  return checker.getDeclaredTypeOfSymbol(found)
}

/** An object's part of a schema. */
interface ObjectSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, Schema>>
  readonly required: readonly string[]
}

/** Makes schemas of types; those that have a name are told once. */
class Describer {
  readonly #checker: ts.TypeChecker
  readonly #definitions = new Map<string, Schema>()

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  /** The named types that were met. */
  definitions(): { readonly $defs?: Schema } {
    const sorted = [...this.#definitions].sort(([a], [b]) => (a < b ? -1 : 1))
    return sorted.length === 0 ? {} : { $defs: Object.fromEntries(sorted) }
  }

  objectOf(type: ts.Type): ObjectSchema {
    const properties: Record<string, Schema> = {}
    const required: string[] = []
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0
      if (!optional) required.push(property.name)
      const schema = this.#schemaOf(this.#checker.getTypeOfSymbol(property), property.name)
      const description = this.#commentOf(property)
      properties[property.name] = { ...schema, ...(description !== '' && { description }) }
    }
    return { type: 'object', properties, required }
  }

  #schemaOf(given: ts.Type, name: string): Schema {
    const type = this.#checker.getNonNullableType(given)
    const named = [given.aliasSymbol, type.aliasSymbol, type.symbol].find((one) => one !== undefined)
    if (named === undefined || !this.#isOurs(named)) return this.#bareSchemaOf(type, name)
    if (!this.#definitions.has(named.name)) {
      const description = this.#commentOf(named)
      this.#definitions.set(named.name, {})
      this.#definitions.set(named.name, {
        ...(description !== '' && { description }),
        ...this.#bareSchemaOf(type, name),
      })
    }
    return { $ref: `#/$defs/${named.name}` }
  }

  /** Types that have a name in src/, and no parameters: no arrays, nothing of the language. */
  #isOurs(symbol: ts.Symbol): boolean {
    return (symbol.declarations ?? []).some(
      (one) =>
        (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one))
        && one.typeParameters === undefined
        && one.getSourceFile().fileName.startsWith(join(ROOT, 'src')),
    )
  }

  #bareSchemaOf(type: ts.Type, name: string): Schema {
    const { flags } = type
    if (flags & ts.TypeFlags.StringLiteral) return { const: (type as ts.StringLiteralType).value }
    if (flags & ts.TypeFlags.NumberLiteral) return { const: (type as ts.NumberLiteralType).value }
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' }
    if (flags & ts.TypeFlags.String) return { type: 'string' }
    if (flags & ts.TypeFlags.Number) return { type: FRACTIONS.has(name) ? 'number' : 'integer' }
    if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (type.isUnion()) return this.#unionOf(type.types, name)
    if (this.#checker.isArrayType(type)) {
      const [element] = this.#checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: this.#schemaOf(element as ts.Type, name) }
    }
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String)
    if (index !== undefined) return { type: 'object', additionalProperties: this.#schemaOf(index, name) }
    if (flags & ts.TypeFlags.Object) return { ...this.objectOf(type) }
    throw new Error(`${name} has a type that is no JSON: ${this.#checker.typeToString(type)}`)
  }

  #unionOf(types: readonly ts.Type[], name: string): Schema {
    const parts = types.map((one) => this.#schemaOf(one, name))
    return parts.every((part) => 'const' in part)
      ? { enum: parts.map((part) => part['const']) }
      : { anyOf: parts }
  }

  /** A comment in one line, without links and tags. */
  #commentOf(symbol: ts.Symbol): string {
    return ts
      .displayPartsToString(symbol.getDocumentationComment(this.#checker))
      .replace(/\{@link (\w+)\}/g, '$1')
      .replace(/\s+/g, ' ')
      .trim()
  }
}

/** A schema as it stands in its file. */
export function schemaText(schema: Schema): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}

if (import.meta.main) {
  mkdirSync(SCHEMA_DIRECTORY, { recursive: true })
  for (const [name, schema] of jsonSchemas())
    writeFileSync(join(SCHEMA_DIRECTORY, `${name}.schema.json`), schemaText(schema))
}
