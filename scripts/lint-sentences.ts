/**
 * Lists the sentences of `src/` that `__tests__/sentences/sentences.golden.txt` does not print. A sentence
 * is a text of the source with at least three words in it; it is printed where the file has its fixed parts
 * in their order.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

const ROOT = resolve(import.meta.dirname, '..')

/**
 * Files whose texts are no messages: tables of settings and outputs are printed by `--help` and in the
 * documents, and pages are looked at.
 */
const NO_MESSAGES =
  /^src\/(presentation\/page\/|options\/(option-specs\.ts|specs\/)|action\/(actions?|output-specs)\.ts)/

/** A text of the source. */
interface Sentence {
  readonly file: string
  readonly line: number
  /** Its fixed parts, between which stands what differs. */
  readonly parts: readonly string[]
}

/** All sentences of one file. */
function sentencesIn(file: string): Sentence[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const found: Sentence[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    const parts = partsOf(node)
    if (parts !== undefined && isSentence(parts))
      found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, parts })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function partsOf(node: ts.Node): string[] | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  return undefined
}

/** Whether there are at least three words of it, two of them side by side. */
function isSentence(parts: readonly string[]): boolean {
  const words = parts.flatMap((part) => part.match(/(?<![\w/-])[A-Za-z][a-z]*(?![\w/=-])/g) ?? [])
  return words.length >= 3 && parts.some((part) => /[a-z,;:] [a-z]/.test(part))
}

/** What stands in the golden file for it to be printed there. */
function patternOf(parts: readonly string[]): RegExp {
  const fixed = parts.map((part) =>
    part
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
  )
  return new RegExp(fixed.join('[^\\n]*?'))
}

const golden = readFileSync(join(ROOT, '__tests__', 'sentences', 'sentences.golden.txt'), 'utf8')
const sentences = globSync('src/**/*.ts', { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !NO_MESSAGES.test(file))
  .sort()
  .flatMap(sentencesIn)
const unprinted = sentences.filter(({ parts }) => !patternOf(parts).test(golden))
for (const { file, line, parts } of unprinted) console.log(`${file}:${line}: ${parts.join('…')}`)
console.log(`${sentences.length - unprinted.length} of ${sentences.length} sentences are printed`)
