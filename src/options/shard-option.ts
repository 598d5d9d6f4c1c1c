import { MOST_SHARDS, type Shard } from '../commands/relocate/shard.ts'
import { OptionError } from './option-error.ts'
import type { OptionReader } from './option-reader.ts'

/**
 * Reads `shard`, such as `2/8`: the second of eight.
 *
 * @throws OptionError for anything else, for a shard that the split does not have, and beside
 * `delete-source`.
 */
export function readShard(reader: OptionReader): Shard | undefined {
  const text = reader.text('shard')
  if (text === undefined) return undefined
  const shard = parseShard(reader.label('shard'), text)
  if (reader.flag('delete-source') !== true) return shard
  throw new OptionError(
    `${reader.label('shard')} is ${JSON.stringify(text)} and ${reader.label('delete-source')} is true: a shard has proved its own part only; `
      + `set ${reader.label('delete-source')} for the last run, the one without ${reader.label('shard')}`,
  )
}

function parseShard(label: string, text: string): Shard {
  const [, first, second] = /^(\d{1,9}) ?\/ ?(\d{1,9})$/.exec(text) ?? []
  const said = `${label} is ${JSON.stringify(text)}`
  if (first === undefined || second === undefined) {
    throw new OptionError(`${said}: write which of how many, such as 2/8 for the second of eight`)
  }
  const [index, count] = [Number(first), Number(second)]
  if (count < 1 || count > MOST_SHARDS) {
    throw new OptionError(
      `${said}: write a split in 1 to ${MOST_SHARDS}, as many as GitHub makes jobs of one matrix`,
    )
  }
  if (index < 1 || index > count) {
    throw new OptionError(
      `${said}: a split in ${count} has the shards 1/${count} to ${count}/${count}; write one of them`,
    )
  }
  return { index, count }
}
